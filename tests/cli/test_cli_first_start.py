"""Where sessions are kept: asked once, on the first start, and never again."""

from pathlib import Path

import pytest
from cli_help import Desk

from flipchart.store.config import load_config


def first(desk: Desk, answer: bytes) -> tuple[int, str]:
    """Make a session on a terminal of somebody who never started the program; return the code and what was said."""
    done = desk.call("new", "Ours", "--no-run", stdin=answer, terminal=True, FLIPCHART_DIR="")
    return done.code, done.err


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A home without any folder of ours."""
    return Desk(tmp_path)


def test_enter_takes_the_visible_folder(desk: Desk) -> None:
    """Documents/Flipchart is made, and the next start asks nothing."""
    code, said = first(desk, b"\n")
    folder = desk.folder / "Documents" / "Flipchart"
    assert code == 0
    assert f"Sessions are kept in {folder}." in said
    question = said.partition("Sessions are kept in ")[0]
    assert max(map(len, question.splitlines())) <= 60, "no word is broken in a small window"
    assert len(list(folder.glob("*.toml"))) == 1
    assert first(desk, b"")[1] == ""
    assert len(list(folder.glob("*.toml"))) == 2


def test_another_folder_is_kept_in_the_settings(desk: Desk) -> None:
    """What was typed is where sessions go from then on, `~` understood, the other settings still explained."""
    code, _ = first(desk, b'~/plans of "ours"\n')
    assert code == 0
    folder = desk.folder / 'plans of "ours"'
    assert len(list(folder.glob("*.toml"))) == 1
    assert load_config(desk.config / "config.toml").sessions_dir == folder
    assert "# bell = true" in (desk.config / "config.toml").read_text("utf-8")
    assert first(desk, b"")[1] == ""


@pytest.mark.parametrize(
    ("answer", "folder"),
    [
        (b"yes\n", "Documents/Flipchart"),
        (b"OK\n", "Documents/Flipchart"),
        (b"Workshops\n", "Documents/Workshops"),
        (b"~/plans\n", "plans"),
    ],
)
def test_what_people_answer_is_what_they_mean(answer: bytes, folder: str, desk: Desk) -> None:
    """A yes makes no folder of that name, and a bare name is a folder among the documents, wherever one is."""
    code, said = first(desk, answer)
    assert code == 0
    assert f"Sessions are kept in {desk.folder / folder}." in said
    assert len(list((desk.folder / folder).glob("*.toml"))) == 1


@pytest.mark.parametrize("answer", [b"no\n", b"q\n", b""])
def test_a_no_makes_nothing(answer: bytes, desk: Desk) -> None:
    """The next start asks again."""
    code, said = first(desk, answer)
    assert (code, "No folder was made." in said) == (1, True)
    assert not (desk.folder / "Documents").exists()
    assert first(desk, b"\n")[0] == 0


def test_a_folder_that_is_there_already_goes_on_being_used(desk: Desk) -> None:
    """Whoever has sessions in the data folder of an earlier version is asked nothing."""
    earlier = desk.folder / "data" / "flipchart" / "sessions"
    earlier.mkdir(parents=True)
    assert first(desk, b"") == (0, "")
    assert len(list(earlier.glob("*.toml"))) == 1


def test_a_folder_that_cannot_be_made_is_one_sentence(desk: Desk) -> None:
    """Nothing is kept then, and the next start asks again."""
    (desk.folder / "file").touch()
    code, said = first(desk, b"~/file/in\n")
    assert code == 1
    assert "cannot be made" in said
    assert load_config(desk.config / "config.toml").sessions_dir is None


def test_without_a_terminal_nothing_is_asked(desk: Desk) -> None:
    """A script makes its session in the visible folder."""
    done = desk.call("new", "Ours", "--no-run", FLIPCHART_DIR="")
    assert (done.code, done.err) == (0, "")
    assert str(desk.folder / "Documents" / "Flipchart") in done.out
