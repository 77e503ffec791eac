"""Every command in the pages about the plan out and about follow-up is tried as it stands there."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from cli_help import SESSION, Desk
from test_cli_due import TEAM

DOCS = Path(__file__).parents[2] / "docs"
PAGES = ("plan-out.md", "follow-up.md")
BLOCK = re.compile(r"^```sh\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def commands(page: str) -> list[str]:
    """The lines of a page's blocks."""
    found = BLOCK.findall((DOCS / page).read_text("utf-8"))
    return [line for block in found for line in block.splitlines() if line.strip()]


@pytest.mark.parametrize("page", PAGES)
def test_every_command_of_a_page_does_what_it_says(page: str, tmp_path: Path) -> None:
    """One after the other, in a folder with two sessions; those with Taskwarrior where it is installed."""
    desk = Desk(tmp_path)
    clinic = '[[steps]]\nid = "s3"\ntext = "Book a room for 40"\nstate = "open"\n\n[end]'
    desk.file(SESSION.replace('text = "Book a room"', 'text = "Print the list"').replace("[end]", clinic))
    desk.file(TEAM, "team")
    (tmp_path / "ticked.md").write_text("- [x] Draft the intake form\n", encoding="utf-8")
    (tmp_path / "taskrc").write_text("confirmation=off\nverbose=nothing\n", encoding="utf-8")
    shim = tmp_path / "bin" / "flipchart"
    shim.parent.mkdir()
    shim.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m flipchart "$@"\n', encoding="utf-8")
    shim.chmod(0o755)
    place = os.environ | desk.environment
    place |= {"PATH": f"{shim.parent}{os.pathsep}{place['PATH']}"}
    place |= {"TASKRC": str(tmp_path / "taskrc"), "TASKDATA": str(tmp_path)}
    tried = 0
    for line in commands(page):
        if re.search(r"\btask (?:export|import)", line) and shutil.which("task") is None:
            continue
        done = subprocess.run(
            ["bash", "-o", "pipefail", "-c", line], env=place, cwd=tmp_path, capture_output=True, text=True,
            check=False, timeout=60,
        )  # fmt: skip
        assert (line, done.returncode, done.stderr if done.returncode else "") == (line, 0, "")
        tried += 1
    assert tried >= 5


def test_what_the_pages_write_is_there(tmp_path: Path) -> None:
    """Every verb and option that they name exists."""
    text = "".join((DOCS / page).read_text("utf-8") for page in PAGES)
    desk = Desk(tmp_path)
    for verb in sorted(set(re.findall(r"flipchart ([a-z]+)\b", text)) - {"schema"}):
        told = desk.call(verb, "--help").out
        for line in commands(PAGES[0]) + commands(PAGES[1]):
            for part in line.split("|"):
                if part.strip().startswith(f"flipchart {verb} "):
                    assert all(option in told for option in re.findall(r"--[a-z-]+", part)), part
