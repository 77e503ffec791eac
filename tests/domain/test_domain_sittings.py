"""Which sittings have begun and ended, and whether the plan is still being made."""

import datetime as dt

import pytest
from plans import NOW, event, plan, workshop

from flipchart.domain.agenda import Run
from flipchart.domain.sittings import has_begun, has_ended, last_begun, planning

MINUTE = dt.timedelta(minutes=1)


@pytest.mark.parametrize(
    ("events", "begun", "ended"),
    [
        ([], False, False),
        ([(0, "start")], True, False),
        ([(0, "start"), (5, "end")], True, True),
        ([(0, "start"), (5, "end"), (7, "start")], True, False),
        ([(5, "end"), (0, "start")], True, True),
        ([(0, "start"), (5, "end"), (6, "discount")], True, True),
        ([(0, "start"), (20, "end")], True, False),
        ([(20, "start")], False, False),
    ],
)
def test_a_run_is_told_by_its_starts_and_ends(events: list[tuple[float, str]], begun: bool, ended: bool) -> None:
    """Rows in any order, later events left out, a start after the end takes it up again."""
    session, now = workshop(*events), NOW + 10 * MINUTE
    run = session.runs[0]
    assert (has_begun(session, run, now), has_ended(session, run, now)) == (begun, ended)


def test_the_last_begun_run_is_the_newest_that_started() -> None:
    """A follow-up that was only made is not yet the sitting that counts."""
    session = workshop((0, "start"))
    later = session.revise(runs=(*session.runs, Run(id="two", kind="follow-up")))
    assert last_begun(later, NOW) == later.runs[0]
    started = later.revise(timing=(*later.timing, event("two", 1, "start")))
    assert last_begun(started, NOW + MINUTE) == started.runs[1]
    assert last_begun(plan(), NOW) is None


def test_planning_lasts_until_the_workshop_has_ended() -> None:
    """Before, dates are corrected; after, and in a follow-up, they are moved."""
    assert planning(workshop(), NOW)
    assert planning(workshop((0, "start")), NOW)
    assert not planning(workshop((-9, "start"), (-1, "end")), NOW)
    follow_up = workshop((-9, "start")).revise(runs=(Run(id="two", kind="follow-up"),))
    assert not planning(follow_up, NOW)


def test_a_plan_without_a_sitting_was_made_elsewhere() -> None:
    """A file that a person typed holds promises, not drafts."""
    assert not planning(plan(), NOW)
