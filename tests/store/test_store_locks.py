"""The lock of a write: waited for, never held on to, and never a reason to lose a save."""

import errno
from pathlib import Path

import pytest
from faults import FaultyDisk
from saving import NOW, first

from flipchart.clock import ManualClock
from flipchart.store import sidecar_names
from flipchart.store.codec import encode
from flipchart.store.disk import DISK
from flipchart.store.errors import Locked
from flipchart.store.locks import release, write_lock


def test_a_lock_is_waited_for_until_its_holder_is_done(tmp_path: Path) -> None:
    """Another program saves for a moment; then it is our turn, and the lock is free afterwards."""
    path = tmp_path / "retro.toml"
    path.write_bytes(encode(first()))
    other = DISK.lock(sidecar_names.write_lock(path))
    assert other is not None
    pauses: list[float] = []

    def wait(seconds: float) -> None:
        pauses.append(seconds)
        if len(pauses) == 3:
            other.release()

    with write_lock(path, 30, ManualClock(NOW), DISK, wait):
        assert len(pauses) == 3
        assert DISK.lock(sidecar_names.write_lock(path)) is None
    again = DISK.lock(sidecar_names.write_lock(path))
    release(again)
    assert again is not None and [it.name for it in tmp_path.iterdir()] == [path.name]


def test_nobody_who_may_not_lock_is_kept_from_saving(tmp_path: Path) -> None:
    """A lock file that a colleague left and that this user may not open: the comparison before a save guards."""
    path = tmp_path / "retro.toml"
    disk = FaultyDisk(0, errno.EACCES, forever=True, only="lock")
    with write_lock(path, 30, ManualClock(NOW), disk, lambda seconds: None):
        pass


def test_a_lock_that_stays_taken_is_given_up(tmp_path: Path) -> None:
    """In one sentence, with nothing changed."""
    path = tmp_path / "retro.toml"
    path.write_bytes(encode(first()))
    other = DISK.lock(sidecar_names.write_lock(path))
    clock = ManualClock(NOW)
    with (
        pytest.raises(Locked, match="has been locked by another program for 30 seconds; nothing was changed"),
        write_lock(path, 30, clock, DISK, lambda _seconds: clock.advance(10)),
    ):
        pass
    release(other)


def test_a_disk_without_locks_is_saved_to_all_the_same(tmp_path: Path) -> None:
    """What is in the file is compared before a save instead; nothing is waited for."""
    path = tmp_path / "retro.toml"
    disk = FaultyDisk(0, errno.ENOLCK, forever=True, only="lock")
    with write_lock(path, 30, ManualClock(NOW), disk, lambda seconds: None):
        pass


def test_a_lock_that_cannot_be_let_go_is_no_failure() -> None:
    """The save is done; the system lets go of it when the process ends."""

    class Stuck:
        def release(self) -> None:
            raise OSError(errno.EIO, "injected")

    release(Stuck())
