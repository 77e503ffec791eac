"""Runs the app as a process: signals that save first, a watchdog, a terminal that is always given back."""

import contextlib
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from types import FrameType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flipchart.tui.app import FlipchartApp

GRACE = 3.0
"""Seconds after a signal at which the process ends, whatever the terminal or the disk do."""

RESTORE = "\x1b[?2004l\x1b[?7h\x1b[?1000l\x1b[?1002l\x1b[?1003l\x1b[?1006l\x1b[<u\x1b[?1049l\x1b[?25h\x1b[?1004l"
"""Pastes unbracketed, lines wrapped, mouse off, keyboard plain, the main screen, the cursor, no focus reports."""


def ending_signals() -> tuple[int, ...]:
    """The signals that end a program and can be caught, on this platform."""
    names = ("SIGTERM", "SIGHUP", "SIGINT")
    return tuple(getattr(signal, name) for name in names if hasattr(signal, name))


def terminal_keeper() -> Callable[[], None]:
    """Remember how the terminal is set, and return what sets it so again without ever waiting for it."""
    try:
        import termios  # noqa: PLC0415 - not there on Windows
    except ImportError:
        return lambda: None
    try:
        before = termios.tcgetattr(sys.__stdin__.fileno() if sys.__stdin__ else 0)
    except (termios.error, OSError, ValueError):
        return lambda: None

    def restore() -> None:
        with contextlib.suppress(termios.error, OSError, ValueError):
            termios.tcsetattr(0, termios.TCSANOW, before)
            # Whoever stopped reading the terminal may have left its queue full; what is queued is worth nothing now.
            termios.tcflush(1, termios.TCOFLUSH)
            os.set_blocking(1, False)
            os.write(1, RESTORE.encode())

    return restore


class Ending:
    """What happens when a signal asks the process to end.

    Textual runs no clean-up on signals, and its event loop stands still while the terminal does not drain; so the
    handler only marks the end and asks the loop to leave, and a thread sees to it that the end comes.
    """

    def __init__(self, app: "FlipchartApp", restore: Callable[[], None], leave: Callable[[int], None]) -> None:
        self.app = app
        self.signal: int | None = None
        self._restore = restore
        self._leave = leave

    def caught(self, number: int, frame: FrameType | None) -> None:
        """Handle the signal; a second one changes nothing."""
        if self.signal is not None:
            return
        self.signal = number
        threading.Thread(target=self._watch, name="flipchart-watchdog", daemon=True).start()
        with contextlib.suppress(Exception):
            self.app.ask_to_leave(128 + number)

    def _watch(self) -> None:
        sitting = self.app.sitting
        if sitting is not None:
            sitting.saver.flush(GRACE - 0.5)
        threading.Event().wait(GRACE)
        self._restore()
        self._leave(128 + (self.signal or 0))

    @contextlib.contextmanager
    def listening(self) -> Iterator[None]:
        """Catch the ending signals for a while."""
        old = {number: signal.signal(number, self.caught) for number in ending_signals()}
        try:
            yield
        finally:
            for number, handler in old.items():
                signal.signal(number, handler)


def run(app: "FlipchartApp") -> int:
    """Run the app to its end and return the exit code; what went wrong inside is raised, after saving."""
    restore = terminal_keeper()
    ending = Ending(app, restore, os._exit)
    with ending.listening():
        try:
            app.run()
        finally:
            app.drafts.flush()
            saved = app.sitting.close(GRACE) if app.sitting is not None else True
    if app.crash is not None:
        restore()
        raise app.crash
    if ending.signal is not None:
        return 128 + ending.signal
    return 0 if saved else app.say_unsaved()
