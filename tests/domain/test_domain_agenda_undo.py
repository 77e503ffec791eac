"""Changes of the agenda are taken back and done again; what has happened since stays as it is."""

import pytest
from clock_help import KINDS, at, clock_of, do, now_stage, refused, session
from plans import redone, undone

from flipchart.domain.agenda import Stage
from flipchart.domain.commands.agenda import (
    AddStage,
    InsertStage,
    MoveStage,
    NextStage,
    PlanEnd,
    PlanStage,
    PlanStart,
    RemoveStage,
    StartStage,
)
from flipchart.domain.commands.clock import Borrow, MoreTime, Pause
from flipchart.domain.commands.command import Command
from flipchart.domain.commands.notes import Park
from flipchart.domain.commands.pauses import StartTimer
from flipchart.domain.history import History
from flipchart.domain.plan import Parked
from flipchart.domain.session import Session

NEW = session()
BEGUN = do(NEW, NextStage("run", at(0)))
MINUTE = Stage(id="minute", run="-", kind="risks", title="Pre-mortem", seconds=60)


def acted(history: History, before: Session, command: Command) -> Session:
    """Carry out a change of the agenda and record it as the runner does."""
    after = command.apply(before)
    history.record(command.label, before, after, agenda=not command.content)
    return after


CHANGES: tuple[tuple[Session, Command], ...] = (
    (NEW, PlanStage("run", "define", at(0), "Steps", 600)),
    (NEW, MoveStage("run", "define", -1, at(0))),
    (NEW, AddStage("run", MINUTE, "review")),
    (NEW, RemoveStage("run", "review", at(0))),
    (NEW, PlanStart("run", at(900))),
    (NEW, PlanEnd("run", at(1800))),
    (BEGUN, PlanStage("run", "define", at(30), None, 240)),
    (BEGUN, PlanStage("run", "introduce", at(30), "Welcome", 90)),
    (BEGUN, RemoveStage("run", "assign", at(30))),
)


@pytest.mark.parametrize(("before", "command"), CHANGES, ids=lambda it: type(it).__name__)
def test_each_change_is_taken_back_and_redone(before: Session, command: Command) -> None:
    """Both ways, byte for byte."""
    history = History()
    after = acted(history, before, command)
    assert after != before
    back = undone(history, after)
    assert back == before
    assert redone(history, back) == after


def test_what_happened_since_stays() -> None:
    """The run began, a line was parked and time was added: none of it goes with the change that is taken back."""
    history = History()
    now = acted(history, NEW, PlanStage("run", "resources", at(0), None, 300))
    now = do(now, NextStage("run", at(5)), MoreTime("run", at(10)))
    back = undone(history, now)
    assert [stage.seconds for stage in back.stages] == [stage.seconds for stage in NEW.stages]
    assert back.timing == now.timing


def test_acts_on_plan_and_agenda_are_taken_back_in_their_order() -> None:
    """The last one first, whichever it was on."""
    history = History()
    parked = acted(history, NEW, Park(Parked(id="p", text="Badges")))
    moved = acted(history, parked, MoveStage("run", "define", -1, at(0)))
    again = acted(history, moved, Park(Parked(id="q", text="Plants")))
    one = undone(history, again)
    assert [it.live for it in one.parked] == [True, False]
    assert one.stages == moved.stages
    two = undone(history, one)
    assert (two.stages, two.parked) == (NEW.stages, one.parked)
    assert [it.live for it in undone(history, two).parked] == [False, False]


def test_a_stage_in_between_is_taken_back_as_if_it_had_never_been() -> None:
    """The stage that it interrupted has all the time that passed, and what it lent; a pause meanwhile stays one."""
    history = History()
    there = acted(history, BEGUN, InsertStage("run", MINUTE, at(30)))
    answer = do(there, StartTimer("run", 30, at(31), "write"), Borrow("run", at(32)), Pause("run", at(40)))
    clock = clock_of(undone(history, answer), 60)
    assert (clock.state, now_stage(clock).id) == ("paused", "introduce")
    assert (clock.spent, clock.remaining) == (40, 80)
    assert [stage.id for stage in clock.stages] == list(KINDS)
    assert [stage.added for stage in clock.stages] == [0] * 5
    assert history.redo(answer) is None, "when it was gone to cannot be done again"


def test_a_stage_in_between_that_is_over_is_passed_over() -> None:
    """Its minute has been; the act before it is taken back instead."""
    history = History()
    parked = acted(history, BEGUN, Park(Parked(id="p", text="Badges")))
    there = acted(history, parked, InsertStage("run", MINUTE, at(30)))
    over = do(there, NextStage("run", at(90)))
    back = undone(history, over)
    assert (back.stages, back.timing) == (over.stages, over.timing)
    assert [it.live for it in back.parked] == [False]
    assert history.label == "park"


def test_a_stage_that_was_added_and_gone_to_stays() -> None:
    """What has been on the wall is no plan any more."""
    history = History()
    added = acted(history, BEGUN, AddStage("run", MINUTE, "introduce"))
    assert history.undo(do(added, StartStage("run", "minute", at(10)))) is None


def test_a_stage_that_came_since_keeps_its_place() -> None:
    """Taking back a move moves the others only."""
    history = History()
    moved = acted(history, BEGUN, MoveStage("run", "resources", -9, at(5)))
    there = do(moved, AddStage("run", MINUTE, "introduce"))
    back = undone(history, there)
    assert [stage.id for stage in back.stages] == ["introduce", "minute", "review", "define", "assign", "resources"]


def test_the_end_comes_after_the_start() -> None:
    """Either way round it is refused."""
    planned = do(NEW, PlanStart("run", at(600)))
    assert "over before it starts" in refused(PlanEnd("run", at(600)), planned)
    assert "over before it starts" in refused(PlanStart("run", at(900)), do(planned, PlanEnd("run", at(900))))
