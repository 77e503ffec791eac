"""Rows that are steps: each is read as a line that somebody types."""

from dataclasses import replace

from flipchart.domain.commands.steps import AddStep
from flipchart.domain.plan import Step, StepState
from flipchart.domain.quick import Captured, read_line
from flipchart.domain.text import clean_line
from flipchart.exchange.intake.captured import needs_of, step_of
from flipchart.exchange.intake.desk import Desk
from flipchart.exchange.intake.remarks import grown, left_over
from flipchart.exchange.intake.rows import Row, Value
from flipchart.exchange.readers.entry import Entry

_STATES: dict[str, StepState] = {"x": "done", "/": "doing", "-": "dropped"}
_FIELDS = (
    "owner", "helpers", "due", "hoped", "done_when", "roadblock", "contingency",
    "first_step", "first_step_at", "reason", "note",
)  # fmt: skip


def take_step(desk: Desk, entry: Entry) -> Row:
    """Add a step under the improvement above it, unless the row was taken in before."""
    above = None if desk.reading.as_steps else desk.above
    captured, left, state = _captured(desk, entry), left_over(entry), _state(entry)
    words = f"{entry.box} {entry.text}"
    known = desk.memory.step(captured.text, above, words)
    step = step_of(captured, known or desk.reading.ids(), above)
    step = step.revise(state=state, **_aside(entry, state, left))
    if known is None:
        desk.do(AddStep(step, needs_of(captured, step.id, desk.reading.ids)))
        desk.memory.remember_step(step.id, above, words)
    hints = captured.hints if known is None else _differs(desk, known, state)
    return Row(entry.row, "step", _took(desk, step, captured), left, known is not None, hints)


def _captured(desk: Desk, entry: Entry) -> Captured:
    line = clean_line(entry.text)
    captured = read_line(line, desk.people, desk.reading.now, desk.reading.order)
    # A line of marks alone ("@ana >fri") says no step; kept as it stands, nothing of it is lost.
    return captured if captured.text.strip() else replace(captured, text=line)


def _state(entry: Entry) -> StepState:
    return "dropped" if entry.struck and entry.box != "x" else _STATES.get(entry.box or " ", "open")


def _aside(entry: Entry, state: StepState, left: str | None) -> dict[str, str | None]:
    aside = clean_line(entry.aside) or None
    if state == "dropped":
        return {"reason": aside, "note": left}
    return {"note": grown(None, aside, left)}


def _took(desk: Desk, step: Step, captured: Captured) -> dict[str, Value]:
    took: dict[str, Value] = {"text": step.text, "state": step.state}
    if step.improvement:
        took["improvement"] = desk.improvement(step.improvement).text
    took |= {name: value for name in _FIELDS if (value := getattr(step, name))}
    return took | ({"needs": captured.needs} if captured.needs else {})


def _differs(desk: Desk, id: str, state: StepState) -> tuple[str, ...]:
    there = desk.state(id)
    if there == state:
        return ()
    return (f"In the plan it is {there}, in the list {state}; the plan was left as it is.",)
