"""What is said where a window is too small for anything else."""

from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from flipchart.domain.said import say
from flipchart.service.rehearsal import WORDS
from flipchart.tui.text.language import t
from flipchart.tui.text.layout import MIN_HEIGHT, MIN_WIDTH
from flipchart.tui.text.lines import width_of
from flipchart.tui.text.plan import fitting


class RehearsalLine(Static):
    """One row at the top, also over the curtain."""

    DEFAULT_CSS = """
    RehearsalLine { dock: top; height: 1; width: 1fr; visibility: visible; text-wrap: nowrap;
                    background: $foreground; color: $background; text-style: bold; }
    RehearsalLine:ansi { background: ansi_default; color: ansi_default; text-style: bold reverse; }
    """

    def __init__(self) -> None:
        super().__init__(t(WORDS), markup=False)


TOO_SMALL = (
    say("Make this window at least {columns} columns by {rows} rows.", columns=MIN_WIDTH, rows=MIN_HEIGHT),
    say("Make it at least {columns} columns by {rows} rows.", columns=MIN_WIDTH, rows=MIN_HEIGHT),
    say("Needs {columns} by {rows}.", columns=MIN_WIDTH, rows=MIN_HEIGHT),
)


class TooSmall(Widget):
    """One line, in the longest wording that fits; shown by the screen's `-tiny`."""

    DEFAULT_CSS = """
    TooSmall { display: none; height: 1; width: 1fr; text-wrap: nowrap; }
    """

    def __init__(self) -> None:
        super().__init__(id="small")

    def render(self) -> Content:
        """How large the window must be."""
        texts = sorted((t(it) for it in TOO_SMALL), key=width_of, reverse=True)
        return Content(fitting(texts, self.content_size.width))
