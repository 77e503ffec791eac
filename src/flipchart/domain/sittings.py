"""Which sittings of a session have begun and ended: what can be known without folding their clocks."""

import datetime as dt
from collections.abc import Callable

from flipchart.domain.agenda import Run
from flipchart.domain.errors import Rejected
from flipchart.domain.said import say
from flipchart.domain.session import Session

Local = Callable[[dt.datetime], dt.datetime]
"""Returns an instant in the zone of the room."""


def known_since(session: Session, local: Local) -> dt.date:
    """Return the first day on which the plan is known to exist: when it was made, or the day of anything older in it.

    A file typed by hand has no day of its making, and uses that of its last change.
    """
    days = [local(session.created).date(), *(local(event.at).date() for event in session.timing)]
    days += [report.on for report in session.reports]
    days += [day for it in session.steps for day in (it.first_due, it.due, it.finished, it.added) if day is not None]
    return min(days)


def not_before(day: dt.date | None, session: Session, today: dt.date, local: Local) -> dt.date | None:
    """Return a day on which something of the plan was done; raises Rejected where there was no plan yet.

    The day before it was made counts as well: a meeting may be written down on the day after.
    """
    since = min(known_since(session, local), today) - dt.timedelta(days=1)
    if day is not None and day < since:
        from flipchart.domain.when import day_words  # noqa: PLC0415 - the grammar of days, for a refusal alone

        raise Rejected(
            say("{day} is more than a day before this plan was made.", day=day_words(day, today, far=False)),
            say("Type a day from {since} on.", since=day_words(since, today, far=False)),
        )
    return day


def _starts_and_ends(session: Session, run: Run, now: dt.datetime) -> list[str]:
    events = [event for event in session.timing_of(run) if event.at <= now]
    # A merge may bring two drivers' events together in any order; what counts is when they happened.
    return [event.event for event in sorted(events, key=lambda it: it.at) if event.event in ("start", "end")]


def has_begun(session: Session, run: Run, now: dt.datetime) -> bool:
    """Whether a stage of the run was started at `now` or before."""
    return "start" in _starts_and_ends(session, run, now)


def has_ended(session: Session, run: Run, now: dt.datetime) -> bool:
    """Whether the run was over at `now`; a start after its end takes it up again."""
    return _starts_and_ends(session, run, now)[-1:] == ["end"]


def last_begun(session: Session, now: dt.datetime) -> Run | None:
    """The newest run that had begun at `now`, or None where none had."""
    return next((run for run in reversed(session.runs) if has_begun(session, run, now)), None)


def planning(session: Session, now: dt.datetime) -> bool:
    """Whether the workshop in which the plan is made is still to come or under way at `now`.

    In that time a date that is replaced is a correction, later it is a move (see promises.py).
    A session without a run, as a person types it, is a plan that was made elsewhere.
    """
    run = session.last_run
    return run is not None and run.kind == "workshop" and not has_ended(session, run, now)
