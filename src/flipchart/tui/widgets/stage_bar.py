"""How much of the stage is spent, in full cells from zero."""

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget


class StageBar(Widget):
    """A bar that fills with the time spent; `part` is 0 to 1 (more is shown as full)."""

    DEFAULT_CSS = """
    StageBar { height: 1; width: 1fr; text-wrap: nowrap; }
    """

    part: reactive[float] = reactive(0.0, repaint=False)
    filled: reactive[int] = reactive(0)
    ascii: reactive[bool] = reactive(False)

    def watch_part(self) -> None:
        """Only a whole cell more is worth a repaint."""
        self._measure()

    def on_resize(self) -> None:
        """A new width is a new measure."""
        self._measure()

    def _measure(self) -> None:
        self.filled = round(min(max(self.part, 0.0), 1.0) * self.content_size.width)

    def render(self) -> Content:
        """The spent part and the rest; without colour the signs still tell them apart."""
        width = self.content_size.width
        plain = self.ascii or self.app.current_theme.ansi or self.app.no_color
        done, rest = ("=", "-") if self.ascii else ("█", "─" if plain else " ")
        fill = (
            "$fill-danger"
            if self.has_class("-overtime")
            else ("$fill-warning" if self.has_class("-warning") or self.has_class("-danger") else "$fill")
        )
        return Content.assemble(
            (done * self.filled, fill), (rest * (width - self.filled), "" if plain else "on $track")
        )  # fmt: skip
