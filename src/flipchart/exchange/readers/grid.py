"""Text as rows of cells: which character separates them, which row names the columns, where a table ends."""

import csv
import io
import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from flipchart.exchange.readers.answers import are_lists, is_of_survey
from flipchart.exchange.readers.column_names import ITEM, STRONG, WEAK
from flipchart.exchange.readers.columns import GridRow, is_header, meanings, plain, tells_names
from flipchart.exchange.readers.marks import item_mark
from flipchart.exchange.readers.numbers import as_meant

MARKS = "\t;,|"
"""The characters that may separate cells; of equally good ones the first wins."""

LOOK = 40
"""How many rows are searched for the names of the columns; titles and remarks may stand above them."""

SAMPLE = 300
"""How many rows are looked at to tell what a column holds."""

_QUICK = frozenset({*STRONG, *WEAK, *ITEM})

_HEAD = 30_000
"""How many characters of a long text are looked at to tell what separates its cells."""

_END = "\x1e"
csv.field_size_limit(2**31 - 1)


class Grid(NamedTuple):
    """The rows of a table, and the index of the one that names the columns: None if none does."""

    mark: str
    rows: tuple[GridRow, ...]
    header: int | None


def find_grid(text: str, *, surely: bool = False) -> Grid | None:
    """Return a text as a table, None where it is none.

    It is one where a row names columns, or where nearly all lines are divided by tabs or semicolons; `surely`
    where it is known to be one, as by the name of its file.
    """
    separator, text = _declared_separator(text)
    if (rows := aligned(text)) is not None:
        return grid_of(rows, " ")
    end = text.find("\n", _HEAD)
    head = text if end < 0 else text[: end + 1]
    grids = [_grid(head, mark, surely) for mark in separator or MARKS if separator or surely or mark in head]
    best = _best([grid for grid in grids if grid.rows], surely)
    if best is None or head is text:
        return best
    return grid_of(tuple(_rows(text, best.mark)), best.mark, surely)


_GAP = re.compile(r"(?<=\S) {2,}(?=\S)")


def aligned(text: str) -> tuple[GridRow, ...] | None:
    """Return the rows of a table whose columns are told by spaces, as terminals print them; None for any other text.

    The first line names the columns, and each cell below begins where a name does.
    """
    lines = [(number, line) for number, line in enumerate(text[:_HEAD].split("\n"), start=1) if line.strip()]
    names = _GAP.split(lines[0][1].strip()) if len(lines) > 1 and "\t" not in text[:_HEAD] else []
    if len(names) < 3 or len(text) > _HEAD or not is_header(names):
        return None
    starts = [0, *(found.end() for found in _GAP.finditer(lines[0][1]))]
    rows = [(number, line) for number, line in lines if line.strip("-= ")]
    if any(line[start - 1 : start].strip() for _, line in rows for start in starts[1:]):
        return None
    ends = [*starts[1:], None]
    return tuple(
        GridRow(number, tuple(line[start:end].strip() for start, end in zip(starts, ends, strict=True)), line)
        for number, line in rows
    )


def _best(grids: Sequence[Grid], surely: bool) -> Grid | None:
    named = [grid for grid in grids if grid.header is not None]
    if named:
        return max(named, key=_known)
    divided = [grid for grid in grids if _divided(grid)]
    if surely and not divided:
        return max(grids, key=lambda grid: sum(len(row.cells) for row in grid.rows), default=None)
    return divided[0] if divided else None


def _declared_separator(text: str) -> tuple[str, str]:
    """Return the separator that a first line such as "sep=;" declares, "" if none, and the text without it.

    The line itself stays, blank, so that later lines keep their numbers.
    """
    first, newline, rest = text.partition("\n")
    mark = first.removeprefix("sep=")
    return (mark, f"{newline}{rest}") if mark != first and len(mark) == 1 and mark in MARKS else ("", text)


def _grid(text: str, mark: str, surely: bool) -> Grid:
    grid = grid_of(tuple(_rows(text, mark)), mark, surely)
    if mark != "|" or grid.header is not None:
        return grid
    # The rule of a Markdown table stands below the names of its columns, whatever they are.
    rule = next((line for line, raw in enumerate(text.split("\n"), start=1) if _PIPE_RULE.fullmatch(raw)), 0)
    return grid._replace(header=next((i for i, row in enumerate(grid.rows) if row.line == rule - 1), None))


_PIPE_RULE = re.compile(r"\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)+\|?\s*")


def grid_of(rows: tuple[GridRow, ...], mark: str = "", surely: bool = True) -> Grid:
    """Return rows as a table, with the row that names its columns, wherever it stands.

    Tabs and semicolons tell that there are columns; commas do not, by themselves.
    """
    columns = surely or mark in "\t;"
    named = (
        i for i, row in enumerate(rows[:LOOK])
        if is_header(row.cells, surely=columns and i == 0, marks=any(map(item_mark, row.cells)))
    )  # fmt: skip
    found = list(named)
    header = next((i for i in found if _over_columns(rows, i)), 0 if surely and 0 in found else None)
    if header is None and rows and are_lists(rows[0].cells) and (surely or _over_columns(rows, 0)):
        header = 0
    if header is None and surely and rows and is_of_survey(rows[0].cells) and any("?" in it for it in rows[0].cells):
        header = 0
    if header is None and surely and rows and tells_names(rows[: SAMPLE + 1]):
        header = 0
    return Grid(mark, rows, header)


def _over_columns(rows: Sequence[GridRow], place: int) -> bool:
    """Whether what looks like names of columns has columns below it, and is no sentence with commas."""
    below = [len(row.cells) > 1 for row in rows[place + 1 : place + 1 + SAMPLE]]
    return len(rows[place].cells) > 1 and len(below) > 0 and sum(below) * 2 >= len(below)


def _rows(text: str, mark: str) -> Iterator[GridRow]:
    lines = text.split("\n")
    if mark == "|":
        yield from pipe_rows(lines, 1)
        return
    before = 0
    for found, last in _parsed(text, mark):
        line, before = before + 1, last
        if cells := _filled(found):
            yield GridRow(line, cells, lines[line - 1] if line == before else "")


def _filled(found: Sequence[str]) -> tuple[str, ...]:
    """The cells without space around them, () where all are empty."""
    cells = tuple([cell if not cell or cell.isalnum() else _bare(cell) for cell in found])
    return cells if any(cells) else ()


def pipe_rows(lines: Sequence[str], first: int) -> Iterator[GridRow]:
    """Yield the rows of a table as Markdown has it, without its frame and the rule under the names."""
    rules = [i for i, raw in enumerate(lines) if GRID_RULE.fullmatch(raw)]
    if len(rules) > 3 or any("=" in lines[i] for i in rules):
        yield from _between(lines, first, rules)
        return
    for line, raw in enumerate(lines, first):
        # Wikis write the names of columns between two bars each.
        raw = raw.replace("||", "|") if raw.lstrip().startswith("||") else raw  # noqa: PLW2901
        cells = tuple(_unmarked(_bare(cell.replace("\\|", "|"))) for cell in _PIPE.split(raw))
        if any(cells := _unframed(cells)):
            yield GridRow(line, cells, raw)


def _between(lines: Sequence[str], first: int, rules: Sequence[int]) -> Iterator[GridRow]:
    """Yield the rows of a table that has a rule between any two of them: a row may take several lines."""
    for start, end in pairwise(rules):
        rows = list(pipe_rows(lines[start + 1 : end], first + start + 1))
        wide = (
            [[row.cells[i] if i < len(row.cells) else "" for row in rows] for i in range(len(rows[0].cells))]
            if rows
            else []
        )
        if wide:
            yield GridRow(rows[0].line, tuple(" ".join(filter(None, parts)) for parts in wide), lines[start + 1])


GRID_RULE = re.compile(r"\s*\+(?:[-=:]+\+)+\s*")
_PIPE = re.compile(r"(?<!\\)\|")
_BREAK = re.compile(r"\s*<br\s*/?>\s*", re.IGNORECASE)
_BOLD = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")


def _unmarked(cell: str) -> str:
    """A cell without marks of bold type, its breaks as breaks of the line."""
    return _BOLD.sub(r"\2", _BREAK.sub("\n", cell)) if "<" in cell or "**" in cell or "__" in cell else cell


def _parsed(text: str, mark: str) -> Iterator[tuple[list[str], int]]:
    """Yield cells and the line on which they end.

    A quote that is never closed would swallow all rows below it: if there is one, quotes count as plain characters.
    """
    if '"' in text:
        reader = csv.reader(io.StringIO(f"{text}\n{_END}", newline=""), delimiter=mark)
        found = [(cells, reader.line_num) for cells in reader]
        if found[-1][0] == [_END]:
            yield from found[:-1]
            return
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark, quoting=csv.QUOTE_NONE)
    yield from ((cells, reader.line_num) for cells in reader)


def _bare(cell: str) -> str:
    """A quote before what looks like a formula is how our own tables, and others, keep it text."""
    cell = cell.strip()
    return cell[1:] if cell[:1] == "'" and cell[1:2] in tuple("=+-@＝＋－＠") else cell


def mended(row: GridRow, mark: str, width: int) -> tuple[str, ...]:
    """Return the cells of a row that has more than `width` because an unquoted formula contains the separator.

    `=HYPERLINK("http://…";"click")` becomes one cell, with separators inside its brackets ignored; a row that still
    has another number of cells stays as it is.
    """
    if len(row.cells) <= width or "=" not in row.raw:
        return row.cells
    cells = _rejoined(row.raw.split(mark), mark, lambda cell, part: cell.count("(") > cell.count(")"), "=")
    return cells if len(cells) <= width else row.cells


def spelled(row: GridRow, mark: str, width: int) -> tuple[str, ...]:
    """Return the cells of a row, taking a separator with a space behind it for punctuation: "Pads, pens and tape".

    () if that does not give the right number of cells.
    """
    parts = next(csv.reader([row.raw], delimiter=mark), []) if row.raw and len(mark) == 1 else []
    cells = _rejoined(parts, mark, lambda cell, part: part[:1] == " " and bool(cell.strip() and part.strip()))
    return cells if len(cells) == width else ()


def _rejoined(
    parts: Sequence[str], mark: str, goes_on: Callable[[str, str], bool], start: str = ""
) -> tuple[str, ...]:
    """Return the parts of a row as cells, each of which begins with `start` where others go on with it."""
    cells: list[str] = []
    for part in parts:
        if cells and cells[-1].lstrip().startswith(start) and goes_on(cells[-1], part):
            cells[-1] = f"{cells[-1]}{mark}{part}"
        else:
            cells.append(part)
    return tuple(cell.strip() for cell in cells)


def _unframed(cells: tuple[str, ...]) -> tuple[str, ...]:
    """The cells of a Markdown table, without its frame and the rule under the names."""
    cells = cells[1:] if cells and not cells[0] else cells
    cells = cells[:-1] if cells and not cells[-1] else cells
    return () if all(cell and not cell.strip("-:=+ ") for cell in cells) else cells


def _known(grid: Grid) -> tuple[int, int]:
    """Return how many columns have a known name, and how many columns there are."""
    header = grid.rows[grid.header or 0]
    return sum(bool(meanings(name)) for name in header.cells), len(header.cells)


def _divided(grid: Grid) -> bool:
    """Tabs and semicolons hardly occur in sentences; commas and bars do, so they tell nothing."""
    least = {"\t": 2, ";": 3}.get(grid.mark)
    if least is None or len(grid.rows) < 2 or len(grid.rows[0].cells) < least:
        return False
    # Word processors put a tab behind the number or the dot of a list: those are items, not cells.
    listed = sum(item_mark(row.raw) is not None for row in grid.rows)
    wide = sum(sum(map(bool, row.cells)) >= least for row in grid.rows)
    return listed * 2 < len(grid.rows) and wide * 5 >= len(grid.rows) * 3


def blocks(grid: Grid) -> Iterator[tuple[Sequence[GridRow], tuple[str, ...], Sequence[GridRow]]]:
    """Yield each table that stands in a grid: the rows above it, the names of its columns, and its rows."""
    start = grid.header or 0
    above: Sequence[GridRow] = grid.rows[:start]
    names, first = _named(grid.rows, start)
    outer: tuple[str, ...] = ()
    for place in range(first, len(grid.rows) - 1):
        again = _names_again(grid.rows[place], names)
        if outer and not again and grid.rows[place].cells[0]:
            # A table inside another one, whose rows are set in by a cell: here the other one goes on.
            yield above, names, as_meant(names, grid.rows[first:place])
            above, names, first, outer = (), outer, place, ()
        if again:
            outer = () if grid.rows[place + 1].cells[0] else outer or names
            end = place
            while end > first and sum(map(bool, grid.rows[end - 1].cells)) == 1:
                end -= 1
            yield above, names, as_meant(names, grid.rows[first:end])
            above = grid.rows[end:place]
            names, first = _named(grid.rows, place)
    yield above, names, as_meant(names, grid.rows[first:])


def _names_again(row: GridRow, names: Sequence[str]) -> bool:
    """Whether a row below a table names the columns of another one."""
    known = _QUICK.intersection(map(str.casefold, row.cells))
    if len(known) < 2 or row.cells == tuple(names[: len(row.cells)]):
        return False
    items = any(meanings(cell).keys() & {"item", "improvement", "step"} for cell in row.cells)
    return items and len(set(row.cells)) == len(row.cells) and is_header(row.cells)


def _named(rows: Sequence[GridRow], place: int) -> tuple[tuple[str, ...], int]:
    """Return the names of the columns and where the rows begin; a second row of names goes with the first."""
    names = tuple(" ".join(cell.split()) for cell in rows[place].cells)
    names = _grouped(names, rows[place - 1].cells) if place > 0 else names
    below = rows[place + 1].cells if place + 2 < len(rows) else ()
    if not _goes_on(names, below):
        return names, place + 1
    wide = [*names, *[""] * (len(below) - len(names))]
    above = ""
    for i, name in enumerate(wide):
        above = name or (above if i < len(below) and below[i] else "")
        if i < len(below) and below[i]:
            own = " ".join(below[i].split())
            whole = f"{above} {own}".strip()
            wide[i] = whole if meanings(whole) or not meanings(own) else f"{above}: {own}"
    return tuple(wide), place + 2


def _grouped(names: tuple[str, ...], above: Sequence[str]) -> tuple[str, ...]:
    """Tell columns of the same name apart by the merged cells above them: "Actual" over the second "End"."""
    again = {name for name in names if name and names.count(name) > 1}
    first = next((i for i, cell in enumerate(above) if cell), 0)
    if not again or first == 0 or len(above) > len(names):
        return names
    group, found = "", list(names)
    for place, name in enumerate(names):
        group = (above[place] if place < len(above) else "") or group
        if group and name in again:
            found[place] = f"{' '.join(group.split())} {name}"
    return tuple(found)


def _goes_on(names: Sequence[str], below: Sequence[str]) -> bool:
    """Whether the second row tells the columns apart that have one name together above them."""
    filled = [i for i, cell in enumerate(below) if cell]
    free = [i for i in filled if i >= len(names) or not names[i]]
    if not free or len(filled) * 2 > max(len(names), 3) + 1:
        return False
    bare = not any(meanings(names[i]).get("item") or "step" in meanings(names[i]) for i in filled if i < len(names))
    return bare and all(meanings(below[i]) or plain(below[i]) in _PARTS for i in filled)


_PARTS = frozenset(
    {"start", "end", "planned", "actual", "original", "revised", "from", "to", "lead", "support", "name", "percent"}
)


def end_of(rows: Sequence[GridRow], width: int) -> int:
    """Return where the rows end: rows of one cell after a gap, at the end of a wide table, only explain it."""
    end = len(rows)
    while end > 0 and sum(map(bool, rows[end - 1].cells)) == 1:
        end -= 1
    if width < 3 or end < 1:
        return len(rows)
    apart = ((i, row.line - above.line - 1) for i, (above, row) in enumerate(pairwise(rows), start=1))
    gaps = [i for i, lines in apart if lines and lines > _breaks(rows[i - 1])]
    return next((i for i in gaps if i >= end), len(rows)) if all(i >= end for i in gaps) else len(rows)


def _breaks(row: GridRow) -> int:
    return sum(cell.count("\n") for cell in row.cells)
