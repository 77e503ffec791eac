"""The commands in the text of the pages that open a screen or go on by ear: each does, and can be left."""

import re
import shlex
import sys
from pathlib import Path

import pytest
from place import Place

if sys.platform == "win32":
    pytest.skip("needs a pseudo-terminal", allow_module_level=True)

pytestmark = pytest.mark.pty

ROOT = Path(__file__).parents[2]
OPENS = ("run", "watch", "demo", "follow-up", "config edit", "new")


def in_the_text() -> list[str]:
    """The commands between backticks that open a screen."""
    pages = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
    found = {line for page in pages for line in re.findall(r"`flipchart ([^`\n]*)`", page.read_text("utf-8"))}
    return sorted(it for it in found if it.startswith(OPENS) and it != "new")  # whose name alone is no command


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """A home of its own."""
    return Place(tmp_path)


@pytest.mark.parametrize("command", in_the_text())
def test_every_command_in_the_text_opens_and_can_be_left(place: Place, command: str) -> None:
    """With something given for each word in capitals: no error, and the terminal is as it was before."""
    session = place.under_way(steps=("Print the list",))
    (place.folder / "list.txt").write_text("Answer the phone\n", "utf-8")
    given = {"SESSION": "Service", "clinic": "Service", "FILE": str(session), "TITLE": "Zebra"}
    given |= {"weekly": "follow-up", "list.txt": str(place.folder / "list.txt"), "/shared": str(place.folder)}
    words = [given.get(word, word).replace("/shared", str(place.folder)) for word in shlex.split(command)]
    with place.start(*words) as terminal:
        usable = re.compile(r"keys|touches|esc close|A line adds")
        terminal.until(lambda: terminal.child.poll() is not None or bool(usable.search(terminal.text())), "it opens")
        if terminal.child.poll() is None:
            terminal.press(*("/quit", "enter") if "--plain" in words else ("ctrl+q",))
        assert terminal.ended() == 0, terminal.text()
        assert terminal.restored(), terminal.modes()
        assert "Traceback" not in terminal.text()
