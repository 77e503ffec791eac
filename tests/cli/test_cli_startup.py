"""What a command drags in: nothing of a screen, and nothing that it does not need."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from cli_help import AS_OF, LISTS, Desk


def modules(desk: Desk, *args: str) -> set[str]:
    """The modules that a fresh interpreter has after carrying out a command."""
    code = (
        "import sys\nfrom flipchart.__main__ import main\n"
        f"code = main({list(args)!r})\n"
        "print(code, *sorted(sys.modules), file=sys.__stdout__)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=os.environ | desk.environment, check=True
    )
    code_word, *names = done.stdout.splitlines()[-1].split()
    assert code_word in ("0", "3"), done.stderr
    return set(names)


COMMANDS = [
    ["list"], ["show", "clinic"], ["show", "clinic", "--json"], ["check", "clinic"],
    ["export", "clinic", "--to", "md"],
    ["import", "clinic", str(LISTS / "retro.md")], ["templates"], ["templates", "coaching", "--cue"], ["schema"],
    ["demo"], ["config"], ["new", "Ours", "--no-run"],
]  # fmt: skip


@pytest.mark.parametrize("args", COMMANDS, ids=" ".join)
def test_no_command_but_those_with_a_screen_imports_textual(args: list[str], tmp_path: Path) -> None:
    """In a fresh interpreter, neither Textual nor Rich nor asyncio came along."""
    desk = Desk(tmp_path)
    desk.file()
    assert not modules(desk, *args) & {"textual", "rich", "asyncio"}


@pytest.mark.parametrize(
    "args", [["--version"], ["--help"], ["show", "--help"], ["when", "fri", *AS_OF]], ids=" ".join
)
def test_small_commands_stay_small(args: list[str], tmp_path: Path) -> None:
    """Dates, help and the version need no models of sessions, no locks and no platform folders."""
    found = modules(Desk(tmp_path), *args)
    assert not found & {
        "textual",
        "pydantic",
        "pydantic_core",
        "filelock",
        "platformdirs",
        "flipchart.domain.session",
    }
