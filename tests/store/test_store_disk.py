"""The door to the files, its locks, and the names of what lies beside a session."""

import os
import threading
from pathlib import Path
from typing import Any

import filelock
import pytest

from flipchart.store import platform, sidecar_names
from flipchart.store.disk import DISK


def test_a_lock_is_held_by_one_and_free_after(tmp_path: Path) -> None:
    """The second gets nothing and does not wait; the lock file is private and empty."""
    path = tmp_path / ".~x.lock"
    first = DISK.lock(path)
    assert first is not None
    assert DISK.lock(path) is None
    assert (path.stat().st_mode & 0o777, path.stat().st_size) == (0o600, 0)
    first.release()
    assert not path.exists()
    again = DISK.lock(path)
    assert again is not None
    again.release()
    again.release()
    assert not path.exists()


def test_a_lock_file_that_somebody_made_anew_is_not_ours_to_remove(tmp_path: Path) -> None:
    """A sync tool took ours away, and another program holds the new one."""
    path = tmp_path / ".~x.lock"
    ours = DISK.lock(path)
    path.unlink()
    its = DISK.lock(path)
    assert ours is not None and its is not None
    ours.release()
    assert path.exists() and DISK.lock(path) is None
    its.release()
    gone = DISK.lock(path)
    assert gone is not None
    path.unlink()
    gone.release()


def test_many_who_want_a_lock_have_it_one_after_the_other(tmp_path: Path) -> None:
    """Though its file goes each time: a count that each reads and writes under the lock loses nothing."""
    path, count = tmp_path / ".~x.lock", tmp_path / "count"
    count.write_text("0")

    def work() -> None:
        done = 0
        while done < 50:
            lock = DISK.lock(path)
            if lock is not None:
                count.write_text(str(int(count.read_text()) + 1))
                lock.release()
                done += 1

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert count.read_text() == "200"


def test_a_disk_without_locks_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rather than being given one that is nothing but a file, which goes stale."""

    class Old:
        def __init__(self, path: Path, mode: int, thread_local: bool, fallback_to_soft: bool) -> None:
            assert (mode, thread_local, fallback_to_soft) == (0o640, False, False)

        def release(self) -> None:
            """Never called."""

        def acquire(self, blocking: bool) -> None:
            raise NotImplementedError("no flock here")

    monkeypatch.setattr(filelock, "FileLock", Old)
    with pytest.raises(OSError, match="no flock here"):
        DISK.lock(tmp_path / "x", 0o640)


def test_platforms_without_modes_are_left_in_peace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows has neither fchmod nor fchown."""
    calls: list[Any] = []
    for name in ("fchmod", "fchown"):
        monkeypatch.setattr(os, name, lambda *arguments: calls.append(arguments))
    DISK.set_mode(3, 0o600)
    DISK.set_owner(3, -1, 0)
    for name in ("fchmod", "fchown"):
        monkeypatch.delattr(os, name)
    DISK.set_mode(3, 0o600)
    DISK.set_owner(3, -1, 0)
    assert calls == [(3, 0o600), (3, -1, 0)]


def test_small_questions_to_the_disk(tmp_path: Path) -> None:
    """Names and rights."""
    (tmp_path / "a").mkdir()
    assert DISK.names(tmp_path) == ["a"]
    assert DISK.writable(tmp_path / "a") and not DISK.writable(tmp_path / "b")


def test_what_lies_beside_a_session_is_named_after_it() -> None:
    """As the page on the file says."""
    path = Path("/s/retro.toml")
    names = [
        each(path).name
        for each in (
            sidecar_names.write_lock,
            sidecar_names.open_lock,
            sidecar_names.live_file,
            sidecar_names.private_file,
        )
    ]
    assert names == [".~retro.lock", ".~retro.open", ".retro.live", ".retro.private.toml"]
    assert [sidecar_names.original(path, n).name for n in (1, 2)] == ["retro.toml.orig", "retro.toml.orig-2"]


def test_temporary_files_are_known_by_session_and_machine() -> None:
    """A name that only looks alike is not ours to take."""
    path = Path("/s/re.tro.toml")
    made = sidecar_names.temporary(path).name
    assert sidecar_names.is_temporary(made, path)
    assert sidecar_names.is_temporary(made, path, platform.host())
    assert not sidecar_names.is_temporary(made, path, "elsewhere")
    assert not sidecar_names.is_temporary(made, Path("/s/retro.toml"))
    assert not sidecar_names.is_temporary("re.tro.toml", path)


def test_names_have_room_to_grow() -> None:
    """The longest name that a disk takes still gets a lock and a temporary file of its own."""
    one, other = Path("字" * 83 + "a.toml"), Path("字" * 83 + "b.toml")
    assert len(os.fsencode(sidecar_names.temporary(one).name)) < 255
    assert sidecar_names.write_lock(one) != sidecar_names.write_lock(other)


def test_where_locks_for_reading_are_no_others_the_lock_itself_is_tried(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on Windows: held is what cannot be taken, and asking leaves it free."""
    monkeypatch.setattr(platform, "held_by_another", lambda _path: None)
    path = tmp_path / "x"
    assert not DISK.held(path)
    lock = DISK.lock(path)
    assert lock is not None
    assert DISK.held(path)
    lock.release()
