"""Workbooks of the shapes that people make: sheets with titles, merged cells, rows of names, sections and totals."""

import datetime as dt
import io
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import pytest
from exchange_help import plan
from openpyxl import Workbook
from test_exchange_cases import NOW, PEOPLE

from flipchart.exchange.intake.import_draft import Reading
from flipchart.exchange.intake.rows import Intake
from flipchart.exchange.intake.taking import take_in
from flipchart.exchange.readers.detect import read_items
from flipchart.ids import CountedIds

NOOR, PIET = PEOPLE


def day(day: int, month: int = 12, year: int = 2026) -> dt.datetime:
    """A day as workbooks have it."""
    return dt.datetime(year, month, day)  # noqa: DTZ001 - workbooks know no zones


class Shape(NamedTuple):
    """A sheet by its rows and merged cells, and the steps that come of it, each with the improvement it is of."""

    name: str
    rows: Sequence[Sequence[object]]
    steps: Sequence[tuple[object, ...]]
    merged: Sequence[str] = ()
    improvements: Sequence[str] = ()
    decisions: Sequence[str] = ()
    notes: Sequence[str] = ()


_REMARK = "How this log is used: " + " ".join(["every line needs somebody and a day."] * 4)
SHAPES = (
    Shape(
        "a topic and an owner that stand over two rows",
        [("Topic", "Action", "Owner", "Deadline", "Status"),
         ("Tally sheets", "Count what is left", NOOR, day(20, 11), "Done"),
         (None, "Order two more pads", None, day(4), "Open"),
         ("Lab", "Ask for its hours", PIET, day(11), "In progress")],
        [("Count what is left", NOOR, "2026-11-20", "done", "Tally sheets"),
         ("Order two more pads", NOOR, "2026-12-04", "open", "Tally sheets"),
         ("Ask for its hours", PIET, "2026-12-11", "doing", "Lab")],
        merged=("A2:A3", "C2:C3"), improvements=("Tally sheets", "Lab"),
    ),
    Shape(
        "a remark beside the table, merged over all its rows, and a list to choose from behind it",
        [("Action log", None, None, None, None, _REMARK),
         ("No", "Action", "Owner", "Deadline", "Status"),
         (1, "Count what is left", NOOR, day(20, 11), "Done", None, "Open"),
         (2, "Ask for its hours", PIET, day(11), "Open", None, "Done")],
        [("Count what is left", NOOR, "2026-11-20", "done", ""),
         ("Ask for its hours", PIET, "2026-12-11", "open", "")],
        merged=("F1:F4",), notes=(f"Action log {_REMARK}",),
    ),
    Shape(
        "two rows of names, of which the first groups the second",
        [("Improvement plan 2026/27",), (), ("No.", "What", "Responsibility", None, "Timing", None, "Progress"),
         (None, None, "Lead", "Support", "Start", "Finish", None),
         (1, "Order two more pads", NOOR, PIET, day(2, 11), day(4), "Ongoing"),
         (2, "Ask the lab", PIET, None, day(9, 11), day(11), "Complete")],
        [("Order two more pads", NOOR, "2026-12-04", "doing", ""), ("Ask the lab", PIET, "2026-12-11", "done", "")],
        merged=("A1:G1", "C3:D3", "E3:F3"), notes=("Improvement plan 2026/27",),
    ),
    Shape(
        "a sum and a signature below",
        [("Action", "Owner", "Due", "Cost"), ("Paint the corridor", NOOR, day(11), 450),
         ("New blinds", PIET, day(18), 1200.5), ("Total", None, None, "=SUM(D2:D3)"), (), ("Prepared by B. Moreau",)],
        [("Paint the corridor", NOOR, "2026-12-11", "open", ""), ("New blinds", PIET, "2026-12-18", "open", "")],
        notes=("Prepared by B. Moreau",),
    ),
    Shape(
        "sections across the whole width",
        [("Item", "Action", "By whom", "By when", "Done"), ("WAITING ROOM",),
         ("1.1", "Paint the walls", NOOR, day(11), "x"), ("1.2", "Count the chairs", PIET, day(12), None),
         ("LABORATORY",), ("2.1", "Ask for its hours", PIET, day(18), None)],
        [("Paint the walls", NOOR, "2026-12-11", "done", "WAITING ROOM"),
         ("Count the chairs", PIET, "2026-12-12", "open", "WAITING ROOM"),
         ("Ask for its hours", PIET, "2026-12-18", "open", "LABORATORY")],
        merged=("A2:E2", "A5:E5"), improvements=("WAITING ROOM", "LABORATORY"),
    ),
    Shape(
        "days planned and days reached, and circles for states",
        [("Maßnahmenplan Station 5", None, None, None, None, "Stand: 24.11.2026"), (),
         ("Nr.", "Maßnahme", "Verantw.", "Termin (Soll)", "Termin (Ist)", "Status"),
         (1, "Zwei Blöcke bestellen", "Haddad, Noor", day(4), None, "◔"),
         (2, "Nach den Zeiten fragen", "Vos, Piet", day(20, 11), day(19, 11), "●"),
         (3, "Beschriften", "offen", None, None, "○")],
        [("Zwei Blöcke bestellen", NOOR, "2026-12-04", "doing", ""),
         ("Nach den Zeiten fragen", PIET, "2026-11-20", "done", "", "2026-11-19"),
         ("Beschriften", "", "", "open", "")],
    ),
    Shape(
        "decisions above actions",
        [("Decisions",), ("No", "Decision", "Date"), (1, "Keep the old printer", day(24, 11)), (), ("Actions",),
         ("No", "Action", "Owner", "Due"), (1, "Order two more pads", NOOR, day(4))],
        [("Order two more pads", NOOR, "2026-12-04", "open", "")],
        decisions=("Keep the old printer\nDate: 2026-11-24",), notes=("Decisions", "Actions"),
    ),
    Shape(
        "bars of weeks",
        [("Task", "Owner", "KW 48", "KW 49", "KW 50"), ("Order two more pads", NOOR, "x", "x", None),
         ("Ask the lab", PIET, None, "x", "x")],
        [("Order two more pads", NOOR, "", "open", ""), ("Ask the lab", PIET, "", "open", "")],
    ),
    Shape(
        "an empty first column, and a day that is none",
        [(), (None, "Quality improvement plan"), (), (None, "Area for improvement", "Action", "Who", "When"),
         (None, "Waiting times", "Open a second desk", NOOR, "Dec 2026"),
         (None, "Labels", "Write it down", PIET, "ASAP")],
        [("Open a second desk", NOOR, "2026-12-31", "open", "Waiting times"),
         ("Write it down", PIET, "", "open", "Labels")],
        improvements=("Waiting times", "Labels"), notes=("Quality improvement plan",),
    ),
    Shape(
        "groups of a board, each with its names, and what is below an item",
        [("Ward 5 board",), (), ("This week",), ("Name", "Subitems", "Person", "Status", "Date"),
         ("Order two more pads", "Get a quote", NOOR, "Working on it", day(4)),
         ("Subitems", "Name", "Owner", "Status", "Date"), (None, "Get a quote", NOOR, "Done", day(25, 11)),
         ("Ask the lab", None, PIET, "Stuck", day(11)), (), ("Next week",),
         ("Name", "Subitems", "Person", "Status", "Date"), ("Label the cupboard", None, None, None, None)],
        [("Order two more pads", NOOR, "2026-12-04", "doing", ""), ("Get a quote", NOOR, "2026-11-25", "done", ""),
         ("Ask the lab", PIET, "2026-12-11", "blocked", ""), ("Label the cupboard", "", "", "open", "")],
        notes=("This week", "Next week"),
    ),
)  # fmt: skip


def book(rows: Sequence[Sequence[object]], change: Callable[[Any], None] = lambda _: None) -> bytes:
    """A workbook with one sheet of these rows."""
    made, file = Workbook(), io.BytesIO()
    for row in rows:
        made.active.append(row)
    change(made)
    made.save(file)
    return file.getvalue()


def take(data: bytes) -> Intake:
    """Take a workbook into a session of two people."""
    return take_in(plan(people=PEOPLE), read_items(data, ".xlsx"), Reading(NOW, CountedIds()))


@pytest.mark.parametrize("shape", SHAPES, ids=lambda it: it.name)
def test_a_sheet_of_this_shape_comes_in_right(shape: Shape) -> None:
    """Its steps with all that it says of them, and what they belong to."""

    def merge(made: Any) -> None:
        for area in shape.merged:
            made.active.merge_cells(area)

    session = take(book(shape.rows, merge)).session
    names = {it.id: it.text for it in session.improvements}
    found = [
        (
            it.text,
            it.owner or "",
            str(it.due or ""),
            it.state,
            names.get(it.improvement or "", ""),
            str(it.finished or ""),
        )
        for it in session.steps
    ]  # fmt: skip
    assert [row[: len(wanted)] for row, wanted in zip(found, shape.steps, strict=True)] == list(shape.steps)
    assert tuple(names.values()) == tuple(shape.improvements)
    assert tuple(it.text for it in session.notes if it.kind == "decision") == tuple(shape.decisions)
    assert {it.text for it in session.notes} >= set(shape.notes)
    assert session.people == PEOPLE


def test_the_sheet_behind_a_cover_is_read_and_the_hidden_one_named() -> None:
    """With shares as percentages of what is done."""
    log = (("Ref", "Action", "Lead", "Due", "RAG", "% complete"), (1, "Order pads", NOOR, day(4), "G", 0.5))

    def change(made: Any) -> None:
        sheet = made.create_sheet("Action log")
        for row in log:
            sheet.append(row)
        sheet["F2"].number_format = "0%"
        made.create_sheet("Lists").sheet_state = "hidden"
        made["Lists"].append(("Open",))

    taken = take(book([("How to use this log",), ("Fill in one row per action.",)], change))
    assert [(it.text, it.owner, it.state) for it in taken.session.steps] == [("Order pads", NOOR, "doing")]
    assert any("Sheet “Action log” was read" in it for it in taken.remarks)
    assert "1 hidden sheet left out: “Lists”." in taken.remarks
