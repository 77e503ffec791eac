"""The plan over time: what was done, what was open, what was in time and what slipped, day by day.

Every report counts on its day, whether it was given in a sitting or between two: a step is done from the day on which
it was finished until the day on which it was taken up again, and dropped from the day on which that was said. A step
counts from the day on which it was added, where the file says so, else from the beginning; one that was dropped at
an unknown time never counted, and one that was done at an unknown time is done only now. The last point is always
today's and is that of figures.counts, so that no picture contradicts the figure beside it; days after `today` are
left out.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence

from msgspec import Struct

from flipchart.domain.agenda import Run
from flipchart.domain.figures import Ratio, counts, finished_on, reports_by_step, steps_counted
from flipchart.domain.follow_up import Report
from flipchart.domain.plan import Step
from flipchart.domain.promises import date_moves, promised
from flipchart.domain.said import Said, joined, said, say, say_count
from flipchart.domain.saying import listed, times
from flipchart.domain.session import Session
from flipchart.domain.when import day

MOST_WEEKS = 53
"""A year of weeks: nobody reads further back week by week."""


def first_day(session: Session) -> dt.date:
    """Return the day on which the plan began: its first sitting, else when it was made.

    Never later than the first day on which something was reported or done, as a typed plan may be younger as a
    file than what it tells.
    """
    starts = [event.at.date() for event in session.timing if event.event == "start"]
    days = [it.on for it in session.reports if it.live]
    finished = [step.finished for step in session.steps if step.finished is not None]
    return min([min(starts, default=session.created.date()), *days, *finished])


def check_in_days(session: Session, today: dt.date) -> tuple[dt.date, ...]:
    """Return the days up to `today` on which the group looked again, in order.

    These are the days of follow-ups that have begun and of shows of hands; where a plan has neither, the
    days on which something was reported.
    """
    runs = [day for run in session.runs if run.kind == "follow-up" for day in _day_of(session, run)]
    shown = [it.on for it in session.evaluations if it.live]
    days = [it.on for it in session.reports if it.live]
    return tuple(sorted({it for it in (runs + shown) or days if it <= today}))


def _day_of(session: Session, run: Run) -> list[dt.date]:
    """The day of a sitting where the people are, as its own rows tell it; else that of its first event."""
    days = [it.on for it in session.reports if it.live and it.run == run.id]
    days += [it.on for it in session.evaluations if it.live and it.run == run.id]
    starts = [event.at.date() for event in session.timing_of(run) if event.event == "start"]
    return [min(days or starts)] if starts else []


def since_the_start(session: Session, today: dt.date) -> tuple[dt.date, ...]:
    """Return the first day of the plan, its check-ins and the days of reports, all of them before `today`."""
    reported = (it.on for it in session.reports if it.live)
    days = {first_day(session), *check_in_days(session, today), *reported}
    return tuple(sorted(it for it in days if it < today))


def week_ends(session: Session, today: dt.date) -> tuple[dt.date, ...]:
    """Return the Sundays since the plan began that are past, the last MOST_WEEKS of them."""
    start, last = first_day(session).toordinal(), today.toordinal() - today.isoweekday()
    weeks = max(0, min(MOST_WEEKS, (last - start) // 7 + 1))
    return tuple(dt.date.fromordinal(last - 7 * week) for week in reversed(range(weeks)))


class Point(Struct, frozen=True):
    """A fraction on a day."""

    on: dt.date
    ratio: Ratio


class Series(Struct, frozen=True):
    """A fraction over time, oldest point first, and `words`: the same as a sentence to read aloud."""

    points: tuple[Point, ...]
    words: str

    @property
    def last(self) -> Ratio:
        """The fraction as it is today."""
        return self.points[-1].ratio


class Level(Struct, frozen=True):
    """How many times something had happened by a day."""

    on: dt.date
    count: int


class Levels(Struct, frozen=True):
    """A count over time, oldest first, with its sentence."""

    points: tuple[Level, ...]
    words: str


def completion_on(session: Session, days: Sequence[dt.date], today: dt.date) -> tuple[tuple[dt.date, Ratio], ...]:
    """Return done ÷ (all − dropped) on each of these days, and today."""
    return tuple((point.on, point.ratio) for point in _completion(session, days, today).points)


def completion_by_check_in(session: Session, today: dt.date) -> Series:
    """Return done ÷ (all − dropped) at the beginning, at each check-in and today."""
    return _completion(session, since_the_start(session, today), today)


def completion_by_week(session: Session, today: dt.date) -> Series:
    """Return done ÷ (all − dropped) at the end of each week, on Sunday, and today."""
    return _completion(session, week_ends(session, today), today)


def open_by_week(session: Session, today: dt.date) -> Series:
    """Return the steps still to be done ÷ (all − dropped) at the end of each week and today."""
    past = _Past(session)
    days = week_ends(session, today)
    now = counts(session, today)
    last = Ratio(now.live, now.completion.whole)
    points = _points(days, lambda it: Ratio(past.whole(it) - past.done(it), past.whole(it)), today, last)
    return Series(
        points,
        _words(
            points,
            today,
            NO_STEP,
            ("{part} of {n} step is still open ({percent})", "{part} of {n} steps is still open ({percent})"),
            ("{part} of {n} step are still open ({percent})", "{part} of {n} steps are still open ({percent})"),
        ),
    )


def on_time_by_check_in(session: Session, today: dt.date) -> Series:
    """Return done by the first promised date ÷ done with a date, at each check-in and today.

    Its sentence says that it is of steps that are done: what is past and still open is in the group's record.
    """
    past = _Past(session)
    last = counts(session, today).on_time
    points = _points(since_the_start(session, today), past.on_time, today, last)
    if not last.whole:
        return Series(points, said("No step with a promised date is known to be done yet."))
    return Series(
        points,
        _words(
            points,
            today,
            NO_PROMISE,
            (
                "{part} of {n} done step was in time ({percent})",
                "{part} of {n} done steps was in time ({percent})",
            ),
            (
                "{part} of {n} done step were in time ({percent})",
                "{part} of {n} done steps were in time ({percent})",
            ),
        ),
    )


def slips_by_check_in(session: Session, today: dt.date) -> Levels:
    """Return how often dates had been moved after they had passed, at each check-in and today."""
    reports = reports_by_step(session)
    moves = (move for step in steps_counted(session) for move in date_moves(step, reports.get(step.id, ())))
    slipped = [move.on for move in moves if move.slipped]
    past = since_the_start(session, today)
    points = tuple(Level(on, sum(it <= on for it in slipped)) for on in past)
    now = counts(session, today).slips
    none = said("No date was moved after it had passed.")
    words = say("A date was moved after it had passed {times}.", times=times(now)) if now else none
    return Levels((*points, Level(today, now)), words)


def _completion(session: Session, days: Sequence[dt.date], today: dt.date) -> Series:
    past = _Past(session)
    last = counts(session, today).completion
    points = _points(days, lambda it: Ratio(past.done(it), past.whole(it)), today, last)
    return Series(
        points,
        _words(
            points,
            today,
            NO_STEP,
            ("{part} of {n} step is done ({percent})", "{part} of {n} steps is done ({percent})"),
            ("{part} of {n} step are done ({percent})", "{part} of {n} steps are done ({percent})"),
        ),
    )


def _points(
    days: Iterable[dt.date], at: Callable[[dt.date], Ratio], today: dt.date, last: Ratio
) -> tuple[Point, ...]:
    return (*(Point(on, at(on)) for on in days), Point(today, last))


class _Life(Struct, frozen=True):
    """The days on which a step counts, from `added` on; it was done or dropped in the spans of `done` and `gone`.

    A span runs from its first day up to, but not including, its last; a last day of None is a span without an end.
    """

    added: dt.date
    done: tuple[tuple[dt.date, dt.date | None], ...]
    gone: tuple[tuple[dt.date, dt.date | None], ...]
    due: dt.date | None

    def was(self, spans: Iterable[tuple[dt.date, dt.date | None]], on: dt.date) -> dt.date | None:
        """Return the first day of the span that contains a day, or None."""
        return next((start for start, end in spans if start <= on and (end is None or on < end)), None)


class _Past:
    """When each step of a session was done or dropped, as far as that is known."""

    def __init__(self, session: Session) -> None:
        reports = reports_by_step(session)
        lives = (_life(step, reports.get(step.id, ())) for step in steps_counted(session))
        self._lives = [it for it in lives if it is not None]

    def _there(self, on: dt.date) -> list[_Life]:
        return [it for it in self._lives if it.added <= on and it.was(it.gone, on) is None]

    def done(self, on: dt.date) -> int:
        """How many steps were done on a day."""
        return sum(it.was(it.done, on) is not None for it in self._there(on))

    def whole(self, on: dt.date) -> int:
        """How many steps there were that were not dropped."""
        return len(self._there(on))

    def on_time(self, on: dt.date) -> Ratio:
        """How many of those done with a promised date were done by it."""
        ends = [(it.was(it.done, on), it.due) for it in self._there(on)]
        kept = [end <= due for end, due in ends if end is not None and due is not None]
        return Ratio(sum(kept), len(kept))


def _life(step: Step, reports: Iterable[Report]) -> _Life | None:
    """Return what is known of a step's days; None where it was dropped nobody knows when: then it never counted."""
    rows = sorted((it for it in reports if it.live), key=lambda it: it.on)
    done, gone = _spans(rows, "done"), _spans(rows, "dropped")
    if step.state == "dropped" and not (gone and gone[-1][1] is None):
        return None
    if step.state == "done":
        end = finished_on(step, rows)
        past = [span for span in done if span[1] is not None and end is not None and span[1] <= end]
        done = [*past, (end, None)] if end is not None else []
    return _Life(step.added or dt.date.min, tuple(done), tuple(gone), promised(step))


def _spans(rows: Iterable[Report], state: str) -> list[tuple[dt.date, dt.date | None]]:
    """Return the spans in which a step was in this state, as its reports say, in order of their days."""
    spans: list[tuple[dt.date, dt.date | None]] = []
    since: dt.date | None = None
    for row in rows:
        if row.state == state:
            since = since or row.on
        elif since is not None:
            spans.append((since, row.on))
            since = None
    return [*spans, (since, None)] if since is not None else spans


NO_STEP = said("There is no step to count yet.")
NO_PROMISE = said("There is no promise to count yet.")

Counted = tuple[str, str]
"""A message about one, and about several."""


def _words(points: Sequence[Point], today: dt.date, nothing: Said, one: Counted, several: Counted) -> str:
    """Return a sentence with today's fraction, the one before it and the first.

    `one` and `several` word it for a part of one and of more; each by how many there are in all.
    """
    last = points[-1].ratio
    if not last.whole:
        return nothing
    forms = one if last.part == 1 else several
    now = say_count(*forms, last.whole, part=last.part, percent=last.percent)
    known = [it for it in points[:-1] if it.ratio.whole]
    before: list[str] = [say("{value} on {day}", value=it.ratio.words, day=day(it.on, today))
                         for it in dict.fromkeys([*known[-1:], *known[:1]])]  # fmt: skip
    return say("{now}; it was {before}.", now=now, before=listed(before)) if before else joined("", (now, "."))
