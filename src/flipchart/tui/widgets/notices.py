"""What is said where a window is too small for anything else."""

from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from flipchart.service.rehearsal import WORDS
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
        super().__init__(WORDS, markup=False)


TOO_SMALL = (
    f"Make this window at least {MIN_WIDTH} columns by {MIN_HEIGHT} rows.",
    f"Make it at least {MIN_WIDTH} columns by {MIN_HEIGHT} rows.",
    f"Needs {MIN_WIDTH} by {MIN_HEIGHT}.",
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
        return Content(fitting(sorted(TOO_SMALL, key=width_of, reverse=True), self.content_size.width))
