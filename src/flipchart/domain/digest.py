"""What happened over many sessions since a day, and what needs attention today: by person, group and plan."""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence

from msgspec import Struct

from flipchart.domain.figures import Ratio, finished_on, reports_by_step, steps_counted
from flipchart.domain.plan import Step
from flipchart.domain.portfolio import OpenPromise, open_promises, session_state
from flipchart.domain.progress import completion_on, first_day
from flipchart.domain.promises import date_moves
from flipchart.domain.saying import name_key
from flipchart.domain.session import Session


class Done(Struct, frozen=True):
    """A step that was done, with the day."""

    session: Session
    step: Step
    on: dt.date


class Standing(Struct, frozen=True):
    """The steps of a person or of a session: those done since the day, and how many open ones are late or stuck.

    `completion` is of all steps that are not dropped, whenever they were done.
    """

    name: str
    done: int
    open: int
    late: int
    stuck: int
    completion: Ratio


class Plan(Struct, frozen=True):
    """A session in the digest: its counts, the day of its last news, and its next check if that is overdue."""

    session: Session
    standing: Standing
    last_news: dt.date
    overdue: dt.date | None
    closed: bool


class Trend(Struct, frozen=True):
    """A group's completion over its sessions, at the end of each week and today; None before there was a plan."""

    group: str
    points: tuple[tuple[dt.date, Ratio], ...]


class Digest(Struct, frozen=True):
    """What happened from the day `since` on and what stands out today, over many sessions.

    `slipped` are steps whose date was moved since then after it had passed. `plans` are those with the oldest news
    first, closed ones last.
    """

    since: dt.date
    today: dt.date
    done: tuple[Done, ...]
    late: tuple[OpenPromise, ...]
    stuck: tuple[OpenPromise, ...]
    slipped: tuple[OpenPromise, ...]
    owners: tuple[Standing, ...]
    plans: tuple[Plan, ...]
    trends: tuple[Trend, ...]

    @property
    def overdue(self) -> tuple[Plan, ...]:
        """The plans whose check is overdue, the longest first."""
        return tuple(sorted((it for it in self.plans if it.overdue), key=lambda it: it.overdue or dt.date.max))


WEEKS = 26
"""How far back a trend goes."""


def digest(
    sessions: Sequence[Session], since: dt.date, now: dt.datetime, today: dt.date, owner: str | None = None
) -> Digest:
    """Return the digest of these sessions, in which each carried step is in one of them only (see identity.settled).

    With `owner`, a name as name_key gives it, only of the steps of one person.
    """

    def mine(step: Step) -> bool:
        return owner is None or name_key(step.owner) == owner

    done = [it for session in sessions for it in done_since(session, since, today) if mine(it.step)]
    live = [it for session in sessions for it in open_promises(session, today) if mine(it.step)]
    live.sort(key=lambda it: it.order)
    names: dict[str, str | None] = {}
    for step in (step for session in sessions for step in steps_counted(session) if mine(step)):
        names.setdefault(name_key(step.owner), step.owner)
    plans = [_plan(session, now, today, done, mine) for session in sessions]
    standings = (
        _status_of(names[key] or "", sessions, today, done, _of(key)) for key in sorted(names, key=_nobody_last)
    )
    return Digest(
        since=since,
        today=today,
        done=tuple(sorted(done, key=lambda it: it.on)),
        late=tuple(it for it in live if it.late_days),
        stuck=tuple(it for it in live if it.step.state == "blocked"),
        slipped=tuple(it for it in live if _slipped(it, since)),
        owners=tuple(it for it in standings if it.done or it.open),
        plans=tuple(sorted(plans, key=lambda it: (it.closed, it.last_news))),
        trends=_trends(sessions, today),
    )


def done_since(session: Session, since: dt.date, today: dt.date) -> tuple[Done, ...]:
    """Return the steps that were done, or reported as done, from a day on."""
    reports = reports_by_step(session)
    found: list[Done] = []
    for step in steps_counted(session):
        mine = reports.get(step.id, ())
        on = finished_on(step, mine)
        said = [it.on for it in mine if it.live and it.state == "done"]
        if on is not None and since <= max([on, *said]) and on <= today:
            found.append(Done(session, step, on))
    return tuple(found)


def _nobody_last(key: str) -> tuple[bool, str]:
    return not key, key


def _of(key: str) -> Callable[[Step], bool]:
    return lambda step: name_key(step.owner) == key


def _slipped(promise: OpenPromise, since: dt.date) -> bool:
    moves = date_moves(promise.step, promise.session.reports)
    return any(move.slipped and move.on >= since for move in moves)


def _status_of(
    name: str, sessions: Iterable[Session], today: dt.date, done: Iterable[Done], mine: Callable[[Step], bool]
) -> Standing:
    kept = [it for session in sessions for it in steps_counted(session) if it.state != "dropped" and mine(it)]
    live = [step for step in kept if step.live]
    return Standing(
        name=name,
        done=sum(mine(it.step) for it in done),
        open=len(live),
        late=sum(step.late(today) for step in live),
        stuck=sum(step.state == "blocked" for step in live),
        completion=Ratio(sum(step.state == "done" for step in kept), len(kept)),
    )


def _plan(
    session: Session, now: dt.datetime, today: dt.date, done: Iterable[Done], mine: Callable[[Step], bool]
) -> Plan:
    closed = session_state(session, now) == "closed"
    check = session.check_day
    here = [it for it in done if it.session is session]
    news = [it.on for it in session.reports if it.live] + [it.at.date() for it in session.timing]
    news += [it.on for it in session.evaluations if it.live] + [session.created.date()]
    return Plan(
        session=session,
        standing=_status_of(session.title, (session,), today, here, mine),
        last_news=max((it for it in news if it <= today), default=session.created.date()),
        overdue=check if check is not None and check < today and not closed else None,
        closed=closed,
    )


def _trends(sessions: Sequence[Session], today: dt.date) -> tuple[Trend, ...]:
    """Return a trend for each group, by name; sessions without one have none."""
    last = today.toordinal() - today.isoweekday()
    days = [dt.date.fromordinal(last - 7 * week) for week in reversed(range(WEEKS))]
    groups: dict[str, list[Session]] = {}
    for session in sessions:
        if session.group:
            groups.setdefault(name_key(session.group), []).append(session)
    return tuple(Trend(groups[key][-1].group or "", _trend(groups[key], days, today)) for key in sorted(groups))


def _trend(sessions: Iterable[Session], days: Sequence[dt.date], today: dt.date) -> tuple[tuple[dt.date, Ratio], ...]:
    ratios = {on: Ratio(0, 0) for on in (*days, today)}
    for session in sessions:
        start = first_day(session)
        for on, ratio in completion_on(session, [on for on in days if on >= start], today):
            ratios[on] = Ratio(ratios[on].part + ratio.part, ratios[on].whole + ratio.whole)
    known = [on for on, ratio in ratios.items() if ratio.whole]
    return tuple((on, ratio) for on, ratio in ratios.items() if known and on >= known[0])
