"""The command line on a real pseudo-terminal."""

import os
import sys
from pathlib import Path

import pytest
from cli_help import Desk

pytestmark = [
    pytest.mark.pty,
    pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals of POSIX"),
]

STANDS_IN = """
import sys, types
class Screen(types.ModuleType):
    def open_screens(self, path, *, context):
        print("OPEN", path.name, sys.stdin.isatty(), sys.stdout.isatty(), "READ", input(), flush=True)
        return 7
sys.modules["flipchart.tui.start"] = Screen("flipchart.tui.start")
from flipchart.__main__ import main
sys.exit(main(sys.argv[1:]))
"""
"""The program with a screen that reads one line and tells what it was given."""


def on_a_terminal(desk: Desk, command: str, typed: bytes) -> tuple[int, str]:
    """Run a shell command on a terminal of its own, type into it, and return its exit code and what it showed."""
    import pty  # noqa: PLC0415 - POSIX only

    child, terminal = pty.fork()
    if child == 0:
        os.execve("/bin/sh", ["sh", "-c", command], {**os.environ, **desk.environment})
    os.write(terminal, typed)
    shown = b""
    while True:
        try:
            piece = os.read(terminal, 4096)
        except OSError:  # how Linux tells that the other side has closed
            break
        if not piece:
            break
        shown += piece
    os.close(terminal)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), shown.decode("utf-8", "replace")


def test_after_a_piped_list_the_terminal_takes_the_place_of_stdin(tmp_path: Path) -> None:
    """The list is read to its end first; then keys come from the terminal, and the screen's exit code is the end."""
    desk = Desk(tmp_path)
    script = tmp_path / "stands_in.py"
    script.write_text(STANDS_IN, encoding="utf-8")
    command = f"printf -- '- a\\n- b\\n' | '{sys.executable}' {script} new Clinic --improvements -"
    code, shown = on_a_terminal(desk, command, b"a key\n")
    assert code == 7, shown
    assert "-clinic.toml True True READ a key" in shown
    file = next(desk.sessions.glob("*.toml"))
    assert file.read_text("utf-8").count("[[improvements]]") == 2


def test_colours_are_on_a_terminal_only(tmp_path: Path) -> None:
    """The same command in colour on the terminal, and without into a pipe."""
    desk = Desk(tmp_path)
    desk.file()
    show = f"'{sys.executable}' -m flipchart show clinic"
    assert "\x1b[1m" in on_a_terminal(desk, show, b"")[1]
    code, shown = on_a_terminal(desk, f"{show} | cat", b"")
    assert code == 0
    assert "\x1b" not in shown
    assert "Draft the intake form" in shown


def test_a_list_that_is_wider_than_the_terminal_stands_in_blocks(tmp_path: Path) -> None:
    """Each title with what is known of it below, no line broken by the terminal; into a pipe it stays a table."""
    desk = Desk(tmp_path)
    desk.file()
    narrow = f"unset COLUMNS; stty cols 60; '{sys.executable}' -m flipchart list"
    code, shown = on_a_terminal(desk, narrow, b"")
    assert code == 0
    assert "TITLE" not in shown
    assert max(map(len, shown.splitlines())) <= 60
    assert "clinic.toml" in shown
    assert "TITLE" in on_a_terminal(desk, f"{narrow} | cat", b"")[1]
