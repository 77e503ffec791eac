"""Session ↔ the bytes of its file, both ways checked."""

import datetime as dt
from typing import Any

from pydantic import ValidationError

from flipchart.domain.session import FORMAT, Session
from flipchart.store.errors import Damaged, Newer, StoreError, Unsaved, place
from flipchart.store.migrate import migrated
from flipchart.store.reading import parse
from flipchart.store.sentences import sentence
from flipchart.store.tables import as_tables, same
from flipchart.store.tidy import tidy
from flipchart.store.writing import written

Tables = dict[str, Any]

_SOME_DAY = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)


def tables_of(data: bytes, name: str, made: dt.datetime) -> Tables:
    """Return the tables of a file, cleaned, with ids, in the latest format; not yet checked by the model.

    Raises Damaged.
    """
    raw = parse(data, name)
    try:
        return migrated(tidy(raw, made))
    except RecursionError:
        raise Damaged(f"{place(name)}: its tables are nested too deeply. Mend it in a text editor.") from None


def session_of(tables: Tables, name: str) -> Session:
    """Return the session that `tables` describe; raise Damaged or Newer with what is wrong first."""
    try:
        return Session.model_validate(tables)
    except ValidationError as error:
        where = f"{place(name)}: {sentence(error, tables)}"
        number = tables.get("format", FORMAT)
    if number > FORMAT:
        raise Newer(f"{where} The file is of format {number}, newer than this program; install a newer one.")
    raise Damaged(where)


def decode(data: bytes, *, name: str, made: dt.datetime) -> Session:
    """Return the session in `data`; `name` is the file's path for sentences.

    `made` is the file's time, which a file typed by hand gets as `created`. A session of a newer format
    comes back with its `format` and is read-only. Raises Damaged or Newer, with one sentence that names the
    path, the line or key and the remedy, and repeats at most 40 characters of a value.
    """
    return session_of(tables_of(data, name, made), name)


def encode(session: Session, base: bytes | None = None) -> bytes:
    """Return the file of `session`; unknown keys go where `base`, the bytes last read, has them.

    What is returned has been read again and compared. Raises Newer for a session of a newer format (a file
    is never downgraded) and Unsaved for one that TOML cannot hold.
    """
    if session.format > FORMAT:
        raise Newer(
            f"The session is of format {session.format}, newer than this program; install a newer one to change it."
        )
    tables = as_tables(session)
    try:
        data = written(tables, _layout(base)).encode("utf-8")
    except (UnicodeEncodeError, TypeError, ValueError, RecursionError, OverflowError):
        raise Unsaved("The session holds something that TOML cannot hold; undo the last change.") from None
    _check_readable(data, tables)
    return data


def would_lose(data: bytes) -> bool:
    """Tell if a save would lose something of a readable file: comments, hand layout, the end of a long text.

    Line endings, blank lines and a byte-order mark do not count, nor what a save only adds.
    """
    kept = iter(encode(decode(data, name="", made=_SOME_DAY), data).decode().splitlines())
    lines = (line for line in data.decode("utf-8-sig").splitlines() if line.strip())
    return any(line not in kept for line in lines)


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
        session_of(tidy(again, _SOME_DAY), "")
    except (StoreError, RecursionError):
        again, end = {}, {}
    if not same(again | ({"end": end} if end else {}), tables):
        raise Unsaved("The session would not be readable again; undo the last change.")
