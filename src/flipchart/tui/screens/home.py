"""Home: the sessions of the folder, to go on with, to follow up, or to look at again."""

from functools import partial
from pathlib import Path

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Input, Static

from flipchart.domain.saying import name_key
from flipchart.domain.when import long_day
from flipchart.service.catalogue import Catalogue, opened, read_catalogue
from flipchart.service.new_session import Made
from flipchart.service.open_session import OpenSession
from flipchart.service.recovery import Damage
from flipchart.tui.background import WorkDone, in_background, post_from_background
from flipchart.tui.prompts.list_file import dropped
from flipchart.tui.screens.group import GroupScreen
from flipchart.tui.screens.list_screen import ListScreen, set_size
from flipchart.tui.screens.new_session import NewSessionScreen
from flipchart.tui.screens.recovery import RecoveryScreen
from flipchart.tui.text.home import NEW, found_count, home_rows, new_title
from flipchart.tui.text.language import t
from flipchart.tui.text.lines import Line, line, width_of
from flipchart.tui.text.list_keys import DOWN, HELP, PAGE_DOWN, PAGE_UP, THEME, UP, ListKey
from flipchart.tui.text.rows import Row
from flipchart.tui.widgets.inputs import CaptureBox, FindBox
from flipchart.tui.widgets.words import Words

KEYS = (
    ListKey("letters", "letters", "", "find a session by its title, group or file"),
    UP, DOWN, PAGE_UP, PAGE_DOWN,
    ListKey("open", "enter", "open_row", "open it, or start a new session on the last line", "open", "enter",
            "enter"),
    ListKey("new", "f2,ctrl+n,n", "start_new", "new session", "new session", "n", "F2", short="new", rank=1),
    ListKey("leave", "escape", "leave_box", "empty the box and leave it; then n, g, q, k, j and ? are keys too",
            "clear", boxed="esc", rank=3),
    ListKey("filter", "slash", "enter_box", "into the box again", "find", "/", rank=3),
    ListKey("group", "f3,g", "show_group", "the page of the group whose session the cursor is on", "group", "g", "F3",
            rank=2),
    ListKey("all", "f4,i", "show_all", "all plans: trends, and those without news", "all plans", "i", "F4", rank=3),
    ListKey("read", "f5,ctrl+r", "read", "read the folder again; it is read each time this page comes up"),
    THEME,
    ListKey("palette", "ctrl+p", "", "every command by its name, and the themes"),
    ListKey("close", "q", "quit", "quit", "quit", "q", rank=4),
    ListKey("quit", "ctrl+q", "quit", "quit", "quit", boxed="ctrl+q", rank=4),
    HELP,
)  # fmt: skip


class CatalogueRead(WorkDone[Catalogue]):
    """The folder was read."""


class SessionOpened(WorkDone[OpenSession | Damage | str]):
    """A session was opened, or a sentence says why not, or there is something to choose from."""


class HomeScreen(ListScreen[None]):
    """The sessions of the folder; the keyboard starts in the find box.

    - `catalogue`: what was last read of the folder. `moved`: whether somebody moved the cursor. `opening`: whether a
      session is being opened.
    - `reading`: whether the folder is being read. `again`: whether it is to be read once more after that.
    """

    CSS_PATH = ["list_screen.tcss", "home.tcss"]  # noqa: RUF012
    AUTO_FOCUS = "FindBox"
    # The ids are those of a session's table where the meaning is the same, so that a person's own keys hold here too.
    KEYS = KEYS

    catalogue: Catalogue = Catalogue()
    opening = reading = again = moved = False

    def above(self) -> ComposeResult:
        """The date, and the find box."""
        self.add_class("-ruled")
        yield from super().above()
        with Horizontal(id="findrow"):
            yield Words(id="label")
            yield FindBox(id="find")
            yield Words(id="count")
        yield Static(id="rule")

    def on_mount(self) -> None:
        """Take the keys of the box."""
        self.box.entered = lambda _text: self.action_act("open")
        self.box.takes_files = True
        self.box.placeholder = t("type to find a session")
        self.message = self.host.notice
        self.watch(self.app, "notice", self._app_notice, init=False)

    def on_screen_resume(self) -> None:
        """Show what is known, and read the folder again: it may be another one now."""
        self.show()
        self.read()

    @property
    def box(self) -> FindBox:
        """The find box."""
        return self.query_one(FindBox)

    # The folder.

    def read(self) -> None:
        """Read the folder, one reading at a time; the first time what is known is shown on the way."""
        context = self.host.context
        self.again = self.reading
        if not self.reading:
            self.reading = True
            report = None if self.catalogue.read else lambda seen: post_from_background(self, CatalogueRead(seen))
            in_background(self, partial(read_catalogue, context.sessions_dir, context.clock, report), CatalogueRead)

    @on(CatalogueRead)
    def _read(self, message: CatalogueRead) -> None:
        self.catalogue = message.value()
        self.reading = not self.catalogue.read
        self.show()
        if self.again and not self.reading:
            self.read()

    # What is shown.

    def heading(self) -> tuple[Line, Line]:
        """The program and the day."""
        today = self.look().today
        return line(("Flipchart", "bold")), line((t(long_day(today, today)), "quiet"))

    def list_rows(self) -> tuple[Row, ...]:
        """The sessions that the box finds."""
        return home_rows(self.catalogue, self.look(self.box.value))

    def show(self) -> None:
        """Put everything in its place."""
        super().show()
        if not self.children:
            return
        boxed, count = self.focused is self.box, self.query_one("#count", Words)
        label = self.query_one("#label", Words)
        label.lines = (line((t("Find"), "key" if boxed else "quiet")),)
        set_size(label, "width", width_of(t("Find")) + 2)
        words = found_count(self.catalogue, self.box.value)
        count.lines = (words,)
        set_size(count, "width", width_of(words))
        self.show_keys(boxed=boxed)

    def kept_cursor(self, stops: list[str]) -> str | None:
        """Return the row where somebody moved the cursor; else the first, as soon as the folder is read."""
        if self.cursor in stops and self.moved:
            return self.cursor
        self.moved = False
        return stops[0] if self.catalogue.read or self.catalogue.sessions else None

    def move(self, by: int) -> None:
        """Move the cursor, which then stays on its session."""
        self.moved = self.moved or self.cursor in self.stops()
        super().move(by)

    def picked(self, id: str) -> None:
        """A click moves the cursor too, which then stays on its session."""
        self.moved = True
        super().picked(id)

    def on_descendant_focus(self) -> None:
        """Other keys work in the box than outside."""
        self.show()

    @on(Input.Changed)
    def _typed(self) -> None:
        self.moved, self.message = False, ""
        self.show()

    def _app_notice(self, words: str) -> None:
        if self.is_current and words:
            self.message = words

    # What is done.

    @on(CaptureBox.PastedLines)
    def _pasted(self, event: CaptureBox.PastedLines) -> None:
        if path := dropped(event.text):
            self._dropped(path)
        else:
            self.box.insert_text_at_cursor(" ".join(event.lines))

    def on_paste(self, event: events.Paste) -> None:
        """Take a file that was dragged here while the keyboard is in the list."""
        if path := dropped(event.text):
            self._dropped(path)

    def _dropped(self, path: str) -> None:
        """Open a session that was dragged here, or start a new one with a list: the wall never shows its folder."""
        if self.opening:
            return
        if path.casefold().endswith(".toml"):
            self.open(Path(path).expanduser())
        else:
            self.app.push_screen(NewSessionScreen(file=path), self.made)

    @on(CaptureBox.Left)
    def _left(self, event: CaptureBox.Left) -> None:
        self.action_act("leave")
        self.app.simulate_key(event.key)

    def on_key(self, event: events.Key) -> None:
        """Type a letter that is no key here into the find box."""
        if self.focused is self.rows and event.character is not None and event.is_printable:
            event.stop()
            self.set_focus(self.box)
            self.box.insert_text_at_cursor(event.character)

    def action_act(self, id: str) -> None:
        """Do one of the keys of this screen; while a session is being opened only quit."""
        if id in ("open", "new", "group", "all") and self.host.open_session is not None:
            self.message = t("Saving what was changed before")
        elif id in ("close", "quit") or not self.opening:
            self.message = ""
            super().action_act(id)

    def leave_box(self) -> None:
        """Empty the box and leave it."""
        self.box.value = ""
        self.set_focus(self.rows)
        self.show()

    def enter_box(self) -> None:
        """Into the find box."""
        self.set_focus(self.box)

    def quit(self) -> None:
        """Leave the program."""
        self.app.exit(0)

    def open_row(self) -> None:
        """Open what the cursor is on; on the last row start a new session."""
        if self.cursor == NEW:
            self.start_new()
        elif self.cursor is not None:
            self.open(Path(self.cursor))

    def start_new(self, group: str = "") -> None:
        """Go to the page of a new session; words that found nothing are its title."""
        self.app.push_screen(NewSessionScreen(new_title(self.catalogue, self.box.value), group), self.made)

    def show_group(self) -> None:
        """Go to the page of the group that the session under the cursor is of."""
        here = next((it.summary for it in self.catalogue.sessions if str(it.path) == self.cursor), None)
        if here is None or not name_key(here.group):
            self.message = t("Put the cursor on a session that belongs to a group.")
        else:
            self.app.push_screen(GroupScreen(here.group or ""), self.after_group)

    def show_all(self) -> None:
        """Go to the page of all plans."""
        from flipchart.tui.screens.portfolio import PortfolioScreen  # noqa: PLC0415 - home is shown without it

        self.app.push_screen(PortfolioScreen(), self.after_group)

    def after_group(self, wanted: Path | str | None) -> None:
        """Open the session that was chosen on a group's page, or start a new one of the group of this name."""
        if isinstance(wanted, Path):
            self.open(wanted)
        elif wanted is not None:
            self.start_new(wanted)

    def open(self, path: Path) -> None:
        """Open a session, off the event loop."""
        self.opening, self.message = True, t("Opening it")
        in_background(self, partial(opened, path, self.host.context), SessionOpened)

    @on(SessionOpened)
    def _opened(self, message: SessionOpened) -> None:
        outcome = message.value()
        if isinstance(outcome, OpenSession):
            self._enter(outcome)
        elif isinstance(outcome, Damage):
            self.opening, self.message = False, ""
            self.app.push_screen(RecoveryScreen(outcome), self.recovered)
        else:
            self.opening, self.message = False, outcome

    def recovered(self, open_session: OpenSession | None) -> None:
        """Go into the version that was chosen in the place of a damaged file, if one was."""
        if open_session is not None:
            self._enter(open_session)

    def made(self, outcome: Made | None) -> None:
        """Go into the session that was made on the page before, or say what went wrong there."""
        if outcome is not None and outcome.open_session is not None:
            self._enter(outcome.open_session)
        elif outcome is not None:
            self.message = outcome.sentence

    def _enter(self, open_session: OpenSession) -> None:
        # The room is bound to the app's values, which only works where the app itself is at work.
        self.opening = True
        self.app.call_later(self._go, open_session)

    def came_back(self, unsaved: str) -> None:
        """The session that was left is closed; `unsaved` is the sentence about what did not reach the disk."""
        self.message = unsaved
        self.read()

    def _go(self, open_session: OpenSession) -> None:
        """Into the room; the session is under the cursor when one comes back."""
        while not self.is_current:
            self.app.pop_screen()
        self.box.value, self.message = "", ""
        self.set_reactive(ListScreen.cursor, str(open_session.path))
        self.moved = True
        self.host.show_opened(open_session)
        self.opening = False
