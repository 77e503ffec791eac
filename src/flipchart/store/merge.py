"""The rules of a merge for values and for items with an id; it collects what it cannot decide."""

import datetime as dt
from collections.abc import Mapping, Sequence
from itertools import chain
from typing import Any

from flipchart.domain.record import Droppable
from flipchart.store.merge_order import ordered, rows
from flipchart.store.tables import MODELS, WITH_ID, Tables, same

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
        return {key: value for key, value in parts.items() if value is not None} | {
            "conflicts": [*known, *self._conflicts]
        }

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
        }
        return {key: value for key, value in values.items() if value is not None}

    def _deleted(self, mark: tuple[str, object] | None, base: Row, left: Row) -> Row | None:
        """Return what is left of an item that one side deleted outright: dropped, unless the other changed it."""
        key, value = mark or _AS_DROPPED
        if same(base, left):
            return {**left, key: value} if mark else None
        if left.get(key) != value:
            self._record(left["id"], key, left.get(key, False), value)
        return left

    def _weighed(self, mark: tuple[str, object], base: Row, ours: Row, theirs: Row, merged: Tables) -> Tables:
        """Return `merged`, or ours with a conflict where one side dropped what the other went on with."""
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
