"""A stage put in between: it lasts what it was given, and nothing of the run's time is lost by it."""

import pytest
from clock_help import T0, at, clock_of, do, now_stage, refused, session, stage

from flipchart.domain.agenda import Stage
from flipchart.domain.commands.agenda import EndRun, InsertStage, NextStage, PreviousStage
from flipchart.domain.commands.clock import LessTime, MoreTime, Pause
from flipchart.domain.group_record import durations
from flipchart.domain.timing import fold

MINUTE = Stage(id="mortem", run="-", kind="risks", title="Pre-mortem", seconds=60)
BEGUN = do(session(), NextStage("run", T0))


def test_a_minute_in_between_is_lent_by_the_stage_that_it_interrupts() -> None:
    """The end stays, to the second; the plan is not behind; then the stage goes on from what it had spent."""
    before = clock_of(BEGUN, 30)
    now = do(BEGUN, InsertStage("run", MINUTE, at(30)))
    clock = clock_of(now, 30)
    assert now_stage(clock).id == "mortem"
    assert (now_stage(clock).remaining, stage(clock, "introduce").remaining) == (60, 30)
    assert (clock.ends_at, clock.planned_end) == (before.ends_at, before.planned_end)
    assert [it.id for it in clock.stages][:2] == ["mortem", "introduce"]
    now = do(now, NextStage("run", at(80)))
    clock = clock_of(now, 80)
    assert now_stage(clock).id == "introduce"
    assert (clock.spent, clock.remaining) == (30, 30)
    assert stage(clock, "mortem").state == "done"
    assert clock_of(do(now, NextStage("run", at(100))), 100).stage == stage(
        clock_of(do(now, NextStage("run", at(100))), 100), "review"
    )


@pytest.mark.parametrize(("passed", "lent"), [(0, 60), (90, 30), (119.5, 0), (120, 0), (200, 0)])
def test_no_stage_lends_what_it_does_not_have(passed: float, lent: int) -> None:
    """Near its end it lends what is left, over time nothing: the minute is a whole one all the same."""
    before = clock_of(BEGUN, passed)
    now = do(BEGUN, InsertStage("run", MINUTE, at(passed)))
    clock = clock_of(now, passed)
    assert now_stage(clock).remaining == 60
    assert stage(clock, "introduce").added == -lent
    assert (clock.ends_at - before.ends_at).total_seconds() == 60 - lent


def test_time_is_given_to_it_and_taken_back_as_to_any_stage() -> None:
    """A minute more; less takes that back, then the loan, which its lender has again."""
    now = do(BEGUN, InsertStage("run", MINUTE, at(10)), MoreTime("run", at(20)))
    assert now_stage(clock_of(now, 20)).remaining == 110
    now = do(now, LessTime("run", at(20)))
    assert now_stage(clock_of(now, 20)).remaining == 50
    now = do(now, LessTime("run", at(20)))
    assert stage(clock_of(now, 20), "introduce").remaining == 110


def test_it_interrupts_a_paused_stage_too_and_back_goes_into_it_again() -> None:
    """A paused stage stays where it was; the stage before is then the one that was put in between."""
    now = do(BEGUN, Pause("run", at(20)), InsertStage("run", MINUTE, at(40)), NextStage("run", at(50)))
    assert clock_of(now, 55).spent == 25
    assert now_stage(clock_of(do(now, PreviousStage("run", at(60))), 60)).id == "mortem"


def test_nothing_is_put_in_where_no_stage_is_and_none_twice() -> None:
    """Before the start and after the end there is nothing to come back to."""
    assert refused(InsertStage("run", MINUTE, T0), session()) == "No stage has been started yet."
    assert refused(InsertStage("run", MINUTE, at(10)), do(BEGUN, EndRun("run", at(5)))) == "This run has ended."
    once = do(BEGUN, InsertStage("run", MINUTE, at(10)))
    assert refused(InsertStage("run", MINUTE, at(20)), once) == "This stage is already in the session."


def test_what_was_not_planned_tells_nothing_of_how_plans_hold() -> None:
    """The group's durations are of stages that were planned; one of the same kind counts together with it."""
    now = do(BEGUN, InsertStage("run", MINUTE, at(10)), NextStage("run", at(60)), NextStage("run", at(90)))
    assert "risks" not in [it.kind for it in durations([now], at(90))]
    run = now.runs[0]
    assert fold(run, now.stages_of(run), now.timing_of(run), at(90)).stages[0].spent == 50
