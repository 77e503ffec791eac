"""A thread that handles only the newest of the values it is given, for small files that nobody should wait for."""

import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Generic, TypeVar

T = TypeVar("T")


class Latest(Generic[T]):
    """Calls `work` with the newest value, on a thread of its own; a value replaced before its turn is dropped.

    With `every`, the last value is handled again after so many seconds without a new one; with `pause`, a value waits
    so many seconds for newer ones, unless somebody waits in `flush`. An exception from `work` is ignored: the next
    value is another try.
    """

    def __init__(self, work: Callable[[T], object], *, every: float | None = None, pause: float = 0.0) -> None:
        self._work = work
        self._every, self._pause = every, pause
        self._turn = threading.Condition()
        self._values: list[T] = []
        self._last: list[T] = []
        self._busy = self._closing = self._hurry = False
        threading.Thread(target=self._run, name="flipchart-latest", daemon=True).start()

    def put(self, value: T) -> None:
        """Hand in a value and return at once."""
        with self._turn:
            self._values = [value]
            self._turn.notify_all()

    def flush(self, timeout: float) -> bool:
        """Wait at most `timeout` seconds until the newest value is handled; tell whether it is."""
        with self._turn:
            self._hurry = True
            self._turn.notify_all()
            done = self._turn.wait_for(lambda: not self._values and not self._busy, timeout)
            self._hurry = False
            return done

    def close(self, timeout: float = 1.0) -> bool:
        """Handle what is left, for at most `timeout` seconds, and stop; tell whether all is handled."""
        done = self.flush(timeout)
        with self._turn:
            self._closing = True
            self._turn.notify_all()
        return done

    def _run(self) -> None:
        while (value := self._next()) is not None:
            with suppress(Exception):
                self._work(value[0])
            with self._turn:
                self._busy = False
                self._turn.notify_all()

    def _next(self) -> list[T] | None:
        with self._turn:
            self._turn.wait_for(lambda: self._values or self._closing, self._every if self._last else None)
            if self._pause:
                self._turn.wait_for(lambda: self._hurry or self._closing, self._pause)
            if self._closing:
                return None
            self._last, self._values = self._values or self._last, []
            self._busy = True
            return self._last
