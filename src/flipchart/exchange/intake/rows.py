"""What became of each row of a list."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from flipchart.domain.session import Session
from flipchart.exchange.readers.columns import Value
from flipchart.exchange.writers.json import plain

__all__ = ["Intake", "Row", "Value"]

Kind = Literal["improvement", "step", "parked", "note"]


@dataclass(frozen=True, slots=True)
class Row:
    """One row as it was understood.

    `row` is its line in the source, from 1; `took` maps fields of the session file to what was read;
    `left` is the text that could not be read and was kept as a note, None where all was understood.
    `known` tells that the item was in the session already, and nothing was added. `hints` are sentences
    about what was kept but may be meant otherwise.
    """

    row: int
    kind: Kind
    took: Mapping[str, Value]
    left: str | None = None
    known: bool = False
    hints: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Intake:
    """The session with the list in it, and what became of each row."""

    session: Session
    rows: tuple[Row, ...]

    @property
    def added(self) -> int:
        """How many rows added something."""
        return sum(not row.known for row in self.rows)

    @property
    def known(self) -> int:
        """How many rows were in the session already."""
        return sum(row.known for row in self.rows)

    @property
    def notes(self) -> int:
        """How many rows left text as a note."""
        return sum(row.left is not None for row in self.rows)

    def as_json(self) -> dict[str, object]:
        """Return the object of `flipchart import --json`."""
        rows = [{"row": row.row, "took": plain(row.took), "left": row.left} for row in self.rows]
        return {"added": self.added, "known": self.known, "notes": self.notes, "rows": rows}
