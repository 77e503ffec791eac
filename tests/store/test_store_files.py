"""A file is read only if it is one, and replaced so that it is always complete, whatever call fails."""

import errno
import os
import socket
import stat
import sys
from pathlib import Path

import pytest
from faults import ERRORS, FaultyDisk, calls_of

from flipchart.store import files
from flipchart.store.disk import Disk
from flipchart.store.errors import StoreError, Unconfirmed, Unreadable, Unsaved
from flipchart.store.files import Changed, by_name, create_durably, read_bytes, read_if_there, replace_durably

OLD, NEW = b"old" * 1000, b"new" * 2000


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file with old content and a mode of its own."""
    made = tmp_path / "retro.toml"
    made.write_bytes(OLD)
    made.chmod(0o640)
    return made


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_file_is_read_whole(path: Path, tmp_path: Path) -> None:
    """Also by a link; what is not there is told apart from what cannot be read."""
    (tmp_path / "link").symlink_to(path)
    assert read_bytes(path) == read_bytes(tmp_path / "link") == read_if_there(path) == OLD
    assert read_if_there(tmp_path / "none") is None
    with pytest.raises(Unreadable, match="there is no such file"):
        read_bytes(tmp_path / "none")


def test_what_is_no_regular_file_is_refused_at_once(tmp_path: Path) -> None:
    """A FIFO does not hang, a device does not fill the memory, a folder is named as one."""
    os.mkfifo(tmp_path / "fifo")
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(tmp_path / "s"))
        for odd in (tmp_path / "fifo", Path("/dev/zero"), Path("/dev/null"), tmp_path / "s"):
            with pytest.raises(Unreadable, match="is not a regular file; name another"):
                read_bytes(odd)
    with pytest.raises(Unreadable, match="is a folder; name a file in it"):
        read_bytes(tmp_path)


def test_links_in_a_circle_are_refused(tmp_path: Path) -> None:
    """Reading says so, and so does looking whether it is there."""
    (tmp_path / "a").symlink_to(tmp_path / "b")
    (tmp_path / "b").symlink_to(tmp_path / "a")
    for read in (read_bytes, read_if_there):
        with pytest.raises(Unreadable, match="circle"):
            read(tmp_path / "a")


def test_a_file_that_is_too_large_is_no_session(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """More than 64 MiB is not taken into memory."""
    monkeypatch.setattr(files, "LARGEST", len(OLD))
    assert read_bytes(path) == OLD
    monkeypatch.setattr(files, "LARGEST", len(OLD) - 1)
    with pytest.raises(Unreadable, match="larger than 64 MiB"):
        read_bytes(path)


def test_a_saved_file_keeps_mode_owner_and_link(path: Path, tmp_path: Path) -> None:
    """What the user set stays; saving through a link leaves the link."""
    link = tmp_path / "link.toml"
    link.symlink_to(path)
    before = path.stat()
    replace_durably(link, NEW)
    after = path.stat()
    assert link.is_symlink() and path.read_bytes() == NEW
    assert (after.st_mode, after.st_uid, after.st_gid) == (before.st_mode, before.st_uid, before.st_gid)
    assert sorted(each.name for each in tmp_path.iterdir()) == ["link.toml", "retro.toml"]


def test_a_new_file_is_for_its_owner_alone(tmp_path: Path) -> None:
    """Names of people are personal data (I9)."""
    replace_durably(tmp_path / "a.toml", NEW)
    create_durably(tmp_path / "b.toml", NEW)
    assert mode(tmp_path / "a.toml") == mode(tmp_path / "b.toml") == 0o600
    assert len(list(tmp_path.iterdir())) == 2


def test_a_group_that_cannot_be_kept_gets_no_more_than_everybody(path: Path) -> None:
    """A file that another group could read must not become readable for our group instead."""
    path.chmod(0o664)
    replace_durably(path, NEW, disk=FaultyDisk(0, errno.EPERM, forever=True, only="set_owner"))
    assert mode(path) == 0o644
    path.chmod(0o664)
    replace_durably(path, NEW, disk=FaultyDisk(0, errno.EPERM, only="set_owner"))
    assert mode(path) == 0o664


def test_a_disk_without_modes_is_good_enough(path: Path) -> None:
    """FAT refuses modes; the file is saved nevertheless, and nobody is shut out whom its mode let in."""
    path.chmod(0o600)
    assert replace_durably(path, NEW, disk=FaultyDisk(0, errno.EPERM, only="set_mode")) == ""
    assert path.read_bytes() == NEW


def test_a_colleague_who_is_shut_out_is_told_of(path: Path) -> None:
    """Where the mode is refused, or the group and with it its access: saved, and one sentence says so."""
    for only in ("set_mode", "set_owner"):
        path.chmod(0o660)
        said = replace_durably(path, NEW, disk=FaultyDisk(0, errno.EPERM, forever=True, only=only))
        assert said.startswith(f"{path} is saved, but") and said.endswith("`chmod`.")
        assert path.read_bytes() == NEW and mode(path) == 0o600
    assert replace_durably(path, NEW) == ""


def test_a_name_that_is_taken_is_never_overwritten(path: Path, tmp_path: Path) -> None:
    """Creating fails where something is, even a broken link, and leaves nothing behind."""
    (tmp_path / "broken.toml").symlink_to(tmp_path / "nowhere")
    for taken in (path, tmp_path / "broken.toml"):
        with pytest.raises(FileExistsError):
            create_durably(taken, NEW)
    assert path.read_bytes() == OLD
    assert len(list(tmp_path.iterdir())) == 2


def test_the_last_look_can_stop_a_save(path: Path, tmp_path: Path) -> None:
    """What `check` raises comes out, the old file stays, no temporary file stays."""

    def check() -> None:
        raise Changed

    with pytest.raises(Changed):
        replace_durably(path, NEW, check=check)
    assert path.read_bytes() == OLD
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.skipif(sys.platform == "win32", reason="there an open file is not replaced")
def test_a_reader_never_sees_a_part(path: Path) -> None:
    """Whoever has the old file open reads it to its end, whatever takes its name meanwhile (I1)."""
    with path.open("rb", buffering=0) as reader:
        begun = reader.read(2)
        replace_durably(path, NEW)
        assert begun + reader.read() == OLD
    assert path.read_bytes() == NEW


class Slow(Disk):
    """Writes one byte, or ten, at a time."""

    def write(self, fd: int, data: bytes) -> int:
        return super().write(fd, data[:10])


def test_a_write_in_pieces_is_a_whole_write(path: Path) -> None:
    """The system may take less than it was given."""
    replace_durably(path, NEW, disk=Slow())
    assert path.read_bytes() == NEW


def counted(path: Path) -> list[str]:
    disk = FaultyDisk()
    replace_durably(path, NEW, disk=disk)
    path.write_bytes(OLD)
    return calls_of(disk)


def test_the_content_reaches_the_disk_before_the_name_and_the_name_before_success(path: Path) -> None:
    """Without the first fsync a power cut left an empty file on xfs, without the second the old one (I2)."""
    calls = counted(path)
    steps = ["open", "write", "set_mode", "sync", "close", "replace", "sync_folder"]
    assert [name for name in calls if name in steps] == steps


@pytest.mark.parametrize("number", ERRORS, ids=errno.errorcode.get)
@pytest.mark.parametrize("forever", [False, True], ids=["once", "forever"])
@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
def test_whatever_call_fails_the_file_is_whole(path: Path, number: int, forever: bool, after: bool) -> None:
    """At every call of a save, with every error: old or new, never half; success only with the new (I1, I3)."""
    total = len(counted(path))
    assert total > 8
    for at in range(total):
        path.write_bytes(OLD)
        disk = FaultyDisk(at, number, forever=forever, after=after)
        try:
            replace_durably(path, NEW, disk=disk)
        except Unconfirmed as error:
            assert path.read_bytes() == NEW
            assert "did not confirm" in error.sentence
        except Unsaved as error:
            # With a disk that never answers again, nobody can tell which of the two it is.
            assert path.read_bytes() == OLD or forever
            assert "was not saved" in error.sentence
            assert "Ana" not in error.sentence
        else:
            assert path.read_bytes() == NEW
        assert path.read_bytes() in (OLD, NEW)
        for left in path.parent.glob(".~*"):
            assert forever
            left.unlink()


def test_a_sentence_names_the_file_alone(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where the place was typed from the working folder, and so is the end of the real one."""
    monkeypatch.chdir(path.parent.parent)
    for typed in (path, path.relative_to(path.parent.parent)):
        assert by_name(f"{path} was not saved.", typed) == "retro.toml was not saved."


@pytest.mark.parametrize("only", ["open", "write", "sync", "close", "replace", "set_mode", "status"])
def test_no_failed_call_passes_for_a_save(path: Path, only: str) -> None:
    """Each call that matters, failing, ends in a sentence and the old file."""
    with pytest.raises(Unsaved, match=r"retro\.toml was not saved: the disk is full; make room on it\.$"):
        replace_durably(path, NEW, disk=FaultyDisk(0, errno.ENOSPC, only=only))
    assert path.read_bytes() == OLD
    assert list(path.parent.iterdir()) == [path]


def test_a_replace_that_fails_after_it_was_done_counts_as_done(path: Path) -> None:
    """Network disks answer so; the file is read back before anything is said."""
    replace_durably(path, NEW, disk=FaultyDisk(0, errno.ESTALE, after=True, only="replace"))
    assert path.read_bytes() == NEW


def test_a_folder_that_does_not_reach_the_disk_is_told_apart(path: Path) -> None:
    """The new file is there, but a power cut might take it: that is not called saved (I2)."""
    with pytest.raises(Unconfirmed):
        replace_durably(path, NEW, disk=FaultyDisk(0, errno.EIO, only="sync_folder"))
    assert path.read_bytes() == NEW
    with pytest.raises(Unsaved, match="was not saved"):
        replace_durably(path, OLD, disk=Vanishing())


class Vanishing(Disk):
    """Loses the file when the folder should reach the disk."""

    def sync_folder(self, folder: Path) -> None:
        (folder / "retro.toml").unlink()
        raise OSError(errno.EIO, "gone")


@pytest.mark.parametrize("number", ERRORS, ids=errno.errorcode.get)
def test_whatever_call_fails_a_new_file_is_whole_or_absent(tmp_path: Path, number: int) -> None:
    """Making a file fails cleanly at every call."""
    disk = FaultyDisk()
    create_durably(tmp_path / "x.toml", NEW, disk)
    for at in range(len(calls_of(disk))):
        path = tmp_path / f"{at}.toml"
        try:
            create_durably(path, NEW, FaultyDisk(at, number))
        except StoreError:
            assert not path.exists() or path.read_bytes() == NEW
        else:
            assert path.read_bytes() == NEW


def test_reading_fails_with_a_sentence_at_every_call(path: Path) -> None:
    """Opening, looking and reading; a failed close of a file that was only read is no matter."""
    for only in ("open", "status_of", "read"):
        with pytest.raises(Unreadable, match=r"too many files are open; close other programs\.$"):
            read_bytes(path, FaultyDisk(0, errno.EMFILE, only=only))
    assert read_bytes(path, FaultyDisk(0, only="close")) == OLD
    with pytest.raises(Unreadable, match="access is not allowed"):
        read_if_there(path, FaultyDisk(0, errno.EACCES, only="status"))
