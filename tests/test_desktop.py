"""What the desktop does for us, by its own programs: a copy, which is said only where it is known, and a folder."""

import os
from pathlib import Path

import pytest

from flipchart.clock import SystemClock
from flipchart.service.desktop import at_work, copy_out, show_folder
from flipchart.service.export import write_out
from flipchart.store.codec import decode
from flipchart.store.paths import known_as

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the stand-in for a program is a shell script")


def program(folder: Path, name: str, lines: str) -> dict[str, str]:
    """Put a stand-in for a program into a folder, and return an environment that finds it alone."""
    path = folder / name
    path.write_text(f"#!/bin/sh\n{lines}\n")
    path.chmod(0o755)
    return {"PATH": f"{folder}"}


def test_the_systems_program_gets_the_words(tmp_path: Path) -> None:
    """Every letter reaches it, and then "copied" is true."""
    env = program(tmp_path, "wl-copy", f"/bin/cat > {tmp_path}/got") | {"WAYLAND_DISPLAY": "wayland-0"}
    assert copy_out("Łukasz – 王\n", env)
    assert (tmp_path / "got").read_text("utf-8") == "Łukasz – 王\n"


@pytest.mark.parametrize(
    ("name", "lines", "more"),
    [
        ("wl-copy", "exit 0", {}),
        ("xclip", "exit 1", {"DISPLAY": ":0"}),
        ("pbcopy", "exit 0", {"SSH_CONNECTION": "10.0.0.1 1 10.0.0.2 22"}),
        ("nothing", "exit 0", {"DISPLAY": ":0"}),
    ],
)
def test_copied_is_said_only_when_it_is_known(name: str, lines: str, more: dict[str, str], tmp_path: Path) -> None:
    """Not without a display, not where the program fails, not over ssh, not where there is none."""
    assert not copy_out("words", program(tmp_path, name, lines) | more)


def test_a_folder_is_shown_by_the_desktop(tmp_path: Path) -> None:
    """Its program gets the whole place; what is said has only the name that people know."""
    env = program(tmp_path, "xdg-open", f'echo "$1" > {tmp_path}/got') | {"DISPLAY": ":0"}
    folder = tmp_path / "plans"
    assert show_folder(folder, env, "linux") == "Opened plans."
    assert (tmp_path / "got").read_text() == f"{folder}\n"


def test_a_program_that_stays_is_at_work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits for a file manager that does not end."""
    monkeypatch.setattr("flipchart.service.desktop.LOOK", 0.05)
    env = program(tmp_path, "open", "exec /bin/sleep 5")
    assert show_folder(tmp_path / "plans", env, "darwin") == "Opened plans."
    child = at_work.pop()
    assert child.poll() is None
    child.kill()
    child.wait()


@pytest.mark.parametrize(
    ("more", "lines", "why"),
    [
        ({"DISPLAY": ":0", "SSH_TTY": "/dev/pts/1"}, "echo > started", "Over ssh no folder can be shown; it is"),
        ({}, "echo > started", "No desktop here can show folders; it is"),
        ({"DISPLAY": ":0", "PATH": "/nowhere"}, "echo > started", "“xdg-open” is missing here; the folder is"),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "exit 3", "The desktop did not show the folder; it is"),
    ],
)
def test_a_folder_that_is_not_shown_is_said(
    more: dict[str, str], lines: str, why: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Over ssh, without a desktop or its program nothing is started; the folder's name is told all the same."""
    monkeypatch.chdir(tmp_path)
    said = show_folder(tmp_path / "plans", program(tmp_path, "xdg-open", lines) | more, "linux")
    assert said == f"{why} plans."
    assert not (tmp_path / "started").exists()


@pytest.mark.parametrize(
    ("folder", "name"),
    [
        ("Documents/Flipchart", "Documents/Flipchart"),
        ("work/clinic/plans", "clinic/plans"),
        ("", "your home folder"),
        ("../shared/plans of all", "plans of all"),
    ],
)
def test_a_folder_has_a_name_that_people_know(
    folder: str, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The last two words of its place at home, the last one elsewhere; never where that is on the disk."""
    monkeypatch.setattr(Path, "home", lambda: tmp_path / "ana")
    assert known_as((tmp_path / "ana" / folder).resolve()) == name


def test_what_is_written_is_told_by_name_on_the_wall_and_by_its_place_elsewhere(tmp_path: Path) -> None:
    """The wall shows no path, also where the plan could not be written; the desk and the command line do."""
    (tmp_path / "plans").mkdir()
    path = tmp_path / "plans" / "clinic.toml"
    session = decode(b'title = "Clinic"', name="clinic", made=SystemClock().now())
    done = write_out(path, session, SystemClock(), "md")
    assert done.notice(wall=True) == "written: clinic.md in plans"
    assert done.notice(wall=False) == f"written: {path.with_suffix('.md')}"
    shut = write_out(tmp_path / "gone" / "clinic.toml", session, SystemClock(), "md").notice(wall=True)
    assert shut.startswith("not written: clinic.md")
    assert str(tmp_path) not in shut


@pytest.mark.parametrize("folder", ["gone", "link"])
def test_the_wall_shows_no_path_where_a_folder_was_named_from_here_or_is_a_link(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, folder: str
) -> None:
    """The error names the real place, which is longer than what was typed."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "link").symlink_to(tmp_path / "gone")
    session = decode(b'title = "Clinic"', name="clinic", made=SystemClock().now())
    for path in (Path(folder, "clinic.toml"), tmp_path / folder / "clinic.toml"):
        assert (
            write_out(path, session, SystemClock(), "md")
            .notice(wall=True)
            .startswith("not written: clinic.md was not saved")
        )
