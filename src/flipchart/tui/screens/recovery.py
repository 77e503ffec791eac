"""A damaged file over home or before the room: what is wrong, and the whole versions that can take its place."""

from functools import partial
from typing import TYPE_CHECKING, ClassVar, cast

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.reactive import reactive
from textual.screen import Screen

from flipchart.service.open_session import Sitting
from flipchart.service.recovery import Damage, taken
from flipchart.tui.background import Done, aside
from flipchart.tui.look import OTHER_THEME
from flipchart.tui.screens.list_screen import set_shown
from flipchart.tui.text.footer import Piece
from flipchart.tui.text.layout import MIN_HEIGHT, MIN_WIDTH
from flipchart.tui.text.lines import block, line, wrap
from flipchart.tui.text.recovery import damage_rows
from flipchart.tui.widgets.key_line import KeyLine
from flipchart.tui.widgets.notices import TooSmall
from flipchart.tui.widgets.row_list import RowList
from flipchart.tui.widgets.words import Words

if TYPE_CHECKING:
    from flipchart.tui.app import FlipchartApp


KEYS = (Piece("take", "enter", "open this version", "open"), Piece("move", "up down", "choose", rank=1))
AWAY = Piece("leave", "esc", "leave it as it is")


class VersionTaken(Done[Sitting | str]):
    """A version took the file's place and is open, or a sentence says why not."""


class RecoveryScreen(Screen[Sitting | None]):
    """Chooses a version by Enter and comes back with it opened; Esc leaves everything as it is."""

    CSS_PATH = "recovery.tcss"
    AUTO_FOCUS = "RowList"
    BINDINGS: ClassVar = [
        Binding("up,k", "move(-1)", show=False, id="move.up"),
        Binding("down,j", "move(1)", show=False, id="move.down"),
        Binding("enter", "act('take')", show=False),
        Binding("escape,q", "act('leave')", show=False),
        OTHER_THEME,
    ]

    cursor: reactive[int] = reactive(0, init=False)
    said: reactive[str] = reactive("", init=False)
    busy = False

    def __init__(self, damage: Damage) -> None:
        super().__init__()
        self.damage = damage

    @property
    def flipchart(self) -> "FlipchartApp":
        """The app, by its own type."""
        return cast("FlipchartApp", self.app)

    def compose(self) -> ComposeResult:
        """What it is, the versions, what is to be said, the keys."""
        yield Words(id="head")
        yield RowList(id="rows")
        yield Words(id="said")
        yield KeyLine(id="keys")
        yield TooSmall()

    def on_mount(self) -> None:
        """Put the words in their place."""
        context, rows = self.flipchart.context, self.query_one("#rows", RowList)
        self.query_one("#head", Words).lines = (line(("This file cannot be read whole", "bold")),)
        today = context.clock.local(context.clock.now()).date()
        rows.ascii, rows.rows = context.config.ascii, damage_rows(self.damage, context.clock.local, today)
        keys = self.query_one("#keys", KeyLine)
        keys.pieces, keys.last = KEYS, AWAY
        self.show()

    def show(self) -> None:
        """Show the cursor and what is said."""
        if self.is_mounted:
            said, size = self.query_one("#said", Words), self.app.size
            self.query_one("#rows", RowList).cursor = str(self.cursor)
            said.lines = block(wrap(self.said, size.width - 2), "warn")
            set_shown(said, bool(self.said))
            self.set_class(size.width < MIN_WIDTH or size.height < MIN_HEIGHT, "-tiny")

    watch_cursor = watch_said = show

    def on_resize(self) -> None:
        """Give each part its place."""
        self.call_after_refresh(self.show)

    def action_move(self, by: int) -> None:
        """To another version."""
        self.cursor = max(min(self.cursor + by, len(self.damage.versions) - 1), 0)

    @on(RowList.Picked)
    def _picked(self, event: RowList.Picked) -> None:
        again = self.cursor == int(event.id)
        self.cursor = int(event.id)
        if again:
            self.action_act("take")

    @on(KeyLine.Pressed)
    def _pressed(self, event: KeyLine.Pressed) -> None:
        if event.action != "move":
            self.action_act(event.action)

    def action_act(self, id: str) -> None:
        """Take the version under the cursor, or leave; while one is being taken nothing else is done."""
        if self.busy:
            return
        if id == "leave":
            self.dismiss(None)
            return
        self.busy, self.said = True, "Opening it"
        version = self.damage.versions[self.cursor]
        aside(self, partial(taken, self.damage, version, self.flipchart.context), VersionTaken)

    @on(VersionTaken)
    def _taken(self, message: VersionTaken) -> None:
        self.busy = False
        outcome = message.value()
        if isinstance(outcome, Sitting):
            self.dismiss(outcome)
        else:
            self.said = outcome
