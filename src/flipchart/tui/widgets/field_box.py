"""One line of a page that is filled in."""

from typing import ClassVar

from textual.binding import Binding

from flipchart.tui.widgets.inputs import CaptureBox


class FieldBox(CaptureBox):
    """A line between others: up and down go to its neighbours, Enter hands its words up and keeps them."""

    BINDINGS: ClassVar = [
        Binding("up", "screen.act('field.previous')", show=False),
        Binding("down", "screen.act('field.next')", show=False),
    ]

    async def action_submit(self) -> None:
        """Hand the words up; they stay."""
        self.entered(self.value)
