"""A group's record over all its sessions: what became of past promises, and how long stages really take."""

import datetime as dt
import math
from collections.abc import Iterable, Iterator, Sequence
from typing import get_args

from msgspec import Struct

from flipchart.domain.figures import Ratio, counts, finished_on, reports_by_step, steps_counted
from flipchart.domain.identity import settled
from flipchart.domain.kinds import StageKind
from flipchart.domain.plan import Improvement
from flipchart.domain.portfolio import Summary, summarise
from flipchart.domain.promises import promised
from flipchart.domain.said import say, say_count
from flipchart.domain.saying import counted, listed, name_key
from flipchart.domain.session import Session
from flipchart.domain.timing import StageClock, fold

FEWEST_PAST = 5
"""With fewer past promises than this, no rate is given."""


class PastPromises(Struct, frozen=True):
    """What became of all steps whose first promised date has passed.

    `by_the_date` = done by that date ÷ all of them. `median_days_late` is of those that were not done by it: the days
    from the promise to completion or, while a step is still open, to today; None if none was late. Dropped steps are
    in neither, since dropping is a decision; nor are steps that were done on an unknown day.
    """

    by_the_date: Ratio
    median_days_late: float | None

    @property
    def words(self) -> str | None:
        """The base rate for the date prompt, "5 of 12 by the date, median 9 days late"; None below five.

        People plan after the best case; what became of their own last plans is the better guide (Buehler,
        Griffin & Ross 1994, "Exploring the planning fallacy").
        """
        if self.by_the_date.whole < FEWEST_PAST:
            return None
        if self.median_days_late is None:
            return say("{part} by the date", part=self.by_the_date.words)
        days = counted(math.floor(self.median_days_late + 0.5), "day")
        return say("{part} by the date, median {days} late", part=self.by_the_date.words, days=days)


class Duration(Struct, frozen=True):
    """How long stages of a kind were planned to take and took: medians in seconds over `runs` sittings."""

    kind: StageKind
    planned: float
    taken: float
    runs: int


class GroupRecord(Struct, frozen=True):
    """A group's sessions, oldest first, and its record over all of them; `group` as the newest spells it."""

    group: str
    sessions: tuple[Summary, ...]
    completion: Ratio
    past: PastPromises
    durations: tuple[Duration, ...]


def of_group(sessions: Iterable[Session], group: str) -> tuple[Session, ...]:
    """Return the sessions of a group, oldest first, whichever way they spell it."""
    theirs = (it for it in sessions if it.group is not None and name_key(it.group) == name_key(group))
    return tuple(sorted(theirs, key=lambda it: (it.created, it.id)))


def group_record(group: str, sessions: Iterable[Session], now: dt.datetime, today: dt.date) -> GroupRecord | None:
    """Return the record of a group, or None where it has no session.

    `sessions` are all that there are: a step that was carried from one to another is counted once.
    """
    theirs = of_group(settled(sessions), group)
    if not theirs:
        return None
    each = [counts(session, today).completion for session in theirs]
    return GroupRecord(
        group=theirs[-1].group or group,
        sessions=tuple(summarise(session, now, today) for session in theirs),
        completion=Ratio(sum(it.part for it in each), sum(it.whole for it in each)),
        past=past_promises(theirs, today),
        durations=durations(theirs, now),
    )


def past_promises(sessions: Iterable[Session], today: dt.date) -> PastPromises:
    """Return what became of the promises of these sessions whose first date is before `today`."""
    return past_of(days_past(sessions, today))


def past_of(days: Iterable[int]) -> PastPromises:
    """Return the record made from `days`: how many days after its promise each was done; 0 or less is in time."""
    known = tuple(days)
    late = [it for it in known if it > 0]
    return PastPromises(Ratio(len(known) - len(late), len(known)), median(late) if late else None)


def days_past(sessions: Iterable[Session], today: dt.date) -> Iterator[int]:
    """Yield, for each past promise, the days from it to completion, or to `today` while the step is open."""
    for session in sessions:
        reports = reports_by_step(session)
        for step in steps_counted(session):
            due, finished = promised(step), finished_on(step, reports.get(step.id, ()))
            unknown = step.state == "done" and finished is None
            if due is None or due >= today or step.state == "dropped" or unknown:
                continue
            yield ((finished or today) - due).days


def durations(sessions: Iterable[Session], now: dt.datetime) -> tuple[Duration, ...]:
    """Return planned and taken per kind of stage, in the order of StageKind.

    Of each sitting, the stages that were gone through by `now`: all that are done, and after its end also
    those that were left open. Several stages of a kind in one sitting are taken together; what was not planned
    at all, as a stage that was put in between, tells nothing of plans.
    """
    found: dict[StageKind, list[tuple[float, float]]] = {}
    for session in sessions:
        for run in session.runs:
            clock = fold(run, session.stages_of(run), session.timing_of(run), now)
            gone = [it for it in clock.stages if _gone_through(it, clock.state == "ended")]
            for kind in dict.fromkeys(it.kind for it in gone):
                same = [it for it in gone if it.kind == kind]
                whole = sum(it.planned for it in same), sum(it.spent for it in same)
                if whole[0]:
                    found.setdefault(kind, []).append(whole)
    return tuple(_duration(kind, found[kind]) for kind in get_args(StageKind) if kind in found)


def _gone_through(stage: StageClock, ended: bool) -> bool:
    return stage.spent > 0 and (stage.state == "done" or (ended and stage.state == "open"))


def _duration(kind: StageKind, rows: Sequence[tuple[float, float]]) -> Duration:
    planned, taken = median([it[0] for it in rows]), median([it[1] for it in rows])
    return Duration(kind, round(planned, 3), round(taken, 3), len(rows))


def median(values: Sequence[float]) -> float:
    """Return the middle value, or the mean of the two in the middle. Raises IndexError without values."""
    ordered = sorted(values)
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


class LastPlan(Struct, frozen=True):
    """The newest session of a group: its title and day, its people and agenda, and the improvements not yet done."""

    title: str
    on: dt.datetime
    template: str | None
    facilitator: str | None
    people: tuple[str, ...]
    improvements: tuple[str, ...]

    @property
    def words(self) -> str:
        """What can be taken over, "4 people and 3 improvements still open"; "" if there is nothing."""
        people = counted(len(self.people), "person", "people") if self.people else ""
        live = len(self.improvements)
        open_ones = say_count("{n} improvement still open", "{n} improvements still open", live) if live else ""
        return listed([part for part in (people, open_ones) if part])


def last_plan(sessions: Iterable[Session], group: str) -> LastPlan | None:
    """Return what the newest session of a group leaves to take over, or None if no session leaves anything.

    Private sessions and empty ones are skipped.
    """
    theirs = (_plan(it) for it in reversed(of_group(sessions, group)) if not it.private)
    return next((it for it in theirs if it.words), None)


def _plan(session: Session) -> LastPlan:
    workshops = [run for run in session.runs if run.kind == "workshop" and run.template]
    return LastPlan(
        title=session.title,
        on=session.created,
        template=workshops[-1].template if workshops else None,
        facilitator=session.facilitator,
        people=session.people,
        improvements=tuple(it.text for it in session.improvements if it.live and _unfinished(it, session)),
    )


def _unfinished(item: Improvement, session: Session) -> bool:
    """Whether an improvement has open steps, or none planned yet."""
    steps = session.steps_of(item.id)
    return not steps or any(step.state not in ("done", "dropped") for step in steps)
