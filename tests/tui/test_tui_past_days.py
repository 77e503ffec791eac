"""What stands before a day is true on every page: by; was due, once it is past; hoped for, where nobody owes it."""

import datetime as dt
import re

import pytest
from msgspec.structs import replace
from test_tui_wall import SIZES, planned, seen, text

from flipchart.domain.plan import Goal, Milestone, Resource, Step
from flipchart.domain.session import Session
from flipchart.tui.desk.check_in_table import check_in_rows
from flipchart.tui.stages.registry import PAGES
from flipchart.tui.text.step import step_rows

PAST, COMING = dt.date(2026, 11, 3), dt.date(2026, 12, 4)


def dated(on: dt.date, *, hoped: bool = False) -> Session:
    """A step with what it needs, a goal and a milestone, all of one day."""
    session = planned(None)
    first = session.improvements[0].id
    return session.revise(
        steps=(Step(id="t1", text="Draft it", state="open", owner="Ana", due=on, hoped=hoped, improvement=first),),
        goals=(Goal(id="g1", text="Wait less", by=on),),
        milestones=(Milestone(id="m1", text="Half of it", improvement=first, due=on),),
        resources=(Resource(id="r1", text="a room", status="need", ask="Bea", by=on, steps=("t1",)),),
    )


def page_words(session: Session, kind: str, columns: int, rows: int) -> str:
    """All that the page says, with the page of the step below it, in ordinary letters, with single blanks."""
    view, page = replace(seen(session, 0, columns, rows), cursor="t1", ascii_only=True), PAGES[kind]
    view = replace(view, order=page.sort(session, view.today) if page.sorts else ())
    every = (*page.rows(view), *step_rows(session.steps[0], view))
    lines = tuple(it for row in every for it in row.lines(columns - 4, selected=False))
    return " ".join(" ".join(text(lines)).split())


def before(day: str, words: str) -> set[str]:
    """The two words that stand before a day wherever it is said, but not those of the step's history."""
    return set(re.findall(rf"(\S+ \S+) \w+ {day}", words)) - {"Promised for", "Hoped for"}


@pytest.mark.parametrize(("columns", "rows"), SIZES)
@pytest.mark.parametrize("kind", PAGES)
def test_no_page_says_by_of_a_day_that_is_past(kind: str, columns: int, rows: int) -> None:
    """Steps, goals, milestones and what is asked for alike."""
    words = page_words(dated(PAST), kind, columns, rows)
    assert before("3 Nov", words) == {"was due"}, words


@pytest.mark.parametrize(("columns", "rows"), SIZES)
@pytest.mark.parametrize("kind", PAGES)
def test_no_page_says_due_of_a_day_that_was_hoped_for(kind: str, columns: int, rows: int) -> None:
    """Past or to come: what was hoped for was never due."""
    for day, on in (("3 Nov", PAST), ("4 Dec", COMING)):
        session = dated(on, hoped=True).revise(goals=(), milestones=(), resources=())
        words = page_words(session, kind, columns, rows)
        assert before(day, words) == {"hoped for"}, words


def test_a_day_of_another_year_has_its_year_at_the_desk() -> None:
    """Of what is done too: day and month alone would be read as this year's."""
    session = dated(PAST.replace(year=2025))
    step = session.steps[0].revise(state="done", finished=PAST.replace(year=2025))
    view = seen(session.revise(steps=(step,)), 0)
    assert any("3 Nov 2025" in row for row in text(tuple(check_in_rows(view)[0].lines(78, selected=False))))
