"""What differs by platform, each branch tried on this one."""

import errno
import fcntl
import os
import platform as machine
from collections.abc import Callable
from pathlib import Path

import pytest

from flipchart.store import platform


def failing(number: int) -> Callable[..., None]:
    def call(*_: object) -> None:
        raise OSError(number, "injected")

    return call


def test_a_flag_that_is_missing_is_left_out() -> None:
    """Windows has no O_NOFOLLOW, others no O_BINARY."""
    assert platform.flag("O_CREAT", "O_NOT_THERE") == os.O_CREAT


def test_macos_is_asked_to_go_past_the_drive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """F_FULLFSYNC first; fsync where the volume does not know it; a real error comes out."""
    asked: list[int] = []
    monkeypatch.setattr(fcntl, "fcntl", lambda fd, command: asked.append(command))
    monkeypatch.setattr(os, "fsync", lambda fd: asked.append(-1))
    platform.sync(3, "darwin")
    assert asked == [51]
    monkeypatch.setattr(fcntl, "fcntl", failing(errno.ENOTSUP))
    platform.sync(3, "darwin")
    assert asked == [51, -1]
    monkeypatch.setattr(fcntl, "fcntl", failing(errno.EIO))
    with pytest.raises(OSError, match="injected"):
        platform.sync(3, "darwin")


def test_a_folder_reaches_the_disk_where_that_can_be(tmp_path: Path) -> None:
    """Windows is not asked; errors that only mean "not here" are no failure; others are."""
    platform.sync_folder(tmp_path)
    platform.sync_folder(tmp_path / "none", "win32")
    for number in (errno.EINVAL, errno.ENOTSUP, errno.EACCES, errno.EROFS, errno.EBADF):
        platform.sync_folder(tmp_path, fsync=failing(number))
    for number in (errno.EIO, errno.ENOSPC):
        with pytest.raises(OSError, match="injected"):
            platform.sync_folder(tmp_path, fsync=failing(number))
    with pytest.raises(FileNotFoundError):
        platform.sync_folder(tmp_path / "none")


def test_no_descriptor_of_a_folder_is_left_open(tmp_path: Path) -> None:
    """Thousands of saves must not use up the descriptors."""
    free = os.dup(0)
    os.close(free)
    for _ in range(5):
        platform.sync_folder(tmp_path, fsync=failing(errno.EINVAL))
    again = os.dup(0)
    os.close(again)
    assert again == free


class Sharing:
    """Refuses as Windows does while another program has the file open."""

    def __init__(self, times: int, code: int = 32) -> None:
        self.times, self.code = times, code

    def __call__(self, source: Path, target: Path) -> None:
        self.times -= 1
        if self.times >= 0:
            error = PermissionError(errno.EACCES, "in use")
            error.winerror = self.code  # type: ignore[attr-defined,unused-ignore]
            raise error


def test_windows_waits_for_a_file_that_is_open_for_a_moment() -> None:
    """Nine refusals are waited out, the tenth comes out; other errors and other systems are not waited for."""
    waits: list[float] = []
    here = Path()
    platform.replace(here, here, "win32", Sharing(9), waits.append)
    assert len(waits) == 9
    for move, system in ((Sharing(10), "win32"), (Sharing(1, 3), "win32"), (Sharing(1), "linux")):
        with pytest.raises(PermissionError):
            platform.replace(here, here, system, move, waits.append)
    platform.replace(here, here, "win32", Sharing(1))
    assert len(waits) == 18


def test_a_new_name_is_given_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With links, without links, and as on Windows, where renaming refuses an existing name by itself."""
    for number, system in enumerate(("linux", "win32", "fat")):
        source = tmp_path / f"s{number}"
        source.write_bytes(b"x")
        if system == "fat":
            monkeypatch.setattr(os, "link", failing(errno.EPERM))
        platform.publish(source, tmp_path / f"t{number}", system)
        assert (tmp_path / f"t{number}").read_bytes() == b"x"
    again = tmp_path / "again"
    again.write_bytes(b"y")
    with pytest.raises(FileExistsError):
        platform.publish(again, tmp_path / "t0")
    monkeypatch.undo()
    with pytest.raises(FileExistsError):
        platform.publish(again, tmp_path / "t0")
    assert (tmp_path / "t0").read_bytes() == b"x"


@pytest.mark.parametrize(
    ("node", "host"),
    [("noor-laptop.local", "noor-laptop"), ("../Änne's Mac", "host"), ("", "host"), ("x" * 99, "x" * 32)],
)
def test_the_machine_has_a_name_that_fits_a_file(node: str, host: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Letters, digits and dashes, at most 32."""
    monkeypatch.setattr(machine, "node", lambda: node)
    assert platform.host() == host


def test_whoever_holds_a_lock_is_seen_without_taking_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows is not asked; what is not about the lock is a failure."""
    path = tmp_path / "lock"
    path.touch()
    assert platform.held_by_another(path, "win32") is None
    assert platform.held_by_another(path) is False
    monkeypatch.setattr(fcntl, "flock", failing(errno.EWOULDBLOCK))
    assert platform.held_by_another(path) is True
    monkeypatch.setattr(fcntl, "flock", failing(errno.ENOLCK))
    with pytest.raises(OSError, match="injected"):
        platform.held_by_another(path)
