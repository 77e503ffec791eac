"""Workbooks (.xlsx, .ods, .xls) as rows of cells, and what of them a table of values cannot show.

python-calamine reads the values: it is fast and knows all three formats. What it leaves out is looked up with
openpyxl, which reads .xlsx alone and is asked only about files small enough that nobody waits for it.
"""

import datetime as dt
import io
from collections.abc import Iterator, Sequence
from typing import Any

from msgspec import Struct

from flipchart.domain.errors import ExchangeError
from flipchart.domain.said import said, say, say_count
from flipchart.domain.text import clean
from flipchart.exchange.readers.columns import Entry, GridRow
from flipchart.exchange.readers.grid import Grid, grid_of

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LARGEST = 3_000_000
"""The largest workbook, in bytes, in which openpyxl looks for what calamine cannot show."""

_FIRST, _BEGINNING = 12, 60
"""How many sheets, and how many rows of each, are searched for the list."""

_LONGEST_MERGED = 120
"""No name of a group, a person or a topic, which stands for all rows it is merged over, has more characters."""

_NO_DATE = dt.date(1899, 12, 31)
"""A date up to here is an empty cell, or an hour, in a column that is shown as dates."""


def is_workbook(data: bytes) -> bool:
    """Whether bytes are a workbook; a .docx and other packages are refused with a sentence. Raises ExchangeError."""
    if data.startswith(_OLE):
        return b"W\0o\0r\0k\0b\0o\0o\0k" in data or b"B\0o\0o\0k" in data
    if not data.startswith(_ZIP):
        return False
    import zipfile  # noqa: PLC0415 - only packages need it

    try:
        names = set(zipfile.ZipFile(io.BytesIO(data)).namelist())
    except (zipfile.BadZipFile, OSError, ValueError):
        return False
    if any(name.startswith("xl/") for name in names):
        return True
    if "content.xml" in names and "mimetype" in names:
        kind = zipfile.ZipFile(io.BytesIO(data)).read("mimetype")
        if b"spreadsheet" in kind:
            return True
    word = any(name.startswith("word/") for name in names) or "content.xml" in names
    what = "A word processor's file (.docx, .odt)" if word else "This package (.zip and the like)"
    raise ExchangeError(f"{what} is not read; copy its text and paste it, or save it as plain text.")


class Sheet(Struct, frozen=True):
    """A sheet as a table, its name, the names of the other visible ones, and what is to be said about it."""

    grid: Grid
    name: str
    others: tuple[str, ...]
    remarks: tuple[Entry, ...]


def read_workbook(data: bytes, sheet: str | None = None) -> Sheet:
    """Return one sheet: that which is named, else the first that is visible and not empty. Raises ExchangeError."""
    book, shown, hidden = _opened_book(data)
    name = _chosen(book, shown, hidden, sheet)
    found = book.get_sheet_by_name(name)
    rows = found.to_python(skip_empty_area=False)
    look = _Look(data, name, rows)
    grid = grid_of(tuple(_rows(look.filled())))
    remarks = [_other_sheets(name, shown)] if len(shown) > 1 else []
    remarks += (
        [said("Tabs and line breaks inside its cells are left out.")]
        if data.startswith(_ZIP) and _loses_breaks(data)
        else []
    )
    remarks += (
        [say_count("{n} hidden sheet left out: {names}.", "{n} hidden sheets left out: {names}.", len(hidden),
                   names=_listed(hidden, name))] if hidden else []
    )  # fmt: skip
    entries = (Entry(1, words, "remark") for words in (*remarks, *look.remarks()))
    return Sheet(grid, name, tuple(it for it in shown if it != name), tuple(entries))


def _opened_book(data: bytes) -> tuple[Any, list[str], list[str]]:
    """Return a workbook, and the names of its visible sheets and of the hidden ones. Raises ExchangeError."""
    from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum  # noqa: PLC0415

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    except CalamineError as error:
        raise ExchangeError(
            say("This workbook cannot be read: {why}. Save it as CSV first.", why=str(error).rstrip("."))
        ) from error
    known = [it for it in book.sheets_metadata if it.typ == SheetTypeEnum.WorkSheet]
    shown = [it.name for it in known if it.visible == SheetVisibleEnum.Visible]
    return book, shown, [it.name for it in known if it.visible != SheetVisibleEnum.Visible]


def sheets_in(data: bytes) -> tuple[str, tuple[str, ...]]:
    """Return the sheet that is read by default, and the names of all visible sheets that are not empty.

    "" and () if the data is not a workbook. Raises ExchangeError.
    """
    if not is_workbook(data):
        return "", ()
    book, shown, hidden = _opened_book(data)
    return _chosen(book, shown, hidden, None), tuple(it for it in shown if book.get_sheet_by_name(it).height)


def _other_sheets(name: str, shown: Sequence[str]) -> str:
    """Return the sentence that says which sheets beside the one that was read a workbook has."""
    sentence = sheet_read(clean(name, limit=len(name)))
    return f"{sentence} the workbook also has {_listed(shown, name)}: --sheet NAME takes another."


def sheet_read(name: str) -> str:
    """Return how that sentence begins."""
    return f"Sheet “{name}” was read;"


def _loses_breaks(data: bytes) -> bool:
    """Whether cells of an .ods hold tabs or line breaks, which calamine joins the words over."""
    import zipfile  # noqa: PLC0415 - only packages need it

    with zipfile.ZipFile(io.BytesIO(data)) as package:
        if "content.xml" not in package.namelist():
            return False
        found = package.read("content.xml")
    return b"<text:tab" in found or b"<text:line-break" in found


def _chosen(book: Any, shown: Sequence[str], hidden: Sequence[str], sheet: str | None) -> str:
    if sheet is not None:
        every = [*shown, *hidden]
        fits = [it for it in every if it == sheet] or [it for it in every if it.casefold() == sheet.casefold()]
        if not fits:
            have = _listed(every, "")
            raise ExchangeError(say("There is no sheet “{name}”; the workbook has {names}.", name=sheet, names=have))
        return fits[0]
    if not shown:
        raise ExchangeError(say("This workbook has no visible sheet; name one with --sheet."))
    full = [it for it in shown if book.get_sheet_by_name(it).height]
    # A cover or a page of remarks may stand before the list.
    named = (it for it in full[:_FIRST] if len(full) > 1 and _has_names(book.get_sheet_by_name(it)))
    return next(named, next(iter(full), shown[0]))


def _has_names(sheet: Any) -> bool:
    """Whether a sheet begins with a table whose columns have names."""
    rows = sheet.to_python(skip_empty_area=False, nrows=_BEGINNING)
    return grid_of(tuple(_rows(rows))).header is not None


def _listed(names: Sequence[str], but: str) -> str:
    listed = ", ".join(f"“{name}”" for name in names if name != but)
    return clean(listed, limit=len(listed))


def _rows(rows: Sequence[Sequence[object]]) -> Iterator[GridRow]:
    for number, row in enumerate(rows, start=1):
        cells = tuple(words_of(value) for value in row)
        while cells and not cells[-1]:
            cells = cells[:-1]
        if any(cells):
            yield GridRow(number, cells)


def words_of(value: object) -> str:
    """Return a value as a person would read it in the sheet: dates in ISO, whole numbers without a fraction."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else f"{value:.12g}"
    if isinstance(value, dt.date | dt.time):
        return _moment_words(value)
    text = str(value).replace("_x000D_", "").replace("\r\n", "\n").replace("\r", "\n")
    return clean(text, limit=len(text)).strip()


def _moment_words(value: dt.date | dt.time) -> str:
    if isinstance(value, dt.time):
        return "" if value == dt.time() else value.isoformat("minutes")
    day = value.date() if isinstance(value, dt.datetime) else value
    if day <= _NO_DATE:
        return ""
    hour = value.time() if isinstance(value, dt.datetime) else dt.time()
    return day.isoformat() if hour == dt.time() else f"{day.isoformat()} {hour.isoformat('minutes')}"


class _Look:
    """What openpyxl tells of a sheet that its values do not: formulas, strikes, notes, hidden rows, merged cells."""

    def __init__(self, data: bytes, name: str, rows: list[list[Any]]) -> None:
        self._values = rows
        self._sheet: Any = None
        if data.startswith(_ZIP) and len(data) <= _LARGEST:
            self._sheet = _opened(data, name)

    def filled(self) -> list[list[Any]]:
        """Return the values, with each cell that is merged with the one above it filled by that."""
        rows = [list(row) for row in self._values]
        for row in self._sheet.iter_rows() if self._sheet is not None else ():
            for cell in row:
                value = self._value(cell)
                if isinstance(value, float) and "%" in str(cell.number_format):
                    rows[cell.row - 1][cell.column - 1] = f"{value * 100:.12g} %"
        for area in self._sheet.merged_cells.ranges if self._sheet is not None else ():
            top, left, bottom, right = area.min_row - 1, area.min_col - 1, area.max_row - 1, area.max_col - 1
            if top >= len(rows) or left >= len(rows[top]):
                continue
            value = rows[top][left]
            if isinstance(value, str) and len(value) > _LONGEST_MERGED:
                continue  # a remark beside the table, or a text that is told once
            for row in range(top, min(bottom, len(rows) - 1) + 1):
                for column in range(left, min(right, len(rows[row]) - 1) + 1):
                    rows[row][column] = value if column == left and left == right else "" if column > left else value
        return rows

    def remarks(self) -> Iterator[str]:
        """Yield a sentence for each thing that is in the sheet and that its values do not show."""
        if self._sheet is None:
            return
        struck, notes, links, blank = [], [], [], []
        for row in self._sheet.iter_rows():
            for cell in row:
                if cell.value is None and cell.comment is None:
                    continue
                struck += [cell.coordinate] if cell.font is not None and cell.font.strike else []
                notes += (
                    [f"{cell.coordinate}: {' '.join(cell.comment.text.split())}"] if cell.comment is not None else []
                )
                links += [cell.coordinate] if cell.hyperlink is not None and cell.hyperlink.target else []
                blank += [cell.coordinate] if _is_blank(cell, self._value(cell)) else []
        hidden = [str(number) for number, it in self._sheet.row_dimensions.items() if it.hidden]
        yield from _remarks_on(blank, struck, links, hidden)
        if notes:
            yield say("Notes on cells were left out: {those}.", those=_few(notes))

    def _value(self, cell: Any) -> object:
        row, column = cell.row - 1, cell.column - 1
        inside = row < len(self._values) and column < len(self._values[row])
        return self._values[row][column] if inside else ""


def _remarks_on(
    blank: Sequence[str], struck: Sequence[str], links: Sequence[str], hidden: Sequence[str]
) -> Iterator[str]:
    """Yield a sentence for each kind of cells and rows that look otherwise than they were read."""
    if blank:
        yield say_count(
            "Cell {those} holds a formula or an error without a value; nothing was read there, "
            "which does not mean “none”.",
            "Cells {those} hold a formula or an error without a value; nothing was read there, "
            "which does not mean “none”.", len(blank), those=_few(blank),
        )  # fmt: skip
    if struck:
        yield say_count(
            "Cell {those} is struck out in the workbook; it was read like the others.",
            "Cells {those} are struck out in the workbook; they were read like the others.",
            len(struck), those=_few(struck),
        )  # fmt: skip
    if links:
        yield say_count(
            "Cell {those} is a link, whose target was left out.",
            "Cells {those} are links, whose targets were left out.", len(links), those=_few(links),
        )  # fmt: skip
    if hidden:
        yield say_count(
            "Row {those} is hidden or filtered; it was read like the others.",
            "Rows {those} are hidden or filtered; they were read like the others.",
            len(hidden), those=_few(hidden),
        )  # fmt: skip


def _is_blank(cell: Any, value: object) -> bool:
    return value == "" and cell.data_type in ("e", "f")


def _few(found: Sequence[str]) -> str:
    first = ", ".join(found[:6])
    first = clean(first, limit=len(first))
    return say("{those} and {n} more", those=first, n=len(found) - 6) if len(found) > 6 else first


def _opened(data: bytes, name: str) -> Any:
    import warnings  # noqa: PLC0415 - only workbooks need both

    from openpyxl import load_workbook  # noqa: PLC0415

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return load_workbook(io.BytesIO(data), data_only=False)[name]
    except Exception:
        return None
