"""The rules of a merge for values and for items with an id; it collects what it cannot decide."""

import datetime as dt
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import chain
from typing import Any

from msgspec import Struct

from flipchart.domain.kinds import FORMAT
from flipchart.domain.record import Droppable
from flipchart.domain.said import say
from flipchart.domain.session import Session
from flipchart.patterns import pattern
from flipchart.store.codec import session_of, tables_of
from flipchart.store.errors import Damaged, Misplaced, Newer, place
from flipchart.store.tables import MODELS, WITH_ID, Tables, same


def ordered(base: Sequence[str], ours: Sequence[str], theirs: Sequence[str]) -> list[str]:
    """Return the ids of both sides in one order: that of the side that moved something, ours if both did.

    An id that only the other side has stands behind the id that it stands behind there.
    """
    common = set(base) & set(ours) & set(theirs)
    moved_here = [each for each in ours if each in common] != [each for each in base if each in common]
    first, second = (ours, theirs) if moved_here else (theirs, ours)
    result = list(first)
    for position, each in enumerate(second):
        if each not in result:
            result.insert(_behind(second[:position], result), each)
    return result


def rows(base: Sequence[Any], ours: Sequence[Any], theirs: Sequence[Any]) -> list[Any]:
    """Return the rows of both sides, each as often as both together ask for; those with `at` are in order of time.

    If only one side changed something, its rows are taken in their order.
    """
    if same(theirs, base) or same(ours, base):
        return list(ours if same(theirs, base) else theirs)
    wanted = _wanted(*(Counter(map(fingerprint, side)) for side in (base, ours, theirs)))
    result = []
    for row in ours:
        if wanted[fingerprint(row)] > 0:
            wanted[fingerprint(row)] -= 1
            result.append(row)
    for position, row in enumerate(theirs):
        if wanted[fingerprint(row)] > 0:
            wanted[fingerprint(row)] -= 1
            result.insert(_place(row, theirs[:position], result), row)
    return result


def fingerprint(row: Any) -> str:
    """Return a text that identifies a row by its whole content, whatever the order of its keys."""
    return repr(sorted((key, repr(value)) for key, value in row.items())) if isinstance(row, Mapping) else repr(row)


def _wanted(base: Counter[str], ours: Counter[str], theirs: Counter[str]) -> Counter[str]:
    wanted: Counter[str] = Counter()
    for key in {*ours, *theirs}:
        here, there = ours[key] - base[key], theirs[key] - base[key]
        if min(here, there) >= 0:
            change = max(here, there)
        elif max(here, there) <= 0:
            change = min(here, there)
        else:
            change = here + there
        wanted[key] = base[key] + change
    return wanted


def _place(row: Any, before: Sequence[Any], result: Sequence[Any]) -> int:
    at = row.get("at") if isinstance(row, Mapping) else None
    if at is None:
        return _behind([fingerprint(each) for each in before], [fingerprint(each) for each in result])
    later = (index for index, each in enumerate(result) if each.get("at", at) > at)
    return next(later, len(result))


def _behind(before: Sequence[str], result: Sequence[str]) -> int:
    return next((result.index(each) + 1 for each in reversed(before) if each in result), 0)


Row = Mapping[str, Any]

MARKS: Mapping[str, tuple[str, object]] = {"steps": ("state", "dropped")} | {
    table: ("dropped", True) for table, model in MODELS.items() if issubclass(model, Droppable)
}
"""The key and value by which an item of each table is dropped; the other tables have no such mark."""

_AS_DROPPED = ("dropped", True)
_SETS = ("people",)


class Merge:
    """One merge under way. An absent value is None here: TOML has no null."""

    def __init__(self, at: dt.datetime) -> None:
        self._at = at
        self._conflicts: list[Tables] = []

    @property
    def found(self) -> int:
        """How many conflicts were added."""
        return len(self._conflicts)

    def session(self, base: Row, ours: Row, theirs: Row) -> Tables:
        """Return the tables of the merged session."""
        keys = [key for key in dict.fromkeys(chain(ours, theirs)) if key != "conflicts"]
        parts = {key: self._part(key, ours["id"], base.get(key), ours.get(key), theirs.get(key)) for key in keys}
        known = rows(*(side.get("conflicts", []) for side in (base, ours, theirs)))
        tables = {key: value for key, value in parts.items() if value is not None}
        return tables | {"conflicts": folded([*known, *self._conflicts], tables)}

    def _part(self, key: str, owner: str, base: Any, ours: Any, theirs: Any) -> Any:
        sides = ([] if base is None else base, [] if ours is None else ours, [] if theirs is None else theirs)
        if key in WITH_ID or (key not in MODELS and all(map(_has_ids, sides))):
            return self._items(key, *sides)
        if key in MODELS or key in _SETS or all(map(_is_rows, sides)):
            return rows(*sides)
        return self._value(owner, key, base, ours, theirs)

    def _value(self, item: str, key: str, base: Any, ours: Any, theirs: Any) -> Any:
        if same(ours, theirs) or same(theirs, base):
            return ours
        if same(ours, base):
            return theirs
        if key == "moves" and isinstance(ours, int) and isinstance(theirs, int):
            return max(ours, theirs)
        self._record(item, key, ours, theirs)
        return ours

    def _items(self, table: str, base: Sequence[Row], ours: Sequence[Row], theirs: Sequence[Row]) -> list[Row]:
        before, mine, other = ({row["id"]: row for row in side} for side in (base, ours, theirs))
        merged = (
            self._item(MARKS.get(table), before.get(id), mine.get(id), other.get(id))
            for id in ordered(list(before), list(mine), list(other))
        )
        return [row for row in merged if row is not None]

    def _item(self, mark: tuple[str, object] | None, base: Row | None, ours: Row | None, theirs: Row | None) -> Any:
        if ours is None or theirs is None:
            left = theirs if ours is None else ours
            return left if base is None or left is None else self._deleted(mark, base, left)
        merged = self._fields(base or {}, ours, theirs)
        if mark is not None and base is not None:
            return self._weighed(mark, base, ours, theirs, merged)
        return merged

    def _fields(self, base: Row, ours: Row, theirs: Row) -> Tables:
        values = {
            key: self._value(ours["id"], key, base.get(key), ours.get(key), theirs.get(key))
            for key in dict.fromkeys(chain(ours, theirs))
            if key != "first_due"
        }
        if "first_due" in ours or "first_due" in theirs:
            values["first_due"] = _first_due(base, ours, theirs)
        return {key: value for key, value in values.items() if value is not None}

    def _deleted(self, mark: tuple[str, object] | None, base: Row, left: Row) -> Row | None:
        """Return an item that one side deleted: dropped, or as the other side changed it, with a conflict."""
        key, value = mark or _AS_DROPPED
        if same(base, left):
            return {**left, key: value} if mark else None
        if left.get(key) != value:
            self._record(left["id"], key, left.get(key, False), value)
        return left

    def _weighed(self, mark: tuple[str, object], base: Row, ours: Row, theirs: Row, merged: Tables) -> Tables:
        """Return `merged`; if one side dropped what the other changed, with our state of it and a conflict."""
        key, value = mark
        gone = [side for side in (ours, theirs) if side.get(key) == value]
        if len(gone) != 1 or base.get(key) == value:
            return merged
        other = theirs if gone[0] is ours else ours
        if not same(base.get(key), other.get(key)) or not _changed(base, other, (key, "reason")):
            return merged
        self._record(ours["id"], key, ours.get(key, False), theirs.get(key, False))
        kept = {name: ours.get(name) for name in (key, "reason")}
        return {name: each for name, each in (merged | kept).items() if each is not None}

    def _record(self, item: str, key: str, kept: Any, other: Any) -> None:
        values = {"item": item, "key": key, "kept": kept, "other": other, "at": self._at}
        self._conflicts.append({name: value for name, value in values.items() if value is not None})


def _first_due(base: Row, ours: Row, theirs: Row) -> Any:
    """Return the first promise that belongs to the date that was kept, so that a person decides about that alone."""
    old, mine, other = (side.get("first_due") for side in (base, ours, theirs))
    if same(mine, old) or same(other, old):
        return other if same(mine, old) else mine
    if mine is None or other is None:
        return mine or other
    return min(mine, other) if same(ours.get("due"), theirs.get("due")) else mine


def folded(conflicts: Sequence[Row], tables: Tables) -> list[Tables]:
    """Return one conflict for each item and key: `kept` is the present value, `other` the newest other one.

    Files that were merged in both directions record one conflict twice. Further values, of a third writer, go under
    `also`.
    """
    together: dict[tuple[str, str], list[Row]] = {}
    for row in conflicts:
        together.setdefault((row["item"], row["key"]), []).append(row)
    return [
        dict(them[0]) if len(them) == 1 else _as_one(them, _value_at(key, tables)) for key, them in together.items()
    ]


def _as_one(them: Sequence[Row], now: Any) -> Tables:
    newest = sorted(them, key=lambda row: (same(row.get("kept"), now), row["at"]), reverse=True)
    others: list[Any] = []
    for row in newest:
        for value in (row.get("other"), row.get("kept"), *row.get("also", ())):
            if not same(value, now) and not any(same(value, it) for it in others):
                others.append(value)
    other, *also = others or [None]
    also = [it for it in also if it is not None]
    row = {key: value for key, value in newest[0].items() if key not in ("kept", "other", "also")}
    values = {"kept": now, "other": other, "also": also or None}
    return row | {key: value for key, value in values.items() if value is not None}


def _value_at(at: tuple[str, str], tables: Tables) -> Any:
    """Return the value of an item's key; None if the item has gone."""
    item, key = at
    rows = (row for table in WITH_ID for row in tables.get(table, ()) if row["id"] == item)
    return (tables if item == tables["id"] else next(rows, {})).get(key)


def _changed(base: Row, side: Row, without: Sequence[str]) -> bool:
    keys = {*base, *side}.difference(without)
    return any(not same(base.get(key), side.get(key)) for key in keys)


def _is_rows(side: Any) -> bool:
    return isinstance(side, list) and all(isinstance(row, dict) for row in side)


def _has_ids(side: Any) -> bool:
    if not _is_rows(side):
        return False
    ids = [row.get("id") for row in side]
    return all(isinstance(each, str) for each in ids) and len(set(ids)) == len(ids)


class Merged(Struct, frozen=True):
    """The result of a merge: the session, and how many values a person has to decide between."""

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
    common = _base(base, name, made)
    if not _one_session(common, has_id(base), (mine, has_id(ours)), (other, has_id(theirs))):
        raise Misplaced(
            say("{file} holds another session now; nothing was written to it. Choose another name.", file=place(name))
        )
    id = mine["id"] if has_id(ours) else other["id"]
    for tables in (mine, other, common or {}):
        tables.update(id=id)
    tables, conflicts = merge(common, mine, other, at)
    return Merged(session_of(tables, name), conflicts)


_OWN_ID = pattern(rb"^[ \t]*(?:id|\"id\"|'id')[ \t]*=", re.MULTILINE)


def has_id(data: bytes | None) -> bool:
    """Tell whether a session file says its own id; else it is made from the file's content (see tidy.py)."""
    return data is not None and _OWN_ID.search(data.partition(b"\n[")[0]) is not None


def akin(one: Tables, other: Tables) -> bool:
    """Tell whether two files without ids are versions of one session, rather than two sessions of one title.

    At least half of the items of the one with fewer must be in the other. If one has no items, every other key that
    both have must be equal.
    """
    if any(one.get(key) != other.get(key) for key in ("title", "group")):
        return False
    items = [{(table, row["id"]) for table in WITH_ID for row in side.get(table, ())} for side in (one, other)]
    if all(items):
        return 2 * len(items[0] & items[1]) >= min(map(len, items))
    shared = one.keys() & other.keys() - {"id", "created", *MODELS}
    return all(same(one[key], other[key]) for key in shared)


def _one_session(common: Tables | None, known: bool, ours: tuple[Tables, bool], theirs: tuple[Tables, bool]) -> bool:
    """Tell whether ours and theirs are the same session; each comes with whether its file says its id.

    Two that were saved from one file without an id, changed by hand in between, have two ids and one base.
    """
    (mine, named), (other, also_named) = ours, theirs
    if mine["id"] == other["id"]:
        return True
    if named and also_named:
        return common is not None and not known and akin(common, mine) and akin(common, other)
    return common is not None or akin(mine, other)


def _version(data: bytes, name: str, made: dt.datetime) -> Tables:
    tables = tables_of(data, name, made)
    session_of(tables, name)
    if tables["format"] > FORMAT:
        raise Newer(
            say(
                "{file} is of format {number} now, newer than this program; install a newer one to change it.",
                file=place(name),
                number=tables["format"],
            )
        )
    return tables


def _base(data: bytes | None, name: str, made: dt.datetime) -> Tables | None:
    try:
        return _version(data, name, made) if data else None
    except (Damaged, Newer):
        return None
