"""Nine errors of the system at every call that a whole save makes: lock, read, backup, original, write, sweep."""

import errno
from pathlib import Path

import pytest
from faults import ERRORS, FaultyDisk, calls_of
from saving import NOW, first, with_step, written

import ledger
from flipchart.clock import ManualClock
from flipchart.store.codec import encode
from flipchart.store.errors import StoreError
from flipchart.store.writer import change_session

COMMENT = b"# The plan of the clinic\n"


def prepared(folder: Path) -> Path:
    """A session that somebody wrote by hand, so that its original has to be kept too."""
    folder.mkdir()
    path = folder / "retro.toml"
    path.write_bytes(COMMENT + encode(with_step(first(), "old")))
    return path


def save(path: Path, disk: FaultyDisk) -> None:
    """Add a step, as a command does."""
    state = path.parent / "state"
    change_session(path, lambda session: with_step(session, "new"), ManualClock(NOW), state=state, disk=disk)


def test_a_whole_save_makes_many_calls(tmp_path: Path) -> None:
    """The control: every part of a save goes through the seam."""
    disk = FaultyDisk()
    save(prepared(tmp_path / "s"), disk)
    calls = calls_of(disk)
    assert len(calls) > 40
    assert {"lock", "read", "write", "sync", "sync_folder", "replace", "publish", "names", "status"} <= set(calls)


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("number", ERRORS, ids=errno.errorcode.get)
def test_whatever_call_of_a_save_fails(tmp_path: Path, number: int, after: bool) -> None:
    """Old or new, whole; new if nothing was raised; one sentence; the comment is never lost; the next save works."""
    whole = FaultyDisk()
    save(prepared(tmp_path / "whole"), whole)
    for at in range(len(calls_of(whole))):
        path = prepared(tmp_path / str(at))
        disk = FaultyDisk(at, number, after=after)
        try:
            save(path, disk)
        except StoreError as error:
            assert "Ana" not in error.sentence and "\n" not in error.sentence
        else:
            assert [step.id for step in written(path).steps] == ["old", "new"]
        found = [step.id for step in written(path).steps]
        assert found in (["old"], ["old", "new"]), calls_of(disk)[at]
        ledger.nothing_lost(
            [COMMENT], [each.read_bytes()[: len(COMMENT)] for each in path.parent.glob("retro.toml*")]
        )
        if found == ["old"]:
            save(path, FaultyDisk())
            assert [step.id for step in written(path).steps] == ["old", "new"]
        ledger.count("faults")
