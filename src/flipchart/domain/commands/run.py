"""What can be done to a run; here: open it, fix its end, end it. The rest is only gathered here.

None of it is undone: what has happened has happened.
"""

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar

from flipchart.domain.agenda import Run, Stage
from flipchart.domain.commands.agenda import InsertStage, NextStage, PreviousStage, SkipStage, StartStage
from flipchart.domain.commands.clock import AddTime, Borrow, Fit, LessTime, MoreTime, SetRemaining
from flipchart.domain.commands.run_at import RunAt, run_of
from flipchart.domain.commands.run_clock import Discount, Pause, Resume, Toggle
from flipchart.domain.commands.run_late import StartedAgo
from flipchart.domain.errors import Rejected
from flipchart.domain.record import replaced
from flipchart.domain.session import Session

__all__ = [
    "AddTime", "Borrow", "Discount", "EndRun", "Fit", "InsertStage", "LessTime", "MoreTime", "NextStage", "OpenRun",
    "Pause", "PinEnd", "PreviousStage", "Resume", "SetRemaining", "SkipStage", "StartStage", "StartedAgo",
    "Toggle",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class OpenRun:
    """Give the session a new run with its agenda; nothing is started yet."""

    label: ClassVar[str] = "open a run"
    content: ClassVar[bool] = False
    run: Run
    stages: tuple[Stage, ...]

    def apply(self, session: Session) -> Session:
        """Return the session with the run as its last, or raise Rejected where it does not fit in."""
        ids = [self.run.id, *(stage.id for stage in self.stages)]
        if not self.stages:
            raise Rejected("This agenda has no stages.", "Choose a template that has some.")
        known = {it.id for it in (*session.runs, *session.stages)}
        if not known.isdisjoint(ids) or len(set(ids)) < len(ids):
            raise Rejected("This run is in the session already.", "Go on with it, or open another.")
        if any(stage.run != self.run.id for stage in self.stages):
            raise Rejected("A stage of this agenda belongs to another run.", "Make the agenda anew.")
        return session.revise(runs=(*session.runs, self.run), stages=(*session.stages, *self.stages))


@dataclass(frozen=True, slots=True)
class PinEnd:
    """Fix the instant by which the run must end, or let go of it with None."""

    label: ClassVar[str] = "fix the end"
    content: ClassVar[bool] = False
    run: str
    ends_by: dt.datetime | None

    def apply(self, session: Session) -> Session:
        """Return the session with the end fixed."""
        run = run_of(session, self.run)
        return session.revise(runs=replaced(session.runs, run.revise(ends_by=self.ends_by)))


@dataclass(frozen=True, slots=True)
class EndRun:
    """End the run; the stage under way is done."""

    label: ClassVar[str] = "end the run"
    content: ClassVar[bool] = False
    run: str
    at: dt.datetime

    def apply(self, session: Session) -> Session:
        """Return the session with the run ended; raises Rejected where it has not begun or is over."""
        here = RunAt.open(session, self.run, self.at)
        if here.clock.state == "planned":
            raise Rejected("This run has not begun.", "It can stay as it is, or be started later.")
        if here.clock.state == "ended":
            raise Rejected("This run has ended already.", "Go to a stage to take it up again.")
        return here.write(here.event("end"))
