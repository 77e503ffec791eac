"""Rows that are steps: each is read as a line that somebody types, or as the columns of a table say."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace

from flipchart.domain.commands.steps import AddStep
from flipchart.domain.plan import Step, StepState
from flipchart.domain.quick import Captured, read_line
from flipchart.domain.quick.step import needs_of, step_of
from flipchart.domain.text import clean_line
from flipchart.exchange.intake.cells import OF_IMPROVEMENT, CellReader, Said
from flipchart.exchange.intake.import_draft import Desk
from flipchart.exchange.intake.improvements import rank, take_under
from flipchart.exchange.intake.remarks import grown, joined, left_over
from flipchart.exchange.intake.rows import Row
from flipchart.exchange.readers.columns import Entry, Value

_STATES: dict[str, StepState] = {"x": "done", "/": "doing", "-": "dropped"}
_FIELDS = (
    "owner", "helpers", "due", "hoped", "first_due", "finished", "done_when", "roadblock", "contingency",
    "first_step", "first_step_at", "reason",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Read:
    """A step as a row tells it: by its line, by its cells, and what of both was left."""

    captured: Captured
    said: Said
    left: str | None


def take_step(desk: Desk, entry: Entry) -> Row:
    """Add a step under its improvement, unless the row was taken in before; then only its note may grow."""
    took, hints, of_improvement = take_under(desk, entry) if entry.under is not None else ({}, (), None)
    above = None if desk.reading.as_steps and entry.under is None else desk.above
    read = _read(desk, entry)
    words = "\n".join([f"{entry.box} {entry.text}", *(cell.words for cell in entry.cells)])
    known = desk.memory.step(read.captured.text, above, words)
    step = _step(entry, read, known or desk.reading.ids(), above)
    if known is None:
        hints += _add(desk, step, read)
        desk.memory.remember_step(step.id, above, words)
    else:
        hints += _met_again(desk, known, step)
    took = _took(desk, step, read) | took | rank(entry)
    noted = joined(clean_line(entry.aside) if step.state != "dropped" else None, *read.said.notes)
    took |= {"note": noted} if noted else {}
    return Row(entry.row, "step", took, joined(read.left, of_improvement), known is not None, hints)


def _read(desk: Desk, entry: Entry) -> _Read:
    # What says something of the improvement was read with it; without one the step's note keeps it.
    cells = [cell for cell in entry.cells if not (entry.under and cell.field in OF_IMPROVEMENT)]
    said = CellReader(desk.people, desk.reading).of_step(cells)
    return _Read(_captured(desk, entry), said, joined(left_over(entry), *said.left))


def _add(desk: Desk, step: Step, read: _Read) -> tuple[str, ...]:
    ids = desk.reading.ids
    desk.do(AddStep(step, (*needs_of(read.captured, step.id, ids), *read.said.resources(step.id, ids))))
    return (*read.captured.hints, *read.said.hints)


def _met_again(desk: Desk, id: str, step: Step) -> tuple[str, ...]:
    """Let the note of a step that is there grow by what it does not hold yet; tell what else the list says."""
    there = desk.step(id)
    note = grown(there.note, *(step.note or "").split("\n"))
    if there.live and note != there.note:
        desk.remark_step(id, note)
    return tuple(_differs(there, step))


def _captured(desk: Desk, entry: Entry) -> Captured:
    line = clean_line(entry.text)
    if entry.literal:
        return Captured(line)
    captured = read_line(line, desk.people, desk.reading.now, desk.reading.order, desk.reading.language)
    # A line of marks alone ("@ana >fri") says no step; kept as it stands, nothing of it is lost.
    return captured if captured.text.strip() else replace(captured, text=line)


def _step(entry: Entry, read: _Read, id: str, above: str | None) -> Step:
    step = step_of(read.captured, id, above).revise(state=_state(entry))
    step = step.revise(**read.said.values)
    aside, notes = clean_line(entry.aside) or None, read.said.notes
    if step.state == "dropped":
        return step.revise(reason=step.reason or aside, note=grown(None, *notes, read.left))
    return step.revise(note=grown(None, aside, *notes, read.left))


def _state(entry: Entry) -> StepState:
    return "dropped" if entry.struck and entry.box != "x" else _STATES.get(entry.box or " ", "open")


def _took(desk: Desk, step: Step, read: _Read) -> dict[str, Value]:
    took: dict[str, Value] = {"text": step.text, "state": step.state}
    if step.improvement:
        took["improvement"] = desk.improvement(step.improvement).text
    took |= {name: value for name in _FIELDS if (value := getattr(step, name))}
    needs = (*read.captured.needs, *(text for text, _ in read.said.needs))
    return took | ({"needs": needs} if needs or read.said.needs_nothing else {})


def _differs(there: Step, here: Step) -> Iterator[str]:
    """Yield a sentence for what the list says otherwise than the plan."""
    for name, before, after in (
        ("it ", there.state, here.state),
        ("its owner ", there.owner, here.owner),
        ("its date ", there.due, here.due),
    ):
        if after is not None and (before or None) != after:
            both = f"In the plan {name}is {_said(before)}, in the list {_said(after)}"
            yield f"{both}; the plan was left as it is."


def _said(value: str | dt.date | None) -> str:
    return "not known" if value is None else str(value)
