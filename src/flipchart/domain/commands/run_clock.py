"""Stopping the clock of a run and letting it go on, and leaving time out of it."""

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar

from flipchart.domain.commands.agenda import NextStage
from flipchart.domain.commands.run_at import RunAt, whole
from flipchart.domain.errors import Rejected
from flipchart.domain.session import Session


@dataclass(frozen=True, slots=True)
class Pause:
    """Stop the clock of the current stage."""

    label: ClassVar[str] = "pause the clock"
    content: ClassVar[bool] = False
    run: str
    at: dt.datetime

    def apply(self, session: Session) -> Session:
        """Return the session paused; raises Rejected where nothing runs."""
        here = RunAt.open(session, self.run, self.at)
        if here.current.state == "paused":
            raise Rejected("The clock is paused already.", "Resume it to go on.")
        return here.write(here.event("pause"))


@dataclass(frozen=True, slots=True)
class Resume:
    """Let a paused clock go on."""

    label: ClassVar[str] = "resume the clock"
    content: ClassVar[bool] = False
    run: str
    at: dt.datetime

    def apply(self, session: Session) -> Session:
        """Return the session running; raises Rejected where it is not paused."""
        here = RunAt.open(session, self.run, self.at)
        if here.current.state == "running":
            raise Rejected("The clock is running already.", "Pause it to stop.")
        return here.write(here.event("resume"))


@dataclass(frozen=True, slots=True)
class Toggle:
    """Start, pause or resume, whichever makes sense now."""

    label: ClassVar[str] = "start, pause or resume the clock"
    content: ClassVar[bool] = False
    run: str
    at: dt.datetime

    def apply(self, session: Session) -> Session:
        """Return the session started, paused or resumed; raises Rejected after the end."""
        state = RunAt.open(session, self.run, self.at).clock.state
        if state == "running":
            return Pause(self.run, self.at).apply(session)
        if state == "paused":
            return Resume(self.run, self.at).apply(session)
        return NextStage(self.run, self.at).apply(session)


@dataclass(frozen=True, slots=True)
class Discount:
    """Leave running time out of the current stage; negative `seconds` give back what a clock swallowed."""

    label: ClassVar[str] = "leave time out"
    content: ClassVar[bool] = False
    run: str
    seconds: float
    at: dt.datetime
    why: str | None = None

    def apply(self, session: Session) -> Session:
        """Return the session without this time; raises Rejected without a stage, or for half a second."""
        here = RunAt.open(session, self.run, self.at)
        seconds = whole(self.seconds)
        title = here.current.title
        if not seconds:
            raise Rejected(f"There is no time to leave out of {title}.", "The clock goes on as it is.")
        return here.write(here.event("discount", seconds=seconds, why=self.why or None))
