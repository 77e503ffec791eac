"""The app with one session: the only place where it is changed, what is shown of it, and what is written out."""

import contextlib
import datetime as dt
import os
import subprocess
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

from textual.app import SuspendNotSupported
from textual.reactive import reactive

from flipchart.clock import AnchoredClock, Jump, ahead
from flipchart.domain.commands.clock import Restamp
from flipchart.domain.commands.command import Command
from flipchart.domain.errors import Rejected
from flipchart.domain.history import touched
from flipchart.domain.session import Session
from flipchart.domain.timing import RunClock
from flipchart.service.context import Context
from flipchart.service.drafts import Drafts
from flipchart.service.export import as_markdown, copy_out, write_out
from flipchart.service.open_session import Sitting
from flipchart.service.private_notes import keep
from flipchart.service.rehearsal import REFUSED
from flipchart.service.runner import Accepted
from flipchart.store.config import settings_file
from flipchart.store.presence import Driver
from flipchart.store.private import NO_NOTES, PrivateState
from flipchart.store.saver_queue import SaveState
from flipchart.tui.actions.clock import jumped
from flipchart.tui.base_app import BaseApp
from flipchart.tui.process import editor
from flipchart.tui.prompts.prompt import Kept
from flipchart.tui.screens.session import SessionScreen
from flipchart.tui.screens.settings import SettingsScreen, named_editor

FLUSH = 2.0
"""Seconds that opening the file in an editor waits at most for the saver."""


class SessionApp(BaseApp):
    """An app with a session; `sitting` is the one that is open, if one is, and `now` the time that screens show."""

    session: reactive[Session | None] = reactive(None, init=False, repaint=False)
    clock: reactive[RunClock | None] = reactive(None, init=False, repaint=False)
    saved: reactive[SaveState | None] = reactive(None, init=False, repaint=False)
    said: reactive[str] = reactive("", init=False, repaint=False)
    driver: reactive[Driver | None] = reactive(None, init=False, repaint=False)
    private: reactive[PrivateState] = reactive(NO_NOTES, init=False, repaint=False)

    def __init__(self, context: Context, sitting: Sitting | None) -> None:
        super().__init__(context)
        self.sitting = sitting
        self.drafts = Drafts()
        self.now: dt.datetime = context.clock.now()

    # The one place where a session is changed.

    def carry_out(self, commands: tuple[Command, ...]) -> Rejected | None:
        """Change the session by all of the commands, or return why by none of them."""
        if self.sitting is None:
            return None
        done = self.sitting.runner.do(*commands)
        self.show_session()
        return done if isinstance(done, Rejected) else None

    def do(self, *commands: Command) -> None:
        """Change the session likewise; `said` tells why not."""
        self.said = str(self.carry_out(commands) or self.said)

    def undo(self) -> None:
        """Take the last change of the plan back; time is never undone."""
        if self.sitting is not None:
            self._tell(self.sitting.runner.undo)

    def redo(self) -> None:
        """Do it again."""
        if self.sitting is not None:
            self._tell(self.sitting.runner.redo)

    def _tell(self, act: Callable[[], Accepted | Rejected]) -> None:
        """Undo or redo; the cursor goes to what came back or was changed."""
        before, outcome = self.session, act()
        self.said = str(outcome) if isinstance(outcome, Rejected) else outcome.label
        self.show_session()
        if before is not None and isinstance(outcome, Accepted):
            item = touched(before, outcome.session)
            for screen in self.screen_stack:
                if isinstance(screen, SessionScreen):
                    screen.point_at(item)

    def keep_note(self, note: Kept) -> None:
        """Keep a private note: beside the session, and at the desk at once."""
        private = self.sitting.private if self.sitting is not None else None
        said = keep(private, note.words, note.note, self.context.clock.now(), self.context.ids)
        self.said = said or self.said
        self.private = private.state if private is not None else self.private

    def jumped(self, jump: Jump) -> None:
        """Ask about a jump of the clock; before anything was timed the computer's clock is simply followed."""
        source = self.context.clock
        away = -ahead(source)
        begun = self.clock is not None and self.clock.started is not None
        if jump.moved and not begun and isinstance(source, AnchoredClock):
            source.correct(away)
        for screen in (it for it in self.screen_stack if isinstance(it, SessionScreen)):
            for outcome in jumped(screen.frame(), jump, away):
                screen.apply(outcome)

    def follow_clock(self) -> None:
        """Show the computer's time from now on; what was timed before it was set moves with it."""
        source = self.context.clock
        if isinstance(source, AnchoredClock) and self.clock is not None:
            away = -ahead(source)
            source.correct(away)
            self.said = str(self.carry_out((Restamp(self.clock.run, away),)) or "")

    def keep_backlog(self) -> None:
        """Keep as a draft what was typed and is not handled, behind a paste that waits for its answer."""
        if words := self.backlog():
            self.drafts.wait_for_box(words)

    # What is shown.

    def refresh_time(self) -> None:
        """Let `now` be now."""
        self.now = self.context.clock.now()

    def show_session(self) -> None:
        """Hand down the save light, the plan and its clock, in one repaint."""
        if self.sitting is None:
            return
        with ExitStack() as together:
            for screen in self.screen_stack:
                if isinstance(screen, SessionScreen):
                    together.enter_context(screen.together())
            self.refresh_time()
            self.saved = self.sitting.state
            self.session = self.sitting.runner.session
            self.clock = self.sitting.runner.clock_state()

    # What is written out.

    def save(self) -> None:
        """Hand the session to the saver once more; it always is saved."""
        if self.sitting is not None and self.session is not None:
            self.sitting.saver.submit(self.session)
            self.show_session()

    def look(self) -> None:
        """Look at the file for what others wrote."""
        if self.sitting is not None:
            self.sitting.saver.look()

    def export(self, format: str) -> None:
        """Write the plan out beside the session, off the event loop, and say where.

        For "copy" it is also put on the clipboard: by the system's own program, else by the terminal (OSC 52), which
        may refuse and never says so.
        """
        sitting, session, source = self.sitting, self.session, self.context.clock
        if sitting is None or session is None:
            return
        if self.context.rehearsal:
            self.said = REFUSED
            return

        def write() -> None:
            said = write_out(sitting.path, session, source, "ics" if format == "ics" else "md")
            if format == "copy":
                text = as_markdown(session, source)
                known = copy_out(text, os.environ)
                if not known:
                    self.call_from_thread(self.copy_to_clipboard, text)
                said = f"{'copied' if known else 'sent to the terminal to copy'}; {said}"
            self.call_from_thread(setattr, self, "said", said)

        self.run_worker(write, thread=True, exclusive=True, group="writing")

    # The person's own editor; the room waits meanwhile and then goes on.

    def edit_session(self) -> None:
        """Open the session's file; what was changed there is merged, as from any other writer."""
        sitting = self.sitting
        if sitting is None or sitting.past is None:
            self.said = "Only who drives a session can open its file here."
            return
        self.drafts.flush()
        if not sitting.saver.flush(FLUSH):
            self.said = "Not all is saved yet, so the file is not opened."
            return
        self._edit(sitting.path)
        sitting.saver.look()

    def edit_settings(self) -> None:
        """Open the settings, which hold from the next start on, on a page of our own where no editor is named."""
        try:
            path = settings_file()
        except OSError as error:
            self.said = f"The settings cannot be written: {error.strerror}."
            return
        if not named_editor():
            self.push_screen(SettingsScreen(path))
        elif self._edit(path):
            self.said = "The settings hold from the next start on."

    def _edit(self, path: Path) -> bool:
        """Give the terminal to the editor until it ends; tell whether it ended well."""
        command = editor()
        code: int | None = None
        try:
            # What is raised inside would leave the terminal with nobody.
            with self.suspend(), contextlib.suppress(OSError):
                code = subprocess.run([*command, str(path)], check=False).returncode
        except SuspendNotSupported:
            self.said = f"This terminal cannot be lent to an editor; the file is {path}."
            return False
        if code is None:
            self.said = f"There is no editor '{command[0]}'; EDITOR names one."
        elif code:
            self.said = f"{command[0]} ended with {code}."
        return code == 0
