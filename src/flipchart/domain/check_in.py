"""A check-in: what was done since the last one, which steps to ask about one by one, and what comes next."""

import datetime as dt
from collections.abc import Sequence

from msgspec import Struct

from flipchart.domain.figures import finished_on, reports_by_step, steps_counted
from flipchart.domain.identity import was_undone
from flipchart.domain.plan import Step
from flipchart.domain.progress.series import check_in_days, first_day
from flipchart.domain.promises import slips
from flipchart.domain.said import said, say_count
from flipchart.domain.session import Session
from flipchart.domain.when import day
from flipchart.domain.when.hours import hour_of
from flipchart.patterns import pattern

TWO_SLIPS = "two_slips"
"""The gap name (see WaveGap) that records that a step was asked about once."""
ROADBLOCK = "roadblock"
"""The gap name that records that nobody wanted to say whether a step's roadblock occurred."""
SMALLER = said("Smaller, another owner, or drop it?")


class CheckIn(Struct, frozen=True):
    """The steps that are asked about one by one, in their order, and those that share one question."""

    one_by_one: tuple[Step, ...]
    rest: tuple[Step, ...]

    @property
    def question(self) -> str | None:
        """The one question for all the rest, or None where there are none."""
        if not self.rest:
            return None
        return say_count("{n} is not due: is anyone stuck?", "{n} are not due: is anyone stuck?", len(self.rest))


def check_in(session: Session, today: dt.date, run: str | None) -> CheckIn:
    """Return the live steps not yet reported in this `run`: late ones first, then due today, then stuck.

    The earliest date comes first. Ask once, on entering: the answers change what would come next.
    """
    reported = {it.step for it in session.reports if it.live and run is not None and it.run == run}
    live = [step for step in session.steps if step.live and step.id not in reported]
    asked = [step for step in live if _urgency(step, today) is not None]
    asked.sort(key=lambda step: (_urgency(step, today) or 0, step.due or dt.date.max))
    return CheckIn(tuple(asked), tuple(step for step in live if step not in asked))


def _urgency(step: Step, today: dt.date) -> int | None:
    if step.late(today):
        return 1
    if step.due == today:
        return 2
    return 3 if step.state == "blocked" else None


def last_time(session: Session, today: dt.date) -> dt.date:
    """Return the day of the last check-in before `today`, or the day on which the plan began."""
    return max((it for it in check_in_days(session, today) if it < today), default=first_day(session))


def wins(session: Session, since: dt.date) -> tuple[Step, ...]:
    """Return the steps done, or reported as done, after the day `since`, the earliest first.

    Reports are in the order in which they were entered, so every report behind one of that day counts as later.
    """
    reports = reports_by_step(session)
    at = {it.id: place for place, it in enumerate(session.reports)}
    last = max((at[it.id] for it in session.reports if it.live and it.on == since), default=len(at))
    found: list[tuple[dt.date, Step]] = []
    for step in steps_counted(session):
        on = finished_on(step, reports.get(step.id, ()))
        said = [it for it in reports.get(step.id, ()) if it.live and it.state == "done"]
        later = any(at[it.id] > last for it in said)
        if on is not None and (later or max([on, *(it.on for it in said)]) > since):
            found.append((on, step))
    return tuple(step for _, step in sorted(found, key=lambda it: it[0]))


def ask_smaller(session: Session, step: Step) -> str | None:
    """Return a question for a live step that has slipped twice, or None; it is asked once.

    WaveGap(TWO_SLIPS, step.id) records that it was asked.
    """
    asked = any((it.gap, it.item) == (TWO_SLIPS, step.id) for it in session.waved)
    if asked or not step.live or slips(step, session.reports) < 2:
        return None
    return SMALLER


def unasked_roadblocks(session: Session, run: str | None) -> tuple[str, ...]:
    """Return the ids of steps to ask, in this `run`, whether their roadblock occurred; in the order of their reports.

    Those are the steps with a report that the roadblock may explain: done, stuck, dropped, or a new date.
    """
    if run is None:
        return ()
    reports = [it for it in session.reports if it.live and it.run == run]
    said = {it.step for it in reports if it.obstacle_came is not None}
    said |= {it.item for it in session.waved if it.gap == ROADBLOCK and it.item is not None}
    ends = ("done", "blocked", "dropped")
    asked = dict.fromkeys(it.step for it in reports if it.due is not None or it.state in ends)
    with_one = {step.id for step in session.steps if step.roadblock and not was_undone(step)}
    return tuple(id for id in asked if id in with_one - said)


def standing_check(session: Session, today: dt.date) -> dt.date | None:
    """Return the next check if it is still ahead: not past, and not today's where the group has met today."""
    check = session.check_day
    if check is None or check < today or (check == today and _met(session, today)):
        return None
    return check


def _met(session: Session, today: dt.date) -> bool:
    runs = {run.id for run in session.runs if run.kind == "follow-up"}
    return any(it.run in runs and it.event == "start" and it.at.date() == today for it in session.timing)


def without_hour(words: Sequence[str]) -> tuple[str, dt.time | None]:
    """Return a line without the first hour in it, and that hour; raises Rejected for an impossible hour ("25:00")."""
    for place in range(len(words)):
        found = hour_of(words[place:])
        if found is not None:
            hour, used = found
            return " ".join([*words[:place], *words[place + used :]]), hour
    return " ".join(words), None


def at_hour(on: dt.date, hour: dt.time, here: dt.datetime) -> dt.datetime:
    """Return the instant of an hour on a day in the zone of `here`, with that day's own offset."""
    local = dt.datetime.combine(on, hour, here.tzinfo)
    return local.replace(tzinfo=dt.timezone(local.utcoffset() or dt.timedelta()))


_NOTED = pattern(r"Next check .+ at ([0-9]{2}:[0-9]{2})[,.]")


def check_hour(session: Session) -> str | None:
    """Return the hour of the next check, as "10:00", or None.

    Older files keep it in a decision that begins "Next check DAY at HOUR", since their `next_check` was a day only.
    """
    if session.check_at is not None:
        return f"{session.check_at:%H:%M}"
    if session.check_day is None:
        return None
    begins = f"Next check {day(session.check_day, dt.date.min)} at "
    decisions = [it.text for it in session.notes if it.live and it.kind == "decision" and it.text.startswith(begins)]
    found = _NOTED.match(decisions[-1]) if decisions else None
    return found[1] if found else None
