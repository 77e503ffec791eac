"""Reading this program's own output as a list: a session's file, and its plan as Markdown or as a web page."""

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, get_args

import tomli

from flipchart.domain.errors import ExchangeError
from flipchart.domain.kinds import StepState
from flipchart.domain.said import say
from flipchart.domain.text import clean
from flipchart.exchange.readers.column_names import Field
from flipchart.exchange.readers.columns import Cell, Entry, Kind, Value
from flipchart.exchange.readers.marks import item_mark

_TABLE = re.compile(r"\s*\[\[\s*(\w+)\s*\]\]\s*(?:#.*)?")
_ASSIGNS = re.compile(r"""\s*text\s*=\s*["']""")
_LISTS = ("improvements", "steps", "resources", "parked", "notes", "goals", "milestones")
_FIELDS: tuple[Field, ...] = (
    "owner", "helpers", "due", "hoped", "first_due", "state", "finished", "done_when", "first_step", "first_step_at",
    "roadblock", "contingency", "reason", "note", "votes",
)  # fmt: skip
_TYPES: Mapping[str, type] = {
    "hoped": bool, "due": dt.date, "first_due": dt.date, "finished": dt.date, "first_step_at": dt.datetime,
    "votes": int,
}  # fmt: skip
_SILENT = frozenset({"id", "text", "improvement", "dropped", "below_line", "steps", "status", "goal", "after"})

Row = Mapping[str, Any]


def looks_like_session(text: str) -> bool:
    """Whether a text has tables of improvements or steps as a session file has them."""
    lines = text.split("\n")
    tables = any((found := _TABLE.fullmatch(line)) and found[1] in _LISTS[:2] for line in lines)
    return tables and any(map(_ASSIGNS.match, lines))


def read_session(text: str) -> tuple[Entry, ...]:
    """Return the rows of a session file. Raises ExchangeError for what is no TOML, with the line."""
    try:
        tables = tomli.loads(text)
    except tomli.TOMLDecodeError as error:
        raise ExchangeError(
            say("Line {line} of the list is not TOML: {why}.", line=error.lineno, why=error.msg)
        ) from error
    except RecursionError as error:
        raise ExchangeError(say("The list is nested too deeply for a session file.")) from error
    return entries_of(tables, text)


def entries_of(tables: Mapping[str, Any], text: str) -> tuple[Entry, ...]:
    """Return the rows of the tables of a session; `text` is the file that they were read from, to number them by."""
    return tuple(_Reader(text, tables).entries())


class _Reader:
    """The tables of a file, and on which line each of their rows begins."""

    def __init__(self, text: str, tables: Mapping[str, Any]) -> None:
        self._rows = {name: [row for row in _array(tables.get(name)) if _text(row)] for name in _LISTS}
        self._lines: dict[str, list[int]] = defaultdict(list)
        for number, line in enumerate(text.split("\n"), start=1):
            if found := _TABLE.fullmatch(line):
                self._lines[found[1]].append(number)
        self._improvements = {row.get("id"): _text(row) for row in self._rows["improvements"]}

    def entries(self) -> Iterator[Entry]:
        """Yield every row, in the order of the tables: improvements come before their steps."""
        for row, line in self._numbered("improvements"):
            yield Entry(line, _text(row), cells=(*_below(row), *_cells(row)), literal=True)
        for row, line in self._numbered("steps"):
            under = self._improvements.get(row.get("improvement"), "")
            cells = (*_cells(row), *self._needs(row.get("id")))
            yield Entry(line, _text(row), depth=1, cells=cells, under=under, literal=True)
        for row, line in self._numbered("parked"):
            yield Entry(line, _text(row), "parked", more=str(row.get("outcome", "")))
        for table in ("notes", "goals", "milestones"):
            for row, line in self._numbered(table):
                yield Entry(line, _text(row), "decision" if row.get("kind") == "decision" else "words")

    def _numbered(self, table: str) -> Iterator[tuple[Row, int]]:
        lines = self._lines[table]
        for place, row in enumerate(self._rows[table]):
            yield row, lines[place] if place < len(lines) else 1

    def _needs(self, step: object) -> Iterator[Cell]:
        for row in self._rows["resources"]:
            if step is not None and step in _array_of(row.get("steps")):
                yield Cell("resources", "needs", _text(row))
                more = {key: value for key, value in row.items() if key not in _SILENT}
                yield from (Cell(None, f"{_text(row)}, {key}", str(value)) for key, value in more.items())


def _array(value: object) -> list[Row]:
    return [row for row in _array_of(value) if isinstance(row, dict)]


def _array_of(value: object) -> Sequence[Any]:
    return value if isinstance(value, list) else []


def _text(row: Row) -> str:
    value = row.get("text")
    return clean(value, limit=len(value)).strip() if isinstance(value, str) else ""


def _below(row: Row) -> Iterator[Cell]:
    if row.get("below_line") is True or row.get("dropped") is True:
        yield Cell("below_line", "below the line", "yes", True)


def _cells(row: Row) -> Iterator[Cell]:
    for key, value in row.items():
        if key in _SILENT:
            continue
        field = next((name for name in _FIELDS if name == key), None)
        words = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
        text = clean(words, limit=len(words)).strip()
        if text:
            yield Cell(field, key.replace("_", " "), text, _value(key, value) if field else None)


def _value(key: str, value: object) -> Value | None:
    """Return a value that fits its field, else None: then its words are read as those of a table are."""
    if key == "helpers":
        return tuple(value) if isinstance(value, list) and all(isinstance(it, str) and it for it in value) else None
    if key == "state":
        return value if isinstance(value, str) and value in get_args(StepState) else None
    fits = type(value) is _TYPES.get(key, str)
    return value if fits and isinstance(value, str | bool | int | dt.date) else None


def note_cell(words: str) -> Cell:
    """Return words for the note of an item."""
    return Cell("note", "note", words)


def filled_cells(*values: tuple[Field | None, str, object]) -> tuple[Cell, ...]:
    """Return a cell for each field, name and value that there is."""
    return tuple(
        Cell(field, name, str(text).strip()) for field, name, text in values if text not in (None, "", [], {})
    )


_DETAILS: tuple[tuple[str, Field | None], ...] = (
    ("Owner: ", "owner"), ("With ", "helpers"), ("Done when: ", "done_when"), ("Done when ", "done_when"),
    ("First step: ", "first_step"), ("First: ", "first_step"), ("Needs: ", "resources"), ("Needs ", "resources"),
    ("Note: ", "note"), ("First promised for ", "first_due"), ("Reason: ", "note"),
)  # fmt: skip
_IF_THEN = re.compile(r"If (?P<risk>.+?)(?:, then (?P<then>.+))?")
_OWN_STATES = {"Under way": "doing", "Stuck": "blocked"}


def detail(line: str) -> Iterator[Cell]:
    """Yield what a line says of a step, as this program words it."""
    line = line.strip()
    begun = next(((words, field) for words, field in _DETAILS if line.startswith(words)), None)
    if line in _OWN_STATES:
        yield Cell("state", "State", _OWN_STATES[line])
    elif line.startswith("For: "):
        yield Cell(None, "For", line[5:])
    elif begun is not None:
        text = line[len(begun[0]) :].strip()
        parts = re.split(r", | and ", text) if begun[1] == "resources" else [text]
        yield from (
            Cell(begun[1], "note" if begun[1] == "note" else begun[0].strip(" :"), part) for part in parts if part
        )
    elif found := _IF_THEN.fullmatch(line):
        yield Cell("roadblock", "If", found["risk"])
        # "then what?" asks for the answer that is not known yet.
        known = found["then"] and found["then"] != "what?"
        yield from (Cell("contingency", "Then", found["then"]),) if known else ()
    elif line and not line.startswith("Hoped for by "):
        yield note_cell(line)


def is_own_markdown(text: str) -> bool:
    """Whether a text is a plan as this program writes it: it says when it stood so, and has the plan's sections."""
    stands = f"\n## {PROMISES}\n" in text or re.search(r"\nAs it stood on \w{3} \d", text) is not None
    return stands and re.search(r"\n##+ (?:Improvements\n|Other steps\n|Below the line: )", text) is not None


_ESCAPED = re.compile(r"\\([\\`*_\[\]|~#>+=:.)-])")
_VOTED = re.compile(r"(?P<text>.*) \((?P<votes>[\d,]+) votes?\)")
_WHO = re.compile(r"(?P<owner>.+?)(?: with (?P<helpers>.+))?")
_WHEN = re.compile(
    r"(?:(?P<how>by|hoped for|was due) (?P<day>\w{3} \d{1,2} \w{3} \d{4})|no date yet|done(?: (?P<done>\w{3} \d.*))?)"
    r"(?:, (?P<state>[\w ]+))?"
)


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(r"\1", text).replace("&lt;", "<").replace("&amp;", "&").strip()


def read_own_markdown(text: str) -> tuple[Entry, ...]:
    """Read the plan that this program writes as Markdown: what it lists first by dates comes again below."""
    reader = _OwnReader()
    for row, line in enumerate(text.split("\n"), start=1):
        if line.startswith("#"):
            reader.heading(row, line)
        elif line.strip() and reader.section != PROMISES:
            reader.line(row, line)
    return tuple(reader.found)


PROMISES = "Who does what by when"


class _OwnReader:
    """The entries so far, the section that it is in, and the improvement that steps belong to."""

    def __init__(self) -> None:
        self.found: list[Entry] = []
        self.section = ""
        self._above = ""

    def heading(self, row: int, line: str) -> None:
        """Begin a section, or an improvement in one."""
        title = line.lstrip("#").strip()
        if line.startswith("# "):
            self.found.append(Entry(row, f"From the plan “{_unescaped(title)}”", "words"))
        elif title == "Other steps" or line.startswith("## "):
            self.section, self._above = title, ""
        elif self._plans():
            self._improvement(row, re.sub(r"^\d+\. ", "", title))

    def _plans(self) -> bool:
        return self.section in ("Improvements", "Other steps") or self.section.startswith("Below the line")

    def _improvement(self, row: int, title: str) -> None:
        voted = _VOTED.fullmatch(title)
        self._above = _unescaped(voted["text"] if voted else title)
        cells = (Cell("votes", "Votes", voted["votes"].replace(",", "")),) if voted else ()
        if self.section.startswith("Below"):
            cells = (*cells, Cell("below_line", "below the line", "yes", True))
        self.found.append(Entry(row, self._above, "improvement", cells=cells, literal=True))

    def line(self, row: int, line: str) -> None:
        """Read an item of a section, or what stands below one."""
        item = item_mark(line) if line.startswith("- ") else None
        people = {it.text for it in self.found if it.kind == "person"}
        step = _own_step(row, line, self._above, people) if self._plans() else None
        if step is not None:
            self.found.append(step)
        elif self._plans() and self.found:
            self.found[-1] = _grown(self.found[-1], line)
        elif item is not None and self.section == "Parking lot":
            self.found.append(Entry(row, _unescaped(item.text), "parked"))
        elif item is not None and item.text.startswith(("Decision, ", "Note, ", "Option, ")):
            kind: Kind = "decision" if item.text.startswith("Decision") else "words"
            self.found.append(Entry(row, _unescaped(item.text), kind, ref="dated"))
        elif not self.section and line.startswith("People: "):
            self.found += [Entry(row, _unescaped(name), "person") for name in line[8:].split(", ")]
        elif item is not None or not self.found or self.found[-1].kind == "person":
            words = f"{self.section}: {_unescaped(item.text if item else line)}".removeprefix(": ")
            self.found.append(Entry(row, words, "words"))
        elif self.found[-1].ref == "dated":
            self.found[-1] = Entry(row, _unescaped(line), self.found[-1].kind)
        else:
            last = self.found[-1]
            self.found[-1] = last._replace(more=f"{last.more}\n{_unescaped(line)}".strip())


def _own_step(row: int, line: str, above: str, people: Collection[str]) -> Entry | None:
    """Read "- [ ] text – who – when", or "- Dropped: text – who – why", where both sides may hold dashes."""
    dropped = line.startswith("- Dropped: ")
    mark = item_mark(line) if line.startswith("- ") else None
    if mark is None or (mark.box is None and not dropped):
        return None
    text, *said = mark.text.removeprefix("Dropped: ").split(" – ")
    own = own_cells(said[-2], said[-1], mark.box == "x") if len(said) > 1 and not dropped else None
    cells: list[Cell] = [Cell("state", "State", "dropped")] if dropped else []
    if own is not None:
        text = " – ".join([text, *said[:-2]])
        cells += own
    elif dropped and len(said) > 1:
        who = next((i for i, part in reversed(list(enumerate(said[:-1]))) if _is_who(part, people)), len(said) - 2)
        text, why = " – ".join([text, *said[:who]]), _unescaped(" – ".join(said[who + 1 :]))
        cells += own_cells(said[who], "no date yet") or ()
        cells += [] if why == "no reason told" else [Cell("reason", "Reason", why)]
    elif said:
        cells.append(Cell(None, "", _unescaped(" – ".join(said))))
    return Entry(row, _unescaped(text), "step", 1, mark.box, cells=tuple(cells), under=above, literal=True)


def _is_who(words: str, people: Collection[str]) -> bool:
    found = _WHO.fullmatch(words)
    return found is not None and (found["owner"] == "nobody yet" or _unescaped(found["owner"]) in people)


def own_cells(who: str, when: str, ticked: bool = False) -> tuple[Cell, ...] | None:
    """Return who and when as this program words them, None for other words."""
    dated, named = _WHEN.fullmatch(when), _WHO.fullmatch(who)
    if dated is None or named is None:
        return None
    done = ticked or when.startswith("done")
    owner = _unescaped(named["owner"])
    return filled_cells(
        ("owner", "Owner", "" if owner == "nobody yet" else owner),
        ("helpers", "With", _unescaped((named["helpers"] or "").replace(" and ", ", "))),
        ("due", "Due", dated["day"]), ("hoped", "Hoped", "yes" if dated["how"] == "hoped for" else ""),
        ("state", "State", "done" if done else dated["state"] or ""), ("finished", "Finished", dated["done"]),
    )  # fmt: skip


def _grown(entry: Entry, line: str) -> Entry:
    """Add what stands below an item to it: a detail in its field, a note as words."""
    words = _unescaped(line.strip().removeprefix("- "))
    if words == "Note:":
        return entry
    if entry.kind == "step" and line.startswith("  - "):
        return entry._replace(cells=(*entry.cells, *detail(words)))
    return entry._replace(cells=(*entry.cells, note_cell(words)))
