"""Every open promise, over one session or many: the rows of `flipchart due`."""

import datetime as dt
from dataclasses import dataclass

from flipchart.domain.figures import reports_by_step
from flipchart.domain.plan import Step
from flipchart.domain.promises import slips
from flipchart.domain.session import Session


@dataclass(frozen=True, slots=True)
class OpenPromise:
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
    told = reports_by_step(session)
    live = (step for step in session.steps if step.live)
    return tuple(
        OpenPromise(session, step, _late_days(step, today), slips(step, told.get(step.id, ()))) for step in live
    )


def _late_days(step: Step, today: dt.date) -> int | None:
    return None if step.due is None else max(0, (today - step.due).days)
