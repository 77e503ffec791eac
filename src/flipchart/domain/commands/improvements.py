"""The improvements that the group chose, their order, and the line below which they wait."""

from collections.abc import Mapping
from typing import ClassVar

from msgspec import Struct

from flipchart.domain.commands.changes import changed, find_live, is_new, worded
from flipchart.domain.errors import Rejected
from flipchart.domain.plan import Improvement, Step
from flipchart.domain.record import moved, replaced
from flipchart.domain.session import Session

WITH_ITS_IMPROVEMENT = "its improvement was dropped"
"""The reason of a step that was dropped together with its improvement."""


def _revised(session: Session, id: str, changes: Mapping[str, object]) -> Session:
    item = find_live(session.improvements, id, "improvement")
    revised = changed(item, "improvement", changes, fixed=("id", "dropped"))
    return session.revise(improvements=replaced(session.improvements, revised))


class AddImprovement(Struct, frozen=True):
    """Add an improvement at the end of the list."""

    improvement: Improvement
    label: ClassVar[str] = "add improvement"
    content: ClassVar[bool] = True

    def apply(self, session: Session) -> Session:
        """Append it; an id that was used before is rejected."""
        is_new(session, self.improvement, "improvement")
        return session.revise(improvements=(*session.improvements, self.improvement))


class EditImprovement(Struct, frozen=True):
    """Change the text of an improvement."""

    id: str
    text: str
    label: ClassVar[str] = "edit improvement"
    content: ClassVar[bool] = True

    def apply(self, session: Session) -> Session:
        """Replace the text; an empty one is rejected."""
        return _revised(session, self.id, {"text": worded(self.text, "improvement")})


class ReviseImprovement(Struct, frozen=True):
    """Change other fields of an improvement: its goal, note, area and rating, or its strategy."""

    id: str
    changes: Mapping[str, object]
    label: ClassVar[str] = "change improvement"
    content: ClassVar[bool] = True

    def apply(self, session: Session) -> Session:
        """Set the given fields (None clears one); every field but `id` and `dropped` may be given."""
        return _revised(session, self.id, self.changes)


class MoveImprovement(Struct, frozen=True):
    """Move an improvement by `offset` places (up if negative) among those on the same side of the line."""

    id: str
    offset: int
    label: ClassVar[str] = "move improvement"
    content: ClassVar[bool] = True

    def apply(self, session: Session) -> Session:
        """Move it; past either end it stays at that end."""
        item = find_live(session.improvements, self.id, "improvement")
        siblings = [it.id for it in session.improvements if it.live and it.below_line == item.below_line]
        return session.revise(improvements=moved(session.improvements, self.id, self.offset, siblings))


class SetVotes(Struct, frozen=True):
    """Set how many votes an improvement got; None means that nobody voted on it."""

    id: str
    votes: int | None
    label: ClassVar[str] = "set votes"
    content: ClassVar[bool] = True

    def apply(self, session: Session) -> Session:
        """Set the number; one below 0 is rejected."""
        return _revised(session, self.id, {"votes": self.votes})


class SetBelowLine(Struct, frozen=True):
    """Put one improvement below the line, where it is kept but not worked on, or back above it."""

    id: str
    below: bool
    label: ClassVar[str] = "move across the line"
    content: ClassVar[bool] = True

    def apply(self, session: Session) -> Session:
        """Set its side of the line; no other improvement changes."""
        return _revised(session, self.id, {"below_line": self.below})


class DrawLine(Struct, frozen=True):
    """Draw the line under one improvement: it and all before it are worked on, those after it wait.

    The order is the one on screen: those above the line first. With None there is no line, and all are
    worked on.
    """

    under: str | None
    label: ClassVar[str] = "draw the line"
    content: ClassVar[bool] = True

    def apply(self, session: Session) -> Session:
        """Set the side of every improvement of the plan."""
        shown = sorted((it for it in session.improvements if it.live), key=lambda it: it.below_line)
        above = {it.id for it in shown}
        if self.under is not None:
            last = shown.index(find_live(session.improvements, self.under, "improvement"))
            above = {it.id for it in shown[: last + 1]}
        sided = tuple(it if it.dropped else _on_side(it, it.id not in above) for it in session.improvements)
        return session.revise(improvements=sided)


class DropImprovement(Struct, frozen=True):
    """Drop an improvement and its live steps with it; one undo brings all of them back."""

    id: str
    label: ClassVar[str] = "drop improvement"
    content: ClassVar[bool] = True

    def apply(self, session: Session) -> Session:
        """Mark them as dropped; steps that are done stay done."""
        item = find_live(session.improvements, self.id, "improvement").revise(dropped=True)
        return session.revise(
            improvements=replaced(session.improvements, item),
            steps=tuple(self._dropped(step) for step in session.steps),
        )

    def _dropped(self, step: Step) -> Step:
        if step.improvement != self.id or not step.live:
            return step
        return step.revise(state="dropped", reason=WITH_ITS_IMPROVEMENT)


class SortByVotes(Struct, frozen=True):
    """Sort the improvements, those with most votes first and those without any last.

    As many as before stay above the line.
    """

    label: ClassVar[str] = "sort by votes"
    content: ClassVar[bool] = True

    def apply(self, session: Session) -> Session:
        """Sort the plan's improvements; raises Rejected where none has a vote. Equal votes keep their order."""
        shown = sorted((it for it in session.improvements if it.live), key=lambda it: it.below_line)
        if all(it.votes is None for it in shown):
            raise Rejected("No improvement has votes yet.", "Type them with v, or after a line as (9).")
        ranked = sorted(shown, key=lambda it: -1 if it.votes is None else it.votes, reverse=True)
        above = sum(not it.below_line for it in shown)
        sided = iter(_on_side(it, place >= above) for place, it in enumerate(ranked))
        return session.revise(improvements=tuple(next(sided) if it.live else it for it in session.improvements))


def _on_side(item: Improvement, below: bool) -> Improvement:
    return item if item.below_line == below else item.revise(below_line=below)
