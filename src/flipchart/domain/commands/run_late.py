"""A start that nobody told the clock of: the stage began earlier than the key was pressed, or no key was."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from flipchart.domain.agenda import Timing
from flipchart.domain.clock_words import shown
from flipchart.domain.commands.run_at import RunAt, whole
from flipchart.domain.errors import Rejected
from flipchart.domain.session import Session


@dataclass(frozen=True, slots=True)
class StartedAgo:
    """Let the current stage, or before the start the first one, have begun so many seconds before `at`.

    Only what happened last can be moved: the start of the current stage, with the end of the stage before where
    both were one act. It is never moved behind something that happened before it.
    """

    label: ClassVar[str] = "start earlier"
    content: ClassVar[bool] = False
    run: str
    seconds: float
    at: dt.datetime

    def apply(self, session: Session) -> Session:
        """Return the session with the start at its real time; raises Rejected where that cannot have been."""
        here = RunAt.open(session, self.run, self.at)
        seconds = whole(self.seconds)
        if seconds < 0:
            raise Rejected("A start lies in the past.", "Type how long ago it was, or press space to start now.")
        began = here.at - dt.timedelta(seconds=seconds)
        if here.clock.state == "planned":
            first = here.following(None)
            if first is None:
                raise Rejected("No stage of this run is left to start.", "Go to one that was left out.")
            return session.revise(timing=(*session.timing, _moved(here.event("start", first.id), began)))
        return _earlier(here, began)


def _earlier(here: RunAt, began: dt.datetime) -> Session:
    stage, events = here.current, here.events
    last = events[-1]
    if last.event != "start" or last.stage != stage.id:
        raise Rejected(
            f"{stage.title} has been paused or given time since it began.",
            "Take time off with t and -2:00 instead.",
        )
    act = [event for event in events if event.at == last.at]
    before = [event.at for event in events if event.at < last.at]
    if before and began <= max(before):
        ago = shown((here.at - max(before)).total_seconds())
        raise Rejected(f"Something else happened {ago} ago.", f"Type less than {ago}.")
    return here.session.revise(timing=_replaced(here.session.timing, act, began))


def _replaced(timing: Sequence[Timing], act: list[Timing], began: dt.datetime) -> tuple[Timing, ...]:
    return tuple(_moved(event, began) if event in act else event for event in timing)


def _moved(event: Timing, to: dt.datetime) -> Timing:
    return event.revise(at=to)
