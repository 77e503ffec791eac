"""The plan for Taskwarrior's `task import`: one JSON object a line, each known by its step.

An import takes the place of a task as it stands (Taskwarrior 2.6.2, CmdImport.cpp): what the file does not say is
lost there, and what was completed is open again. `merged` therefore starts from what `task export` tells, and changes
only what this plan owns; and every file begins with a seal, so that Taskwarrior takes it in once (see `_sealed`).
"""

import datetime as dt
import json
import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from flipchart.domain.errors import ExchangeError
from flipchart.domain.identity import was_undone
from flipchart.domain.kinds import StepState
from flipchart.domain.plan import Step
from flipchart.domain.saying import STATES, name_key
from flipchart.domain.session import Session
from flipchart.exchange.view import View
from flipchart.exchange.writers.selection import ALL, Selection
from flipchart.exchange.writers.step_words import NAMES, everything, given_out, task_uuid

_STATUS: Mapping[StepState, str] = {"done": "completed", "dropped": "deleted"}
_OURS = ("hoped", "stuck")
"""The tags that say something of a step; all others are the person's own."""

_STANDING = frozenset(words.capitalize() for words in STATES.values())

_MADE_THERE = ("id", "urgency", "modified")
"""What Taskwarrior works out itself."""

SEAL = "flipchart.seal"
"""The project of the seals: tasks deleted from the start, which tell that a file was taken in."""

_BEGINNINGS = (
    "Owner: ",
    "For: ",
    "With ",
    "Done when ",
    "First ",
    "If ",
    "Needs ",
    "Hoped for by ",
    "Note: ",
    "Dropped: ",
)
"""How the annotations begin that this plan makes; what else stands at a task is the person's own."""

_OURS_WITHIN = dt.timedelta(minutes=1)
"""How long after its task's beginning an annotation of ours is stamped: they are a second apart."""

Task = dict[str, Any]


def write(session: Session, view: View, selection: Selection = ALL) -> str:
    """Return the steps, dropped ones as deleted tasks, for a Taskwarrior that has none of them yet.

    Where it has taken in steps of one of their owners from a file of this session before, it refuses this one whole.
    """
    chosen = selection.of(session)
    return _sealed(session, _seals(session, chosen), _tasks(chosen, view))


def merged(session: Session, view: View, selection: Selection, there: Sequence[Task]) -> tuple[str, tuple[str, ...]]:
    """Return what is new, each step on top of its task in `there`, and a sentence for each disagreement.

    What was completed or deleted there stays so, and is said where it is open here. Annotations, priorities, waits,
    tags, the project and whatever else was given to a task there are kept. Tasks that are no steps, and those of
    which nothing changes, are not in it.
    """
    known = {str(it.get("uuid")): it for it in there}
    chosen = selection.of(session)
    made, said = [], []
    for task in _tasks(chosen, view, carried=True):
        before = known.get(task["uuid"])
        if before is None:
            made += [task] if task["status"] != "deleted" else []
            continue
        after = _over(task, before, view)
        made += [after] if after != _as_it_stands(before) else []
        if task["status"] == "pending" and after["status"] in ("completed", "deleted"):
            said.append(f"“{task['description']}” is {after['status']} in Taskwarrior and open here.")
    seals = {id: owner for id, owner in _seals(session, chosen).items() if id not in known}
    if len(seals) < len(_seals(session, chosen)):
        seals[_seal_uuid(session, _lines(made))] = ""
    return _sealed(session, seals, made), tuple(said)


def read_export(data: bytes) -> tuple[Task, ...]:
    """Return the tasks of `task export`, a JSON array or an object a line. Raises ExchangeError."""
    try:
        text = data.decode("utf-8")
        try:
            found = json.loads(text)
        except json.JSONDecodeError:
            found = [json.loads(line.strip().rstrip(",")) for line in text.splitlines() if line.strip(" ,[]\t")]
    except (ValueError, RecursionError) as error:
        raise ExchangeError(f"That is not what 'task export' prints: {str(error)[:80]}.") from error
    rows = found if isinstance(found, list) else [found]
    if not all(isinstance(it, dict) for it in rows):
        raise ExchangeError("That is not what 'task export' prints: a list of tasks was expected.")
    return tuple(rows)


def _lines(tasks: Iterable[Task]) -> str:
    return "".join(f"{json.dumps(task, ensure_ascii=False)}\n" for task in tasks)


def _sealed(session: Session, seals: Mapping[str, str], tasks: Iterable[Task]) -> str:
    """Return the lines of a file that Taskwarrior takes in once; a second time it refuses it and changes nothing.

    A seal is one task in two lines: without a date, then with a date and a recurrence. Taskwarrior never takes the
    date from a task that recurs ("You cannot remove the due date from a recurring task."), so the first line stops
    the import wherever the second was taken in before. There is one for each owner of a step, so that the files of
    two people go in side by side, and neither goes in again with that of all; later ones are of a file's content.
    """
    lines = _lines(tasks)
    if not lines:
        return ""
    stamp = _stamp(session.created)
    rows: list[Task] = []
    for id, owner in seals.items():
        whose = f", {owner}," if owner else ""
        words = f"Flipchart: “{' '.join(session.title.split())}”{whose} was taken in; changes come by --update"
        seal = {"uuid": id, "status": "deleted", "entry": stamp, "end": stamp, "project": SEAL, "description": words}
        rows += [seal, seal | {"due": stamp, "recur": "yearly"}]
    return _lines(rows) + lines


def _seals(session: Session, chosen: Session) -> dict[str, str]:
    """The owners of the chosen steps by the uuids of their seals, in the order of the steps."""
    owners = {name_key(step.owner or ""): " ".join((step.owner or "").split()) for step in reversed(chosen.steps)}
    return {_seal_uuid(session, f"of {key}"): owners[key] for key in reversed(owners)}


def _seal_uuid(session: Session, content: str) -> str:
    return str(uuid.uuid5(NAMES, f"{session.id}/seal/{content}"))


def _tasks(session: Session, view: View, *, carried: bool = False) -> Iterator[Task]:
    """Yield a task a step; with `carried` those carried over as well, deleted, since the other session has them."""
    gone = [it for it in session.steps if carried and it.carried_to is not None and not was_undone(it)]
    steps = (*given_out(session), *gone)
    uuids = {step.id: task_uuid(session, step) for step in steps}
    yield from (_task(session, step, uuids, view) for step in steps)


def _task(session: Session, step: Step, uuids: Mapping[str, str], view: View) -> Task:
    entry = _begun(session, step)
    task: Task = {
        "uuid": uuids[step.id],
        "status": _status(step),
        "entry": _stamp(entry),
        "description": " ".join(step.text.split()) or "-",
        "project": " ".join(session.title.split()),
    }
    if step.due:
        # Without Z it is the importing machine's local time, so that the date is the same day in every zone.
        task["due"] = f"{step.due.isoformat().replace('-', '')}T235959"
    if step.state == "doing" and task["status"] == "pending":
        task["start"] = _stamp(_started(session, step, view) or entry)
    if task["status"] != "pending":
        task["end"] = _stamp(max(_ended(session, step, view), entry))
    if waits := [uuids[id] for id in step.after if id in uuids]:
        task["depends"] = waits
    tags = [tag for tag, holds in zip(_OURS, (step.hoped, step.state == "blocked"), strict=True) if holds]
    task |= {"tags": tags} if tags else {}
    notes = list(_annotations(session, step, entry, view))
    return task | ({"annotations": notes} if notes else {})


def _status(step: Step) -> str:
    return "deleted" if step.carried_to is not None else _STATUS.get(step.state, "pending")


def _as_it_stands(before: Task) -> Task:
    kept = {key: value for key, value in before.items() if key not in _MADE_THERE}
    return kept | ({"depends": _listed(kept["depends"])} if "depends" in kept else {})


def _over(task: Task, before: Task, view: View) -> Task:
    """Return a task as it stands there, with what the plan owns put over it."""
    made: Task = {"status": "pending"} | _as_it_stands(before) | {"description": task["description"]}
    if "due" in task and _local(before.get("due"), view) != task["due"]:
        made["due"] = task["due"]
    closed = before.get("status") in ("completed", "deleted")
    if task["status"] != "pending" and not closed:
        made |= {"status": task["status"], "end": task["end"]}
        made.pop("start", None)
    elif not closed and "start" in task:
        made.setdefault("start", task["start"])
    depends = dict.fromkeys([*_listed(before.get("depends")), *task.get("depends", ())])
    if set(depends) != set(_listed(before.get("depends"))):
        made["depends"] = list(depends)
    tags = [it for it in rows_of(before.get("tags"), str) if it not in _OURS] + task.get("tags", [])
    if set(tags) != set(rows_of(before.get("tags"), str)):
        made.pop("tags", None)
        made |= {"tags": tags} if tags else {}
    made.pop("annotations", None)
    notes = _annotated(task, before)
    return made | ({"annotations": notes} if notes else {})


def _annotated(task: Task, before: Task) -> list[Task]:
    """Return the annotations of a task: the person's own, and this plan's as they are now."""
    known = {it["description"] for it in task.get("annotations", ())}
    notes = [it for it in rows_of(before.get("annotations"), dict) if not _outdated(it, known, task["entry"])]
    words = {it.get("description") for it in notes}
    stamps = {it.get("entry") for it in notes}
    for note in task.get("annotations", ()):
        if note["description"] not in words:
            notes.append({**note, "entry": _free(note["entry"], stamps)})
            stamps.add(notes[-1]["entry"])
    return notes


def _outdated(note: Task, known: set[Any], begun: str) -> bool:
    """Whether an annotation is one that this plan made and no longer says."""
    words, at = str(note.get("description")), _instant(note.get("entry"))
    if words in known or not words.startswith(_BEGINNINGS) or at is None:
        return False
    return dt.timedelta() <= at - (_instant(begun) or at) < _OURS_WITHIN


def _instant(stamp: object) -> dt.datetime | None:
    try:
        return dt.datetime.strptime(str(stamp), "%Y%m%dT%H%M%SZ").replace(tzinfo=dt.UTC)
    except ValueError:
        return None


def _local(stamp: object, view: View) -> str:
    at = _instant(stamp)
    try:
        return "" if at is None else view.local(at).strftime("%Y%m%dT%H%M%S")
    except OverflowError:
        return ""


T = TypeVar("T")


def rows_of(value: object, kind: type[T]) -> list[T]:
    """Return the rows of a kind in an array that another program wrote, none where it is no array."""
    return [it for it in value if isinstance(it, kind)] if isinstance(value, list) else []


def _listed(value: object) -> list[str]:
    # Before 2.6 dependencies were one text with commas.
    if isinstance(value, str):
        return [it for it in value.split(",") if it]
    return [str(it) for it in value] if isinstance(value, list) else []


def _free(entry: str, taken: set[Any]) -> str:
    at = _instant(entry)
    while at is not None and _stamp(at) in taken:
        at += dt.timedelta(seconds=1)
    return _stamp(at) if at else entry


def _annotations(session: Session, step: Step, entry: dt.datetime, view: View) -> Iterator[dict[str, str]]:
    about = [f"Owner: {step.owner}"] if step.owner else []
    # How it stands is shown by `start` and by a tag, which change; an annotation would stay.
    about += [line for line in everything(session, step, view) if line not in _STANDING]
    about += [f"Dropped: {step.reason}"] if step.state == "dropped" and step.reason else []
    for place, line in enumerate(about):
        # Taskwarrior knows annotations by their second: two of one are one.
        at = _stamp(entry + dt.timedelta(seconds=place)) if entry.year < 9999 else _stamp(entry)
        yield {"entry": at, "description": " ".join(line.split())}


def _begun(session: Session, step: Step) -> dt.datetime:
    if step.added is None:
        return session.created
    return max(session.created, dt.datetime.combine(step.added, dt.time(), dt.UTC))


def _started(session: Session, step: Step, view: View) -> dt.datetime | None:
    days = [it.on for it in session.reports if it.live and it.step == step.id and it.state == "doing"]
    return max(_begun(session, step), _noon(min(days), view)) if days else None


def _ended(session: Session, step: Step, view: View) -> dt.datetime:
    days = [it.on for it in session.reports if it.live and it.step == step.id and it.state == step.state]
    on = step.finished or (max(days) if days else None)
    return _noon(on, view) if on else session.created


def _noon(day: dt.date, view: View) -> dt.datetime:
    """Noon of a day where the people are: the same day in most zones."""
    near = dt.datetime.combine(day, dt.time(12), dt.UTC)
    offset = view.local(near).utcoffset() or dt.timedelta()
    try:
        return near - offset
    except OverflowError:
        return near


def _stamp(at: dt.datetime) -> str:
    # Not by strftime, which writes years before 1000 with fewer digits on some systems.
    utc = at.astimezone(dt.UTC).replace(tzinfo=None).isoformat(timespec="seconds")
    return f"{utc.replace('-', '').replace(':', '')}Z"
