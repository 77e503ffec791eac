"""The real program in a real pseudo-terminal, with a screen that can be read: keys in, cells out. POSIX only."""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
from collections.abc import Callable, Mapping, Sequence

import pyte

from flipchart.clock import SystemClock

KEYS = {
    "enter": "\r", "esc": "\x1b", "tab": "\t", "space": " ", "backspace": "\x7f", "pgup": "\x1b[5~",
    "pgdn": "\x1b[6~", "up": "\x1b[A", "down": "\x1b[B", "f1": "\x1bOP", "f5": "\x1b[15~", "f6": "\x1b[17~",
    "f7": "\x1b[18~", "f8": "\x1b[19~", "f9": "\x1b[20~",
}  # fmt: skip
"""What a terminal sends; any other name is sent as it stands, and ctrl+x as its control character."""

WAIT, BEGIN, QUIET, STILL = 20.0, 0.6, 0.15, 1.5
"""Seconds: for words to appear; for a repaint to begin; without news that end it; that it takes at most."""

_NOT_FOR_PYTE = re.compile(rb"\x1b\[[<>=?][0-9;]*\$?[a-zA-Z]|\x1b[P^_].*?\x1b\\", re.DOTALL)
_CUT = re.compile(rb"\x1b(?:\[[<>=?]?[0-9;]*\$?|[P^_][^\x1b]*)?\Z")


class Terminal:
    """A program that runs in a terminal of `columns` by `rows` cells until it is closed."""

    def __init__(self, argv: Sequence[str], columns: int, rows: int, env: Mapping[str, str]) -> None:
        self.screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self.screen)
        self._left = b""
        self._clock = SystemClock()
        self._pid, self._fd = pty.fork()
        if self._pid == 0:
            os.execvpe(argv[0], list(argv), dict(env))
        fcntl.ioctl(self._fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def text(self) -> str:
        """The screen as text."""
        return "\n".join(row.rstrip() for row in self.screen.display)

    def press(self, *keys: str) -> None:
        """Press keys, each once the screen shows what became of the one before."""
        for key in keys:
            data = chr(ord(key[5]) & 31) if key.startswith("ctrl+") else KEYS.get(key, key)
            os.write(self._fd, data.encode())
            self._until(lambda: self._ready(0), BEGIN)
            self._settle()

    def type(self, words: str) -> None:
        """Type words as they stand."""
        os.write(self._fd, words.encode())
        self.wait(words[-12:])

    def wait(self, words: str) -> None:
        """Wait until the screen shows some words; fail with the screen if they never come."""
        self._until(lambda: words in self.text(), WAIT)
        if words not in self.text():
            raise AssertionError(f"never shown: {words}\n{self.text()}")
        self._settle()

    def close(self) -> None:
        """End the program, which has saved everything, and forget it."""
        os.kill(self._pid, signal.SIGKILL)
        os.waitpid(self._pid, 0)
        os.close(self._fd)

    def _settle(self) -> None:
        self._until(lambda: not self._ready(QUIET), STILL)

    def _until(self, holds: Callable[[], bool], seconds: float) -> None:
        end = self._clock.monotonic() + seconds
        while not holds() and self._clock.monotonic() < end:
            if self._ready(0.05):
                self._read()

    def _ready(self, seconds: float) -> bool:
        return bool(select.select([self._fd], [], [], seconds)[0])

    def _read(self) -> None:
        try:
            data = self._left + os.read(self._fd, 65536)
        except OSError as error:
            raise AssertionError(f"the program has ended\n{self.text()}") from error
        # A sequence that the read cut in two waits for its other half.
        cut = _CUT.search(data)
        self._left, data = (data[cut.start() :], data[: cut.start()]) if cut else (b"", data)
        self._stream.feed(_NOT_FOR_PYTE.sub(b"", data))
