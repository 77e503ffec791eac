"""What a group's last session leaves for the next one to begin with."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from flipchart.domain.group_record import of_group
from flipchart.domain.plan import Improvement
from flipchart.domain.saying import counted, listed
from flipchart.domain.session import Session


@dataclass(frozen=True, slots=True)
class LastPlan:
    """The newest session of a group: its title and day, its people and agenda, and the improvements not yet done."""

    title: str
    on: dt.datetime
    template: str | None
    facilitator: str | None
    people: tuple[str, ...]
    improvements: tuple[str, ...]

    @property
    def words(self) -> str:
        """What there is to take, "4 people and 3 improvements still open"; "" for nothing."""
        people = f"{len(self.people)} {'person' if len(self.people) == 1 else 'people'}" if self.people else ""
        open_ones = f"{counted(len(self.improvements), 'improvement')} still open" if self.improvements else ""
        return listed([part for part in (people, open_ones) if part])


def last_plan(sessions: Iterable[Session], group: str) -> LastPlan | None:
    """Return what the newest session of a group leaves that leaves anything, or None where none does.

    A private one is passed over, and so is one that was made and never filled.
    """
    kin = (_plan(it) for it in reversed(of_group(sessions, group)) if not it.private)
    return next((it for it in kin if it.words), None)


def _plan(session: Session) -> LastPlan:
    workshops = [run for run in session.runs if run.kind == "workshop" and run.template]
    return LastPlan(
        title=session.title,
        on=session.created,
        template=workshops[-1].template if workshops else None,
        facilitator=session.facilitator,
        people=session.people,
        improvements=tuple(it.text for it in session.improvements if it.live and _unfinished(it, session)),
    )


def _unfinished(item: Improvement, session: Session) -> bool:
    """Whether something of it is open, or nothing was planned for it yet."""
    steps = session.steps_of(item.id)
    return not steps or any(step.state not in ("done", "dropped") for step in steps)
