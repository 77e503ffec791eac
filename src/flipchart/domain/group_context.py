"""What a group's other sessions tell while one is driven: owners' loads, past promises, and carried steps.

The other sessions are read once, on a background thread; the one being driven is always looked at as it is now.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping

from msgspec import Struct, field

from flipchart.domain.figures import load
from flipchart.domain.group_record import PastPromises, days_past, of_group, past_of
from flipchart.domain.identity import place_of, settled, was_undone
from flipchart.domain.said import say, say_count
from flipchart.domain.saying import name_key
from flipchart.domain.session import Session

CARRY_OVER = "carry_over"
"""The gap name that records that a group left its open steps where they are."""


class OpenElsewhere(Struct, frozen=True):
    """A live step of another session of the group: its place ("SESSION/STEP"), words, and the session's title."""

    place: str
    text: str
    owner: str | None
    due: dt.date | None
    title: str
    hoped: bool = False


class GroupContext(Struct, frozen=True):
    """What matters here of the other sessions of a group.

    `loads` is how many live steps each owner (casefolded) has in them. `days` holds, for each past promise, the days
    until it was done (see group_record.days_past). `taken` says where steps of this session went, as (id here,
    "SESSION/STEP"), if their own file does not say so. `back` are the steps of this session whose carrying over was
    undone in the other one. `open` are the live steps of the others, oldest session first, and `titles` the titles by
    session id; both leave out private sessions.
    """

    sessions: int = 0
    loads: Mapping[str, int] = field(default_factory=dict)
    days: tuple[int, ...] = ()
    taken: tuple[tuple[str, str], ...] = ()
    back: tuple[str, ...] = ()
    open: tuple[OpenElsewhere, ...] = ()
    titles: Mapping[str, str] = field(default_factory=dict)

    def title_of(self, place: str | None) -> str | None:
        """Return the title of the session at a place ("SESSION/STEP"), None where it is not known."""
        return self.titles.get(place.rpartition("/")[0]) if place else None

    def over_all(self, session: Session, owner: str) -> int:
        """Return how many live steps `owner` has in `session` and the others together."""
        return load(session, owner) + self.loads.get(owner.casefold(), 0)

    def past(self, session: Session, today: dt.date) -> PastPromises:
        """Return the group's record, this session's past promises included."""
        return past_of((*self.days, *days_past((session,), today)))


ALONE = GroupContext()
"""The context of a session without a group, and of every session until the others are read."""


def group_context_of(session: Session, every: Iterable[Session], today: dt.date) -> GroupContext:
    """Return what the other sessions of this one's group tell; `every` is all that there are, in any order.

    A session without a group has no others.
    """
    if not name_key(session.group):
        return ALONE
    known = [session, *(it for it in every if it.id != session.id)]
    here, *others = settled(known)
    context = of_group(others, session.group or "")
    taken = tuple(
        (step.id, step.carried_to)
        for step, was in zip(here.steps, session.steps, strict=True)
        if step.carried_to is not None and was.carried_to != step.carried_to
    )
    undone = {place_of(it, step) for it in others for step in it.steps if was_undone(step)}
    back = tuple(step.id for step in session.steps if step.carried_to in undone)
    return GroupContext(
        len(context), load_elsewhere(context), tuple(days_past(context, today)), taken, back, open_elsewhere(context),
        {it.id: it.title for it in context if not it.private},
    )  # fmt: skip


def open_elsewhere(sessions: Iterable[Session]) -> tuple[OpenElsewhere, ...]:
    """Return the live steps of a group's sessions, oldest session first, without those of private ones."""
    return tuple(
        OpenElsewhere(place_of(it, step), step.text, step.owner, step.due, it.title, step.hoped)
        for it in sorted(sessions, key=lambda it: (it.created, it.id))
        for step in it.steps
        if step.live and not it.private
    )


def offers_carry_over(session: Session, context: GroupContext) -> bool:
    """Tell whether a session that has not begun should be asked whether open steps come along: once."""
    asked = any(step.carried_from is not None for step in session.steps) or any(
        it.gap == CARRY_OVER for it in session.waved
    )
    return bool(context.open) and not asked


def load_elsewhere(others: Iterable[Session]) -> Mapping[str, int]:
    """Return how many live steps each owner (casefolded) has in these sessions."""
    owners = (step.owner for it in others for step in it.steps if step.live)
    return Counter(owner.casefold() for owner in owners if owner is not None)


def load_words(session: Session, context: GroupContext, owner: str, *, brief: bool = False) -> str:
    """Return an owner's load for the desk: "Ana: 3 open here, 5 over all", brief "5 over all"; not for the wall."""
    here = load(session, owner)
    if not context.sessions:
        words = say_count("{n} open here", "{n} open here", here)
        return words if brief else say("{owner}: {load}", owner=owner, load=words)
    all = context.over_all(session, owner)
    if brief:
        return say("{count} in all", count=all)
    return say_count(
        "{owner}: {n} open here, {all} in all", "{owner}: {n} open here, {all} in all", here, owner=owner, all=all
    )
