"""What a group's other sessions tell while one is driven: loads, the record of past promises, and what was carried.

Other sessions are read once, beside the event loop; the one that is driven is asked as it is now.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from flipchart.domain.carried import place_of, settled
from flipchart.domain.figures import load
from flipchart.domain.group_record import PastPromises, days_past, of_group, past_of
from flipchart.domain.saying import name_key
from flipchart.domain.session import Session


@dataclass(frozen=True, slots=True)
class Kin:
    """The other sessions of a group, as far as they matter here.

    `loads` is how many live steps each owner (casefolded) has in them; `days` of each past promise the days until it
    was done (see group_record.days_past); `taken` where steps of this session went, (id here, "SESSION/STEP"), that
    do not say so themselves.
    """

    sessions: int = 0
    loads: Mapping[str, int] = field(default_factory=dict)
    days: tuple[int, ...] = ()
    taken: tuple[tuple[str, str], ...] = ()

    def over_all(self, session: Session, owner: str) -> int:
        """Return how many live steps `owner` has in `session` and the others together."""
        return load(session, owner) + self.loads.get(owner.casefold(), 0)

    def past(self, session: Session, today: dt.date) -> PastPromises:
        """Return the group's record, this session's past promises included."""
        return past_of((*self.days, *days_past((session,), today)))


ALONE = Kin()
"""What is known of a session without a group, and of every one until the others are read."""


def kin_of(session: Session, every: Iterable[Session], today: dt.date) -> Kin:
    """Return what the other sessions of this one's group tell; `every` is all that there are, in any order.

    A session without a group has no others.
    """
    if not name_key(session.group):
        return ALONE
    known = [session, *(it for it in every if it.id != session.id)]
    here, *others = settled(known)
    kin = of_group(others, session.group or "")
    marks = {step.id: step.carried_to for step in session.steps}
    taken = tuple(
        (step.id, step.carried_to)
        for step in here.steps
        if step.carried_to is not None and marks[step.id] is None and place_of(here, step) != step.carried_to
    )
    return Kin(len(kin), load_elsewhere(kin), tuple(days_past(kin, today)), taken)


def load_elsewhere(others: Iterable[Session]) -> Mapping[str, int]:
    """Return how many live steps each owner (casefolded) has in these sessions."""
    owners = (step.owner for it in others for step in it.steps if step.live)
    return Counter(owner.casefold() for owner in owners if owner is not None)


def load_words(session: Session, kin: Kin, owner: str) -> str:
    """Return an owner's load for the desk: "Ana: 3 open here, 5 over all"; not for the wall."""
    here = load(session, owner)
    return f"{owner}: {here} open here" + (f", {kin.over_all(session, owner)} over all" if kin.sessions else "")
