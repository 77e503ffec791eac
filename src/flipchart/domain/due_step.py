"""A step among those of many sessions, by its date: apart from the models, so that an index tells it fast."""

import datetime as dt
from typing import NamedTuple

from flipchart.domain.kinds import StepState


class DueStep(NamedTuple):
    """A live step as it stands beside those of other sessions; `file` is where its session is kept.

    `session` and `step` are ids; `slips` is how often its date was moved after it had passed.
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
