"""The plan as Markdown, for chat, wiki and e-mail: who, what and when come first."""

from collections.abc import Iterable

from flipchart.domain.plan import Step
from flipchart.domain.session import Session
from flipchart.exchange.view import View
from flipchart.exchange.writers.markdown_after import after_parts
from flipchart.exchange.writers.markdown_plan import improvement_parts
from flipchart.exchange.writers.markup import block, inline, leading
from flipchart.exchange.writers.selection import ALL, Selection
from flipchart.exchange.writers.step_words import when_words, who_words


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
