"""A list with a cursor, between a heading and the line of keys; most screens besides the room and the desk are one.

The parts that it shares with the screens of a session stand here, too.
"""

from typing import ClassVar, TypeVar

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.reactive import reactive
from textual.screen import Screen
from textual.types import CSSPathType
from textual.widget import Widget
from textual.widgets import Static

from flipchart.tui.screens.key_screen import HostScreen, KeyScreen
from flipchart.tui.text import keys
from flipchart.tui.text.home import Look
from flipchart.tui.text.layout import MIN_HEIGHT, MIN_WIDTH, SHORT
from flipchart.tui.text.lines import Line, block, key_at, wrap
from flipchart.tui.text.rows import Row
from flipchart.tui.widgets.inputs import CaptureBox
from flipchart.tui.widgets.key_line import KeyLine
from flipchart.tui.widgets.notices import TooSmall
from flipchart.tui.widgets.row_list import RowList
from flipchart.tui.widgets.words import Clicked, Ends, Words

T = TypeVar("T")

MARGIN = 2
"""Cells beside the words, left and right together."""


def set_size(part: Widget, side: str, cells: int) -> None:
    """Set `width` or `height` where it differs: Textual lays out the whole screen even for the same size."""
    known = getattr(part.styles, side)
    if known is None or known.value != cells:
        setattr(part.styles, side, cells)


def set_shown(part: Widget, shown: bool) -> None:
    """Show or hide a part, but only where that changes something."""
    if part.display != shown:
        part.display = shown


def bottom() -> ComposeResult:
    """Yield the capture line with label and echo, the line of keys, and the words for too small a window."""
    yield Static(id="rule")
    with Vertical(id="words"):
        with Horizontal(id="boxrow"):
            yield Words(id="label")
            yield CaptureBox(id="box")
        yield Ends(id="echo")
    yield KeyLine(id="keys")
    yield TooSmall()


class MouseScreen(HostScreen[None]):
    """The base of all these screens: the mouse does what keys do, on rows, in the footer, and on keys in words."""

    cursor: str | None
    _fresh, _resized = True, False
    """Whether it was never shown yet, and whether a new size is not shown yet."""

    @property
    def inner_width(self) -> int:
        """The cells between the margins."""
        return self.app.size.width - 2

    @property
    def inner_height(self) -> int:
        """The rows there are for the session."""
        return self.app.size.height - self.host.context.rehearsal

    def update(self) -> None:
        """Show everything as it is now."""
        raise NotImplementedError

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """Show everything before the first picture is made, which has its styles already."""
        if self._fresh:
            self._fresh = event.refresh_styles = False
            self.update()

    def on_resize(self) -> None:
        """Place each part, once the parts have their sizes."""
        if not self._resized:
            self._resized = True
            self.call_after_refresh(self._resize)

    def _resize(self) -> None:
        self._resized = False
        self.update()

    def action_act(self, id: str) -> None:
        """Do one of the actions of this screen."""
        raise NotImplementedError

    def scroll_list(self, id: str) -> None:
        """Scroll the list where an arrow or page key, by its id, finds no other row for the cursor."""
        if id in ("move.up", "move.down"):
            self.query_one("#rows", RowList).scroll_lines(1 if id == "move.down" else -1)

    @on(RowList.Stepped)
    def _stepped(self, event: RowList.Stepped) -> None:
        self.action_act("move.down" if event.by > 0 else "move.up")

    @on(KeyLine.Pressed)
    def _pressed(self, event: KeyLine.Pressed) -> None:
        self.action_act(event.action)

    @on(RowList.Picked)
    def _picked(self, event: RowList.Picked) -> None:
        if event.id != self.cursor:
            self.cursor = event.id
        else:
            self.host.last_key = "enter"
            self.action_act("item.edit")

    @on(Clicked)
    def _clicked(self, event: Clicked) -> None:
        event.stop()
        name = key_at(event.words, event.x, digits=event.where == "load")
        if id := keys.named(name, self.host.own_keys):
            self.action_act(id)


def set_tiny(screen: Screen[T]) -> None:
    """Where the window is too small, show nothing but the size that is needed."""
    size = screen.app.size
    screen.set_class(size.width < MIN_WIDTH or size.height < MIN_HEIGHT, "-tiny")


class ListScreen(KeyScreen[T]):
    """A screen with a list; `cursor` is the id of a row, `message` a sentence above the keys.

    A subclass gives its rows and its heading, and the methods that its `KEYS` name.
    """

    CSS_PATH: ClassVar[CSSPathType | None] = "list_screen.tcss"
    AUTO_FOCUS = "RowList"
    PICK: ClassVar[str] = "open"
    """The command that a click on the row under the cursor does, as Enter does."""

    cursor: reactive[str | None] = reactive(None, init=False)
    stopped: tuple[str, ...] = ()
    message: reactive[str] = reactive("", init=False)

    def compose(self) -> ComposeResult:
        """Its head, the rows, the message, the keys."""
        yield from self.above()
        yield RowList(id="rows")
        yield Words(id="message")
        yield KeyLine(id="keys")
        yield TooSmall()

    def above(self) -> ComposeResult:
        """What stands over the list; a rule (`-ruled`) or a blank line comes after it."""
        yield Ends(id="head")

    # What is shown.

    def heading(self) -> tuple[Line, Line]:
        """The words at both ends of the first line."""
        raise NotImplementedError

    def list_rows(self) -> tuple[Row, ...]:
        """The rows of the list."""
        raise NotImplementedError

    def foot(self, width: int) -> tuple[Line, ...]:
        """What stays in sight below the list."""
        return ()

    def look(self, wanted: str = "") -> Look:
        """Return how sessions are shown now on this terminal."""
        context, app = self.host.context, self.app
        plain = app.current_theme.ansi or app.no_color
        signs = ("=", "-") if context.config.ascii else ("█", "─" if plain else " ")
        return Look(
            now=context.clock.now(), local=context.clock.local, folder=self.folder,
            wanted=wanted, signs=signs, airy=app.size.height >= SHORT,
        )  # fmt: skip

    @property
    def rows(self) -> RowList:
        """The list."""
        return self.query_one("#rows", RowList)

    def stops(self) -> list[str]:
        """The ids of the rows that the cursor stops at."""
        return [row.id for row in self.rows.rows if row.id is not None]

    def kept_cursor(self, stops: list[str]) -> str | None:
        """Return the row for the cursor among these stops: the one it was on, else a neighbour, else the first."""
        if self.cursor in stops or self.cursor not in self.stopped:
            return self.cursor if self.cursor in stops else next(iter(stops), None)
        place = self.stopped.index(self.cursor)
        near = (*self.stopped[place + 1 :], *reversed(self.stopped[:place]), *stops)
        return next((id for id in near if id in stops), None)

    def show(self) -> None:
        """Fill and place everything, once the parts exist."""
        if not self.children:
            return
        set_tiny(self)
        rows, head, message = self.rows, self.query_one("#head", Ends), self.query_one("#message", Words)
        self.stopped = tuple(self.stops())
        rows.ascii, rows.rows = self.host.context.config.ascii, self.list_rows()
        self.set_reactive(ListScreen.cursor, self.kept_cursor(self.stops()))
        rows.cursor = self.cursor
        head.left, head.right = self.heading()
        width = self.app.size.width - MARGIN
        said = block(wrap(self.message, width), "warn") if self.message else ()
        message.lines = (*self.foot(width), *said)
        set_shown(message, bool(message.lines))
        self.show_keys()

    def on_mount(self) -> None:
        """Show what is known."""
        self.show()

    def on_resize(self) -> None:
        """Give each part its place."""
        self.call_after_refresh(self.show)

    def watch_cursor(self) -> None:
        """Follow it."""
        self.show()

    def watch_message(self) -> None:
        """Show it."""
        self.show()

    # The cursor.

    def move(self, by: int) -> None:
        """Move the cursor by some rows, not beyond the ends; there the list scrolls to what is out of sight."""
        stops, before = self.stops(), self.cursor
        if self.cursor in stops:
            self.cursor = stops[max(min(stops.index(self.cursor) + by, len(stops) - 1), 0)]
        if self.cursor == before:
            self.rows.scroll_lines(by)

    def move_up(self) -> None:
        """One row up."""
        self.move(-1)

    def move_down(self) -> None:
        """One row down."""
        self.move(1)

    def page_up(self) -> None:
        """About as many items as are in sight."""
        self.move(-max(self.rows.content_size.height // 3, 1))

    def page_down(self) -> None:
        """About as many items as are in sight."""
        self.move(max(self.rows.content_size.height // 3, 1))

    @on(RowList.Stepped)
    def _stepped(self, event: RowList.Stepped) -> None:
        self.move(event.by)

    @on(RowList.Picked)
    def _row_picked(self, event: RowList.Picked) -> None:
        self.picked(event.id)

    def picked(self, id: str) -> None:
        """A click moves the cursor; on the row where it stands it is Enter."""
        if id == self.cursor:
            self.action_act(self.PICK)
        else:
            self.cursor = id
