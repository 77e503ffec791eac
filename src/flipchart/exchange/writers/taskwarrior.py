"""The plan for Taskwarrior's `task import`: one JSON object a line, each known by its step, so that a second import
changes a task instead of doubling it.
"""

import datetime as dt
import json
import uuid
from collections.abc import Mapping

from flipchart.domain.plan import Step, StepState
from flipchart.domain.session import Session
from flipchart.exchange.view import View
from flipchart.exchange.writers.selection import ALL, Selection
from flipchart.exchange.writers.step_words import NAMES, everything, given_out

_STATUS: Mapping[StepState, str] = {"done": "completed", "dropped": "deleted"}
_LAST = dt.time(23, 59, 59)


def write(session: Session, view: View, selection: Selection = ALL) -> str:
    """Return the steps, dropped ones as deleted tasks so that an earlier import forgets them too."""
    chosen = selection.of(session)
    tasks = (_task(chosen, step, view) for step in given_out(chosen))
    return "".join(f"{json.dumps(task, ensure_ascii=False)}\n" for task in tasks)


def _task(session: Session, step: Step, view: View) -> dict[str, object]:
    entry = _stamp(session.created)
    task: dict[str, object] = {
        "uuid": str(uuid.uuid5(NAMES, f"{session.id}/{step.id}")),
        "status": _STATUS.get(step.state, "pending"),
        "entry": entry,
        "description": " ".join(step.text.split()) or "-",
        "project": " ".join(session.title.split()),
    }
    if step.due:
        task["due"] = _stamp(_end_of(step.due, view))
    if step.state == "doing":
        task["start"] = entry
    if step.state in _STATUS:
        ended = max(_end_of(step.finished, view), session.created) if step.finished else session.created
        task["end"] = task["modified"] = _stamp(ended)
    tags = [tag for tag, holds in (("hoped", step.hoped), ("stuck", step.state == "blocked")) if holds]
    owner = [f"Owner: {step.owner}"] if step.owner else []
    about = [*owner, *everything(session, step, view)]
    task |= {"tags": tags} if tags else {}
    return task | {"annotations": [_annotation(session, i, line) for i, line in enumerate(about)]}


def _annotation(session: Session, place: int, line: str) -> dict[str, str]:
    # Taskwarrior knows annotations by their second: two of one are one.
    at = _stamp(session.created + dt.timedelta(seconds=place))
    return {"entry": at, "description": " ".join(line.split())}


def _end_of(day: dt.date, view: View) -> dt.datetime:
    """The last second of a day where the people are: what is due today is not late before it is over."""
    near = dt.datetime.combine(day, _LAST, dt.UTC)
    offset = view.local(near).utcoffset() or dt.timedelta()
    try:
        return near - offset
    except OverflowError:
        return near


def _stamp(at: dt.datetime) -> str:
    # Not by strftime, which writes years before 1000 with fewer digits on some systems.
    told = at.astimezone(dt.UTC).replace(tzinfo=None).isoformat(timespec="seconds")
    return f"{told.replace('-', '').replace(':', '')}Z"
