"""The clock that is read from the back row."""

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from flipchart.tui.widgets.faces import blocks, face, largest, segments, tall


class BigClock(Widget):
    """Digits in three rows, in seven (`-tall`) or over all the space there is (`-full`).

    `reading` is what it shows ("3:42", "+0:42"); it is painted again only when that changes.
    """

    DEFAULT_CSS = """
    BigClock { width: auto; height: 3; color: $fill; text-wrap: nowrap; }
    BigClock.-tall { height: 7; }
    BigClock.-full { width: 1fr; height: 1fr; content-align: center middle; }
    BigClock.-warning { color: $fill-warning; }
    BigClock.-danger, BigClock.-overtime { color: $fill-danger; }
    """

    reading: reactive[str] = reactive("")
    ascii: reactive[bool] = reactive(False, layout=True)

    def watch_reading(self, old: str, new: str) -> None:
        """Only another number of digits moves what stands beside."""
        if len(old) != len(new):
            self.refresh(layout=True)

    def picture(self) -> tuple[str, ...]:
        """The rows of the clock at its present size."""
        if self.has_class("-full"):
            size = largest(self.reading, *self.content_size)
            return blocks(self.reading, size) if self.ascii else face(self.reading, size)
        if self.ascii:
            return segments(self.reading)
        return tall(self.reading) if self.has_class("-tall") else face(self.reading)

    def render(self) -> Content:
        """The digits, in the colour that the stylesheet gives them."""
        return Content("\n".join(self.picture()))
