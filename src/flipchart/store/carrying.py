"""Carrying open steps from a group's earlier sessions into a new one: several files, none of which may lose a step.

The new session's file is saved first, with the steps in it; only then is each old file marked. Whatever happens in
between, every step is in at least one file, and over all sessions it is counted once (see domain/identity.py). A
missing mark is set when the old session is opened next.
"""

from collections.abc import Callable, Collection
from pathlib import Path

from msgspec import Struct

from flipchart.clock import Clock
from flipchart.domain.commands.carry import HandOver, TakeOver, carry_over
from flipchart.domain.errors import Rejected
from flipchart.domain.session import Session
from flipchart.store.catalogue import each, sessions_of, without_copies
from flipchart.store.disk import DISK, Disk
from flipchart.store.errors import StoreError
from flipchart.store.writer import change_session


class Carriage(Struct, frozen=True):
    """Open steps on their way into one session: the commands for it, and those for each old file."""

    takes: tuple[TakeOver, ...] = ()
    hands: tuple[tuple[Path, HandOver], ...] = ()

    @property
    def steps(self) -> int:
        """How many steps come along."""
        return sum(len(take.steps) for take in self.takes)

    def into(self, session: Session) -> Session:
        """Return the session with the steps in it. Raises Rejected for one that is in it already."""
        for take in self.takes:
            session = take.apply(session)
        return session


def gather(folder: Path, clock: Clock, places: Collection[str], into: Session, new_id: Callable[[], str]) -> Carriage:
    """Read the sessions of a folder anew, and return what carries the steps at `places` ("SESSION/STEP") into `into`.

    Steps that are not open any more are left out. Raises StoreError where the folder cannot be read.
    """
    if not places:
        return Carriage()
    takes: list[TakeOver] = []
    hands: list[tuple[Path, HandOver]] = []
    for it in sessions_of(without_copies(each(folder, clock))):
        source = it.session
        chosen = [step.id for step in source.steps if f"{source.id}/{step.id}" in places and step.live]
        if chosen and source.id != into.id:
            take, hand = carry_over(source, chosen, into, new_id)
            into = take.apply(into)
            takes.append(take)
            hands.append((it.path, hand))
    return Carriage(tuple(takes), tuple(hands))


def hand_over(carriage: Carriage, clock: Clock, disk: Disk = DISK) -> tuple[str, ...]:
    """Mark the steps in their old files; return a sentence for each file in which that could not be done.

    Call it when the new session's file is saved, and not before.
    """
    problems = []
    for path, hand in carriage.hands:
        try:
            change_session(path, lambda session, hand=hand: _marked(session, hand), clock, disk=disk)  # type: ignore[misc]
        except StoreError as error:
            problems.append(error.sentence)
    return tuple(problems)


def _marked(session: Session, hand: HandOver) -> Session:
    """Mark the steps that are still open; one that was closed meanwhile stays as it is."""
    for link in hand.links:
        try:
            session = HandOver((link,)).apply(session)
        except Rejected:
            continue
    return session
