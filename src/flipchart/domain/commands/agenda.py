"""The stages of a run: going through them, and changing the agenda before and during the run."""

import datetime as dt
import math
from typing import ClassVar

from msgspec import Struct

from flipchart.domain.agenda import Run, Stage
from flipchart.domain.commands.clock import Fit
from flipchart.domain.commands.run_at import RunAt, run_of, whole
from flipchart.domain.errors import Rejected
from flipchart.domain.record import moved, replaced
from flipchart.domain.said import said, say
from flipchart.domain.session import Session


class StartStage(Struct, frozen=True):
    """Go to a stage, for the first time or again; the one left behind stays open."""

    label: ClassVar[str] = "go to a stage"
    content: ClassVar[bool] = False
    run: str
    stage: str
    at: dt.datetime

    def apply(self, session: Session) -> Session:
        """Return the session in this stage; raises Rejected where it is running already."""
        here = RunAt.open(session, self.run, self.at)
        stage = here.stage(self.stage)
        if stage.state == "running":
            raise Rejected(say("{title} is already running.", title=stage.title), "Go on with it.")
        return here.write(here.event("start", stage.id))


class InsertStage(Struct, frozen=True):
    """Put a short stage in between; what comes next is the stage that it interrupts, as it was left.

    It was not planned, so it has no time of its own: the stage under way lends it `stage.seconds`, as far as it
    has so much left, and the end of the run stays where it is.
    """

    label: ClassVar[str] = "add a stage"
    content: ClassVar[bool] = False
    run: str
    stage: Stage
    at: dt.datetime

    def apply(self, session: Session) -> Session:
        """Return the session in the new stage; raises Rejected without a current stage, and for a used id."""
        here = RunAt.open(session, self.run, self.at)
        current, seconds = here.current, self.stage.seconds
        if any(it.id == self.stage.id for it in session.stages):
            raise Rejected("This stage is already in the session.", "Go to it instead.")
        lent = min(seconds, max(0, math.floor(current.remaining)))
        loan = [here.event("add", self.stage.id, seconds=seconds)]
        loan += [here.event("add", current.id, seconds=-lent)] if lent else []
        place = next(n for n, it in enumerate(session.stages) if it.id == current.id)
        stages = (*session.stages[:place], self.stage.revise(run=self.run, seconds=0), *session.stages[place:])
        started = here.write(here.event("start", self.stage.id), *loan)
        return started.revise(stages=stages)


class NextStage(Struct, frozen=True):
    """Finish the current stage and go to the following one that is not over; after the last, end the run.

    If the clock is paused, it stays paused.
    """

    label: ClassVar[str] = "go to the next stage"
    content: ClassVar[bool] = False
    run: str
    at: dt.datetime

    def apply(self, session: Session) -> Session:
        """Return the session in the next stage; raises Rejected after the end."""
        here = RunAt.open(session, self.run, self.at)
        stage = here.clock.stage
        if stage:
            return here.onward(here.event("done", stage.id), after=stage)
        if here.clock.state == "ended":
            raise Rejected("This run has ended.", "Go back, or to a stage, to reopen it.")
        if here.clock.state == "planned" and here.following(None) is None:
            raise Rejected("No stage of this run is left to start.", "Go to one that was left out.")
        return here.onward(after=here.clock.latest)


class PreviousStage(Struct, frozen=True):
    """Go back to the stage before, even if it is done or skipped; after the end, go to the last one that was current.

    If the clock is paused, it stays paused.
    """

    label: ClassVar[str] = "go back a stage"
    content: ClassVar[bool] = False
    run: str
    at: dt.datetime

    def apply(self, session: Session) -> Session:
        """Return the session in the stage before; raises Rejected in the first one and before the start."""
        here = RunAt.open(session, self.run, self.at)
        stage, latest, stages = here.clock.stage, here.clock.latest, here.clock.stages
        if stage is None:
            if latest is None:
                raise Rejected("No stage has been started yet.", "Start the first one.")
            return here.write(here.event("start", latest.id))
        place = stages.index(stage)
        if place == 0:
            raise Rejected("This is the first stage; there is none before it.", "Go on with it.")
        return here.write(*here.begin(stages[place - 1].id))


class SkipStage(Struct, frozen=True):
    """Skip a stage; if it is the current one, go to the stage that follows."""

    label: ClassVar[str] = "leave a stage out"
    content: ClassVar[bool] = False
    run: str
    stage: str
    at: dt.datetime

    def apply(self, session: Session) -> Session:
        """Return the session without this stage in its forecast; raises Rejected where it is over."""
        here = RunAt.open(session, self.run, self.at)
        stage = here.stage(self.stage)
        if stage.over:
            how = said("finished") if stage.state == "done" else said("left out")
            raise Rejected(
                say("{title} is already {how}.", title=stage.title, how=how), "Leave out one that is still to come."
            )
        skip = here.event("skip", stage.id)
        return here.onward(skip, after=stage) if stage is here.clock.stage else here.write(skip)


class OpenRun(Struct, frozen=True):
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
            raise Rejected("This run is already in the session.", "Go on with it, or open another.")
        if any(stage.run != self.run.id for stage in self.stages):
            raise Rejected("A stage of this agenda belongs to another run.", "Make the agenda again.")
        return session.revise(runs=(*session.runs, self.run), stages=(*session.stages, *self.stages))


class EndRun(Struct, frozen=True):
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
            raise Rejected("This run has already ended.", "Go to a stage to reopen it.")
        return here.write(here.event("end"))


class PlanStage(Struct, frozen=True):
    """Give a stage another title or another planned duration in seconds; None leaves the present value."""

    label: ClassVar[str] = "change the agenda"
    content: ClassVar[bool] = False
    run: str
    stage: str
    at: dt.datetime
    title: str | None = None
    seconds: float | None = None

    def apply(self, session: Session) -> Session:
        """Return the session with the stage changed; raises Rejected for no title, no time, or a stage that is over.

        Once the run has begun its plan stands, and other seconds are an addition to it.
        """
        here = RunAt.open(session, self.run, self.at)
        stage = here.stage(self.stage)
        seconds = stage.budget if self.seconds is None else whole(self.seconds)
        if stage.over:
            raise Rejected(say("{title} is over.", title=stage.title), "Go back to it, then change its time.")
        if seconds <= 0 or (self.title is not None and not self.title.strip()):
            raise Rejected("A stage needs a title and some time.", "Type its minutes, or remove it.")
        if self.title is not None:
            item = next(it for it in session.stages if it.id == stage.id).revise(title=self.title.strip())
            session = session.revise(stages=replaced(session.stages, item))
        change = math.floor(seconds - stage.budget)
        if not change:
            return session
        if here.clock.state != "planned":
            added = here.event("add", stage.id, seconds=change)
            return session.revise(timing=(*session.timing, added))
        item = next(it for it in session.stages if it.id == stage.id)
        return session.revise(stages=replaced(session.stages, item.revise(seconds=math.floor(seconds - stage.added))))


class MoveStage(Struct, frozen=True):
    """Move a stage by `offset` places among the stages still to come: earlier if negative, later if positive."""

    label: ClassVar[str] = "change the agenda"
    content: ClassVar[bool] = False
    run: str
    stage: str
    offset: int
    at: dt.datetime

    def apply(self, session: Session) -> Session:
        """Return the session with the stage moved; raises Rejected where it has begun or is over."""
        here = RunAt.open(session, self.run, self.at)
        if here.stage(self.stage).state != "pending":
            raise Rejected("Only a stage still to come can be moved.", "Go to it instead.")
        place = here.clock.stages.index(here.clock.latest) + 1 if here.clock.latest else 0
        coming = [stage.id for stage in here.clock.stages[place:] if stage.state == "pending"]
        if self.stage not in coming:
            raise Rejected("This stage was skipped; moving it changes nothing.", "Go to it instead.")
        return session.revise(stages=moved(session.stages, self.stage, self.offset, coming))


class AddStage(Struct, frozen=True):
    """Add a stage to the agenda behind the stage `after`, or as the last of the run where `after` is None."""

    label: ClassVar[str] = "change the agenda"
    content: ClassVar[bool] = False
    run: str
    stage: Stage
    after: str | None = None

    def apply(self, session: Session) -> Session:
        """Return the session with the stage; raises Rejected for a used id, and where the place is not there."""
        run = run_of(session, self.run)
        ids = [it.id for it in session.stages]
        stage_ids = [stage.id for stage in session.stages_of(run)]
        if self.stage.id in ids:
            raise Rejected("This stage is already in the session.", "Go to it instead.")
        after = self.after or (stage_ids[-1] if stage_ids else None)
        if after is not None and after not in stage_ids:
            raise Rejected("This stage is not in the agenda of the run.", "Choose one of the stages shown.")
        place = ids.index(after) + 1 if after is not None else len(ids)
        new = self.stage.revise(run=self.run)
        return session.revise(stages=(*session.stages[:place], new, *session.stages[place:]))


class RemoveStage(Struct, frozen=True):
    """Take a stage out of the agenda; one that already has clock events stays in the file and is skipped."""

    label: ClassVar[str] = "change the agenda"
    content: ClassVar[bool] = False
    run: str
    stage: str
    at: dt.datetime

    def apply(self, session: Session) -> Session:
        """Return the session without the stage; raises Rejected for the last one, and for one that is over."""
        here = RunAt.open(session, self.run, self.at)
        stage = here.stage(self.stage)
        if len(here.clock.stages) == 1:
            raise Rejected("An agenda has at least one stage.", "Add another one first.")
        if stage.state != "pending" or any(event.stage == stage.id for event in session.timing):
            return SkipStage(self.run, self.stage, self.at).apply(session)
        return session.revise(stages=tuple(it for it in session.stages if it.id != stage.id))


class PlanStart(Struct, frozen=True):
    """Set when the run is planned to start, or take that away with None."""

    label: ClassVar[str] = "plan the start"
    content: ClassVar[bool] = False
    run: str
    planned_start: dt.datetime | None

    def apply(self, session: Session) -> Session:
        """Return the session with that start; raises Rejected for one that is not before the planned end."""
        run = run_of(session, self.run).revise(planned_start=_utc(self.planned_start))
        return session.revise(runs=replaced(session.runs, _in_turn(run)))


class PlanEnd(Struct, frozen=True):
    """Set when the run must end, or take that away with None."""

    label: ClassVar[str] = "plan the end"
    content: ClassVar[bool] = False
    run: str
    ends_by: dt.datetime | None

    def apply(self, session: Session) -> Session:
        """Return the session with that end; raises Rejected for one that is not after the planned start."""
        run = run_of(session, self.run).revise(ends_by=_utc(self.ends_by))
        return session.revise(runs=replaced(session.runs, _in_turn(run)))


def _utc(instant: dt.datetime | None) -> dt.datetime | None:
    return instant.astimezone(dt.UTC) if instant else None


def _in_turn(run: Run) -> Run:
    if run.planned_start and run.ends_by and run.ends_by <= run.planned_start:
        raise Rejected("The session would be over before it starts.", "Give it a later end, or an earlier start.")
    return run


class EndAsBefore(Struct, frozen=True):
    """End a run again where it had ended before it was reopened: every event after its last end is removed."""

    label: ClassVar[str] = "end the run as before"
    content: ClassVar[bool] = False
    run: str

    def apply(self, session: Session) -> Session:
        """Return the session with the run ended; raises Rejected for one that never ended."""
        run_of(session, self.run)
        ends = [place for place, it in enumerate(session.timing) if it.run == self.run and it.event == "end"]
        if not ends:
            raise Rejected("This run has not ended yet.", "End it now.")
        kept = (it for place, it in enumerate(session.timing) if it.run != self.run or place <= ends[-1])
        return session.revise(timing=tuple(kept))


REPLANS = (InsertStage, PlanStage, MoveStage, AddStage, RemoveStage, PlanStart, PlanEnd, Fit)
"""The commands on the agenda, which undo takes back; other commands of the clock are events, which it does not."""
