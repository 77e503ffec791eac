"""Steps and milestones by their days, with today among them."""

import datetime as dt
from collections.abc import Iterator
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from flipchart.domain.figures import Ratio, finished_on, reports_by_step, steps_counted
from flipchart.domain.plan import Milestone, Step
from flipchart.domain.said import joined, said, say, say_count
from flipchart.domain.session import Session
from flipchart.domain.when import day_words

MarkState = Literal["done", "late", "due", "hoped"]


class Mark(Struct, frozen=True):
    """A step or a milestone on its day, with its state.

    Something done stands on the day of completion, if that is known; everything else on its date.
    """

    on: dt.date
    kind: Literal["step", "milestone"]
    id: str
    text: str
    owner: str | None
    state: MarkState


class Timeline(Struct, frozen=True):
    """All marks in the order of their days, the number of live steps without any, and a sentence to read."""

    today: dt.date
    marks: tuple[Mark, ...]
    undated: int
    words: str

    @property
    def before(self) -> tuple[Mark, ...]:
        """What lies before today."""
        return tuple(it for it in self.marks if it.on < self.today)

    @property
    def after(self) -> tuple[Mark, ...]:
        """Today and what is still to come."""
        return tuple(it for it in self.marks if it.on >= self.today)

    def around(self, before: int, after: int) -> "Timeline":
        """Return the timeline with only so many marks on either side of today, the nearest ones."""
        past = self.before
        return replace(self, marks=past[max(0, len(past) - before) :] + self.after[:after])

    def place(self, on: dt.date) -> float:
        """Return where a day lies from the first day shown (0) to the last (1), today being one of them."""
        first = min(self.today, self.marks[0].on) if self.marks else self.today
        last = max(self.today, self.marks[-1].on) if self.marks else self.today
        span = (last - first).days
        return min(max((on - first).days / span, 0.0), 1.0) if span else 0.0


def timeline(session: Session, today: dt.date) -> Timeline:
    """Return the plan by its days; what was dropped or carried over is not in it."""
    marks = sorted([*_steps(session, today), *_milestones(session, today)], key=lambda it: it.on)
    undated = sum(step.live and step.due is None for step in session.steps)
    return Timeline(today, tuple(marks), undated, _words(marks, undated, today))


def _steps(session: Session, today: dt.date) -> Iterator[Mark]:
    reports = reports_by_step(session)
    for step in steps_counted(session):
        on = finished_on(step, reports.get(step.id, ())) or step.due
        if on is not None and step.state != "dropped":
            yield Mark(on, "step", step.id, step.text, step.owner, _state(step, today))


def _state(step: Step, today: dt.date) -> MarkState:
    if step.state == "done":
        return "done"
    if step.late(today):
        return "late"
    return "hoped" if step.hoped else "due"


def _milestones(session: Session, today: dt.date) -> Iterator[Mark]:
    known = {it.id for it in session.improvements if it.live}
    for point in session.milestones:
        on = point.reached or point.due
        if on is not None and point.live and point.improvement in known:
            yield Mark(on, "milestone", point.id, point.text, None, _milestone_state(point, today))


def _milestone_state(point: Milestone, today: dt.date) -> MarkState:
    if point.reached is not None:
        return "done"
    return "late" if point.due is not None and point.due < today else "due"


def _words(marks: list[Mark], undated: int, today: dt.date) -> str:
    past = [it for it in marks if it.on < today]
    behind = Ratio(sum(it.state == "done" for it in past), len(past))
    parts = [say_count("{of} dates before today is done", "{of} dates before today are done", behind.part,
                       of=behind.words)] if past else []  # fmt: skip
    coming = next((it for it in marks if it.on >= today and it.state != "done"), None)
    if coming is not None:
        who = f" ({coming.owner})" if coming.owner else ""
        what, when = f"{' '.join(coming.text.split())}{who}", day_words(coming.on, today)
        parts.append(say("next is {what}, {when}", what=what, when=when) if past
                     else say("Next is {what}, {when}", what=what, when=when))  # fmt: skip
    parts += [say_count("{n} open without a date", "{n} open without a date", undated)] if undated else []
    if not parts:
        return said("Nothing has a date yet.") if not marks else said("Nothing with a date is still to come.")
    return joined("", (joined("; ", parts), "."))
