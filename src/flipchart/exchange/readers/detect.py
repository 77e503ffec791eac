"""Decoding lists: the bytes of a file or a pipe as text, and the shape of what is in them."""

import codecs
import re
from functools import cached_property
from typing import Literal

from flipchart.domain.errors import ExchangeError
from flipchart.domain.said import say
from flipchart.domain.text import clean
from flipchart.exchange.readers.answers import listed_in
from flipchart.exchange.readers.column_names import Field
from flipchart.exchange.readers.columns import Column, Entry, is_header
from flipchart.exchange.readers.document_signs import is_document
from flipchart.exchange.readers.grid import SAMPLE, Grid, find_grid
from flipchart.exchange.readers.marks import HEADING, RULE, item_mark, unquoted, unwikied
from flipchart.exchange.readers.plain_text import action_of, labelled, read_lines, read_markdown
from flipchart.exchange.readers.session_file import looks_like_session, read_session
from flipchart.exchange.readers.shown_columns import columns_of
from flipchart.exchange.readers.table import NO_CHOICE, Chosen, read_table
from flipchart.exchange.readers.task_files import task_file
from flipchart.exchange.readers.workbook import Sheet, is_workbook, read_workbook

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_BREAKS = re.compile("\r\n?|[\x0c\x85\u2028\u2029]")

_STEERING = re.compile("[\x1b\x80-\x9f]")
_GAP = " " * 60
_WIDE_GAP = re.compile(" {61,}")
"""A gap wider than any margin; it is shortened, since reading time grows with it."""
_BETWEEN_CELLS = re.compile(r'([\n\t,;|"])')
_WHOLE = re.compile(
    r"(?:\x1b\[|\x9b)\??(?:\d[\d;:]*)?[@-{}~]"  # colours and the like
    r"|(?:\x1b\]|\x9d)8;[\w=:]*;[!-~]*(?:\x07|\x1b\\|\x9c)"  # a link's address
)
"""Escape sequences that hold what stands between cells too, and no words."""


def decoded(data: str | bytes) -> str:
    """Return `data` as cleaned text whose lines end in a newline; nothing is cut.

    Bytes are UTF-8 or UTF-16 (with or without a byte-order mark), else Windows-1252, the encoding that
    older spreadsheets save in. Raises ExchangeError for what is no text at all, such as a spreadsheet's
    own format.
    """
    text = data.removeprefix("\ufeff") if isinstance(data, str) else _text(data)
    text = _BREAKS.sub("\n", text).replace("\v", " ")
    if not _STEERING.search(text):
        return clean(text, limit=len(text))
    # Cell by cell: a sequence that was begun in one and ended in another would take away all that is between them.
    return "".join(clean(part, limit=len(text)) for part in _BETWEEN_CELLS.split(_WHOLE.sub("", text)))


def _text(data: bytes) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, errors="replace")
    if b"\0" in data:
        return _wide(data)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _wide(data: bytes) -> str:
    """Decode UTF-16 without a byte-order mark, recognised by the zero bytes of Latin letters and line ends."""
    start = data[:4096]
    even, odd = start[::2].count(0), start[1::2].count(0)
    if max(even, odd) * 4 < len(start) or min(even, odd) > 0:
        raise ExchangeError(say("This is not text; save the list as plain text, Markdown or CSV first."))
    return data.decode("utf-16-be" if even else "utf-16-le", errors="replace")


Shape = Literal["lines", "markdown"]


def shape(text: str) -> Shape:
    """Return "markdown" where at least half of the lines are list items."""
    lines = [line for line in text.split("\n") if line.strip()]
    items = sum(item_mark(unquoted(line)) is not None for line in lines)
    others = sum(_stands_alone(line) for line in lines)
    return "markdown" if items and (items >= others or _has_list(text)) else "lines"


def _has_list(text: str) -> bool:
    """Whether some items stand together, set off from the words around them, as in a letter."""
    lines = [unquoted(line) for line in text.split("\n")]
    first = next((i for i, line in enumerate(lines) if item_mark(line)), 0)
    set_off = first > 0 and (not lines[first - 1].strip() or lines[first - 1].rstrip().endswith(":"))
    return set_off and sum(item_mark(line) is not None for line in lines) > 1


def _stands_alone(line: str) -> bool:
    """Whether a line would have to be an item in a plain list."""
    marked = item_mark(line) or HEADING.match(line) or RULE.match(line) or unquoted(line) != line
    return not marked and not line[0].isspace()


class Listing:
    """A list as it was given; its text and its table are read only once.

    Its shape is found from its content or, if that leaves it open, from the suffix of its file's name, such as
    ".csv"; `sheet` is the one to read of a workbook. Every method raises ExchangeError if there is no reader for the
    content, or if a session file or workbook cannot be read.
    """

    def __init__(self, data: str | bytes, suffix: str = "", sheet: str | None = None) -> None:
        self._data, self._suffix, self._sheet = data, suffix, sheet

    @cached_property
    def _book(self) -> Sheet | None:
        data = self._data
        return read_workbook(data, self._sheet) if isinstance(data, bytes) and is_workbook(data) else None

    @cached_property
    def _text(self) -> str:
        return _readable(self._data)

    @cached_property
    def _program_entries(self) -> tuple[Entry, ...] | None:
        """What a file says that programs write, None for any other."""
        if self._suffix == ".toml" or looks_like_session(self._text):
            return read_session(self._text)
        return task_file(self._text, self._suffix)

    @cached_property
    def _grid(self) -> Grid | None:
        return _table_in(self._text, self._suffix)

    def entries(self, chosen: Chosen = NO_CHOICE) -> tuple[Entry, ...]:
        """Return the entries of the list; `chosen` is what columns hold."""
        if self._book is not None:
            return (*read_table(self._book.grid, chosen), *self._book.remarks)
        if self._program_entries is not None:
            return self._program_entries
        page = self._grid and (listed_in(self._grid.rows) or _page(self._text, self._grid))
        if self._grid is not None and not page:
            return read_table(self._grid, chosen)
        return _in_words(page or self._text, chosen, surely=bool(page))

    def columns(self, chosen: Chosen = NO_CHOICE) -> tuple[tuple[Column, Field | None], ...]:
        """Return the columns of a table, with what each is taken to hold and some of its cells; () for other lists.

        This is what a person is shown before anything is written, and changes: `chosen` are the changes.
        """
        if self._book is not None:
            return columns_of(self._book.grid, chosen)
        grid = self._grid if self._program_entries is None else None
        return columns_of(grid, chosen) if grid is not None else ()


def _in_words(text: str, chosen: Chosen, *, surely: bool) -> tuple[Entry, ...]:
    """Read a document or a plain list; `surely` tells that it is a document."""
    # A table of many thousand rows goes without these.
    from flipchart.exchange.readers.chats import spelled_out, timed, unchatted  # noqa: PLC0415
    from flipchart.exchange.readers.document import read_document  # noqa: PLC0415

    whole = text if surely else _WIDE_GAP.sub(_GAP, text)
    text = text if surely else spelled_out(unchatted(whole, action_of))
    if surely or is_document(text):
        entries = read_document(text, chosen)
        return entries if text == whole else tuple(timed(entries, whole))
    return read_markdown(text) if shape(text) == "markdown" else read_lines(text)


def _page(text: str, grid: Grid) -> str:
    """Return minutes that a table with tabs was pasted into; "" for a mere table with a title above."""
    lines = text.split("\n")
    place = grid.rows[grid.header].line - 1 if grid.mark == "\t" and grid.header else 0
    wide = [i for i in range(place, len(lines)) if "\t" in lines[i].strip()] if place else []
    if not wide or '"' in text or not is_header(lines[place].split("\t")):
        return ""
    around = "\n".join([*lines[:place], "", *lines[wide[-1] + 1 :]])
    parted = "\t" in around or not all(line.strip() for line in lines[place : wide[-1]])
    above = sum(bool(line.strip()) for line in lines[:place])
    return text if not parted and above > 2 and is_document(around) else ""


def read_items(
    data: str | bytes, suffix: str = "", *, sheet: str | None = None, chosen: Chosen = NO_CHOICE
) -> tuple[Entry, ...]:
    """Return the entries of a list; see Listing."""
    return Listing(data, suffix, sheet).entries(chosen)


def columns_in(
    data: str | bytes, suffix: str = "", *, sheet: str | None = None, chosen: Chosen = NO_CHOICE
) -> tuple[tuple[Column, Field | None], ...]:
    """Return the columns of a list; see Listing."""
    return Listing(data, suffix, sheet).columns(chosen)


def _readable(data: str | bytes) -> str:
    if isinstance(data, bytes) and data.startswith(b"%PDF-"):
        raise ExchangeError(say("A PDF is not read; copy its text and paste it, or save the list as CSV."))
    return unwikied(decoded(data))


def _table_in(text: str, suffix: str) -> Grid | None:
    """A table between the words of a document is read with them."""
    grid = find_grid(text, surely=suffix in (".csv", ".tsv", ".tab"))
    if grid is None or (grid.mark == "|" and is_document(text)):
        return None
    # Lines such as "Who: Noor; What: order pads" say in each cell what it is.
    rows = grid.rows[:SAMPLE] if grid.header is None else ()
    return None if rows and sum(labelled(it.raw) is not None for it in rows) * 2 > len(rows) else grid
