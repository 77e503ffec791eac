"""The real app, killed without a word while people type: what its screen called saved is in the file (I1, I2)."""

import random
import re
import sys
from pathlib import Path

import pytest
from place import Place
from terminal import Terminal

import ledger

if sys.platform == "win32":
    pytest.skip("needs a pseudo-terminal", allow_module_level=True)


pytestmark = pytest.mark.pty

MOMENTS = 25
LIGHT = re.compile(r"saved \d\d:\d\d:\d\d")
ROW = re.compile(r"^\W*\d+ +(\S*.*Step \d.*?) *$", re.MULTILINE)


def called_saved(terminal: Terminal) -> set[str]:
    """The steps in the list, if the light says saved: it goes out in the same picture that shows new words.

    Only of a whole picture: between two parts of one, new words stand beside the old light.
    """
    terminal.settle()
    text = terminal.text()
    return set(ROW.findall(text)) if LIGHT.search(text) else set()


def test_killed_at_twenty_five_moments_while_typing(tmp_path: Path) -> None:
    """The file opens each time, and has every step that was on the screen beside the word saved."""
    place, chance = Place(tmp_path), random.Random(20261118)
    place.under_way()
    called: set[str] = set()
    for number in range(MOMENTS):
        with place.define() as terminal:
            first = f"Step 0 of round {number}"
            terminal.send(f"{first}\r".encode())
            # Half a line that was being typed when the power went is in the box again, so words may stand before it.
            terminal.until(
                lambda: any(text.endswith(first) for text in called_saved(terminal)),  # noqa: B023
                "it is called saved",
            )
            called |= called_saved(terminal)
            terminal.send("".join(f"Step {count} of round {number}\r" for count in range(1, 6)).encode())
            terminal.stands_still(chance.uniform(0, 0.3))
            terminal.kill()
        ledger.nothing_lost(called, place.steps())
        ledger.count("kills")
    assert len(called) >= MOMENTS
