"""Which field of the plan each column of a table holds: by its name and by what its cells look like, all together."""

import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from flipchart.exchange.readers.column_names import (
    ABOVE,
    EXACT,
    GENERAL,
    HEAD,
    LONGEST_NAME,
    LOW,
    STRONG,
    WEAK,
    Field,
    is_known,
    meanings,
    plain,
)  # fmt: skip
from flipchart.exchange.readers.vocabulary import COLOURS, NO, STATES, YES

__all__ = [
    "NAMES", "Cell", "Column", "Entry", "Kind", "Order", "Value", "field_of", "fields_of", "is_doubtful", "is_header",
    "meanings", "order_of", "plain",
]  # fmt: skip

Kind = Literal["item", "improvement", "step", "parked", "words", "decision", "person", "remark"]
Value = str | bool | int | dt.date | tuple[str, ...]
Order = Literal["dmy", "mdy"]

SEVERAL: frozenset[Field] = frozenset({"state", "resources", "money", "note"})
"""Fields that more than one column may tell of; of any other one column counts."""

NAMES: Mapping[str, Field] = {**WEAK, **STRONG}
"""Names as they are compared (see `plain`)."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What a row says beside its text: the field it is meant for, None where nobody knows, the name that stands
    above it, and its words; `value` where the source itself says it as the plan does: a date, a state, names.

    `order` is how the other dates of its column are written, None where they do not tell.
    """

    field: Field | None
    name: str
    text: str
    value: Value | None = None
    order: Order | None = None

    @property
    def words(self) -> str:
        """The cell word for word, with its name, for a note."""
        return f"{self.name}: {self.text}" if self.name else self.text


@dataclass(frozen=True, slots=True)
class Entry:
    """What one row says.

    `row` is its line in the source, from 1. `depth` counts how deep an item is nested. `box` is the
    character in its task box ("x", " ", "/"), None where there is no box. `struck` tells that `text` was
    struck out, with `aside` the words after it. `more` holds the lines below it that are not part of its
    text. `place` is the heading that it stands under.

    The kind "item" is whatever the list is of; "improvement" and "step" are known to be one, as is a "decision"
    and a "person" of the group. "words" is a heading or a paragraph: text that is no item of the list. A "remark"
    is a sentence about how the list was read, and no row of it.

    Of a row of a table, `cells` are those beside its text. One with a column of its own for steps has an
    `under`: the improvement it belongs to, "" for none; all other entries have None there. `literal` tells that
    no marks are to be read in the text, since there are columns for what they say. `ref` are the words by which
    the list itself knows the row ("Ref: A1"), `hints` are sentences about how it was read.
    """

    row: int
    text: str
    kind: Kind = "item"
    depth: int = 0
    box: str | None = None
    struck: bool = False
    aside: str = ""
    more: str = ""
    cells: tuple[Cell, ...] = ()
    under: str | None = None
    literal: bool = False
    place: str = ""
    ref: str = ""
    hints: tuple[str, ...] = field(default=())


def field_of(name: str) -> Field | None:
    """Return the field that a column's name alone means, None where it says none, or only "item" and the like."""
    found = {key: score for key, score in meanings(name).items() if key != "item"}
    if "item" in meanings(name) and max(found.values(), default=0) < EXACT:
        return found.get("note") and "note"  # type: ignore[return-value]
    return max(found, key=lambda key: found[key], default=None)


_MONTH = (
    r"(?:jan|ene|feb|f[ée]v|mar|m[äa]r|mrt|apr|avr|abr|may|mai|mei|maj|jun|jui|jul|aug|ao[uû]|ago|sep|set|oct|okt|out|nov"
    r"|dec|d[ée]c|dez|dic)[^\W\d_]*\.?"
)
DATED = re.compile(
    rf"\W*(?:[^\W\d_]{{2,10}}\.?,? )?"
    rf"(?:\d{{4}}[-/.]\d{{1,2}}[-/.]\d{{1,2}}|\d{{1,2}}[-/.]\d{{1,2}}(?:[-/.]\d{{2,4}})?(?!\S*\d)"
    rf"|\d{{1,2}}(?:st|nd|rd|th|er|º|\.)?(?:[ /-]|\. | of | de )*{_MONTH}|{_MONTH}[ -]?\d{{1,4}}"
    r"|(?:kw|w/c|week|w) ?\d)",
    re.IGNORECASE,
)
"""How a date begins, in digits or with a month's name."""

_NO_WORDS = re.compile(
    r"[\W\d_]*|#?[A-Z]{1,8}[-_.#]?\d[\w.]*|[0-9a-fA-F-]{8,}|\S+@\S+\.\w+|(?:https?://|www\.)\S+|\d+[.,\d]*\s?\S{1,3}"
)
_NAMED = re.compile(r"(?:[^\W\d_a-z][\w'’.-]*)(?: (?:[a-z]{2,3} )?[^\W\d_a-z][\w'’.-]*){0,3}")
_PAIR = re.compile(r"\W*(?:[^\W\d_]+,? )?(\d{1,2})([/.-])(\d{1,2})\2(?:\d{4}|\d{2})\b")


@dataclass(frozen=True)
class Column:
    """A column: its place from 0, its name, and enough cells that are not empty to tell what they look like."""

    place: int
    name: str
    cells: tuple[str, ...]

    def share(self, looks: re.Pattern[str]) -> float:
        """How much of the cells looks like it, from 0 to 1."""
        return sum(looks.match(cell) is not None for cell in self.cells) / max(1, len(self.cells))

    @cached_property
    def dates(self) -> float:
        """How much of the cells begins with a date."""
        return self.share(DATED)

    @cached_property
    def names(self) -> float:
        """How much of the cells may be names of people."""
        return sum(_NAMED.fullmatch(cell) is not None for cell in self.cells) / max(1, len(self.cells))

    @cached_property
    def states(self) -> float:
        """How much of the cells are words for what became of something."""
        return sum(cell.casefold() in STATES for cell in self.cells) / max(1, len(self.cells))

    @cached_property
    def words(self) -> float:
        """How many words a cell has."""
        return sum(len(cell.split()) for cell in self.cells) / max(1, len(self.cells))

    @cached_property
    def numeric(self) -> bool:
        """Whether the cells are numbers, dates, keys or addresses: never what a list is of."""
        return self._mostly(_is_numeric)

    @cached_property
    def wordless(self) -> bool:
        """Whether the cells are that, or colours or ticks: hardly what a list is of."""
        return self._mostly(_is_wordless)

    def _mostly(self, looks: Callable[[str], bool]) -> bool:
        return bool(self.cells) and sum(map(looks, self.cells)) * 10 >= len(self.cells) * 6

    @cached_property
    def same(self) -> bool:
        """Whether one value is repeated all the way down."""
        return len(self.cells) > 1 and len(set(self.cells)) == 1


def _is_numeric(cell: str) -> bool:
    return _NO_WORDS.fullmatch(cell) is not None or (len(cell) < 24 and DATED.match(cell) is not None)


def _is_wordless(cell: str) -> bool:
    small = cell.casefold()
    return small in COLOURS or small in YES or small in NO or _is_numeric(cell)


Scored = tuple[float, int, Field]


def fields_of(
    columns: Sequence[Column], chosen: Mapping[str, Field | None] | None = None
) -> tuple[Field | None, ...]:
    """Return what each column holds; None for one whose cells are only to be kept.

    `chosen` are names of columns, in any spelling, with what somebody said that they hold.
    """
    return _Chooser(columns, chosen or {}).fields()


class _Chooser:
    """Gives fields to columns, the surest first."""

    def __init__(self, columns: Sequence[Column], chosen: Mapping[str, Field | None]) -> None:
        self._columns = columns
        self._chosen = {plain(name): field for name, field in chosen.items()}
        self._found: list[Field | None] = [None] * len(columns)
        self._free = [plain(it.name) not in self._chosen for it in columns]

    def fields(self) -> tuple[Field | None, ...]:
        for it in self._columns:
            if not self._free[it.place]:
                self._found[it.place] = self._chosen[plain(it.name)]
        for score, place, to in sorted(self._scores(), key=lambda it: (-it[0], it[1])):
            if score > 0 and self._free[place] and (to in SEVERAL or to not in self._found):
                self._found[place] = to
                self._free[place] = False
        self._items()
        self._people()
        self._states()
        self._bare_dates()
        return tuple(self._found)

    def _scores(self) -> Iterable[Scored]:
        for it in self._columns:
            for to, score in meanings(it.name).items():
                if to != "item" and not (to == "votes" and score < EXACT and self._rated()):
                    yield from _weighed(it, to, score)

    def _rated(self) -> bool:
        """Whether a score is that of a risk."""
        return any({"likelihood", "impact", "probability", "severity"} & {plain(it.name)} for it in self._columns)

    def _items(self) -> None:
        """Without a column of improvements or steps, the likeliest of the others is what the list is of."""
        named = [(meanings(it.name).get("item", 0), it) for it in self._columns if self._may_be_item(it)]
        named = [(score, it) for score, it in named if score >= HEAD or it.states < 0.6]
        if "improvement" in self._found:
            return
        if "step" in self._found:
            above = [it for score, it in named if score >= GENERAL and plain(it.name) in ABOVE and not it.same]
            self._be(above[0] if above else None, "improvement")
            return
        known = max((pair for pair in named if pair[0] > 0), key=lambda pair: (pair[0], pair[1].words), default=None)
        risk = next((it for it in self._columns if self._found[it.place] == "roadblock" and not it.wordless), None)
        if known and known[0] > LOW:
            self._be(known[1], "improvement")
        else:
            free = [it for _, it in named if self._found[it.place] is None and it.cells and not it.same]
            self._be(risk or max(free, key=lambda it: (it.words > 1.5, it.words), default=None), "improvement")

    def _may_be_item(self, it: Column) -> bool:
        return self._found[it.place] in (None, "note") and self._open(it) and not it.wordless

    def _open(self, it: Column) -> bool:
        return plain(it.name) not in self._chosen

    def _be(self, it: Column | None, to: Field) -> None:
        if it is not None:
            self._found[it.place] = to
            self._free[it.place] = False

    def _people(self) -> None:
        """ "Name" beside actions is who does them."""
        if "owner" not in self._found and "step" in self._found:
            named = (it for it in self._columns if self._free[it.place] and plain(it.name) in ("name", "nom", "naam"))
            self._be(next((it for it in named if it.names >= 0.6), None), "owner")

    def _states(self) -> None:
        if "state" not in self._found:
            told = (it for it in self._columns if self._free[it.place] and it.cells and it.states >= 0.6)
            self._be(next(told, None), "state")

    def _bare_dates(self) -> None:
        """A date that is called no more than that is due only behind what is to be done, and where people do it."""
        item = next((place for place, to in enumerate(self._found) if to in ("step", "improvement")), -1)
        for it in self._columns:
            if self._found[it.place] == "due" and self._open(it) and plain(it.name) in BARE_DATES:
                self._found[it.place] = "due" if it.place > item and "owner" in self._found else "created"


BARE_DATES = frozenset({"date", "datum", "fecha", "data"})


def _weighed(it: Column, to: Field, score: float) -> Iterable[Scored]:
    """Weigh what a name says with what the cells look like; a name that both contradict says nothing."""
    dates, some = it.dates, bool(it.cells)
    bare = it.numeric if score >= EXACT else it.wordless
    if to in ("improvement", "step") and (bare or (score < HEAD and (it.same or it.states >= 0.6))):
        return
    if to in ("owner", "helpers", "state") and dates >= 0.6 and some:
        yield score, it.place, "finished" if to == "state" else "due"
        return
    if to == "finished" and some and not dates and it.states + _ticks(it) >= 0.6:
        to = "state"
    if to == "due" and some and not dates and it.names >= 0.6 and it.place >= 0 and score <= GENERAL:
        return
    if to == "owner" and it.wordless and score <= GENERAL:
        return
    bonus = it.dates * 3 if to in ("due", "finished", "first_due") else 0
    prefer = 2 if to == "due" and plain(it.name).startswith(_LATER) else 0
    # A name in general with an exact one for the same field beside it comes second, wherever it stands.
    yield score + bonus + prefer * 2, it.place, to


_LATER = ("revised", "new", "current", "updated", "forecast")


def _ticks(it: Column) -> float:
    return sum(cell.casefold() in YES or cell.casefold() in NO for cell in it.cells) / max(1, len(it.cells))


def order_of(columns: Iterable[Column]) -> tuple[Order | None, str]:
    """Return how the dates of a table are written, with the cell that tells it: one number of it can be no month.

    None where none tells, or where they contradict each other.
    """
    told: dict[Order, str] = {}
    for it in columns:
        for cell in it.cells:
            pair = _PAIR.match(cell)
            if pair and int(pair[1]) > 12 >= int(pair[3]):
                told.setdefault("dmy", cell)
            elif pair and int(pair[3]) > 12 >= int(pair[1]):
                told.setdefault("mdy", cell)
    return next(iter(told.items())) if len(told) == 1 else (None, " ".join(told.values()))


def is_doubtful(cell: str) -> bool:
    """Whether a date in digits may be read day first or month first."""
    pair = _PAIR.match(cell)
    return pair is not None and max(int(pair[1]), int(pair[3])) <= 12 and pair[1] != pair[3] and pair[2] != "."


def is_header(names: Sequence[str], *, surely: bool = False, marks: bool = False) -> bool:
    """Whether a row names columns: two known names at least, one of them of items, or three; none looks like data.

    With `surely`, where it is known that there are columns, one of items is enough. An item may hold the word "task"
    or "issue" too, so a name has to be no more than that. `marks` tells that a cell begins as an item of a list.
    """
    named = [name.strip() for name in names if name.strip()]
    if not named or marks or any(map(_looks_like_data, named)):
        return False
    exact = [meanings(name) for name in named]
    items = any(
        score >= HEAD for found in exact for key, score in found.items() if key in ("item", "improvement", "step")
    ) or any(WEAK.get(plain(name)) == "step" for name in named)
    known = sum(map(is_known, named))
    fields = sum(bool(found) and max(found.values()) >= GENERAL for found in exact)
    if items and (surely or fields > 1 or len(named) == 1):
        return True
    if surely and fields > 1 and len(set(map(plain, named))) == len(named) > 1:
        return True
    return len(set(map(plain, named))) > 2 and known >= 3 and known * 2 > len(named) and (surely or fields > 1)


def _looks_like_data(name: str) -> bool:
    if len(name) > LONGEST_NAME or (name.endswith((".", "!")) and len(name) > 12):
        return True
    if meanings(name):
        return False
    return DATED.match(name) is not None or not any(sign.isalpha() for sign in name)
