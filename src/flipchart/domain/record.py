"""The base of everything that a session file holds: frozen, checked, and keeping what it does not know."""

import datetime as dt
from collections.abc import Iterable, Mapping
from functools import cache
from typing import TYPE_CHECKING, Annotated, Any, Final, Self, TypeVar, get_args, get_origin

from msgspec import NODEFAULT, Meta, Struct, ValidationError, convert, field

from flipchart.domain.errors import Rejected
from flipchart.domain.said import said, say

if TYPE_CHECKING:
    from flipchart.domain.misfits import Misfit

T = TypeVar("T")

Text = Annotated[str, Meta(min_length=1)]
"""A text of at least one character: absent means unknown, so an empty one is never stored."""

Rows = tuple[T, ...]
"""A TOML array, kept immutable."""

Instant = Annotated[dt.datetime, Meta(tz=True)]
"""A moment with its offset from UTC."""

_EITHER = {"anyOf": [{"type": "string", "format": "date-time"}, {"type": "string", "format": "date"}]}
if TYPE_CHECKING:
    DayOrInstant = dt.date | dt.datetime
else:  # msgspec has no type for it, so the record checks it
    DayOrInstant = Annotated[Any, Meta(extra={"is": "a day or an instant"}, extra_json_schema=_EITHER)]

Count = Annotated[int, Meta(ge=0)]
"""How many: a whole number, never below zero."""

REQUIRED: Final = object()
"""What stands for a default where a key must be given."""

_UNKNOWN = ""
"""The key under which unknown keys are handed to msgspec; it cannot clash with a key of a file."""
_DAYS = (dt.date, dt.datetime)
"""TOML has dates and datetimes of its own, so a text is never read as one."""


class Unfit(ValueError):
    """Values that a record cannot have; `problems` says which, and is worked out when it is asked for."""

    def __init__(self, model: "type[Record]", values: Mapping[str, Any]) -> None:
        super().__init__(f"The values do not fit a {model.__name__}.")
        self._model, self._values = model, values

    @property
    def problems(self) -> "tuple[Misfit, ...]":
        """What does not fit, in the order of the model; never empty."""
        from flipchart.domain.misfits import misfits  # noqa: PLC0415 - needed for damaged files alone

        return misfits(self._model, self._values)


class Record(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An immutable record; `unknown` holds the keys that the program does not know, which the format asks to keep."""

    unknown: dict[str, Any] | None = field(default=None, name=_UNKNOWN)

    @classmethod
    def of(cls, values: Mapping[str, Any]) -> Self:
        """Return the record that has `values`, by the keys of the file, each checked. Raises Unfit."""
        try:
            return convert(_sorted_out(cls, values), cls, builtin_types=_DAYS)
        except ValidationError:
            raise Unfit(cls, values) from None

    def revise(self, **changes: Any) -> Self:
        """Return this record with `changes` made and checked; the only way to change a record.

        `None` takes a value away. Raises Unfit where a value does not fit.
        """
        values = {key: getattr(self, name) for key, name in _names(type(self)).items()}
        return type(self).of(values | (self.unknown or {}) | changes)


def is_day_or_instant(value: object) -> bool:
    """Whether a value is a date, or a datetime with its offset from UTC."""
    return value.tzinfo is not None if isinstance(value, dt.datetime) else isinstance(value, dt.date)


@cache
def _names(model: type[Record]) -> Mapping[str, str]:
    pairs = zip(model.__struct_encode_fields__, model.__struct_fields__, strict=True)
    return {key: name for key, name in pairs if key != _UNKNOWN}


@cache
def defaults(model: type[Record]) -> Mapping[str, object]:
    """Return the keys of a model, each with its value where the file has none; REQUIRED where it must have one."""
    values = dict(zip(reversed(model.__struct_fields__), reversed(model.__struct_defaults__), strict=False))
    found = {key: values.get(name, NODEFAULT) for key, name in _names(model).items()}
    return {key: REQUIRED if value is NODEFAULT else value for key, value in found.items()}


def given(record: Record) -> dict[str, Any]:
    """Return the values of a record by the keys of the file, leaving out what is absent, empty or the default."""
    known = {key: getattr(record, name) for key, name in _names(type(record)).items()}
    usual = defaults(type(record))
    values = known | (record.unknown or {})
    return {key: value for key, value in values.items() if value is not None and value != usual.get(key, REQUIRED)}


@cache
def tables_in(model: type[Record]) -> "Mapping[str, type[Record]]":
    """Return the keys of a model that hold rows, each with the model of a row."""
    kinds = {key: _row_kind(model.__annotations__.get(name)) for key, name in _names(model).items()}
    return {key: kind for key, kind in kinds.items() if kind is not None}


def _row_kind(hint: Any) -> type[Record] | None:
    hint = get_args(hint)[0] if get_origin(hint) is Annotated else hint
    kind = get_args(hint)[0] if get_origin(hint) is tuple else None
    return kind if isinstance(kind, type) and issubclass(kind, Record) else None


def _sorted_out(model: type[Record], values: Mapping[str, Any]) -> dict[str, Any]:
    """Return `values` in the shape msgspec takes, with keys unknown to the model under a key of their own."""
    names = _names(model)
    known = {key: value for key, value in values.items() if key in names}
    for key, kind in tables_in(model).items():
        if isinstance(rows := known.get(key), list):
            known[key] = _rows(kind, rows)
    if len(known) < len(values):
        known[_UNKNOWN] = {key: value for key, value in values.items() if key not in names}
    return known


def _rows(model: type[Record], rows: list[Any]) -> list[Any]:
    if tables_in(model):
        return [_sorted_out(model, row) if isinstance(row, dict) else row for row in rows]
    knows = _names(model).keys() | ()
    return [row if not isinstance(row, dict) or knows.issuperset(row) else _sorted_out(model, row) for row in rows]


class Item(Record, frozen=True, kw_only=True):
    """A record with an identity: `id` is random, made once, never shown and never used again."""

    id: Text


class Droppable(Item, frozen=True, kw_only=True):
    """An item that is never deleted once saved: `dropped` tells a removal here from an addition there."""

    dropped: bool = False

    @property
    def live(self) -> bool:
        """Whether the item still belongs to the plan."""
        return not self.dropped


I = TypeVar("I", bound=Item)  # noqa: E741


NOUNS = (
    said("step"), said("improvement"), said("goal"), said("milestone"), said("resource"), said("note"), said("entry"),
    said("feedback"), said("person"), said("report"), said("evaluation"), said("item"),
)  # fmt: skip
"""The kinds of records, as messages of refusal name them."""


def find(items: Iterable[I], id: str, what: str) -> I:
    """Return the item with this `id`, or raise Rejected in the words of `what` ("step", "improvement")."""
    for item in items:
        if item.id == id:
            return item
    raise Rejected(
        say("This {what} is no longer in the plan.", what=said(what)),
        "Somebody else may have removed it; look again.",
    )


def replaced(items: tuple[I, ...], new: I) -> tuple[I, ...]:
    """Return `items` with the one of the same id replaced by `new`, order kept."""
    return tuple(new if item.id == new.id else item for item in items)


def moved(items: tuple[I, ...], id: str, offset: int, among: Iterable[str]) -> tuple[I, ...]:
    """Return `items` with one moved `offset` places among the ids in `among` (those it is shown with).

    Items that are not in `among` keep their places. Moving past either end stops there.
    """
    shown = set(among) | {id}
    order = [item for item in items if item.id in shown]
    here = next(i for i, item in enumerate(order) if item.id == id)
    there = min(max(here + offset, 0), len(order) - 1)
    order.insert(there, order.pop(here))
    queue = iter(order)
    return tuple(next(queue) if item.id in shown else item for item in items)
