"""The plan for todo.txt (github.com/todotxt/todo.txt): a line a step, its owner a context, its session a project."""

import re

from flipchart.domain.plan import Step
from flipchart.domain.session import Session
from flipchart.exchange.view import View
from flipchart.exchange.writers.selection import ALL, Selection
from flipchart.exchange.writers.step_words import given_out

_KEYS = re.compile(r"(?<!\S)((?:due|t|rec|h|pri|p|id|hoped):)(?=\S)", re.IGNORECASE)
"""Words that programs take for what they say of the task; a space behind the colon makes them words again."""


def write(session: Session, view: View, selection: Selection = ALL) -> str:
    """Return the steps that are open or done; dropped ones have no place in the format."""
    chosen = selection.of(session)
    lines = [_line(chosen, step, view) for step in given_out(chosen) if step.state != "dropped"]
    return "".join(f"{line}\n" for line in lines)


def _line(session: Session, step: Step, view: View) -> str:
    made = view.local(session.created).date()
    # A line that begins with a date cannot be taken for done or for one with a priority, whatever follows.
    dates = [made.isoformat()]
    if step.state == "done":
        dates = ["x", (step.finished or made).isoformat(), made.isoformat()]
    words = [*dates, _plain(step.text), project_mark(session)]
    words += [f"@{_word(step.owner)}"] if step.owner else []
    words += [f"due:{step.due.isoformat()}"] if step.due else []
    words += ["hoped:yes"] if step.due and step.hoped else []
    return " ".join(words)


def project_mark(session: Session) -> str:
    """Return the mark by which a line says of which session it is: "+Ward-5"."""
    return f"+{_word(session.title)}"


def _plain(text: str) -> str:
    return _KEYS.sub(r"\1 ", " ".join(text.split()))


def _word(text: str) -> str:
    """A name as one word: spaces become hyphens, as the format knows no quotes."""
    return "-".join(text.split()) or "-"
