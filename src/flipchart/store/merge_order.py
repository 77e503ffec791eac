"""The order of what two writers arranged, and rows that are known by their whole content."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from flipchart.store.tables import same


def ordered(base: Sequence[str], ours: Sequence[str], theirs: Sequence[str]) -> list[str]:
    """Return the ids of both sides in one order: the side that moved something leads, ours if both did.

    What only the other side has stands behind what it stands behind there.
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
    """Return the rows of both sides, each as often as both together want it; a row with `at` goes by time.

    Where only one side changed something, its rows and their order are taken as they are.
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
    """Return what tells a row from others: its whole content, in any order of keys."""
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
