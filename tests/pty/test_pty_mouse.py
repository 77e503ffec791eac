"""The mouse on a real terminal: what it reports (SGR, mode 1006) does what keys do."""

import sys
from pathlib import Path

import pytest
from place import Place
from terminal import Terminal

if sys.platform == "win32":
    pytest.skip("needs a pseudo-terminal", allow_module_level=True)


pytestmark = pytest.mark.pty


def click(terminal: Terminal, words: str) -> None:
    """Press and let go of the button over some words."""
    rows = terminal.text().split("\n")
    y = next(y for y, row in enumerate(rows) if words in row)
    at = f"{rows[y].index(words) + 1};{y + 1}"
    terminal.send(f"\x1b[<0;{at}M\x1b[<0;{at}m".encode())


def test_footer_menu_rows_and_questions_are_clicked(tmp_path: Path) -> None:
    """Pause and go on by the footer, to a stage by the menu, to a row, and away from a question."""
    place = Place(tmp_path)
    place.under_way(steps=("Ring the supplier", "Book a room"))
    with place.define() as terminal:
        click(terminal, "pause")
        terminal.wait("PAUSED")
        click(terminal, "resume")
        terminal.until(lambda: "PAUSED" not in terminal.text(), "it goes on")
        terminal.press("esc", "q")
        terminal.wait("The clock is running.")
        click(terminal, "stay")
        terminal.until(lambda: "The clock is running." not in terminal.text(), "the question is gone")
        terminal.press(",")
        terminal.wait("go to")
        click(terminal, "go to")
        terminal.wait("Owners and timelines")
        click(terminal, "Owners and timelines")
        terminal.wait("4/5")
        click(terminal, "Book a room")
        click(terminal, "Book a room")
        terminal.wait("Who, when")
