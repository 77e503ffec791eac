"""Runs the app as a process: signals that save first, a watchdog, a terminal that is always given back."""

import contextlib
import gc
import os
import shlex
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from types import FrameType
from typing import TYPE_CHECKING, Any, Protocol

from flipchart.clock import SystemClock
from flipchart.service.drafts import Drafts
from flipchart.service.open_session import Sitting
from flipchart.tui.terminal.found import Found, Watch, write_now

if TYPE_CHECKING:
    from textual.driver import Driver


class Process(Protocol):
    """What is asked of the app that runs."""

    sitting: Sitting | None
    drafts: Drafts
    crash: Exception | None

    def use_driver(self, driver: "type[Driver] | None") -> None:
        """Talk to the terminal through this driver; None leaves it to Textual."""

    def run(self) -> object:
        """Run to the end."""

    def typed(self, event: Any) -> None:
        """Remember a key or a paste until it is handled; called from the thread that reads."""

    def keep_backlog(self) -> None:
        """Keep as a draft what was typed and is not handled; safe from another thread."""

    def ask_to_leave(self, code: int) -> None:
        """Ask the event loop to leave; safe from a signal handler."""


GRACE = 3.0
"""Seconds after a signal at which the process ends, whatever the terminal or the disk do."""

BY_ITSELF, LAST_SAVE = 1.6, 1.0
"""Of these: for leaving in order, and for the last try to save what leaving in order did not."""

STARTED = 2.0
"""Seconds after which what was made for the start is left out of garbage collection: looking through it again takes
up to 90 ms, which fell into keystrokes."""

PAUSE_SAVE = 1.0
"""Seconds that saving may take before the process is stopped for a while."""

HANG_UP = 1
"""The number of SIGHUP, also where there is none."""


def ending_signals() -> tuple[int, ...]:
    """The signals that end a program and can be caught, on this platform."""
    names = ("SIGTERM", "SIGHUP", "SIGINT")
    return tuple(getattr(signal, name) for name in names if hasattr(signal, name))


def driver_for(watch: Watch, system: str = sys.platform) -> "type[Driver] | None":
    """Return the driver for the terminals of this platform; None leaves it to Textual.

    Textual has its own where the app is shown in a browser: textual-serve names that one in TEXTUAL_DRIVER.
    """
    if system == "win32" or os.environ.get("TEXTUAL_DRIVER"):
        return None
    from flipchart.tui.terminal.driver import driver_for as posix  # noqa: PLC0415 - needs termios

    return posix(watch)


class Ending:
    """What happens when a signal asks the process to end.

    Textual runs no clean-up on signals, and its event loop may stand still; so the handler only marks the end, and
    a thread asks the loop to leave and sees to it that the end comes.
    """

    def __init__(self, app: Process, found: Found, leave: Callable[[int], object]) -> None:
        self.app, self.found = app, found
        self.signal: int | None = None
        self.over = threading.Event()
        self._leave = leave

    def caught(self, number: int, frame: FrameType | None = None) -> None:
        """Handle the signal; a second one changes nothing."""
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
        sitting = self.app.sitting
        self.app.keep_backlog()
        self.app.drafts.flush()
        if sitting is not None and not sitting.close(LAST_SAVE):
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
    started = threading.Timer(STARTED, gc.freeze)
    started.daemon = True
    started.start()
    found = Found()
    ending = Ending(app, found, os._exit)
    watch = Watch(found, lambda: ending.caught(HANG_UP), lambda: pause(app), app.typed)
    app.use_driver(driver_for(watch))
    with ending.listening():
        try:
            app.run()
        finally:
            started.cancel()
            if ending.signal is not None or app.crash is not None:
                app.keep_backlog()
            app.drafts.flush()
            saved = app.sitting.close(GRACE) if app.sitting is not None else True
            found.restore()
            ending.over.set()
    # A screen that is taken away while it is being put up may stumble over that; it is no error.
    if app.crash is not None and ending.signal is None:
        raise app.crash
    if not saved:
        say(unsaved_words(app))
    if ending.signal is not None:
        return ending.code
    return 0 if saved else 1


def editor() -> list[str]:
    """Return the command of the person's editor: VISUAL, else EDITOR, else what every system of this kind has."""
    usual = "notepad" if sys.platform == "win32" else "vi"
    named = os.environ.get("VISUAL") or os.environ.get("EDITOR") or usual
    try:
        return shlex.split(named, posix=sys.platform != "win32") or [usual]
    except ValueError:
        return [named]


def pause(app: Process) -> None:
    """Keep what there is before the process stops: it may never be woken."""
    app.drafts.flush()
    if app.sitting is not None:
        app.sitting.saver.flush(PAUSE_SAVE)


def unsaved_words(app: Process) -> str:
    """What to say on the way out of what did not reach the disk."""
    state = app.sitting.state if app.sitting is not None else None
    copy = f" A copy is in {state.copy}." if state is not None and state.copy else ""
    return f"NOT SAVED: {state.why if state else ''}{copy}\n"


def say(words: str) -> None:
    """Write to stderr, where there is one."""
    with contextlib.suppress(OSError, ValueError):
        if sys.stderr is not None:
            sys.stderr.write(words)
            sys.stderr.flush()
