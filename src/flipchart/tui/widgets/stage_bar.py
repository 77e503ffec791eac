"""How much of the stage's time is used, as full cells from zero."""

from textual.content import Content
from textual.reactive import reactive

from flipchart.tui.look import content
from flipchart.tui.text.clock_face import State, bar_line
from flipchart.tui.widgets.words import Themed


class StageBar(Themed):
    """A bar that fills with the time used; `part` is 0 to 1, and more counts as full.

    `reserved` is how many cells at its right end belong to the plate under the digits.
    """

    DEFAULT_CSS = """
    StageBar { height: 1; width: 1fr; text-wrap: nowrap; }
    """

    part: reactive[float] = reactive(0.0, repaint=False)
    filled: reactive[int] = reactive(0)
    ascii: reactive[bool] = reactive(False)
    state: reactive[State] = reactive("normal")
    reserved: reactive[int] = reactive(0)

    def watch_part(self) -> None:
        """Repaint only when one more or one less whole cell is filled."""
        self._measure()

    def watch_reserved(self) -> None:
        """Measure again: the bar has what is left of the width."""
        self._measure()

    def on_resize(self) -> None:
        """Measure again at the new width."""
        self._measure()

    def _measure(self) -> None:
        self.filled = round(min(max(self.part, 0.0), 1.0) * self._width)

    @property
    def _width(self) -> int:
        return max(self.content_size.width - self.reserved, 0)

    def render(self) -> Content:
        """The spent part and the rest; without colour the signs still tell them apart."""
        plain = self.app.current_theme.ansi or self.app.no_color
        return content(
            bar_line(self.filled, self._width, self.state, ascii_only=self.ascii, plain=plain), self.app.current_theme
        )
