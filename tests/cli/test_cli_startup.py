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
        "flipchart.domain.record",
        "filelock",
        "platformdirs",
        "flipchart.domain.session",
    }


@pytest.mark.parametrize("args", [["list"], ["due"], ["due", "--json"]], ids=" ".join)
def test_commands_over_the_folder_look_for_no_gaps(args: list[str], tmp_path: Path) -> None:
    """What only a plan's own page needs, and what only a fault needs, stays where it is."""
    desk = Desk(tmp_path)
    desk.file()
    unneeded = {f"flipchart.domain.{name}" for name in ("gaps", "progress", "digest", "check_in", "quick")}
    assert not modules(desk, *args) & {*unneeded, "subprocess", "difflib", "icalendar", "jinja2", "openpyxl"}


@pytest.mark.parametrize("args", [["due"], ["due", "--csv"], ["due", "--json"]], ids=" ".join)
def test_what_is_due_needs_no_models_where_nothing_changed(args: list[str], tmp_path: Path) -> None:
    """The first time the files are read; after it the index alone is, and no model is loaded for it."""
    desk = Desk(tmp_path)
    desk.file()
    assert "flipchart.domain.session" in modules(desk, *args)
    assert "flipchart.domain.session" not in modules(desk, *args)


def test_the_wall_loads_no_screen_that_is_seldom_opened() -> None:
    """Before the first paint of a run no desk, no page over the wall, no reader of lists and no export is there."""
    code = (
        "import sys, flipchart.tui.start as start, flipchart.tui.process as process\n"
        "process.driver_for(None)\nprint(*sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    seldom = ("agenda", "carry", "conflicts", "desk", "file_page", "gaps", "help", "home", "pictures", "recovery")
    unneeded = {f"flipchart.tui.screens.{name}" for name in seldom}
    found = set(done.stdout.split())
    assert not [
        name for name in found if name.startswith(("flipchart.exchange.readers", "flipchart.exchange.writers"))
    ]
    assert not found & {*unneeded, "icalendar", "jinja2", "openpyxl", "segno", "dateutil"}
    assert not found & {"flipchart.tui.palette", "importlib.metadata", "secrets"}
