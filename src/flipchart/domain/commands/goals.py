"""Goals with their measures, the measurements taken, and the milestones of improvements."""

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
    """Add a goal at the end of the list."""

    goal: Goal
    label: ClassVar[str] = "add goal"
    content: ClassVar[bool] = True

    def apply(self, session: Session) -> Session:
        """Append it; an id that was used before is rejected."""
        is_new(session, self.goal, "goal")
        return session.revise(goals=(*session.goals, self.goal))


class ReviseGoal(Struct, frozen=True):
    """Change the words, measure, baseline, target or date of a goal."""

    id: str
    changes: Mapping[str, object]
    label: ClassVar[str] = "change goal"
    content: ClassVar[bool] = True

    def apply(self, session: Session) -> Session:
        """Set the given fields (None clears one); every field but `id` and `dropped` may be given."""
        item = find_live(session.goals, self.id, "goal")
        revised = changed(item, "goal", self.changes, fixed=("id", "dropped"))
        return session.revise(goals=replaced(session.goals, revised))


class DropGoal(Struct, frozen=True):
    """Drop a goal; its measurements are kept."""

    id: str
    label: ClassVar[str] = "drop goal"
    content: ClassVar[bool] = True

    def apply(self, session: Session) -> Session:
        """Mark it as dropped."""
        item = find_live(session.goals, self.id, "goal").revise(dropped=True)
        return session.revise(goals=replaced(session.goals, item))


class AddMeasurement(Struct, frozen=True):
    """Add a value of a goal's measure, taken on a day."""

    measurement: Measurement
    label: ClassVar[str] = "add measurement"
    content: ClassVar[bool] = True

    def apply(self, session: Session) -> Session:
        """Append it; nothing happens if the same value of the same day is there already."""
        find_live(session.goals, self.measurement.goal, "goal")
        if not math.isfinite(self.measurement.value):
            raise Rejected("A measurement is a number.", "Type it in digits, such as 12 or 3.5.")
        if self.measurement in session.measurements:
            return session
        return session.revise(measurements=(*session.measurements, self.measurement))


class AddMilestone(Struct, frozen=True):
    """Add a milestone to an improvement."""

    milestone: Milestone
    label: ClassVar[str] = "add milestone"
    content: ClassVar[bool] = True

    def apply(self, session: Session) -> Session:
        """Append it; an id that was used before and an unknown improvement are rejected."""
        is_new(session, self.milestone, "milestone")
        find_live(session.improvements, self.milestone.improvement, "improvement")
        return session.revise(milestones=(*session.milestones, self.milestone))


class ReviseMilestone(Struct, frozen=True):
    """Change the words or date of a milestone, or set the day on which it was reached."""

    id: str
    changes: Mapping[str, object]
    label: ClassVar[str] = "change milestone"
    content: ClassVar[bool] = True

    def apply(self, session: Session) -> Session:
        """Set the given fields (None clears one); every field but `id` and `dropped` may be given."""
        item = find_live(session.milestones, self.id, "milestone")
        revised = changed(item, "milestone", self.changes, fixed=("id", "dropped"))
        find_live(session.improvements, revised.improvement, "improvement")
        return session.revise(milestones=replaced(session.milestones, revised))


class DropMilestone(Struct, frozen=True):
    """Drop a milestone."""

    id: str
    label: ClassVar[str] = "drop milestone"
    content: ClassVar[bool] = True

    def apply(self, session: Session) -> Session:
        """Mark it as dropped."""
        item = find_live(session.milestones, self.id, "milestone").revise(dropped=True)
        return session.revise(milestones=replaced(session.milestones, item))
