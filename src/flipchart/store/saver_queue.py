"""The queue of a saver: the newest unsaved session, since when it is unsaved, and when to try again."""

import datetime as dt
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Literal

from msgspec import Struct

from flipchart.clock import Clock
from flipchart.domain.session import Session

LONGEST_PAUSE = 30.0
"""Seconds between tries at most, after 1, 2, 4, 8 and 16."""

SLICE = 0.05
"""Seconds after which a waiting thread looks at the clock again, which may be one that only tests move."""

Errand = Literal["save", "look"]


class Pending:
    """A queue of one between the thread that changes the session and the one that saves it.

    Every method takes the lock `turn`, and none holds it for long.
    """

    def __init__(self, clock: Clock) -> None:
        self.turn = threading.Condition()
        self._clock = clock
        self._job: Session | None = None
        self._held: Session | None = None
        self._job_since = self._held_since = 0.0
        self._failures = 0
        self._retry_at: float | None = None
        self._asked_to_look = self._urged = self._leaving = self._left = False

    def put(self, session: Session) -> None:
        """Hand in the newest session; it replaces one that still waits, and ends a pause between tries."""
        with self.turn:
            if self._job is None:
                self._job_since = self._clock.monotonic()
            self._job, self._retry_at = session, None
            self.turn.notify_all()

    def ask_to_look(self) -> None:
        """Ask the saving thread to look whether the file was changed by others."""
        with self.turn:
            self._asked_to_look = True
            self.turn.notify_all()

    def urge(self, leaving: bool = False) -> None:
        """Try now, and again if a try under way fails; `leaving` means that this is the last chance."""
        with self.turn:
            self._retry_at = None
            self._urged = self._held is not None
            self._leaving = self._leaving or leaving
            self.turn.notify_all()

    def leave(self) -> None:
        """Tell the threads to stop as soon as they can."""
        with self.turn:
            self._leaving = self._left = True
            self.turn.notify_all()

    def next(self) -> Errand | None:
        """Wait for something to do; None when it is time to stop."""
        with self.turn:
            while not self._left:
                if self._job is not None and not self._pause():
                    return "save"
                if self._asked_to_look:
                    self._asked_to_look = False
                    return "look"
                self.turn.wait(self._pause())
        return None

    def hold(self) -> Session:
        """Take the newest session to write it; it counts as unsaved until `done`."""
        with self.turn:
            assert self._job is not None
            self._held, self._held_since, self._job = self._job, self._job_since, None
            return self._held

    def done(self) -> None:
        """Note that the session that was taken is saved."""
        with self.turn:
            self._held, self._failures, self._retry_at, self._urged = None, 0, None, False
            self.turn.notify_all()

    def failed(self) -> None:
        """Note that the save failed: try again after a pause, or at once if a newer session came in meanwhile."""
        with self.turn:
            if not self._urged and (self._job is None or self._held is None):
                self._retry_at = self._clock.monotonic() + min(2.0**self._failures, LONGEST_PAUSE)
            if self._held is not None:
                self._job, self._job_since = self._job or self._held, self._held_since
            self._failures, self._held, self._urged = min(self._failures + 1, 10), None, False
            self.turn.notify_all()

    @property
    def idle(self) -> bool:
        """Whether everything that was handed in is saved."""
        with self.turn:
            return self._job is None and self._held is None

    @property
    def writing(self) -> bool:
        """Whether a session is with the disk right now."""
        with self.turn:
            return self._held is not None

    @property
    def leaving(self) -> bool:
        """Whether the last chance to save has come."""
        with self.turn:
            return self._leaving

    @property
    def left(self) -> bool:
        """Whether the threads should stop."""
        with self.turn:
            return self._left

    @property
    def newest(self) -> Session | None:
        """The newest session that is not saved."""
        with self.turn:
            return self._job or self._held

    def unsaved_for(self) -> float:
        """Return for how many seconds something has been unsaved; 0 when nothing is."""
        with self.turn:
            if self.idle:
                return 0.0
            return self._clock.monotonic() - (self._job_since if self._held is None else self._held_since)

    def wait_until_saved(self, timeout: float) -> bool:
        """Wait at most `timeout` seconds until everything is saved; tell whether it is."""
        with self.turn:
            return self.turn.wait_for(lambda: self.idle, timeout)

    def _pause(self) -> float | None:
        """Return how long to wait now: None while nothing is to be saved, 0 when a try is due."""
        if self._job is None:
            return None
        left = 0.0 if self._retry_at is None else self._retry_at - self._clock.monotonic()
        return min(max(left, 0.0), SLICE)


class SaveState(Struct, frozen=True):
    """The save light.

    `at` is when the last save was done (None before the first), `why` one sentence while it fails, `copy` where
    the unsaved session is kept meanwhile. `outside` tells that others changed the file and that their changes
    wait to be taken. `notice` is a sentence about saves that succeeded, to say once.
    """

    kind: Literal["saved", "saving", "failed"] = "saved"
    at: dt.datetime | None = None
    why: str = ""
    copy: Path | None = None
    outside: bool = False
    notice: str = ""

    @property
    def sentence(self) -> str:
        """The sentence about a failed save, said when leaving."""
        return f"NOT SAVED: {self.why}.{f' A copy is in {self.copy}.' if self.copy else ''}"


class Bulletin:
    """Tells listeners of each new state, one after the other."""

    def __init__(self) -> None:
        self._listeners: list[Callable[[SaveState], object]] = []
        self._last_notified: SaveState | None = None
        self._turn = threading.Lock()

    def subscribe(self, listener: Callable[[SaveState], object]) -> Callable[[], None]:
        """Call `listener` with every state from now on, from another thread; it must return at once.

        Returns a function that unsubscribes.
        """
        self._listeners = [*self._listeners, listener]

        def unsubscribe() -> None:
            self._listeners = [each for each in self._listeners if each is not listener]

        return unsubscribe

    def notify(self, state: Callable[[], SaveState]) -> None:
        """Tell listeners the present state, if it changed or if changes by others still wait.

        A listener that fails stops nothing.
        """
        with self._turn:
            now = state()
            if now == self._last_notified and not now.outside:
                return
            self._last_notified = now
            for listener in self._listeners:
                try:
                    listener(now)
                except Exception:
                    continue
