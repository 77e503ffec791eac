"""Rows that are improvements."""

from flipchart.domain.commands.improvements import AddImprovement
from flipchart.domain.plan import Improvement
from flipchart.domain.text import clean_line
from flipchart.exchange.intake.desk import Desk
from flipchart.exchange.intake.memory import key
from flipchart.exchange.intake.remarks import BOXES, grown, left_over
from flipchart.exchange.intake.rows import Row, Value
from flipchart.exchange.readers.entry import Entry


def take_improvement(desk: Desk, entry: Entry) -> Row:
    """Add an improvement unless there is one with its text; what is nested below it will be its steps.

    An improvement has no state: a tick is told in its note. One that was struck out is kept below the line.
    """
    text, remark, left = clean_line(entry.text), _remark(entry), left_over(entry)
    below = entry.box == "-" or (entry.struck and entry.box != "x")
    took: dict[str, Value] = {"text": text}
    took |= {"note": remark} if remark else {}
    took |= {"below_line": True} if below else {}
    known = desk.memory.improvements.get(key(text))
    if known is None:
        known_as = desk.reading.ids()
        item = Improvement(id=known_as, text=text, note=grown(None, remark, left), below_line=below)
        desk.do(AddImprovement(item))
        desk.memory.improvements[key(text)] = known_as
    else:
        known_as = known
        _note_more(desk, known, remark, left)
    desk.above = known_as
    return Row(entry.row, "improvement", took, left=left, known=known is not None)


def _remark(entry: Entry) -> str | None:
    words = [f"Marked [{entry.box}] in the list: {BOXES[entry.box]}."] if entry.box in ("x", "/", "-") else []
    words += ["Struck out in the list."] if entry.struck else []
    words += [clean_line(entry.aside)] if entry.aside else []
    return " ".join(words) or None


def _note_more(desk: Desk, id: str, remark: str | None, left: str | None) -> None:
    item = desk.improvement(id)
    note = grown(item.note, remark, left)
    if item.live and note != item.note:
        desk.remark(id, note)
