"""A planned start that has passed while nothing runs: somebody may have forgotten to tell the clock."""

import datetime as dt

from flipchart.domain.timing import RunClock

PATIENCE = dt.timedelta(minutes=1)
"""After a planned start, until which people are just about to begin."""

LONG_PAST = dt.timedelta(hours=12)
"""After it, from which the session is only looked at, or was put off."""


def is_forgotten(clock: RunClock | None, now: dt.datetime) -> bool:
    """Whether it should be asked if the run has started already."""
    if clock is None or clock.state != "planned" or clock.planned_start is None:
        return False
    return clock.planned_start + PATIENCE <= now <= clock.planned_start + LONG_PAST
