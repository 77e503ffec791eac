"""The file of a session in the person's own editor, from the palette, while it is driven."""

import sys
from pathlib import Path

import pytest
from place import Place
from terminal import Terminal

if sys.platform == "win32":
    pytest.skip("needs a pseudo-terminal", allow_module_level=True)


pytestmark = pytest.mark.pty

WRITES = """
import pathlib, sys
path = pathlib.Path(sys.argv[1])
print("THE EDITOR HAS THE TERMINAL", flush=True)
input()
path.write_text(path.read_text().replace("Ring the supplier", "Ring both suppliers"))
"""


def choose(terminal: Terminal, words: str) -> None:
    """Carry out a command of the palette."""
    terminal.press("ctrl+p")
    terminal.wait("Search for commands")
    terminal.send(words.encode())
    terminal.wait("changes there are merged")
    terminal.settle()
    terminal.press("enter")


def test_the_file_is_edited_and_what_changed_is_merged(tmp_path: Path) -> None:
    """The editor gets the whole terminal; then the room is back with its half-typed line, and has both changes."""
    place = Place(tmp_path)
    place.under_way(steps=("Ring the supplier",))
    script = tmp_path / "editor.py"
    script.write_text(WRITES)
    with place.define(env={"EDITOR": f"{sys.executable} {script}"}) as terminal:
        terminal.send(b"Book a ro")
        terminal.wait("Book a ro")
        choose(terminal, "Open the file")
        terminal.wait("THE EDITOR HAS THE TERMINAL")
        terminal.send(b"\r")
        terminal.wait("Ring both suppliers")
        terminal.wait("Book a ro")
        terminal.send(b"om\r")
        terminal.until(lambda: place.steps() == ["Ring both suppliers", "Book a room"], "both are on the disk")


def test_an_editor_that_is_not_there_is_said(tmp_path: Path) -> None:
    """One sentence, and the room goes on."""
    place = Place(tmp_path)
    place.under_way()
    with place.define(env={"VISUAL": "no-such-editor"}) as terminal:
        terminal.press("esc")
        choose(terminal, "Open the file")
        terminal.wait("There is no editor “no-such-editor”")
