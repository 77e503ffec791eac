"""What changes the time of a stage: more, less, a loan, a time that was typed, the fit to a fixed end."""

import datetime as dt
import math
from collections.abc import Sequence
from typing import ClassVar

from msgspec import Struct

from flipchart.domain.agenda import Stage, Timing
from flipchart.domain.clock_words import shown
from flipchart.domain.commands.pauses import LONGEST, STAGE_LENGTH, longer
from flipchart.domain.commands.run_at import RunAt, run_of, whole
from flipchart.domain.errors import Rejected
from flipchart.domain.pace import fit, lender, more_seconds
from flipchart.domain.run_fold import RunFold, seconds_of
from flipchart.domain.said import say
from flipchart.domain.session import Session
from flipchart.domain.timing import StageClock


class Addition(Struct, frozen=True):
    """Whole seconds that a stage was given; of a loan, also who lent how many."""

    seconds: int
    lender: str | None = None
    lent: int = 0


def last_addition(stages: Sequence[Stage], events: Sequence[Timing], stage: str) -> Addition | None:
    """Return what was last added to the stage while it was current, and has not been taken back since.

    `events` are in order. The file does not say which "less" answers which "more", so they are matched as
    brackets are: taking away as much as was last added takes that addition back.
    """
    fold, standing = RunFold(stages), list[Addition]()
    for place, event in enumerate(events):
        fold.read(event)
        here = fold.current is not None and fold.current.stage.id == stage
        if not here or event.event != "add" or event.stage != stage:
            continue
        seconds = math.floor(seconds_of(event.seconds))
        if seconds > 0:
            standing.append(_addition(seconds, _partner(events, place), fold))
        elif standing and standing[-1].seconds == -seconds:
            standing.pop()
        if fold.tracks[stage].planned + fold.tracks[stage].added <= 0:
            standing.clear()
    return standing[-1] if standing else None


def _addition(seconds: int, loan: Timing | None, fold: RunFold) -> Addition:
    if loan is None or loan.stage not in fold.tracks:
        return Addition(seconds)
    return Addition(seconds, loan.stage, math.floor(-seconds_of(loan.seconds)))


def _partner(events: Sequence[Timing], place: int) -> Timing | None:
    """Return the other side of a loan: a neighbour at the same instant that takes time from another stage."""
    here = events[place]
    for other in (*events[place + 1 : place + 2], *events[max(place - 1, 0) : place]):
        takes = other.event == "add" and other.stage != here.stage and seconds_of(other.seconds) < 0
        if takes and other.at == here.at:
            return other
    return None


class Pause(Struct, frozen=True):
    """Stop the clock of the current stage."""

    label: ClassVar[str] = "pause the clock"
    content: ClassVar[bool] = False
    run: str
    at: dt.datetime

    def apply(self, session: Session) -> Session:
        """Return the session paused; raises Rejected where nothing runs."""
        here = RunAt.open(session, self.run, self.at)
        if here.current.state == "paused":
            raise Rejected("The clock is already paused.", "Resume it to go on.")
        return here.write(here.event("pause"))


class Resume(Struct, frozen=True):
    """Let a paused clock go on."""

    label: ClassVar[str] = "resume the clock"
    content: ClassVar[bool] = False
    run: str
    at: dt.datetime

    def apply(self, session: Session) -> Session:
        """Return the session running; raises Rejected where it is not paused."""
        here = RunAt.open(session, self.run, self.at)
        if here.current.state == "running":
            raise Rejected("The clock is already running.", "Pause it to stop.")
        return here.write(here.event("resume"))


class Discount(Struct, frozen=True):
    """Take `seconds` of running time off the current stage; a negative number adds time that the clock missed."""

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
            raise Rejected(
                say("There is no time to leave out of {title}.", title=title), "The clock goes on as it is."
            )
        return here.write(here.event("discount", seconds=seconds, why=self.why or None))


class Restamp(Struct, frozen=True):
    """Move every event of the run by `seconds`, after the clock of the computer that recorded them was set.

    Durations stay the same, and events from before and after the correction are on one time line again.
    """

    label: ClassVar[str] = "follow the computer's clock"
    content: ClassVar[bool] = False
    run: str
    seconds: float

    def apply(self, session: Session) -> Session:
        """Return the session with the run's events at the new times; raises Rejected where there is no such run."""
        run_of(session, self.run)
        by = dt.timedelta(seconds=self.seconds)
        moved = (_moved(it, it.at + by) if it.run == self.run else it for it in session.timing)
        return session.revise(timing=tuple(moved))


class StartedAgo(Struct, frozen=True):
    """Record that the current stage (or the first, before the run starts) began `seconds` before `at`.

    Only the latest act can be moved: the start of the current stage, together with the end of the stage before if
    both were recorded at once. It is never moved to before an earlier event.
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
            raise Rejected("A start must be in the past.", "Type how long ago it was, or press space to start now.")
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
            say("{title} has been paused or given time since it began.", title=stage.title),
            "To take time off, press t and type -2:00.",
        )
    act = [event for event in events if event.at == last.at]
    before = [event.at for event in events if event.at < last.at]
    if before and began <= max(before):
        ago = shown((here.at - max(before)).total_seconds())
        raise Rejected(say("Something else happened {ago} ago.", ago=ago), say("Type less than {ago}.", ago=ago))
    return here.session.revise(timing=_replaced(here.session.timing, act, began))


def _replaced(timing: Sequence[Timing], act: list[Timing], began: dt.datetime) -> tuple[Timing, ...]:
    return tuple(_moved(event, began) if event in act else event for event in timing)


def _moved(event: Timing, to: dt.datetime) -> Timing:
    return event.revise(at=to)


def _takes(stage: StageClock, seconds: int) -> int:
    """Return how many of the seconds the stage's budget has, or raise Rejected where it has none."""
    taken = min(seconds, math.floor(stage.budget))
    if taken <= 0:
        raise Rejected(say("{title} has no time left to take.", title=stage.title), "Go on to the next stage.")
    return taken


def _check_left(seconds: int) -> None:
    if seconds > LONGEST:
        raise Rejected(STAGE_LENGTH, "Type minutes, such as 10, or until 10:40.")


class AddTime(Struct, frozen=True):
    """Add `seconds` to a stage that is not over, or take some away if the number is negative."""

    label: ClassVar[str] = "add time to a stage"
    content: ClassVar[bool] = False
    run: str
    stage: str
    seconds: float
    at: dt.datetime
    why: str | None = None

    def apply(self, session: Session) -> Session:
        """Return the session with another budget, never below 0; raises Rejected for a stage over, or too much."""
        here = RunAt.open(session, self.run, self.at)
        stage = here.stage(self.stage)
        if stage.over:
            raise Rejected(say("{title} is over.", title=stage.title), "Go back to it, then change its time.")
        seconds = whole(self.seconds)
        seconds = -_takes(stage, -seconds) if seconds < 0 else seconds
        _check_left(seconds)
        if not seconds:
            raise Rejected("This changes nothing.", "Type the minutes to add or to take away.")
        return here.write(here.event("add", stage.id, seconds=seconds, why=self.why or None))


class MoreTime(Struct, frozen=True):
    """Add a minute to the break, the quiet timer or the current stage; in overtime, leave a full minute from now."""

    label: ClassVar[str] = "add a minute"
    content: ClassVar[bool] = False
    run: str
    at: dt.datetime

    def apply(self, session: Session) -> Session:
        """Return the session with the addition; raises Rejected without a current stage."""
        here = RunAt.open(session, self.run, self.at)
        stage = here.current
        aside = longer(here, 60)
        return aside.apply(session) if aside else here.write(here.event("add", stage.id, seconds=more_seconds(stage)))


class LessTime(Struct, frozen=True):
    """Take back the current stage's last addition or loan, or one minute if there was none.

    During a break or a quiet timer, that is shortened by a minute instead, as long as some of it would be left.
    """

    label: ClassVar[str] = "take a minute back"
    content: ClassVar[bool] = False
    run: str
    at: dt.datetime

    def apply(self, session: Session) -> Session:
        """Return the session with less time for the stage; raises Rejected where there is none to take.

        What was lent goes back to its lender, unless that stage is over by now.
        """
        here = RunAt.open(session, self.run, self.at)
        stage, aside = here.current, longer(here, -60)
        if aside:
            return aside.apply(session)
        last = last_addition(here.agenda, here.events, stage.id)
        taken = here.event("add", stage.id, seconds=-_takes(stage, last.seconds if last else 60))
        if last is None or last.lender is None or here.stage(last.lender).over:
            return here.write(taken)
        return here.write(taken, here.event("add", last.lender, seconds=last.lent))


class Borrow(Struct, frozen=True):
    """Add a minute to the current stage without moving the end: the last stage that can spare one lends it."""

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


class SetRemaining(Struct, frozen=True):
    """Set what the current stage has left, in seconds from now."""

    label: ClassVar[str] = "set the time left"
    content: ClassVar[bool] = False
    run: str
    seconds: float
    at: dt.datetime

    def apply(self, session: Session) -> Session:
        """Return the session with so much left, as the screen shows it; raises Rejected below 0 or above LONGEST."""
        here = RunAt.open(session, self.run, self.at)
        wanted, stage = whole(self.seconds), here.current
        if wanted < 0:
            raise Rejected("No stage can have less than 0:00 left.", "Type a time still to come.")
        _check_left(wanted)
        # Rounded down, because what remains is shown rounded up: "2:30" typed is "2:30" seen.
        change = math.floor(wanted - stage.remaining)
        return here.write(here.event("add", stage.id, seconds=change)) if change else session


class Fit(Struct, frozen=True):
    """Shorten the stages still to come so that the run ends when it has to, or as near as they allow."""

    label: ClassVar[str] = "fit to the end"
    content: ClassVar[bool] = False
    run: str
    at: dt.datetime

    def apply(self, session: Session) -> Session:
        """Return the session with shorter stages; raises Rejected where nothing can or need be shortened."""
        here = RunAt.open(session, self.run, self.at)
        if here.run.ends_by is None:
            raise Rejected("No end is set for this run.", "Set the end first.")
        if here.clock.state == "ended":
            raise Rejected("This run has ended.", "Go to a stage to reopen it.")
        fitting = fit(here.clock, here.at, here.run.ends_by)
        if not fitting.cuts and not fitting.misses:
            raise Rejected("The run ends in time as it is.", "Nothing needs to be shortened.")
        if not fitting.cuts:
            raise Rejected("No stage still to come can be shortened.", "Leave one out, or go on to the next.")
        return here.write(*(here.event("add", id, seconds=-cut) for id, cut in fitting.cuts.items()))
