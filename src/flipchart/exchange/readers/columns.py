"""What a list says: its columns with what their cells look like, its rows, and their cells."""

import datetime as dt
import re
from calendar import monthrange
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import Literal, NamedTuple

from msgspec import Struct

from flipchart.exchange.readers.column_meanings import (
    EXACT,
    GENERAL,
    HEAD,
    LONGEST_NAME,
    is_known,
    meanings,
    plain,
)  # fmt: skip
from flipchart.exchange.readers.column_names import STRONG, WEAK, Field
from flipchart.exchange.readers.vocabulary import COLOURS, NO, NOBODY, ROLES, STATES, YES

__all__ = [
    "NAMES", "Cell", "Column", "Entry", "Kind", "Order", "Value", "field_of",
    "is_doubtful", "is_header", "meanings", "order_of", "plain",
]  # fmt: skip

Kind = Literal["item", "improvement", "step", "parked", "words", "decision", "person", "remark"]
Value = str | bool | int | dt.date | tuple[str, ...]
Order = Literal["dmy", "mdy"]

SEVERAL: frozenset[Field] = frozenset({"state", "resources", "money", "note"})
"""Fields that several columns may hold; for any other field one column is chosen."""

NAMES: Mapping[str, Field] = {**WEAK, **STRONG}
"""Names as they are compared (see `plain`)."""


class Cell(NamedTuple):
    """One value of a row beside its text.

    `field` is what it is meant for, None if nobody knows; `name` is the name above it. `value` is set if the source
    itself holds what the plan does: a date, a state, names. `order` is how the other dates of its column are written,
    None if they do not tell.
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


class Entry(NamedTuple):
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
    hints: tuple[str, ...] = ()


def field_of(name: str) -> Field | None:
    """Return the field that a column's name alone means, None where it says none, or only "item" and the like."""
    found = {key: score for key, score in meanings(name).items() if key != "item"}
    if "item" in meanings(name) and max(found.values(), default=0) < EXACT:
        return found.get("note") and "note"  # type: ignore[return-value]
    return max(found, key=lambda key: found[key], default=None)


class GridRow(NamedTuple):
    """A row that is not blank: the line on which it begins, from 1, and its stripped cells.

    `raw` is its text if it stands on one line.
    """

    line: int
    cells: tuple[str, ...]
    raw: str = ""


_MONTH = (
    r"(?:jan|ene|feb|f[ée]v|mar|m[äa]r|mrt|apr|avr|abr|may|mai|mei|maj|jun|jui|jul|aug|ao[uû]|ago|sep|set|oct|okt|out|nov"
    r"|dec|d[ée]c|dez|dic)[^\W\d_]*\.?"
)
DATED = re.compile(
    rf"\W*(?:[^\W\d_]{{2,10}}\.?,? )?"
    rf"(?:\d{{4}}[-/.]\d{{1,2}}[-/.]\d{{1,2}}|[0-3]?\d[-/.][0-3]?\d(?:[-/.]\d{{2,4}})?(?!\S*\d)"
    rf"|\d{{1,2}}(?:st|nd|rd|th|er|º|\.)?(?:[ /-]|\. | of | de )*{_MONTH}|{_MONTH}[ -]?\d{{1,4}}"
    r"|(?:kw|w/c|week|w) ?\d)",
    re.IGNORECASE,
)
"""How a date begins, in digits or with a month's name."""

_NO_WORDS = re.compile(
    r"[\W\d_]*|#?[A-Z]{1,8}[-_.#]?\d[\w.]*(?:[;,] ?[A-Z]{1,8}[-_.#]?\d[\w.]*)*|[0-9a-fA-F-]{8,}|\S+@\S+\.\w+|(?:https?://|www\.)\S+|\d+[.,\d]*\s?\S{1,3}"
)
_NAMED = re.compile(r"(?:[^\W\d_a-z][\w'’.-]*)(?: (?:[a-z]{2,3} )?[^\W\d_a-z][\w'’.-]*){0,3}")
_PAIR = re.compile(r"\W*(?:[^\W\d_]+,? )?(\d{1,2})([/.-])(\d{1,2})(?:\2(\d{4}|\d{2}))?(?![\w/.-]*\d)")


class Column(Struct, frozen=True, dict=True):
    """A column: its place from 0, its name, and enough non-empty cells to tell what they look like."""

    place: int
    name: str
    cells: tuple[str, ...]

    def share(self, looks: re.Pattern[str]) -> float:
        """The share of cells that match, from 0 to 1."""
        return sum(looks.match(cell) is not None for cell in self.cells) / max(1, len(self.cells))

    @cached_property
    def dates(self) -> float:
        """The share of cells that begin with a date."""
        return self.share(DATED)

    @cached_property
    def names(self) -> float:
        """The share of cells that may be names of people."""
        return sum(_NAMED.fullmatch(cell) is not None for cell in self.cells) / max(1, len(self.cells))

    @cached_property
    def persons(self) -> float:
        """The share of cells that may be names of people and not what somebody does."""
        named = (cell for cell in self.cells if _NAMED.fullmatch(cell))
        return sum(ROLES.isdisjoint(cell.casefold().split()) for cell in named) / max(1, len(self.cells))

    @cached_property
    def states(self) -> float:
        """The share of cells that are words for a state."""
        return sum(cell.casefold() in STATES for cell in self.cells) / max(1, len(self.cells))

    @cached_property
    def stated(self) -> float:
        """The share of cells that begin with such a word, set off from what follows: "Complete – see minutes"."""
        begun = (re.split(r"\s*[-–—:;,.(\n]\s*", cell.casefold(), maxsplit=1)[0].strip() for cell in self.cells)
        return sum(words in STATES for words in begun) / max(1, len(self.cells))

    @cached_property
    def words(self) -> float:
        """The average number of words in a cell."""
        return sum(len(cell.split()) for cell in self.cells) / max(1, len(self.cells))

    @cached_property
    def numeric(self) -> bool:
        """Whether the cells are numbers, dates, keys or addresses: never the items of a list."""
        return self._mostly(_is_numeric)

    @cached_property
    def wordless(self) -> bool:
        """Whether the cells are that, or colours or ticks: hardly the items of a list."""
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


def ticks_of(it: Column) -> float:
    """Return the share of a column's cells that are yes or no."""
    return sum(cell.casefold() in YES or cell.casefold() in NO for cell in it.cells) / max(1, len(it.cells))


_ASKED: tuple[tuple[Order, re.Pattern[str]], ...] = (
    ("mdy", re.compile(r"\bm{1,2}[/.-]d{1,2}", re.IGNORECASE)),
    ("dmy", re.compile(r"\b(?:d{1,2}|t{1,2}|j{1,2})[/.-]m{1,2}", re.IGNORECASE)),
)
"""How the name of a column tells how its dates are written: "Due (MM/DD)"."""


def order_of(columns: Sequence[Column]) -> tuple[Order | None, str]:
    """Return the order of day and month in a table's dates, and what tells it: a cell or the name of a column.

    A cell tells it if one of its numbers cannot be a month. None if nothing tells it, or if cells contradict each
    other and no name does.
    """
    sure: dict[Order, str] = {}
    for it in columns:
        for cell in it.cells:
            pair = _PAIR.match(cell)
            ways = _ways(pair) if pair else ()
            if len(ways) == 1:
                sure.setdefault(ways[0], cell)
    if len(sure) == 1:
        return next(iter(sure.items()))
    asked = ((order, it.name) for it in columns for order, looks in _ASKED if looks.search(it.name))
    return next(asked, (None, " ".join(sure.values())))


_LEAP = 2028
"""A year that has every day, for those that are told without one."""


def _ways(pair: re.Match[str]) -> tuple[Order, ...]:
    """In which order a day and a month are a date that there is: 31.02. is none in either, and tells nothing."""
    one, two, year = int(pair[1]), int(pair[3]), int(pair[4] or _LEAP)
    orders: tuple[tuple[Order, int, int], ...] = (("dmy", one, two), ("mdy", two, one))
    return tuple(it for it, day, month in orders if 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1])


def is_doubtful(cell: str) -> bool:
    """Whether a date in digits may be read day first or month first."""
    pair = _PAIR.match(cell)
    return pair is not None and max(int(pair[1]), int(pair[3])) <= 12 and pair[1] != pair[3] and pair[2] != "."


_PERIOD = re.compile(
    rf"(?:(?:kw|cw|w|wk|week|woche|sem|semaine|semana|s|q) ?\d{{1,2}}|{_MONTH}(?:[ -]?'?\d{{2,4}})?)", re.IGNORECASE
)
"""A week, a month or a quarter, as columns of a plan are called."""


_LISTED = ("item", "improvement", "step", "roadblock")
"""What tells what a list is of."""
_NUMBERS = re.compile(r"\(?\d+(?: ?[,;|] ?\d+)+\)?")


def is_header(names: Sequence[str], *, surely: bool = False, marks: bool = False) -> bool:
    """Whether a row names columns: two known names at least, one of them of items, or three; none looks like data.

    With `surely`, where it is known that there are columns, one of items is enough. An item may hold the word "task"
    or "issue" too, so a name has to be no more than that. `marks` tells that a cell begins as an item of a list.
    """
    named = [name.strip() for name in names if name.strip()]
    periods = [name for name in named if _PERIOD.fullmatch(name)]
    if 2 < len(periods) < len(named) - 1:
        # A plan drawn as bars has a column for each week or month.
        named = [name for name in named if name not in periods]
    strange = [name for name in named if _looks_like_data(name)]
    if surely and len(strange) == 1 and len(named) > 4 and _NUMBERS.fullmatch(strange[0]):
        named.remove(strange.pop())  # a legend
    if not named or marks or strange:
        return False
    exact = [meanings(name) for name in named]
    items = any(score >= HEAD for found in exact for key, score in found.items() if key in _LISTED) or any(
        WEAK.get(plain(name)) == "step" for name in named
    )
    known = sum(map(is_known, named))
    fields = sum(bool(found) and max(found.values()) >= GENERAL for found in exact)
    if items and (surely or fields > 1 or len(named) == 1):
        return True
    if surely and fields > 1 and len(set(map(plain, named))) == len(named) > 1:
        return True
    return len(set(map(plain, named))) > 2 and known >= 3 and known * 2 > len(named) and (surely or fields > 1)


def tells_names(rows: Sequence[GridRow]) -> bool:
    """Whether a first row without known names is one of names all the same: a word stands above numbers or dates.

    One name at least is known, or lists usually have it.
    """
    names, below = rows[0].cells, rows[1:]
    if len(names) < 2 or not all(names) or len(set(names)) < len(names) or any(map(_looks_like_data, names)):
        return False
    columns = [
        Column(place, name, tuple(row.cells[place] for row in below if place < len(row.cells) and row.cells[place]))
        for place, name in enumerate(names)
    ]
    words = [it for it in columns if it.numeric and not _is_numeric(it.name) and it.name.casefold() not in NOBODY]
    return bool(words) and any(map(is_known, names))


_SHORTENED = re.compile(r"\b(?:nr|no|num|ref|resp|verantw|zust|bez|tel|abt|max|min|env)\.$", re.IGNORECASE)
"""How a name ends that is no sentence."""


def _looks_like_data(name: str) -> bool:
    sentence = name.endswith((".", "!")) and len(name) > 12 and not _SHORTENED.search(name)
    if len(name) > LONGEST_NAME or sentence:
        return True
    if meanings(name):
        return False
    # Signs alone, such as a tick, are a name too.
    return DATED.match(name) is not None or any(map(str.isdigit, name)) > any(map(str.isalpha, name))
