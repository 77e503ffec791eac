"""Shows of hands at a check-in, and feedback from people outside the room."""

from collections.abc import Mapping
from typing import ClassVar

from msgspec import Struct

from flipchart.domain.commands.changes import changed, find_live, is_new
from flipchart.domain.errors import Rejected
from flipchart.domain.follow_up import Evaluation, Feedback
from flipchart.domain.record import replaced
from flipchart.domain.session import Session


class AddEvaluation(Struct, frozen=True):
    """Add the shows of hands of one check-in: all three questions, or those answered so far."""

    evaluation: Evaluation
    label: ClassVar[str] = "add show of hands"
    content: ClassVar[bool] = True

    def apply(self, session: Session) -> Session:
        """Append it; an id that was used before, and an evaluation without any hands or words, are rejected."""
        is_new(session, self.evaluation, "show of hands")
        shown = (self.evaluation.behaviour, self.evaluation.improvement, self.evaluation.rating)
        if not any(shown) and self.evaluation.note is None:
            raise Rejected("No hands have been counted yet.", "Type one digit from 1 to 5 for each person.")
        return session.revise(evaluations=(*session.evaluations, self.evaluation))


class ReviseEvaluation(Struct, frozen=True):
    """Change the evaluation of a check-in: add or correct a show of hands, or its note."""

    id: str
    changes: Mapping[str, object]
    label: ClassVar[str] = "change show of hands"
    content: ClassVar[bool] = True

    def apply(self, session: Session) -> Session:
        """Set the given fields (None clears one); every field but `id` and `dropped` may be given."""
        item = find_live(session.evaluations, self.id, "show of hands")
        revised = changed(item, "show of hands", self.changes, fixed=("id", "dropped"))
        return session.revise(evaluations=replaced(session.evaluations, revised))


class AddFeedback(Struct, frozen=True):
    """Add what somebody outside the room said, with its day and source."""

    feedback: Feedback
    label: ClassVar[str] = "add feedback"
    content: ClassVar[bool] = True

    def apply(self, session: Session) -> Session:
        """Append it; an id that was used before is rejected."""
        is_new(session, self.feedback, "feedback")
        return session.revise(feedback=(*session.feedback, self.feedback))


class ReviseFeedback(Struct, frozen=True):
    """Change the words, day or source of a piece of feedback."""

    id: str
    changes: Mapping[str, object]
    label: ClassVar[str] = "change feedback"
    content: ClassVar[bool] = True

    def apply(self, session: Session) -> Session:
        """Set the given fields (None clears one); every field but `id` and `dropped` may be given."""
        item = find_live(session.feedback, self.id, "feedback")
        revised = changed(item, "feedback", self.changes, fixed=("id", "dropped"))
        return session.revise(feedback=replaced(session.feedback, revised))


class DropFeedback(Struct, frozen=True):
    """Drop a piece of feedback."""

    id: str
    label: ClassVar[str] = "drop feedback"
    content: ClassVar[bool] = True

    def apply(self, session: Session) -> Session:
        """Mark it as dropped."""
        item = find_live(session.feedback, self.id, "feedback").revise(dropped=True)
        return session.revise(feedback=replaced(session.feedback, item))
