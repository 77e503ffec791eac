"""What holds of every command of the clock, and of any row of key presses."""

from typing import Any

import pytest
from clock_help import RUN, T0, at, clock_of, do, refused, session
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from flipchart.domain.agenda import Stage
from flipchart.domain.clock_words import words
from flipchart.domain.commands import agenda, clock, pauses
from flipchart.domain.commands.agenda import (
    AddStage,
    EndAsBefore,
    EndRun,
    InsertStage,
    MoveStage,
    NextStage,
    PlanEnd,
    PlanStage,
    PlanStart,
    PreviousStage,
    RemoveStage,
    SkipStage,
    StartStage,
)
from flipchart.domain.commands.clock import (
    AddTime,
    Borrow,
    Discount,
    Fit,
    LessTime,
    MoreTime,
    Pause,
    Resume,
    SetRemaining,
    StartedAgo,
)
from flipchart.domain.commands.command import Command
from flipchart.domain.commands.pauses import EndTimer, StartBreak, StartTimer
from flipchart.domain.errors import Rejected
from flipchart.domain.session import Session

NEW = session()

BETWEEN = Stage(id="between", run="run", kind="risks", title="A word in between", seconds=60)

EVERY: list[Command] = [
    StartStage("run", "introduce", T0), NextStage("run", T0), PreviousStage("run", T0), Pause("run", T0),
    Resume("run", T0), AddTime("run", "introduce", 60, T0), MoreTime("run", T0),
    LessTime("run", T0), Borrow("run", T0), SetRemaining("run", 60, T0), SkipStage("run", "introduce", T0),
    Fit("run", T0), Discount("run", 60, T0), EndRun("run", T0), EndAsBefore("run"),
    StartedAgo("run", 60, T0), InsertStage("run", BETWEEN, T0), StartBreak("run", 60, T0),
    StartTimer("run", 60, T0), EndTimer("run", T0),
    PlanStage("run", "review", T0, "Which?", 60), MoveStage("run", "review", 1, T0), RemoveStage("run", "define", T0),
    AddStage("run", Stage(id="more", run="run", kind="risks", title="More", seconds=60)),
    PlanStart("run", T0), PlanEnd("run", at(3_600)),
]  # fmt: skip


def test_the_list_of_commands_is_complete() -> None:
    """Every command of the clock is in these tests' list."""
    assert {type(it).__name__ for it in EVERY} | {"OpenRun", "Restamp"} == {
        name
        for module in (agenda, clock, pauses)
        for name, it in vars(module).items()
        if getattr(it, "content", None) is False and it.__module__ == module.__name__
    }


@pytest.mark.parametrize("command", EVERY, ids=lambda it: type(it).__name__)
def test_a_run_that_is_not_there_is_refused(command: Any) -> None:
    """Every command names its run, and says so when somebody else removed it."""
    assert refused(replace(command, run="gone"), NEW) == "This run is not in the session."
    assert command.label
    assert command.content is False


presses = st.lists(st.tuples(st.integers(0, len(EVERY) - 1), st.integers(0, 90_000)), max_size=25)


def pressed(keys: list[tuple[int, int]]) -> tuple[Session, float]:
    """Return a session after these commands, each so many milliseconds after the last, and the instant."""
    now, passed = NEW.revise(runs=(RUN.revise(ends_by=at(700)),)), 0.0
    for key, wait in keys:
        passed += wait / 1000
        command: Any = EVERY[key]
        if hasattr(command, "at"):
            command = replace(command, at=at(passed))
        try:
            now = command.apply(now)
        except Rejected as refusal:
            assert refusal.sentence
            assert refusal.remedy
    return now, passed


@given(presses)
def test_no_command_makes_the_clock_fail(keys: list[tuple[int, int]]) -> None:
    """Whatever is pressed, the clock tells where it stands, and every duration written is whole seconds."""
    now, passed = pressed(keys)
    clock = clock_of(now, passed)
    assert words(clock)
    assert all(isinstance(it.seconds, int) for it in now.timing if it.seconds is not None)


@given(presses)
def test_next_and_back_lose_no_time(keys: list[tuple[int, int]]) -> None:
    """After a next and a back the same stage is current with all it had; the detour is in the other one."""
    now, passed = pressed(keys)
    before = clock_of(now, passed)
    if before.stage is None or before.stage == before.stages[-1]:
        return
    there = do(now, NextStage("run", at(passed)))
    after = clock_of(do(there, PreviousStage("run", at(passed + 7))), passed + 7)
    middle = clock_of(there, passed + 7)
    assert after.stage is not None
    assert sum(it.spent for it in after.stages) == pytest.approx(
        sum(it.spent for it in before.stages) + (7 if middle.state == "running" else 0), abs=0.01
    )
    if middle.stage and before.stages.index(before.stage) + 1 == middle.stages.index(middle.stage):
        assert after.stage.id == before.stage.id
        assert (after.spent, after.remaining) == (before.spent, before.remaining)


@given(presses, st.integers(0, 4))
def test_no_stage_is_ever_locked(keys: list[tuple[int, int]], place: int) -> None:
    """Whatever was pressed, every stage can be gone to and runs, with all that it had spent."""
    now, passed = pressed(keys)
    stages = clock_of(now, passed).stages
    stage = stages[place % len(stages)]
    if stage.state == "running":
        return
    after = clock_of(do(now, StartStage("run", stage.id, at(passed))), passed)
    assert after.stage is not None
    assert (after.state, after.stage.id, after.spent) == ("running", stage.id, stage.spent)
