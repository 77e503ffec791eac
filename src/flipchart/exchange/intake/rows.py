"""What became of each row of a list."""

from collections.abc import Mapping
from typing import Literal, NamedTuple

from msgspec import Struct

from flipchart.domain.said import joined as sentences
from flipchart.domain.said import say, say_count
from flipchart.domain.session import Session
from flipchart.domain.text import FIELD_LIMIT, NOTE_LIMIT, clean
from flipchart.exchange.readers.columns import Entry, Value

__all__ = ["Intake", "Row", "Value"]

Kind = Literal["improvement", "step", "parked", "note", "decision", "person"]


class Row(NamedTuple):
    """How one row was understood; a named tuple, since a list may have many thousand.

    `row` is its line in the source, from 1; `took` maps fields of the session file to what was read; `left` is text
    that could not be read and was kept as a note, None if all was understood. `known` tells that the item was in the
    session already, and nothing was added. `hints` are sentences about words that may mean something else, `changes`
    about what the list says differently of an existing item; `differs` tells that not all of that was taken over.
    """

    row: int
    kind: Kind
    took: Mapping[str, Value]
    left: str | None = None
    known: bool = False
    hints: tuple[str, ...] = ()
    changes: tuple[str, ...] = ()
    differs: bool = False


class Intake(Struct, frozen=True):
    """The session with the list in it, and what became of each row; `remarks` are sentences about all of it."""

    session: Session
    rows: tuple[Row, ...]
    remarks: tuple[str, ...] = ()

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

    @property
    def sum(self) -> str:
        """What became of the rows, in one sentence or two."""
        if not self.rows:
            return say("There was no row to add.")
        return self._with_others(self._counted())

    @property
    def to_come(self) -> str:
        """The same before anything is taken in."""
        return self._with_others(self._counted_to_come()) if self.rows else self.sum

    def _with_others(self, counted: str) -> str:
        differ = sum(row.differs for row in self.rows)
        other = say_count(
            "{n} row already known differs from the plan.",
            "{n} rows already known differ from the plan.",
            differ,
        )
        return sentences(" ", (counted, other)) if differ else counted

    def _counted(self) -> str:
        """How many rows were added, known already, and left text: no count of none but the first."""
        added, known, notes = self.added, self.known, self.notes
        if known and notes:
            return say(
                "{added} added, {known} known already, {notes} with words kept as a note.",
                added=added, known=known, notes=notes,
            )  # fmt: skip
        if known:
            return say("{added} added, {known} known already.", added=added, known=known)
        if notes:
            return say("{added} added, {notes} with words kept as a note.", added=added, notes=notes)
        return say("{added} added.", added=added)

    def _counted_to_come(self) -> str:
        """How many rows are to be added, and the rest as above."""
        added, known, notes = self.added, self.known, self.notes
        if known and notes:
            return say(
                "{added} to add, {known} known already, {notes} with words kept as a note.",
                added=added, known=known, notes=notes,
            )  # fmt: skip
        if known:
            return say("{added} to add, {known} known already.", added=added, known=known)
        if notes:
            return say("{added} to add, {notes} with words kept as a note.", added=added, notes=notes)
        return say("{added} to add.", added=added)

    def as_json(self) -> dict[str, object]:
        """Return the object of `flipchart import --json`."""
        from flipchart.exchange.writers.json import plain  # noqa: PLC0415 - it brings the whole plan's words along

        rows = [
            {"row": row.row, "took": plain(row.took), "left": row.left}
            | ({"changes": list(row.changes)} if row.changes else {})
            for row in self.rows
        ]
        return {"added": self.added, "known": self.known, "notes": self.notes, "rows": rows}


BOXES = {" ": "open", "x": "done", "/": "under way", "-": "dropped"}
"""What the character in a task box means; any other is kept as it is."""


def left_over(entry: Entry) -> str | None:
    """Return, word for word, what of a row could not be read: an unknown task box, lines below, words too long.

    None if nothing is left.
    """
    if entry.box is None and not entry.more and len(entry.text) <= FIELD_LIMIT:
        return None  # as with nearly all rows
    box = f"[{entry.box}]" if entry.box is not None and entry.box not in BOXES else ""
    whole = entry.text if len(entry.text) > FIELD_LIMIT else ""
    parts = [clean(part, limit=NOTE_LIMIT).strip() for part in (box, whole, entry.more)]
    return "\n".join(part for part in parts if part) or None


def grown(note: str | None, *said: str | None) -> str | None:
    """Return `note` with the remarks that it does not hold yet; None if there is nothing at all.

    A note that becomes too long is cut here, as it would be when the file is read.
    """
    held = note or ""
    for remark in said:
        # Whole lines are compared: "Votes: 7" is not said by "Votes: 70".
        if remark and f"\n{remark.strip()}\n" not in f"\n{held}\n":
            held = f"{held}\n{remark}".strip()
    return held[:NOTE_LIMIT] or None


def joined(*said: str | None) -> str | None:
    """Return the remarks that there are, each from a line of its own; None where there is none."""
    return "\n".join(filter(None, said)) or None
