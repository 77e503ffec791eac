"""A table as people keep it: a row an item, its columns told by the names above them; no cell is dropped."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from flipchart.exchange.readers.columns import Field, fields_of
from flipchart.exchange.readers.entry import Cell, Entry
from flipchart.exchange.readers.grid import Grid, GridRow, mended

_FOR_STEPS: frozenset[Field] = frozenset({
    "owner", "helpers", "due", "state", "resources", "money", "done_when", "first_step", "roadblock", "contingency",
})  # fmt: skip
_RANK = re.compile(r"#?([0-9]{1,6})(?:\.0*|\))?")


def read_table(grid: Grid) -> tuple[Entry, ...]:
    """Return an entry for each row, in the order of its rank column where there is one.

    Rows above the names of the columns are words. A row whose improvement is left blank belongs to the one above
    it, as spreadsheets show merged cells. Without names, the first cell that holds letters is the item.
    """
    if grid.header is None:
        counted = all(row.cells[0] == str(number) for number, row in enumerate(grid.rows, start=1))
        return tuple(_unnamed(row, counted) for row in grid.rows)
    names = grid.rows[grid.header].cells
    above = [Entry(row.line, _joined(row.cells), "words") for row in grid.rows[: grid.header]]
    rows = [replace(row, cells=mended(row, grid.mark, len(names))) for row in grid.rows[grid.header + 1 :]]
    entries = list(_Columns(names).entries(rows))
    return (*above, *_ranked(entries))


def _unnamed(row: GridRow, counted: bool) -> Entry:
    """Read a row without names over its columns; where the first only counts the rows, it says nothing more."""
    cells = [cell for cell in row.cells[counted:] if cell] or [row.cells[0]]
    text = next((cell for cell in cells if any(sign.isalpha() for sign in cell)), cells[0])
    rest = list(cells)
    rest.remove(text)
    return Entry(row.line, text, cells=tuple(Cell(None, "", cell) for cell in rest), literal=bool(rest))


def _joined(cells: Sequence[str]) -> str:
    return " ".join(cell for cell in cells if cell)


class _Columns:
    """The columns of a table by their names."""

    def __init__(self, names: Sequence[str]) -> None:
        self._names = [" ".join(name.split()) for name in names]
        self._fields = fields_of(self._names)
        self._above = ""
        self._steps = "step" in self._fields
        self._literal = not _FOR_STEPS.isdisjoint(field for field in self._fields if field)

    def entries(self, rows: Sequence[GridRow]) -> Iterator[Entry]:
        """Yield an entry for each row."""
        for row in rows:
            if row.cells != tuple(self._names[: len(row.cells)]):
                yield self._entry(row)
            else:
                yield Entry(row.line, _joined(row.cells), "words")

    def _entry(self, row: GridRow) -> Entry:
        cells = [self._cell(place, text) for place, text in enumerate(row.cells) if text]
        improvement = self._take(cells, "improvement")
        step = self._take(cells, "step")
        if improvement:
            self._above = improvement
        if step:
            return Entry(
                row.line, step, depth=1, cells=tuple(cells), under=improvement or self._above, literal=self._literal
            )  # fmt: skip
        if improvement:
            return Entry(row.line, improvement, cells=tuple(cells), literal=self._literal)
        return Entry(row.line, "\n".join(cell.words for cell in cells), "words")

    def _cell(self, place: int, text: str) -> Cell:
        known = place < len(self._fields)
        return Cell(self._fields[place], self._names[place], text) if known else Cell(None, "", text)

    @staticmethod
    def _take(cells: list[Cell], field: Field) -> str:
        found = next((cell for cell in cells if cell.field == field), None)
        if found is not None:
            cells.remove(found)
        return found.text if found else ""


def _ranked(entries: list[Entry]) -> Iterator[Entry]:
    """Yield the entries by their rank, each improvement with what belongs to it; what has no rank comes last."""
    if not all(rank_of(cell.text) for it in entries for cell in it.cells if cell.field == "rank"):
        # "High" and "Low" tell no place: they are kept as words.
        entries = [replace(it, cells=tuple(_unranked(cell) for cell in it.cells)) for it in entries]
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
    return replace(cell, field=None) if cell.field == "rank" else cell


def _rank(entry: Entry) -> int:
    cell = next((it for it in entry.cells if it.field == "rank"), None)
    return (rank_of(cell.text) if cell else None) or 1 << 32


def rank_of(text: str) -> int | None:
    """Return the place that "1", "#1" or "1." is, None for anything else, and for 0."""
    found = _RANK.fullmatch(text)
    return int(found[1]) or None if found else None
