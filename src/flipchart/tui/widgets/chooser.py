"""A choice of one among a few, on one line."""

from typing import ClassVar

from textual import events
from textual.binding import Binding
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive

from flipchart.tui.look import content
from flipchart.tui.text.language import t
from flipchart.tui.text.lines import Line, cut, line
from flipchart.tui.widgets.words import Themed


class Chooser(Themed, can_focus=True):
    """One of some labels, chosen with left and right; `index` is its place."""

    DEFAULT_CSS = """
    Chooser { height: 1; width: 1fr; text-wrap: nowrap; }
    """

    BINDINGS: ClassVar = [
        Binding("left", "turn(-1)", show=False),
        Binding("right,space", "turn(1)", show=False),
        Binding("up", "screen.act('field.previous')", show=False),
        Binding("down", "screen.act('field.next')", show=False),
    ]

    class Turned(Message):
        """Another label was chosen."""

    labels: reactive[tuple[str, ...]] = reactive(())
    index: reactive[int] = reactive(0)
    ascii: reactive[bool] = reactive(False)

    def action_turn(self, by: int) -> None:
        """Go on by one, from the last to the first."""
        if self.labels:
            self.index = (self.index + by) % len(self.labels)
            self.post_message(self.Turned())

    def words(self) -> Line:
        """The label between its arrows, and which of how many it is."""
        if not self.labels:
            return ()
        left, right = "<>" if self.ascii else "‹›"
        arrows, style = ("key", "bold") if self.has_focus else ("quiet", "")
        place = f"  {t('{n} of {count}', n=self.index + 1, count=len(self.labels))}"
        label = cut(self.labels[self.index], self.content_size.width - len(place) - 4)
        return line((f"{left} ", arrows), (label, style), (f" {right}", arrows), (place, "quiet"))

    def render(self) -> Content:
        """The words in the theme's colours."""
        return content(self.words(), self.app.current_theme)

    def on_click(self, event: events.Click) -> None:
        """The left arrow goes back, all else on."""
        self.action_turn(-1 if event.x < 2 else 1)
