"""`import` with what is chosen of a list: its sheet, its columns, what its items are, and what it says otherwise."""

import io
import json
from pathlib import Path

from cli_help import AS_OF, Desk, one_sentence
from openpyxl import Workbook

LOG = b"Action,Owner,Original date,Revised date,Status\nPaint,Ana,2026-12-01,2026-12-09,Open\n"


def test_columns_are_shown_changed_and_remembered(tmp_path: Path) -> None:
    """The mapping before anything is written; what a group chose counts for its next list of that shape."""
    desk = Desk(tmp_path)
    desk.file()
    shown = desk.call("import", "clinic", "-", "--dry-run", *AS_OF, stdin=LOG)
    assert "Columns: Action → step, Owner → owner, Original date → first due, Revised date → due" in shown.err
    again = ["import", "clinic", "-", "--dry-run", "--json", *AS_OF]
    assert json.loads(desk.call(*again, stdin=LOG).out)["columns"]["Revised date"] == "due"
    done = desk.call(
        "import", "clinic", "-", "--map", "Due=original date", "--map", "note=Revised date", *AS_OF, stdin=LOG
    )
    assert "due 2026-12-01" in done.out
    answer = desk.call(*again, stdin=LOG)
    assert "Columns as they were chosen last time: due=Original date" in answer.err
    assert json.loads(answer.out)["rows"][0]["took"]["due"] == "2026-12-01"
    other = desk.call("import", "clinic", "-", "--dry-run", *AS_OF, stdin=LOG.replace(b"Status", b"State"))
    assert "due 2026-12-09" in other.out


def test_the_columns_are_told_as_they_were_taken(tmp_path: Path) -> None:
    """Items that came in as steps are called that, and of many columns that are only kept, how many there are."""
    desk = Desk(tmp_path)
    desk.file()
    head = "Task ID,Name,Assignee,Due Date,Priority,Section/Column,Tags,Notes,Projects"
    done = desk.call(
        "import", "clinic", "-", "--dry-run", stdin=f"{head}\n7,Paint,Ana,2026-12-01,High,Ward,,Blue,R\n".encode()
    )
    answer = (
        "Columns: Name → step, Assignee → owner, Due Date → due, 6 others → note. Change it with --map FIELD=COLUMN."
    )
    assert answer in done.err
    board = b"Went well,To improve,Action items\nTea,Sheets run out,Ana orders pads\n"
    done = desk.call("import", "clinic", "-", "--dry-run", stdin=board)
    assert "Columns: To improve → improvement, Action items → step, Went well → note." in done.err


def test_a_choice_that_fits_nothing_is_refused(tmp_path: Path) -> None:
    """With what there is to choose."""
    desk = Desk(tmp_path)
    desk.file()
    for words, why in (
        ("Due=Deadline", "it has 'Action', 'Owner'"),
        ("Colour=Owner", "names no field"),
        ("x", "FIELD=COLUMN"),
    ):
        done = desk.call("import", "clinic", "-", "--map", words, stdin=LOG)
        assert (done.code, done.out) == (2, "")
        assert why in done.err
        assert one_sentence(done)
    done = desk.call("import", "clinic", "-", "--map", "Due=x", stdin=b"- a\n- b\n")
    assert "it is no table" in done.err


def test_a_sheet_of_a_workbook(tmp_path: Path) -> None:
    """The first visible one, or that which is named."""
    desk, book, file = Desk(tmp_path), Workbook(), io.BytesIO()
    desk.file()
    book.active.append(["Idea"])
    book.active.append(["Plants"])
    sheet = book.create_sheet("Log")
    for row in (["Action", "Owner"], ["Paint", "Ana"]):
        sheet.append(row)
    book.save(file)
    first = desk.call("import", "clinic", "-", "--dry-run", stdin=file.getvalue())
    assert "improvement: Plants" in first.out and "--sheet NAME" in first.err
    second = desk.call("import", "clinic", "-", "--dry-run", "--sheet", "log", stdin=file.getvalue())
    assert "step: Paint" in second.out


def test_changes_are_told_and_taken_over(tmp_path: Path) -> None:
    """Row by row; one flag reports them of the steps, and the file says so."""
    desk = Desk(tmp_path)
    path = desk.file()
    text = b"Action,Owner,Due,Status\nDraft the intake form.,Ana Lopes,2026-11-27,Done\n"
    before = path.read_bytes()
    answer = desk.call("import", "clinic", "-", *AS_OF, stdin=text)
    assert "In the plan it is open, in the list done; the plan was left as it is." in answer.out
    assert "taken over with --update" in answer.err
    assert path.read_bytes() == before
    done = desk.call("import", "clinic", "-", "--update", *AS_OF, stdin=text)
    assert "; taken over." in done.out
    assert "[[reports]]" in path.read_text("utf-8")


def test_a_long_list_says_that_it_is_read(tmp_path: Path) -> None:
    """What takes longer than a second is told while it goes on."""
    desk = Desk(tmp_path)
    desk.file()
    rows = b"".join(b"Count the chairs of room %d,Ana\n" % number for number in range(17_000))
    done = desk.call("import", "clinic", "-", "--dry-run", stdin=b"Action,Owner\n" + rows)
    assert done.err.startswith("Reading the list …\n")
    assert "17000 added" in done.err
