"""A text as rows of cells: which mark divides them, and where each row begins."""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from flipchart.exchange.readers.columns import Cell, Entry, Field, fields_of, is_header, item_mark

MARKS = "\t;,|"
"""What divides cells; the first of those that tell as much."""

LOOK = 12
"""Among so many first rows the names of the columns are looked for: a title may stand above them."""

_END = "\x1e"
csv.field_size_limit(2**31 - 1)


@dataclass(frozen=True, slots=True)
class GridRow:
    """A row that is not blank: the line on which it begins, from 1, and its cells without space around them.

    `raw` is its text where it stands on one line.
    """

    line: int
    cells: tuple[str, ...]
    raw: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """The rows of a table, and which of them names the columns: None where none does."""

    mark: str
    rows: tuple[GridRow, ...]
    header: int | None


def find_grid(text: str, *, surely: bool = False) -> Grid | None:
    """Return a text as a table, None where it is none.

    It is one where a row names columns, or where nearly all lines are divided by tabs or semicolons; `surely`
    where it is known to be one, as by the name of its file.
    """
    told, text = _told(text)
    grids = [_grid(text, mark, surely) for mark in told or MARKS if told or surely or mark in text[:20_000]]
    named = [grid for grid in grids if grid.header is not None]
    if named:
        return max(named, key=_known)
    divided = [grid for grid in grids if _divided(grid)]
    if surely and not divided:
        return max(grids, key=lambda grid: sum(len(row.cells) for row in grid.rows), default=None)
    return divided[0] if divided else None


def _told(text: str) -> tuple[str, str]:
    """Spreadsheets write "sep=;" above some tables. It goes, so as to be no row; the line it was on stays."""
    first, newline, rest = text.partition("\n")
    mark = first.removeprefix("sep=")
    return (mark, f"{newline}{rest}") if mark != first and len(mark) == 1 and mark in MARKS else ("", text)


def _grid(text: str, mark: str, surely: bool) -> Grid:
    rows = tuple(_rows(text, mark))
    # Tabs and semicolons tell that there are columns; commas do not, by themselves.
    columns = surely or mark in "\t;"
    named = (i for i, row in enumerate(rows[:LOOK]) if is_header(row.cells, surely=columns and i == 0))
    header = next((i for i in named if _over_columns(rows, i) or (surely and i == 0)), None)
    return Grid(mark, rows, header)


def _over_columns(rows: Sequence[GridRow], place: int) -> bool:
    """Whether what looks like names of columns has columns below it, and is no sentence with commas."""
    below = [len(row.cells) > 1 for row in rows[place + 1 :]]
    return len(rows[place].cells) > 1 and len(below) > 0 and sum(below) * 2 >= len(below)


def _rows(text: str, mark: str) -> Iterator[GridRow]:
    quoted = mark != "|" and _balanced(text, mark)
    reader = csv.reader(
        io.StringIO(text, newline=""), delimiter=mark, quoting=csv.QUOTE_MINIMAL if quoted else csv.QUOTE_NONE
    )  # fmt: skip
    before, lines = 0, text.split("\n")
    for found in reader:
        line, before = before + 1, reader.line_num
        raw = lines[line - 1] if line == before else ""
        cells = tuple(_bare(cell) for cell in found)
        if mark == "|":
            cells = _unframed(cells)
        if any(cells):
            yield GridRow(line, cells, raw)


def _balanced(text: str, mark: str) -> bool:
    """Whether every quote that opens a cell is closed: one that is not would swallow all rows below it."""
    last: list[str] = []
    for last in csv.reader(io.StringIO(f"{text}\n{_END}", newline=""), delimiter=mark):  # noqa: B007
        pass
    return last == [_END]


def _bare(cell: str) -> str:
    """A quote before what looks like a formula is how our own tables, and others, keep it text."""
    cell = cell.strip()
    return cell[1:] if cell[:1] == "'" and cell[1:2] in tuple("=+-@＝＋－＠") else cell


def mended(row: GridRow, mark: str, width: int) -> tuple[str, ...]:
    """Return the cells of a row that has more than `width` since a formula in it holds the mark, unquoted.

    `=HYPERLINK("http://…";"click")` is one cell where the marks between its brackets are none; a row to which that
    does not bring the right number stays as it is.
    """
    if len(row.cells) <= width or "=" not in row.raw:
        return row.cells
    cells: list[str] = []
    for part in row.raw.split(mark):
        if cells and cells[-1].lstrip().startswith("=") and cells[-1].count("(") > cells[-1].count(")"):
            cells[-1] = f"{cells[-1]}{mark}{part}"
        else:
            cells.append(part)
    return tuple(cell.strip() for cell in cells) if len(cells) <= width else row.cells


def _unframed(cells: tuple[str, ...]) -> tuple[str, ...]:
    """The cells of a Markdown table, without its frame and the rule under the names."""
    cells = cells[1:] if cells and not cells[0] else cells
    cells = cells[:-1] if cells and not cells[-1] else cells
    return () if all(cell and not cell.strip("-: ") for cell in cells) else cells


def _known(grid: Grid) -> tuple[int, int]:
    """How many columns are known, and how many there are: one name that holds all others is none of them."""
    header = grid.rows[grid.header or 0]
    return sum(field is not None for field in fields_of(header.cells)), len(header.cells)


def _divided(grid: Grid) -> bool:
    """Tabs and semicolons hardly occur in sentences; commas and bars do, so they tell nothing."""
    least = {"\t": 2, ";": 3}.get(grid.mark)
    if least is None or len(grid.rows) < 2 or len(grid.rows[0].cells) < least:
        return False
    # Word processors put a tab behind the number or the dot of a list: those are items, not cells.
    listed = sum(item_mark(row.raw) is not None for row in grid.rows)
    return listed * 2 < len(grid.rows) and sum(len(row.cells) >= least for row in grid.rows) * 5 >= len(grid.rows) * 3


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
