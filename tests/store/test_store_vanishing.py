"""Files and folders that are taken away, renamed or replaced while a session is open: nothing is lost or guessed."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from saving import Desk, first, with_step, written

import ledger
from flipchart.store.codec import encode


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of sessions; the state folder lies beside it, on another disk as it were."""
    made = tmp_path / "sessions"
    made.mkdir()
    return made


def deleted(folder: Path) -> None:
    shutil.rmtree(folder)


def renamed(folder: Path) -> None:
    folder.rename(folder.with_name("moved"))


def replaced_by_a_file(folder: Path) -> None:
    shutil.rmtree(folder)
    folder.write_text("no folder")


@pytest.mark.parametrize("happens", [deleted, renamed, replaced_by_a_file])
def test_a_folder_that_goes_away(folder: Path, happens: Callable[[Path], None]) -> None:
    """It is said, nothing is made in its place, the copy is kept elsewhere, and when it is back all is saved."""
    with Desk(folder, state=folder.parent / "state") as desk:
        desk.submit(with_step(desk.session, "a"))
        desk.saved()
        happens(folder)
        desk.submit(with_step(desk.session, "b"))
        state = desk.wait_for(lambda state: state.kind == "failed" and state.copy is not None, step=1)
        assert "was not saved: " in state.why or "could not be opened: " in state.why
        assert not folder.is_dir()
        assert state.copy is not None
        ledger.nothing_lost(["a", "b"], [step.id for step in written(state.copy).steps])
        come_back(folder)
        desk.wait_for(lambda state: state.kind == "saved", step=1)
        ledger.nothing_lost(["a", "b"], [step.id for step in written(desk.path).steps])
        ledger.count("faults")


def come_back(folder: Path) -> None:
    """Put the folder back, with what is left of it."""
    moved = folder.with_name("moved")
    if folder.is_file():
        folder.unlink()
    moved.rename(folder) if moved.exists() else folder.mkdir()


def test_a_file_deleted_while_open_is_written_again(folder: Path) -> None:
    """With everything that it held."""
    with Desk(folder, state=folder.parent / "state") as desk:
        desk.submit(with_step(desk.session, "a"))
        desk.saved()
        desk.path.unlink()
        desk.submit(with_step(desk.session, "b"))
        desk.saved()
        ledger.nothing_lost(["a", "b"], [step.id for step in written(desk.path).steps])
        ledger.count("faults")


def test_a_file_renamed_while_open_is_left_alone(folder: Path) -> None:
    """Ours goes to the old name, whole; the renamed one stays as it was."""
    with Desk(folder, state=folder.parent / "state") as desk:
        desk.submit(with_step(desk.session, "a"))
        desk.saved()
        moved = desk.path.rename(folder / "elsewhere.toml")
        before = moved.read_bytes()
        desk.submit(with_step(desk.session, "b"))
        desk.saved()
        assert moved.read_bytes() == before
        ledger.nothing_lost(["a", "b"], [step.id for step in written(desk.path).steps])
        ledger.count("faults")


def test_an_older_file_put_in_its_place_takes_nothing_away(folder: Path) -> None:
    """A sync tool brings yesterday's version: what was added since is dropped there, which shows, and not lost."""
    with Desk(folder, state=folder.parent / "state") as desk:
        old = desk.path.read_bytes()
        desk.submit(with_step(desk.session, "a"))
        desk.saved()
        desk.path.write_bytes(old)
        desk.submit(with_step(desk.session, "b"))
        desk.saved()
        steps = {step.id: step.state for step in written(desk.path).steps}
        assert set(steps) == {"a", "b"}
        assert steps["b"] == "open"
        ledger.count("faults")


def test_a_folder_in_the_place_of_the_file_is_said(folder: Path) -> None:
    """It is not removed to make room."""
    with Desk(folder, state=folder.parent / "state") as desk:
        desk.path.unlink()
        desk.path.mkdir()
        (desk.path / "inside").write_text("kept")
        desk.submit(with_step(desk.session, "a"))
        state = desk.wait_for(lambda state: state.kind == "failed")
        assert "is a folder" in state.why
        assert (desk.path / "inside").read_text() == "kept"
        shutil.rmtree(desk.path)
        desk.wait_for(lambda state: state.kind == "saved", step=1)
        assert written(desk.path) == desk.session
        ledger.count("faults")


def test_a_link_that_is_bent_elsewhere_is_followed(folder: Path) -> None:
    """A session behind a link: what the link leads to at the moment of a save is merged, not overwritten."""
    real, other = folder / "real.toml", folder / "other.toml"
    real.write_bytes(encode(first()))
    other.write_bytes(encode(with_step(first(), "theirs")))
    (folder / "retro.toml").symlink_to(real)
    with Desk(folder, state=folder.parent / "state") as desk:
        desk.submit(with_step(desk.session, "a"))
        desk.saved()
        desk.path.unlink()
        desk.path.symlink_to(other)
        desk.submit(with_step(desk.session, "b"))
        desk.saved()
        assert desk.path.is_symlink()
        ledger.nothing_lost(["b", "theirs"], [step.id for step in written(other).steps])
        assert [step.id for step in written(real).steps] == ["a"]
