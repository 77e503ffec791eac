"""Questions over many sessions: what each comes to in a line, and in which order they are shown."""

import datetime as dt
from collections.abc import Iterable
from typing import Literal

from msgspec import Struct

from flipchart.domain.due_step import late_days
from flipchart.domain.figures import counts, reports_by_step
from flipchart.domain.plan import Step
from flipchart.domain.promises import slips
from flipchart.domain.session import Session
from flipchart.domain.sittings import has_ended, last_begun


class OpenPromise(Struct, frozen=True):
    """A live step with what is known of its date: days late (0 in time, None without a date) and slips."""

    session: Session
    step: Step
    late_days: int | None
    slips: int

    @property
    def order(self) -> tuple[bool, dt.date]:
        """By date, so that late ones come first; those without one last."""
        return self.step.due is None, self.step.due or dt.date.max


def open_promises(session: Session, today: dt.date) -> tuple[OpenPromise, ...]:
    """Return the live steps of a session in the order of its plan."""
    reports = reports_by_step(session)
    live = (step for step in session.steps if step.live)
    return tuple(
        OpenPromise(session, step, late_days(step.due, today), slips(step, reports.get(step.id, ()))) for step in live
    )


SessionState = Literal["planned", "running", "open", "closed"]


class Summary(Struct, frozen=True):
    """A session in one line; `steps` counts all, dropped ones too, as everywhere (see figures.Counts).

    `next_check` is the day of the next check, and `check_at` its instant where the hour is known.
    """

    id: str
    title: str
    group: str | None
    created: dt.datetime
    steps: int
    done: int
    dropped: int
    late: int
    next_check: dt.date | None
    state: SessionState
    private: bool = False
    check_at: dt.datetime | None = None
    carried: int = 0


class Home(Struct, frozen=True):
    """The sessions as the home screen groups them, each group in its order."""

    going_on: tuple[Summary, ...]
    follow_up: tuple[Summary, ...]
    others: tuple[Summary, ...]

    @property
    def all(self) -> tuple[Summary, ...]:
        """Every session, in the order in which they are shown."""
        return self.going_on + self.follow_up + self.others


def session_state(session: Session, now: dt.datetime) -> SessionState:
    """How far a session is: planned (no run begun), running (a run not ended), open (live steps) or closed.

    A sitting that was left without being ended is over once a later one has begun.
    """
    run = last_begun(session, now)
    if run is None:
        return "planned"
    if not has_ended(session, run, now):
        return "running"
    return "open" if any(step.live for step in session.steps) else "closed"


def summarise(session: Session, now: dt.datetime, today: dt.date) -> Summary:
    """Tell a session in one line, as it stands at `now`, which is on `today` where the people are."""
    count = counts(session, today)
    return Summary(
        id=session.id,
        title=session.title,
        group=session.group,
        created=session.created,
        steps=count.steps,
        done=count.done,
        dropped=count.dropped,
        late=count.late,
        next_check=session.check_day,
        state=session_state(session, now),
        private=session.private,
        check_at=session.check_at,
        carried=count.carried,
    )


def home(summaries: Iterable[Summary]) -> Home:
    """Group sessions: with an unfinished run, to follow up by next check date, and others, newest first.

    Late checks come first by themselves, their date being the earliest. A closed session needs no check.
    """
    newest = sorted(summaries, key=lambda it: (it.created, it.id), reverse=True)
    going_on = tuple(it for it in newest if it.state == "running")
    checked = [(it.next_check, it) for it in newest if it.state in ("planned", "open")]
    dated = sorted(((day, it) for day, it in checked if day is not None), key=lambda pair: pair[0])
    follow_up = tuple(it for _, it in dated)
    shown = {id(it) for it in going_on + follow_up}
    return Home(going_on, follow_up, tuple(it for it in newest if id(it) not in shown))
