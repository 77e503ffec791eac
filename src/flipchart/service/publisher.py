"""The plan as a page in a shared folder, written anew after every change, beside the event loop and the saver."""

import os
from collections.abc import Callable
from pathlib import Path

from flipchart.clock import Clock
from flipchart.domain.errors import ExchangeError
from flipchart.domain.said import say
from flipchart.domain.session import Session
from flipchart.exchange.view import View
from flipchart.exchange.writers.html import GENERATOR, Publishing, write
from flipchart.store.errors import StoreError, cause, place
from flipchart.store.files import replace_durably
from flipchart.store.latest_worker import Latest
from flipchart.store.platform import MAKE

HEARTBEAT = 60.0
"""Seconds after which an unchanged page is written again: a recent page shows that the session is open."""

_BEGINNING = 2_000


def check_place(path: Path) -> None:
    """Raise ExchangeError where no page can be, or where there is a file that is none of ours."""
    if not path.parent.is_dir():
        raise ExchangeError(f"There is no folder {place(path.parent)} for the page; make it first, or name another.")
    if not path.exists():
        return
    try:
        ours = path.is_file() and _is_ours(path)
    except OSError as error:
        raise ExchangeError(f"{place(path)} could not be opened: {cause(error)}.") from None
    if not ours:
        raise ExchangeError(f"{place(path)} is there and is no page of Flipchart; name another file to publish to.")


def _is_ours(path: Path) -> bool:
    with path.open("rb") as file:
        beginning = file.read(_BEGINNING)
    return not beginning or GENERATOR.encode() in beginning


class Publisher:
    """Writes the newest plan to `path` from a thread of its own; nobody ever waits for it.

    An error is told once, and again only when it changes; every change of the plan is another try.
    """

    def __init__(self, path: Path, clock: Clock, *, every: float | None = HEARTBEAT) -> None:
        self.path = path
        self.notify: Callable[[str], object] = lambda _sentence: None
        self._clock = clock
        self._trouble = ""
        self._last: Session | None = None
        self._latest: Latest[tuple[Session, bool]] = Latest(self._write, every=every)

    def put(self, session: Session) -> None:
        """Take the newest plan and return at once."""
        self._last = session
        self._latest.put((session, False))

    def flush(self, timeout: float) -> bool:
        """Wait at most `timeout` seconds for the newest page; return whether it was written, or at least tried."""
        return self._latest.flush(timeout)

    def close(self, timeout: float) -> bool:
        """Write a last page that says so, for at most `timeout` seconds; return whether that was tried."""
        if self._last is not None:
            self._latest.put((self._last, True))
        return self._latest.close(timeout)

    def _write(self, value: tuple[Session, bool]) -> None:
        session, over = value
        trouble = ""
        try:
            page = write(session, View.of(self._clock), publishing=Publishing(over=over))
            _make(self.path)
            replace_durably(self.path, page.encode("utf-8"))
        except StoreError as error:
            trouble = say("Not published: {why}", why=error.sentence)
        except OSError as error:
            trouble = say(
                "Not published: {file} could not be written: {why}.", file=place(self.path), why=cause(error)
            )
        if trouble != self._trouble:
            self._trouble = trouble
            self.notify(trouble or say("Published again."))


def _make(path: Path) -> None:
    """Create a file for this user, and for those others whom the umask allows and who may enter its folder.

    So a page in a web server's folder can be read there, and one in a closed home directory stays closed.
    """
    try:
        shared = path.parent.stat().st_mode & 0o044
        os.close(os.open(path, MAKE, 0o600 | shared))
    except FileExistsError:
        return
