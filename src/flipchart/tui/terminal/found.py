"""The terminal as it was found, and how it is given back whatever happened."""

import contextlib
import os
import sys
from collections.abc import Callable
from typing import Any

from msgspec import Struct

CLEARED = "\x1b[m\x1b[H\x1b[2J"
"""Takes away what was shown, which a terminal without another screen would leave to whoever comes next."""

RESTORE = (
    "\x18\x1b\\\x1b[?2026l\x1b[m\x1b[?2004l\x1b[?7h\x1b[?2048l\x1b[?1000l\x1b[?1002l\x1b[?1003l\x1b[?1015l\x1b[?1006l"
    f"\x1b[?1016l\x1b[<u{CLEARED}\x1b[?1049l\x1b[?25h\x1b[?1004l"
)
"""Ends what was cut off; then plain style, pastes unbracketed, lines wrapped, sizes and mouse untold, plain keys,
nothing shown, the main screen, the cursor, focus untold."""

STDIN, STDOUT = 0, 1


def open_line(fd: int = STDOUT) -> int:
    """Return a descriptor for the terminal at `fd` that never blocks and is ours alone; else a copy of `fd`.

    `fd` itself must not be set to non-blocking: it is shared with the shell that started us.
    """
    flags = os.O_WRONLY | getattr(os, "O_NOCTTY", 0) | getattr(os, "O_NONBLOCK", 0)
    with contextlib.suppress(OSError, AttributeError):
        return os.open(os.ttyname(fd), flags)
    return os.dup(fd)


class Found:
    """Remembers how the terminal was set. `given_back` is set by whoever gave it back in an orderly way."""

    def __init__(self) -> None:
        self.given_back = True
        self._settings = _settings()

    def restore(self) -> None:
        """Give the terminal back if nobody did, without ever waiting for it."""
        if self.given_back or self._settings is None:
            return
        self.given_back = True
        import termios  # noqa: PLC0415 - not there on Windows

        with contextlib.suppress(termios.error, OSError):
            termios.tcsetattr(STDIN, termios.TCSANOW, self._settings)
        with contextlib.suppress(termios.error, OSError):
            # Whoever stopped reading the terminal has left its queue full; what is in it is worth nothing now.
            termios.tcflush(STDOUT, termios.TCOFLUSH)
        write_now(RESTORE)


class Watch(Struct, frozen=True):
    """Who is told what happens to the terminal.

    - `found`: the settings of the terminal before it was taken.
    - `lost`: called, from any thread, when the terminal is gone.
    - `pausing`: called before the process stops for a while.
    - `typed`: called with each key or paste, in the thread that reads, before it is sent on.
    - `measured`: called in the event loop when the terminal shows things otherwise than was assumed, with whether our
      signs take one cell each; all is then shown anew, and in ASCII where they do not.
    """

    found: Found
    lost: Callable[[], object]
    pausing: Callable[[], object]
    typed: Callable[[Any], object]
    measured: Callable[[bool], object]


def write_now(text: str) -> None:
    """Write to the terminal what it takes at once; what it does not take is lost."""
    with contextlib.suppress(OSError):
        line = open_line()
        try:
            os.write(line, text.encode("utf-8", "replace"))
        finally:
            os.close(line)


def _settings() -> list[Any] | None:
    """How the line is set (termios), or None where that cannot be asked."""
    try:
        import termios  # noqa: PLC0415 - not there on Windows
    except ImportError:
        return None
    try:
        return termios.tcgetattr(sys.__stdin__.fileno() if sys.__stdin__ else STDIN)
    except (termios.error, OSError, ValueError):
        return None
