"""The app with one session: the only place where the session is changed, handed to the screens, and exported."""

import contextlib
import datetime as dt
import os
import subprocess
from collections.abc import Callable
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.app import SuspendNotSupported
from textual.reactive import reactive

from flipchart.clock import AnchoredClock, Jump, ahead
from flipchart.domain.commands.clock import Restamp
from flipchart.domain.commands.command import Command
from flipchart.domain.errors import Rejected
from flipchart.domain.history import touched
from flipchart.domain.said import renamed, say
from flipchart.domain.session import Session
from flipchart.domain.timing import RunClock
from flipchart.service.context import Context
from flipchart.service.desktop import copy_out, named_editor, show_folder
from flipchart.service.disk import (
    NO_NOTES,
    Driver,
    PrivateState,
    SaveState,
    StoreError,
    cause,
    keep_typed,
    read_bytes,
    settings_file,
)
from flipchart.service.drafts import Drafts
from flipchart.service.export import as_markdown, write_out
from flipchart.service.open_session import OpenSession
from flipchart.service.private_notes import keep
from flipchart.service.rehearsal import REFUSED
from flipchart.service.runner import Accepted
from flipchart.tui.actions.clock import jumped
from flipchart.tui.background import background_then
from flipchart.tui.base_app import BaseApp
from flipchart.tui.prompts.prompt import Kept
from flipchart.tui.screens.session import SessionScreen
from flipchart.tui.text.language import t

if TYPE_CHECKING:
    from textual.command import Provider

    from flipchart.tui.screens.file_page import FilePage

FLUSH = 2.0
"""Seconds that opening the file in an editor waits at most for the saver."""


def found_commands() -> "type[Provider]":
    """Return what finds commands in the palette."""
    from flipchart.tui.palette import Commands  # noqa: PLC0415 - not before it is opened

    return Commands


class SessionApp(BaseApp):
    """An app with a session; `open_session` is the one that is open, if one is, `now` the time on the screens."""

    at_desk = False
    """Whether only the facilitator sees the screen: then whole paths may be shown."""

    COMMANDS: ClassVar = {found_commands}

    session: reactive[Session | None] = reactive(None, init=False, repaint=False)
    clock: reactive[RunClock | None] = reactive(None, init=False, repaint=False)
    saved: reactive[SaveState | None] = reactive(None, init=False, repaint=False)
    notice: reactive[str] = reactive("", init=False, repaint=False)
    driver: reactive[Driver | None] = reactive(None, init=False, repaint=False)
    private: reactive[PrivateState] = reactive(NO_NOTES, init=False, repaint=False)

    def __init__(self, context: Context, open_session: OpenSession | None) -> None:
        super().__init__(context)
        self.open_session = open_session
        self.drafts = Drafts()
        self.now: dt.datetime = context.clock.now()
        self.written: dict[Path, None] = {}
        """The exported files, each once: their whole paths are told after leaving."""

    # The one place where a session is changed.

    def carry_out(self, commands: tuple[Command, ...]) -> Rejected | None:
        """Change the session by all of the commands, or return why by none of them."""
        if self.open_session is None:
            return None
        done = self.open_session.runner.do(*commands)
        self.show_session()
        return done if isinstance(done, Rejected) else None

    def do(self, *commands: Command) -> None:
        """Apply the commands likewise; `notice` tells why they were refused."""
        self.notice = str(self.carry_out(commands) or self.notice)

    def undo(self) -> None:
        """Take the last change of the plan back; time is never undone."""
        if self.open_session is not None:
            self._carry_out(self.open_session.runner.undo)

    def redo(self) -> None:
        """Do again what was taken back."""
        if self.open_session is not None:
            self._carry_out(self.open_session.runner.redo)

    def _carry_out(self, act: Callable[[], Accepted | Rejected]) -> None:
        """Undo or redo; the cursor goes to what came back or was changed."""
        before, outcome = self.session, act()
        self.notice = str(outcome) if isinstance(outcome, Rejected) else outcome.label
        self.show_session()
        if before is not None and isinstance(outcome, Accepted):
            item = touched(before, outcome.session)
            for screen in self.screen_stack:
                if isinstance(screen, SessionScreen):
                    screen.point_at(item)

    def keep_note(self, note: Kept) -> None:
        """Keep a private note: beside the session, and at the desk at once."""
        private = self.open_session.private if self.open_session is not None else None
        said = keep(private, note.words, note.note, self.context.clock.now(), self.context.ids)
        self.notice = said or self.notice
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
            self.notice = str(self.carry_out((Restamp(self.clock.run, away),)) or "")

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
        if self.open_session is None:
            return
        with ExitStack() as together:
            for screen in self.screen_stack:
                if isinstance(screen, SessionScreen):
                    together.enter_context(screen.together())
            self.refresh_time()
            self.saved = self.open_session.state
            self.session = self.open_session.runner.session
            self.clock = self.open_session.runner.clock_state()

    # What is written out.

    def save(self) -> None:
        """Hand the session to the saver once more, though every change is saved by itself."""
        if self.open_session is not None and self.session is not None:
            self.open_session.saver.submit(self.session)
            self.show_session()

    def look(self) -> None:
        """Look at the file for what others wrote."""
        if self.open_session is not None:
            self.open_session.saver.look()

    def export(self, format: str) -> None:
        """Write the plan out beside the session, off the event loop, and say where.

        For "copy" it is also put on the clipboard: by the system's own program, else by the terminal (OSC 52), which
        may refuse and never says so.
        """
        open_session, session, source = self.open_session, self.session, self.context.clock
        if open_session is None or session is None:
            return
        if self.context.rehearsal:
            self.notice = REFUSED
            return

        def write() -> None:
            done = write_out(open_session.path, session, source, "ics" if format == "ics" else "md")
            if done.place is not None and self.context.kept:
                self.written[done.place] = None
            said = done.notice(wall=not self.at_desk, kept=self.context.kept)
            if format == "copy":
                text = as_markdown(session, source)
                known = copy_out(text, os.environ)
                if not known:
                    self.call_from_thread(self.copy_to_clipboard, text)
                said = say(
                    "{what}; {written}",
                    what=say("copied") if known else say("sent to the terminal to copy"),
                    written=said,
                )
            self.call_from_thread(setattr, self, "notice", said)

        self.run_worker(write, thread=True, exclusive=True, group="writing")

    # The person's own editor, or a page of ours; the room waits meanwhile and then goes on.

    def edit_session(self) -> None:
        """Open the session's file; what was changed there is merged, as from any other writer."""
        open_session = self.open_session
        if open_session is None or open_session.past is None:
            self.notice = t("Only who drives a session can open its file here.")
            return
        self.drafts.flush()
        if not open_session.saver.flush(FLUSH):
            self.notice = t("Not everything is saved yet, so the file is not opened.")
        elif named_editor(os.environ):
            self._edit(open_session.path)
            open_session.saver.look()
        else:
            self._open_page(partial(self._session_page, open_session))

    def edit_settings(self) -> None:
        """Open the settings, which hold from the next start on."""
        if not named_editor(os.environ):
            self._open_page(_settings_page)
            return
        try:
            path = settings_file()
        except OSError as error:
            self.notice = t("The settings cannot be written: {why}.", why=cause(error))
            return
        if self._edit(path):
            self.notice = t("The settings apply from the next start.")

    def _session_page(self, open_session: OpenSession) -> "FilePage":
        from flipchart.tui.screens.file_page import FilePage  # noqa: PLC0415 - few edit the file itself
        from flipchart.tui.screens.file_page import Kept as PageKept  # noqa: PLC0415

        path, source = open_session.path, self.context.clock

        def keep(typed: bytes, began: bytes) -> PageKept:
            try:
                keep_typed(path, typed, began, source)
            except StoreError as error:
                return PageKept(False, say("Not saved: {why}", why=renamed(error.sentence, str(path), path.name)))
            open_session.saver.look()
            return PageKept(True, say("Saved, and merged into the plan."))

        return FilePage(path.name, read_bytes(path), keep)

    def _open_page(self, make: "Callable[[], FilePage]") -> None:
        """Read a file beside the event loop and show it on a page of our own."""

        def read() -> "FilePage | str":
            try:
                return make()
            except OSError as error:
                return say("It cannot be opened: {why}.", why=cause(error))
            except StoreError as error:
                return error.sentence

        def show(outcome: "FilePage | str") -> None:
            if isinstance(outcome, str):
                self.notice = outcome
            else:
                self.push_screen(outcome)

        background_then(self, read, show)

    def _edit(self, path: Path) -> bool:
        """Give the terminal to the editor until it ends; return whether it ended without an error."""
        command = named_editor(os.environ)
        code: int | None = None
        try:
            # What is raised inside would leave the terminal with nobody.
            with self.suspend(), contextlib.suppress(OSError):
                code = subprocess.run([*command, str(path)], check=False).returncode
        except SuspendNotSupported:
            self.notice = t("This terminal cannot run an editor; the file is {file}.", file=path.name)
            return False
        if code is None:
            self.notice = t("There is no editor “{name}”; EDITOR names one.", name=command[0])
        elif code:
            self.notice = t("{program} ended with {code}.", program=command[0], code=code)
        return code == 0

    def show_folder(self) -> None:
        """Ask the desktop to show the folder of the open session, else that of all sessions."""
        folder = self.open_session.path.parent if self.open_session is not None else self.context.sessions_dir
        background_then(self, partial(show_folder, folder, os.environ), partial(setattr, self, "notice"))


def _settings_page() -> "FilePage":
    from flipchart.tui.screens.file_page import settings_page  # noqa: PLC0415 - few have no editor

    return settings_page(settings_file(), t("The settings"))
