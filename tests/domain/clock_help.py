"""A small run, a shorthand for its events, and random events, for the tests of the clock."""

import datetime as dt
from collections.abc import Sequence

import pytest
from hypothesis import strategies as st

from flipchart.domain.agenda import Run, Stage, Timing, TimingEvent
from flipchart.domain.commands.command import Command
from flipchart.domain.errors import Rejected
from flipchart.domain.kinds import Number, StageKind
from flipchart.domain.session import Session
from flipchart.domain.timing import RunClock, StageClock, fold, session_clock

T0 = dt.datetime(2026, 11, 18, 10, 0, tzinfo=dt.UTC)
RUN = Run(id="run", kind="workshop")
KINDS: tuple[StageKind, ...] = ("introduce", "review", "define", "assign", "resources")
SECONDS = (120, 180, 300, 180, 120)


def at(seconds: float) -> dt.datetime:
    """Return so many seconds after ten o'clock."""
    return T0 + dt.timedelta(seconds=seconds)


def agenda(*seconds: int, run: str = "run") -> tuple[Stage, ...]:
    """Return stages of these durations, each with its kind as id and title."""
    pairs = zip(KINDS, seconds or SECONDS, strict=False)
    return tuple(Stage(id=kind, run=run, kind=kind, title=kind.title(), seconds=s) for kind, s in pairs)


def event(when: float, name: TimingEvent, stage: str | None = None, seconds: Number | None = None) -> Timing:
    """Return an event so many seconds after ten o'clock."""
    return Timing(run="run", at=at(when), event=name, stage=stage, seconds=seconds)


START = event(0, "start", "introduce")
OVER = 162
"""With START alone, introduce (120 s) is 0:42 over at 162."""


def clock_after(events: Sequence[Timing], now: float, run: Run = RUN, *seconds: int) -> RunClock:
    """Return where the run stands so many seconds after ten o'clock."""
    return fold(run, agenda(*seconds), events, at(now))


def stage(clock: RunClock, id: str) -> StageClock:
    """Return one stage of a clock."""
    return next(it for it in clock.stages if it.id == id)


def now_stage(clock: RunClock) -> StageClock:
    """Return the current stage, which there must be."""
    assert clock.stage is not None
    return clock.stage


def session(*events: Timing, run: Run = RUN, seconds: Sequence[int] = SECONDS) -> Session:
    """Return a session with one run."""
    return Session(
        format=1, id="s", title="A workshop", created=T0,
        runs=(run,), stages=agenda(*seconds), timing=events,
    )  # fmt: skip


def do(before: Session, *commands: Command) -> Session:
    """Return the session after the commands."""
    for command in commands:
        before = command.apply(before)
    return before


def refused(command: Command, on: Session) -> str:
    """Return the sentence with which the command is refused."""
    with pytest.raises(Rejected) as caught:
        command.apply(on)
    assert caught.value.sentence.endswith(".")
    assert caught.value.remedy.endswith(".")
    return caught.value.sentence


def clock_of(of: Session, now: float) -> RunClock:
    """Return the clock of the session's last run so many seconds after ten o'clock."""
    clock = session_clock(of, at(now))
    assert clock is not None
    return clock


HOUR_MS = 3_600_000
NAMES: tuple[TimingEvent, ...] = ("start", "pause", "resume", "add", "done", "skip", "discount", "end", "timer")
millis = st.integers(0, HOUR_MS).map(lambda ms: ms / 1000)
"""Seconds after ten o'clock, to the millisecond as the file keeps them."""


def seconds(least: int = -1000) -> st.SearchStrategy[Number | None]:
    """Return seconds as they may stand in a file: whole or not, absent."""
    floats = st.floats(least, 1000, allow_nan=False).map(lambda value: round(value, 3))
    return st.none() | st.integers(least, 1000) | floats


def events(least: int = -1000) -> st.SearchStrategy[list[Timing]]:
    """Return random events in any order, some of stages that do not exist."""
    stages = st.none() | st.sampled_from((*KINDS, "gone"))
    one = st.builds(event, millis, st.sampled_from(NAMES), stages, seconds(least))
    return st.lists(one, max_size=25)
