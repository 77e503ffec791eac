"""The footer: keys with their words, each of which can be clicked."""

from textual import events
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive

from flipchart.tui.look import content
from flipchart.tui.text.footer import HELP_OUTSIDE, Piece, fitted
from flipchart.tui.text.lines import Line, line, spread, width_of
from flipchart.tui.widgets.words import Themed


class KeyLine(Themed):
    """One line of keys; keys that do not fit are left out, but never the one that shows all keys.

    `aside` stands at the right end, whole, on every page.
    """

    DEFAULT_CSS = """
    KeyLine { height: 1; width: 1fr; background: $footer-background; text-wrap: nowrap; }
    """

    class Pressed(Message):
        """A key's words were clicked."""

        def __init__(self, action: str) -> None:
            self.action = action
            super().__init__()

    pieces: reactive[tuple[Piece, ...]] = reactive(())
    last: reactive[Piece] = reactive(HELP_OUTSIDE)
    aside: reactive[Line] = reactive(())

    def shown(self) -> list[Piece]:
        """The pieces that fit."""
        taken = width_of(self.aside) + 2 if self.aside else 0
        return fitted(self.pieces, self.last, self.content_size.width - taken)

    def render(self) -> Content:
        """The keys in bold, their words after them."""
        spans = [part for piece in self.shown() for part in ((piece.key, "key"), (f" {piece.word}  ", ""))]
        words = line(*spans[:-1], spans[-1][0].rstrip())
        whole = spread(words, self.aside, self.content_size.width) if self.aside else words
        return content(whole, self.app.current_theme)

    def on_click(self, event: events.Click) -> None:
        """Do what stands under the pointer."""
        x = event.x - (self.region.width - self.content_size.width) // 2
        for piece in self.shown():
            cells = width_of(piece.key) + width_of(piece.word) + 1
            if 0 <= x < cells:
                self.post_message(self.Pressed(piece.id))
                return
            x -= cells + 2
