"""The days at which a plan is looked back on: its check-ins, and the ends of its weeks."""

import datetime as dt

from flipchart.domain.agenda import Run
from flipchart.domain.session import Session

MOST_WEEKS = 53
"""A year: longer ago, nobody reads week by week."""


def first_day(session: Session) -> dt.date:
    """Return the day on which the plan began: its first sitting, else when it was made.

    Never later than the first day on which something was told or done, as a typed plan may be younger as a
    file than what it tells.
    """
    starts = [event.at.date() for event in session.timing if event.event == "start"]
    told = [it.on for it in session.reports if it.live]
    finished = [step.finished for step in session.steps if step.finished is not None]
    return min([min(starts, default=session.created.date()), *told, *finished])


def check_in_days(session: Session, today: dt.date) -> tuple[dt.date, ...]:
    """Return the days up to `today` on which the group looked again, in order.

    These are the days of follow-ups that have begun and of shows of hands; where a plan has neither, the
    days on which something was reported.
    """
    runs = [day for run in session.runs if run.kind == "follow-up" for day in _day_of(session, run)]
    shown = [it.on for it in session.evaluations if it.live]
    told = [it.on for it in session.reports if it.live]
    return tuple(sorted({it for it in (runs + shown) or told if it <= today}))


def _day_of(session: Session, run: Run) -> list[dt.date]:
    """The day of a sitting where the people are, as its own rows tell it; else that of its first event."""
    told = [it.on for it in session.reports if it.live and it.run == run.id]
    told += [it.on for it in session.evaluations if it.live and it.run == run.id]
    starts = [event.at.date() for event in session.timing_of(run) if event.event == "start"]
    return [min(told or starts)] if starts else []


def since_the_start(session: Session, today: dt.date) -> tuple[dt.date, ...]:
    """Return the first day of the plan and its check-ins, without `today`, which is told of by itself."""
    days = {first_day(session), *check_in_days(session, today)}
    return tuple(sorted(it for it in days if it < today))


def week_ends(session: Session, today: dt.date) -> tuple[dt.date, ...]:
    """Return the Sundays since the plan began that are past, the last MOST_WEEKS of them."""
    start, last = first_day(session).toordinal(), today.toordinal() - today.isoweekday()
    weeks = max(0, min(MOST_WEEKS, (last - start) // 7 + 1))
    return tuple(dt.date.fromordinal(last - 7 * week) for week in reversed(range(weeks)))
