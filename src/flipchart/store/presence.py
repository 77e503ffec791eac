"""Presence: holding the driver's lock, and telling watchers what the driver's screen is on."""

import datetime as dt
import json
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from threading import Event

from msgspec import Struct, field

from flipchart.clock import Clock, ahead, wall
from flipchart.domain.text import clean_line
from flipchart.store import platform, sidecar_names
from flipchart.store.disk import DISK, Disk, Lock
from flipchart.store.errors import StoreError
from flipchart.store.files import read_if_there
from flipchart.store.latest_worker import Latest
from flipchart.store.locks import release
from flipchart.store.platform import MAKE

HEARTBEAT = 5.0
"""Seconds between two signs of life."""

STALE = 15.0
"""Seconds without one after which a driver on another machine counts as gone."""

FARTHEST = 10**9
"""Seconds (31 years) beyond which a difference between two clocks is ignored as an error."""


class Driver(Struct, frozen=True):
    """Who drives a session, from which machine, since when (UTC), when last heard of, and what the screen is on.

    `gone` means that the driver left while the clock went on. `ahead` is how many seconds the driver's clock, which
    nobody can set, is ahead of the computer's.
    """

    who: str = ""
    host: str = ""
    since: dt.datetime | None = None
    heartbeat: dt.datetime | None = None
    screen: Mapping[str, object] = field(default_factory=dict)
    gone: bool = False
    ahead: float = 0.0


def read_live(path: Path, disk: Disk = DISK) -> Driver | None:
    """Return what the live file of the session at `path` says, of whatever age; None where it says nothing."""
    try:
        data = read_if_there(sidecar_names.live_file(disk.real(path)), disk)
        values = json.loads(data) if data else None
    except (StoreError, OSError, ValueError, RecursionError):
        return None
    return _driver(values) if isinstance(values, dict) else None


def driver_of(path: Path, clock: Clock, disk: Disk = DISK) -> Driver | None:
    """Return who drives the session at `path` now, or None.

    On this machine the lock tells; of other machines their last sign of life does, if it is not older than 15 s.
    """
    driver = read_live(path, disk)
    held = is_driven_here(path, disk)
    if held:
        return driver or Driver(host=platform.host())
    if (
        driver is None
        or driver.gone
        or driver.heartbeat is None
        or (held is False and driver.host == platform.host())
    ):
        return None
    return driver if abs((wall(clock) - driver.heartbeat).total_seconds()) <= STALE else None


def is_driven_here(path: Path, disk: Disk = DISK) -> bool | None:
    """Tell whether a program holds the lock of whoever drives; None where the disk gives no locks."""
    try:
        return disk.held(sidecar_names.open_lock(disk.real(path)))
    except FileNotFoundError:
        return False
    except OSError:
        return None


def _driver(values: Mapping[str, object]) -> Driver:
    screen = values.get("screen")
    return Driver(
        who=_line(values.get("who")),
        host=_line(values.get("host")),
        since=_instant(values.get("since")),
        heartbeat=_instant(values.get("heartbeat")),
        screen=screen if isinstance(screen, dict) else {},
        gone=values.get("gone") is True,
        ahead=_seconds(values.get("ahead")),
    )


def _seconds(value: object) -> float:
    return float(value) if isinstance(value, int | float) and abs(value) < FARTHEST else 0.0


def _line(value: object) -> str:
    return clean_line(value, limit=80) if isinstance(value, str) else ""


def _instant(value: object) -> dt.datetime | None:
    try:
        instant = dt.datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
    return instant if instant is not None and instant.tzinfo is not None else None


TRIES, PAUSE = 5, 0.02
"""How often the lock is tried, and the seconds between: a watcher that probes it holds it for an instant."""


def take_driver_lock(path: Path, who: str, clock: Clock, disk: Disk = DISK) -> "Driving | None":
    """Become the driver of the session at `path`; None if somebody else is, here or on another machine.

    `driver_of` then tells who it is; the session can be edited without this lock all the same. Waits only a moment.
    """
    left = TRIES
    while left:
        left -= 1
        if driver_of(path, clock, disk) is None:
            try:
                lock = disk.lock(sidecar_names.open_lock(disk.real(path)))
            except OSError:
                return Driving(path, who, clock, None, disk)  # no locks on this disk: the signs of life must do
            if lock is not None:
                return Driving(path, who, clock, lock, disk)
        elif is_driven_here(path, disk) is not True:
            return None
        Event().wait(PAUSE if left else 0)
    return None


class Driving:
    """The driver's signs of life, every 5 s and at each change of the screen, written by a thread of its own."""

    def __init__(self, path: Path, who: str, clock: Clock, lock: Lock | None, disk: Disk = DISK) -> None:
        self._session = path
        self._who, self._clock, self._lock, self._disk = who, clock, lock, disk
        self._since = wall(clock).isoformat()
        self._signs: Latest[Mapping[str, object]] = Latest(self.write, every=HEARTBEAT)
        self.show({})

    def show(self, screen: Mapping[str, object]) -> None:
        """Tell watchers what the screen is on (values that JSON can hold); returns at once."""
        self._signs.put(screen)

    def close(self, timeout: float = 1.0, *, goes_on: bool = False) -> None:
        """Release the lock and remove the live file and the lock file.

        If the clock `goes_on`, a last sign of life stays, from which the unwatched time can be told later.
        """
        self._signs.close(timeout)
        with suppress(OSError):
            if goes_on:
                self.write({}, gone=True)
            else:
                self._disk.remove(sidecar_names.live_file(self._disk.real(self._session)))
        release(self._lock)

    def write(self, screen: Mapping[str, object], *, gone: bool = False) -> None:
        """Write one sign of life; raises OSError. It need not survive a power cut, only never be half there."""
        target = sidecar_names.live_file(self._disk.real(self._session))
        values = {
            "who": self._who,
            "host": platform.host(),
            "since": self._since,
            "heartbeat": wall(self._clock).isoformat(),
            "screen": screen,
            **({"ahead": away} if (away := ahead(self._clock)) else {}),
            **({"gone": True} if gone else {}),
        }
        mode = self._disk.status(self._session).st_mode & 0o666
        temporary = sidecar_names.temporary(target)
        try:
            fd = self._disk.open(temporary, MAKE, 0o600)
            try:
                self._disk.write(fd, json.dumps(values).encode())
                self._disk.set_mode(fd, mode)
            finally:
                self._disk.close(fd)
            self._disk.replace(temporary, target)
        except OSError:
            self._disk.remove(temporary)
            raise
