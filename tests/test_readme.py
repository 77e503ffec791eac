"""The README and the pages in docs say what the program does: keys, commands, settings, files, and what to copy."""

import datetime as dt
import re
import runpy
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from flipchart.cli.frame.parser import VERBS, parse
from flipchart.domain.quick import read_line
from flipchart.store.codec import decode
from flipchart.tui.text.keys import KEYS
from make_docs import DOCS, MANUAL, TABLES, command_rows, key_rows, manual, rewritten, roff

ROOT = DOCS.parent
README = ROOT / "README.md"
TEXT = README.read_text("utf-8")
COMMAND = re.compile(r"(?<![\w/.\\'-])flipchart (?!COMMAND)(?:\"[^\"\n]*\"|[^`|<>)'\n\"])+")
PAGES = [README, *sorted(DOCS.glob("*.md"))]


@pytest.mark.parametrize("name", TABLES)
def test_the_tables_are_those_of_the_program(name: str) -> None:
    """Keys, commands, settings and the file's keys are the program's own; if not: python tests/make_docs.py."""
    text = (DOCS / TABLES[name][0]).read_text("utf-8")
    assert rewritten(name, text) == text


def test_every_action_is_in_the_table() -> None:
    """Each id of an action is named once, the nine answers as one."""
    table = "\n".join(key_rows())
    for key in KEYS:
        assert table.count(f"`{key.id}`") == (0 if re.fullmatch(r"answer\.[2-9]", key.id) else 1), key.id


def test_the_manual_page_is_that_of_the_program() -> None:
    """Each command with its options; if not: python tests/make_docs.py. It is installed where man looks for it."""
    assert MANUAL.read_text("utf-8") == manual()
    for verb in VERBS:
        assert f"\n.SS flipchart {roff(verb)}" in manual()
    assert '"docs/flipchart.1" = "share/man/man1/flipchart.1"' in (ROOT / "pyproject.toml").read_text("utf-8")


@pytest.mark.parametrize(
    "command",
    [("mandoc", "-T", "lint", "-W", "warning"), ("groff", "-man", "-Tutf8", "-ww", "-z")],
    ids=lambda it: it[0],
)
def test_the_programs_for_manuals_find_no_fault_in_it(command: tuple[str, ...]) -> None:
    """Where one of them is installed."""
    if shutil.which(command[0]) is None:
        pytest.skip(f"needs {command[0]}")
    done = subprocess.run([*command, str(MANUAL)], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.mark.parametrize("mark", ["<!-- keys -->", "<!-- /keys -->"])
def test_a_page_without_marks_is_not_rewritten(mark: str) -> None:
    """Where a mark of the table is missing, that is said, and nothing is written."""
    text = (DOCS / "keys.md").read_text("utf-8")
    with pytest.raises(ValueError, match="one pair of marks"):
        rewritten("keys", text.replace(mark, ""))


def test_the_readme_is_short() -> None:
    """About a hundred lines; the rest is in docs."""
    assert len(TEXT.splitlines()) <= 120


def test_one_command_sets_up_and_opens_a_workshop() -> None:
    """Under "Just try it" stands one line that installs into a folder of its own and opens a worked session."""
    section = TEXT.split("## Just try it\n", 1)[1].split("\n## ", 1)[0]
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


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_every_command_line_is_taken(page: Path) -> None:
    """What a page shows as a command has options and arguments that the parser knows."""
    text = "\n".join(_code(page.read_text("utf-8")))
    for line in COMMAND.findall(text):
        words = shlex.split(line.strip().rstrip(".,;:"))
        if words[1] in VERBS and len(words) > 2 and not re.search(r"[…\[]|\b[A-Z]{3,}\b", line):
            assert parse(words[1:]).verb == words[1], line


def _code(text: str) -> list[str]:
    """The code in a page: blocks, and what stands between backticks."""
    blocks = re.findall(r"```\w*\n(.*?)```", text, flags=re.DOTALL)
    return [*blocks, *re.findall(r"`([^`\n]+)`", re.sub(r"```.*?```", "", text, flags=re.DOTALL))]


def test_the_example_file_is_a_session() -> None:
    """The file in docs/file.md is read as it stands, and its step belongs to its improvement."""
    (example,) = re.findall(r"```toml\n(.*?)```", (DOCS / "file.md").read_text("utf-8"), flags=re.DOTALL)
    session = decode(example.encode(), name="file.md", made=dt.datetime(2026, 11, 18, tzinfo=dt.UTC))
    assert session.dangling() == ()
    assert [step.owner for step in session.steps_of("phone")] == ["Bea Moreau"]


def test_the_example_line_is_understood() -> None:
    """The line in the README is read without a hint, and each of its marks counts."""
    (line,) = re.findall(r"`(Draft the form .*?)`", TEXT)
    captured = read_line(line, ["Ana Lopes", "Bea Moreau"], dt.datetime(2026, 11, 18, 10, tzinfo=dt.UTC))
    assert captured.hints == ()
    assert (captured.text, captured.owner) == ("Draft the form", "Ana Lopes")
    assert (captured.due, captured.needs) == (dt.date(2026, 11, 20), ("designer",))


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_what_a_page_points_to_is_there(page: Path) -> None:
    """Every picture, file and heading that a page names is in the repository."""
    text = re.sub(r"```.*?```|`[^`\n]+`", "", page.read_text("utf-8"), flags=re.DOTALL)
    for path, heading in re.findall(r"\]\((?!https?:)([^)#]+)(?:#([^)]+))?\)", text):
        target = Path(page.parent, path)
        assert target.exists(), path
        if heading:
            titles = re.findall(r"^#+ (.+)$", target.read_text("utf-8"), flags=re.MULTILINE)
            assert heading in [re.sub(r"[^\w-]", "", it.lower().replace(" ", "-")) for it in titles], heading


def test_links_and_pictures_work_on_an_index(monkeypatch: pytest.MonkeyPatch) -> None:
    """The build makes whole addresses of them, each of a file that is there; the release names the repository."""
    plugin = ModuleType("hatchling.metadata.plugin.interface")
    monkeypatch.setattr(plugin, "MetadataHookInterface", object, raising=False)
    monkeypatch.setitem(sys.modules, "hatchling.metadata.plugin.interface", plugin)
    url = "https://example.org/team/flipchart"
    page = runpy.run_path(str(ROOT / "tools" / "index_readme.py"))["for_index"](TEXT, url)
    targets = re.findall(r"\]\(([^)\s]+)\)", page)
    assert all(it.startswith("https://") for it in targets)
    ours = [it.removeprefix(url) for it in targets if it.startswith(url)]
    assert all((ROOT / re.sub("^/(raw|blob)/main/|#.*", "", it)).exists() for it in ours)
    assert "/raw/main/.github/pictures/room.gif" in ours
    assert len(ours) > 15
    assert "FLIPCHART_URL:" in (ROOT / ".github" / "workflows" / "release.yml").read_text("utf-8")
