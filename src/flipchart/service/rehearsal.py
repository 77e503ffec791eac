"""Rehearsing: the whole workshop on a fast clock, from its first stage on, and nothing of it is written anywhere."""

from collections.abc import Callable
from pathlib import Path

from msgspec.structs import replace

from flipchart.clock import FastClock
from flipchart.domain.said import said, say
from flipchart.domain.session import Session
from flipchart.service.context import Context
from flipchart.store.opening import open_session
from flipchart.store.saver_queue import SaveState

TIMES = 10.0
"""How many times as fast the clock runs: fifteen minutes take a minute and a half."""

WORDS = say("REHEARSAL, {times} times as fast, nothing saved", times=f"{TIMES:g}")
"""What stands on every screen meanwhile."""

REFUSED = said("A rehearsal writes nothing, so there is nothing to take with you.")


def rehearsing(path: Path, context: Context, times: float = TIMES) -> Context:
    """Return the context in which the session at `path` is rehearsed. Raises StoreError.

    Time begins at the planned start, so that the room reads what it will read then; without one, now.
    """
    run = open_session(path, context.clock).session.last_run
    start = run.planned_start if run else None
    return replace(context, clock=FastClock(context.clock, times, start), rehearsal=True)


def rewound(session: Session) -> Session:
    """Return the session with its last run not begun, whatever its clock says: a rehearsal starts at the start."""
    run = session.last_run
    return session.revise(timing=tuple(it for it in session.timing if run is None or it.run != run.id))


class Nowhere:
    """A saver that saves nothing."""

    state = SaveState()

    def submit(self, session: Session) -> None:
        """Ignore the session."""

    def subscribe(self, listener: Callable[[SaveState], object]) -> Callable[[], None]:
        """Subscribe to news that never comes; returns what ends the subscription."""
        return lambda: None

    def flush(self, timeout: float) -> bool:
        """There is nothing to wait for."""
        return True

    close = flush

    def look(self) -> None:
        """Ignore what others write meanwhile."""

    def take(self, session: Session) -> Session:
        """Return the session as it is."""
        return session
