"""Every command in the blocks of the pages is tried as it stands there."""

import datetime as dt
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from cli_help import SESSION, Desk
from openpyxl import Workbook
from test_cli_due import TEAM

DOCS = Path(__file__).parents[2] / "docs"
PAGES = ("plan-out.md", "follow-up.md", "lists-in.md", "by-ear.md", "git-and-folders.md", "cookbook.md")
BLOCK = re.compile(r"^```sh\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def commands(page: str) -> list[str]:
    """The lines of a page's blocks."""
    found = BLOCK.findall((DOCS / page).read_text("utf-8"))
    return [line for block in found for line in block.splitlines() if line.strip()]


def laid_out(folder: Path) -> dict[str, str]:
    """Put there all that the pages name: two sessions, lists, a clone; return the environment with the command."""
    desk = Desk(folder)
    clinic = '[[steps]]\nid = "s3"\ntext = "Book a room for 40"\nstate = "open"\n\n[end]'
    desk.file(SESSION.replace('text = "Book a room"', 'text = "Print the list"').replace("[end]", clinic))
    desk.file(TEAM, "team")
    for name, text in LISTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    sheet = Workbook()
    for row in (("Action", "Owner", "Due"), ("Print the list", "Ana Lopes", dt.date(2027, 1, 15))):
        sheet.active.append(row)
    sheet.save(folder / "actions.xlsx")
    shim = folder / "bin" / "flipchart"
    shim.parent.mkdir()
    shim.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m flipchart "$@"\n', encoding="utf-8")
    shim.chmod(0o755)
    place = os.environ | desk.environment
    place |= {"PATH": f"{shim.parent}{os.pathsep}{place['PATH']}"}
    return place | {"TASKRC": str(folder / "taskrc"), "TASKDATA": str(folder)}


LISTS = {
    "ticked.md": "- [x] Draft the intake form\n",
    "lines.txt": "/time\n",
    "retro.csv": "Idea,Votes\nFaster triage,5\n",
    "log.csv": "Action,Revised date,Impact\nCall the desk,2027-01-15,high\n",
    "taskrc": "confirmation=off\nverbose=nothing\n",
}


@pytest.mark.parametrize("page", PAGES)
def test_every_command_of_a_page_does_what_it_says(page: str, tmp_path: Path) -> None:
    """One after the other, in a folder with two sessions; those with other programs where these are installed."""
    place = laid_out(tmp_path)
    if page == "git-and-folders.md":
        if shutil.which("git") is None:
            pytest.skip("needs git")
        subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    tried = 0
    for line in commands(page):
        needs = "task" if re.search(r"\btask (?:export|import)", line) else line.split()[0]
        if shutil.which(needs, path=place["PATH"]) is None:
            continue
        done = subprocess.run(
            ["bash", "-o", "pipefail", "-c", line], env=place, cwd=tmp_path, capture_output=True, text=True,
            stdin=subprocess.DEVNULL, check=False, timeout=60,
        )  # fmt: skip
        assert (line, done.returncode, done.stderr if done.returncode else "") == (line, 0, "")
        tried += 1
    assert tried >= (2 if page == "cookbook.md" else 3)


def test_what_the_pages_write_is_there(tmp_path: Path) -> None:
    """Every verb and option that they name exists."""
    text = "".join((DOCS / page).read_text("utf-8") for page in PAGES)
    desk = Desk(tmp_path)
    for verb in sorted(set(re.findall(r"flipchart ([a-z]+)\b", text)) - {"schema"}):
        answer = desk.call(verb, "--help").out
        for line in commands(PAGES[0]) + commands(PAGES[1]):
            for part in line.split("|"):
                if part.strip().startswith(f"flipchart {verb} "):
                    assert all(option in answer for option in re.findall(r"--[a-z-]+", part)), part


GIVEN = {
    "SESSION…": "clinic", "SESSION": "clinic", "FILE": "list.md", "FORMAT": "md", "PHRASE": "fri", "SHELL": "bash",
    "templates NAME": "templates coaching", "group NAME": "group Clinic", "TITLE": "Zebra",
    "STEP": "Draft", "STATE": "done", "BASE": "base.toml", "OURS": "ours.toml",
    "THEIRS": "theirs.toml", "check FILE": "check base.toml",
}  # fmt: skip
"""What stands for the words in capitals of the pages."""

ON_SCREEN = ("run", "watch", "demo", "follow-up", "config edit", "new")
"""Commands that open the screen: tests/pty/test_pty_docs.py tries them."""

INVENTED = ("flipchart hello NAME",)
"""A command that only the page about new commands has."""

NAMES = ("completion", "export", "import", "report", "report SESSION")
"""Commands that a sentence calls by their names alone; their help is tried."""


def in_the_text() -> list[str]:
    """The commands between backticks of all pages, that need no shell and open no screen."""
    pages = [DOCS.parent / "README.md", *sorted(DOCS.glob("*.md"))]
    found = {line for page in pages for line in re.findall(r"`(flipchart [^`\n]*)`", page.read_text("utf-8"))}
    own = (f"flipchart {verb}" for verb in ON_SCREEN)
    opens = tuple(own)
    return sorted(it for it in found - {*INVENTED} if not it.startswith(opens) and not re.search("[|>]", it))


@pytest.mark.parametrize("command", in_the_text())
def test_every_command_in_the_text_is_carried_out(command: str, tmp_path: Path, monkeypatch: Any) -> None:
    """As it stands there, with something given for each word in capitals."""
    desk = Desk(tmp_path)
    session = desk.file()
    desk.file(TEAM, "team")
    for name in ("base", "ours", "theirs"):
        (tmp_path / f"{name}.toml").write_bytes(session.read_bytes())
    (tmp_path / "list.md").write_text("- [ ] Print the posters\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    command += " --help" if command.removeprefix("flipchart ") in NAMES else ""
    for word, value in sorted(GIVEN.items(), key=lambda it: -len(it[0])):
        command = re.sub(rf"{re.escape(word)}(?![a-z])", value, command)
    done = desk.call(*shlex.split(command)[1:])
    assert (done.code, done.err if done.code else "") == (0, "")
