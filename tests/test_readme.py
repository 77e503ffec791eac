"""The README says what the program does: its keys, its commands, its example, and the two commands to copy."""

import datetime as dt
import re
from pathlib import Path

import pytest

from flipchart.cli.frame.parser import VERBS
from flipchart.domain.quick import read_line
from flipchart.store.codec import decode
from flipchart.tui.text.keys import KEYS
from make_readme import README, command_rows, key_rows, rewritten

TEXT = README.read_text("utf-8")
ROOT = README.parent


def test_its_tables_are_those_of_the_program() -> None:
    """The keys and the commands are the program's own; if not: python tests/make_readme.py."""
    assert rewritten(TEXT) == TEXT


def test_every_action_is_in_the_table() -> None:
    """Each id of an action is named once, the nine answers as one."""
    table = "\n".join(key_rows())
    for key in KEYS:
        assert table.count(f"`{key.id}`") == (0 if re.fullmatch(r"answer\.[2-9]", key.id) else 1), key.id


@pytest.mark.parametrize("mark", ["<!-- keys -->", "<!-- /keys -->", "<!-- commands -->"])
def test_a_readme_without_marks_is_not_rewritten(mark: str) -> None:
    """Where a mark of the tables is missing, that is said, and nothing is written."""
    with pytest.raises(ValueError, match="one pair of marks"):
        rewritten(TEXT.replace(mark, ""))


def test_one_command_sets_up_and_opens_a_workshop() -> None:
    """Under "Try it" stands one line that installs into a folder of its own and opens a worked session."""
    section = TEXT.split("## Try it\n", 1)[1].split("\n## ", 1)[0]
    commands = re.findall(r"```\n(.*?)\n```", section, flags=re.DOTALL)
    assert commands == ["python3 -m venv .venv && .venv/bin/pip install -q . && .venv/bin/flipchart demo retro"]
    for name in re.findall(r"demo (\w+)", section):
        assert (ROOT / "sessions" / f"{name}.toml").is_file()


def test_one_command_runs_the_tests() -> None:
    """Between the marks stands one line, in a block of its own: what .ci/run takes and runs."""
    between = re.findall(r"<!-- tests -->\n```\n(.*?)\n```\n<!-- /tests -->", TEXT, flags=re.DOTALL)
    assert between == ["python3 -m venv .venv && .venv/bin/pip install -q -e '.[test]' && .venv/bin/pytest -n auto"]


def test_every_command_is_told() -> None:
    """Each command of the program has a row, with what cannot be left out."""
    rows = list(command_rows())
    assert len(rows) == 3 + len(VERBS)
    assert any(row.startswith("| `flipchart import SESSION FILE` |") for row in rows)
    assert any(row.startswith("| `flipchart export SESSION --to FORMAT` |") for row in rows)
    assert any(row.startswith("| `flipchart templates` |") for row in rows)


def test_the_example_file_is_a_session() -> None:
    """The file in the README is read as it stands, and its step belongs to its improvement."""
    (example,) = re.findall(r"```toml\n(.*?)```", TEXT, flags=re.DOTALL)
    session = decode(example.encode(), name="README.md", made=dt.datetime(2026, 11, 18, tzinfo=dt.UTC))
    assert session.dangling() == ()
    assert [step.owner for step in session.steps_of("phone")] == ["Bea Moreau"]


def test_the_example_line_is_understood() -> None:
    """The line in the README is read without a hint, and each of its marks counts."""
    (line,) = re.findall(r"^    (Draft .*)$", TEXT, flags=re.MULTILINE)
    now = dt.datetime(2026, 11, 18, 10, tzinfo=dt.UTC)
    captured = read_line(line, ["Ana Lopes", "Bea Moreau"], now)
    assert captured.hints == ()
    assert (captured.text, captured.owner, captured.helpers) == (
        "Draft the intake form",
        "Ana Lopes",
        ("Bea Moreau",),
    )
    assert (captured.due, captured.needs) == (dt.date(2026, 11, 20), ("designer",))
    assert (captured.roadblock, captured.contingency) == ("legal is slow", "reuse last year's")
    assert captured.done_when == "tested with 5 patients"


def test_what_it_points_to_is_there() -> None:
    """Every picture and every file that the README names is in the repository."""
    for path in re.findall(r'src="([^"]+)"|\]\((?!https?:)([^)#]+)\)', TEXT):
        assert Path(ROOT, next(filter(None, path))).exists(), path
