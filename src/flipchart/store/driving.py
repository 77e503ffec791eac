"""Being the one who drives: holding the lock, and telling watchers where the screen is."""

import json
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from threading import Event

from flipchart.clock import Clock
from flipchart.store import platform, sidecar_names
from flipchart.store.disk import DISK, Disk, Lock
from flipchart.store.latest_worker import Latest
from flipchart.store.locks import release
from flipchart.store.platform import MAKE
from flipchart.store.presence import HEARTBEAT, driver_of, is_driven_here

TRIES, PAUSE = 5, 0.02
"""How often the lock is tried, and the seconds between: a watcher that probes it holds it for an instant."""


def take_the_wheel(path: Path, who: str, clock: Clock, disk: Disk = DISK) -> "Driving | None":
    """Become the driver of the session at `path`; None when somebody else is, here or on another machine.

    Ask `driver_of` then who it is; the session can be edited all the same, without this. Waits for a moment at most.
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
    """Signs of life every 5 s and at each change of the screen, written by a thread of its own."""

    def __init__(self, path: Path, who: str, clock: Clock, lock: Lock | None, disk: Disk = DISK) -> None:
        self._session = path
        self._who, self._clock, self._lock, self._disk = who, clock, lock, disk
        self._since = clock.now().isoformat()
        self._signs: Latest[Mapping[str, object]] = Latest(self.write, every=HEARTBEAT)
        self.show({})

    def show(self, screen: Mapping[str, object]) -> None:
        """Tell watchers what the screen is on (values that JSON can hold); returns at once."""
        self._signs.put(screen)

    def close(self, timeout: float = 1.0, *, goes_on: bool = False) -> None:
        """Let go of the wheel; the live file goes, the empty lock file stays.

        Where the clock `goes_on` a last sign of life stays: from it the time that nobody watches will be known.
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
            "heartbeat": self._clock.now().isoformat(),
            "screen": screen,
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
