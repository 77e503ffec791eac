"""Where things are kept, and who may look."""

from pathlib import Path

import pytest

from flipchart.store import paths


@pytest.fixture(autouse=True)
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    """Start without anything set in the environment."""
    for name in ("FLIPCHART_DIR", "FLIPCHART_CONFIG"):
        monkeypatch.delenv(name, raising=False)


def test_the_sessions_folder_is_the_first_that_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """`--dir`, else `FLIPCHART_DIR`, else the config's, else a visible folder."""
    assert paths.sessions_dir().name == "Flipchart"
    assert paths.sessions_dir(None, Path("~/c")) == Path.home() / "c"
    monkeypatch.setenv("FLIPCHART_DIR", "/b")
    assert paths.sessions_dir(None, Path("/c")) == Path("/b")
    assert paths.sessions_dir(Path("/a"), Path("/c")) == Path("/a")


def test_the_config_may_be_named_as_folder_or_as_file(monkeypatch: pytest.MonkeyPatch) -> None:
    """`FLIPCHART_CONFIG` is a folder, or the file itself."""
    assert paths.config_dir().name == "flipchart"
    assert paths.config_file() == paths.config_dir() / "config.toml"
    monkeypatch.setenv("FLIPCHART_CONFIG", "/etc/fc")
    assert (paths.config_dir(), paths.config_file()) == (Path("/etc/fc"), Path("/etc/fc/config.toml"))
    monkeypatch.setenv("FLIPCHART_CONFIG", "/etc/fc/mine.toml")
    assert (paths.config_dir(), paths.config_file()) == (Path("/etc/fc"), Path("/etc/fc/mine.toml"))


def test_the_state_has_a_folder_of_its_own() -> None:
    """Backups and drafts are neither beside the sessions nor in the config."""
    assert paths.state_dir().name == "flipchart"
    assert paths.state_dir() != paths.config_dir()


def test_folders_that_are_made_are_private(tmp_path: Path) -> None:
    """Each folder that was missing is for this user alone (I9); one that was there is left as it was."""
    open_to_all = tmp_path / "shared"
    open_to_all.mkdir()
    open_to_all.chmod(0o755)
    made = paths.private_folder(open_to_all / "a" / "b")
    assert [made.stat().st_mode & 0o777, made.parent.stat().st_mode & 0o777] == [0o700, 0o700]
    assert paths.private_folder(open_to_all).stat().st_mode & 0o777 == 0o755


def test_a_folder_that_everybody_may_write_to_is_named(tmp_path: Path) -> None:
    """One that is not there, or is a group's, is nobody's business."""
    for mode, named in ((0o777, True), (0o1777, True), (0o775, False), (0o700, False)):
        tmp_path.chmod(mode)
        said = paths.open_to_all(tmp_path)
        assert bool(said) is named and (not named or (str(tmp_path) in said and "chmod o-w" in said))
    assert paths.open_to_all(tmp_path / "none") == ""
