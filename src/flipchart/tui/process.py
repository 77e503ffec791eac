"""Runs the app as a process: signals that save first, a watchdog, a terminal that is always given back."""

import contextlib
import gc
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Any, Protocol

import textual

from flipchart.clock import SystemClock
from flipchart.patterns import compile_all
from flipchart.service.disk import place
from flipchart.service.drafts import Drafts
from flipchart.service.open_session import OpenSession
from flipchart.tui.terminal.found import Found, Watch, write_now
from flipchart.tui.text.language import t, voiced

if TYPE_CHECKING:
    from textual.driver import Driver


class Process(Protocol):
    """What is asked of the app that runs."""

    open_session: OpenSession | None
    drafts: Drafts
    crash: Exception | None
    written: dict[Path, None]

    def use_driver(self, driver: "type[Driver] | None") -> None:
        """Talk to the terminal through this driver; None leaves it to Textual."""

    def run(self) -> object:
        """Run to the end."""

    def typed(self, event: Any) -> None:
        """Remember a key or a paste until it is handled; called from the thread that reads."""

    def measured(self, signs_fit: bool) -> None:
        """Show all anew, in ASCII unless our signs take a cell each."""

    def keep_backlog(self) -> None:
        """Keep as a draft what was typed and is not handled; safe from another thread."""

    def ask_to_leave(self, code: int) -> None:
        """Ask the event loop to leave; safe from a signal handler."""


GRACE = 3.0
"""Seconds after a signal at which the process ends, whatever the terminal or the disk do."""

BY_ITSELF, LAST_SAVE = 1.6, 1.0
"""Of these seconds: for leaving in order, and for a last try to save where that failed."""

STARTED = 2.0
"""Seconds after which patterns are compiled ahead of the first letter, and what was made for the start is left out of
garbage collection: looking through it again takes up to 90 ms, which fell into keystrokes."""

TURN = 0.0005
"""Seconds that a thread computes before others have their turn: at Python's 5 ms a letter waits for the saver."""

PAUSE_SAVE = 1.0
"""Seconds that saving may take before the process is stopped for a while."""

HANG_UP = 1
"""The number of SIGHUP, also where there is none."""


def ending_signals() -> tuple[int, ...]:
    """The signals that end a program and can be caught, on this platform."""
    names = ("SIGTERM", "SIGHUP", "SIGINT")
    return tuple(getattr(signal, name) for name in names if hasattr(signal, name))


TESTED = "8.2."
"""The beginnings of the versions of Textual with whose private parts our driver was tested."""


def driver_for(watch: Watch, system: str = sys.platform) -> "type[Driver] | None":
    """Return the driver for the terminals of this platform; None leaves it to Textual.

    Textual has its own where the app is shown in a browser: textual-serve names that one in TEXTUAL_DRIVER. A
    Textual whose inner parts may be others than those that were tried gets its own, too.
    """
    if system == "win32" or os.environ.get("TEXTUAL_DRIVER"):
        return None
    if not _is_tested():
        return None
    from flipchart.tui.terminal.driver import driver_for as posix  # noqa: PLC0415 - needs termios

    return posix(watch)


def _is_tested() -> bool:
    """Whether the installed Textual is one of the tested versions, by the number in the name of its metadata folder.

    Where no folder is named so, its metadata is read, which takes a tenth of the time that all our own modules take.
    """
    installed = Path(textual.__file__).parents[1]
    if any(name.startswith(f"textual-{TESTED}") for name in os.listdir(installed)):  # noqa: PTH208 - names, not paths
        return True
    from importlib.metadata import version  # noqa: PLC0415 - costs start-up time, often not needed

    return version("textual").startswith(TESTED)


class Ending:
    """What happens when a signal asks the process to end.

    Textual does not clean up on signals, and its event loop may be blocked; so the handler only sets a mark, and a
    thread asks the loop to end and makes sure that it does.
    """

    def __init__(self, app: Process, found: Found, leave: Callable[[int], object]) -> None:
        self.app, self.found = app, found
        self.signal: int | None = None
        self.over = threading.Event()
        self._leave = leave

    def caught(self, number: int, frame: FrameType | None = None) -> None:
        """Handle the signal; a second one has no further effect."""
        if self.signal is not None:
            return
        self.signal = number
        threading.Thread(target=self._watch, name="flipchart-watchdog", daemon=True).start()

    def _watch(self) -> None:
        clock = SystemClock()
        end = clock.monotonic() + GRACE
        while not self.over.wait(0.05) and clock.monotonic() < end - GRACE + BY_ITSELF:
            # Until it is heard: the loop may not be there yet.
            with contextlib.suppress(Exception):
                self.app.ask_to_leave(self.code)
        if not self.over.is_set():
            self._last_save()
            self.found.restore()
        # Also when all is done but the way out: a stream that nobody reads can hold up the interpreter's own end.
        threading.Event().wait(end - clock.monotonic())
        self._leave(self.code)

    def _last_save(self) -> None:
        open_session = self.app.open_session
        self.app.keep_backlog()
        self.app.drafts.flush()
        if open_session is not None and not open_session.close(LAST_SAVE):
            write_now(unsaved_words(self.app))

    @property
    def code(self) -> int:
        """The exit code that tells a shell which signal it was."""
        return 128 + (self.signal or 0)

    @contextlib.contextmanager
    def listening(self) -> Iterator[None]:
        """Catch the ending signals for a while."""
        old = {number: signal.signal(number, self.caught) for number in ending_signals()}
        try:
            yield
        finally:
            for number, handler in old.items():
                signal.signal(number, handler)


def run(app: Process) -> int:
    """Run the app to its end and return the exit code; what went wrong inside is raised, after saving."""
    sys.setswitchinterval(TURN)
    started = threading.Timer(STARTED, _started)
    started.daemon = True
    started.start()
    found = Found()
    ending = Ending(app, found, os._exit)
    watch = Watch(found, lambda: ending.caught(HANG_UP), lambda: pause(app), app.typed, app.measured)
    app.use_driver(driver_for(watch))
    with ending.listening():
        try:
            app.run()
        finally:
            started.cancel()
            if ending.signal is not None or app.crash is not None:
                app.keep_backlog()
            app.drafts.flush()
            saved = app.open_session.close(GRACE) if app.open_session is not None else True
            found.restore()
            ending.over.set()
    for path in app.written:
        say(f"{t('Written: {file}', file=place(path))}\n")
    # A screen that is taken away while it is being put up may stumble over that; it is no error.
    if app.crash is not None and ending.signal is None:
        raise app.crash
    if not saved:
        say(unsaved_words(app))
    if ending.signal is not None:
        return ending.code
    return 0 if saved else 1


def _started() -> None:
    compile_all()
    gc.freeze()
    gc.enable()


def pause(app: Process) -> None:
    """Save everything before the process is stopped: it may never be continued."""
    app.drafts.flush()
    if app.open_session is not None:
        app.open_session.saver.flush(PAUSE_SAVE)


def unsaved_words(app: Process) -> str:
    """Return what to say at the end about what did not reach the disk."""
    state = app.open_session.state if app.open_session is not None else None
    why, copy = (state.why, state.copy) if state is not None else ("", None)
    return f"{t('NOT SAVED')}: {voiced(why)}{t(' A copy is in {file}.', file=copy) if copy else ''}\n"


def say(words: str) -> None:
    """Write to stderr, where there is one."""
    with contextlib.suppress(OSError, ValueError):
        if sys.stderr is not None:
            sys.stderr.write(words)
            sys.stderr.flush()
