"""Action steps: added, worded, given to an owner with a date, answered, moved, done and dropped."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import ClassVar

from flipchart.domain.commands.changes import changed, is_new
from flipchart.domain.commands.people import known_as, with_people
from flipchart.domain.errors import Rejected
from flipchart.domain.follow_up import Report
from flipchart.domain.plan import Answer, Resource, Step, StepState
from flipchart.domain.promises import redated, redating_report
from flipchart.domain.record import find, moved, replaced
from flipchart.domain.session import Session

OPEN_AGAIN = "Open it again first, by setting its state."


def _find_kept(session: Session, id: str) -> Step:
    step = find(session.steps, id, "step")
    if step.state == "dropped":
        raise Rejected("This step was dropped.", OPEN_AGAIN)
    return step


def _with_people_of(session: Session, step: Step) -> tuple[Session, Step]:
    """Add the step's owner and helpers to the group, and spell them as the group does."""
    session = with_people(session, [name for name in (step.owner, *step.helpers) if name])
    owner = step.owner and known_as(session.people, step.owner)
    helpers = tuple(dict.fromkeys(known_as(session.people, name) for name in step.helpers))
    same = (owner, helpers) == (step.owner, step.helpers)
    return session, step if same else step.revise(owner=owner, helpers=helpers)


def _with_needs(session: Session, step: str, needs: Iterable[Resource]) -> Session:
    for need in needs:
        is_new(session, need, "resource")
        of_step = need if step in need.steps else need.revise(steps=(*need.steps, step))
        session = session.revise(resources=(*session.resources, of_step))
    return session


def _unanswered(before: Step, after: Step) -> Step:
    """Take the answer away where the step got another owner, whom it does not bind."""
    same = (before.owner or "").casefold() == (after.owner or "").casefold()
    return after if same else after.revise(answer=None)


def _stored(session: Session, step: Step, report: Report | None = None) -> Session:
    session, step = _with_people_of(session, step)
    session = session.revise(steps=replaced(session.steps, step))
    if report is None:
        return session
    is_new(session, report, "report")
    return session.revise(reports=(*session.reports, report))


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
        session, step = _with_people_of(session, self.step)
        if step.first_due is None and step.due is not None and not step.hoped:
            step = step.revise(first_due=step.due)
        session = session.revise(steps=(*session.steps, step))
        return _with_needs(session, step.id, self.needs)


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
        before = _find_kept(session, self.id)
        after = changed(before, "step", self.changes, fixed=("id", "state"))
        if "answer" not in self.changes:
            after = _unanswered(before, after)
        report = None
        if (after.due, after.hoped) != (before.due, before.hoped):
            dated = redated(before, after.due, after.hoped, today=self.today, planning=self.planning)
            after = after.revise(hoped=dated.hoped, first_due=dated.first_due, moves=dated.moves)
            report = redating_report(before, after, today=self.today, report_id=self.report_id)
        return _with_needs(_stored(session, after, report), self.id, self.needs)


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
        before = _find_kept(session, self.id)
        dated = redated(before, self.due, self.hoped, today=self.today, planning=self.planning)
        after = _unanswered(before, dated.revise(owner=(self.owner or "").strip() or None))
        report = redating_report(before, after, today=self.today, report_id=self.report_id)
        return _stored(session, after, report)


@dataclass(frozen=True, slots=True)
class MoveStep:
    """A place further up (negative) or down among the steps of its improvement."""

    id: str
    offset: int
    label: ClassVar[str] = "move step"
    content: ClassVar[bool] = True

    def apply(self, session: Session) -> Session:
        """Move it; past either end it stays at that end."""
        step = _find_kept(session, self.id)
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
        step = _find_kept(session, self.id)
        reason = (self.reason or "").strip() or None
        return _stored(session, step.revise(state="dropped", reason=reason))


@dataclass(frozen=True, slots=True)
class AnswerStep:
    """What the owner says when the promise is read back; None takes the answer away."""

    id: str
    answer: Answer | None
    label: ClassVar[str] = "answer"
    content: ClassVar[bool] = True

    def apply(self, session: Session) -> Session:
        """Keep the answer; a step without an owner has nobody to give one."""
        step = _find_kept(session, self.id)
        if step.owner is None:
            raise Rejected("This step has no owner who could answer.", "Name its owner first.")
        return _stored(session, changed(step, "step", {"answer": self.answer}))


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
        step = find(session.steps, self.id, "step")
        note = (self.note or "").strip() or None
        finished = (step.finished or self.today) if self.state == "done" else None
        reason = note if self.state == "dropped" else None
        after = changed(step, "step", {"state": self.state, "finished": finished, "reason": reason})
        report = Report(
            id=self.report_id, step=step.id, on=self.today, state=after.state, run=self.run,
            owner=step.owner, note=note,
        )  # fmt: skip
        return _stored(session, after, report)
