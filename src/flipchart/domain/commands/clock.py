"""What changes the time of a stage: more, less, a loan, a time that was typed, the fit to a fixed end."""

import datetime as dt
import math
from dataclasses import dataclass
from typing import ClassVar

from flipchart.domain.commands.additions import last_addition
from flipchart.domain.commands.run_at import RunAt, whole
from flipchart.domain.errors import Rejected
from flipchart.domain.fitting import fit
from flipchart.domain.pace import lender, more_seconds
from flipchart.domain.session import Session
from flipchart.domain.timing import StageClock


def _takes(stage: StageClock, seconds: int) -> int:
    """Return how many of the seconds the stage's budget has, or raise Rejected where it has none."""
    taken = min(seconds, math.floor(stage.budget))
    if taken <= 0:
        raise Rejected(f"{stage.title} has no time left to take.", "Go on to the next stage.")
    return taken


@dataclass(frozen=True, slots=True)
class AddTime:
    """Give a stage that is not over so many seconds more, or fewer."""

    label: ClassVar[str] = "add time to a stage"
    content: ClassVar[bool] = False
    run: str
    stage: str
    seconds: float
    at: dt.datetime
    why: str | None = None

    def apply(self, session: Session) -> Session:
        """Return the session with another budget, never below 0; raises Rejected where the stage is over."""
        here = RunAt.open(session, self.run, self.at)
        stage = here.stage(self.stage)
        if stage.over:
            raise Rejected(f"{stage.title} is over.", "Go to it to take it up again, then change its time.")
        seconds = whole(self.seconds)
        seconds = -_takes(stage, -seconds) if seconds < 0 else seconds
        if not seconds:
            raise Rejected("This changes nothing.", "Give the minutes to add or to take.")
        return here.write(here.event("add", stage.id, seconds=seconds, why=self.why or None))


@dataclass(frozen=True, slots=True)
class MoreTime:
    """One minute more for the current stage; over time, a full minute from now."""

    label: ClassVar[str] = "add a minute"
    content: ClassVar[bool] = False
    run: str
    at: dt.datetime

    def apply(self, session: Session) -> Session:
        """Return the session with the addition; raises Rejected without a current stage."""
        here = RunAt.open(session, self.run, self.at)
        stage = here.current
        return here.write(here.event("add", stage.id, seconds=more_seconds(stage)))


@dataclass(frozen=True, slots=True)
class LessTime:
    """Take back the current stage's last addition or loan; where there is none, one minute."""

    label: ClassVar[str] = "take a minute back"
    content: ClassVar[bool] = False
    run: str
    at: dt.datetime

    def apply(self, session: Session) -> Session:
        """Return the session with less time for the stage; raises Rejected where there is none to take.

        What was lent goes back to its lender, unless that stage is over by now.
        """
        here = RunAt.open(session, self.run, self.at)
        stage = here.current
        last = last_addition(here.agenda, here.events, stage.id)
        taken = here.event("add", stage.id, seconds=-_takes(stage, last.seconds if last else 60))
        if last is None or last.lender is None or here.stage(last.lender).over:
            return here.write(taken)
        return here.write(taken, here.event("add", last.lender, seconds=last.lent))


@dataclass(frozen=True, slots=True)
class Borrow:
    """One minute more for the current stage and the same end: the last stage that can spare one lends it."""

    label: ClassVar[str] = "borrow a minute"
    content: ClassVar[bool] = False
    run: str
    at: dt.datetime

    def apply(self, session: Session) -> Session:
        """Return the session with the loan on both sides; raises Rejected without a stage or a lender."""
        here = RunAt.open(session, self.run, self.at)
        stage, giver = here.current, lender(here.clock)
        if giver is None:
            raise Rejected(
                "No stage still to come can lend a minute and keep one.",
                "Add a minute, which moves the end, or go on to the next stage.",
            )
        return here.write(
            here.event("add", stage.id, seconds=more_seconds(stage)),
            here.event("add", giver.id, seconds=-60),
        )


@dataclass(frozen=True, slots=True)
class SetRemaining:
    """Set what the current stage has left, in seconds from now."""

    label: ClassVar[str] = "set the time left"
    content: ClassVar[bool] = False
    run: str
    seconds: float
    at: dt.datetime

    def apply(self, session: Session) -> Session:
        """Return the session with so much left, as the screen shows it; raises Rejected below zero."""
        here = RunAt.open(session, self.run, self.at)
        wanted, stage = whole(self.seconds), here.current
        if wanted < 0:
            raise Rejected("A stage cannot have less than no time left.", "Give a time still to come.")
        # Rounded down, because what remains is shown rounded up: "2:30" typed is "2:30" seen.
        change = math.floor(wanted - stage.remaining)
        return here.write(here.event("add", stage.id, seconds=change)) if change else session


@dataclass(frozen=True, slots=True)
class Fit:
    """Shorten the stages still to come so that the run ends when it has to, or as near as they allow."""

    label: ClassVar[str] = "fit to the end"
    content: ClassVar[bool] = False
    run: str
    at: dt.datetime

    def apply(self, session: Session) -> Session:
        """Return the session with shorter stages; raises Rejected where nothing can or need be shortened."""
        here = RunAt.open(session, self.run, self.at)
        if here.run.ends_by is None:
            raise Rejected("No end is fixed for this run.", "Fix the end first.")
        if here.clock.state == "ended":
            raise Rejected("This run has ended.", "Go to a stage to take it up again.")
        fitting = fit(here.clock, here.at, here.run.ends_by)
        if not fitting.cuts and not fitting.misses:
            raise Rejected("The run ends in time as it is.", "Nothing needs to be shortened.")
        if not fitting.cuts:
            raise Rejected("No stage still to come can be shortened.", "Leave one out, or go on to the next.")
        return here.write(*(here.event("add", id, seconds=-cut) for id, cut in fitting.cuts.items()))
