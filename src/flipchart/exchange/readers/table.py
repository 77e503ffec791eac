"""A text as rows of cells: which mark divides them, and where each row begins."""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from flipchart.exchange.readers.columns import fields_of, is_header
from flipchart.exchange.readers.marks import item_mark

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
