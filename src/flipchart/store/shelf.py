"""All sessions of the folder at once, each carried step in one of them only.

They are read anew each time. No cache of them is kept: reading 300 sessions of 60 steps takes about twice as long as
loading the screens' library (see benchmarks), and the screens do it beside their event loop and show what is known on
the way. A cache would be one more place with people's names in it, and one more thing that can be wrong.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from flipchart.clock import Clock
from flipchart.domain.identity import settled
from flipchart.domain.portfolio import Summary, summarise
from flipchart.domain.session import Session
from flipchart.store.catalogue import changed_at, read_session, session_files
from flipchart.store.errors import StoreError


@dataclass(frozen=True, slots=True)
class Kept:
    """A session and its file."""

    path: Path
    session: Session


@dataclass(frozen=True, slots=True)
class Problem:
    """A file that cannot be read whole, and the one sentence about it."""

    path: Path
    sentence: str


Found = Kept | Problem


@dataclass(frozen=True, slots=True)
class Listed:
    """A file of the folder with its session in a line, or with the sentence that says why it has none."""

    path: Path
    summary: Summary | None
    problem: str = ""


def each(folder: Path, clock: Clock) -> Iterator[Found]:
    """Yield the sessions of a folder in the order of their files, one by one as each is read.

    Raises StoreError where the folder itself cannot be read.
    """
    for path in session_files(folder):
        try:
            yield Kept(path, read_session(path, clock))
        except StoreError as error:
            yield Problem(path, error.sentence)


def sessions_of(found: Iterable[Found]) -> tuple[Kept, ...]:
    """Return what could be read, each carried step in one session only (see domain/identity.py)."""
    kept = [it for it in found if isinstance(it, Kept)]
    both = zip(kept, settled(it.session for it in kept), strict=True)
    return tuple(Kept(it.path, session) for it, session in both)


def listed(found: Iterable[Found], clock: Clock, *, private: bool = False) -> tuple[Listed, ...]:
    """Return every file in a line, in the same order; private sessions are left out unless asked for."""
    known = tuple(found)
    now = clock.now()
    today = clock.local(now).date()
    told = {it.path: summarise(it.session, now, today) for it in sessions_of(known)}
    rows = (Listed(it.path, told.get(it.path), it.sentence if isinstance(it, Problem) else "") for it in known)
    return tuple(it for it in rows if it.summary is None or private or not it.summary.private)


def without_copies(found: Iterable[Found]) -> tuple[Found, ...]:
    """Leave each step only in the newest of the files that hold the same session, as sync tools copy them."""
    known = tuple(found)
    kept = (it for it in known if isinstance(it, Kept))
    seen: dict[str, set[str]] = {}
    bare: dict[Path, Found] = {}
    for it in sorted(kept, key=lambda it: changed_at(it.path), reverse=True):
        known_steps = seen.setdefault(it.session.id, set())
        steps = tuple(step for step in it.session.steps if step.id not in known_steps)
        known_steps |= {step.id for step in steps}
        same = len(steps) == len(it.session.steps)
        bare[it.path] = it if same else Kept(it.path, it.session.revise(steps=steps))
    return tuple(bare.get(it.path, it) for it in known)
