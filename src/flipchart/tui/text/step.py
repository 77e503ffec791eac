"""All that is known of one step, as rows: the promise, what it needs, and what became of it day by day; pure."""

from collections.abc import Iterator

from flipchart.domain.plan import Step
from flipchart.domain.promises import promised
from flipchart.domain.saying import STATES
from flipchart.domain.step_history import history_of
from flipchart.domain.when import day, long_day, moment
from flipchart.tui.text.frame import Frame
from flipchart.tui.text.plan import due_words, resource_words
from flipchart.tui.text.rows import BLANK, Heading, Row, Words

DAY = 19
"""Cells for the day of something that happened."""


def step_rows(step: Step, view: Frame, *, room: bool = True) -> tuple[Row, ...]:
    """The step's page; in the `room` it is told when a date moved, and not that it had passed."""
    told = history_of(step, view.session.reports, view.today, room=room)
    rows = (Words(None, row.words, indent=DAY, mark=f"  {day(row.on, view.today)}" if row.on else "") for row in told)
    history = (BLANK, Heading(None, "What became of it"), *rows) if told else ()
    return (*_promise(step, view), *_means(step, view), *history)


def _promise(step: Step, view: Frame) -> Iterator[Row]:
    yield Words(None, step.text, "bold")
    helpers = f", with {', '.join(step.helpers)}" if step.helpers else ""
    yield Words(None, f"{step.owner or '? owner'}{helpers}", "bold" if step.owner else "warn")
    yield Words(None, f"{due_words(step, view) or 'no date'} · {STATES[step.state]}")
    first = promised(step)
    if first is not None and first != step.due:
        yield Words(None, f"first promised for {long_day(first, view.today)}")
    if step.reason:
        yield Words(None, f"since {step.reason}")


def _means(step: Step, view: Frame) -> Iterator[Row]:
    at = moment(view.local(step.first_step_at), view.today) if step.first_step_at else ""
    first = ": ".join(part for part in (at, step.first_step) if part)
    if_then = f"if {step.roadblock}, then {step.contingency or '…'}" if step.roadblock else ""
    texts = {it.id: it.text for it in view.session.steps}
    after = "; ".join(texts[id] for id in step.after if id in texts)
    parts = (
        ("done when", step.done_when),
        ("first step", first),
        ("", if_then),
        ("comes after", after),
        ("note", step.note),
    )
    yield from (Words(None, f"{name} {text}".strip()) for name, text in parts if text)
    needs = (it for it in view.session.resources if it.live and step.id in it.steps)
    yield from (Words(None, resource_words(it, view)) for it in needs)
