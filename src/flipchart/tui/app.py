"""The app: what is opened and left, the time that passes, and who else is at work on the same session."""

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal, cast

from textual import events, on, work
from textual.app import SystemCommand
from textual.message import Message
from textual.screen import Screen
from textual.timer import Timer
from textual.worker import WorkerCancelled

from flipchart.clock import AnchoredClock, JumpWatch, wall
from flipchart.domain.clock_words import passed
from flipchart.domain.said import joined, renamed, say
from flipchart.service.context import Context
from flipchart.service.disk import Room, SaveState, StoreError
from flipchart.service.open_session import OpenSession, open_copy, open_to_drive
from flipchart.service.recovery import Damage
from flipchart.service.watched_session import News, WatchedSession, open_to_watch
from flipchart.tui import look
from flipchart.tui.actions import clock, copies
from flipchart.tui.actions.registry import offered
from flipchart.tui.background import WorkDone, in_background, post_from_background
from flipchart.tui.prompts.live_screen import ScreenValues
from flipchart.tui.prompts.prompt import NOTHING, Ask, Outcome, Question
from flipchart.tui.screens.key_screen import KeyScreen
from flipchart.tui.screens.room import RoomScreen
from flipchart.tui.screens.session import SessionScreen
from flipchart.tui.screens.session_view import shown_of, until_shown
from flipchart.tui.session_app import SessionApp
from flipchart.tui.text.clock import Bells
from flipchart.tui.text.language import speak, t

if TYPE_CHECKING:
    from flipchart.tui.screens.home import HomeScreen


ViewName = Literal["room", "desk"]
"""What a screen shows: what the group sees, or what its facilitator needs."""

SOON = 0.25
"""Seconds after a key until watchers are told what it did."""

LEAVING = 3.0
"""Seconds that leaving a session may take at most."""

UNDRIVEN = "undriven"
"""The name of the question whether to drive."""


class SaveChanged(Message):
    """The state of saving has changed; sent from the saver's thread."""

    def __init__(self, state: SaveState) -> None:
        self.state = state
        super().__init__()


class Followed(Message):
    """The watched files have changed; sent from the thread that follows them."""

    def __init__(self, open_session: WatchedSession, news: News) -> None:
        self.open_session, self.news = open_session, news
        super().__init__()


class Reopened(WorkDone[OpenSession | None]):
    """The session was opened again in another way; None where what was done before could not be saved."""


class FlipchartApp(SessionApp):
    """Flipchart on the screen; `open_session` is the session that is open, or None."""

    def __init__(
        self,
        context: Context,
        open_session: OpenSession | None = None,
        view: ViewName = "room",
        damage: Damage | None = None,
    ) -> None:
        super().__init__(context, open_session)
        self.view_name: ViewName = view
        self.damage, self.at_desk = damage, view == "desk"
        self.watchers_saw: ScreenValues = {}
        self.jumps = JumpWatch()
        self.jumps.tick(wall(context.clock), context.clock.monotonic())
        self.leave_to_home = open_session is None and damage is None
        self.bells, self.moment = Bells(), cast(object, None)
        self.beating = self.telling = cast("Timer | None", None)
        self.noticed, self.trouble, self.wait = False, "", 1.0

    def on_mount(self) -> None:
        """Take the settings and open what was asked for; what opens before Textual is ready is not painted yet."""
        speak(self.context.config.language)
        self.take_settings()
        self.notice = joined(" ", self.problems) if self.open_session is None else ""
        self.call_later(self._open)
        self.beat()

    def _open(self) -> None:
        if self.open_session is not None:
            self.show_opened(self.open_session)
        elif self.damage is not None:
            from flipchart.tui.screens.recovery import RecoveryScreen  # noqa: PLC0415 - few files are damaged

            self.push_screen(RecoveryScreen(self.damage), self._recovered)
        else:
            self.open_home()

    def open_home(self) -> None:
        """Show the sessions of the folder."""
        from flipchart.tui.screens.home import HomeScreen  # noqa: PLC0415 - a single session needs no folder

        speak(self.context.config.language)
        self.push_screen(HomeScreen())

    def _recovered(self, open_session: OpenSession | None) -> None:
        """Show the version that was chosen in place of a damaged file; leave the app where none was chosen."""
        if open_session is None:
            self.exit(0)
        else:
            self.call_later(self.show_opened, open_session)

    # One session.

    def show_opened(self, open_session: OpenSession) -> None:
        """Show a session that was opened."""
        self.open_session = open_session
        speak(open_session.runner.session.language or self.context.config.language)
        self.drafts.switch_to(open_session.runner.session.id, kept=open_session.past is not None)
        open_session.follow(lambda state: self.post_message(SaveChanged(state)))
        self.now = self.context.clock.now()
        cls = FlipchartApp
        self.set_reactive(cls.session, open_session.runner.session)
        self.set_reactive(cls.clock, open_session.runner.clock_state())
        self.set_reactive(cls.saved, open_session.state)
        self.set_reactive(cls.private, open_session.private_state)
        self.notice = joined(" ", (part for part in (self.notice, *open_session.notices) if part))
        self._dress_for_room()
        screen = self._screen_for(open_session)
        self.push_screen(screen.data_bind(cls.session, cls.clock, cls.saved, cls.notice, cls.driver, cls.private))
        if isinstance(open_session, WatchedSession):
            open_session.watch(lambda news: post_from_background(self, Followed(open_session, news)))
        else:
            self._publish(open_session)
            asks = copies.protected(open_session.copy_to) if open_session.copy_to else copies.LOOK
            self.call_after_refresh(screen.apply, asks)
        if open_session.other is not None:
            since = open_session.other.since and self.context.clock.local(open_session.other.since)
            self.call_after_refresh(screen.apply, copies.also_open(open_session.other.host, since))
        if open_session.unwatched is not None:
            question = clock.unwatched(
                open_session.unwatched, say("{time} passed while closed:", time=passed(open_session.unwatched))
            )
            self.call_after_refresh(screen.apply, Outcome(question=question))

    def _screen_for(self, open_session: OpenSession) -> SessionScreen:
        """Return the screen for an open session, with all values that the app hands down already set."""
        shown: type[SessionScreen] = RoomScreen
        if self.view_name == "desk":
            from flipchart.tui.screens.desk import DeskScreen as shown  # noqa: PLC0415 - the wall needs none of it
        screen = shown()
        screen.materials, screen.leave_with = open_session.materials, open_session.leave_with
        # What is bound arrives with the first change; the first picture must not wait for one.
        for name in ("session", "clock", "saved", "notice", "private"):
            screen.set_reactive(getattr(SessionScreen, name), getattr(self, name))
        return screen

    def _publish(self, open_session: OpenSession) -> None:
        """Publish the plan now and after each change, where that was asked for; a failure is told in one line."""
        if (publisher := open_session.publisher) is None:
            return
        publisher.notify = lambda words: self.call_later(setattr, self, "notice", words)
        self.notice = self.notice or t(
            "The plan is kept as a page in {file}, for those who read along.", file=publisher.path.name
        )
        publisher.put(open_session.runner.session)
        self.written[publisher.path] = None
        self.watch(self, "session", lambda session: publisher.put(session) if session else None, init=False)

    # The look of a room.

    @property
    def _room(self) -> str:
        return look.room_name(self.session.group if self.session else None, desk=self.view_name == "desk")

    def _dress_for_room(self) -> None:
        """Apply the theme chosen in this room; say so where the letters are smaller than they were there."""
        known, rows = look.room_of(self._room), self.size.height
        if known.theme in self.available_themes and not self.colourless:
            self.theme = str(known.theme)
        planned = self.clock is not None and self.clock.state == "planned"
        if planned and self.view_name == "room" and look.smaller(known, rows):
            self.notice = t(
                "{known} rows could be read here last time; now {rows}. R checks.", known=known.rows, rows=rows
            )

    def choose_theme(self, name: str) -> None:
        """Apply a theme that somebody chose, and remember it for this room."""
        self.theme = name
        if not self.colourless:
            self._keep(Room(theme=name))

    def keep_rows(self, rows: int) -> None:
        """Remember for this room that letters can be read at a size at which `rows` rows fill the screen."""
        self._keep(Room(rows=rows))

    def _keep(self, room: Room) -> None:
        if self.open_session is not None and self.open_session.past is not None:
            look.keep(self._room, room)

    # Others.

    def _session_screens(self) -> list[SessionScreen]:
        return [screen for screen in self.screen_stack if isinstance(screen, SessionScreen)]

    @on(SaveChanged)
    def _saved(self, message: SaveChanged) -> None:
        """Merge what others wrote into the file meanwhile, and show the state of saving."""
        if (open_session := self.open_session) is None:
            return
        if message.state.notice and not self.noticed:
            self.noticed, self.notice = True, message.state.notice
        try:
            if open_session.take_outside():
                self.notice = t(open_session.outside_words())
                self.show_session()
        except StoreError as error:
            self.notice = renamed(error.sentence, str(open_session.path), open_session.path.name)
        self.saved = open_session.state

    @on(Followed)
    def _followed(self, message: Followed) -> None:
        """Show what the driver did; where nobody drives, offer the desk to drive: the other computer may be dead."""
        open_session, news = message.open_session, message.news
        if self.open_session is not open_session:
            return
        if isinstance(shown := self.context.clock, AnchoredClock):
            shown.follow(news.driver.ahead if news.driver else 0.0)
        open_session.runner.adopt(news.session)
        # There is one session on the screen, and its whole path would take the place of the reason.
        trouble = renamed(news.problem, str(open_session.path), open_session.path.name)
        self.notice, self.trouble = trouble or ("" if self.notice == self.trouble else self.notice), trouble
        self.show_session()
        drive = ("drive from here", Outcome(effect=Ask("drive")))
        for desk in (it for it in self._session_screens() if it.at_desk):
            if news.driver is not None:
                desk.apply(Outcome(answered=UNDRIVEN))
            elif self.driver is not None or not open_session.looked:
                desk.apply(Outcome(question=Question(UNDRIVEN, "Nobody is driving.", drive, ("only watch", NOTHING))))
        self.driver, open_session.looked = news.driver, True

    def _reopen(self, opener: Callable[[Path, Context], OpenSession]) -> None:
        """Leave the session and open it in another way: watching instead of driving, or the other way round."""
        if (open_session := self.open_session) is None:
            return

        def change() -> OpenSession | None:
            return opener(open_session.path, self.context) if open_session.close(LEAVING) else None

        self.drafts.flush()
        self.pop_screen()
        in_background(self, change, Reopened)

    @on(Reopened)
    def _reopened(self, message: Reopened) -> None:
        """Show the session that was opened again; an error ends the program, which then reports it."""
        try:
            open_session = message.value()
        except StoreError as error:
            self.crash = error
            self.exit(1)
            return
        if open_session is not None and self.open_session is not None and open_session.path != self.open_session.path:
            self.written[open_session.path] = None
        self.notice, self.driver = "", None
        if open_session is None:
            self.exit(1)
        else:
            self.show_opened(open_session)

    # Time.

    def beat(self) -> None:
        """Tick now, and again when the next second is to be shown: to wake more often would only cost power."""
        self.tick()
        self.beating = self.set_timer(self.wait, self.beat)

    async def on_event(self, event: events.Event) -> None:
        """Handle an event; soon after a key, a paste or the mouse, watchers are told what has changed."""
        await super().on_event(event)
        if isinstance(event, events.InputEvent | events.Paste) and self.telling is None:
            self.telling = self.set_timer(SOON, self._notify_watchers)

    def tick(self) -> None:
        """Look at clock and file: hand the time down, ring once at zero, ask about time that nobody watched."""
        self.settle_size()
        source, now = self.context.clock, self.context.clock.now()
        jump = None if self.context.rehearsal else self.jumps.tick(wall(source), source.monotonic())
        if self.open_session is None:
            self.now, self.wait = now, 1.0
            return
        clock_now = self.open_session.runner.clock_state()
        self.wait = until_shown(clock_now, now)
        moment = (int(now.timestamp()), shown_of(clock_now))
        if moment != self.moment:
            # Everything on the screens is shown by whole seconds.
            still = clock_now == self.clock
            self.moment, self.now, self.clock = moment, now, clock_now
            for screen in self._session_screens() if still else ():
                screen.pass_time()
        self.private = self.open_session.private_state
        self._notify_watchers()
        self.open_session.look()
        if isinstance(self.open_session, WatchedSession):
            return  # whoever drives is asked, and hears the bell
        if jump is not None:
            self.jumped(jump)
        if self.bells.due(clock_now) and self.context.config.bell:
            self.bell()

    def _notify_watchers(self) -> None:
        """Tell watchers what the screen shows, if that has changed."""
        self.telling = None
        screen = next(iter(self._session_screens()), None)
        if screen is None or self.open_session is None or self.open_session.driving is None:
            return
        now = screen.seen_by_watchers()
        if now is not None and now != self.watchers_saw:
            self.open_session.driving.show(now)
            self.watchers_saw = now

    # Leaving.

    def ask(self, what: str) -> None:
        """Do what only the app can do."""
        watch = partial(open_to_watch, desk=self.view_name == "desk")
        does: dict[str, Callable[[], object]] = {
            "leave": self.leave, "quit": partial(self.exit, 0), "undo": self.undo, "redo": self.redo,
            "save": self.save, "look": self.look, "theme": self.action_other_theme,
            "palette": self.action_command_palette, "watch": partial(self._reopen, watch),
            "drive": partial(self._reopen, open_to_drive), "follow": self.follow_clock,
            "copy": partial(self._reopen, open_copy),
        }  # fmt: skip
        does[what]()

    @work(exclusive=True, group="leaving")
    async def leave(self) -> None:
        """Leave the session: back to the shell, or home where it was opened from there."""
        if not self.leave_to_home:
            self.exit(0)
            return
        # The room goes first, so that nothing is changed any more; the session stays the app's until it is closed,
        # so that quitting meanwhile waits for it too.
        self.pop_screen()
        cast("HomeScreen", self.screen).came_back(await self._close_session())

    async def _close_session(self) -> str:
        open_session = self.open_session
        if open_session is None:
            return ""
        self.drafts.flush()
        try:
            saved = await self.run_worker(partial(open_session.close, LEAVING), thread=True).wait()
        except WorkerCancelled:  # the program ends meanwhile, and closes the session that is still the app's
            return ""
        self.open_session = None
        return "" if saved else open_session.state.sentence

    async def action_quit(self) -> None:
        """Quit; everything is saved first."""
        self.exit(0)

    def action_help_quit(self) -> None:
        """Ctrl+C does not quit: it is pressed by mistake too often."""
        self.notice = t("ctrl+q quits; everything is saved.")

    # Around the screens.

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Every action of the screen, the editor, the themes; never a word of the plan."""
        if isinstance(screen, KeyScreen):
            yield from screen.commands()
        if isinstance(screen, SessionScreen):
            from flipchart.tui.palette import palette  # noqa: PLC0415 - not before it is opened

            listed = palette(offered(screen.frame()), named=screen.at_desk)
            yield from (SystemCommand(title, help, partial(screen.do, id)) for title, help, id in listed)
            if not screen.watching:
                says = t("Open the session's file"), t("changes there are merged")
                yield SystemCommand(*says, self.edit_session)
        yield SystemCommand(t("Open the settings"), t("they apply from the next start"), self.edit_settings)
        yield SystemCommand(t("Open the sessions folder"), t("on this computer's desktop"), self.show_folder)
        for name in self.available_themes if not self.colourless else ():
            yield SystemCommand(t("Theme: {name}", name=name), "", partial(self.choose_theme, name))
        if not isinstance(screen, SessionScreen):  # there it is one of the actions
            yield SystemCommand(t("Quit"), t("everything is saved"), partial(self.exit))
