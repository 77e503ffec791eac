"""Widgets that show a few lines of styled words."""

from textual import events
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from flipchart.tui.look import content
from flipchart.tui.text.lines import Line, cut_line, spread


class Themed(Widget):
    """A widget whose words are coloured by the theme, which Textual's own caches do not see change."""

    def on_mount(self) -> None:
        """Paint again under another theme."""
        self.watch(self.app, "theme", self._recolour, init=False)

    def _recolour(self) -> None:
        self.refresh()


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
        """Only another number of lines moves what stands around."""
        if len(old) != len(new):
            self.refresh(layout=True)

    def render(self) -> Content:
        """The lines as Textual shows them."""
        theme, width = self.app.current_theme, self.content_size.width
        return Content("\n").join(content(cut_line(words, width), theme) for words in self.lines)

    def on_click(self, event: events.Click) -> None:
        """Tell what was clicked."""
        if event.y < len(self.lines):
            self.post_message(Clicked(self.lines[event.y], event.x, self.id))


class Ends(Themed):
    """One line with words at both ends, of which the right one stays whole; a line `above` it where there is one."""

    DEFAULT_CSS = """
    Ends { height: 1; width: 1fr; text-wrap: nowrap; }
    Ends.-two { height: 2; }
    """

    above: reactive[Line] = reactive(())
    left: reactive[Line] = reactive(())
    right: reactive[Line] = reactive(())

    def watch_above(self) -> None:
        """Another line moves what stands around."""
        self.set_class(bool(self.above), "-two")

    def render(self) -> Content:
        """Both ends on one line."""
        theme, width = self.app.current_theme, self.content_size.width
        last = content(self._words(), theme)
        return Content("\n").join((content(cut_line(self.above, width), theme), last)) if self.above else last

    def _words(self) -> Line:
        return spread(self.left, self.right, self.content_size.width)

    def on_click(self, event: events.Click) -> None:
        """Tell what was clicked."""
        if event.y == bool(self.above):
            self.post_message(Clicked(self._words(), event.x, self.id))
