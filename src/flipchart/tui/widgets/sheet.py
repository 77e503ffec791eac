"""A page of rows over everything else, that scrolls with every key one would try."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.geometry import Size
from textual.reactive import reactive
from textual.widget import Widget

from flipchart.domain.said import said
from flipchart.tui.text.language import t
from flipchart.tui.text.lines import line, width_of
from flipchart.tui.text.rows import Row
from flipchart.tui.widgets.words import Words

SHEET_STYLE = "{ background: $background; padding: 0 1; }"
"""The style of a screen with a sheet. It is no .tcss file, since opening the first of these styles the room anew."""


class RowBlock(Words):
    """Rows of words, wrapped at the width that there is while they are laid out."""

    rows: reactive[tuple[Row, ...]] = reactive((), layout=True)

    def __init__(self, rows: tuple[Row, ...]) -> None:
        super().__init__()
        self.set_reactive(RowBlock.rows, rows)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many rows as the words take."""
        lines = tuple(words for row in self.rows for words in row.lines(width, selected=False))
        self.set_reactive(RowBlock.lines, lines)
        return super().get_content_height(container, viewport, width)


class Scroll(VerticalScroll, can_focus=True):
    """Scrolls by arrows, j and k, and the page keys."""

    BINDINGS: ClassVar = [
        Binding("up,k", "scroll_up", show=False), Binding("down,j", "scroll_down", show=False),
        Binding("pageup,p", "page_up", show=False), Binding("pagedown,n,space", "page_down", show=False),
    ]  # fmt: skip


class Sheet(Widget):
    """A title, rows that scroll, and how to close."""

    DEFAULT_CSS = """
    Sheet { height: 1fr; layout: vertical; }
    Sheet > Words { height: 1; }
    Sheet > Scroll { height: 1fr; scrollbar-size-vertical: 1; scrollbar-gutter: stable; }
    """

    def __init__(
        self, title: str, rows: tuple[Row, ...], *, turns: bool = False, ways: tuple[tuple[str, str], ...] = ()
    ) -> None:
        super().__init__()
        self.sheet_title, self.rows = title, rows
        self.ways = ways or (
            (("n", said("next")), ("p", said("back"))) if turns else (("up", ""), ("down", said("scroll")))
        )

    def turn(self, by: int) -> None:
        """Scroll a page."""
        scroll = self.query_one(Scroll)
        scroll.scroll_page_down(animate=False) if by > 0 else scroll.scroll_page_up(animate=False)

    def compose(self) -> ComposeResult:
        """Title, rows, the way out."""
        yield Words(id="ways")
        with Scroll():
            yield RowBlock(self.rows)

    def on_resize(self) -> None:
        """Name the ways out of the page, as many as fit; the way back always."""
        keys = [((key, "key"), f" {t(word)}   " if word else " ") for key, word in (("esc", "back"), *self.ways)]
        for count in range(len(keys), 0, -1):
            ways = (part for each in keys[:count] for part in each)
            head = line((self.sheet_title, "bold"), "   ", *ways)
            if width_of(head) - 3 <= self.size.width and keys[count - 1][1].strip():
                break
        self.query_one("#ways", Words).lines = (head,)
