"""Plans for spreadsheets, read back with the csv module."""

import csv
import io

import pytest
from exchange_help import HEAD, ROWS, VIEW, on, plan
from hypothesis import given

from flipchart.domain.identity import UNDONE, was_undone
from flipchart.domain.session import Session
from flipchart.exchange.writers.csv import COLUMNS, write
from flipchart.exchange.writers.csv_table import MARK, defused
from flipchart.exchange.writers.selection import Selection
from strategies import sessions


def rows(text: str) -> list[dict[str, str]]:
    """The rows as a spreadsheet reads them, by their columns."""
    assert text.startswith(MARK)
    return list(csv.DictReader(io.StringIO(text.removeprefix(MARK), newline=""), strict=True))


def test_a_step_is_a_row_with_everything_about_it() -> None:
    """In words that people know, dates in ISO."""
    session = Session.of(HEAD | ROWS | {"resources": [ROWS["resources"][0] | {"steps": ["st1"]}]})
    first, other = rows(write(session, VIEW))
    assert first == {
        "Improvement": "Improvement words", "Votes": "7", "Step": "Step words", "Owner": "Owner One",
        "Helpers": "Helper Two", "Due": "2026-11-20", "Hoped": "", "First due": "2026-11-13", "Status": "carried on",
        "Finished": "", "Done when": "done-when words", "First step": "first move words",
        "First step at": "2026-11-18 15:00", "Resources": "Resource words", "Roadblock": "roadblock words",
        "Contingency": "contingency words", "Reason": "", "Note": "step note words", "Below the line": "",
        "After": "Other words", "Moves": "3", "Carried": "from an earlier session and to a later session",
        "Amount (pounds words)": "4500",
    }  # fmt: skip
    assert (other["Improvement"], other["Step"], other["Status"], other["Finished"]) == (
        "", "Other words", "done", "2026-11-12",
    )  # fmt: skip


def test_improvements_come_in_the_order_of_the_screen() -> None:
    """One without steps has a row of its own; below the line last; an undone addition has none."""
    session = plan(
        improvements=(
            {"id": "b", "text": "Below", "below_line": True, "votes": 1},
            {"id": "a", "text": "Above"},
            {"id": "x", "text": "Gone", "dropped": True},
        ),
        steps=(
            {"id": "1", "text": "Loose", "state": "open", "improvement": "x", "hoped": True, "due": on(20)},
            {"id": "2", "text": "First", "state": "dropped", "improvement": "a", "reason": "why"},
            {"id": "3", "text": "Never", "state": "dropped", "improvement": "a", "reason": UNDONE},
        ),
    )
    answer = [(it["Improvement"], it["Step"], it["Votes"], it["Status"]) for it in rows(write(session, VIEW))]
    assert answer == [("Above", "First", "", "dropped"), ("Below", "", "1", ""), ("", "Loose", "", "open")]
    assert rows(write(session, VIEW))[2]["Hoped"] == "yes"
    assert len(rows(write(session, VIEW, Selection(open_only=True)))) == 3


@pytest.mark.parametrize("cell", ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1"])
def test_no_cell_is_taken_for_a_formula(cell: str) -> None:
    """A quote before it makes it text (OWASP, CSV injection)."""
    assert defused(cell) == f"'{cell}"
    session = plan(steps=({"id": "s", "text": cell, "state": "open", "owner": cell, "note": cell},))
    (row,) = rows(write(session, VIEW))
    assert not {value[:1] for value in row.values()} & set("=+-@\t\r\n＝＋－＠")


@pytest.mark.parametrize("cell", ["", "a=b", " =1", "'quoted'", "1"])
def test_other_cells_stay_as_they_are(cell: str) -> None:
    """Only what could be a formula is touched."""
    assert defused(cell) == cell


@given(sessions())
def test_every_plan_makes_a_table_that_reads_back(session: Session) -> None:
    """A row for each step; its words are found again, whatever is in them."""
    table = rows(write(session, VIEW))
    steps = [it for it in session.steps if not was_undone(it)]
    assert all(list(row)[: len(COLUMNS)] == list(COLUMNS) for row in table)
    answer = sorted(row["Step"] for row in table if row["Step"])
    assert answer == sorted(defused(it.text) for it in steps)


def test_what_is_counted_stands_once() -> None:
    """Votes per improvement, amounts per resource by unit: each column adds up to what `show` tells."""
    session = plan(
        improvements=[{"id": "i", "text": "I", "votes": 7}, {"id": "j", "text": "J", "votes": 2, "below_line": True}],
        steps=[{"id": id, "text": id, "state": "open", "improvement": "i"} for id in "ab"],
        resources=[
            {"id": "1", "text": "van", "status": "need", "amount": 1200, "unit": "EUR", "steps": ["a", "b"]},
            {"id": "2", "text": "paint", "status": "have", "amount": 300.5, "unit": "eur", "steps": ["b"]},
            {"id": "3", "text": "hands", "status": "need", "amount": 2, "unit": "days"},
            {"id": "4", "text": "key", "status": "need", "amount": 1, "steps": ["a"]},
            {"id": "5", "text": "gone", "status": "need", "amount": 9, "unit": "EUR", "dropped": True},
            {"id": "6", "text": "much", "status": "need", "amount": float("inf"), "unit": "EUR", "steps": ["a"]},
        ],
    )
    table = rows(write(session, VIEW))
    answer = [(it["Step"], it["Votes"], it["Amount (EUR)"], it["Amount (days)"], it["Amount"]) for it in table]
    assert answer == [
        ("a", "7", "1200", "", "1"), ("b", "", "300.5", "", ""), ("", "2", "", "", ""), ("", "", "", "2", ""),
    ]  # fmt: skip
    assert [it["Resources"] for it in table] == ["van; key; much", "van; paint", "", "hands"]
    assert [it["Below the line"] for it in table] == ["", "", "yes", ""]
