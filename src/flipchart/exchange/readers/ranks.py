"""Sorting the rows of a table by a column of ranks."""

import re
from collections.abc import Iterator

from flipchart.exchange.readers.column_meanings import plain
from flipchart.exchange.readers.columns import Cell, Entry

_NUMBERS = ("#", "no", "nr", "number")
_RANK = re.compile(r"#?([0-9]{1,6})(?:\.0*|\))?")


def ranked(entries: list[Entry]) -> Iterator[Entry]:
    """Yield the entries by their rank, each improvement with what belongs to it; what has no rank comes last."""
    ranks = [cell for it in entries for cell in it.cells if cell.field == "rank"]
    if not ranks:
        yield from entries
        return
    places = [rank_of(cell.text) for cell in ranks]
    levels = any(plain(cell.name).startswith("prio") for cell in ranks)
    counted = sorted(it or 0 for it in places) == list(range(1, len(places) + 1))
    # Numbers by which a tracker knows its items, the latest first, give them no order.
    keys = any(plain(cell.name) in _NUMBERS for cell in ranks) and places != sorted(it or 0 for it in places)
    if not all(places) or ((levels or keys) and not counted):
        # "High" and "Low" tell no place, nor do numbers that several have: they are kept as words.
        entries = [it._replace(cells=tuple(_unranked(cell) for cell in it.cells)) for it in entries]
    groups: list[list[Entry]] = []
    for entry in entries:
        same = groups and entry.under and entry.under in (groups[-1][0].under, groups[-1][0].text)
        if same or (groups and entry.kind == "words"):
            groups[-1].append(entry)
        else:
            groups.append([entry])
    for group in sorted(groups, key=lambda it: _rank(it[0])):
        yield from group


def _unranked(cell: Cell) -> Cell:
    return cell._replace(field=None) if cell.field == "rank" else cell


def _rank(entry: Entry) -> int:
    cell = next((it for it in entry.cells if it.field == "rank"), None)
    return (rank_of(cell.text) if cell else None) or 1 << 32


def rank_of(text: str) -> int | None:
    """Return the place that "1", "#1" or "1." is, None for anything else, and for 0."""
    found = _RANK.fullmatch(text)
    return int(found[1]) or None if found else None
