"""Workbooks, each made here: what their values say, and what is said of what values cannot show."""

import datetime as dt
import io
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from exchange_help import plan
from odf.opendocument import OpenDocumentSpreadsheet, OpenDocumentText
from odf.table import Table, TableCell, TableRow
from odf.text import P, Tab
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font
from test_exchange_cases import NOW, PEOPLE

from flipchart.domain.errors import ExchangeError
from flipchart.exchange.intake.import_draft import Reading
from flipchart.exchange.intake.rows import Intake
from flipchart.exchange.intake.taking import take_in
from flipchart.exchange.readers import workbook
from flipchart.exchange.readers.detect import columns_in, read_items
from flipchart.exchange.readers.workbook import is_workbook, words_of
from flipchart.ids import CountedIds

HEAD = ("Ref", "Action", "Owner", "Due", "Done")
DAY = dt.datetime(2026, 12, 10)  # noqa: DTZ001 - workbooks know no zones


def xlsx(*rows: tuple[Any, ...], change: Callable[[Workbook], None] = lambda _: None) -> bytes:
    """A workbook whose first sheet has these rows below a title."""
    book, file = Workbook(), io.BytesIO()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Log"
    for row in (("Ward action log",), (), HEAD, *rows):
        sheet.append(row)
    change(book)
    book.save(file)
    return file.getvalue()


def ods(*rows: tuple[str, ...], tab: bool = False) -> bytes:
    """A workbook of LibreOffice's kind."""
    book, file = OpenDocumentSpreadsheet(), io.BytesIO()
    table = Table(name="Log")
    for row in rows:
        line = TableRow()
        for text in row:
            cell, words = TableCell(valuetype="string"), P(text=text)
            if tab:
                words.addElement(Tab())
            cell.addElement(words)
            line.addElement(cell)
        table.addElement(line)
    book.spreadsheet.addElement(table)
    book.save(file)
    return file.getvalue()


def take(data: bytes, sheet: str | None = None) -> Intake:
    """Take a workbook into a session of two people."""
    return take_in(plan(people=PEOPLE), read_items(data, ".xlsx", sheet=sheet), Reading(NOW, CountedIds(), True))


def step_fields(intake: Intake) -> list[tuple[object, ...]]:
    """The steps in a few words."""
    return [(it.text, it.owner, it.due, it.state) for it in intake.session.steps]


def test_values_are_read_as_people_see_them() -> None:
    """Dates, ticks and whole numbers; titles above the names are words."""
    taken = take(xlsx((1.0, "Order sheets", "Noor Haddad", DAY, True), (2, "Ask the lab", "NA", None, False)))
    assert step_fields(taken) == [
        ("Order sheets", "Noor Haddad", DAY.date(), "done"), ("Ask the lab", None, None, "open"),
    ]  # fmt: skip
    assert taken.session.steps[0].note == "Ref: 1"
    assert taken.session.steps[1].note == "Ref: 2\nOwner: NA"
    assert [it.text for it in taken.session.notes] == ["Ward action log"]


def test_an_hour_and_the_day_zero_are_no_dates() -> None:
    """Spreadsheets show both in columns that hold dates."""
    taken = take(xlsx((1, "a", "Noor Haddad", dt.time(0), 1), (2, "b", "Piet Vos", dt.date(1899, 12, 30), 0)))
    assert [(it.due, it.state) for it in taken.session.steps] == [(None, "done"), (None, "open")]


def test_owners_of_merged_cells_are_filled_down() -> None:
    """The owner that stands over two rows is that of both; a value left under it is not told."""

    def merge(book: Workbook) -> None:
        book["Log"]["C5"] = "Piet Vos"
        book["Log"].merge_cells("C4:C5")
        book["Log"].merge_cells("A1:E1")
        book["Log"].merge_cells("A90:A91")

    taken = take(xlsx((1, "a", "Noor Haddad", DAY, None), (2, "b", None, DAY, None), change=merge))
    assert [it.owner for it in taken.session.steps] == ["Noor Haddad", "Noor Haddad"]


def test_what_values_cannot_show_is_said() -> None:
    """Formulas without a value, strikes, notes, links, hidden rows and hidden sheets."""

    def change(book: Workbook) -> None:
        sheet = book["Log"]
        sheet["D4"], sheet["E4"] = "=D5+7", "#REF!"
        sheet["E4"].data_type = "e"
        sheet["B5"].font = Font(strike=True)
        sheet["B4"].comment = Comment("ask Ana\nfirst", "x")
        sheet["B5"].hyperlink = "https://example.org"
        sheet.row_dimensions[5].hidden = True
        book.create_sheet("Lists").sheet_state = "hidden"
        book.create_sheet("Ideas").append(["Idea"])

    taken = take(xlsx((1, "a", "Noor Haddad", None, None), (2, "b", "Piet Vos", DAY, None), change=change))
    assert taken.remarks == (
        "Sheet “Log” was read; the workbook also has “Ideas”: --sheet NAME takes another.",
        "1 hidden sheet left out: “Lists”.",
        "Cells D4, E4 hold a formula or an error without a value; nothing was read there, "
        "which does not mean “none”.",
        "Cell B5 is struck out in the workbook; it was read like the others.",
        "Cell B5 is a link, whose target was left out.",
        "Row 5 is hidden or filtered; it was read like the others.",
        "Notes on cells were left out: B4: ask Ana first.",
    )


def test_the_first_visible_sheet_that_holds_something_is_read() -> None:
    """Not the one that happens to be first; --sheet names another, in any case of its letters."""

    def change(book: Workbook) -> None:
        book.move_sheet("Log", 2)
        book.create_sheet("Lists", 0).append(["Open"])
        book["Lists"].sheet_state = "hidden"
        book.create_sheet("Empty", 1)

    data = xlsx((1, "a", "Noor Haddad", DAY, None), change=change)
    assert [it[0] for it in step_fields(take(data))] == ["a"]
    assert [it.text for it in read_items(data, sheet="lists") if it.kind != "remark"] == ["Open"]
    with pytest.raises(ExchangeError, match="There is no sheet “Other”; the workbook has “Empty”, “Log”, “Lists”"):
        read_items(data, sheet="Other")


def test_no_visible_sheet_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Programs make such workbooks, though spreadsheets do not save one."""
    with pytest.raises(ExchangeError, match="no visible sheet"):
        workbook._chosen(None, [], ["Lists"], None)


def test_percent_and_many_cells() -> None:
    """What is shown as a percentage is read as one; long lists of cells are told in part."""

    def change(book: Workbook) -> None:
        sheet = book["Log"]
        sheet["E3"] = "% complete"
        for row in range(4, 12):
            sheet.cell(row, 2).font = Font(strike=True)
            sheet.cell(row, 5, 0.5 if row > 4 else 1).number_format = "0%"

    taken = take(xlsx(*((i, f"a{i}", "Noor Haddad", DAY, None) for i in range(8)), change=change))
    assert [it.state for it in taken.session.steps][:2] == ["done", "doing"]
    assert "and 2 more are struck out" in "\n".join(taken.remarks)


def test_a_workbook_of_libreoffice() -> None:
    """Tabs in its cells are joined over, which is said."""
    rows = (("Action", "Owner", "Due"), ("Order sheets", "Noor Haddad", "2026-12-10"))
    assert step_fields(take(ods(*rows))) == [("Order sheets", "Noor Haddad", DAY.date(), "open")]
    assert take(ods(*rows)).remarks == ()
    assert take(ods(*rows, tab=True)).remarks == ("Tabs and line breaks inside its cells are left out.",)


def test_columns_can_be_shown_and_chosen() -> None:
    """Before anything is written: what each column holds, and another choice."""
    data = xlsx((1, "a", "Noor Haddad", DAY, None))
    assert [(it.name, to) for it, to in columns_in(data)] == [
        ("Ref", None), ("Action", "step"), ("Owner", "owner"), ("Due", "due"), ("Done", "state"),
    ]  # fmt: skip
    chosen = columns_in(data, chosen={"due": None, "Ref": "rank"})
    assert [to for _, to in chosen] == ["rank", "step", "owner", None, "state"]


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (True, "yes"), (False, "no"), (7.0, "7"), (0.125, "0.125"), (DAY, "2026-12-10"), (DAY.date(), "2026-12-10"),
        (DAY.replace(hour=9), "2026-12-10 09:00"), (DAY.replace(1899, 12, 31), ""), (dt.date(1899, 12, 30), ""),
        (dt.time(0), ""), (dt.time(9, 30), "09:30"), (dt.timedelta(hours=26), "1 day, 2:00:00"), ("", ""),
        (" a_x000D_\r\nb\rc ", "a\nb\nc"), ("None", "None"),
    ],
)  # fmt: skip
def test_a_value_in_words(value: object, words: str) -> None:
    """No value becomes another one, and none that says something becomes nothing."""
    assert words_of(value) == words


def test_packages_that_are_no_workbooks_are_refused() -> None:
    """With what they are, and what to do; bytes that only begin like one are looked at as text."""

    def package(*names: str) -> bytes:
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w") as made:
            for name in names:
                made.writestr(name, "x")
        return file.getvalue()

    text = io.BytesIO()
    OpenDocumentText().save(text)
    for data in (package("word/document.xml"), text.getvalue()):
        with pytest.raises(ExchangeError, match="word processor's file"):
            read_items(data)
    with pytest.raises(ExchangeError, match="This package"):
        read_items(package("a.txt"))
    with pytest.raises(ExchangeError, match="This workbook cannot be read"):
        read_items(package("xl/workbook.xml"))
    assert not is_workbook(b"PK\x03\x04 no package")
    assert is_workbook(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le"))
    assert not is_workbook(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"))


def test_what_openpyxl_refuses_is_read_without_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Then nothing more is told of it; so too of a workbook that is too large to wait for."""
    data = xlsx((1, "a", "Noor Haddad", DAY, None))
    monkeypatch.setattr("openpyxl.load_workbook", lambda *_, **__: 1 / 0)
    assert [it[0] for it in step_fields(take(data))] == ["a"]
    monkeypatch.setattr(workbook, "_LARGEST", 1)
    assert [it[0] for it in step_fields(take(data))] == ["a"]


def test_the_list_is_found_behind_a_cover() -> None:
    """The first visible sheet whose columns have names is read; that there is another one is said."""

    def covered(book: Workbook) -> None:
        cover = book.create_sheet("Cover", 0)
        for row in (("Ward 5",), ("Improvement plan 2026",)):
            cover.append(row)

    taken = take(xlsx((1, "Order sheets", "Noor Haddad", DAY, "no"), change=covered))
    assert step_fields(taken) == [("Order sheets", "Noor Haddad", DAY.date(), "open")]
    assert any("“Log” was read; the workbook also has “Cover”" in it for it in taken.remarks)


def test_days_that_were_saved_as_numbers_are_days() -> None:
    """46366 under the name of a date is 10 December 2026, in a cell that nobody formatted as one, too."""
    taken = take(
        xlsx((1, "Order sheets", "Noor Haddad", 46366, 46345), (2, "Ask the lab", "Piet Vos", 46366.5, None))
    )
    assert step_fields(taken) == [
        ("Order sheets", "Noor Haddad", DAY.date(), "done"), ("Ask the lab", "Piet Vos", DAY.date(), "open"),
    ]  # fmt: skip
    assert taken.session.steps[0].finished == dt.date(2026, 11, 19)


def test_a_second_row_of_names_goes_with_the_merged_one_above_it() -> None:
    """Planned and actual days under "Dates", a share under "Progress"."""
    book, file = Workbook(), io.BytesIO()
    sheet = book.active
    assert sheet is not None
    for row in (
        ("No", "Action", "Owner", "Dates", None, "Progress"), (None, None, None, "Planned", "Actual", "%"),
        (1, "Order sheets", "Noor Haddad", DAY, None, 0.25),
        (2, "Ask the lab", "Piet Vos", DAY, DAY.replace(month=11), 1),
    ):  # fmt: skip
        sheet.append(row)
    sheet.merge_cells("D1:E1")
    for cell in ("F3", "F4"):
        sheet[cell].number_format = "0%"
    book.save(file)
    taken = take(file.getvalue())
    assert step_fields(taken) == [
        ("Order sheets", "Noor Haddad", DAY.date(), "doing"), ("Ask the lab", "Piet Vos", DAY.date(), "done"),
    ]  # fmt: skip
    assert taken.session.steps[1].finished == dt.date(2026, 11, 10)


def test_shares_of_one_are_shares_where_a_column_has_fractions() -> None:
    """LibreOffice's files say 0.25 and 1 where the sheet shows 25 % and 100 %."""
    head = ("Maßnahme", "Wer", "Bis", "Fortschritt")
    rows = (("Blöcke bestellen", "Noor Haddad", "10.12.2026", "0.25"), ("Labor fragen", "Piet Vos", "", "1"))
    assert [it[3] for it in step_fields(take(ods(head, *rows)))] == ["doing", "done"]
