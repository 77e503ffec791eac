"""Home: the sessions of the folder, to go on with, to follow up, or to look at again."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.reactive import reactive
from textual.widgets import Input, Static

from flipchart.domain.saying import name_key
from flipchart.service.catalogue import Shelf, opened, read_shelf
from flipchart.service.open_session import Sitting
from flipchart.service.recovery import Damage
from flipchart.tui.background import Done, aside, tell_from_aside
from flipchart.tui.screens.group import GroupScreen
from flipchart.tui.screens.help import HomeKeys
from flipchart.tui.screens.home_view import show
from flipchart.tui.screens.list_screen import WheelScreen
from flipchart.tui.screens.new_session import NewSessionScreen
from flipchart.tui.screens.new_session_view import Outcome
from flipchart.tui.screens.recovery import RecoveryScreen
from flipchart.tui.text.home import NEW, new_title
from flipchart.tui.widgets.inputs import CaptureBox, FindBox
from flipchart.tui.widgets.key_line import KeyLine
from flipchart.tui.widgets.notices import TooSmall
from flipchart.tui.widgets.row_list import RowList
from flipchart.tui.widgets.words import Ends, Words


class ShelfRead(Done[Shelf]):
    """The folder was read."""


class SessionOpened(Done[Sitting | Damage | str]):
    """A session was opened, or a sentence says why not, or there is something to choose from."""


class HomeScreen(WheelScreen):
    """The sessions of the folder; the cursor starts in the find box.

    `shelf` is what was last seen of the folder, `cursor` the id of a row, `moved` whether somebody put it there.
    """

    CSS_PATH = "home.tcss"
    AUTO_FOCUS = "FindBox"
    # The ids are those of the room's table, so that a person's own keys hold here too.
    BINDINGS: ClassVar = [
        Binding("up,k", "act('move.up')", show=False, id="move.up"),
        Binding("down,j", "act('move.down')", show=False, id="move.down"),
        Binding("pageup", "act('page.up')", show=False), Binding("pagedown", "act('page.down')", show=False),
        Binding("enter", "act('open')", show=False),
        Binding("f2,ctrl+n,n", "act('new')", show=False), Binding("f3,g", "act('group')", show=False),
        Binding("slash", "act('find')", show=False, id="filter"),
        Binding("escape", "act('leave')", show=False, id="leave"),
        Binding("f5,ctrl+r", "act('read')", show=False), Binding("T", "act('theme')", show=False, id="theme"),
        Binding("question_mark,shift+question_mark,f1,ctrl+g", "act('help')", show=False, id="help"),
        Binding("q", "act('quit')", show=False, id="close"),
    ]  # fmt: skip

    shelf: Shelf = Shelf()
    cursor: str | None = None
    said: reactive[str] = reactive("", init=False)
    opening = reading = again = moved = False

    def compose(self) -> ComposeResult:
        """What it is, the find box, the sessions, what is to be said, the keys."""
        yield Ends(id="head")
        with Horizontal(id="findrow"):
            yield Words(id="label")
            yield FindBox(id="find")
            yield Words(id="count")
        yield Static(id="rule")
        yield RowList(id="rows")
        yield Words(id="said")
        yield KeyLine(id="keys")
        yield TooSmall()

    def on_mount(self) -> None:
        """Take the keys of the box."""
        self.box.entered = lambda _text: self.action_act("open")
        self.box.placeholder = "type to find a session"
        self.said = self.flipchart.said
        self.watch(self.app, "said", self._app_said, init=False)

    def on_screen_resume(self) -> None:
        """Show what is known, and read the folder again: it may be another one now."""
        self.show()
        self.read()

    @property
    def box(self) -> FindBox:
        """The find box."""
        return self.query_one(FindBox)

    @property
    def rows(self) -> RowList:
        """The sessions."""
        return self.query_one("#rows", RowList)

    # The folder.

    def read(self) -> None:
        """Read the folder, one reading at a time; the first time what is known is shown on the way."""
        context = self.flipchart.context
        self.again = self.reading
        if not self.reading:
            self.reading = True
            tell = None if self.shelf.read else lambda shelf: tell_from_aside(self, ShelfRead(shelf))
            aside(self, partial(read_shelf, context.sessions_dir, context.clock, tell), ShelfRead)

    @on(ShelfRead)
    def _read(self, message: ShelfRead) -> None:
        self.shelf = message.value()
        self.reading = not self.shelf.read
        self.show()
        if self.again and not self.reading:
            self.read()

    # What is shown.

    def show(self) -> None:
        """Put everything in its place."""
        show(self)

    def stops(self) -> list[str]:
        """The ids of the rows that the cursor stops at."""
        return [row.id for row in self.rows.rows if row.id is not None]

    def keep_cursor(self) -> None:
        """On the row where it was moved to; else on the first, as soon as it is known which that is."""
        stops = self.stops()
        if self.cursor not in stops or not self.moved:
            self.moved = False
            self.cursor = stops[0] if self.shelf.read or self.shelf.sessions else None

    def watch_said(self) -> None:
        """Say it."""
        self.show()

    def on_descendant_focus(self) -> None:
        """Other keys work in the box than outside."""
        self.show()

    def on_resize(self) -> None:
        """Give each part its place."""
        self.call_after_refresh(self.show)

    @on(Input.Changed)
    def _typed(self) -> None:
        self.moved, self.said = False, ""
        self.show()

    def _app_said(self, words: str) -> None:
        if self.is_current and words:
            self.said = words

    # What is done.

    @on(RowList.Picked)
    def _picked(self, event: RowList.Picked) -> None:
        again = event.id == self.cursor
        self.cursor, self.moved = event.id, True
        self.show()
        if again:
            self.action_act("open")

    @on(CaptureBox.PastedLines)
    def _pasted(self, event: CaptureBox.PastedLines) -> None:
        self.box.insert_text_at_cursor(" ".join(event.lines))

    @on(CaptureBox.Left)
    def _left(self, event: CaptureBox.Left) -> None:
        self.action_act("leave")
        self.app.simulate_key(event.key)

    def on_key(self, event: events.Key) -> None:
        """A letter that is no key here is looked for."""
        if self.focused is self.rows and event.character is not None and event.is_printable:
            event.stop()
            self.set_focus(self.box)
            self.box.insert_text_at_cursor(event.character)

    def action_act(self, id: str) -> None:
        """Do one of the keys of this screen; while a session is being opened only quit."""
        if id in ("open", "new", "group") and self.flipchart.sitting is not None:
            self.said = "Saving what was changed before"
        elif id == "quit" or not self.opening:
            self.said = ""
            ACTS[id](self)

    def open(self, path: Path) -> None:
        """Open a session, off the event loop."""
        self.opening, self.said = True, "Opening it"
        aside(self, partial(opened, path, self.flipchart.context), SessionOpened)

    @on(SessionOpened)
    def _opened(self, message: SessionOpened) -> None:
        outcome = message.value()
        if isinstance(outcome, Sitting):
            self._take_up(outcome)
        elif isinstance(outcome, Damage):
            self.opening, self.said = False, ""
            self.app.push_screen(RecoveryScreen(outcome), self.recovered)
        else:
            self.opening, self.said = False, outcome

    def recovered(self, sitting: Sitting | None) -> None:
        """Go into the version that was chosen in the place of a damaged file, if one was."""
        if sitting is not None:
            self._take_up(sitting)

    def made(self, outcome: Outcome | None) -> None:
        """Go into the session that was made on the page before, or say what went wrong there."""
        if outcome is not None and outcome.sitting is not None:
            self._take_up(outcome.sitting)
        elif outcome is not None:
            self.said = outcome.sentence

    def _take_up(self, sitting: Sitting) -> None:
        # The room is bound to the app's values, which only works where the app itself is at work.
        self.opening = True
        self.app.call_later(self._go, sitting)

    def came_back(self, unsaved: str) -> None:
        """The session that was left is closed; `unsaved` is the sentence about what did not reach the disk."""
        self.said = unsaved
        self.read()

    def _go(self, sitting: Sitting) -> None:
        """Into the room; the session is under the cursor when one comes back."""
        while not self.is_current:
            self.app.pop_screen()
        self.box.value, self.said = "", ""
        self.cursor, self.moved = str(sitting.path), True
        self.flipchart.take_up(sitting)
        self.opening = False


def move(home: "HomeScreen", by: int) -> None:
    """Move the cursor by some rows, not beyond the ends."""
    stops = home.stops()
    if home.cursor is not None and home.cursor in stops:
        home.cursor = stops[max(min(stops.index(home.cursor) + by, len(stops) - 1), 0)]
        home.moved = True
        home.show()


def turn_page(home: "HomeScreen", by: int) -> None:
    """Move by about as many sessions as are in sight."""
    move(home, by * max(home.rows.content_size.height // 3, 1))


def leave(home: "HomeScreen") -> None:
    """Empty the box and leave it."""
    home.box.value = ""
    home.set_focus(home.rows)
    home.show()


def open_it(home: "HomeScreen") -> None:
    """Open what the cursor is on; on the last row start a new session."""
    if home.cursor == NEW:
        start_new(home)
    elif home.cursor is not None:
        home.open(Path(home.cursor))


def start_new(home: "HomeScreen", group: str = "") -> None:
    """Go to the page of a new session; words that found nothing are its title."""
    home.app.push_screen(NewSessionScreen(new_title(home.shelf, home.box.value), group), home.made)


def show_group(home: "HomeScreen") -> None:
    """Go to the page of the group that the session under the cursor is of."""
    here = next((it.summary for it in home.shelf.sessions if str(it.path) == home.cursor), None)
    if here is None or not name_key(here.group):
        home.said = "Put the cursor on a session that belongs to a group."
        return
    group = here.group or ""

    def chosen(outcome: Path | str | None) -> None:
        if isinstance(outcome, Path):
            home.open(outcome)
        elif outcome is not None:
            start_new(home, group)

    home.app.push_screen(GroupScreen(group), chosen)


def show_help(home: "HomeScreen") -> None:
    """All keys of this screen."""
    home.app.push_screen(HomeKeys())


ACTS: dict[str, Callable[["HomeScreen"], object]] = {
    "move.up": lambda home: move(home, -1),
    "move.down": lambda home: move(home, 1),
    "page.up": lambda home: turn_page(home, -1),
    "page.down": lambda home: turn_page(home, 1),
    "open": open_it,
    "new": start_new,
    "group": show_group,
    "find": lambda home: home.set_focus(home.box),
    "leave": leave,
    "read": lambda home: home.read(),
    "theme": lambda home: home.flipchart.action_other_theme(),
    "help": show_help,
    "quit": lambda home: home.app.exit(0),
}
