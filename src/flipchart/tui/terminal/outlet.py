"""What goes to the terminal, written by a thread of its own: a terminal that stops reading blocks nothing else."""

import os
import select
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from flipchart.clock import SystemClock

LIMIT, PATIENCE = 64 * 1024, 1.0
"""Once the terminal has taken longer than these seconds for one write, at most this many bytes wait.

What is painted beyond them is dropped, and painted anew when the terminal goes on.
"""

SLICE = 0.1
"""Seconds between two looks whether to give up."""

PIECE = 4096


class Outlet:
    """Writes to `fd`, which should not block.

    `fresh` is called, from the thread, when something was dropped and all else is written: then the screen has to
    be painted anew. `lost` is called when the terminal is gone.
    """

    patience = PATIENCE

    def __init__(
        self, fd: int, fresh: Callable[[], object], lost: Callable[[], object], encoding: str = "utf-8"
    ) -> None:
        self._fd, self._encoding, self._fresh, self._lost = fd, encoding, fresh, lost
        self._clock = SystemClock()
        self._since: float | None = None
        self._turn = threading.Condition()
        self._pending: list[tuple[bytes, bool]] = []
        self._keep = False
        self._stale = False
        self._closing = False
        self._abandoned = False
        self._done = threading.Event()
        threading.Thread(target=self._work, name="flipchart-outlet", daemon=True).start()

    def write(self, text: str) -> None:
        """Have `text` written, and return at once."""
        data = text.encode(self._encoding, "replace")
        with self._turn:
            if self._closing:
                return
            if not self._keep and self._full(len(data)):
                self._stale = True
                self._pending = [each for each in self._pending if each[1]]
                return
            self._pending.append((data, self._keep))
            self._turn.notify_all()

    @contextmanager
    def keeping(self) -> Iterator[None]:
        """While this is open nothing that is written is dropped: it changes the terminal's modes."""
        self._keep = True
        try:
            yield
        finally:
            self._keep = False

    def stop(self, seconds: float) -> bool:
        """Write what waits, at most `seconds` long; tell whether all was written or nobody is left to read it."""
        with self._turn:
            self._closing = True
            self._turn.notify_all()
        written = self._done.wait(seconds)
        self._abandoned = True
        return written

    def _full(self, more: int) -> bool:
        if self._stale:
            return True
        slow = self._since is not None and self._clock.monotonic() - self._since > self.patience
        return slow and sum(len(data) for data, _ in self._pending) + more > LIMIT

    def _work(self) -> None:
        try:
            while (data := self._next()) is not None:
                self._put(data)
        except OSError:
            self._lost()
        if not self._abandoned:
            self._done.set()
        os.close(self._fd)

    def _next(self) -> bytes | None:
        with self._turn:
            self._since = None
            while not self._pending:
                if self._closing:
                    return None
                if self._stale:
                    break
                self._turn.wait()
            data = b"".join(data for data, _ in self._pending)
            stale = self._stale and not data
            self._pending = []
            if stale:
                self._stale = False
            self._since = self._clock.monotonic() if data else None
        if stale:
            self._fresh()
        return data

    def _put(self, data: bytes) -> None:
        left = memoryview(data)
        while left:
            ready = select.select([], [self._fd], [], SLICE)[1]
            if self._abandoned:
                return
            with suppress(BlockingIOError):
                left = left[os.write(self._fd, left[:PIECE]) :] if ready else left
