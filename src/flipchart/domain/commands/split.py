"""One step that turns out to be two or more."""

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar

from flipchart.domain.commands.changes import is_new, worded
from flipchart.domain.commands.step_parts import OPEN_AGAIN, find_here, promising, stored, with_people_of
from flipchart.domain.errors import Rejected
from flipchart.domain.follow_up import Report
from flipchart.domain.plan import Step
from flipchart.domain.record import replaced
from flipchart.domain.session import Session

INHERITED = ("improvement", "owner", "helpers", "due", "after")
"""What a part has of the step it came from where it says nothing itself; a date comes with `hoped`."""


@dataclass(frozen=True, slots=True)
class SplitStep:
    """A step becomes smaller: it keeps its id, its past and its needs, and `parts` are what it no longer is.

    The parts are open steps right behind it. Each is a promise of its own, for the date that it names or
    else for the one that stood; the step itself keeps its first promise. What waited for the step waits for
    all of them. A report, with the id `report_id`, keeps the words that the step had.
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
        """Word the step anew and add the parts; a step that is over is not split."""
        before = find_here(session, self.id)
        if not before.live:
            raise Rejected(f"This step is {before.state}: there is nothing left to split.", OPEN_AGAIN)
        if not self.parts:
            raise Rejected("A split leaves at least two steps.", "Say what the other one is.")
        after = before.revise(text=worded(self.text, "step"))
        session = self._with_parts(stored(session, after, self._report(before)), before)
        return self._with_waiting(session)

    def _with_parts(self, session: Session, before: Step) -> Session:
        for part in reversed(self.parts):
            is_new(session, part, "step")
            session, spelled = with_people_of(session, promising(_inheriting(part, before)))
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
