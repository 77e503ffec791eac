"""What the tests of saving share: a session in a file, a saver with a clock of its own, and waiting for states."""

import datetime as dt
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Self

from flipchart.clock import ManualClock, SystemClock
from flipchart.domain.plan import Step
from flipchart.domain.session import Session
from flipchart.store.codec import decode, encode
from flipchart.store.disk import DISK, Disk
from flipchart.store.saver import Saver
from flipchart.store.saver_queue import SaveState

NOW = dt.datetime(2026, 11, 18, 10, 0, tzinfo=dt.UTC)
REAL = SystemClock()
PATIENCE = 20.0
"""Seconds after which a test that waits for a state gives up; far more than any state takes."""


def first(**values: object) -> Session:
    """A session without a plan."""
    return Session(format=1, id="s1", title="Retro", created=NOW).revise(**values)


def with_step(session: Session, id: str, **values: object) -> Session:
    """The same session with one more step."""
    step = Step.of({"id": id, "text": f"Step {id}", "state": "open", **values})
    return session.revise(steps=(*session.steps, step))


def written(path: Path) -> Session:
    """What is in the file."""
    return decode(path.read_bytes(), name=str(path), made=NOW)


class Desk:
    """A file with a session, its saver, and what the saver told so far."""

    def __init__(
        self, folder: Path, disk: Disk = DISK, session: Session | None = None, state: Path | None = None
    ) -> None:
        self.path = folder / "retro.toml"
        self.state_folder = state or folder / "state"
        self.session = session or first()
        if not self.path.exists():
            self.path.write_bytes(encode(self.session))
        self.clock = ManualClock(NOW)
        self.states: list[SaveState] = []
        self._news = threading.Condition()
        self.saver = Saver(self.path, self.path.read_bytes(), self.clock, state=self.state_folder, disk=disk)
        self.saver.subscribe(self._told)

    def _told(self, state: SaveState) -> None:
        with self._news:
            self.states.append(state)
            self._news.notify_all()

    def submit(self, session: Session) -> None:
        """Hand in a session as the program does."""
        self.session = session
        self.saver.submit(session)

    def wait_for(self, right: Callable[[SaveState], bool], step: float = 0.0) -> SaveState:
        """Wait until the state is `right`, letting `step` seconds of the clock pass at each look; return it."""
        end = REAL.monotonic() + PATIENCE
        while not right(state := self.saver.state):
            assert REAL.monotonic() < end, f"not in {PATIENCE:g} s, but {state}"
            self.clock.advance(step)
            with self._news:
                self._news.wait(0.01)
        return state

    def saved(self) -> SaveState:
        """Wait until everything is saved."""
        assert self.saver.flush(PATIENCE), self.saver.state
        return self.saver.state

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.saver.close(PATIENCE if self.saver.state.kind == "saved" else 0.1)
