"""Goals with the measure by which they are known, and the measurements that were taken."""

import math
from collections.abc import Mapping
from typing import ClassVar

from msgspec import Struct

from flipchart.domain.commands.changes import changed, find_live, is_new
from flipchart.domain.errors import Rejected
from flipchart.domain.plan import Goal, Measurement, Milestone
from flipchart.domain.record import replaced
from flipchart.domain.session import Session


class AddGoal(Struct, frozen=True):
    """One more goal, at the end."""

    goal: Goal
    label: ClassVar[str] = "add goal"
    content: ClassVar[bool] = True

    def apply(self, session: Session) -> Session:
        """Append it; an id that was used before is rejected."""
        is_new(session, self.goal, "goal")
        return session.revise(goals=(*session.goals, self.goal))


class ReviseGoal(Struct, frozen=True):
    """A goal in other words, or with another measure, baseline, target or day."""

    id: str
    changes: Mapping[str, object]
    label: ClassVar[str] = "change goal"
    content: ClassVar[bool] = True

    def apply(self, session: Session) -> Session:
        """Set the given fields (None takes one away); any but id and dropped."""
        item = find_live(session.goals, self.id, "goal")
        revised = changed(item, "goal", self.changes, fixed=("id", "dropped"))
        return session.revise(goals=replaced(session.goals, revised))


class DropGoal(Struct, frozen=True):
    """The group no longer aims at it; what was measured is kept."""

    id: str
    label: ClassVar[str] = "drop goal"
    content: ClassVar[bool] = True

    def apply(self, session: Session) -> Session:
        """Mark it as dropped."""
        item = find_live(session.goals, self.id, "goal").revise(dropped=True)
        return session.revise(goals=replaced(session.goals, item))


class AddMeasurement(Struct, frozen=True):
    """A goal's measure, taken on a day."""

    measurement: Measurement
    label: ClassVar[str] = "add measurement"
    content: ClassVar[bool] = True

    def apply(self, session: Session) -> Session:
        """Append it; nothing happens where the same value of the same day is there already."""
        find_live(session.goals, self.measurement.goal, "goal")
        if not math.isfinite(self.measurement.value):
            raise Rejected("A measurement is a number.", "Type it in digits, such as 12 or 3.5.")
        if self.measurement in session.measurements:
            return session
        return session.revise(measurements=(*session.measurements, self.measurement))


class AddMilestone(Struct, frozen=True):
    """One more point on the way of an improvement."""

    milestone: Milestone
    label: ClassVar[str] = "add milestone"
    content: ClassVar[bool] = True

    def apply(self, session: Session) -> Session:
        """Append it; an id that was used before and an improvement that is not there are rejected."""
        is_new(session, self.milestone, "milestone")
        find_live(session.improvements, self.milestone.improvement, "improvement")
        return session.revise(milestones=(*session.milestones, self.milestone))


class ReviseMilestone(Struct, frozen=True):
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


class DropMilestone(Struct, frozen=True):
    """A point that the way no longer passes."""

    id: str
    label: ClassVar[str] = "drop milestone"
    content: ClassVar[bool] = True

    def apply(self, session: Session) -> Session:
        """Mark it as dropped."""
        item = find_live(session.milestones, self.id, "milestone").revise(dropped=True)
        return session.revise(milestones=replaced(session.milestones, item))
