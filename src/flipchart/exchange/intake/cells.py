"""The cells of a row, each read as its column says, or left word for word."""

import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache, partial

from msgspec import Struct, field

from flipchart.domain.errors import Rejected
from flipchart.domain.kinds import ResourceKind
from flipchart.domain.plan import Resource
from flipchart.domain.quick import People
from flipchart.domain.text import NOTE_LIMIT, clean, clean_line, was_cut
from flipchart.domain.when import DateOrder, read_instant
from flipchart.exchange.intake.dates import day_of
from flipchart.exchange.intake.import_draft import Reading
from flipchart.exchange.intake.owners import known_person, persons, who
from flipchart.exchange.intake.states import cell_state, is_place, is_share
from flipchart.exchange.readers.column_names import Field
from flipchart.exchange.readers.columns import Cell, Value, meanings, plain
from flipchart.exchange.readers.vocabulary import (
    BLANK,
    NO,
    NOTHING,
    YES,
)  # fmt: skip
from flipchart.ids import Ids

_VOTES = re.compile(r"([0-9]{1,6})(?:\.0+)?(?: ?(?:votes?|dots?|points?|pts?))?", re.IGNORECASE)
_DOTS = re.compile(r"[●•⬤]{1,50}")


_OF_WEEKS = frozenset({"week", "kw", "woche", "kalenderwoche", "semaine", "semana", "wk"})


def votes_of(text: str) -> int | None:
    """Return the votes that a cell tells, as a number or as dots; None where it tells none."""
    if found := _VOTES.fullmatch(text):
        return int(found[1])
    return len(text) if _DOTS.fullmatch(text) else None


OF_IMPROVEMENT: frozenset[Field] = frozenset({"votes", "rank", "below_line"})
"""The fields that belong to the improvement if a row holds one and a step."""

_TEXTS: tuple[Field, ...] = ("done_when", "first_step", "roadblock", "contingency", "reason")
_OWN_NAMES = ("note", "comment", "remark")


Needed = tuple[str, ResourceKind | None]

_AMOUNT = re.compile(
    r"(?P<before>[$£€¥]|CHF|EUR|USD|GBP)? ?"
    r"(?P<number>[0-9]{1,3}(?:[.,' ][0-9]{3})+(?:[.,][0-9]{1,2})?|[0-9]{1,12}(?:[.,][0-9]{1,4})?)"
    r"(?P<thousand> ?[kKmM](?![^\W\d]))? ?(?P<after>[^\W\d_][^\W\d_./-]*|[$£€¥%])?"
)


def amount_of(text: str) -> tuple[float | int, str | None] | None:
    """Return the number and the unit of "1.200,50 €", "£11k" or "3 days", None where a text says more than that."""
    found = _AMOUNT.fullmatch(clean_line(text))
    if found is None or (found["before"] and found["after"]):
        return None
    digits = re.sub(r"[' ]", "", found["number"])
    parts = re.split(r"[.,]", digits)
    # Three digits behind a mark are thousands, one or two are a fraction: no amount of a plan has three of those.
    whole = parts if len(parts[-1]) == 3 or len(parts) == 1 else parts[:-1]
    value = float("".join(whole) + (f".{parts[-1]}" if len(whole) < len(parts) else ""))
    value *= {"k": 1_000, "m": 1_000_000}.get((found["thousand"] or "").strip().casefold(), 1)
    return (int(value) if value == int(value) else value), found["before"] or found["after"]


class Said(Struct):
    """What the cells of a row say: fields of the item, what it needs, words for its note, and unread cells.

    `left` are those unread cells, word for word, with the names of their columns.
    """

    values: dict[str, Value] = field(default_factory=dict)
    needs: list[Needed] = field(default_factory=list)
    needs_nothing: bool = False
    notes: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    hints: list[str] = field(default_factory=list)

    def resources(self, step: str, ids: Ids) -> tuple[Resource, ...]:
        """Return what the step with the id `step` needs, each still to be got."""
        return tuple(_resource(ids(), text, kind, step) for text, kind in self.needs)


def said_of_step(people: People, reading: Reading, cells: Iterable[Cell]) -> Said:
    """Return what the cells of a row say of a step, given the group's `people` and how the list is read."""
    said = _said_of_step(people, reading, tuple(cells))
    return Said(dict(said.values), [*said.needs], said.needs_nothing, [*said.notes], [*said.left], [*said.hints])


@lru_cache(maxsize=1024)
def _said_of_step(people: People, reading: Reading, cells: tuple[Cell, ...]) -> Said:
    """The same, cached: many rows of a long list have the same owner, date and state."""
    return CellReader(people, reading).of_step(cells)


def _resource(id: str, text: str, kind: ResourceKind | None, step: str) -> Resource:
    amount, unit = amount_of(text) or (None, None)
    return Resource(id=id, text=text, status="need", kind=kind, steps=(step,), amount=amount, unit=unit)


class CellReader:
    """Reads the cells of one row, knowing the group's people and the day."""

    def __init__(self, people: People, reading: Reading) -> None:
        self._people = people
        self._reading = reading
        self._said = Said()
        self._written: dt.date | None = None
        self._of_place: Cell | None = None
        self._of_share = False

    def of_step(self, cells: tuple[Cell, ...]) -> Said:
        """Return what cells say of a step."""
        self._written = next((self._day_on(it) for it in cells if it.field == "created"), None)
        self._walk(cells, _OF_STEP)
        self._settle(cells)
        return self._said

    def of_improvement(self, cells: Iterable[Cell]) -> Said:
        """Return what cells say of an improvement: its votes and notes; it has no fields for anything else."""
        self._walk(cells, _OF_IMPROVEMENT)
        return self._said

    def _walk(self, cells: Iterable[Cell], readers: "Mapping[Field | None, _Reads]") -> None:
        for cell in cells:
            read = readers.get(cell.field)
            if cell.text not in BLANK and (read is None or not read(self, cell)) and not _is_hidden(cell):
                self._said.left.append(cell.words)

    def _set(self, name: str, value: Value | None, hint: str = "") -> bool:
        if hint:
            self._said.hints.append(hint)
        if value is None or value == "" or value == ():  # noqa: PLR1714 - asked of each cell; 0 is a value
            return False
        self._said.values[name] = value
        return True

    def _owner(self, cell: Cell) -> bool:
        if cell.value is not None:
            return self._set("owner", str(cell.value))
        if self._who_and_when(cell):
            return True
        if (
            any(map(str.isdigit, cell.text))
            and (day := self._day_on(cell)) is not None
            and "due" not in self._said.values
        ):
            return self._set("due", day)  # "By: 10 December"
        found = who(cell.text, self._people)
        # A column without a name need not hold people: only a whole or a known name counts there.
        if not cell.name and found.name not in self._people.names and " " not in found.name:
            return False
        if found.aside or found.helpers:
            self._said.notes.append(cell.words)
        if found.helpers:
            self._set("helpers", tuple(dict.fromkeys((*self._helping(), *found.helpers))), found.hint)
            return not found.name or self._set("owner", found.name)
        return self._set("owner", found.name, found.hint)

    def _helping(self) -> tuple[str, ...]:
        helpers = self._said.values.get("helpers", ())
        return helpers if isinstance(helpers, tuple) else ()

    def _who_and_when(self, cell: Cell) -> bool:
        """Read "Noor Haddad 10 Dec 2026" under a name that asks for both."""
        found = _THEN.fullmatch(clean_line(cell.text)) if "due" in meanings(cell.name) else None
        owner = who(found["who"], self._people).name if found else ""
        day = self._read_day(found["when"], cell.order) if found else ""
        return bool(owner) and isinstance(day, dt.date) and self._set("owner", owner) and self._set("due", day)

    def _context(self, cell: Cell) -> bool:
        """Read a context of todo.txt: the owner, if it is somebody's whole name; the note keeps it in any case."""
        name = cell.text.replace("-", " ")
        known = known_person(name, self._people) or self._people.spelled(name)
        if "owner" not in self._said.values and (known in self._people.names or _WHOLE_NAME.fullmatch(name)):
            self._said.values["owner"] = known
        return True

    def _helpers(self, cell: Cell) -> bool:
        if isinstance(cell.value, tuple):
            return self._set("helpers", cell.value)
        names, hint = persons(cell.text, self._people)
        return self._set("helpers", tuple(dict.fromkeys((*self._helping(), *names))) if names else None, hint)

    def _day(self, cell: Cell, name: str) -> bool:
        if isinstance(cell.value, dt.date):
            return self._set(name, cell.value)
        # Under "Week" a number is that of a week.
        week = f"KW {cell.text}" if cell.text.isdigit() and _OF_WEEKS & set(plain(cell.name).split()) else cell.text
        found = self._read_day(week, cell.order)
        if isinstance(found, str):
            over = cell_state(Cell("state", "Status", cell.text)) if name == "due" else None
            if over is not None and over.state in ("done", "dropped"):
                self._said.values.setdefault("state", over.state)
            return self._set(name, None, found)
        if _says_more(cell.text):
            self._said.notes.append(cell.words)
        return self._set(name, found)

    def _read_day(self, text: str, order: DateOrder) -> dt.date | str:
        reading = self._reading
        order = reading.order or order
        return day_of(text, reading.today, order, self._written, reading.now.tzinfo, reading.language)

    def _day_on(self, cell: Cell) -> dt.date | None:
        found = cell.value if isinstance(cell.value, dt.date) else self._read_day(cell.text, cell.order)
        return None if isinstance(found, str) else found

    def _moment(self, cell: Cell) -> bool:
        how = self._reading
        if isinstance(cell.value, dt.datetime) and cell.value.tzinfo is not None:
            return self._set("first_step_at", cell.value)
        try:
            return self._set("first_step_at", read_instant(cell.text, how.now, how.order, how.language))
        except Rejected as why:
            return self._set("first_step_at", None, why.sentence)

    def _hoped(self, cell: Cell) -> bool:
        if cell.value is True or cell.text.casefold() in YES:
            return self._set("hoped", True)
        return cell.value is False or cell.text.casefold() in NO

    def _state(self, cell: Cell) -> bool:
        found, before = cell_state(cell), self._said.values.get("state")
        if plain(cell.name).endswith(_WHY):
            # A reason for closing other than "done" means that it was not done.
            return found is not None and found.state == "dropped" and self._set("state", "dropped")
        worded = self._of_share and found is not None and not is_share(cell)
        if found is None or (before not in (None, found.state) and before != "open" and not worded):
            return False
        self._of_share = is_share(cell)
        self._of_place = cell if is_place(cell.name) else None
        day = None
        if found.rest and found.state == "done":
            day = self._day_on(Cell("finished", "", _ON.sub("", found.rest), order=cell.order))
        if day is not None and day <= self._reading.today:
            self._said.values.setdefault("finished", day)
        elif not found.exact:
            self._said.notes.append(cell.words)
        return self._set("state", found.state)

    def _needs(self, cell: Cell) -> bool:
        text = clean_line(cell.text)
        if text.casefold() in NOTHING:
            self._said.needs_nothing = True
        elif not was_cut(cell.text):
            self._said.needs.append((text, "money" if cell.field == "money" else None))
        return not was_cut(cell.text)

    def _note(self, cell: Cell) -> bool:
        own = plain(cell.name).startswith(_OWN_NAMES)
        self._said.notes.append(clean(cell.text if own else cell.words, limit=NOTE_LIMIT))
        return True

    def _text(self, cell: Cell, name: str) -> bool:
        return not was_cut(cell.text) and self._set(name, clean_line(cell.text))

    def _votes(self, cell: Cell) -> bool:
        return self._set("votes", cell.value if isinstance(cell.value, int) else votes_of(cell.text))

    def _below(self, cell: Cell) -> bool:
        is_below = cell.value is True or cell.text.casefold() in YES
        return is_below and self._set("below_line", True)

    def _settle(self, cells: Iterable[Cell]) -> None:
        """Settle fields that depend on each other.

        Nothing is hoped without a date, and only a done step has a day of completion. A first date stands in for a
        missing date; a day of completion counts for more than a column of a board.
        """
        values = self._said.values
        if "first_due" in values and not any(map(_tells_due, cells)):
            values["due"] = values.pop("first_due")
        if "due" not in values:
            values.pop("hoped", None)
        if "finished" in values and self._of_place is not None and values.get("state") != "done":
            # A day of completion counts for more than the column of a board.
            self._said.notes.append(self._of_place.words)
            values["state"] = "done"
        if "finished" in values and values.setdefault("state", "done") != "done":
            self._said.left.append(f"Finished: {values.pop('finished')}")


def _tells_due(cell: Cell) -> bool:
    """Whether a cell settles the date: it is one, or our own first promise, beside which no date means none."""
    return cell.name == "First promised for" or (cell.field == "due" and cell.text not in BLANK)


def _is_hidden(cell: Cell) -> bool:
    """Whether a cell is read but not shown: the day on which a whole document was written."""
    return cell.field == "created" and not cell.name


_WHY = ("reason", "resolution")
"""Names of columns that say why something was closed, beside one for its state."""

_MORE_THAN_DATE = re.compile(
    r"~~|→|->|=>|⇒|[(\[–—]|\d \D*- \D*\d|\b(?:to|bis|now|was|revised|moved|changed|originally)\b", re.IGNORECASE
)


@lru_cache(maxsize=4096)
def _says_more(text: str) -> bool:
    """Whether the cell of a date says more than the date that was read of it."""
    return _MORE_THAN_DATE.search(text) is not None


_WHOLE_NAME = re.compile(r"[A-Z][^\W\d_]+(?: [A-Z][^\W\d_]+){1,3}")
_THEN = re.compile(r"(?P<who>[^\d]+?)[\s,;:/–—(-]+(?:by |due )?(?P<when>\S*\d.*?)\)?")
_ON = re.compile(r"^(?:on|am|le|el|em|op|in) ")


def _placed(_reader: CellReader, _cell: Cell) -> bool:
    """Accept a rank, which needs no field: the rows are already sorted by it."""
    return True


_Reads = Callable[[CellReader, Cell], bool]
_OF_STEP: Mapping[Field | None, _Reads] = {
    "owner": CellReader._owner, "helpers": CellReader._helpers, "state": CellReader._state,
    "resources": CellReader._needs, "money": CellReader._needs, "note": CellReader._note, "rank": _placed,
    "hoped": CellReader._hoped, "first_step_at": CellReader._moment, "context": CellReader._context,
    "due": partial(CellReader._day, name="due"), "first_due": partial(CellReader._day, name="first_due"),
    "finished": partial(CellReader._day, name="finished"),
    **{name: partial(CellReader._text, name=name) for name in _TEXTS},
}  # fmt: skip
_OF_IMPROVEMENT: Mapping[Field | None, _Reads] = {
    "votes": CellReader._votes, "note": CellReader._note, "rank": _placed, "below_line": CellReader._below,
}  # fmt: skip
