"""`flipchart templates` and `flipchart schema`."""

import json
import stat
from pathlib import Path

import pytest
import tomli
from cli_help import Desk, one_sentence


def test_the_list_names_all_with_their_minutes(tmp_path: Path) -> None:
    """One line each: name, minutes, when to choose it."""
    lines = Desk(tmp_path).call("templates").out.splitlines()
    assert [line.split()[:3] for line in lines] == [
        ["action-planning", "15", "min"], ["action-planning-25", "25", "min"], ["action-planning-60", "60", "min"],
        ["coaching", "50", "min"], ["follow-up", "10", "min"], ["improvement-plan", "45", "min"],
    ]  # fmt: skip


def test_a_name_prints_toml(tmp_path: Path) -> None:
    """What is printed is a template that can be saved and changed."""
    done = Desk(tmp_path).call("templates", "follow-up")
    assert done.code == 0
    assert tomli.loads(done.out)["kind"] == "follow-up"


def test_the_cue_and_the_sheet(tmp_path: Path) -> None:
    """A page to read from, and a page to write on; not both at once."""
    desk = Desk(tmp_path)
    assert "I'll wait." in desk.call("templates", "action-planning", "--cue").out
    assert "By which day ___" in desk.call("templates", "action-planning", "--sheet").out
    assert desk.call("templates", "action-planning", "--sheet", "--cue").code == 2


def test_a_worksheet_has_the_codes_of_a_session(tmp_path: Path) -> None:
    """Only where one is named; what is named must be there, and only a worksheet takes it."""
    desk = Desk(tmp_path)
    made = desk.call("new", "Clinic", "--no-run")
    path = Path(made.out.strip())
    path.write_text(f'{path.read_text("utf-8")}'.replace("[end]", '[[steps]]\nid = "s"\ntext = "Go"\nstate = "open"\n'
                    'owner = "Ana"\n\n[end]'), encoding="utf-8")  # fmt: skip
    sheet = desk.call("templates", "follow-up", "--sheet", "--of", "clinic")
    assert sheet.code == 0 and "Promises to take home\n\nAna\n" in sheet.out and "█" in sheet.out
    assert "█" not in desk.call("templates", "follow-up", "--sheet").out
    for args in (["follow-up", "--sheet", "--of", "nobody"], ["follow-up", "--of", "clinic"], ["--of", "clinic"]):
        assert desk.call("templates", *args).code in (1, 2)


def test_a_copy_is_used_from_then_on(tmp_path: Path) -> None:
    """The path of the copy is printed, its folder is for this user alone, and a second copy is refused."""
    desk = Desk(tmp_path)
    done = desk.call("templates", "copy", "coaching")
    copy = Path(done.out.strip())
    assert (done.code, copy) == (0, desk.config / "templates" / "coaching.toml")
    assert stat.S_IMODE(copy.parent.stat().st_mode) == 0o700
    copy.write_text(copy.read_text("utf-8").replace('title = "Coaching"', 'title = "Ours"'), encoding="utf-8")
    assert desk.call("templates", "coaching", "--cue").out.startswith("OURS")
    again = desk.call("templates", "copy", "coaching")
    assert again.code == 1
    assert one_sentence(again)


def test_an_unknown_name_is_not_found(tmp_path: Path) -> None:
    """Exit 1, with the names that there are."""
    done = Desk(tmp_path).call("templates", "nothing")
    assert (done.code, done.out) == (1, "")
    assert "action-planning" in done.err
    assert one_sentence(done)


def test_a_faulty_template_is_named_and_the_others_listed(tmp_path: Path) -> None:
    """Exit 1, and a sentence with path and key."""
    desk = Desk(tmp_path)
    folder = desk.config / "templates"
    folder.mkdir(parents=True)
    (folder / "ours.toml").write_text('title = "x"', encoding="utf-8")
    done = desk.call("templates")
    assert done.code == 1
    assert "follow-up" in done.out
    assert f"{folder / 'ours.toml'}, line 1: for is missing" in done.err
    assert desk.call("templates", "ours", "--cue").code == 1


def test_control_characters_in_a_template_are_not_printed(tmp_path: Path) -> None:
    """A template that somebody sent does not steer the terminal."""
    desk = Desk(tmp_path)
    folder = desk.config / "templates"
    folder.mkdir(parents=True)
    text = 'title = "a\\u001b]0;x\\u0007b"\nfor = "y \u009b31m \u202e"\n'
    text += '[[stages]]\nkind="define"\ntitle="t"\nminutes=1\n'
    (folder / "ours.toml").write_text(text, encoding="utf-8")
    for args in (["ours"], ["ours", "--cue"], ["ours", "--sheet"], []):
        out = desk.call("templates", *args).out
        assert out
        assert not [sign for sign in out if sign in "\x1b\x07\x9b\u202e"]


def test_the_schema_is_a_json_schema_of_a_session(tmp_path: Path) -> None:
    """Scripts find every table of the format in it."""
    done = Desk(tmp_path).call("schema")
    schema = json.loads(done.out)
    assert schema["title"] == "Session"
    assert {"steps", "improvements", "timing"} <= schema["properties"].keys()
    # What a reader makes by itself, a person need not type.
    assert schema["required"] == ["title"]
    assert schema["$defs"]["Step"]["required"] == ["text"]


@pytest.mark.parametrize("columns", ["40", "200"])
def test_the_list_fits_a_terminal(columns: str, tmp_path: Path) -> None:
    """On a terminal the words are wrapped under their column."""
    done = Desk(tmp_path).call("templates", terminal=True, COLUMNS=columns)
    assert max(map(len, done.out.splitlines())) <= int(columns)
