"""`--as-of`: an instant that stands for now."""

import datetime as dt

from flipchart.cli.frame.errors import Misuse
from flipchart.clock import ZONE, ManualClock, SystemClock, to_millisecond

_YEARS = range(2000, 2200)


class MovingClock(SystemClock):
    """A clock that goes on from `start`, for what is only tried."""

    def __init__(self, start: dt.datetime) -> None:
        self._ahead = start - super().now()

    def now(self) -> dt.datetime:
        """Return the instant that it has come to."""
        return to_millisecond(super().now() + self._ahead)


def as_of(text: str) -> ManualClock:
    """Return the clock that stands at an ISO date (its noon, local) or instant (local without an offset).

    Raises Misuse for anything else.
    """
    try:
        moment = _read(text.strip())
        if moment.year in _YEARS:
            return ManualClock(moment.astimezone(), ZONE)
    except (ValueError, OverflowError, OSError):
        pass
    raise Misuse(f"--as-of '{text}' is no ISO date or instant; write it as 2026-11-18 or 2026-11-18T10:05:00Z.")


def _read(text: str) -> dt.datetime:
    try:
        return dt.datetime.combine(dt.date.fromisoformat(text), dt.time(12))
    except ValueError:
        return dt.datetime.fromisoformat(text)
