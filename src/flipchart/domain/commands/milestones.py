"""Points on the way of an improvement: added, changed or reached, dropped."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from flipchart.domain.commands.changes import changed, find_live, is_new
from flipchart.domain.plan import Milestone
from flipchart.domain.record import replaced
from flipchart.domain.session import Session


@dataclass(frozen=True, slots=True)
class AddMilestone:
    """One more point on the way of an improvement."""

    milestone: Milestone
    label: ClassVar[str] = "add milestone"
    content: ClassVar[bool] = True

    def apply(self, session: Session) -> Session:
        """Append it; an id that was used before and an improvement that is not there are rejected."""
        is_new(session, self.milestone, "milestone")
        find_live(session.improvements, self.milestone.improvement, "improvement")
        return session.revise(milestones=(*session.milestones, self.milestone))


@dataclass(frozen=True, slots=True)
class ReviseMilestone:
    """A milestone in other words, with another day, or with the day on which it was reached."""

    id: str
    changes: Mapping[str, object]
    label: ClassVar[str] = "change milestone"
    content: ClassVar[bool] = True

    def apply(self, session: Session) -> Session:
        """Set the given fields (None takes one away); any but id and dropped."""
        item = find_live(session.milestones, self.id, "milestone")
        revised = changed(item, "milestone", self.changes, fixed=("id", "dropped"))
        find_live(session.improvements, revised.improvement, "improvement")
        return session.revise(milestones=replaced(session.milestones, revised))


@dataclass(frozen=True, slots=True)
class DropMilestone:
    """A point that the way no longer passes."""

    id: str
    label: ClassVar[str] = "drop milestone"
    content: ClassVar[bool] = True

    def apply(self, session: Session) -> Session:
        """Mark it as dropped."""
        item = find_live(session.milestones, self.id, "milestone").revise(dropped=True)
        return session.revise(milestones=replaced(session.milestones, item))
