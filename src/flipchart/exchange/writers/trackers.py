"""The plan for the CSV importers of issue trackers and task lists, each in the columns that it knows.

Where an importer has no column for what became of a step, only steps that are still to be done go in: what is done
or dropped would come up as work. `notices` says so. As in every table, no cell is taken for a formula. An assignee is
known to a tracker by an e-mail address, which is given where the session's contacts have it.
"""

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from flipchart.domain.kinds import StepState
from flipchart.domain.plan import Step
from flipchart.domain.saying import counted, listed, name_key
from flipchart.domain.session import Session
from flipchart.exchange.view import View
from flipchart.exchange.writers.csv_table import defused
from flipchart.exchange.writers.markup import inline
from flipchart.exchange.writers.selection import ALL, Selection
from flipchart.exchange.writers.step_words import everything, given_out, improvement_of

Row = Sequence[str]

_LINEAR: Mapping[StepState, str] = {
    "open": "Todo", "doing": "In Progress", "blocked": "In Progress", "done": "Done", "dropped": "Canceled",
}  # fmt: skip


def jira(session: Session, view: View, selection: Selection = ALL) -> str:
    """Return the steps as Jira's importer maps them by itself; the improvement is a label, without spaces."""
    chosen = selection.of(session)
    head = ("Summary", "Assignee", "Due date", "Description", "Labels")
    return _table(
        head, ((*_who_when(chosen, step), _about(chosen, step, view), _label(chosen, step)) for step in _live(chosen))
    )


def asana(session: Session, view: View, selection: Selection = ALL) -> str:
    """Return the steps in Asana's columns, in its order; a section for each improvement."""
    head = ("Name", "Description", "Section", "Assignee", "Collaborators", "Start Date", "Due Date")
    chosen = selection.of(session)
    return _table(head, (_asana(chosen, step, view) for step in _live(chosen)))


def linear(session: Session, view: View, selection: Selection = ALL) -> str:
    """Return the steps in Linear's columns, done and dropped ones by their status; the date is in the description."""
    head = ("Title", "Description", "Status", "Priority", "Assignee", "Labels")
    chosen = selection.of(session)
    return _table(head, (_linear(chosen, step, view) for step in given_out(chosen)))


def gitlab(session: Session, view: View, selection: Selection = ALL) -> str:
    """Return the steps in GitLab's columns; people's words in the description are no Markdown and no commands."""
    chosen = selection.of(session)
    rows = ((_one(step.text), _gitlab(chosen, step, view), _due(step)) for step in _live(chosen))
    return _table(("title", "description", "due_date"), rows)


def todoist(session: Session, view: View, selection: Selection = ALL) -> str:
    """Return the steps in Todoist's columns, under a section for each improvement."""
    head = ("TYPE", "CONTENT", "DESCRIPTION", "PRIORITY", "INDENT", "AUTHOR", "RESPONSIBLE", "DATE", "DATE_LANG")
    chosen = selection.of(session)
    return _table(head, _todoist(chosen, view))


def notices(name: str, session: Session, selection: Selection = ALL) -> Iterator[str]:
    """Yield a sentence for each thing of a plan that a format has no place for."""
    steps = given_out(selection.of(session))
    if name == "linear" and any(step.due for step in steps):
        yield "Linear's importer has no column for due dates: each is the first line of its description."
    bare = [step.owner for step in steps if step.owner and "@" not in _who(session, step)]
    if bare and name in _BY_EMAIL:
        names = listed(list(dict.fromkeys(bare))[:3])
        yield f"{_BY_EMAIL[name]} knows people by their e-mail address: give [[contacts]] one for {names}."
    left = [step for step in steps if not step.live]
    if left and name in ("jira", "asana", "gitlab", "todoist"):
        yield f"{counted(len(left), 'step')} done or dropped left out: this importer would bring them up as work."


WRITERS: Mapping[str, Callable[[Session, View, Selection], str]] = {
    "jira": jira, "asana": asana, "linear": linear, "gitlab": gitlab, "todoist": todoist,
}  # fmt: skip


def _table(head: Row, rows: Iterable[Row]) -> str:
    table = io.StringIO()
    writer = csv.writer(table)
    writer.writerow(head)
    writer.writerows([defused(cell) for cell in row] for row in rows)
    return table.getvalue()


def _live(session: Session) -> Iterator[Step]:
    return (step for step in given_out(session) if step.live)


_BY_EMAIL = {"asana": "Asana", "linear": "Linear", "todoist": "Todoist"}
"""Whose importers match assignees by e-mail address; by names only where these are exactly theirs."""


def _who(session: Session, step: Step) -> str:
    """The owner's address, or the name where the session has none."""
    return _address(session, step.owner or "")


def _address(session: Session, name: str) -> str:
    known = {name_key(it.name): it.email for it in session.contacts}
    return known.get(name_key(name), name)


def _who_when(session: Session, step: Step) -> tuple[str, str, str]:
    return _one(step.text), _who(session, step), _due(step)


def _due(step: Step) -> str:
    return step.due.isoformat() if step.due else ""


def _one(text: str) -> str:
    return " ".join(text.split())


def _about(session: Session, step: Step, view: View) -> str:
    return "\n".join((_one(session.title), *everything(session, step, view)))


def _label(session: Session, step: Step) -> str:
    return "-".join(improvement_of(session, step).split())[:255]


def _asana(session: Session, step: Step, view: View) -> Row:
    starts = view.local(step.first_step_at).date() if step.first_step_at else None
    # Asana refuses a start without an end, and one after it.
    start = starts.isoformat() if starts and step.due and starts <= step.due else ""
    section = _one(improvement_of(session, step))
    about = _about(session, step, view)
    # People are parted by commas; a name with one in it would be two of them.
    helpers = ", ".join(_one(_address(session, it).replace(",", " ")) for it in step.helpers)
    return _one(step.text), about, section, _who(session, step), helpers, start, _due(step)


def _linear(session: Session, step: Step, view: View) -> Row:
    due = f"{'Hoped for' if step.hoped else 'Due'} {view.full_day(step.due)} ({_due(step)})\n" if step.due else ""
    text, status = f"{due}{_about(session, step, view)}", _LINEAR[step.state]
    # Labels are parted by commas: one in an improvement would make two of it.
    label = _one(improvement_of(session, step).replace(",", " "))
    return _one(step.text), text, status, "No priority", _who(session, step), label


def _gitlab(session: Session, step: Step, view: View) -> str:
    # A line that begins with a stroke is a command there ("/close"), and @all writes to everybody.
    owner = [f"Owner: {step.owner}"] if step.owner else []
    lines = (inline(line).replace("@", "\\@") for line in (session.title, *owner, *everything(session, step, view)))
    return "\n".join(f"* {line}" for line in lines)


def _todoist(session: Session, view: View) -> Iterator[Row]:
    steps = list(_live(session))
    names = list(dict.fromkeys(improvement_of(session, step) for step in steps))
    # Tasks without a section stand before the first one; below it they would belong to it.
    for name in sorted(names, key=bool):
        if name:
            yield "section", _one(name), "", "", "", "", "", "", ""
        for step in steps:
            if improvement_of(session, step) == name:
                about, who = _about(session, step, view), _who(session, step)
                yield "task", _unmarked(_one(step.text)), about, "4", "1", "", who, _due(step), "en"


def _unmarked(text: str) -> str:
    """Return a text that Todoist does not take for marks.

    A task that begins with a star cannot be ticked off there, and a word behind @, #, % or p1 is taken for a mark.
    The full-width forms of the signs look the same and mean nothing to Todoist; "p 1" is no priority.
    """
    plain = re.sub(r"(?<!\S)[@#%/+](?=\S)", lambda found: _WIDE[found[0]], text)
    plain = re.sub(r"(?<!\S)([pP])([1-4])(?!\S)", r"\1 \2", plain)
    return f"\\{plain}" if plain.startswith("* ") else plain


_WIDE = {"@": "＠", "#": "＃", "%": "％", "/": "／", "+": "＋"}
