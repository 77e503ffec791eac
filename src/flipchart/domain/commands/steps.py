"""Action steps: added, worded, given to an owner with a date, answered, moved, done and dropped."""

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import ClassVar

from msgspec import Struct

from flipchart.domain.commands.changes import changed, is_new, worded
from flipchart.domain.commands.step_parts import (
    OPEN_AGAIN,
    find_here,
    find_kept,
    promising,
    stored,
    unanswered,
    with_needs,
    with_people_of,
)
from flipchart.domain.errors import Rejected
from flipchart.domain.follow_up import Report
from flipchart.domain.kinds import Answer
from flipchart.domain.plan import Resource, Step
from flipchart.domain.promises import redated, redating_report
from flipchart.domain.record import find, moved, replaced
from flipchart.domain.said import say
from flipchart.domain.session import Session
from flipchart.domain.text import brief


class OrderStep(Struct, frozen=True):
    """Set which steps a step comes after; an empty `after` means that it waits for none."""

    id: str
    after: tuple[str, ...]
    label: ClassVar[str] = "order step"
    content: ClassVar[bool] = True

    def apply(self, session: Session) -> Session:
        """Set what it waits for; an order in which steps wait for each other in a circle is rejected."""
        step = find_kept(session, self.id)
        for id in self.after:
            before = find(session.steps, id, "step")
            if id == self.id:
                raise Rejected("A step cannot come after itself.", "Choose another one.")
            if self.id in _waits_for(session, id):
                raise Rejected(
                    say("That one waits for this one: “{text}”.", text=brief(before.text, 32)),
                    "Remove that first.",
                )
        return stored(session, step.revise(after=tuple(dict.fromkeys(self.after))))


def _waits_for(session: Session, id: str) -> Iterator[str]:
    """Yield every step that a step waits for, directly or through others; ends even if the file holds a circle."""
    known, seen, waiting = {step.id: step.after for step in session.steps}, {id}, [id]
    while waiting:
        for other in known.get(waiting.pop(), ()):
            if other not in seen:
                seen.add(other)
                waiting.append(other)
                yield other


INHERITED = ("improvement", "owner", "helpers", "due", "after")
"""The fields that a part takes from the split step if it has none of its own; `hoped` comes with `due`."""


class SplitStep(Struct, frozen=True):
    """Split a step: it keeps its id, history and needs with a smaller text, and `parts` become steps of their own.

    The parts are open steps right behind it. Each has the date that it names, or else the date of the whole, as a new
    promise; the step itself keeps its first promise. Whatever waited for the step waits for all parts as well. A
    report with the id `report_id` keeps the step's old text. The parts count from `today` on, so that past figures
    stay as they were.
    """

    id: str
    text: str
    parts: tuple[Step, ...]
    today: dt.date
    report_id: str
    run: str | None = None
    label: ClassVar[str] = "split step"
    content: ClassVar[bool] = True

    def apply(self, session: Session) -> Session:
        """Reword the step and add the parts; a step that is over is rejected."""
        before = find_here(session, self.id)
        if not before.live:
            raise Rejected(
                say("This step is {state}: there is nothing left to split.", state=before.state), OPEN_AGAIN
            )
        if not self.parts:
            raise Rejected("A split makes at least two steps.", "Say what the other one is.")
        after = before.revise(text=worded(self.text, "step"))
        session = self._with_parts(stored(session, after, self._report(before)), before)
        return self._with_waiting(session)

    def _with_parts(self, session: Session, before: Step) -> Session:
        for part in reversed(self.parts):
            is_new(session, part, "step")
            added = part.revise(added=self.today)
            session, spelled = with_people_of(session, promising(_inheriting(added, before)))
            here = next(place for place, it in enumerate(session.steps, start=1) if it.id == self.id)
            session = session.revise(steps=(*session.steps[:here], spelled, *session.steps[here:]))
        return session

    def _with_waiting(self, session: Session) -> Session:
        ids, steps = tuple(part.id for part in self.parts), session.steps
        for step in steps:
            if self.id in step.after and step.id not in ids:
                steps = replaced(steps, step.revise(after=(*step.after, *ids)))
        return session.revise(steps=steps)

    def _report(self, before: Step) -> Report:
        return Report(
            id=self.report_id, step=self.id, on=self.today, state=before.state, run=self.run,
            owner=before.owner, note=f"Split into {len(self.parts) + 1}. It was: {before.text}",
        )  # fmt: skip


def _inheriting(part: Step, whole: Step) -> Step:
    taken = {name: getattr(whole, name) for name in INHERITED if not getattr(part, name)}
    if "due" in taken:
        taken["hoped"] = whole.hoped
    return part.revise(**taken)


class AddStep(Struct, frozen=True):
    """Add a step at the end of its improvement, with the resources it needs."""

    step: Step
    needs: tuple[Resource, ...] = ()
    today: dt.date | None = None
    label: ClassVar[str] = "add step"
    content: ClassVar[bool] = True

    def apply(self, session: Session) -> Session:
        """Append the step, its people and its needs; an id that was used before is rejected.

        `today` is given if the plan is already under way: the step then counts from that day on.
        """
        is_new(session, self.step, "step")
        added = self.step if self.today is None else self.step.revise(added=self.today)
        session, step = with_people_of(session, added)
        session = session.revise(steps=(*session.steps, promising(step)))
        return with_needs(session, step.id, self.needs)


class ReviseStep(Struct, frozen=True):
    """Change any fields of a step, and add `needs` to what it needs.

    A change of `owner`, `due` or `hoped` follows the rules of AssignStep; `today`, `report_id` and `planning` mean
    the same as there.
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
        """Set the given fields (None clears one); `id` and `state` may not be given (see RecordReport)."""
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


class AssignStep(Struct, frozen=True):
    """Set the owner and the date of a step; None clears either.

    With `planning`, while the plan is still being made (see sittings.planning), a changed date is a correction.
    Otherwise it is a move, and leaves a report with the id `report_id`.
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


class MoveStep(Struct, frozen=True):
    """Move a step by `offset` places (up if negative) among the steps of its improvement."""

    id: str
    offset: int
    label: ClassVar[str] = "move step"
    content: ClassVar[bool] = True

    def apply(self, session: Session) -> Session:
        """Move it; past either end it stays at that end."""
        step = find_kept(session, self.id)
        known = any(it.id == step.improvement and it.live for it in session.improvements)
        siblings = [it.id for it in session.steps_of(step.improvement if known else None)]
        return session.revise(steps=moved(session.steps, self.id, self.offset, siblings))


class DropStep(Struct, frozen=True):
    """Drop a step that the group decided against; its reports are kept."""

    id: str
    reason: str | None = None
    label: ClassVar[str] = "drop step"
    content: ClassVar[bool] = True

    def apply(self, session: Session) -> Session:
        """Mark it as dropped, with the reason if one was given."""
        step = find_kept(session, self.id)
        reason = (self.reason or "").strip() or None
        return stored(session, step.revise(state="dropped", reason=reason))


class AnswerStep(Struct, frozen=True):
    """Record the owner's answer when the promise is read back; None clears it."""

    id: str
    answer: Answer | None
    label: ClassVar[str] = "answer"
    content: ClassVar[bool] = True

    def apply(self, session: Session) -> Session:
        """Keep the answer; a step without an owner is rejected."""
        step = find_kept(session, self.id)
        if step.owner is None:
            raise Rejected("This step has no owner who could answer.", "Name its owner first.")
        return stored(session, changed(step, "step", {"answer": self.answer}))
