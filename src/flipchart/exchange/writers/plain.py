"""The improvements with their steps in columns: what, who, when, and how it stands."""

from collections.abc import Iterator
from dataclasses import dataclass

from flipchart.domain.plan import Improvement, Milestone, Step
from flipchart.domain.saying import STATES, counted
from flipchart.domain.session import Session
from flipchart.exchange.text_width import hang, pad, width, wrap
from flipchart.exchange.view import View
from flipchart.exchange.writers.ink import Ink

_LEAST = 24
"""Cells under which a step's words are not squeezed: then who and when stand below them."""
_NUMBER = 4


@dataclass(frozen=True, slots=True)
class Layout:
    """The widths of the columns; `what` is None where who and when stand below the words."""

    view: View
    ink: Ink
    who: int
    when: int
    how: int
    what: int | None


def layout(session: Session, view: View, ink: Ink) -> Layout:
    """Return the columns into which all steps of a session fit; no owner and no date is ever cut off."""
    steps = [step for step in session.steps if step.state != "dropped"]
    who = max((width(step.owner or "") for step in steps), default=0)
    when = max((width(when_words(step, view)) for step in steps), default=0)
    how = max((width(how_words(step, view)) for step in steps), default=0)
    left = ink.width - _NUMBER - 2 - sum(cells + 2 for cells in (who, when, how) if cells)
    return Layout(view, ink, who, when, how, left if left >= _LEAST else None)


def improvements(session: Session, form: Layout) -> Iterator[list[str]]:
    """Yield a block for each improvement with its steps; the steps of none and those below the line last."""
    below = [item for item in session.improvements if item.live and item.below_line]
    for number, item in enumerate(session.above_line(), start=1):
        milestones = [it for it in session.milestones if it.improvement == item.id and it.live]
        reached = [line for it in milestones for line in _milestone(it, form)]
        yield [*_heading(item, number, form), *reached, *_steps(session.steps_of(item.id), form)]
    if loose := session.steps_of(None):
        yield [form.ink.paint("heading", "Other steps"), *_steps(loose, form)]
    if below:
        yield [
            form.ink.paint("heading", "Below the line"),
            *(line for it in below for line in _below(session, it, form)),
        ]


def when_words(step: Step, view: View) -> str:
    """Return a step's date: "Fri 20 Nov", "hoped Fri 20 Nov", or the day on which it was done."""
    if step.state == "done":
        return view.day(step.finished) if step.finished else ""
    if step.due is None:
        return ""
    return f"hoped {view.day(step.due)}" if step.hoped else view.day(step.due)


def how_words(step: Step, view: View) -> str:
    """Return how a step stands where that is worth a word."""
    words = [STATES[step.state]] if step.state != "open" else []
    return ", ".join(words + (["late"] if step.late(view.today) else []))


def _heading(item: Improvement, number: int, form: Layout) -> list[str]:
    votes = f" ({counted(item.votes, 'vote')})" if item.votes is not None else ""
    lines = hang(f"{number}  ", item.text + votes, form.ink.width)
    note = hang("   ", item.note, form.ink.width) if item.note else []
    return [*(form.ink.paint("heading", line) for line in lines), *note]


def _milestone(item: Milestone, form: Layout) -> list[str]:
    due = f"by {form.view.day(item.due)}" if item.due else ""
    reached = f"reached {form.view.day(item.reached)}" if item.reached else due
    return hang("   ", form.ink.joined([f"Milestone: {item.text}", reached]), form.ink.width)


def _below(session: Session, item: Improvement, form: Layout) -> list[str]:
    votes = f" ({counted(item.votes, 'vote')})" if item.votes is not None else ""
    note = hang("    ", item.note, form.ink.width) if item.note else []
    return [*hang("  ", item.text + votes, form.ink.width), *note, *_steps(session.steps_of(item.id), form)]


def _steps(steps: tuple[Step, ...], form: Layout) -> list[str]:
    return [line for number, step in enumerate(steps, start=1) for line in _step(step, number, form)]


def _step(step: Step, number: int, form: Layout) -> list[str]:
    head = pad(f"{number}", _NUMBER, right=True) + "  "
    cells = [(step.owner or "", form.who), (when_words(step, form.view), form.when)]
    cells += [(how_words(step, form.view), form.how)]
    if form.what is None:
        beside = ", ".join(cell for cell, _ in cells if cell)
        return [*hang(head, step.text, form.ink.width), *_set_in([beside] if beside else [], form)]
    first, *rest = wrap(step.text, form.what)
    columns = "".join(f"  {pad(cell, wide)}" for cell, wide in cells if wide)
    line = (head + pad(first, form.what) + columns).rstrip()
    return [_painted(line, step, form), *_set_in(rest, form), *_set_in(_details(step, form.view), form)]


def _painted(line: str, step: Step, form: Layout) -> str:
    if step.state == "done":
        return form.ink.paint("done", line)
    return form.ink.paint("late", line) if step.late(form.view.today) else line


def _set_in(texts: list[str], form: Layout) -> list[str]:
    return [line for text in texts for line in hang(" " * (_NUMBER + 2), text, form.ink.width)]


def _details(step: Step, view: View) -> list[str]:
    at = f" {view.moment(step.first_step_at)}" if step.first_step_at else ""
    lines = [f"with {', '.join(step.helpers)}"] if step.helpers else []
    lines += [f"first{at}: {step.first_step or 'begin'}"] if step.first_step or at else []
    lines += [f"done when {step.done_when}"] if step.done_when else []
    if step.roadblock or step.contingency:
        lines.append(f"if {step.roadblock or 'it gets stuck'}, then {step.contingency or 'not said yet'}")
    return lines + ([f"note: {step.note}"] if step.note else [])
