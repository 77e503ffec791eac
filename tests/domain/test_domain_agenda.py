"""The agenda changed before and during the run."""

import pytest
from clock_help import KINDS, at, clock_of, do, refused, session

from flipchart.domain.agenda import Stage
from flipchart.domain.commands.agenda import (
    AddStage,
    EndAsBefore,
    EndRun,
    MoveStage,
    NextStage,
    PlanStage,
    PlanStart,
    PreviousStage,
    RemoveStage,
    SkipStage,
    StartStage,
)
from flipchart.domain.commands.clock import Pause
from flipchart.domain.session import Session

NEW = session()
BEGUN = do(NEW, NextStage("run", at(0)))
MORE = Stage(id="more", run="other", kind="risks", title="What could go wrong", seconds=120)


def order(of: Session) -> list[str]:
    """The stages of the run in order."""
    return [stage.id for stage in of.stages_of(of.runs[0])]


def test_before_the_start_durations_are_the_plan() -> None:
    """The planned end moves with them, and nobody is behind."""
    longer = do(NEW, PlanStage("run", "define", at(0), seconds=600))
    clock = clock_of(longer, 0)
    assert (longer.stages[2].seconds, clock.ends_at, clock.behind) == (600, at(900 + 300), 0)
    assert longer.timing == ()


def test_during_the_run_another_duration_is_an_addition() -> None:
    """The plan stands, so that being behind is told; what is left out or ended already cannot change."""
    longer = do(BEGUN, PlanStage("run", "define", at(10), seconds=360))
    clock = clock_of(longer, 10)
    assert (clock.stages[2].planned, clock.stages[2].budget, clock.behind) == (300, 360, 60)
    over = do(BEGUN, SkipStage("run", "define", at(10)))
    assert refused(PlanStage("run", "define", at(10), seconds=60), over) == "Define is over."


def test_a_stage_has_another_title() -> None:
    """Without blanks around it; none at all is refused, as is no time."""
    named = do(NEW, PlanStage("run", "define", at(0), title=" First steps "))
    assert (named.stages[2].title, named.stages[2].seconds) == ("First steps", 300)
    for wrong in (PlanStage("run", "define", at(0), title=" "), PlanStage("run", "define", at(0), seconds=0)):
        assert "title and some time" in refused(wrong, NEW)


def test_stages_still_to_come_change_places() -> None:
    """They stop at both ends; what has begun stays where it is."""
    assert order(do(NEW, MoveStage("run", "define", -1, at(0)))) == [
        "introduce",
        "define",
        "review",
        "assign",
        "resources",
    ]
    moved = do(BEGUN, MoveStage("run", "resources", -9, at(5)))
    assert order(moved) == ["introduce", "resources", "review", "define", "assign"]
    assert "still to come" in refused(MoveStage("run", "introduce", 1, at(5)), BEGUN)
    jumped = do(BEGUN, StartStage("run", "assign", at(5)))
    assert "skipped" in refused(MoveStage("run", "review", 1, at(6)), jumped)


def test_a_stage_is_added_after_another_or_as_the_last() -> None:
    """It belongs to the run, whatever it was made for; a used id and a place that is not there are refused."""
    last = do(NEW, AddStage("run", MORE))
    assert (order(last)[-1], last.stages[-1].run) == ("more", "run")
    assert order(do(BEGUN, AddStage("run", MORE, "introduce")))[1] == "more"
    assert "already" in refused(AddStage("run", MORE), last)
    assert "not in the agenda" in refused(AddStage("run", MORE, "gone"), NEW)
    empty = NEW.revise(stages=())
    assert order(do(empty, AddStage("run", MORE))) == ["more"]


def test_a_stage_is_removed() -> None:
    """One that nothing happened to is gone; of another the record stays, and the last one cannot go."""
    assert order(do(NEW, RemoveStage("run", "review", at(0)))) == [it for it in KINDS if it != "review"]
    left = do(BEGUN, RemoveStage("run", "introduce", at(30)))
    assert [(it.id, it.state) for it in clock_of(left, 30).stages][:2] == [
        ("introduce", "skipped"),
        ("review", "running"),
    ]
    alone = NEW.revise(stages=NEW.stages[:1])
    assert "at least one" in refused(RemoveStage("run", "introduce", at(0)), alone)


def test_the_start_is_planned_and_not_planned_any_more() -> None:
    """Both are the run's."""
    planned = do(NEW, PlanStart("run", at(600)))
    assert clock_of(planned, 0).planned_start == at(600)
    assert clock_of(do(planned, PlanStart("run", None)), 0).planned_start is None


@pytest.mark.parametrize("kind", [PlanStage, RemoveStage])
def test_a_stage_that_is_not_there_is_refused(kind: type) -> None:
    """Somebody else may have removed it."""
    assert refused(kind("run", "gone", at(9)), BEGUN)


def test_a_run_that_was_taken_up_again_ends_as_before() -> None:
    """What came after its last end has not been; another run, and one that never ended, stay as they are."""
    ended = do(BEGUN, EndRun("run", at(60)))
    again = do(ended, PreviousStage("run", at(60)), Pause("run", at(90)))
    assert do(again, EndAsBefore("run")) == ended
    assert "not ended yet" in refused(EndAsBefore("run"), BEGUN)
