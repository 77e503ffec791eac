"""The app: what is opened and left, the time that passes, and who else is at work on the same session."""

from collections.abc import Callable, Iterable
from functools import partial
from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING, Literal, cast

from textual import on, work
from textual.app import SystemCommand
from textual.message import Message
from textual.screen import Screen
from textual.worker import WorkerCancelled

from flipchart.clock import AnchoredClock, JumpWatch, wall
from flipchart.domain.clock_words import passed
from flipchart.domain.timing import RunClock
from flipchart.service.context import Context
from flipchart.service.open_session import Sitting, open_sitting
from flipchart.service.recovery import Damage
from flipchart.service.watched_session import News, Watching, open_watching
from flipchart.store.errors import StoreError
from flipchart.store.presence import Driver
from flipchart.store.saver_queue import SaveState
from flipchart.store.state_files import Room
from flipchart.tui import look
from flipchart.tui.actions import clock, copies
from flipchart.tui.background import Done, aside, tell_from_aside
from flipchart.tui.palette import palette
from flipchart.tui.prompts.live_screen import Told
from flipchart.tui.prompts.prompt import NOTHING, Ask, Outcome, Question
from flipchart.tui.screens.desk import DeskScreen
from flipchart.tui.screens.key_screen import KeyScreen
from flipchart.tui.screens.recovery import RecoveryScreen
from flipchart.tui.screens.room import RoomScreen
from flipchart.tui.screens.session import SessionScreen
from flipchart.tui.screens.session_view import situation
from flipchart.tui.session_app import SessionApp
from flipchart.tui.text.clock import Bells

if TYPE_CHECKING:
    from flipchart.tui.screens.home import HomeScreen


def shown_of(state: RunClock | None) -> object:
    """What of a clock a screen can show: its situation, and the whole seconds that are left."""
    return situation(state), ceil(state.stage.remaining) if state and state.stage else None


ViewName = Literal["room", "desk"]
"""What a screen shows: what the group sees, or what its facilitator needs."""

TICK = 0.25
"""Seconds between two looks at the clock."""

LOOK_EVERY = 3
"""Ticks between two looks at the file, for what others write into it."""

LEAVING = 3.0
"""Seconds that leaving a session may take at most."""

WHEEL = "wheel"
"""The name of the question whether to drive."""


class SaveChanged(Message):
    """The saver has news; sent from its thread."""

    def __init__(self, state: SaveState) -> None:
        self.state = state
        super().__init__()


class Followed(Message):
    """The files that are watched have news; sent from the thread that watches them."""

    def __init__(self, sitting: Watching, news: News) -> None:
        self.sitting, self.news = sitting, news
        super().__init__()


class Seated(Done[Sitting | None]):
    """The session is open in another way; None where what was done before could not be saved."""


class FlipchartApp(SessionApp):
    """Flipchart on the screen; `sitting` is the session that is open, if one is."""

    def __init__(
        self,
        context: Context,
        sitting: Sitting | None = None,
        view: ViewName = "room",
        damage: Damage | None = None,
    ) -> None:
        super().__init__(context, sitting)
        self.damage = damage
        self.view_name: ViewName = view
        self.told: Told = {}
        self.jumps = JumpWatch()
        self.jumps.tick(wall(context.clock), context.clock.monotonic())
        self.bells = Bells()
        self.leave_to_home = sitting is None and damage is None
        self.ticks = 0
        self.moment: object = None
        self.noticed = False

    def on_mount(self) -> None:
        """Put on the theme, and open what was asked for."""
        self.dress()
        self.said = " ".join(self.problems) if self.sitting is None else ""
        if self.sitting is not None:
            self.take_up(self.sitting)
        elif self.damage is not None:
            self.push_screen(RecoveryScreen(self.damage), self._recovered)
        else:
            self.open_home()
        self.set_interval(TICK, self.tick)

    def open_home(self) -> None:
        """Show the sessions of the folder."""
        from flipchart.tui.screens.home import HomeScreen  # noqa: PLC0415 - a single session needs no folder

        self.push_screen(HomeScreen())

    def _recovered(self, sitting: Sitting | None) -> None:
        """Open what was chosen to take the place of a damaged file; without a choice the app is left."""
        if sitting is None:
            self.exit(0)
        else:
            self.call_later(self.take_up, sitting)

    # One session.

    def take_up(self, sitting: Sitting) -> None:
        """Show a session that was opened."""
        self.sitting = sitting
        self.drafts.take_up(sitting.runner.session.id, kept=sitting.past is not None)
        sitting.follow(lambda state: self.post_message(SaveChanged(state)))
        self.now = self.context.clock.now()
        cls = FlipchartApp
        self.set_reactive(cls.session, sitting.runner.session)
        self.set_reactive(cls.clock, sitting.runner.clock_state())
        self.set_reactive(cls.saved, sitting.state)
        self.set_reactive(cls.private, sitting.private_state)
        self.said = " ".join(part for part in (self.said, *sitting.notices) if part)
        self._dress_for_room()
        screen = self._screen_for(sitting)
        self.push_screen(screen.data_bind(cls.session, cls.clock, cls.saved, cls.said, cls.driver, cls.private))
        if isinstance(sitting, Watching):
            sitting.watch(lambda news: tell_from_aside(self, Followed(sitting, news)))
        else:
            self._publish(sitting)
            self.call_after_refresh(screen.apply, copies.LOOK)
        if sitting.other is not None:
            self.call_after_refresh(screen.apply, Outcome(question=self._ask_to_watch(sitting.other)))
        if sitting.unwatched is not None:
            question = clock.unwatched(sitting.unwatched, f"{passed(sitting.unwatched)} passed while closed:")
            self.call_after_refresh(screen.apply, Outcome(question=question))

    def _screen_for(self, sitting: Sitting) -> SessionScreen:
        """Return the screen that shows a sitting, with all that the app has to hand down already in it."""
        screen: SessionScreen = DeskScreen() if self.view_name == "desk" else RoomScreen()
        screen.materials, screen.leave_with = sitting.materials, sitting.leave_with
        # What is bound arrives with the first change; the first picture must not wait for one.
        screen.set_reactive(SessionScreen.session, self.session)
        screen.set_reactive(SessionScreen.clock, self.clock)
        screen.set_reactive(SessionScreen.saved, self.saved)
        screen.set_reactive(SessionScreen.said, self.said)
        screen.set_reactive(SessionScreen.private, self.private)
        return screen

    def _publish(self, sitting: Sitting) -> None:
        """Publish the plan now and whenever it changes, where that was asked; failure is one line."""
        publisher = sitting.publisher
        if publisher is None:
            return
        publisher.tell = lambda words: self.call_later(setattr, self, "said", words)
        self.said = self.said or f"The plan is kept as a page in {publisher.path.name}, for those who read along."
        publisher.put(sitting.runner.session)
        self.watch(self, "session", lambda session: publisher.put(session) if session else None, init=False)

    # The look of a room.

    @property
    def _room(self) -> str:
        return look.room_name(self.session.group if self.session else None, desk=self.view_name == "desk")

    def _dress_for_room(self) -> None:
        """Put on the theme that was chosen in this room; tell where the letters are smaller than they were there."""
        known, rows = look.room_of(self._room), self.size.height
        if known.theme in self.available_themes and not self.colourless:
            self.theme = str(known.theme)
        planned = self.clock is not None and self.clock.state == "planned"
        if planned and self.view_name == "room" and look.smaller(known, rows):
            self.said = f"{known.rows} rows could be read here last time; these are {rows}. R checks."

    def choose_theme(self, name: str) -> None:
        """Put on a theme that somebody chose, and keep it for this room."""
        self.theme = name
        if not self.colourless:
            self._keep(Room(theme=name))

    def keep_rows(self, rows: int) -> None:
        """Remember for this room that letters of this size can be read: `rows` fill the screen."""
        self._keep(Room(rows=rows))
        self.said = f"Kept for this room: {rows} rows can be read."

    def _keep(self, room: Room) -> None:
        if self.sitting is not None and self.sitting.past is not None:
            look.keep(self._room, room)

    # Others.

    def _session_screens(self) -> list[SessionScreen]:
        return [screen for screen in self.screen_stack if isinstance(screen, SessionScreen)]

    @on(SaveChanged)
    def _saved(self, message: SaveChanged) -> None:
        """Take in what others wrote into the file meanwhile, and follow the saver."""
        sitting = self.sitting
        if sitting is None:
            return
        if message.state.notice and not self.noticed:
            self.noticed, self.said = True, message.state.notice
        try:
            if sitting.take_outside():
                self.said = "Changed elsewhere too; both are kept."
                self.show_session()
        except StoreError as error:
            self.said = error.sentence
        self.saved = sitting.state

    @on(Followed)
    def _followed(self, message: Followed) -> None:
        """Show what the driver did; offer a desk to drive while nobody does: the other machine may have died."""
        sitting, news = message.sitting, message.news
        if self.sitting is not sitting:
            return
        if isinstance(shown := self.context.clock, AnchoredClock):
            shown.follow(news.driver.ahead if news.driver else 0.0)
        sitting.runner.adopt(news.session)
        # There is one session on the screen, and its whole path would take the place of the reason.
        self.said = news.problem.replace(str(sitting.path), sitting.path.name)
        self.show_session()
        drive = ("drive from here", Outcome(effect=Ask("drive")))
        for desk in (it for it in self._session_screens() if it.at_desk):
            if news.driver is not None:
                desk.apply(Outcome(answered=WHEEL))
            elif self.driver is not None or not sitting.looked:
                desk.apply(Outcome(question=Question(WHEEL, "Nobody drives.", drive, ("only watch", NOTHING))))
        self.driver, sitting.looked = news.driver, True

    def _ask_to_watch(self, other: Driver) -> Question:
        """Ask whoever opens a session that somebody drives already; both can, and what both write is kept."""
        since = f" since {self.context.clock.local(other.since):%H:%M}" if other.since else ""
        text = f"Open on {other.host or 'another machine'}{since}:"
        return Question("driver", text, ("watch it", Outcome(effect=Ask("watch"))), ("edit as well", NOTHING))

    def _change_seats(self, opener: Callable[[Path, Context], Sitting]) -> None:
        """Leave the session and open it in another way: to watch it instead of driving it, or the other way round."""
        sitting = self.sitting
        if sitting is None:
            return

        def change() -> Sitting | None:
            return opener(sitting.path, self.context) if sitting.close(LEAVING) else None

        self.drafts.flush()
        self.pop_screen()
        aside(self, change, Seated)

    @on(Seated)
    def _seated(self, message: Seated) -> None:
        """Show the session from the other seat; what stands in the way ends the program, which says it."""
        try:
            sitting = message.value()
        except StoreError as error:
            self.crash = error
            self.exit(1)
            return
        self.said, self.driver = "", None
        if sitting is None:
            self.exit(1)
        else:
            self.take_up(sitting)

    # Time.

    def tick(self) -> None:
        """Look at the clock: hand the time down, ring once at zero, ask about a gap."""
        source = self.context.clock
        now = source.now()
        jump = None if self.context.rehearsal else self.jumps.tick(wall(source), source.monotonic())
        if self.sitting is None:
            self.now = now
            return
        clock_now = self.sitting.runner.clock_state()
        moment = (int(now.timestamp()), shown_of(clock_now))
        if moment != self.moment:
            # Everything on the screens is shown by whole seconds.
            still = clock_now == self.clock
            self.moment, self.now, self.clock = moment, now, clock_now
            for screen in self._session_screens() if still else ():
                screen.pass_time()
        self.private = self.sitting.private_state
        self._tell_watchers()
        self.ticks += 1
        if self.ticks % LOOK_EVERY == 0:
            self.sitting.look()
        if isinstance(self.sitting, Watching):
            return  # whoever drives is asked, and hears the bell
        if jump is not None:
            self.jumped(jump)
        if self.bells.due(clock_now) and self.context.config.bell:
            self.bell()

    def _tell_watchers(self) -> None:
        """Tell watchers what the screen is on, if that is another thing than before."""
        screen = next(iter(self._session_screens()), None)
        if screen is None or self.sitting is None or self.sitting.driving is None:
            return
        now = screen.seen_by_watchers()
        if now is not None and now != self.told:
            self.sitting.driving.show(now)
            self.told = now

    # Leaving.

    def ask(self, what: str) -> None:
        """Do what only the app can do."""
        watch = partial(open_watching, desk=self.view_name == "desk")
        does: dict[str, Callable[[], object]] = {
            "leave": self.leave, "quit": partial(self.exit, 0), "undo": self.undo, "redo": self.redo,
            "save": self.save, "look": self.look, "theme": self.action_other_theme,
            "palette": self.action_command_palette, "watch": partial(self._change_seats, watch),
            "drive": partial(self._change_seats, open_sitting), "follow": self.follow_clock,
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
        cast("HomeScreen", self.screen).came_back(await self._close_sitting())

    async def _close_sitting(self) -> str:
        sitting = self.sitting
        if sitting is None:
            return ""
        self.drafts.flush()
        try:
            saved = await self.run_worker(partial(sitting.close, LEAVING), thread=True).wait()
        except WorkerCancelled:  # the program ends meanwhile, and closes the session that is still the app's
            return ""
        self.sitting = None
        return "" if saved else sitting.state.sentence

    async def action_quit(self) -> None:
        """Quit, always saved."""
        self.exit(0)

    def action_help_quit(self) -> None:
        """Ctrl+C does not quit: it is pressed by mistake too often."""
        self.said = "ctrl+q quits; everything is saved."

    # Around the screens.

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Every action of the screen, the editor, the themes; never a word of the plan."""
        if isinstance(screen, KeyScreen):
            yield from screen.commands()
        if isinstance(screen, SessionScreen):
            yield from (SystemCommand(title, help, partial(screen.do, id)) for title, help, id in palette())
            title, help = "Open the file in your editor", "what changes there is merged"
            yield SystemCommand(title, help, self.edit_session)
        yield SystemCommand("Open the settings in your editor", "they hold from the next start", self.edit_settings)
        for name in self.available_themes if not self.colourless else ():
            yield SystemCommand(f"Theme: {name}", "", partial(self.choose_theme, name))
        yield SystemCommand("Quit", "everything is saved", partial(self.exit))
