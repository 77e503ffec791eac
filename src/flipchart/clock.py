"""The only place that asks what time it is; everywhere else time is an argument."""

import datetime as dt
import sys
import time
from typing import NamedTuple, Protocol


class Clock(Protocol):
    """Something that knows the time."""

    def now(self) -> dt.datetime:
        """Return the wall clock: aware, UTC, to the millisecond."""

    def monotonic(self) -> float:
        """Return seconds that never go back, the time asleep included, for measuring between two calls."""

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
        """Return seconds that never go back and that no correction moves, the time asleep included."""
        return time.monotonic() if _AWAKE is None else time.clock_gettime(_AWAKE)

    def local(self, instant: dt.datetime) -> dt.datetime:
        """Return `instant` in the machine's zone."""
        return instant.astimezone(ZONE)


ZONE = SystemZone()

_AWAKE: int | None = getattr(time, "CLOCK_BOOTTIME", None)
"""Linux stops its ordinary monotonic clock in a sleep (clock_gettime(2)), as macOS does; Windows goes on."""
if _AWAKE is None and sys.platform == "darwin":
    _AWAKE = time.CLOCK_MONOTONIC_RAW  # goes on asleep, and is never adjusted (clock_gettime(3))


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


class AnchoredClock:
    """The clock of a running app: another clock's time at the start, plus the time elapsed since.

    Setting the computer's clock does not move it, sleeping does. `correct` moves it on purpose. With `follow` it
    is the computer's clock and a difference instead: that of the driver whose screen is watched.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._start, self._since = clock.now(), clock.monotonic()
        self._follows: float | None = None

    def now(self) -> dt.datetime:
        """Return the time at the start and what has elapsed since, or the time that is followed."""
        if self._follows is not None:
            return to_millisecond(self.wall() + dt.timedelta(seconds=self._follows))
        return to_millisecond(self._start + dt.timedelta(seconds=self.monotonic() - self._since))

    def monotonic(self) -> float:
        """Return the other clock's seconds that never go back."""
        return self._clock.monotonic()

    def local(self, instant: dt.datetime) -> dt.datetime:
        """Return `instant` in the other clock's zone."""
        return self._clock.local(instant)

    def wall(self) -> dt.datetime:
        """Return what the computer's clock says, set or not."""
        return self._clock.now()

    def correct(self, seconds: float) -> None:
        """Move by `seconds`, as the computer's clock was moved."""
        self._start += dt.timedelta(seconds=seconds)

    def follow(self, ahead: float) -> None:
        """Show the computer's time and `ahead` seconds more from now on."""
        self._follows = ahead


def wall(clock: Clock) -> dt.datetime:
    """Return what the computer's clock says, by which other machines compare."""
    return clock.wall() if isinstance(clock, AnchoredClock) else clock.now()


def ahead(clock: Clock) -> float:
    """Return by how many seconds an app's clock is ahead of the computer's; 0 within JumpWatch.APART."""
    seconds = round((clock.now() - wall(clock)).total_seconds(), 3)
    return seconds if abs(seconds) > JumpWatch.APART else 0.0


class Jump(NamedTuple):
    """Time that passed `unseen` (asleep, stalled) and by how much the computer's clock was `moved`; seconds, or 0."""

    unseen: float = 0.0
    moved: float = 0.0


class JumpWatch:
    """Notices that time passed unseen, and that the computer's clock was set.

    Asks no clock itself: each tick is told both. Whether there is something to ask about is for the caller to know.
    """

    APART = 2.0
    """Seconds by which the two clocks may move apart between ticks before one of them was set."""
    STALLED = 5.0
    """Seconds between ticks before it is a stall."""

    def __init__(self) -> None:
        self._last: tuple[dt.datetime, float] | None = None

    def tick(self, wall: dt.datetime, monotonic: float) -> Jump | None:
        """Return what happened since the last tick, or None where it was an ordinary one."""
        last, self._last = self._last, (wall, monotonic)
        if last is None:
            return None
        passed = round(monotonic - last[1], 3)
        apart = round((wall - last[0]).total_seconds() - passed, 3)
        jump = Jump(passed if passed > self.STALLED else 0.0, apart if abs(apart) > self.APART else 0.0)
        return jump if any(jump) else None
