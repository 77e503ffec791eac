"""The line that says on every screen that this is a rehearsal."""

from textual.widgets import Static

from flipchart.service.rehearsal import WORDS


class RehearsalLine(Static):
    """One row at the top, also over the curtain."""

    DEFAULT_CSS = """
    RehearsalLine { dock: top; height: 1; width: 1fr; visibility: visible; text-wrap: nowrap;
                    background: $foreground; color: $background; text-style: bold; }
    RehearsalLine:ansi { background: ansi_default; color: ansi_default; text-style: bold reverse; }
    """

    def __init__(self) -> None:
        super().__init__(WORDS, markup=False)
