"""The cells of a row, each read as its column says, or left word for word."""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import partial

from flipchart.domain.errors import Rejected
from flipchart.domain.plan import Resource, ResourceKind
from flipchart.domain.quick import People
from flipchart.domain.text import NOTE_LIMIT, clean, clean_line, was_cut
from flipchart.domain.when import read_instant
from flipchart.exchange.intake.days import day_of
from flipchart.exchange.intake.figures import percent_of, state_of, votes_of
from flipchart.exchange.intake.import_draft import Reading
from flipchart.exchange.intake.persons import person, persons
from flipchart.exchange.intake.vocabulary import BLANK, NO, NOTHING, YES
from flipchart.exchange.readers.columns import Field, plain
from flipchart.exchange.readers.entry import Cell, Value
from flipchart.ids import Ids

OF_IMPROVEMENT: frozenset[Field] = frozenset({"votes", "rank", "below_line"})
"""What belongs to the improvement where a row holds one and a step."""

_TEXTS: tuple[Field, ...] = ("done_when", "first_step", "roadblock", "contingency", "reason")
_OWN_NAMES = ("note", "comment", "remark")


@dataclass(slots=True)
class Said:
    """What the cells of a row say: fields of the item, what it needs, words for its note, and what was not read.

    `left` are whole cells, word for word, with the names of their columns.
    """

    values: dict[str, Value] = field(default_factory=dict)
    needs: list[tuple[str, ResourceKind | None]] = field(default_factory=list)
    needs_nothing: bool = False
    notes: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    hints: list[str] = field(default_factory=list)

    def resources(self, step: str, ids: Ids) -> tuple[Resource, ...]:
        """Return what the step with the id `step` needs, each still to be got."""
        return tuple(
            Resource(id=ids(), text=text, status="need", kind=kind, steps=(step,)) for text, kind in self.needs
        )


class CellReader:
    """Reads the cells of one row in the light of the group's people and of the day."""

    def __init__(self, people: Iterable[str], reading: Reading) -> None:
        self._people = People(people)
        self._reading = reading
        self._said = Said()

    def of_step(self, cells: Iterable[Cell]) -> Said:
        """Return what cells say of a step."""
        readers: dict[Field | None, Callable[[Cell], bool]] = {
            "owner": self._owner, "helpers": self._helpers, "state": self._state, "resources": self._needs,
            "money": self._needs, "note": self._note, "rank": _placed, "hoped": self._hoped,
            "due": partial(self._day, "due"), "first_due": partial(self._day, "first_due"),
            "finished": partial(self._day, "finished"), "first_step_at": self._moment,
        }  # fmt: skip
        self._walk(cells, readers | {name: partial(self._text, name) for name in _TEXTS})
        self._settle()
        return self._said

    def of_improvement(self, cells: Iterable[Cell]) -> Said:
        """Return what cells say of an improvement: its votes and notes; all else is left, it has no fields for it."""
        self._walk(cells, {"votes": self._votes, "note": self._note, "rank": _placed, "below_line": self._below})
        return self._said

    def _walk(self, cells: Iterable[Cell], readers: dict[Field | None, Callable[[Cell], bool]]) -> None:
        for cell in cells:
            read = readers.get(cell.field)
            if cell.text.casefold() not in BLANK and (read is None or not read(cell)):
                self._said.left.append(cell.words)

    def _set(self, name: str, value: Value | None, hint: str = "") -> bool:
        self._said.hints += [hint] if hint else []
        if value is None or value in ("", ()):
            return False
        self._said.values[name] = value
        return True

    def _owner(self, cell: Cell) -> bool:
        name, hint = (str(cell.value), "") if cell.value is not None else person(cell.text, self._people)
        return self._set("owner", name, hint)

    def _helpers(self, cell: Cell) -> bool:
        if isinstance(cell.value, tuple):
            return self._set("helpers", cell.value)
        names, hint = persons(cell.text, self._people)
        return self._set("helpers", names, hint)

    def _day(self, name: str, cell: Cell) -> bool:
        if isinstance(cell.value, dt.date):
            return self._set(name, cell.value)
        found = day_of(cell.text, self._reading.now.date(), self._reading.order)
        return self._set(name, None, found) if isinstance(found, str) else self._set(name, found)

    def _moment(self, cell: Cell) -> bool:
        if isinstance(cell.value, dt.datetime) and cell.value.tzinfo is not None:
            return self._set("first_step_at", cell.value)
        try:
            return self._set("first_step_at", read_instant(cell.text, self._reading.now, self._reading.order))
        except Rejected as why:
            return self._set("first_step_at", None, why.reason)

    def _hoped(self, cell: Cell) -> bool:
        if cell.value is True or cell.text.casefold() in YES:
            return self._set("hoped", True)
        return cell.value is False or cell.text.casefold() in NO

    def _state(self, cell: Cell) -> bool:
        state = state_of(cell)
        if state is None or self._said.values.get("state", state) != state:
            return False
        self._said.notes += [cell.words] if percent_of(cell.text) and state == "doing" else []
        return self._set("state", state)

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

    def _text(self, name: str, cell: Cell) -> bool:
        return not was_cut(cell.text) and self._set(name, clean_line(cell.text))

    def _votes(self, cell: Cell) -> bool:
        return self._set("votes", cell.value if isinstance(cell.value, int) else votes_of(cell.text))

    def _below(self, cell: Cell) -> bool:
        return cell.value is True and self._set("below_line", True)

    def _settle(self) -> None:
        """A hope without a date hopes for nothing; a step that is not done has no day on which it was."""
        values = self._said.values
        if "due" not in values:
            values.pop("hoped", None)
        if "finished" in values and values.setdefault("state", "done") != "done":
            self._said.left.append(f"Finished: {values.pop('finished')}")


def _placed(_cell: Cell) -> bool:
    """The place that a rank tells is the row's place in the plan."""
    return True
