"""What a list says became of the steps: ticked Markdown, todo.txt, `task export`, tables, calendars and our JSON."""

import datetime as dt
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, get_args

from msgspec import Struct

from flipchart.domain.commands.reports import News, reports_from_news
from flipchart.domain.errors import ExchangeError, Rejected
from flipchart.domain.identity import was_undone
from flipchart.domain.kinds import StepState
from flipchart.domain.plan import Step
from flipchart.domain.saying import STATES
from flipchart.domain.session import Session
from flipchart.domain.sittings import not_before
from flipchart.domain.text import clean_line
from flipchart.domain.when.past import past_day
from flipchart.exchange.readers.columns import Entry
from flipchart.exchange.readers.detect import decoded, read_items
from flipchart.exchange.readers.vocabulary import STATES as WORDS
from flipchart.exchange.view import View
from flipchart.exchange.writers.step_words import event_uid, everything, task_uuid
from flipchart.exchange.writers.taskwarrior import rows_of
from flipchart.exchange.writers.todo_txt import project_mark


class Said(Struct, frozen=True):
    """A row of a list that may report on a step: its id or words, its state, since when, and a comment.

    With `elsewhere` the row is of another plan, unless its id is here. An `owner` tells steps of the same words
    apart; `project` is the mark of another session, as a todo.txt of many has them.
    """

    row: int
    text: str
    state: StepState | None
    on: str = ""
    note: str = ""
    id: str = ""
    elsewhere: bool = False
    owner: str = ""
    project: str = ""


class Outcome(Struct, frozen=True):
    """What became of a row: reported, known already (also if it says nothing new), or left out, and why."""

    said: Said
    step: Step | None
    kind: str
    say: str = ""

    def as_json(self) -> Mapping[str, object]:
        """Return the row of `report --json`."""
        step = self.step.id if self.step else None
        row = {"row": self.said.row, "step": step, "text": self.said.text, "state": self.said.state}
        return row | {"on": self.said.on or None, "became": self.kind, "say": self.say}


class Taken(Struct, frozen=True):
    """The session with the reports of a list, and what became of each of its rows."""

    session: Session
    rows: tuple[Outcome, ...]

    def count(self, kind: str) -> int:
        """Return how many rows had this outcome."""
        return sum(it.kind == kind for it in self.rows)

    def as_json(self) -> Mapping[str, object]:
        """Return the object of `report --from … --json`."""
        counts = {kind: self.count(kind) for kind in ("taken", "known", "left")}
        return {**counts, "rows": [it.as_json() for it in self.rows]}


def read_report_rows(data: bytes, suffix: str, session: Session, view: View) -> tuple[Said, ...]:
    """Return the rows of a list, whose format is known by its content. Raises ExchangeError."""
    text = decoded(data)
    start = text.lstrip()[:1]
    if text.lstrip().upper().startswith("BEGIN:VCALENDAR"):
        return tuple(_calendar(data, view))
    if start in ("{", "[") and (rows := _json(text)) is not None:
        return tuple(_objects(rows, session, view))
    lines = [line for line in text.split("\n") if line.strip()]
    if lines and sum(bool(_TODO.match(line)) for line in lines) * 2 > len(lines):
        mine = project_mark(session)
        return tuple(_todo(row, line, mine) for row, line in enumerate(text.split("\n"), 1) if line.strip())
    return tuple(_entry(entry) for entry in read_items(data, suffix) if entry.kind in ("item", "step"))


def take_report_rows(session: Session, rows: Iterable[Said], view: View, *, dated: bool = False) -> Taken:
    """Return the session with a report for each row that has news; the same list again brings none.

    A list never reopens what is done or dropped here: it may be older than the plan. If the session says when it was
    made (`dated`), rows of a day before that are left out, too.
    """
    known = tuple(rows)
    finder = _Finder(session, known)
    outcomes: list[Outcome] = []
    for said in known:
        found = finder.step(said)
        if said.project:
            why = f"It is of {said.project} there; say it with 'report' if it is this one."
            outcomes += [Outcome(said, None, "left", why)] if said.state and isinstance(found, Step) else []
        elif isinstance(found, Step):
            session, outcome = _take_row(session, said, found.id, view, dated)
            outcomes.append(outcome)
        elif not said.elsewhere and (said.state or found):
            outcomes.append(Outcome(said, None, "left", found or "No step here has these words."))
    return Taken(session, tuple(outcomes))


def _take_row(session: Session, said: Said, id: str, view: View, dated: bool) -> tuple[Session, Outcome]:
    step = next(it for it in session.steps if it.id == id)
    try:
        on = past_day(said.on, view.today) if said.on else None
        on = not_before(on, session, view.today, view.local) if dated else on
        why = _passed_over(session, step, said, on, view)
        if why is not None:
            return session, Outcome(said, step, "left" if why else "known", why)
        news = News(said.state, on or view.today, note=said.note or None)
        for report in reports_from_news(session, id, news, view.today):
            session = report.apply(session)
    except Rejected as refused:
        return session, Outcome(said, step, "left", str(refused))
    return session, Outcome(said, step, "taken", _sentence(said, on, view))


def _passed_over(session: Session, step: Step, said: Said, on: dt.date | None, view: View) -> str | None:
    """Return None if a row has news; "" if all of it is known; else why it is left out."""
    state = said.state
    if state is None or state == step.state or (state == "open" and step.state in ("doing", "blocked")):
        return ""
    if step.carried_to is not None:
        return "Carried over to another session: say it there."
    if not step.live:
        return f"{STATES[state].capitalize()} in the list, {STATES[step.state]} here; left as it is."
    mine = sorted((it for it in session.reports if it.live and it.step == step.id), key=lambda it: it.on)
    before = [it for it in mine if it.state == state]
    if before and (on is None or on <= mine[-1].on):
        return f"Reported before, and taken up again on {view.day(mine[-1].on)}; left as it is."
    return None


def _sentence(said: Said, on: dt.date | None, view: View) -> str:
    day = f" on {view.day(on)}" if on else ""
    return f"{STATES[said.state or 'open'].capitalize()}{day}"


class _Finder:
    """Finds the step that a row is about: by its id in the list's own form, else by its words."""

    def __init__(self, session: Session, rows: Sequence[Said]) -> None:
        steps = [it for it in session.steps if not was_undone(it)]
        self._ids = {name: it for it in steps for name in _names(session, it)}
        self._words: dict[str, list[Step]] = {}
        for step in steps:
            self._words.setdefault(folded(step.text), []).append(step)
        self._rows = Counter(self._key(said) for said in rows)
        self._seen: Counter[str] = Counter()

    def _key(self, said: Said) -> str:
        """Return the words in the plan that a row has, longest first, "" for none."""
        return next((key for it in heads(said.text) if (key := folded(it)) in self._words), "")

    def step(self, said: Said) -> Step | str:
        """Return the step, or why there is none; "" if nothing matches."""
        if said.id:
            return self._ids.get(said.id) or ("" if said.elsewhere else self._by_words(said))
        return self._by_words(said)

    def _by_words(self, said: Said) -> Step | str:
        key = self._key(said)
        found = self._words.get(key, [])
        mine = [it for it in found if said.owner and folded(it.owner or "") == folded(said.owner)]
        place = self._seen[key]
        self._seen[key] += 1
        if len(mine) == 1:
            return mine[0]
        if len(found) > 1 and self._rows[key] != len(found):
            return f"{len(found)} steps have these words: which one?"
        return found[min(place, len(found) - 1)] if found else ""


def _names(session: Session, step: Step) -> tuple[str, str, str]:
    return step.id, task_uuid(session, step), event_uid(session, step)


def folded(text: str) -> str:
    """Return a text in the form in which words are compared: without case or signs, with single spaces."""
    bare = " ".join("".join(sign if sign.isalnum() else " " for sign in text.casefold()).split())
    return bare or " ".join(text.split())


_TAIL = re.compile(r"\s+(?:[+@]\S+|\w+:\S+)\s*$")
_MARKED = re.compile(r"\s(?=[@>+#^=!~][^\W_\d]|[@>+#^=!~][\"~\d])")


def heads(text: str) -> Iterator[str]:
    """Yield the words of a row, and what stands before its dashes and its marks, the longest first."""
    yield text
    shorter = text
    while (bare := _TAIL.sub("", shorter)) != shorter:
        shorter = bare
        yield shorter
    parts = re.split(r"( [–—|] )", text)
    for end in range(len(parts) - 2, 0, -2):
        yield "".join(parts[:end])
    yield _MARKED.split(text, maxsplit=1)[0]


_DONE_ON = re.compile(r" – done \w{2,4} (\d{1,2} \w{3} \d{4})$")
_BOXES: Mapping[str, StepState] = {"x": "done", "/": "doing", "-": "dropped"}


def _entry(entry: Entry) -> Said:
    cells = {cell.field: cell.text for cell in reversed(entry.cells) if cell.field}
    state = _BOXES.get(entry.box or "") or WORDS.get(clean_line(cells.get("state", "")).casefold())
    state = "dropped" if entry.struck and state != "done" else state
    text = re.sub(r"\\(?=[^\w\s])", "", entry.text)
    if state is None and (gone := re.match(r"Dropped: (?P<rest>.+)", text)):
        text, state = gone["rest"], "dropped"
    day = _DONE_ON.search(text)
    note = cells.get("reason", "") if state == "dropped" else ""
    on = (cells.get("finished") or (day[1] if day else "")) if state == "done" else ""
    return Said(entry.row, text, state, on=on, note=note or entry.aside, owner=cells.get("owner", ""))


_TODO = re.compile(r"(?:x (?:\d{4}-\d\d-\d\d )?|\([A-Z]\) |\d{4}-\d\d-\d\d )")
_TASK = re.compile(r"(?P<done>x )?(?:\([A-Z]\) )?(?P<on>\d{4}-\d\d-\d\d )?(?:\d{4}-\d\d-\d\d )?(?P<text>.*)")


def _todo(row: int, line: str, mine: str) -> Said:
    found = _TASK.match(line.strip())
    done, on, text = found.groups() if found else (None, None, line)
    owner = next((word[1:] for word in reversed(text.split()) if word.startswith("@")), "")
    marks = [word for word in text.split() if re.match(r"\+[^\W\d]", word)]
    project = marks[-1] if marks and mine not in marks else ""
    return Said(row, text, "done" if done else None, (on or "").strip() if done else "", owner=owner, project=project)


def _json(text: str) -> list[Any] | None:
    try:
        found = json.loads(text)
    except json.JSONDecodeError:
        try:
            found = [json.loads(line.rstrip(",")) for line in text.split("\n") if line.strip(" ,[]")]
        except json.JSONDecodeError as error:
            if text.lstrip()[:1] == "[":
                return None  # a Markdown line may begin with a bracket as well
            raise ExchangeError(f"Line {error.lineno} of the list is not JSON: {error.msg}.") from error
    except RecursionError:
        raise ExchangeError("The list is nested too deeply.") from None
    if isinstance(found, dict):
        found = found["steps"] if isinstance(found.get("steps"), list) else [found]
    return found if all(isinstance(it, dict) for it in found) else None


def _objects(rows: Sequence[Mapping[str, Any]], session: Session, view: View) -> Iterator[Said]:
    known = {task_uuid(session, step): step for step in session.steps}
    for row, it in enumerate(rows, start=1):
        if "uuid" in it or "description" in it:
            step = known.get(str(it.get("uuid")))
            yield _task(row, it, [] if step is None else list(everything(session, step, view)), view)
        else:
            state = it.get("state")
            on = str(it.get("finished") or "") if state == "done" else ""
            known_state = state if state in get_args(StepState) else None
            note = str(it.get("reason") or "") if state == "dropped" else ""
            yield Said(row, str(it.get("text", "")), known_state, on, note, str(it.get("step") or it.get("id") or ""))


def _task(row: int, it: Mapping[str, Any], ours: Sequence[str], view: View) -> Said:
    status, tags = it.get("status"), rows_of(it.get("tags"), str)
    state: StepState | None = "done" if status == "completed" else "dropped" if status == "deleted" else None
    if state is None:
        state = "blocked" if "stuck" in tags else "doing" if it.get("start") else None
    own = ("Owner: ", "Dropped: ")
    notes = [str(note.get("description", "")) for note in rows_of(it.get("annotations"), dict)]
    note = "; ".join(it for it in notes if it not in ours and not it.startswith(own))
    on = _stamp(str(it.get("end", "")), view) if status == "completed" else ""
    text = str(it.get("description", ""))
    return Said(row, text, state, on, note if state else "", str(it.get("uuid", "")), elsewhere=True)


def _stamp(text: str, view: View) -> str:
    try:
        at = dt.datetime.strptime(text, "%Y%m%dT%H%M%SZ").replace(tzinfo=dt.UTC)
    except ValueError:
        return ""
    return view.local(at).date().isoformat()


_CANCELLED: Mapping[str, StepState | None] = {"done": "done", "carried": None, "undated": None}
"""What our own cancelled events are, by the state that we wrote into them; None says nothing of the step."""

_STATUS: Mapping[str, StepState] = {"COMPLETED": "done", "IN-PROCESS": "doing", "CANCELLED": "dropped"}


def _calendar(data: bytes, view: View) -> Iterator[Said]:
    from icalendar import Calendar  # noqa: PLC0415 - of all lists only a calendar needs it

    try:
        found = [part for calendar in Calendar.from_ical(data, multiple=True) for part in calendar.walk()]
    except ValueError as error:
        raise ExchangeError(f"This calendar cannot be read: {clean_line(str(error))}.") from error
    for row, part in enumerate((it for it in found if it.name in ("VEVENT", "VTODO")), start=1):
        state = _STATUS.get(str(part.get("status", "")).upper())
        ours = str(part.get("x-flipchart-state", ""))
        if state == "dropped" and ours in _CANCELLED:
            state = _CANCELLED[ours]
        on = _day_of(part.get("completed"), view) if part.get("completed") else str(part.get("x-flipchart-done", ""))
        text = str(part.get("summary", ""))
        uid = str(part.get("uid", ""))
        yield Said(row, text, state, on if state == "done" else "", "", uid, elsewhere=uid.endswith("@flipchart"))


def _day_of(value: Any, view: View) -> str:
    at = getattr(value, "dt", None)
    if isinstance(at, dt.datetime):
        at = view.local(at).date() if at.tzinfo else at.date()
    return at.isoformat() if isinstance(at, dt.date) else ""
