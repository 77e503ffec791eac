"""Session ↔ the bytes of its file, both ways checked."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from flipchart.domain.kinds import FORMAT
from flipchart.domain.record import Record, Unfit
from flipchart.domain.said import joined, said, say, say_count
from flipchart.domain.session import Session
from flipchart.store.errors import Damaged, Newer, StoreError, Unsaved, place, shown
from flipchart.store.reading import decoded, parse
from flipchart.store.tables import MODELS, as_tables, same
from flipchart.store.tidy import is_plain, tidy
from flipchart.store.writing import Text, orders_in, text_of, written

if TYPE_CHECKING:
    from flipchart.domain.misfits import Misfit

Tables = dict[str, Any]

STEPS: Mapping[int, Callable[[Tables], Tables]] = {}
"""The migrations, by the format that each starts from; format 1 is the first, so there is none yet."""


def migrated(tables: Tables, steps: Mapping[int, Callable[[Tables], Tables]] = STEPS, latest: int = FORMAT) -> Tables:
    """Return `tables` in the latest format; those of a newer one are returned as they are.

    Raises LookupError for a format that no step starts from.
    """
    while tables["format"] < latest:
        number = tables["format"]
        tables = {**steps[number](tables), "format": number + 1}
    return tables


_REMEDIES = {
    "text": said("{value} is not a text. Put it in quotes."),
    "empty": said("{value} is empty. Give it a text, or take it out."),
    "day": said("{value} is not a date. Write one such as 2026-11-20 without quotes, or take the line out."),
    "instant": said("{value} is not a moment. Write one such as 2026-11-20T09:00:00Z without quotes."),
    "zone": said("{value} says no time zone. Write it such as 2026-11-20T09:00:00Z."),
    "whole": said("{value} is not a whole number. Write it without quotes and without a point."),
    "number": said("{value} is not a number. Write it without quotes, such as 4 or 4.5."),
    "truth": said("{value} is neither true nor false. Write true or false, without quotes."),
    "list": said("{value} is not a list. Put it in square brackets."),
    "table": said("{value} is not a table. Give it its own header and keys."),
    "few": said("{value} has too few entries. A show of hands has five numbers."),
    "many": said("{value} has too many entries. A show of hands has five numbers."),
}


def sentence(error: Unfit, tables: Mapping[str, Any]) -> str:
    """Return what is wrong first, where, and what to do; and how much else is wrong.

    Positions count from one, as on the screen. At most 40 characters of a value are repeated.
    """
    first, *more_problems = error.problems
    words, others = _says(first, tables), len(more_problems)
    more = say_count(
        "{problem} {n} more value needs a look.", "{problem} {n} more values need a look.", others, problem=words
    )
    return more if others else words


def _says(first: "Misfit", tables: Mapping[str, Any]) -> str:
    if first.fault == "missing":
        *above, key = first.path
        return say("{where} has no `{key}`. Add that line.", where=_where(above, tables) or say("the file"), key=key)
    return say("{where}: {what}", where=_where(first.path, tables), what=_what(first, _value(first.value)))


def _what(first: "Misfit", value: str) -> str:
    if first.fault == "choice":
        return say("{value} is none of {expected}. Choose one of these.", value=value, expected=first.bound)
    if first.fault in _REMEDIES:
        return say(_REMEDIES[first.fault], value=value)
    return say("{value} {problem}. Correct it.", value=value, problem=first.should)


def _where(path: Sequence[str | int], tables: Mapping[str, Any]) -> str:
    words, here = "", tables
    for part in path:
        here = _inside(here, part)
        words += f"[{part + 1}]{_title(here)}" if isinstance(part, int) else f".{shown(part)}"
    return words.removeprefix(".")


def _inside(here: Any, part: str | int) -> Any:
    try:
        return here[part]
    except (KeyError, IndexError, TypeError):
        return None


def _title(item: Any) -> str:
    if not isinstance(item, Mapping):
        return ""
    names = (item.get(key) for key in ("text", "title"))
    return next((f" ({shown(name)})" for name in names if isinstance(name, str) and name), "")


def _value(value: Any) -> str:
    if isinstance(value, str):
        return f"'{shown(value)}'"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    if isinstance(value, int | float):
        return shown(value)
    return say("a list") if isinstance(value, list | tuple) else say("a table")


_SOME_DAY = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)


def tables_of(data: bytes, name: str, made: dt.datetime) -> Tables:
    """Return the tables of a file, cleaned, with ids, in the latest format; not yet checked by the model.

    Raises Damaged.
    """
    raw = parse(data, name)
    try:
        return migrated(tidy(raw, made, plain=is_plain(decoded(data))))
    except RecursionError:
        raise Damaged(
            say("{file}: its tables are nested too deeply. Mend it in a text editor.", file=place(name))
        ) from None


def session_of(tables: Tables, name: str) -> Session:
    """Return the session that `tables` describe; raise Damaged or Newer with what is wrong first."""
    try:
        return Session.of(tables)
    except Unfit as error:
        where = say("{file}: {what}", file=place(name), what=sentence(error, tables))
        number = tables.get("format", FORMAT)
    if number > FORMAT:
        newer = say("The file is of format {number}, newer than this program; install a newer one.", number=number)
        raise Newer(joined(" ", (where, newer)))
    raise Damaged(where)


def decode(data: bytes, *, name: str, made: dt.datetime) -> Session:
    """Return the session in `data`; `name` is the file's path for sentences.

    `made` is the file's time, which a file typed by hand gets as `created`. A session of a newer format
    comes back with its `format` and is read-only. Raises Damaged or Newer, with one sentence that names the
    path, the line or key and the remedy, and repeats at most 40 characters of a value.
    """
    return session_of(tables_of(data, name, made), name)


class Encoder:
    """Encodes the versions of one session; a record that was encoded and checked once is not encoded again.

    Whatever it returns can be read back: a file is its top-level keys, then blocks that each begin with a header of
    their own and end with a line, so that it parses to what its blocks parse to one by one. Records never change, and
    the text of one is only reused after it was parsed, compared and validated. The top-level keys are encoded anew
    each time.
    """

    def __init__(self) -> None:
        self._texts: dict[int, tuple[Record, Text]] = {}

    def encode(self, session: Session, base: bytes | None = None) -> bytes:
        """Return the file of `session`; unknown keys go where `base`, the bytes last read, has them.

        Raises Newer for a session of a newer format (a file is never downgraded) and Unsaved for one that TOML cannot
        hold.
        """
        if session.format > FORMAT:
            number = session.format
            raise Newer(
                say(
                    "The session is of format {number}, newer than this program; install a newer one to change it.",
                    number=number,
                )
            )
        try:
            return self._encoded(session, base)
        except (UnicodeEncodeError, TypeError, ValueError, RecursionError, OverflowError):
            raise Unsaved(said("The session holds something that TOML cannot hold; undo the last change.")) from None

    def _encoded(self, session: Session, base: bytes | None) -> bytes:
        head = as_tables(session, MODELS)
        records = {table: getattr(session, table) for table in MODELS}
        texts: dict[int, tuple[Record, Text]] = {}
        new: dict[str, list[Tables]] = {}
        layout = (_layout(base) or {}) if _has_unknown(session) else {}
        for table, them in records.items():
            orders = orders_in(layout.get(table))
            for record in them:
                known = self._texts.get(id(record))
                if known is None:
                    row = as_tables(record)
                    known = record, text_of(table, row, orders)
                    new.setdefault(table, []).append(row)
                texts[id(record)] = known
        whole = {table: [texts[id(record)][1] for record in them] for table, them in records.items() if them}
        data = written(head | whole, layout).encode("utf-8")
        part = written(head | new, layout).encode("utf-8") if self._texts else data
        _check_readable(part, head | new)
        self._texts = {key: it for key, it in texts.items() if not it[0].unknown}
        return data


def encode(session: Session, base: bytes | None = None) -> bytes:
    """Return the file of `session`, read again and compared; see Encoder."""
    return Encoder().encode(session, base)


def plain(session: Session) -> bytes:
    """Return what `encode` does without a base, unchecked: for comparing, never for saving. Raises Unsaved."""
    try:
        return written(as_tables(session)).encode("utf-8")
    except (UnicodeEncodeError, TypeError, ValueError, RecursionError, OverflowError):
        raise Unsaved(said("The session holds something that TOML cannot hold; undo the last change.")) from None


def _has_unknown(session: Session) -> bool:
    records = (record for table in MODELS for record in getattr(session, table))
    return bool(session.unknown) or any(record.unknown for record in records)


def would_lose(data: bytes, session: Session | None = None) -> bool:
    """Tell if a save would lose something of a readable file: comments, hand layout, the end of a long text.

    Line endings, blank lines and a byte-order mark do not count, nor does anything that a save only adds. `session`
    is the file's content, if it was read already. Raises StoreError.
    """
    session = session or decode(data, name="", made=_SOME_DAY)
    text = decoded(data)
    # What is typed by hand differs in its first lines already, and a plan of a thousand steps need not be written.
    if not session.unknown and _loses_lines(_head(text), _head(written(as_tables(session, MODELS)))):
        return True
    saved = written(as_tables(session), _layout(data) if _has_unknown(session) else None)
    return saved != text and _loses_lines(text, saved)


def _head(text: str) -> str:
    """The lines before the first table, or fewer."""
    return text.partition("\n[")[0]


def _loses_lines(text: str, saved: str) -> bool:
    kept = iter(saved.splitlines())
    return any(line not in kept for line in text.splitlines() if line.strip())


def _layout(base: bytes | None) -> Tables | None:
    if base is None:
        return None
    try:
        return tables_of(base, "", _SOME_DAY)
    except StoreError:
        return None


def _check_readable(data: bytes, tables: Tables) -> None:
    try:
        again = parse(data, "")
        end = {key: value for key, value in again.pop("end").items() if key != "complete"}
        session_of(tidy(again, _SOME_DAY, plain=is_plain(decoded(data))), "")
    except (StoreError, RecursionError):
        again, end = {}, {}
    if not same(again | ({"end": end} if end else {}), tables):
        raise Unsaved(said("The session would not be readable again; undo the last change."))
