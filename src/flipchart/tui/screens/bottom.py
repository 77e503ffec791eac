"""What every screen of a session has at its bottom."""

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Static

from flipchart.tui.widgets.inputs import CaptureBox
from flipchart.tui.widgets.key_line import KeyLine
from flipchart.tui.widgets.notices import TooSmall
from flipchart.tui.widgets.words import Ends, Words


def bottom() -> ComposeResult:
    """Yield the capture line with its name and its echo, the keys, and what is said in too small a window."""
    yield Static(id="rule")
    with Vertical(id="words"):
        with Horizontal(id="boxrow"):
            yield Words(id="label")
            yield CaptureBox(id="box")
        yield Ends(id="echo")
    yield KeyLine(id="keys")
    yield TooSmall()
