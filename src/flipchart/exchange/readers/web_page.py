"""Web pages of any program: their tables as lists, and the words around them."""

from collections.abc import Iterator
from html.parser import HTMLParser

from flipchart.exchange.readers.column_meanings import plain
from flipchart.exchange.readers.columns import Entry, GridRow
from flipchart.exchange.readers.document_rows import in_section
from flipchart.exchange.readers.grid import LOOK, Grid, grid_of
from flipchart.exchange.readers.sections import role_of
from flipchart.exchange.readers.session_file import filled_cells, own_cells
from flipchart.exchange.readers.table import read_table

_Part = Entry | list[GridRow]


def read_web_page(text: str) -> tuple[Entry, ...] | None:
    """Return what a web page holds, None where none of its tables is a list; ours tell who does what by when."""
    page = _Page()
    page.feed(text)
    page.close()
    page.end_words()
    found: list[Entry] = []
    listed, above = False, ""
    for part in page.parts:
        if isinstance(part, Entry):
            above = part.text
            found.append(part)
            continue
        grid = grid_of(tuple(part))
        listed = listed or grid.header is not None
        found += _rows(part) if grid.header is None else _listed(grid, above)
    return tuple(found) if listed else None


def _rows(rows: list[GridRow]) -> Iterator[Entry]:
    """A table that is no list sets words beside each other."""
    yield from (Entry(row.line, ": ".join(filter(None, row.cells)), "words") for row in rows)


def _listed(grid: Grid, above: str) -> Iterator[Entry]:
    header = grid.header or 0
    if [plain(cell) for cell in grid.rows[header].cells] == ["who", "what", "when"]:
        return map(_own_row, grid.rows[header + 1 :])
    return in_section(read_table(grid), role_of(above))


def _own_row(row: GridRow) -> Entry:
    """Read a row of our page, or one that has the same three columns."""
    who, what, when = (*row.cells, "", "", "")[:3]
    what = what.lstrip("○●◐◑✓✗✕×■□▲△▸!-– ") or what
    cells = own_cells(who, when)
    plain_cells = filled_cells(("owner", "Who", who), ("due", "When", when))
    return Entry(row.line, what, "step", cells=cells if cells is not None else plain_cells, literal=True)


class _Page(HTMLParser):
    """Collects the rows of tables, and what stands around them.

    A cell over several rows is in each of them, one over several columns in the first.
    """

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[_Part] = []
        self._cells: list[str] = []
        self._spans: dict[int, tuple[int, str]] = {}
        self._over = (1, 1)
        self._open = self._table = False
        self._unseen = 0
        self._words, self._line = "", 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _UNSEEN:
            self._unseen += 1
        elif tag == "table":
            self.end_words()
            self.parts.append([])
            self._table, self._spans = True, {}
        elif tag == "tr":
            self._end_row()
        elif tag in ("td", "th"):
            self._end_cell()
            self._go_on()
            numbers = {name: int(value) for name, value in attrs if value and value.isdecimal()}
            self._over = (min(numbers.get("rowspan", 1), LOOK * 10), min(numbers.get("colspan", 1), LOOK))
            self._cells.append("")
            self._open = True
        elif tag in _APART:
            self._apart()

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNSEEN:
            self._unseen = max(0, self._unseen - 1)
        elif tag in ("td", "th"):
            self._end_cell()
        elif tag in ("tr", "table"):
            self._end_row()
            self._table = self._table and tag == "tr"
        elif tag in _APART and not self._open:
            self._apart()

    def handle_data(self, data: str) -> None:
        if self._unseen:
            return
        if self._open:
            self._cells[-1] += data.replace("\n", " ")
        elif not self._table:
            self._line = self._line if self._words.strip() else self.getpos()[0]
            self._words += data

    def end_words(self) -> None:
        """End a paragraph of the words around the tables."""
        if words := _one_line(self._words):
            self.parts.append(Entry(self._line, words, "words"))
        self._words = ""

    def _apart(self) -> None:
        if not self._table:
            self.end_words()
        elif self._open and self._cells[-1]:
            self._cells[-1] += "\n"

    def _end_cell(self) -> None:
        if self._open:
            rows, columns = self._over
            if rows > 1:
                self._spans[len(self._cells) - 1] = (rows - 1, self._cells[-1])
            self._cells += [""] * (columns - 1)
            self._open = False

    def _go_on(self) -> None:
        """Go on with the cells that began in a row above."""
        while len(self._cells) in self._spans:
            place = len(self._cells)
            left, text = self._spans.pop(place)
            if left > 1:
                self._spans[place] = (left - 1, text)
            self._cells.append(text)

    def _end_row(self) -> None:
        self._end_cell()
        rows = self.parts[-1] if self._table and self._cells else None
        if self._cells:
            self._go_on()
        cells = tuple("\n".join(filter(None, map(_one_line, cell.split("\n")))) for cell in self._cells)
        if isinstance(rows, list) and any(cells):
            rows.append(GridRow(self.getpos()[0], cells))
        self._cells = []


_UNSEEN = ("script", "style", "title", "template", "noscript")
_APART = (
    "br", "p", "li", "div", "h1", "h2", "h3", "h4", "h5", "h6", "section", "ul", "ol", "header", "footer", "main",
)  # fmt: skip
"""What begins a paragraph, or a line in a cell."""


def _one_line(text: str) -> str:
    return " ".join(text.split())
