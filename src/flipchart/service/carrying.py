"""Open steps of the group's other sessions: read from the folder, gathered, and marked where they come from."""

from flipchart.clock import Clock, SystemClock
from flipchart.domain.group_context import ALONE, GroupContext, group_context_of
from flipchart.domain.said import said, say
from flipchart.ids import Ids
from flipchart.service.open_session import OpenSession
from flipchart.store.carrying import Carriage, gather, hand_over
from flipchart.store.catalogue import each, sessions_of, without_copies
from flipchart.store.errors import StoreError

SAVING = 30.0
"""Seconds to wait for the new session's save before the old ones are marked at a later time."""


def read_group_context(open_session: OpenSession, clock: Clock) -> GroupContext:
    """Return what the other sessions of the folder tell; nothing where they cannot be read."""
    session = open_session.runner.session
    try:
        every = sessions_of(without_copies(each(open_session.path.parent, clock, session.group)))
        return group_context_of(session, (it.session for it in every), clock.local(clock.now()).date())
    except StoreError:
        return ALONE


def gather_steps(open_session: OpenSession, places: frozenset[str], clock: Clock, ids: Ids) -> Carriage | str:
    """Return the steps at these places, ready to be added to the session; or a sentence that says why that failed."""
    try:
        carriage = gather(open_session.path.parent, clock, places, open_session.runner.session, ids)
    except StoreError as error:
        return error.sentence
    return carriage if carriage.takes else said("None of them is open any more.")


def mark_carried(open_session: OpenSession, carriage: Carriage) -> str:
    """Mark the steps as carried over in their own files; return what went wrong, or "".

    Only what is on the disk of the new session is marked in the old ones.
    """
    problems = hand_over(carriage, SystemClock()) if open_session.saver.flush(SAVING) else ()
    return say("{why} It is counted once all the same.", why=problems[0]) if problems else ""
