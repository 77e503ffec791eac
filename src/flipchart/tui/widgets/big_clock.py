"""The digits of the clock in all their sizes and states."""

from textual.content import Content
from textual.reactive import reactive

from flipchart.tui.look import content
from flipchart.tui.text.clock_face import PLATES, STYLES, State, blocks, face, face_lines, largest
from flipchart.tui.text.lines import Line, block
from flipchart.tui.widgets.words import Themed


class BigClock(Themed):
    """The digits of the clock, in three rows or over all the room there is (`-full`).

    `reading` is what it shows ("3:42", "+0:42") with its state; it is painted only when that changes. With `broad`
    ASCII digits have strokes of two cells, where there is room.
    """

    DEFAULT_CSS = """
    BigClock { width: auto; height: auto; color: $foreground; text-wrap: nowrap; }
    BigClock.-full { width: 1fr; height: 1fr; content-align: center middle; }
    """

    reading: reactive[str] = reactive("", repaint=False)
    ascii: reactive[bool] = reactive(False, layout=True)
    broad: reactive[bool] = reactive(False, layout=True)
    state: reactive[State] = reactive("normal", layout=True)

    def watch_reading(self, old: str, new: str) -> None:
        """Lay out again only for another number of digits; else repaint the small digits that differ."""
        if len(old) != len(new):
            self.refresh(layout=True)
        elif self.has_class("-full"):
            self.refresh()
        else:
            faces = (self._small(it) for it in (old, new))
            for row, (before, after) in enumerate(zip(*faces, strict=True)):
                self.paint_over(row, before, after)

    def picture(self) -> tuple[Line, ...]:
        """The rows of the clock at its present size."""
        if not self.has_class("-full"):
            return self._small(self.reading)
        size = largest(self.reading, *self.content_size)
        rows = blocks(self.reading, size) if self.ascii else face(self.reading, size)
        return block(rows, "fill-danger" if self.state in PLATES else STYLES[self.state])

    def _small(self, reading: str) -> tuple[Line, ...]:
        return face_lines(reading, self.state, self.ascii, broad=self.broad)

    def render(self) -> Content:
        """The digits in the colours of their state."""
        return Content("\n").join(content(row, self.app.current_theme) for row in self.picture())
