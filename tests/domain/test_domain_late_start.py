"""A start that was forgotten: asked about once it has passed, and written down where it really was."""

import datetime as dt

import pytest
from clock_help import RUN, T0, at, clock_of, do, event, now_stage, refused, session

from flipchart.domain.commands.agenda import NextStage, SkipStage
from flipchart.domain.commands.clock import MoreTime, Pause, Restamp, StartedAgo
from flipchart.domain.pace import is_late_start

PLANNED = RUN.revise(planned_start=T0)
NEW = session()


def test_before_the_start_the_first_stage_began_then() -> None:
    """Started 1:30 ago: the first stage has spent that, and the run's start is then."""
    begun = do(NEW, StartedAgo("run", 90, at(600)))
    clock = clock_of(begun, 600)
    assert (now_stage(clock).id, now_stage(clock).spent, clock.started) == ("introduce", 90, at(510))


def test_a_start_that_was_told_late_moves() -> None:
    """Space was pressed at 10:01, the group began at 10:00: nothing is left of the later start."""
    late = do(NEW, NextStage("run", at(60)))
    moved = do(late, StartedAgo("run", 90, at(90)))
    assert [(it.event, it.at) for it in moved.timing] == [("start", at(0))]
    again = do(moved, StartedAgo("run", 30, at(90)))
    assert clock_of(again, 90).spent == 30


def test_a_stage_that_was_left_late_ends_when_the_next_began() -> None:
    """The group went on at 2:00, n was pressed at 3:00: both halves of that act move together."""
    late = do(do(NEW, NextStage("run", at(0))), NextStage("run", at(180)))
    clock = clock_of(do(late, StartedAgo("run", 100, at(220))), 220)
    assert [it.spent for it in clock.stages[:2]] == [120, 100]


@pytest.mark.parametrize("seconds", [221, 220])
def test_a_start_is_never_moved_behind_what_was_before(seconds: float) -> None:
    """The first stage began 3:40 ago; the second cannot have begun then or earlier."""
    late = do(do(NEW, NextStage("run", at(0))), NextStage("run", at(180)))
    assert refused(StartedAgo("run", seconds, at(220)), late) == "Something else happened 3:40 ago."


@pytest.mark.parametrize("act", [Pause("run", at(30)), MoreTime("run", at(30))])
def test_after_something_else_it_is_refused(act: Pause | MoreTime) -> None:
    """A pause or an addition since tells of time that would no longer fit."""
    later = do(do(NEW, NextStage("run", at(0))), act)
    assert refused(StartedAgo("run", 20, at(60)), later).startswith("Introduce has been paused or given time")


def test_it_is_refused_where_nothing_can_have_begun() -> None:
    """In the future, after the end, between stages, and where every stage is left out."""
    assert refused(StartedAgo("run", -1, at(0)), NEW) == "A start must be in the past."
    ended = session(event(0, "start", "introduce"), event(9, "end"))
    assert refused(StartedAgo("run", 5, at(20)), ended) == "This run has ended."
    between = session(event(0, "start", "introduce"), event(9, "done", "introduce"))
    assert refused(StartedAgo("run", 5, at(20)), between) == "No stage is under way."
    none = NEW
    for stage in none.stages:
        none = do(none, SkipStage("run", stage.id, at(1)))
    assert refused(StartedAgo("run", 5, at(20)), none) == "No stage of this run is left to start."


@pytest.mark.parametrize(
    ("after", "asked"), [(-60, False), (0, False), (59, False), (60, True), (3600, True), (43_201, False)]
)
def test_it_is_asked_from_a_minute_to_half_a_day_after_the_planned_start(after: float, asked: bool) -> None:
    """People who are just about to begin are not asked, nor who looks at last week's session."""
    assert is_late_start(clock_of(session(run=PLANNED), after), at(after)) is asked


def test_it_is_not_asked_where_something_runs_or_nothing_is_planned() -> None:
    """Nor without a run at all."""
    begun = do(session(run=PLANNED), NextStage("run", at(0)))
    assert not is_late_start(clock_of(begun, 90), at(90))
    assert not is_late_start(clock_of(NEW, 90), at(90))
    assert not is_late_start(None, T0 + dt.timedelta(hours=1))


@pytest.mark.parametrize("seconds", [-3 * 86_400, -600, 0.5, 600, 3 * 86_400])
def test_what_was_written_by_a_wrong_clock_moves_with_it(seconds: float) -> None:
    """All that happened in the run moves alike, so that no duration changes; another run stays as it is."""
    other = NEW.revise(timing=(event(0, "start", "introduce").revise(run="older"),))
    begun = do(other, NextStage("run", at(0)), Pause("run", at(30)))
    moved = do(begun, Restamp("run", seconds))
    assert [it.at for it in moved.timing] == [at(0), at(seconds), at(30 + seconds)]
    assert now_stage(clock_of(moved, 90 + seconds)).spent == 30
    assert refused(Restamp("gone", seconds), NEW) == "This run is not in the session."
