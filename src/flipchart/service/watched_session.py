"""Watching while somebody else drives: the session as it is in the file, and what the driver's screen shows."""

import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from msgspec import Struct

from flipchart.domain.errors import Rejected
from flipchart.domain.session import Session
from flipchart.service.context import Context
from flipchart.service.open_session import OpenSession
from flipchart.service.runner import SessionRunner
from flipchart.store import sidecar_names
from flipchart.store.errors import StoreError
from flipchart.store.follower import FileWatch, Follower
from flipchart.store.opening import Opened, open_session
from flipchart.store.presence import Driver
from flipchart.store.private import NO_NOTES, PrivateNote, PrivateState, read_private

EVERY = 0.25
"""Seconds between two looks at the files."""

ONLY_WATCHES = Rejected("This screen only watches.", "Change the plan where it is driven.")
"""The answer to every key that would change something."""


class News(Struct, frozen=True):
    """What a look at the files found: the session, why the newest could not be read, and who drives."""

    session: Session
    problem: str
    driver: Driver | None


class WatchedSession(OpenSession):
    """A session that is only watched and never written; a thread follows its files.

    Only a `desk` reads the private notes, too. `looked` tells whether it is known yet if somebody drives.
    """

    follower: Follower
    over: threading.Event
    desk = False
    notes: tuple[PrivateNote, ...] = ()
    looked = False

    def _open(self, path: Path, opened: Opened, context: Context) -> None:
        self.notices = opened.notices
        self.runner = SessionRunner(opened.session, self.saver, context.clock, context.ids)
        self.runner.refusal = ONLY_WATCHES
        self.follower = Follower(path, opened.session, opened.data, context.clock)
        self.over = threading.Event()
        self._private = FileWatch(sidecar_names.private_file(path.resolve()))

    @property
    def private_state(self) -> PrivateState:
        """The private notes as their file has them, for a desk."""
        return PrivateState(self.notes) if self.desk else NO_NOTES

    def watch(self, notify: Callable[[News], object]) -> None:
        """Call `notify`, from another thread, whenever there is news; first with how things are now."""

        def run() -> None:
            self._look()
            notify(self._news())
            while not self.over.wait(EVERY):
                if self._look():
                    notify(self._news())

        threading.Thread(target=run, name="flipchart-watching", daemon=True).start()

    def _look(self) -> bool:
        if self.desk:
            self._read_notes()
        return self.follower.poll()

    def _read_notes(self) -> None:
        # Notes that cannot be read now are those that were read before.
        with suppress(StoreError):
            if self._private.poll() is not None:
                self.notes = read_private(self.path)

    def _news(self) -> News:
        return News(self.follower.session, self.follower.problem, self.follower.driver)

    def close(self, seconds: float) -> bool:
        """Stop following; there is nothing to save."""
        self.over.set()
        return True


def open_to_watch(path: Path, context: Context, *, desk: bool = False) -> WatchedSession:
    """Open a session file for watching; at the desk with the private notes. Raises StoreError."""
    watching = WatchedSession(path, open_session(path, context.clock), context)
    watching.desk = desk
    return watching
