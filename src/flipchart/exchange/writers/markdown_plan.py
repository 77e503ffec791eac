"""The plan's improvements with their milestones and steps, as Markdown."""

from collections.abc import Iterator

from flipchart.domain.plan import Improvement, Step
from flipchart.domain.saying import counted
from flipchart.domain.session import Session
from flipchart.exchange.view import View
from flipchart.exchange.writers.markup import block, inline, leading
from flipchart.exchange.writers.step_words import PlanWords, when_words, who_words

__all__ = ["improvement_parts", "when_words", "who_words"]


def improvement_parts(session: Session, view: View) -> Iterator[str]:
    """Yield the sections of the improvements, those below the line last; then steps of none of them."""
    plan = _Markdown(session, view)
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


class _Markdown(PlanWords):
    """The same words as headings and lists."""

    def improvement(self, item: Improvement, number: str) -> str:
        """Return an improvement with all that belongs to it."""
        votes = f" ({counted(item.votes, 'vote')})" if item.votes is not None else ""
        head = f"### {number}{inline(item.text) if number else leading(item.text)}{votes}"
        about = [f"- {line}" for line in self.about(item)]
        rows = [f"- {line}" for line in self.milestones(item.id)]
        rows += [self.step(step) for step in self.steps_of(item.id)]
        note = [block(item.note)] if item.note else []
        parts = [head, *note, "\n".join(about), "\n".join(rows)]
        return "\n\n".join(part for part in parts if part)

    def step(self, step: Step) -> str:
        """Return a step as an item of a task list, with its details below it."""
        box = "[x]" if step.state == "done" else "[ ]"
        when = when_words(step, self._view)
        lines = [f"- {box} {inline(step.text)} – {who_words(step)} – {when}"]
        if step.state == "dropped":
            words = [inline(step.text), who_words(step) if step.owner else "", inline(step.reason or "")]
            lines = [f"- Dropped: {' – '.join(word for word in words if word)}"]
        lines += [f"  - {detail}" for detail in self.details(step)]
        if step.note:
            lines += ["  - Note:  ", block(step.note, indent="    ")]
        return "\n".join(lines)
