"""The box at the top of a list: what is typed there narrows the list, whose keys go on working."""

from typing import ClassVar

from textual.binding import Binding

from flipchart.tui.widgets.inputs import CaptureBox


class FindBox(CaptureBox):
    """Words to look for. Up, down and Enter are the list's."""

    BINDINGS: ClassVar = [
        Binding("up", "screen.act('move.up')", show=False),
        Binding("down", "screen.act('move.down')", show=False),
    ]

    async def action_submit(self) -> None:
        """Hand the words up and keep them."""
        self.entered(self.value)
