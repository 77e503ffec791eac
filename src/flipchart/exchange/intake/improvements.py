"""Rows that are improvements, and those that name the improvement which their step belongs to."""

from dataclasses import dataclass

from flipchart.domain.commands.improvements import AddImprovement
from flipchart.domain.plan import Improvement
from flipchart.domain.text import FIELD_LIMIT, clean_line
from flipchart.exchange.intake.cells import OF_IMPROVEMENT, CellReader
from flipchart.exchange.intake.import_draft import Desk, key
from flipchart.exchange.intake.remarks import BOXES, grown, joined, left_over
from flipchart.exchange.intake.rows import Row
from flipchart.exchange.readers.columns import Entry, Value


@dataclass(frozen=True, slots=True)
class _Read:
    """An improvement as a row tells it; `note` is what was understood, `left` what was not."""

    text: str
    note: str | None
    left: str | None
    below: bool = False
    votes: int | None = None


def take_improvement(desk: Desk, entry: Entry) -> Row:
    """Add an improvement unless there is one with its text; what is nested below it will be its steps.

    An improvement has no state: a tick is told in its note. One that was struck out is kept below the line.
    """
    said = CellReader(desk.people, desk.reading).of_improvement(entry.cells)
    below = entry.box == "-" or (entry.struck and entry.box != "x") or said.values.get("below_line") is True
    votes = said.values.get("votes")
    text, note = clean_line(entry.text), joined(_remark(entry), *said.notes)
    left = joined(left_over(entry), *said.left)
    read = _Read(text, note, left, below, votes if isinstance(votes, int) else None)
    known, hints = _put(desk, read)
    took: dict[str, Value] = {"text": text}
    took |= {"votes": votes} if votes is not None else {}
    took |= rank(entry)
    took |= {"note": note} if note else {}
    took |= {"below_line": True} if below else {}
    return Row(entry.row, "improvement", took, left, known, hints)


def take_under(desk: Desk, entry: Entry) -> tuple[dict[str, Value], tuple[str, ...], str | None]:
    """Find or add the improvement that a row's step belongs to.

    Return what was read of it beside its text, hints, and what was left of it, for its note.
    """
    if not entry.under:
        desk.above = None
        return {}, (), None
    said = CellReader(desk.people, desk.reading).of_improvement(
        cell for cell in entry.cells if cell.field in OF_IMPROVEMENT
    )
    whole = entry.under if len(entry.under) > FIELD_LIMIT else None
    left = joined(whole, *said.left)
    votes = said.values.get("votes")
    read = _Read(clean_line(entry.under), None, left, votes=votes if isinstance(votes, int) else None)
    _, hints = _put(desk, read)
    return ({"votes": votes} if votes is not None else {}), hints, left


def rank(entry: Entry) -> dict[str, Value]:
    """Return the place that a row's rank column gave it."""
    place = next((cell.text for cell in entry.cells if cell.field == "rank"), None)
    return {"rank": place} if place else {}


def _put(desk: Desk, read: _Read) -> tuple[bool, tuple[str, ...]]:
    """Let what follows belong to the improvement; tell whether it was there, and how it differs from the row."""
    known = desk.memory.improvements.get(key(read.text))
    if known is not None:
        desk.above = known
        return True, _compared(desk, known, read)
    desk.above = desk.reading.ids()
    item = Improvement(
        id=desk.above, text=read.text, votes=read.votes, note=grown(None, read.note, read.left), below_line=read.below
    )  # fmt: skip
    desk.do(AddImprovement(item))
    desk.memory.improvements[key(read.text)] = desk.above
    return False, ()


def _compared(desk: Desk, id: str, read: _Read) -> tuple[str, ...]:
    item = desk.improvement(id)
    other = read.votes is not None and read.votes != item.votes
    more = f"Votes in the list: {read.votes}" if other else None
    note = grown(item.note, read.note, read.left, more)
    if item.live and note != item.note:
        desk.remark(id, note)
    return (f"In the plan it has {item.votes or 'no'} votes, in the list {read.votes}.",) if other else ()


def _remark(entry: Entry) -> str | None:
    words = [f"Marked [{entry.box}] in the list: {BOXES[entry.box]}."] if entry.box in ("x", "/", "-") else []
    words += ["Struck out in the list."] if entry.struck else []
    words += [clean_line(entry.aside)] if entry.aside else []
    return " ".join(words) or None
