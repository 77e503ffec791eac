"""Widgets that show a few lines of styled words."""

from textual import events
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from flipchart.tui.look import content
from flipchart.tui.text.lines import Line, cut_line, differing, spread


class Themed(Widget):
    """A widget with colours of the theme, painted again when that changes."""

    auto_links = reactive(False)
    """No words of ours are links: looking up how these would be styled took a fifth of each second of a clock."""

    def on_mount(self) -> None:
        """Paint again under another theme."""
        self.watch(self.app, "theme", self._recolour, init=False)

    def _recolour(self) -> None:
        self.refresh()

    def paint_over(self, row: int, old: Line, new: Line) -> None:
        """Repaint the cells in which a row has changed; all of it before the widget has a place."""
        if not self.content_size:
            self.refresh()
            return
        start, end = differing(old, new)
        if end > start:
            self.refresh(Region(start, row, end - start, 1))


class Clicked(Message):
    """A line was clicked, at a cell of it: what stands there may be a key."""

    def __init__(self, words: Line, x: int, where: str | None) -> None:
        self.words, self.x, self.where = words, x, where
        super().__init__()


class Words(Themed):
    """Some lines, cut to the width; painted again only when they change."""

    DEFAULT_CSS = """
    Words { height: auto; width: 1fr; text-wrap: nowrap; }
    """

    lines: reactive[tuple[Line, ...]] = reactive(())

    def watch_lines(self, old: tuple[Line, ...], new: tuple[Line, ...]) -> None:
        """Lay out again only for another number of lines; without any, one row is kept."""
        if max(len(old), 1) != max(len(new), 1):
            self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """A row for each line, whatever the width; one while there is none."""
        return max(len(self.lines), 1)

    def render(self) -> Content:
        """The lines as Textual shows them."""
        theme, width = self.app.current_theme, self.content_size.width
        return Content("\n").join(content(cut_line(words, width), theme) for words in self.lines)

    def on_click(self, event: events.Click) -> None:
        """Tell what was clicked."""
        if event.y < len(self.lines):
            self.post_message(Clicked(self.lines[event.y], event.x, self.id))


class Ends(Themed):
    """One line with words at both ends, the right one never cut; below the lines `above`, if there are any."""

    DEFAULT_CSS = """
    Ends { height: 1; width: 1fr; text-wrap: nowrap; }
    """

    above: reactive[tuple[Line, ...]] = reactive(())
    left: reactive[Line] = reactive((), repaint=False)
    right: reactive[Line] = reactive((), repaint=False)

    def watch_above(self, old: tuple[Line, ...], new: tuple[Line, ...]) -> None:
        """Another number of lines moves what stands around."""
        if len(old) != len(new):
            self.styles.height = 1 + len(new)

    def watch_left(self, old: Line, _: Line) -> None:
        """Paint what differs."""
        self.paint_over(len(self.above), spread(old, self.right, self.content_size.width), self._words())

    def watch_right(self, old: Line, _: Line) -> None:
        """Likewise."""
        self.paint_over(len(self.above), spread(self.left, old, self.content_size.width), self._words())

    def render(self) -> Content:
        """The lines above, and both ends on the last."""
        theme, width = self.app.current_theme, self.content_size.width
        every = (*(cut_line(words, width) for words in self.above), self._words())
        return Content("\n").join(content(words, theme) for words in every)

    def _words(self) -> Line:
        return spread(self.left, self.right, self.content_size.width)

    def on_click(self, event: events.Click) -> None:
        """Tell what was clicked."""
        if event.y == len(self.above):
            self.post_message(Clicked(self._words(), event.x, self.id))
