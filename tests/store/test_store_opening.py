"""Opening a session: what it holds, what a person should be told once, and that nothing is written."""

import errno
import os
from pathlib import Path

import pytest
from faults import FaultyDisk
from saving import NOW, first

from flipchart.clock import ManualClock
from flipchart.store.codec import encode
from flipchart.store.disk import Disk
from flipchart.store.errors import Damaged, StoreError, Unsaved
from flipchart.store.opening import open_session
from flipchart.store.set_aside import keep_original, needs_original

CLOCK = ManualClock(NOW)
TYPED = b'# ours\ntitle = "Retro"\n'


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the session is."""
    return tmp_path / "retro.toml"


def test_a_sound_file_opens_without_a_word(path: Path) -> None:
    """Session, bytes and time; nothing is beside it afterwards."""
    path.write_bytes(encode(first()))
    opened = open_session(path, CLOCK)
    assert (opened.session, opened.data) == (first(), path.read_bytes())
    assert (opened.notices, opened.read_only) == ((), False)
    assert list(path.parent.iterdir()) == [path]


def test_what_a_save_would_lose_is_told_once(path: Path) -> None:
    """Before the first save, and not again when the original is kept; made at the file's time."""
    path.write_bytes(TYPED)
    os.utime(path, (1_000_000_000.5, 1_000_000_000.5))
    opened = open_session(path, CLOCK)
    assert opened.notices == (
        "Comments and layout do not survive a save: the file as it is now will be kept as retro.toml.orig.",
    )
    assert opened.session.created == opened.written
    assert opened.written.isoformat() == "2001-09-09T01:46:40.500000+00:00"
    keep_original(path, TYPED)
    assert open_session(path, CLOCK).notices == ()


def test_a_long_plan_is_read_once_and_not_written_for_that(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where its first lines tell it, no row is put into words; a plain file is not read again for long texts."""
    path.write_text("title = 'Retro'\n" + '[[steps]]\ntext = "Ring them"\n' * 50)

    def refuse(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr("flipchart.store.writing.text_of", refuse)
    monkeypatch.setattr("flipchart.store.opening.parse", refuse)
    assert open_session(path, CLOCK).notices[0].startswith("Comments and layout do not survive")


def test_a_text_that_is_too_long_is_told_by_its_place(path: Path) -> None:
    """The whole text stays in the original."""
    steps = '[[steps]]\ntext = "a"\n[[steps]]\ntext = "b"\nnote = "' + "n" * 20_481 + '"\n'
    path.write_text('title = "Retro"\n' + steps)
    assert (
        open_session(path, CLOCK).notices[0].startswith("steps[2].note is longer than is kept here: the whole file")
    )
    path.write_text(
        'title = "Retro"\npurpose = "' + "n" * 2_001 + '"\nsteps = []\ngoals = 1\n'.replace("goals = 1\n", "")
    )
    assert open_session(path, CLOCK).notices[0].startswith("purpose is longer")


def test_originals_are_numbered(path: Path) -> None:
    """Another original never takes the place of the first; the same bytes are kept once."""
    other = TYPED.replace(b"ours", b"theirs")
    first_place = keep_original(path, TYPED)
    assert keep_original(path, other) == path.with_name("retro.toml.orig-2")
    assert keep_original(path, TYPED) == first_place == path.with_name("retro.toml.orig")
    assert first_place is not None and first_place.read_bytes() == TYPED
    assert first_place.stat().st_mode & 0o777 == 0o600
    assert keep_original(path, encode(first())) is None
    assert not needs_original(b"broken")


def test_an_original_that_cannot_be_kept_stops_the_save(path: Path) -> None:
    """Else comments were lost on a full disk."""
    with pytest.raises(Unsaved):
        keep_original(path, TYPED, FaultyDisk(0, errno.ENOSPC, only="write"))
    assert list(path.parent.iterdir()) == []


class Quicker(Disk):
    """Another program makes the original first."""

    def publish(self, source: Path, target: Path) -> None:
        if target.name.endswith(".orig"):
            target.write_bytes(b"# another")
        super().publish(source, target)


def test_somebody_quicker_takes_the_name(path: Path) -> None:
    """Then the next number is used."""
    assert keep_original(path, TYPED, Quicker()) == path.with_name("retro.toml.orig-2")


def test_a_newer_file_is_for_looking(path: Path) -> None:
    """It says so, and what to do."""
    path.write_bytes(encode(first()).replace(b"format = 1", b"format = 2"))
    opened = open_session(path, CLOCK)
    assert opened.read_only
    assert opened.notices == (
        "retro.toml is of a newer format: it can be looked at, not changed. Install a newer flipchart.",
    )


class Protected(Disk):
    """On which nothing may be written."""

    def writable(self, path: Path) -> bool:
        return False


def test_a_write_protected_file_is_for_looking(path: Path) -> None:
    """Who protected it meant it, though its folder would allow replacing it."""
    path.write_bytes(encode(first()))
    opened = open_session(path, CLOCK, Protected())
    assert opened.read_only and opened.notices == (
        "retro.toml is write-protected: it can be looked at, not changed.",
    )


class Shut(Disk):
    """On which only folders may not be written."""

    def writable(self, path: Path) -> bool:
        return path.is_file()


def test_a_session_in_a_read_only_folder_is_for_looking(path: Path) -> None:
    """A save puts a new file in its place, so the right to write the file alone is not enough."""
    path.write_bytes(encode(first()))
    link = path.parent / "open" / "link.toml"
    link.parent.mkdir()
    link.symlink_to(path)
    opened = open_session(link, CLOCK, Shut())
    assert opened.read_only and opened.notices == (
        "link.toml is in a folder that you may not write to: it can be looked at, not changed.",
    )


def test_a_damaged_file_does_not_open(path: Path) -> None:
    """One sentence, and the file is as it was."""
    path.write_bytes(encode(first())[:-9])
    with pytest.raises(Damaged):
        open_session(path, CLOCK)
    with pytest.raises(StoreError, match="not a regular file"):
        open_session(Path("/dev/zero"), CLOCK)


def test_a_file_without_a_time_was_made_now(path: Path) -> None:
    """Where the system does not tell."""
    path.write_bytes(b'title = "Retro"')
    assert open_session(path, CLOCK, FaultyDisk(0, only="status")).session.created == NOW
