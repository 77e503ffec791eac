"""Three ways into one: what two writers made of the same session, by item and key, nothing lost silently.

A change on one side wins; the same on both is fine; two different ones keep ours and record the other under
`[[conflicts]]`. Removing is dropping: an item that a person deleted by hand becomes a dropped one.
"""

import datetime as dt
from dataclasses import dataclass

from flipchart.domain.session import FORMAT, Session
from flipchart.store.codec import session_of, tables_of
from flipchart.store.errors import Damaged, Misplaced, Newer, place
from flipchart.store.merge_items import Merge
from flipchart.store.reading import parse
from flipchart.store.tables import Tables


@dataclass(frozen=True, slots=True)
class Merged:
    """What came out: the session, and how many values a person has to decide between."""

    session: Session
    conflicts: int


def merge(base: Tables | None, ours: Tables, theirs: Tables, at: dt.datetime) -> tuple[Tables, int]:
    """Return the merged tables and how many conflicts were added; `at` is when they were found.

    All three are tables as `tables_of` gives them; without a base, what only one side has was added there.
    """
    merging = Merge(at)
    tables = merging.session(base or {}, ours, theirs)
    return tables, merging.found


def merge_bytes(base: bytes | None, ours: bytes, theirs: bytes, *, name: str, at: dt.datetime) -> Merged:
    """Return the session that three versions of a file make; `base` is None or unreadable where none is known.

    Raises Damaged for a version that cannot be read, Newer for one of a newer format, and Misplaced when
    ours and theirs are not the same session.
    """
    made = session_of(tables_of(ours, name, at), name).created
    mine, other = _version(ours, name, made), _version(theirs, name, made)
    if "id" not in parse(ours, name):
        mine.update(id=other["id"])
    elif "id" in parse(theirs, name) and other["id"] != mine["id"]:
        raise Misplaced(f"{place(name)} holds another session now; nothing was written to it. Choose another name.")
    common = _base(base, name, made)
    for tables in (other, common or {}):
        tables.update(id=mine["id"])
    tables, conflicts = merge(common, mine, other, at)
    return Merged(session_of(tables, name), conflicts)


def _version(data: bytes, name: str, made: dt.datetime) -> Tables:
    tables = tables_of(data, name, made)
    session_of(tables, name)
    if tables["format"] > FORMAT:
        raise Newer(
            f"{place(name)} is of format {tables['format']} now, newer than this program; "
            "install a newer one to change it."
        )
    return tables


def _base(data: bytes | None, name: str, made: dt.datetime) -> Tables | None:
    try:
        return _version(data, name, made) if data else None
    except (Damaged, Newer):
        return None
