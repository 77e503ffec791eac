"""The app: what is opened and left, the time that passes, and who else is at work on the same session."""

import datetime as dt
from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal, cast

from textual import on, work
from textual.app import SystemCommand
from textual.message import Message
from textual.reactive import reactive
from textual.screen import Screen
from textual.worker import WorkerCancelled

from flipchart.clock import JumpWatch
from flipchart.domain.clock_words import passed
from flipchart.domain.errors import Rejected
from flipchart.domain.session import Session
from flipchart.domain.timing import RunClock
from flipchart.service.context import Context
from flipchart.service.drafts import Drafts
from flipchart.service.open_session import Sitting
from flipchart.service.recovery import Damage, damage_of
from flipchart.service.runner import Accepted
from flipchart.service.watched_session import Watching
from flipchart.store.errors import Damaged
from flipchart.store.presence import Driver
from flipchart.store.private import NO_NOTES, PrivateState
from flipchart.store.saver_queue import SaveState
from flipchart.tui import driving, look
from flipchart.tui.actions import clock
from flipchart.tui.actions.dispatch import Intent
from flipchart.tui.base_app import BaseApp
from flipchart.tui.driving import look_for_copies
from flipchart.tui.palette import palette
from flipchart.tui.process import run
from flipchart.tui.screens.desk import DeskScreen
from flipchart.tui.screens.recovery import RecoveryScreen
from flipchart.tui.screens.room import RoomScreen
from flipchart.tui.screens.session import SessionScreen
from flipchart.tui.text.live_screen import Told

if TYPE_CHECKING:
    from flipchart.tui.screens.home import HomeScreen


LATE = 5.0
"""Seconds over time after which a bell would only startle: the screen was not looking when it was zero."""


class Bells:
    """Tells when to ring: once for each budget of a stage, so that a minute more can end with a bell again."""

    def __init__(self) -> None:
        self._rung: set[tuple[str, float]] = set()

    def due(self, clock: RunClock | None) -> bool:
        """Whether to ring now; a second call for the same zero says no."""
        stage = clock.stage if clock else None
        if stage is None or stage.remaining > 0 or stage.state != "running":
            return False
        budget = (stage.id, stage.budget)
        fresh = budget not in self._rung and stage.remaining > -LATE
        self._rung.add(budget)
        return fresh


class SessionApp(BaseApp):
    """An app with a session; `sitting` is the one that is open, if one is, and `now` the time that screens show."""

    session: reactive[Session | None] = reactive(None, init=False)
    clock: reactive[RunClock | None] = reactive(None, init=False)
    saved: reactive[SaveState | None] = reactive(None, init=False)
    said: reactive[str] = reactive("", init=False)
    driver: reactive[Driver | None] = reactive(None, init=False)
    private: reactive[PrivateState] = reactive(NO_NOTES, init=False)

    def __init__(self, context: Context, sitting: Sitting | None) -> None:
        super().__init__(context)
        self.sitting = sitting
        self.drafts = Drafts()
        self.now: dt.datetime = context.clock.now()

    def receive(self, intent: Intent) -> None:
        """The one place where a session is changed."""
        if self.sitting is None:
            return
        outcome = self.sitting.runner.do(*intent.commands)
        if isinstance(outcome, Rejected):
            self.said = str(outcome)
            if intent.box is not None:
                self.drafts.put(intent.box.key, intent.words)
        self.show_session()

    def undo(self) -> None:
        """Take the last change of the plan back; time is never undone."""
        if self.sitting is not None:
            self._tell(self.sitting.runner.undo())

    def redo(self) -> None:
        """Do it again."""
        if self.sitting is not None:
            self._tell(self.sitting.runner.redo())

    def _tell(self, outcome: Accepted | Rejected) -> None:
        self.said = str(outcome) if isinstance(outcome, Rejected) else outcome.label
        self.show_session()

    def show_session(self) -> None:
        """Hand down the save light, the plan, then its clock, which sorts a page by the plan; in one repaint."""
        if self.sitting is not None:
            self.now = self.context.clock.now()
            self.saved = self.sitting.state
            self.session = self.sitting.runner.session
            self.clock = self.sitting.runner.clock_state()


ViewName = Literal["room", "desk"]
"""What a screen shows: what the group sees, or what its facilitator needs."""


def screen_for(app: "FlipchartApp", sitting: Sitting, view: ViewName) -> SessionScreen:
    """Return the screen that shows a sitting, with all that the app has to hand down already in it."""
    screen: SessionScreen = DeskScreen() if view == "desk" else RoomScreen()
    screen.materials, screen.leave_with = sitting.materials, sitting.leave_with
    # What is bound arrives with the first change; the first picture must not wait for one.
    screen.set_reactive(SessionScreen.session, app.session)
    screen.set_reactive(SessionScreen.clock, app.clock)
    screen.set_reactive(SessionScreen.saved, app.saved)
    screen.set_reactive(SessionScreen.said, app.said)
    screen.set_reactive(SessionScreen.private, app.private)
    return screen


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
        self.noticed = False

    def on_mount(self) -> None:
        """Put on the theme, and open what was asked for."""
        self.dress()
        self.said = " ".join(self.problems) if self.sitting is None else ""
        if self.sitting is not None:
            self.take_up(self.sitting)
        elif self.damage is not None:
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
        look.put_on(self)
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
        look.keep_theme(self, name)

    @on(SaveChanged)
    def _saved(self, message: SaveChanged) -> None:
        if message.state.notice and not self.noticed:
            self.noticed, self.said = True, message.state.notice
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


def offer(app: "FlipchartApp", damage: Damage) -> None:
    """Show what can take the place of a damaged file; without a choice the app is left."""

    def chosen(sitting: Sitting | None) -> None:
        if sitting is None:
            app.exit(0)
        else:
            app.call_later(app.take_up, sitting)

    app.push_screen(RecoveryScreen(damage), chosen)


def run_recovery(path: Path, error: Damaged, context: Context, *, follow_up: bool, view: ViewName) -> int:
    """Run the app on the choice and what is chosen. Raises the error where nothing is there or chosen."""
    damage = damage_of(path, error, context, follow_up=follow_up)
    if damage is None:
        raise error
    app = FlipchartApp(context, view=view, damage=damage)
    code = run(app)
    if app.sitting is None and code == 0:
        raise error
    return code
