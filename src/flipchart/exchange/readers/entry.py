"""One row of a list, before it becomes an improvement or a step."""

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from flipchart.exchange.readers.columns import Field

Kind = Literal["item", "parked", "words"]
Value = str | bool | int | dt.date | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """What a row says beside its text: the field it is meant for, None where nobody knows, the name that stands
    above it, and its words; `value` where the source itself says it as the plan does: a date, a state, names.
    """

    field: Field | None
    name: str
    text: str
    value: Value | None = None

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
    text. An entry of the kind "words" is a heading or a paragraph: text that is no item of the list.

    Of a row of a table, `cells` are those beside its text. One with a column of its own for steps has an
    `under`: the improvement it belongs to, "" for none; all other entries have None there. `literal` tells that
    no marks are to be read in the text, since there are columns for what they say.
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
