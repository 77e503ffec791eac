"""Looking on while somebody else drives: the session as it is in the file, and what the driver's screen is on."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from flipchart.context import Context
from flipchart.domain.errors import Rejected
from flipchart.domain.session import Session
from flipchart.runner import SessionRunner
from flipchart.store.follow import Follower
from flipchart.store.live import Driver
from flipchart.store.opening import Opened, open_session
from flipchart.tui.sitting import Sitting

EVERY = 0.25
"""Seconds between two looks at the files."""

ONLY_WATCHES = Rejected("This screen only watches.", "Change the plan where it is driven.")
"""What every key is answered that would change something."""


@dataclass(frozen=True, slots=True)
class News:
    """What a look at the files found: the session, why the newest could not be read, and who drives."""

    session: Session
    problem: str
    driver: Driver | None


class Watching(Sitting):
    """A session that is looked at and never written; a thread of its own follows it."""

    follower: Follower
    over: threading.Event

    def _open(self, path: Path, opened: Opened, context: Context) -> None:
        self.notices = opened.notices
        self.runner = SessionRunner(opened.session, self.saver, context.clock, context.ids)
        self.runner.refusal = ONLY_WATCHES
        self.follower = Follower(path, opened.session, opened.data, context.clock)
        self.over = threading.Event()

    def watch(self, tell: Callable[[News], object]) -> None:
        """Call `tell`, from another thread, whenever there is news; first with how things are now."""

        def run() -> None:
            self.follower.poll()
            tell(self._news())
            while not self.over.wait(EVERY):
                if self.follower.poll():
                    tell(self._news())

        threading.Thread(target=run, name="flipchart-watching", daemon=True).start()

    def _news(self) -> News:
        return News(self.follower.session, self.follower.problem, self.follower.driver)

    def close(self, seconds: float) -> bool:
        """Stop following; there is nothing to save."""
        self.over.set()
        return True


def open_watching(path: Path, context: Context) -> Watching:
    """Open a session file to look on. Raises StoreError."""
    return Watching(path, open_session(path, context.clock), context)
