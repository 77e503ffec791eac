"""The plan's improvements with their milestones and steps, as Markdown."""

from collections.abc import Iterable, Iterator

from flipchart.domain.plan import Improvement, Step
from flipchart.domain.saying import counted
from flipchart.domain.session import Session
from flipchart.exchange.view import View
from flipchart.exchange.writers.markup import MARKDOWN, block, inline, leading
from flipchart.exchange.writers.sections import after_sections
from flipchart.exchange.writers.selection import ALL, Selection
from flipchart.exchange.writers.step_words import NO_REASON, PlanWords, figures, when_words, who_words


def after_parts(session: Session, view: View) -> Iterator[str]:
    """Yield the sections after the plan, each as a heading with a list."""
    for section in after_sections(session, view, MARKDOWN):
        lines = [f"- {item}" if section.listed else item for item in section.items]
        yield "\n".join([f"## {section.title}", "", *lines])


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
            # Three parts always, so that a dash in the text is known for one when the page is read back.
            lines = [f"- Dropped: {inline(step.text)} – {who_words(step)} – {inline(step.reason or NO_REASON)}"]
        lines += [f"  - {detail}" for detail in self.details(step)]
        if step.note:
            lines += ["  - Note:  ", block(step.note, indent="    ")]
        return "\n".join(lines)


def write(session: Session, view: View, selection: Selection = ALL) -> str:
    """Return the plan as Markdown: the promises in a list, then the plan and everything said about it.

    Lists and not tables, since those survive wherever they are pasted. What people typed stays literal.
    The facilitator's script (say, watch, challenges) and the private notes are not for others and stay out.
    """
    chosen = selection.of(session)
    parts = [_head(chosen, view), _promises(chosen, view), *improvement_parts(chosen, view)]
    parts += after_parts(chosen, view)
    return "\n\n".join(part for part in parts if part) + "\n"


def _head(session: Session, view: View) -> str:
    about = [
        inline(session.group) if session.group else "",
        view.full_day(view.local(session.created).date()),
        f"facilitated by {inline(session.facilitator)}" if session.facilitator else "",
    ]
    parts = [f"# {leading(session.title)}", leading_joined(about)]
    if session.private:
        parts.append("This session is marked as private: it is not for passing on.")
    if session.purpose:
        parts.append("What it is for:  \n" + block(session.purpose))
    if session.behaviour:
        parts.append("What people will see us do:  \n" + block(session.behaviour))
    if session.people:
        parts.append(f"People: {', '.join(map(inline, session.people))}")
    stands = f"As it stood on {view.full_moment(view.now)}"
    parts.append(": ".join(part for part in (stands, " · ".join(figures(session, view.today))) if part) + ".")
    return "\n\n".join(parts)


def leading_joined(words: Iterable[str]) -> str:
    """Return the words that there are, parted by dots."""
    return " · ".join(word for word in words if word)


def _promises(session: Session, view: View) -> str:
    live = sorted((step for step in session.steps if step.live), key=_by_date)
    done = [step for step in session.steps if step.state == "done"]
    if not live and not done:
        return ""
    lines = [_promise(step, view) for step in (*live, *done)]
    return "\n".join(["## Who does what by when", "", *lines])


def _by_date(step: Step) -> tuple[bool, str]:
    return step.due is None, step.due.isoformat() if step.due else ""


def _promise(step: Step, view: View) -> str:
    return f"- {who_words(step)}: {inline(step.text)} – {when_words(step, view)}"
