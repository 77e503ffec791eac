"""Hypothesis strategies for whole sessions and for every record, made from the models themselves.

`texts()` is what has passed `clean()`; `RAW` is what people, files and pastes really bring, for entrances.
"""

import datetime as dt
import types
from collections.abc import Callable
from functools import cache
from typing import Annotated, Any, Literal, TypeVar, Union, cast, get_args, get_origin

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy
from msgspec.structs import fields

from flipchart.domain.kinds import FORMAT
from flipchart.domain.record import Record, defaults
from flipchart.domain.session import Session
from flipchart.domain.text import clean
from flipchart.store.tables import MODELS, WITH_ID

R = TypeVar("R", bound=Record)

RAW = (
    "\x1b]52;c;aGVsbG8=\x07clip", "\x1b[2Jgone", "\x9b31mred", "a\rb", "a\x00b", "\ud800half", "\u202egnirts",
    "\u2066isolate", "tag\U000e0041", "e\u0301", "one\r\ntwo", "\x7fdel", "x" * 3_000, "\ufeffmark",
)  # fmt: skip
"""Texts that `clean()` must change or cut, one for each of its rules."""

HOSTILE = (
    "[/]", "[bold]x[/bold", "[@click=app.quit]x[/]", "=1+1", "+cmd|' /C calc'!A0", "@SUM(A1)", "-2+3",
    "<script>alert(1)</script>", "&amp;", '"quoted"', "it's", '"""', "'''", 'ends with "', "ends with \\",
    "\\u0041", "# no comment", "[end]\ncomplete = true", "[[steps]]", "= 3", "tab\there", "line\nline",
    "\nfirst", "last\n", "\n", " ", "  ends bare  ", "\u2028line", "\u00a0", "漢字かな交じり文", "e\u0308",
    "العربية", "👩‍👩‍👧‍👦", "🇵🇹", "\u200bzero", "ß", "İ", "CON", "../../x", "nan", "true", "1979-05-27",
    "-", "$(id)", "%s %n {0} {x}", "BEGIN:VCALENDAR", "a,b;c|d", "\ufffd", "\ue000", "\ufffe", "\U0010ffff",
)  # fmt: skip
"""Texts that `clean()` leaves nearly as they are and that trip careless code."""

WHOLE = st.integers(-(2**63), 2**63 - 1)
NUMBERS = st.one_of(WHOLE, st.integers(-9, 99), st.floats(), st.floats(-1e6, 1e6))
DATES = st.dates()
DAYS = st.dates(dt.date(2026, 1, 1), dt.date(2027, 12, 31))


@cache
def texts(limit: int = 60) -> SearchStrategy[str]:
    """Texts of at least one character as they are after `clean()`, hostile ones among them."""
    free = st.text(max_size=limit).map(clean).filter(bool)
    known = st.sampled_from([neat for text in HOSTILE + RAW if (neat := clean(text))])
    return st.one_of(free, known, st.sampled_from(["Ana", "Bea Ng", "Draft the form", "Call the clinic"]))


@cache
def ids() -> SearchStrategy[str]:
    """Ids: mostly as the program makes them, some as people type them."""
    made = st.text("abcdefghijklmnopqrstuvwxyz234567", min_size=8, max_size=8)
    return st.one_of(made, made, st.integers(1, 9).map(str), texts(10))


@st.composite
def instants(draw: DrawFn) -> dt.datetime:
    """Aware instants to the millisecond in any zone of whole minutes, some finer."""
    fine = draw(st.sampled_from([1000, 1000, 1]))
    when = draw(st.datetimes(dt.datetime(1970, 1, 1), dt.datetime(2200, 1, 1)))  # noqa: DTZ001 - zoned below
    minutes = draw(st.one_of(st.just(0), st.sampled_from([60, 345, -210]), st.integers(-1439, 1439)))
    zone = dt.timezone(dt.timedelta(minutes=minutes))
    return when.replace(microsecond=when.microsecond // fine * fine, tzinfo=zone)


@cache
def toml_values() -> SearchStrategy[Any]:
    """Anything that TOML can hold, as `tomli` returns it."""
    plain = st.one_of(st.booleans(), NUMBERS, texts(), st.just(""), DATES, instants(), st.datetimes(), st.times())
    return st.recursive(plain, lambda each: st.one_of(st.lists(each, max_size=3), _dicts(each)), max_leaves=6)


def _dicts(values: SearchStrategy[Any]) -> SearchStrategy[dict[str, Any]]:
    return st.dictionaries(st.one_of(st.text("abc-_", max_size=4), st.text(max_size=4)), values, max_size=3)


@cache
def unknown(model: type[Record]) -> SearchStrategy[dict[str, Any]]:
    """Keys that the program does not know, with any values."""
    usual = st.sampled_from(["mood", "x-colour", "a.b", "items", "revise", "copy"])
    known = {*defaults(model), "end"}
    free = st.one_of(usual, st.text(max_size=5)).filter(lambda name: name not in known)
    return st.one_of(st.just({}), st.just({}), st.dictionaries(free, toml_values(), max_size=2))


def of(annotation: Any, metadata: list[Any]) -> SearchStrategy[Any]:
    """The values of one field, from its type and bounds."""
    if get_origin(annotation) is Annotated:
        inner, *notes = get_args(annotation)
        return of(inner, [*notes, *metadata])
    origin = get_origin(annotation)
    if origin in (Union, types.UnionType):
        return _either(get_args(annotation), metadata)
    if origin is Literal:
        return st.sampled_from(get_args(annotation))
    if origin is tuple:
        return _rows(get_args(annotation)[0], metadata)
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return records(annotation)
    return _plain(annotation, metadata)


def _either(options: tuple[Any, ...], metadata: list[Any]) -> SearchStrategy[Any]:
    if set(options) == {int, float}:
        return NUMBERS
    rest = [option for option in options if option is not type(None)]
    some = NUMBERS if {int, float} <= set(rest) else st.one_of(*(of(option, metadata) for option in rest))
    return st.one_of(st.none(), some) if len(rest) < len(options) else some


def _rows(inner: Any, metadata: list[Any]) -> SearchStrategy[Any]:
    least = _bound(metadata, "min_length", 0)
    most = _bound(metadata, "max_length", 3)
    return st.lists(of(inner, []), min_size=least, max_size=most).map(tuple)


def _plain(annotation: Any, metadata: list[Any]) -> SearchStrategy[Any]:
    if annotation is int:
        return st.integers(_bound(metadata, "ge", -(2**63)), _bound(metadata, "le", 2**31))
    if any(note.extra for note in metadata):
        return st.one_of(DAYS, DATES, instants())
    if annotation is Any:
        return toml_values().filter(lambda value: value != "")
    days = st.one_of(DAYS, DATES)
    kinds: dict[Any, SearchStrategy[Any]] = {str: texts(), bool: st.booleans(), dt.date: days}
    return kinds.get(annotation, instants())


def _bound(metadata: list[Any], name: str, default: int) -> int:
    return next((bound for note in metadata if (bound := getattr(note, name)) is not None), default)


@cache
def values(model: type[Record], without: frozenset[str] = frozenset()) -> SearchStrategy[dict[str, Any]]:
    """The values of a record: the required ones, others now and then, and now and then unknown keys."""
    needed: dict[str, SearchStrategy[Any]] = {}
    others: dict[str, SearchStrategy[Any]] = {}
    for field in fields(model):
        if field.encode_name and field.name not in without:
            each = ids() if field.name == "id" else of(field.type, [])
            (needed if field.required else others)[field.encode_name] = each
    known = st.fixed_dictionaries(needed, optional=others)
    both = st.tuples(known, unknown(model)).map(lambda pair: pair[0] | pair[1])
    return both.map(lambda found: {name: value for name, value in found.items() if value is not None})


@cache
def records(model: type[R]) -> SearchStrategy[R]:
    """One record of any kind."""
    return values(model).map(model.of)


REFERENCES = {
    "improvement": "improvements", "goal": "goals", "step": "steps", "run": "runs", "stage": "stages",
    "steps": "steps", "after": "steps",
}  # fmt: skip


@cache
def _several(table: str, model: type[Record]) -> SearchStrategy[list[Record]]:
    unique = (lambda row: row.id) if table in WITH_ID else None
    some = st.lists(records(model), max_size=2, unique_by=cast("Callable[[Any], Any]", unique))
    return st.one_of(st.just([]), st.just([]), st.just([]), some)


@st.composite
def sessions(draw: DrawFn, *, sound: bool = True) -> Session:
    """A whole session; when `sound`, most references name an item that is there."""
    rows: dict[str, list[Record]] = {}
    for table, model in MODELS.items():
        rows[table] = draw(_several(table, model))
    if sound:
        rows = {table: [_pointed(draw, row, rows) for row in each] for table, each in rows.items()}
    head = draw(values(Session, frozenset(MODELS))) | {"format": FORMAT}
    return Session.of(head | {table: tuple(each) for table, each in rows.items()})


def _pointed(draw: DrawFn, row: Record, rows: dict[str, list[Record]]) -> Record:
    changes: dict[str, Any] = {}
    for name, table in REFERENCES.items():
        known = [cast(Any, item).id for item in rows[table]]
        if name in defaults(type(row)) and known:
            value = getattr(row, name)
            if name in ("steps", "after"):
                changes[name] = tuple(draw(st.lists(st.sampled_from(known), max_size=2, unique=True)))
            elif isinstance(value, str):
                changes[name] = draw(st.sampled_from(known))
    return row.revise(**changes) if changes else row
