"""Another session's file as a list: its improvements with their steps, what is parked and what was noted."""

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, get_args

import tomli

from flipchart.domain.plan import StepState
from flipchart.domain.text import clean
from flipchart.exchange.errors import ExchangeError
from flipchart.exchange.readers.column_names import Field
from flipchart.exchange.readers.columns import Cell, Entry, Value

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
        raise ExchangeError(f"Line {error.lineno} of the list is not TOML: {error.msg}.") from error
    except RecursionError as error:
        raise ExchangeError("The list is nested too deeply for a session file.") from error
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
                yield Entry(line, _text(row), "words")

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
