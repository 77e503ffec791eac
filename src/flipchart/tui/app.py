"""The app: what is opened and left, the time that passes, and who else is at work on the same session."""

from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING, cast

from textual import on, work
from textual.app import SystemCommand
from textual.message import Message
from textual.screen import Screen
from textual.worker import WorkerCancelled

from flipchart.clock import JumpWatch
from flipchart.domain.clock_words import passed
from flipchart.service.context import Context
from flipchart.service.open_session import Sitting
from flipchart.service.watched_session import Watching
from flipchart.store.save_state import SaveState
from flipchart.tui import driving, rooms
from flipchart.tui.actions import clock
from flipchart.tui.bells import Bells
from flipchart.tui.copies import look_for_copies
from flipchart.tui.palette import palette
from flipchart.tui.screens.made import ViewName, screen_for
from flipchart.tui.screens.session import SessionScreen
from flipchart.tui.session_app import SessionApp
from flipchart.tui.text.live_screen import Told

if TYPE_CHECKING:
    from flipchart.service.recovery import Damage
    from flipchart.tui.screens.home import HomeScreen


TICK = 0.25
"""Seconds between two looks at the clock."""

LOOK_EVERY = 3
"""Ticks between two looks at the file, for what others write into it."""


class SaveChanged(Message):
    """The saver has news; sent from its thread."""

    def __init__(self, state: SaveState) -> None:
        self.state = state
        super().__init__()


class FlipchartApp(SessionApp):
    """Flipchart on the screen; `sitting` is the session that is open, if one is."""

    def __init__(
        self,
        context: Context,
        sitting: Sitting | None = None,
        view: ViewName = "room",
        damage: "Damage | None" = None,
    ) -> None:
        super().__init__(context, sitting)
        self.damage = damage
        self.view_name: ViewName = view
        self.told: Told = {}
        self.jumps = JumpWatch()
        self.bells = Bells()
        self.leave_to_home = sitting is None and damage is None
        self.ticks = 0

    def on_mount(self) -> None:
        """Put on the theme, and open what was asked for."""
        self.dress()
        self.said = " ".join(self.problems) if self.sitting is None else ""
        if self.sitting is not None:
            self.take_up(self.sitting)
        elif self.damage is not None:
            from flipchart.tui.recovering import offer  # noqa: PLC0415 - rarely needed

            offer(self, self.damage)
        else:
            self.open_home()
        self.set_interval(TICK, self.tick)

    def open_home(self) -> None:
        """Show the sessions of the folder."""
        from flipchart.tui.screens.home import HomeScreen  # noqa: PLC0415 - a single session needs no folder

        self.push_screen(HomeScreen())

    # One session.

    def take_up(self, sitting: Sitting) -> None:
        """Show a session that was opened."""
        self.sitting = sitting
        self.drafts.take_up(sitting.runner.session.id, kept=sitting.past is not None)
        sitting.follow(lambda state: self.post_message(SaveChanged(state)))
        self.now = self.context.clock.now()
        self.set_reactive(FlipchartApp.session, sitting.runner.session)
        self.set_reactive(FlipchartApp.clock, sitting.runner.clock_state())
        self.set_reactive(FlipchartApp.saved, sitting.state)
        self.set_reactive(FlipchartApp.private, sitting.private_state)
        self.said = " ".join(part for part in (self.said, *sitting.notices) if part)
        rooms.put_on(self)
        cls = FlipchartApp
        room = screen_for(self, sitting, self.view_name)
        self.push_screen(room.data_bind(cls.session, cls.clock, cls.saved, cls.said, cls.driver, cls.private))
        driving.follow(self, sitting)
        look_for_copies(self, sitting)
        if sitting.other is not None:
            self.call_after_refresh(driving.ask_to_watch, self, room, sitting.other)
        if sitting.unwatched is not None:
            text = f"{passed(sitting.unwatched)} passed while closed:"
            self.call_after_refresh(clock.ask_jump, room, sitting.unwatched, text)

    def choose_theme(self, name: str) -> None:
        """Put on a theme that somebody chose, and keep it for this room."""
        rooms.keep_theme(self, name)

    @on(SaveChanged)
    def _saved(self, message: SaveChanged) -> None:
        driving.take_outside(self)

    # Others.

    @on(driving.Followed)
    def _followed(self, message: driving.Followed) -> None:
        driving.take_news(self, message)

    @on(driving.Seated)
    def _seated(self, message: driving.Seated) -> None:
        driving.take_seat(self, message)

    # Time.

    def tick(self) -> None:
        """Look at the clock: hand the time down, ring once at zero, ask about a gap."""
        source = self.context.clock
        self.now = source.now()
        jump = None if self.context.rehearsal else self.jumps.tick(self.now, source.monotonic())
        if self.sitting is None:
            return
        self.clock = self.sitting.runner.clock_state()
        self.private = self.sitting.private_state
        self.told = driving.tell_watchers(self, self.told)
        self.ticks += 1
        if self.ticks % LOOK_EVERY == 0:
            self.sitting.look()
        if isinstance(self.sitting, Watching):
            return  # whoever drives is asked, and hears the bell
        if jump is not None and self.clock is not None and self.clock.state == "running":
            for room in (it for it in self.screen_stack if isinstance(it, SessionScreen)):
                clock.ask_jump(room, jump, f"The clock jumped by {passed(abs(jump))}:")
        if self.bells.due(self.clock) and self.context.config.bell:
            self.bell()

    # Leaving.

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
            saved = await self.run_worker(partial(sitting.close, driving.LEAVING), thread=True).wait()
        except WorkerCancelled:  # the program ends meanwhile, and closes the session that is still the app's
            return ""
        self.sitting = None
        return "" if saved else sitting.state.sentence

    async def action_quit(self) -> None:
        """Quit, always saved."""
        self.exit(0)

    def ask_to_leave(self, code: int) -> None:
        """Ask the event loop to leave; safe from a signal handler, which must not wait for anything."""
        if self._loop is not None:
            self._loop.call_soon_threadsafe(self.exit, code)

    def action_help_quit(self) -> None:
        """Ctrl+C does not quit: it is pressed by mistake too often."""
        self.said = "ctrl+q quits; everything is saved."

    # Around the screens.

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Every action of the table, and the themes."""
        yield from palette(self, screen if isinstance(screen, SessionScreen) else None)
