"""The fields of a page that is filled in: lines, a list of lines, and a choice."""

from typing import ClassVar

from textual import events
from textual.binding import Binding
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widgets import TextArea

from flipchart.domain.text import clean
from flipchart.tui.lines import Line, Span, cut, line
from flipchart.tui.theme import content
from flipchart.tui.widgets.capture import CaptureBox
from flipchart.tui.widgets.themed import Themed

LIST_LIMIT = 100_000
"""Characters that one list may have: some two thousand lines, which are read within a second."""


class FieldBox(CaptureBox):
    """One line of a form: up and down go to its neighbours, Enter to the next."""

    BINDINGS: ClassVar = [
        Binding("up", "screen.act('field.previous')", show=False),
        Binding("down", "screen.act('field.next')", show=False),
    ]

    async def action_submit(self) -> None:
        """Hand the words up and keep them."""
        self.entered(self.value)


class ListArea(TextArea):
    """Some lines of words; the cursor leaves it at the first and the last one, and nothing blinks."""

    DEFAULT_CSS = """
    ListArea { border: none; padding: 0; background: $row; color: $foreground; scrollbar-size-vertical: 1; }
    ListArea:focus { border: none; }
    ListArea .text-area--cursor { background: $foreground; color: $row; text-style: none; }
    ListArea .text-area--cursor-line { background: $row; }
    ListArea .text-area--placeholder { color: $quiet; }
    """

    BINDINGS: ClassVar = [
        Binding("up", "leave_up", show=False),
        Binding("down", "leave_down", show=False),
    ]

    class TooLong(Message):
        """More was pasted than is kept."""

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id=id, compact=True, highlight_cursor_line=False)
        self.cursor_blink = False

    def check_consume_key(self, key: str, character: str | None = None) -> bool:
        """Enter is a new line here and nobody else's."""
        return key == "enter" or super().check_consume_key(key, character)

    async def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        room = max(LIST_LIMIT - len(self.text), 0)
        whole = clean(event.text, limit=LIST_LIMIT + 1)
        if len(whole) > room:
            self.post_message(self.TooLong())
        if result := self._replace_via_keyboard(whole[:room], *self.selection):
            self.move_cursor(result.end_location)

    async def action_leave_up(self) -> None:
        """One line up, or out of the list."""
        if self.navigator.is_first_wrapped_line(self.cursor_location):
            await self.run_action("screen.act('field.previous')")
        else:
            self.action_cursor_up()

    async def action_leave_down(self) -> None:
        """One line down, or out of the list."""
        if self.navigator.is_last_wrapped_line(self.cursor_location):
            await self.run_action("screen.act('field.next')")
        else:
            self.action_cursor_down()


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
        place = f"  {self.index + 1} of {len(self.labels)}"
        label = cut(self.labels[self.index], self.content_size.width - len(place) - 4)
        return line((f"{left} ", arrows), (label, style), (f" {right}", arrows), (place, "quiet"))

    def render(self) -> Content:
        """The words in the theme's colours."""
        return content((*self.words(), Span("")), self.app.current_theme)

    def on_click(self, event: events.Click) -> None:
        """The left arrow goes back, all else on."""
        self.action_turn(-1 if event.x < 2 else 1)
