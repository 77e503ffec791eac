"""A break of the whole run, and a quiet timer inside a stage: both are shown large, and neither changes a budget."""

import datetime as dt
from typing import ClassVar

from msgspec import Struct

from flipchart.domain.agenda import BREAK
from flipchart.domain.commands.run_at import RunAt, whole
from flipchart.domain.errors import Rejected
from flipchart.domain.said import said
from flipchart.domain.session import Session

LONGEST = 12 * 3600
"""Seconds (half a day) beyond which a length of time is taken for a typing error."""


BREAK_LENGTH = said("A break lasts one minute to twelve hours.")
TIMER_LENGTH = said("A quiet timer lasts one minute to twelve hours.")
STAGE_LENGTH = said("A stage can have twelve hours at most.")
"""What is said of a length beyond LONGEST, each so short that a wall of 60 columns has it whole."""


def _length(seconds: float, refusal: str) -> int:
    length = whole(seconds)
    if not 0 < length <= LONGEST:
        raise Rejected(refusal, "Type minutes, such as 10, or until 10:40.")
    return length


class StartBreak(Struct, frozen=True):
    """Pause the run for `seconds` from `at` on; during a break, set how much longer it lasts."""

    label: ClassVar[str] = "take a break"
    content: ClassVar[bool] = False
    run: str
    seconds: float
    at: dt.datetime

    def apply(self, session: Session) -> Session:
        """Return the session in a break; raises Rejected without a stage under way, or for a wrong length."""
        here = RunAt.open(session, self.run, self.at)
        _ = here.current
        return here.write(here.event("pause", seconds=_length(self.seconds, BREAK_LENGTH), why=BREAK))


class StartTimer(Struct, frozen=True):
    """Start a quiet timer of `seconds` inside the current stage, for a task such as `why`: "on your own"."""

    label: ClassVar[str] = "start a quiet timer"
    content: ClassVar[bool] = False
    run: str
    seconds: float
    at: dt.datetime
    why: str | None = None

    def apply(self, session: Session) -> Session:
        """Return the session with the timer, its stage running; raises Rejected without one, or for a bad length."""
        here = RunAt.open(session, self.run, self.at)
        stage, seconds = here.current, _length(self.seconds, TIMER_LENGTH)
        goes_on = (here.event("resume"),) if stage.state == "paused" and here.clock.timer is None else ()
        return here.write(*goes_on, here.event("timer", stage.id, seconds=seconds, why=self.why or None))


class EndTimer(Struct, frozen=True):
    """End the quiet timer before its time."""

    label: ClassVar[str] = "end the quiet timer"
    content: ClassVar[bool] = False
    run: str
    at: dt.datetime

    def apply(self, session: Session) -> Session:
        """Return the session back in its stage; raises Rejected where no quiet timer runs."""
        here = RunAt.open(session, self.run, self.at)
        if here.clock.timer is None:
            raise Rejected("No quiet timer is running.", "Start one with its minutes.")
        return here.write(here.event("timer", here.current.id, seconds=0))


def longer(here: RunAt, seconds: int) -> StartBreak | StartTimer | None:
    """Return what makes the break or the quiet timer longer (below 0: shorter) from now on; None outside of both."""
    clock = here.clock
    if clock.back_at is not None:
        left = max(0.0, (clock.back_at - here.at).total_seconds())
        return StartBreak(here.run.id, left + seconds, here.at)
    if clock.timer is not None:
        return StartTimer(here.run.id, clock.timer.left + seconds, here.at, clock.timer.why or None)
    return None
