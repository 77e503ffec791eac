"""Files of task tools: todo.txt, org, JSON of boards and issues, calendars."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from flipchart.domain.errors import ExchangeError
from flipchart.domain.said import say
from flipchart.exchange.readers.column_names import Field
from flipchart.exchange.readers.columns import Cell, Entry, GridRow, field_of, is_header
from flipchart.exchange.readers.document_signs import is_document
from flipchart.exchange.readers.grid import grid_of, pipe_rows
from flipchart.exchange.readers.marks import item_mark
from flipchart.exchange.readers.own_page import MARK, read_own_page
from flipchart.exchange.readers.sections import role_of
from flipchart.exchange.readers.session_file import (
    detail,
    entries_of,
    filled_cells,
    is_own_markdown,
    note_cell,
    read_own_markdown,
)
from flipchart.exchange.readers.table import read_table
from flipchart.exchange.readers.vocabulary import STATES
from flipchart.exchange.readers.web_page import read_web_page
from flipchart.exchange.writers.taskwarrior import SEAL

Entries = tuple[Entry, ...]


def task_file(text: str, suffix: str) -> Entries | None:
    """Return the entries of a task tool's file, None for any other text.

    Raises ExchangeError, with what to do instead, for a tool's file that no reader is for.
    """
    start = text.lstrip()[:200]
    if re.match(r'\{\s*"|\[\s*\{', start) and text.rstrip().endswith(("}", "]")):
        return read_json(text)
    if start.upper().startswith("BEGIN:VCALENDAR") and "END:VCALENDAR" in text:
        return read_calendar(text)
    if _WEB.match(start) and (page := read_own_page(text) if MARK in text[:4_000] else read_web_page(text)):
        return page
    for name, begins in _REFUSED:
        if begins.match(start):
            raise ExchangeError(f"{name} is not read; save the list as CSV, or copy it out and paste it.")
    if is_own_markdown(text):
        return read_own_markdown(text)
    if suffix == ".org" or (_ORG.search(text) and _ORG_HEAD.search(text)):
        return _org_entries(text)
    return tuple(_todo_entries(text)) if _is_todo_txt(text) else None


_WEB = re.compile(r"<(?:!doctype html|html|head|body|table|meta)\b", re.IGNORECASE)
_REFUSED = (
    ("Rich text (.rtf)", re.compile(r"\{\\rtf")),
    ("A web page without a table of a list", _WEB),
    ("XML", re.compile(r"<\?xml ")),
)


_TODO_LINE = re.compile(
    r"(?P<done>x )?\s*(?:\((?P<rank>[A-Z])\) )?\s*(?P<one>\d{4}-\d\d-\d\d )?(?P<two>\d{4}-\d\d-\d\d )?(?P<text>\S.*)"
)
_TOKEN = re.compile(r"(?:[@+]\S+|[A-Za-z][\w-]*:(?!/)\S+)")


_SAMPLE = 30_000
"""How many characters are looked at to tell whether a text is todo.txt."""


def _is_todo_txt(text: str) -> bool:
    """Most lines begin as todo.txt has them, with a priority, a tick with its day, or a day; none is a bullet."""
    lines = [line for line in text[:_SAMPLE].split("\n") if line.strip()]
    found = [_TODO_LINE.fullmatch(line.strip()) for line in lines]
    begun = sum(bool(it and (it["rank"] or it["one"])) for it in found)
    keyed = sum(re.search(r"\s(?:due|t|rec|pri):\S", line) is not None for line in lines)
    if not lines or any(item_mark(line) for line in lines):
        return False
    return begun * 2 >= len(lines) or (begun + keyed) * 2 > len(lines) > 0


def _todo_entries(text: str) -> Iterator[Entry]:
    for row, line in enumerate(text.split("\n"), start=1):
        found = _TODO_LINE.fullmatch(line.strip())
        if found is None:
            continue
        words, tokens = _without_tokens(found["text"].split())
        keys = dict(token.split(":", 1) for token in tokens if token[0] not in "@+")
        done = found["done"] is not None
        finished = found["one"] if done else None
        kept = [f"({found['rank']})"] if found["rank"] else []
        kept += [token for token in tokens if not token.startswith(("due:", "hoped:"))]
        cells = filled_cells(
            ("state", "Done", "done" if done else ""), ("finished", "Finished", finished),
            ("due", "due", keys.get("due")), ("hoped", "hoped", keys.get("hoped")),
        )  # fmt: skip
        contexts = tuple(Cell("context", "", token[1:]) for token in tokens if token[0] == "@")
        kept_cells = (note_cell(" ".join(kept)),) if kept else ()
        yield Entry(row, words or found["text"], "step", cells=(*cells, *contexts, *kept_cells), literal=True)


def _without_tokens(words: list[str]) -> tuple[str, list[str]]:
    """Part the marks at both ends of a task from its words; one inside a sentence is a word of it."""
    first, last = 0, len(words)
    while last > first and _TOKEN.fullmatch(words[last - 1]):
        last -= 1
    while first < last and _TOKEN.fullmatch(words[first]):
        first += 1
    inner = [word for word in words[first:last] if re.fullmatch(r"(?:due|t|rec|hoped|pri):\S+", word)]
    text = " ".join(word for word in words[first:last] if word not in inner)
    return text, [*words[:first], *inner, *words[last:]]


_ORG = re.compile(
    r"^\*+ (?:TODO|DONE|NEXT|WAITING|CANCELLED) |^#\+(?:TITLE|TODO|STARTUP):|^\s*(?:DEADLINE|SCHEDULED): <", re.M
)
_STARS = re.compile(r"^\*+(?= )", re.MULTILINE)
_ORG_HEAD = re.compile(r"^(?:\*+ |#\+)", re.MULTILINE)
"""Other note programs write the same keywords, below bullets of their own."""


def _org_entries(text: str) -> Entries:
    """Read headlines with keywords; where none has one, and headlines name sections, it is a document."""
    if not _ORG.search(text):
        from flipchart.exchange.readers.document import read_document  # noqa: PLC0415  a table goes without it

        paged = _STARS.sub(lambda it: "#" * len(it[0]), text)
        return read_document(paged) if is_document(paged) else tuple(_OrgReader().entries(text))
    return tuple(_OrgReader().entries(text))


_HEADLINE = re.compile(
    r"(?P<stars>\*+) (?:(?P<state>[A-Z][A-Z_-]{2,}) )?(?:\[#(?P<rank>\w)\] )?(?P<text>.*?)(?P<tags>\s+:[\w@:]+:)?\s*"
)
_PLANNED = re.compile(r"(?P<key>DEADLINE|SCHEDULED|CLOSED): [<\[](?P<day>\d{4}-\d\d-\d\d)[^>\]]*[>\]]")
_PROPERTY = re.compile(r"\s*:(?P<key>[\w-]+):\s*(?P<value>.*)")
_ORG_STATES = {"next": "open", "waiting": "blocked", "hold": "blocked", "todo": "open", "started": "doing"}


class _OrgReader:
    """Headlines with a keyword are steps, of the headline above them that has none; what stands below is theirs."""

    def __init__(self) -> None:
        self._found: list[Entry] = []
        self._above: list[tuple[int, str]] = []

    def entries(self, text: str) -> list[Entry]:
        lines = text.split("\n")
        for row, line in enumerate(lines, start=1):
            head = _HEADLINE.fullmatch(line)
            if head:
                self._headline(row, head)
            elif line.lstrip().startswith("|"):
                self._table(lines, row)
            elif line.strip() and not line.startswith("#"):
                self._line(row, line)
        used = {it.under for it in self._found if it.under}
        return [
            it._replace(kind="improvement") if it.kind == "words" and it.text in used else it for it in self._found
        ]

    def _headline(self, row: int, head: re.Match[str]) -> None:
        depth, word = len(head["stars"]), (head["state"] or "").casefold()
        state = _ORG_STATES.get(word) or STATES.get(word.replace("_", " "))
        self._above = [it for it in self._above if it[0] < depth]
        text = head["text"].strip() if state else f"{head['state'] or ''} {head['text']}".strip()
        kept = [f"[#{head['rank']}]" if head["rank"] else "", (head["tags"] or "").strip()]
        notes = tuple(note_cell(words) for words in kept if words)
        if state is None:
            parked = any(role_of(title) == "parked" for _, title in self._above)
            self._above.append((depth, text))
            self._found += [Entry(row, text, "parked" if parked else "words")] if text else []
            return
        cell = Cell("state", "State", str(head["state"]), state)
        under = self._above[-1][1] if self._above else ""
        self._found.append(Entry(row, text or "-", "step", 1, cells=(cell, *notes), under=under, literal=True))

    def _table(self, lines: list[str], row: int) -> None:
        """Read a table at its first line; the others went with that."""
        if row > 1 and lines[row - 2].lstrip().startswith("|"):
            return
        end = next((i for i in range(row, len(lines)) if not lines[i].lstrip().startswith("|")), len(lines))
        self._found += read_table(grid_of(tuple(pipe_rows(lines[row - 1 : end], row)), "|"))

    def _line(self, row: int, line: str) -> None:
        if not self._found:
            self._found.append(Entry(row, line.strip(), "words"))
            return
        last = self._found[-1]
        planned = {it["key"]: it["day"] for it in _PLANNED.finditer(line)}
        named = _PROPERTY.fullmatch(line)
        if planned:
            fields: dict[str, Field | None] = {"DEADLINE": "due", "CLOSED": "finished"}
            cells = tuple(Cell(fields.get(key), key.capitalize(), day) for key, day in planned.items())
            if "DEADLINE" not in planned and "SCHEDULED" in planned:
                cells = tuple(cell._replace(field="due") if cell.name == "Scheduled" else cell for cell in cells)
            self._found[-1] = last._replace(cells=(*last.cells, *cells))
        elif named and named["key"].upper() in ("PROPERTIES", "END", "LOGBOOK", "ID"):
            return
        elif named:
            cell = Cell(field_of(named["key"]), named["key"].capitalize(), named["value"])
            self._found[-1] = last._replace(cells=(*last.cells, cell)) if named["value"] else last
        elif (mark := item_mark(line)) and mark.box is not None:
            under = self._above[-1][1] if self._above else ""
            self._found.append(Entry(row, mark.text, "step", 1, mark.box, under=under))
        elif last.kind == "words":
            self._found.append(Entry(row, line.strip(), "words"))
        else:
            self._found[-1] = last._replace(more=f"{last.more}\n{line.strip()}".strip())


def read_json(text: str) -> Entries:
    """Read a board, a list of issues or tasks, or a session, as JSON. Raises ExchangeError for any other."""
    tables = _loaded(text)
    if isinstance(tables, dict) and "cards" in tables and "lists" in tables:
        return tuple(_cards(tables))
    if isinstance(tables, dict) and isinstance(tables.get("format"), int) and ("steps" in tables or "runs" in tables):
        return entries_of(tables, "")
    # The APIs of some trackers put the fields of an issue in an object of its own.
    rows = [{**it, **it["fields"]} if isinstance(it.get("fields"), dict) else it for it in _rows_in(tables)]
    if rows and all("description" in it and "uuid" in it for it in rows):
        return tuple(_tasks(rows))
    if rows:
        names = tuple(dict.fromkeys(key for row in rows for key in row))
        cells = [tuple(_flat(row.get(name)) for name in names) for row in rows]
        if is_header(names, surely=True):
            grid = [GridRow(1, names), *(GridRow(i, it) for i, it in enumerate(cells, start=1) if any(it))]
            return read_table(grid_of(tuple(grid)))
    raise ExchangeError(say("This JSON is not a known kind of list; export it as CSV and import that."))


def _loaded(text: str) -> object:
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        try:
            return [json.loads(line) for line in text.split("\n") if line.strip()]
        except (ValueError, RecursionError):
            where = f" (line {error.lineno}: {error.msg})" if isinstance(error, json.JSONDecodeError) else ""
            raise ExchangeError(f"The list begins as JSON does but is none{where}; export it as CSV.") from error


def _rows_in(tables: object) -> list[dict[str, Any]]:
    """Return the one list of objects in it, at the top or one level down ("value", "issues", "data", "tasks")."""
    lists = [tables] if isinstance(tables, list) else list(tables.values()) if isinstance(tables, dict) else []
    found = [it for it in lists if isinstance(it, list) and it and all(isinstance(row, dict) for row in it)]
    rows = max(found, key=len, default=[])
    # Lists of lists, as Google keeps its tasks: those of the inner ones, one behind the other.
    inner = [row["items"] for row in rows if isinstance(row.get("items"), list)]
    return [task for tasks in inner for task in tasks if isinstance(task, dict)] if inner else rows


_NAMES = ("displayName", "fullName", "name", "login", "title", "text", "dateTime", "content")
"""Under which of its keys a value says in words what it is, the likeliest first."""


def _flat(value: object) -> str:
    """Return a value as words: people by their names, lists with commas between."""
    if isinstance(value, dict):
        named = (
            value.get(key)
            for key in ("displayName", "fullName", "name", "login", "title", "text", "dateTime", "content")
        )
        return next((_flat(it) for it in named if it), "")
    if isinstance(value, list):
        return ", ".join(filter(None, map(_flat, value)))
    return "" if value is None else str(value)


def _cards(board: Mapping[str, Any]) -> Iterator[Entry]:
    """Yield the cards of a Trello board; the name of a list is the state where it reads as one."""
    lists = {it.get("id"): _flat(it.get("name")) for it in board.get("lists") or ()}
    people = {it.get("id"): _flat(it.get("fullName") or it.get("username")) for it in board.get("members") or ()}
    checks: dict[object, list[str]] = {}
    for it in board.get("checklists") or ():
        items = it.get("checkItems") or ()
        ticked = [f"[{'x' if item.get('state') == 'complete' else ' '}] {_flat(item.get('name'))}" for item in items]
        checks.setdefault(it.get("idCard"), []).extend(ticked)
    for row, card in enumerate(board["cards"], start=1):
        if not (text := _flat(card.get("name"))):
            continue
        column = lists.get(card.get("idList"), "")
        list_field: Field | None = "state" if column.casefold() in STATES else None
        members = [people.get(id, str(id)) for id in card.get("idMembers") or ()]
        archived = "yes" if card.get("closed") else ""
        cells = filled_cells(
            (list_field, "List", column), ("owner", "Members", ", ".join(members)), ("due", "Due", card.get("due")),
            ("state", "Done", "yes" if card.get("dueComplete") else ""), ("note", "Description", card.get("desc")),
            (None, "Labels", ", ".join(filter(None, (_flat(it) for it in card.get("labels") or ())))),
            (None, "Archived", archived), ("note", "Checklist", "\n".join(checks.get(card.get("id"), ()))),
        )  # fmt: skip
        yield Entry(row, text, "step", cells=cells, literal=True)


_TASK_STATES = {"completed": "done", "deleted": "dropped", "waiting": "blocked"}


def _tasks(rows: Iterable[Mapping[str, Any]]) -> Iterator[Entry]:
    """Yield Taskwarrior's tasks; ours tell the rest of a step in their annotations."""
    for row, task in enumerate(rows, start=1):
        if task.get("project") == SEAL:
            continue
        tags = task.get("tags") or []
        state = _TASK_STATES.get(str(task.get("status"))) or ("blocked" if "stuck" in tags else "")
        state = state or ("doing" if task.get("start") else "open")
        said = [cell for it in task.get("annotations") or () for cell in detail(_flat(it.get("description")))]
        under = next((cell.text for cell in said if cell.name == "For"), "")
        cells = filled_cells(
            ("state", "Status", state), ("due", "Due", _instant(task.get("due"))),
            ("finished", "End", _instant(task.get("end")) if state == "done" else ""),
            ("hoped", "Hoped", "yes" if "hoped" in tags else ""), ("note", "Project", task.get("project")),
            ("note", "Tags", ", ".join(it for it in tags if it not in ("hoped", "stuck"))),
            ("note", "Priority", task.get("priority")),
        )  # fmt: skip
        kept = tuple(cell for cell in said if cell.name != "For")
        yield Entry(row, _flat(task["description"]), "step", 1, cells=(*cells, *kept), under=under, literal=True)


def _instant(stamp: object) -> str:
    found = re.fullmatch(r"(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(Z?)", str(stamp or ""))
    return "{}-{}-{}T{}:{}:{}{}".format(*found.groups()) if found else str(stamp or "")


def read_calendar(text: str) -> Entries:
    """Read to-dos of any calendar, and the events that this program writes for steps."""
    from icalendar import Calendar  # noqa: PLC0415 - only calendars need it

    try:
        calendar = Calendar.from_ical(text)
    except ValueError as error:
        raise ExchangeError(say("This calendar cannot be read: {why}.", why=error)) from error
    ours = "Flipchart" in str(calendar.get("prodid", ""))
    found = [it for it in calendar.walk() if it.name == "VTODO" or (ours and it.name == "VEVENT")]
    if not found:
        raise ExchangeError(say("This calendar holds appointments and no tasks; a list of them is not a plan."))
    return tuple(_event(row, it) for row, it in enumerate(found, start=1))


_EVENT_STATES = {"CANCELLED": "dropped", "COMPLETED": "done", "IN-PROCESS": "doing"}


_STANDS = ("open", "doing", "blocked", "done", "dropped")


def _listed(categories: Any) -> str:
    """Return the categories of a to-do with commas between; there may be several lines of them."""
    lines = categories if isinstance(categories, list) else [categories] if categories else []
    return ", ".join(str(it) for line in lines for it in getattr(line, "cats", [line]))


def _event(row: int, event: Any) -> Entry:
    summary = str(event.get("summary", "")) or "-"
    if summary.startswith("Next check:"):
        return Entry(row, f"{summary} ({event.decoded('dtstart')})", "words")
    due = event.get("due") or event.get("dtstart")
    # Why one of ours is cancelled, and how it stands, is told beside the status that calendars know.
    stands, on = str(event.get("x-flipchart-state", "")), str(event.get("x-flipchart-done", ""))
    due = None if stands == "undated" else due
    status = str(event.get("status", ""))
    state = stands if stands in _STANDS else _EVENT_STATES.get(status, "") if stands != "undated" else ""
    # The first line of what our events tell is the title of their session.
    lines = str(event.get("description", "")).split("\n")[1 if event.name == "VEVENT" else 0 :]
    said = [cell for line in lines for cell in detail(line)]
    owner = str(event.get("x-flipchart-owner", ""))
    text = summary.removeprefix(f"{owner}: ") if owner else summary
    cells = filled_cells(
        ("due", "Due", due.dt.isoformat()[:10] if due else ""), ("state", "Status", state),
        ("hoped", "Hoped", "yes" if status == "TENTATIVE" else ""),
        ("finished", "Completed", event.decoded("completed").date() if event.get("completed") else on),
        (None, "Categories", "" if stands else _listed(event.get("categories"))),
        (None, "Location", "" if stands else str(event.get("location", ""))),
    )  # fmt: skip
    owner_cell = Cell("owner", "Owner", owner, owner)
    # Calendars of earlier versions tell the owner in the title alone.
    literal = event.name == "VTODO" or bool(stands)
    return Entry(row, text, "step", cells=(*((owner_cell,) if owner else ()), *cells, *said), literal=literal)
