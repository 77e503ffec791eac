"""The real program in a real pseudo-terminal: keys and signals in, cells and bytes out. POSIX only.

Nothing is read from the terminal but inside a wait, so a test that does not wait is a terminal that stands still.
"""

import fcntl
import os
import re
import select
import signal
import struct
import subprocess
import sys
import termios
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Self

import pyte
import warm

from flipchart.clock import SystemClock

KEYS = {
    "enter": b"\r", "esc": b"\x1b", "tab": b"\t", "space": b" ", "backspace": b"\x7f", "pgup": b"\x1b[5~",
    "pgdn": b"\x1b[6~", "up": b"\x1b[A", "down": b"\x1b[B", "f1": b"\x1bOP", "f5": b"\x1b[15~", "f6": b"\x1b[17~",
    "f8": b"\x1b[19~", "f9": b"\x1b[20~",
}  # fmt: skip
"""What a terminal sends; any other name is sent as it stands, and ctrl+x as its control character."""

WAIT, QUIET = 20.0, 0.08
"""Seconds: for what is waited for to come; without news that count as a finished repaint."""

CLOCK = SystemClock()

_OWN = "import fcntl, os, sys, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0);"
_GO = "os.execv(sys.argv[1], sys.argv[1:])"
_NOT_FOR_PYTE = re.compile(rb"\x1b\[[<>=?][0-9;]*\$?[a-zA-Z]|\x1b[P^_\]].*?(?:\x1b\\|\x07)", re.DOTALL)
_CUT = re.compile(rb"\x1b(?:\[[<>=?]?[0-9;]*\$?|[P^_\]][^\x1b\x07]*)?\Z")
_MODE = re.compile(rb"\x1b\[\?([0-9;]+)([hl])")


class Terminal:
    """A program that runs in a terminal of `columns` by `rows` cells.

    `before` is Python to run in the child first, such as closing a stream; `stderr` an open file for its words.
    Unless it is to be `fresh`, a program of ours is forked where that comes to the same.
    """

    def __init__(
        self, argv: Sequence[str], env: Mapping[str, str], size: tuple[int, int] = (80, 24),
        before: str = "", stderr: int | None = None, fresh: bool = False,
    ) -> None:  # fmt: skip
        self.raw = bytearray()
        self.screen = pyte.Screen(*size)
        self._stream = pyte.ByteStream(self.screen)
        self._left = b""
        self._rows: dict[int, str] = {}
        self.fd, self._slave = os.openpty()
        self._set_size(*size)
        self.was = self.settings()
        self.child: subprocess.Popen[bytes] | warm.Forked
        if not fresh and not before and warm.suits(argv, env):
            self.child = warm.fork(argv, env, self._slave, self._slave if stderr is None else stderr)
            return
        launch = [sys.executable, "-I", "-S", "-c", f"{_OWN}{before};{_GO}" if before else _OWN + _GO]
        self.child = subprocess.Popen(
            [*launch, *argv], stdin=self._slave, stdout=self._slave, stderr=stderr or self._slave, env=dict(env),
            start_new_session=True,
        )  # fmt: skip

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self.child.poll() is None:
            self.child.kill()
        self.child.wait()
        self.hang_up()

    # What it shows.

    def text(self) -> str:
        """The screen as text, of which only rows that were painted on since are made anew."""
        columns = range(self.screen.columns)
        for row in self.screen.dirty:
            cells = self.screen.buffer[row]
            self._rows[row] = "".join([cells[column].data for column in columns]).rstrip()
        self.screen.dirty.clear()
        return "\n".join(self._rows[row] for row in range(self.screen.lines))

    def settings(self) -> list[Any]:
        """How the line is set (echo, signals, …)."""
        return termios.tcgetattr(self._slave)

    def modes(self) -> set[int]:
        """The private modes that are on, by what was written: 25 the cursor, 1049 the other screen, …"""
        on = {25, 7}
        for match in _MODE.finditer(self.raw):
            for mode in map(int, match[1].split(b";")):
                (on.add if match[2] == b"h" else on.discard)(mode)
        return on

    def restored(self) -> bool:
        """Whether the terminal is as a shell wants it: cursor, main screen, plain keys, no mouse, no paste marks."""
        left = self.modes() & {25, 7, 1049, 1000, 1002, 1003, 1004, 1006, 1015, 1016, 2004, 2048}
        pushed, popped = len(re.findall(rb"\x1b\[>\d+u", self.raw)), self.raw.count(b"\x1b[<u")
        return left == {25, 7} and pushed <= popped and self.settings() == self.was

    # What is done to it.

    def press(self, *keys: str) -> None:
        """Press keys, each once the screen shows what became of the one before."""
        for key in keys:
            data = bytes([ord(key[5]) & 31]) if key.startswith("ctrl+") else KEYS.get(key, key.encode())
            self.send(data)
            self.settle()

    def type(self, words: str) -> None:
        """Type words as they stand."""
        self.send(words.encode())
        self.settle()

    def send(self, data: bytes) -> None:
        """Send bytes as they stand, however many."""
        left = memoryview(data)
        while left:
            if select.select([], [self.fd], [], 0.05)[1]:
                left = left[os.write(self.fd, left[:1024]) :]
            self._read_if_ready(0.0)

    def resize(self, columns: int, rows: int) -> None:
        """Give the window another size."""
        self.screen.resize(rows, columns)
        self._set_size(columns, rows)

    def signal(self, number: int) -> None:
        """Send a signal to the program."""
        os.kill(self.child.pid, number)

    def kill(self) -> None:
        """End the program as a power cut would, without a word to it."""
        self.signal(signal.SIGKILL)
        self.child.wait()

    def hang_up(self) -> None:
        """Close the terminal, as its window is closed."""
        for fd in (self.fd, self._slave):
            if fd >= 0:
                os.close(fd)
        self.fd = self._slave = -1

    # Waiting.

    def wait(self, words: str, seconds: float = WAIT) -> None:
        """Wait until the screen shows some words; fail with the screen if they never come."""
        self.until(lambda: words in self.text(), f"the screen shows {words!r}", seconds)
        self.settle()

    def until(self, holds: Callable[[], bool], awaited: str, seconds: float = WAIT, *, reading: bool = True) -> None:
        """Wait for a state; not `reading`, as a terminal that stands still."""
        end = CLOCK.monotonic() + seconds
        while not holds():
            if CLOCK.monotonic() > end or (self.child.poll() is not None and not holds()):
                code = self.child.poll()
                raise AssertionError(f"never: {awaited} (exit code {code})\n{self.text()}\n{self.tail()}")
            self._read_if_ready(0.02) if reading else select.select([], [], [], 0.02)

    def stands_still(self, seconds: float) -> None:
        """Let time pass in which nothing is read."""
        select.select([], [], [], seconds)

    def settle(self) -> None:
        """Let the program finish painting."""
        end = CLOCK.monotonic() + 1.0
        while CLOCK.monotonic() < end and self._read_if_ready(QUIET):
            pass

    def ended(self, seconds: float = WAIT, *, reading: bool = True) -> int:
        """Wait for the end of the program and return its exit code, negative where a signal ended it."""
        end = CLOCK.monotonic() + seconds
        while self.child.poll() is None:
            if CLOCK.monotonic() > end:
                raise AssertionError(f"still running after {seconds} s\n{self.text()}\n{self.tail()}")
            self._read_if_ready(0.02) if reading else select.select([], [], [], 0.02)
        while self.fd >= 0 and self._read_if_ready(0.02):
            pass
        code = self.child.returncode
        assert isinstance(code, int)
        return code

    def tail(self) -> str:
        """The last that was written, for messages of failure."""
        return repr(bytes(self.raw[-300:]))

    def _set_size(self, columns: int, rows: int) -> None:
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def _read_if_ready(self, seconds: float) -> bool:
        if self.fd < 0:
            select.select([], [], [], seconds)
            return False
        if not select.select([self.fd], [], [], seconds)[0]:
            return False
        try:
            self._take(os.read(self.fd, 65536))
        except OSError:
            return False
        return True

    def _take(self, read: bytes) -> None:
        self.raw += read
        data = self._left + read
        # A sequence that the read cut in two waits for its other half.
        cut = _CUT.search(data)
        self._left, data = (data[cut.start() :], data[: cut.start()]) if cut else (b"", data)
        self._stream.feed(_NOT_FOR_PYTE.sub(b"", data))


def within(seconds: float, what: Callable[[], int]) -> int:
    """Return what `what` returns, which must not take longer than some seconds."""
    start = CLOCK.monotonic()
    found = what()
    assert CLOCK.monotonic() - start < seconds
    return found
