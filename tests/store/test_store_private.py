"""Private notes: a file of their own, as safe as the session, and nobody else's."""

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from faults import ERRORS, FaultyDisk
from msgspec.structs import replace
from saving import NOW, PATIENCE, first

from flipchart.clock import ManualClock, SystemClock
from flipchart.store import private, sidecar_names
from flipchart.store.codec import encode
from flipchart.store.disk import DISK, Disk
from flipchart.store.errors import StoreError
from flipchart.store.private import PrivateNote, PrivateNotes, read_private

LEAVING = PrivateNote("n1", NOW, "Chen is leaving in January")
TIRED = PrivateNote("n2", NOW, "Bea is tired: ask her last\n[/] \u00e9")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A session."""
    made = tmp_path / "retro.toml"
    made.write_bytes(encode(first()))
    return made


def opened(path: Path, disk: Disk = DISK) -> PrivateNotes:
    return PrivateNotes(path, "retro001", ManualClock(NOW), disk)


def kept(notes: PrivateNotes) -> PrivateNotes:
    assert notes.close(PATIENCE)
    return notes


def test_notes_come_back_in_their_order(path: Path) -> None:
    """From one sitting to the next, in a hidden file that only this user may read; the session is not touched."""
    before = path.read_bytes()
    notes = opened(path)
    notes.add(LEAVING)
    notes.add(TIRED)
    assert kept(notes).state.notes == (LEAVING, TIRED)
    assert not notes.state.unsaved
    file = sidecar_names.private_file(path)
    assert file.name == ".retro.private.toml"
    assert file.stat().st_mode & 0o777 == 0o600
    assert read_private(path) == opened(path).state.notes == (LEAVING, TIRED)
    assert path.read_bytes() == before


def test_a_note_is_corrected_and_dropped(path: Path) -> None:
    """The file has the new words; a dropped note stays there, marked, with what the program does not know of it."""
    notes = opened(path)
    for note in (LEAVING, TIRED):
        notes.add(note)
    kept(notes)
    file = sidecar_names.private_file(path)
    file.write_text(file.read_text().replace('id = "n1"', 'id = "n1"\nmood = "sad"'))
    again = opened(path)
    again.revise("n2", "Bea is well")
    again.drop("n1")
    assert kept(again).state.notes == read_private(path) == (replace(TIRED, text="Bea is well"),)
    written = tomllib.loads(file.read_text())["notes"]
    assert [(row["id"], row.get("mood"), row.get("dropped")) for row in written] == [
        ("n1", "sad", True), ("n2", None, None),
    ]  # fmt: skip


def test_a_note_changed_before_it_is_saved_is_saved_once(path: Path) -> None:
    """As it was last; one that was dropped before is not shown again."""
    notes = opened(path)
    notes.add(LEAVING)
    notes.revise("n1", "Chen stays")
    notes.add(TIRED)
    notes.drop("n2")
    notes.revise("n9", "of no note")
    assert kept(notes).state.notes == read_private(path) == (replace(LEAVING, text="Chen stays"),)


def test_no_notes_make_no_file(path: Path) -> None:
    """Opening and leaving writes nothing."""
    names = sorted(it.name for it in path.parent.iterdir())
    kept(opened(path))
    assert read_private(path) == ()
    assert sorted(it.name for it in path.parent.iterdir()) == names


def test_what_another_writes_meanwhile_is_kept(path: Path) -> None:
    """Two desks over one file, and keys that this program does not know."""
    one, other = opened(path), opened(path)
    one.add(LEAVING)
    kept(one)
    file = sidecar_names.private_file(path)
    file.write_text(file.read_text().replace('id = "n1"', 'id = "n1"\ncolour = "red"'))
    other.add(TIRED)
    kept(other)
    assert read_private(path) == (LEAVING, TIRED)
    assert 'colour = "red"' in file.read_text()


@pytest.mark.parametrize("text", ["not toml", "format = 1\n", "format = 9\n[end]\ncomplete = true\n", "notes = 5\n"])
def test_a_file_that_cannot_be_read_is_never_overwritten(path: Path, text: str) -> None:
    """It stays as it is; the note stays on the screen and is told as not saved."""
    file = sidecar_names.private_file(path)
    file.write_text(text)
    notes = opened(path)
    assert notes.state.problem
    notes.add(LEAVING)
    assert not notes.close(PATIENCE)
    assert (notes.state.notes, notes.state.unsaved) == ((LEAVING,), True)
    assert file.read_text() == text
    with pytest.raises(StoreError):
        read_private(path)


def test_rows_of_another_shape_stay_in_the_file_and_are_not_shown(path: Path) -> None:
    """A note without a time, a dropped one, a row that is no table."""
    file = sidecar_names.private_file(path)
    one = '[[notes]]\nid = "a"\ntext = "x"\n'
    rows = f'{one}\n[[notes]]\nid = "b"\nat = 2026-11-18T10:00:00Z\ntext = "y"\ndropped = true\n'
    file.write_text(f"format = 1\n\n{rows}\n[end]\ncomplete = true\n")
    notes = opened(path)
    assert notes.state.notes == ()
    notes.add(LEAVING)
    kept(notes)
    assert read_private(path) == (LEAVING,)
    assert 'id = "a"' in file.read_text() and "dropped = true" in file.read_text()


@pytest.mark.parametrize("number", ERRORS)
def test_a_failure_is_told_and_tried_again(path: Path, number: int) -> None:
    """Never shown as saved; once the disk gives room, it is."""
    disk = FaultyDisk(0, number, forever=True, only="replace")
    notes = opened(path, disk)
    notes.add(LEAVING)
    assert notes._writer.flush(PATIENCE)
    assert notes.state.unsaved and "was not saved" in notes.state.problem
    assert [it.name for it in path.parent.iterdir() if it.suffix == ".tmp"] == []
    disk._heal()
    disk._forever = False
    notes.look()
    assert notes._writer.flush(PATIENCE)
    assert not notes.state.unsaved and notes.state.problem == ""
    kept(notes)


def test_what_no_file_can_hold_is_told(path: Path) -> None:
    """A lone surrogate, which the screens never let in."""
    notes = opened(path)
    notes.add(PrivateNote("n", NOW, "\ud800"))
    assert not notes.close(PATIENCE)
    assert "cannot hold" in notes.state.problem
    assert not sidecar_names.private_file(path).exists()


def test_a_kill_behind_saved_loses_nothing(path: Path) -> None:
    """A process that says it is saved and is killed at once: the note is there."""
    code = (
        "import sys, pathlib, os, signal\nfrom flipchart.clock import SystemClock\n"
        "from flipchart.store.private import PrivateNote, PrivateNotes\n"
        "clock = SystemClock()\nnotes = PrivateNotes(pathlib.Path(sys.argv[1]), 's', clock)\n"
        "notes.add(PrivateNote('n', clock.now(), 'kept'))\nnotes._writer.flush(20)\n"
        "assert not notes.state.unsaved\nos.kill(os.getpid(), signal.SIGKILL)\n"
    )
    subprocess.run([sys.executable, "-c", code, str(path)], timeout=60, check=False)
    assert [note.text for note in read_private(path)] == ["kept"]
    assert SystemClock().now() >= read_private(path)[0].at


def test_a_file_that_would_not_be_read_as_it_was_written_is_no_save(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is told, and the file that was there stays."""
    notes = opened(path)
    notes.add(LEAVING)
    kept(notes)
    before = sidecar_names.private_file(path).read_bytes()
    notes = opened(path)
    with monkeypatch.context() as wrong:
        wrong.setattr(private, "same", lambda one, other: False)
        notes.add(TIRED)
        assert not notes.close(PATIENCE)
        assert "would not be readable" in notes.state.problem
        assert sidecar_names.private_file(path).read_bytes() == before
