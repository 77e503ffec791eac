"""An open step beside those of other sessions; apart from the models, which the index then need not load."""

import datetime as dt
from typing import NamedTuple

from flipchart.domain.kinds import StepState


class DueStep(NamedTuple):
    """A live step of one of many sessions, with its date; `file` is where its session is kept.

    `session` and `step` are ids; `slips` is how often the date was moved after it had passed.
    """

    file: str
    session: str
    title: str
    group: str | None
    private: bool
    step: str
    text: str
    state: StepState
    owner: str | None
    due: dt.date | None
    hoped: bool
    slips: int


def late_days(due: dt.date | None, today: dt.date) -> int | None:
    """Return how many days a step is late: 0 where it is in time, None without a date."""
    return None if due is None else max(0, (today - due).days)
