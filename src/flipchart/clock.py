"""The only place that asks what time it is; everywhere else time is an argument."""

import datetime as dt
import time
from typing import Protocol


class Clock(Protocol):
    """Something that knows the time."""

    def now(self) -> dt.datetime:
        """Return the wall clock: aware, UTC, to the millisecond."""

    def monotonic(self) -> float:
        """Return seconds that never go back, for measuring between two calls."""

    def local(self, instant: dt.datetime) -> dt.datetime:
        """Return `instant` in the zone of the people in the room."""


def to_millisecond(instant: dt.datetime) -> dt.datetime:
    """Return an aware `instant` in UTC, cut to whole milliseconds as the file stores it."""
    utc = instant.astimezone(dt.UTC)
    return utc.replace(microsecond=utc.microsecond // 1000 * 1000)


class SystemZone(dt.tzinfo):
    """The machine's zone with its rules, so that a day beyond a change of the clocks has its own offset.

    `datetime.astimezone()` alone gives the offset of one instant, which is an hour wrong for such a day.
    """

    def utcoffset(self, at: dt.datetime | None) -> dt.timedelta:
        """Return the offset that the machine knows for a wall time."""
        if at is None:
            return dt.timedelta(0)
        wall = (*at.timetuple()[:6], 0, 0, -1)
        try:
            return dt.timedelta(seconds=time.localtime(time.mktime(wall)).tm_gmtoff)
        except (OverflowError, ValueError, OSError):
            return dt.timedelta(0)

    def dst(self, at: dt.datetime | None) -> dt.timedelta | None:
        """Not told apart from the offset."""
        return None

    def tzname(self, at: dt.datetime | None) -> str:
        """Return the name of the zone as words show it."""
        return "local"

    def fromutc(self, at: dt.datetime) -> dt.datetime:
        """Return the wall time of an instant."""
        local = at.replace(tzinfo=dt.UTC).astimezone()
        return local.replace(tzinfo=self)


class SystemClock:
    """The machine's own clock and zone."""

    def now(self) -> dt.datetime:
        """Return the wall clock: aware, UTC, to the millisecond."""
        return to_millisecond(dt.datetime.now(dt.UTC))

    def nanoseconds(self) -> int:
        """Return the wall clock as the times of files count it."""
        return time.time_ns()

    def monotonic(self) -> float:
        """Return seconds that never go back."""
        return time.monotonic()

    def local(self, instant: dt.datetime) -> dt.datetime:
        """Return `instant` in the machine's zone."""
        return instant.astimezone(ZONE)


ZONE = SystemZone()


class ManualClock:
    """A clock that moves when it is told to, for tests, examples and `--as-of`."""

    def __init__(self, at: dt.datetime, zone: dt.tzinfo = dt.UTC) -> None:
        self._at = to_millisecond(at)
        self._monotonic = 0.0
        self._zone = zone

    def now(self) -> dt.datetime:
        """Return the instant to which it was set."""
        return self._at

    def monotonic(self) -> float:
        """Return the seconds by which it was advanced."""
        return self._monotonic

    def local(self, instant: dt.datetime) -> dt.datetime:
        """Return `instant` in the clock's zone."""
        return instant.astimezone(self._zone)

    def advance(self, seconds: float) -> None:
        """Let `seconds` pass."""
        self._at = to_millisecond(self._at + dt.timedelta(seconds=seconds))
        self._monotonic += seconds

    def jump(self, seconds: float) -> None:
        """Move the wall clock alone, as a sleep or a corrected clock does."""
        self._at = to_millisecond(self._at + dt.timedelta(seconds=seconds))


class FastClock:
    """A clock on which `times` as much time passes as on another, from `start` on; for rehearsing.

    It follows the other's monotonic clock, so that a clock that is set meanwhile changes nothing.
    """

    def __init__(self, clock: Clock, times: float, start: dt.datetime | None = None) -> None:
        self._clock, self._times = clock, times
        self._start = start or clock.now()
        self._since = clock.monotonic()

    def now(self) -> dt.datetime:
        """Return the instant that it has come to."""
        return to_millisecond(self._start + dt.timedelta(seconds=self.monotonic()))

    def monotonic(self) -> float:
        """Return the fast seconds since it was made."""
        return (self._clock.monotonic() - self._since) * self._times

    def local(self, instant: dt.datetime) -> dt.datetime:
        """Return `instant` in the other clock's zone."""
        return self._clock.local(instant)


class JumpWatch:
    """Notices that time passed unseen: a sleep, a corrected clock, a stalled terminal (see clock.md).

    Asks no clock itself: each tick is told both. Whether a stage was running in that time, so that there
    is something to ask about, is for the caller to know.
    """

    APART = 2.0
    """Seconds by which the two clocks may move apart between ticks before it is a jump."""
    STALLED = 5.0
    """Seconds between ticks before it is a stall."""

    def __init__(self) -> None:
        self._last: tuple[dt.datetime, float] | None = None

    def tick(self, wall: dt.datetime, monotonic: float) -> float | None:
        """Return the running seconds since the last tick to ask about (negative: set back), or None.

        What a stalled program did not see is all the time since the last tick; of a jump between two
        ordinary ticks it is what the wall clock moved beyond the monotonic one.
        """
        last, self._last = self._last, (wall, monotonic)
        if last is None:
            return None
        moved, passed = (wall - last[0]).total_seconds(), monotonic - last[1]
        apart = round(moved - passed, 3)
        if apart < -self.APART:
            return apart
        if passed > self.STALLED:
            return round(moved, 3)
        return apart if apart > self.APART else None
