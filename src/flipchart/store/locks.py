"""The lock of a write: held for a moment, waited for only so long, and never in the way for ever."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event

from flipchart.clock import Clock
from flipchart.domain.said import say
from flipchart.store import sidecar_names
from flipchart.store.disk import Disk, Lock
from flipchart.store.errors import Locked, place

PAUSE = 0.05
"""Seconds between two tries."""


def try_lock(path: Path, disk: Disk) -> tuple[Lock | None, bool]:
    """Try once to take the write lock of the session at `path`.

    Returns the lock, and whether to go on: also without a lock if the disk has none, when the hash check of the save
    is the only guard.
    """
    try:
        real = disk.real(path)
        disk.status(real.parent)  # a lock must not make the folder anew that was taken away
        lock = disk.lock(sidecar_names.write_lock(real), _mode(real, disk))
    except OSError:
        return None, True
    return lock, lock is not None


@contextmanager
def write_lock(
    path: Path, seconds: float, clock: Clock, disk: Disk, wait: Callable[[float], object] | None = None
) -> Iterator[None]:
    """Hold the write lock; raises Locked when somebody else has held it for `seconds`."""
    pause = wait or Event().wait
    give_up = clock.monotonic() + seconds
    lock, on = try_lock(path, disk)
    while not on:
        if clock.monotonic() >= give_up:
            raise Locked(
                say(
                    "{file} has been locked by another program for {seconds} seconds; nothing was changed. "
                    "Try again when that program is done.",
                    file=place(path),
                    seconds=f"{seconds:.0f}",
                )
            )
        pause(PAUSE)
        lock, on = try_lock(path, disk)
    try:
        yield
    finally:
        release(lock)


def release(lock: Lock | None) -> None:
    """Let go of a lock; where that fails, the kernel does it when the process ends."""
    try:
        if lock is not None:
            lock.release()
    except OSError:
        return


def _mode(path: Path, disk: Disk) -> int:
    """Return the mode of the lock file: whoever may write the session must be able to lock it."""
    try:
        return disk.status(path).st_mode & 0o666 | 0o600
    except OSError:
        return 0o600
