"""How much of the stage is spent, in full cells from zero."""

from textual.content import Content
from textual.reactive import reactive

from flipchart.tui.look import content
from flipchart.tui.text.clock_face import State, bar_line
from flipchart.tui.widgets.words import Themed


class StageBar(Themed):
    """A bar that fills with the time spent; `part` is 0 to 1 (more is shown as full).

    `reserved` cells at its right end are the plate's on which the digits stand.
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
        """Only a whole cell more is worth a repaint."""
        self._measure()

    def watch_reserved(self) -> None:
        """What is left is the bar's."""
        self._measure()

    def on_resize(self) -> None:
        """A new width is a new measure."""
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
