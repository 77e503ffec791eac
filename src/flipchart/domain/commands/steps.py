"""Action steps: added, worded, given to an owner with a date, answered, moved, done and dropped."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from flipchart.domain.commands.changes import changed, is_new
from flipchart.domain.commands.reports import RecordReport
from flipchart.domain.commands.step_parts import find_kept, promising, stored, unanswered, with_needs, with_people_of
from flipchart.domain.errors import Rejected
from flipchart.domain.plan import Answer, Resource, Step, StepState
from flipchart.domain.promises import redated, redating_report
from flipchart.domain.record import moved
from flipchart.domain.session import Session


@dataclass(frozen=True, slots=True)
class AddStep:
    """One more step, at the end of its improvement, with what it needs."""

    step: Step
    needs: tuple[Resource, ...] = ()
    label: ClassVar[str] = "add step"
    content: ClassVar[bool] = True

    def apply(self, session: Session) -> Session:
        """Append it, its people and its needs; an id that was used before is rejected."""
        is_new(session, self.step, "step")
        session, step = with_people_of(session, self.step)
        session = session.revise(steps=(*session.steps, promising(step)))
        return with_needs(session, step.id, self.needs)


@dataclass(frozen=True, slots=True)
class ReviseStep:
    """A step in other words, or with any of its fields changed, and with what it needs in addition.

    A change of `owner`, `due` or `hoped` follows the rules of AssignStep; `today`, `report_id` and
    `planning` are meant as there.
    """

    id: str
    changes: Mapping[str, object]
    today: dt.date
    report_id: str
    planning: bool
    needs: tuple[Resource, ...] = ()
    label: ClassVar[str] = "edit step"
    content: ClassVar[bool] = True

    def apply(self, session: Session) -> Session:
        """Set the given fields (None takes one away); any but id and state (see SetStepState)."""
        before = find_kept(session, self.id)
        after = changed(before, "step", self.changes, fixed=("id", "state"))
        if "answer" not in self.changes:
            after = unanswered(before, after)
        report = None
        if (after.due, after.hoped) != (before.due, before.hoped):
            dated = redated(before, after.due, after.hoped, today=self.today, planning=self.planning)
            after = after.revise(hoped=dated.hoped, first_due=dated.first_due, moves=dated.moves)
            report = redating_report(before, after, today=self.today, report_id=self.report_id)
        return with_needs(stored(session, after, report), self.id, self.needs)


@dataclass(frozen=True, slots=True)
class AssignStep:
    """Who does it and by when: both are set, and None takes one away.

    `planning` tells that the plan is still being made (sittings.planning), so that a date replaced is a
    correction. Otherwise a date that is replaced is moved, which leaves a report with the id `report_id`.
    """

    id: str
    owner: str | None
    due: dt.date | None
    hoped: bool
    today: dt.date
    report_id: str
    planning: bool
    label: ClassVar[str] = "assign step"
    content: ClassVar[bool] = True

    def apply(self, session: Session) -> Session:
        """Set owner and date; a new owner joins the group and has not answered yet."""
        before = find_kept(session, self.id)
        dated = redated(before, self.due, self.hoped, today=self.today, planning=self.planning)
        after = unanswered(before, dated.revise(owner=(self.owner or "").strip() or None))
        report = redating_report(before, after, today=self.today, report_id=self.report_id)
        return stored(session, after, report)


@dataclass(frozen=True, slots=True)
class MoveStep:
    """A place further up (negative) or down among the steps of its improvement."""

    id: str
    offset: int
    label: ClassVar[str] = "move step"
    content: ClassVar[bool] = True

    def apply(self, session: Session) -> Session:
        """Move it; past either end it stays at that end."""
        step = find_kept(session, self.id)
        known = any(it.id == step.improvement and it.live for it in session.improvements)
        beside = [it.id for it in session.steps_of(step.improvement if known else None)]
        return session.revise(steps=moved(session.steps, self.id, self.offset, beside))


@dataclass(frozen=True, slots=True)
class DropStep:
    """The group decides not to do a step; all that was said of it is kept."""

    id: str
    reason: str | None = None
    label: ClassVar[str] = "drop step"
    content: ClassVar[bool] = True

    def apply(self, session: Session) -> Session:
        """Mark it as dropped, with the reason if one was given."""
        step = find_kept(session, self.id)
        reason = (self.reason or "").strip() or None
        return stored(session, step.revise(state="dropped", reason=reason))


@dataclass(frozen=True, slots=True)
class AnswerStep:
    """What the owner says when the promise is read back; None takes the answer away."""

    id: str
    answer: Answer | None
    label: ClassVar[str] = "answer"
    content: ClassVar[bool] = True

    def apply(self, session: Session) -> Session:
        """Keep the answer; a step without an owner has nobody to give one."""
        step = find_kept(session, self.id)
        if step.owner is None:
            raise Rejected("This step has no owner who could answer.", "Name its owner first.")
        return stored(session, changed(step, "step", {"answer": self.answer}))


@dataclass(frozen=True, slots=True)
class SetStepState:
    """What became of a step: under way, stuck, done, dropped, or open again, told on the day `today`.

    `note` is one sentence of how it went; of a step that is dropped it is the reason as well. `run` is the
    sitting in which it was told.
    """

    id: str
    state: StepState
    today: dt.date
    report_id: str
    note: str | None = None
    run: str | None = None
    label: ClassVar[str] = "set state"
    content: ClassVar[bool] = True

    def apply(self, session: Session) -> Session:
        """Set the state and write a report of it; the day of being done is kept while it is done."""
        told = RecordReport(
            self.id, self.today, self.report_id, state=self.state, note=self.note, run=self.run
        )  # fmt: skip
        return told.apply(session)
