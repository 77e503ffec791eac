"""The plan's improvements with their milestones and steps, as Markdown."""

from collections.abc import Iterator, Sequence

from flipchart.domain.follow_up import Report
from flipchart.domain.plan import Improvement, Milestone, Step
from flipchart.domain.session import Session
from flipchart.domain.tombstones import was_undone
from flipchart.exchange.view import View
from flipchart.exchange.writers.escape import block, inline, leading
from flipchart.exchange.writers.words import ANSWERS, STATES, counted

NOBODY = "nobody yet"


def who_words(step: Step) -> str:
    """Return who does a step, to begin a line: "Ana Lopes with Bo and Cy"."""
    helpers = f" with {' and '.join(map(inline, step.helpers))}" if step.helpers else ""
    return f"{leading(step.owner) if step.owner else NOBODY}{helpers}"


def when_words(step: Step, view: View) -> str:
    """Return a step's date with what became of it: "by Fri 20 Nov 2026, stuck"."""
    if step.state == "done":
        return f"done {view.full_day(step.finished)}" if step.finished else "done"
    wish = "hoped for" if step.hoped else "by"
    words = f"{wish} {view.full_day(step.due)}" if step.due else "no date yet"
    if step.late(view.today):
        words = f"was due {view.full_day(step.due)}" if step.due else words
    return words if step.state == "open" else f"{words}, {STATES[step.state]}"


def improvement_parts(session: Session, view: View) -> Iterator[str]:
    """Yield the sections of the improvements, those below the line last; then steps of none of them."""
    plan = _Plan(session, view)
    above = session.above_line()
    below = [item for item in session.improvements if item.live and item.below_line]
    loose = plan.steps_of(None)
    if above or loose:
        yield "## Improvements"
    for number, item in enumerate(above, start=1):
        yield plan.improvement(item, f"{number}. ")
    if loose:
        yield "\n".join(["### Other steps", "", *(plan.step(step) for step in loose)])
    if below:
        yield "## Below the line: kept, not worked on today"
    for item in below:
        yield plan.improvement(item, "")


class _Plan:
    """A session with what is looked up in it again and again."""

    def __init__(self, session: Session, view: View) -> None:
        self._session = session
        self._view = view
        self._texts = {step.id: step.text for step in session.steps}
        self._texts |= {goal.id: goal.text for goal in session.goals}
        self._live = {item.id for item in session.improvements if item.live}

    def steps_of(self, improvement: str | None) -> list[Step]:
        """The steps of an improvement, or of none that is in the plan; dropped ones last."""
        mine = [
            step for step in self._session.steps
            if (step.improvement if step.improvement in self._live else None) == improvement
            and not was_undone(step)
        ]  # fmt: skip
        return sorted(mine, key=lambda step: step.state == "dropped")

    def improvement(self, item: Improvement, number: str) -> str:
        """Return an improvement with all that belongs to it."""
        votes = f" ({counted(item.votes, 'vote')})" if item.votes is not None else ""
        head = f"### {number}{inline(item.text) if number else leading(item.text)}{votes}"
        about = [f"- {line}" for line in self._about(item)]
        rows = [self._milestone(it) for it in self._session.milestones if it.improvement == item.id and it.live]
        rows += [self.step(step) for step in self.steps_of(item.id)]
        note = [block(item.note)] if item.note else []
        parts = [head, *note, "\n".join(about), "\n".join(rows)]
        return "\n\n".join(part for part in parts if part)

    def _about(self, item: Improvement) -> Iterator[str]:
        if item.goal:
            yield f"Goal: {inline(self._texts.get(item.goal, item.goal))}"
        if item.area:
            yield f"Key area: {inline(item.area)}"
        if item.rating is not None:
            yield f"Rated {item.rating} of 5"
        if item.horizon:
            yield f"Horizon: {item.horizon} term"
        for label, text in (
            ("Strengths", item.strengths),
            ("Barriers", item.barriers),
            ("Reward", item.reward),
        ):
            if text:
                yield f"{label}: {inline(text)}"

    def _milestone(self, item: Milestone) -> str:
        day = f" – by {self._view.full_day(item.due)}" if item.due else ""
        reached = f", reached {self._view.full_day(item.reached)}" if item.reached else ""
        return f"- Milestone: {inline(item.text)}{day}{reached}"

    def step(self, step: Step) -> str:
        """Return a step as an item of a task list, with its details below it."""
        box = "[x]" if step.state == "done" else "[ ]"
        when = when_words(step, self._view)
        lines = [f"- {box} {inline(step.text)} – {who_words(step)} – {when}"]
        if step.state == "dropped":
            words = [inline(step.text), who_words(step) if step.owner else "", inline(step.reason or "")]
            lines = [f"- Dropped: {' – '.join(word for word in words if word)}"]
        reports = [it for it in self._session.reports if it.step == step.id and it.live]
        details = [*self._details(step), *self._history(step, reports)]
        lines += [f"  - {detail}" for detail in details]
        if step.note:
            lines += ["  - Note:  ", block(step.note, indent="    ")]
        return "\n".join(lines)

    def _details(self, step: Step) -> Iterator[str]:
        if step.done_when:
            yield f"Done when: {inline(step.done_when)}"
        if step.first_step or step.first_step_at:
            at = self._view.full_moment(step.first_step_at) if step.first_step_at else ""
            yield f"First step: {', '.join(part for part in (inline(step.first_step or ''), at) if part)}"
        if step.roadblock or step.contingency:
            then = f", then {inline(step.contingency)}" if step.contingency else ""
            yield f"If {inline(step.roadblock or 'it gets stuck')}{then}"
        if needs := [it for it in self._session.resources if step.id in it.steps and it.live]:
            yield f"Needs: {', '.join(inline(it.text) for it in needs)}"
        if step.after:
            yield f"After: {'; '.join(inline(self._texts.get(id, id)) for id in step.after)}"

    def _history(self, step: Step, reports: Sequence[Report]) -> Iterator[str]:
        if step.answer:
            yield f"Read back: {ANSWERS[step.answer]}"
        if step.first_due and step.first_due != step.due:
            yield f"First promised for {self._view.full_day(step.first_due)}"
        if step.moves:
            yield f"Date changed {counted(step.moves, 'time')}"
        if step.reason and step.state != "dropped":
            yield f"Reason: {inline(step.reason)}"
        for label, place in (("Carried over from", step.carried_from), ("Carried over to", step.carried_to)):
            if place:
                yield f"{label} {inline(place)}"
        for report in reports:
            yield self._report(report)

    def _report(self, report: Report) -> str:
        words = [f"{self._view.full_day(report.on)}: {STATES[report.state]}"]
        words += [f"said by {inline(report.owner)}"] if report.owner else []
        words += [f"new date {self._view.full_day(report.due)}"] if report.due else []
        words += [inline(report.note)] if report.note else []
        if report.obstacle_came is not None:
            words.append("the obstacle came" if report.obstacle_came else "the obstacle did not come")
        if report.contingency_ran is not None:
            words.append("the answer to it worked" if report.contingency_ran else "the answer to it was not used")
        words += [f"help: {inline(report.support)}"] if report.support else []
        return "; ".join(words)
