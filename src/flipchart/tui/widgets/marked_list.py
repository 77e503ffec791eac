"""The list of the command palette, whose chosen row has a sign: without colour only letters would tell it."""

from rich.segment import Segment
from textual.command import CommandList
from textual.strip import Strip

from flipchart.tui.text.signs import CURSOR, PLAIN_CURSOR, PLAIN_CURSOR_ON, uses_plain

EDGE = 2
"""Cells before the words of each row."""


class MarkedList(CommandList):
    """Textual's list, with the cursor's sign of our own lists before the row that Enter takes."""

    def render_line(self, y: int) -> Strip:
        """A line, with the sign where it belongs to the chosen row."""
        strip = super().render_line(y)
        if self.highlighted is None or not self._is_chosen(self.scroll_offset.y + y):
            return strip
        style = self.get_visual_style("option-list--option", "option-list--option-highlighted").rich_style
        mark = Segment(f"{self._sign(self.scroll_offset.y + y):<{EDGE}}", style)
        return Strip([mark, *strip.crop(EDGE)])

    def _is_chosen(self, line: int) -> bool:
        lines = self._lines
        return 0 <= line < len(lines) and lines[line][0] == self.highlighted

    def _sign(self, line: int) -> str:
        if not (uses_plain() or self.app.current_theme.ansi or self.app.no_color):
            return CURSOR
        return PLAIN_CURSOR_ON if self._lines[line][1] else PLAIN_CURSOR
