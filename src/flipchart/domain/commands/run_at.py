"""What the commands of the clock share: a run at the instant of the key press, and writing its events."""

import datetime as dt
import math
from typing import Any, Self

from msgspec import Struct

from flipchart.domain.agenda import BREAK, Run, Stage, Timing, TimingEvent
from flipchart.domain.errors import Rejected
from flipchart.domain.run_fold import LIMIT
from flipchart.domain.said import said
from flipchart.domain.session import Session
from flipchart.domain.timing import RunClock, StageClock, fold, in_order, steady

_NO_STAGE = {
    "planned": (said("No stage has been started yet."), said("Start the first stage first.")),
    "between": (said("No stage is under way."), said("Go to a stage first.")),
    "ended": (said("This run has ended."), said("Go to a stage to reopen it.")),
}


def run_of(session: Session, id: str) -> Run:
    """Return the run with this id, or raise Rejected."""
    for run in session.runs:
        if run.id == id:
            return run
    raise Rejected("This run is not in the session.", "Somebody else may have changed the file; open it again.")


def whole(seconds: float) -> int:
    """Return a duration in whole seconds, as the file keeps them, or raise Rejected for one beyond reason."""
    if not math.isfinite(seconds) or abs(seconds) > LIMIT:
        raise Rejected("This is not a length of time that a clock can show.", "Type minutes and seconds.")
    return math.floor(seconds + 0.5)


class RunAt(Struct, frozen=True):
    """A run of a session and its clock at the instant `at`, at which something is to be done to it."""

    session: Session
    run: Run
    at: dt.datetime
    clock: RunClock

    @classmethod
    def open(cls, session: Session, id: str, at: dt.datetime) -> Self:
        """Return the run at `at`, cut to milliseconds in UTC; raises Rejected where there is no such run.

        Where the clock was set back, the instant is moved up to the last event: what is done now comes after.
        """
        run = run_of(session, id)
        utc = at.astimezone(dt.UTC)
        now = steady(session, run, utc.replace(microsecond=utc.microsecond // 1000 * 1000))
        return cls(session, run, now, fold(run, session.stages_of(run), session.timing_of(run), now))

    @property
    def agenda(self) -> tuple[Stage, ...]:
        """The run's stages in order."""
        return self.session.stages_of(self.run)

    @property
    def events(self) -> list[Timing]:
        """What has happened to the run so far, in order."""
        return in_order(self.run, self.session.timing, self.at)

    @property
    def current(self) -> StageClock:
        """The stage that is running or paused; raises Rejected where there is none."""
        if self.clock.stage is None:
            raise Rejected(*_NO_STAGE[self.clock.state])
        return self.clock.stage

    def stage(self, id: str) -> StageClock:
        """Return the stage with this id, or raise Rejected."""
        for stage in self.clock.stages:
            if stage.id == id:
                return stage
        raise Rejected("This stage is not in the agenda of the run.", "Choose one of the stages shown.")

    def following(self, after: StageClock | None) -> StageClock | None:
        """Return the first stage after this one (after none: of all) that is neither done nor skipped."""
        place = self.clock.stages.index(after) + 1 if after else 0
        return next((stage for stage in self.clock.stages[place:] if not stage.over), None)

    def event(self, name: TimingEvent, stage: str | None = None, **more: Any) -> Timing:
        """Return an event of this run at this instant."""
        return Timing(run=self.run.id, at=self.at, event=name, stage=stage, **more)

    def begin(self, stage: str) -> tuple[Timing, ...]:
        """Return the events that go to a stage: paused, or in the same break, where the clock stands still now."""
        start = self.event("start", stage)
        if self.clock.state != "paused":
            return (start,)
        left = (self.clock.back_at - self.at).total_seconds() if self.clock.back_at else 0.0
        return (start, self.event("pause", seconds=math.ceil(left), why=BREAK) if left > 0 else self.event("pause"))

    def onward(self, *first: Timing, after: StageClock | None) -> Session:
        """Write the events, then go to the stage that follows `after`, or end the run after the last."""
        then = self.following(after)
        return self.write(*first, *(self.begin(then.id) if then else (self.event("end"),)))

    def write(self, *events: Timing) -> Session:
        """Return the session with the events added."""
        return self.session.revise(timing=(*self.session.timing, *events))
