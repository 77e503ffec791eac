"""A group's page: its sessions, the record of its promises, and how long its stages take."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, cast

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.reactive import reactive
from textual.screen import Screen
from textual.widgets import Static

from flipchart.service.catalogue import GroupPage, read_group
from flipchart.tui.background import Done, aside
from flipchart.tui.screens.help import GroupKeys
from flipchart.tui.screens.home_view import look_at
from flipchart.tui.screens.list_screen import set_shown
from flipchart.tui.text.footer import HELP_OUTSIDE, Piece
from flipchart.tui.text.group import group_rows
from flipchart.tui.text.home import NEW
from flipchart.tui.text.layout import MIN_HEIGHT, MIN_WIDTH
from flipchart.tui.text.lines import block, line, wrap
from flipchart.tui.widgets.key_line import KeyLine
from flipchart.tui.widgets.notices import TooSmall
from flipchart.tui.widgets.row_list import RowList
from flipchart.tui.widgets.words import Ends, Words

if TYPE_CHECKING:
    from flipchart.tui.app import FlipchartApp


KEYS = (
    Piece("open", "enter", "open"),
    Piece("new", "n", "new session", "new", 1),
    Piece("back", "esc", "back", rank=2),
)


class GroupRead(Done[GroupPage | str]):
    """The group's sessions were read, or a sentence says why not."""


class GroupScreen(Screen[Path | str | None]):
    """Ends with the file of a session to open, with NEW for a new one of this group, or with nothing."""

    CSS_PATH = "group.tcss"
    AUTO_FOCUS = "RowList"
    BINDINGS: ClassVar = [
        Binding("up,k", "act('move.up')", show=False, id="move.up"),
        Binding("down,j", "act('move.down')", show=False, id="move.down"),
        Binding("pageup", "act('page.up')", show=False), Binding("pagedown", "act('page.down')", show=False),
        Binding("enter", "act('open')", show=False), Binding("f2,ctrl+n,n", "act('new')", show=False),
        Binding("escape,q,g,f3", "act('back')", show=False), Binding("T", "act('theme')", show=False, id="theme"),
        Binding("question_mark,shift+question_mark,f1,ctrl+g", "act('help')", show=False, id="help"),
    ]  # fmt: skip

    cursor: reactive[str | None] = reactive(None, init=False)
    group_page: GroupPage | None = None
    said = ""

    def __init__(self, group: str) -> None:
        super().__init__()
        self.group = group

    @property
    def flipchart(self) -> "FlipchartApp":
        """The app, by its own type."""
        return cast("FlipchartApp", self.app)

    def compose(self) -> ComposeResult:
        """The group's name, its rows, the keys."""
        yield Ends(id="head")
        yield Static(id="rule")
        yield RowList(id="rows")
        yield Words(id="said")
        yield KeyLine(id="keys")
        yield TooSmall()

    def on_mount(self) -> None:
        """Read the group's sessions."""
        self.said = "Reading its sessions"
        self.show()
        context = self.flipchart.context
        aside(self, partial(read_group, context.sessions_dir, context.clock, self.group), GroupRead)

    @on(GroupRead)
    def _read(self, message: GroupRead) -> None:
        outcome = message.value()
        self.said = outcome if isinstance(outcome, str) else ""
        if isinstance(outcome, GroupPage):
            self.group_page = outcome
            self.show()
            # The newest session is the one that is wanted most.
            self.cursor = self._stops()[-2:][0]
        self.show()

    def show(self) -> None:
        """Put everything in its place."""
        if not self.is_mounted:
            return
        size, rows, look = self.app.size, self.query_one(RowList), look_at(self.flipchart)
        self.set_class(size.width < MIN_WIDTH or size.height < MIN_HEIGHT, "-tiny")
        rows.ascii, rows.cursor = self.flipchart.context.config.ascii, self.cursor
        rows.rows = group_rows(self.group_page, look) if self.group_page else ()
        name = self.group_page.record.group if self.group_page else self.group
        head, said = self.query_one("#head", Ends), self.query_one("#said", Words)
        head.left, head.right = line((" ".join(name.split()), "bold")), line(("group", "quiet"))
        said.lines = block(wrap(self.said, size.width - 2), "warn")
        set_shown(said, bool(self.said))
        keys = self.query_one(KeyLine)
        keys.pieces, keys.last = KEYS, HELP_OUTSIDE

    def watch_cursor(self) -> None:
        """Follow it."""
        self.show()

    def on_resize(self) -> None:
        """Give each part its place."""
        self.call_after_refresh(self.show)

    def _stops(self) -> list[str]:
        return [row.id for row in self.query_one(RowList).rows if row.id is not None]

    @on(KeyLine.Pressed)
    def _pressed(self, event: KeyLine.Pressed) -> None:
        self.action_act(event.action)

    @on(RowList.Picked)
    def _picked(self, event: RowList.Picked) -> None:
        again = event.id == self.cursor
        self.cursor = event.id
        if again:
            self.action_act("open")

    def action_act(self, id: str) -> None:
        """Do one of the keys of this page."""
        ACTS[id](self)

    def move(self, by: int) -> None:
        """Move the cursor by some rows, not beyond the ends."""
        stops = self._stops()
        if self.cursor in stops:
            self.cursor = stops[max(min(stops.index(self.cursor) + by, len(stops) - 1), 0)]

    def leave(self) -> None:
        """End with what the cursor is on."""
        if self.cursor is not None:
            self.dismiss(NEW if self.cursor == NEW else Path(self.cursor))

    def turn(self, by: int) -> None:
        """Move by about as many rows as are in sight."""
        self.move(by * max(self.query_one(RowList).content_size.height // 3, 1))


ACTS: dict[str, Callable[[GroupScreen], object]] = {
    "move.up": lambda page: page.move(-1),
    "move.down": lambda page: page.move(1),
    "page.up": lambda page: page.turn(-1),
    "page.down": lambda page: page.turn(1),
    "open": lambda page: page.leave(),
    "new": lambda page: page.dismiss(NEW),
    "back": lambda page: page.dismiss(None),
    "theme": lambda page: page.flipchart.action_other_theme(),
    "help": lambda page: page.app.push_screen(GroupKeys()),
}
