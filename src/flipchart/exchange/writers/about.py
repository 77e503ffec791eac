"""What is said of a step beside its words, its owner and its day: for calendars, task tools and trackers."""

import uuid
from collections.abc import Iterator

from flipchart.domain.plan import Step
from flipchart.domain.saying import STATES, listed
from flipchart.domain.session import Session
from flipchart.domain.tombstones import was_undone
from flipchart.exchange.view import View

NAMES = uuid.UUID("6f1c8a52-5d0b-4b7e-9a2f-3c9e1d7a4b60")
"""The namespace in which events and steps of this program are named (RFC 9562, version 5); never changed."""


def details(session: Session, step: Step, view: View) -> Iterator[str]:
    """Yield a line for each thing that was said of a step, in people's own words."""
    if step.state in ("doing", "blocked"):
        yield STATES[step.state].capitalize()
    if step.helpers:
        yield f"With {listed(list(step.helpers))}"
    if step.done_when:
        yield f"Done when {step.done_when}"
    if step.first_step or step.first_step_at:
        at = f" {view.full_moment(step.first_step_at)}" if step.first_step_at else ""
        yield f"First{at}: {step.first_step or 'begin'}"
    if step.roadblock or step.contingency:
        yield f"If {step.roadblock or 'it gets stuck'}, then {step.contingency or 'not said yet'}"
    if needs := [it.text for it in session.resources if step.id in it.steps and it.live and it.status != "have"]:
        yield f"Needs {listed(needs)}"


def everything(session: Session, step: Step, view: View) -> Iterator[str]:
    """Yield a line each: the improvement, all details and the note, none of them with a line break."""
    improvement = improvement_of(session, step)
    lines = [f"For: {improvement}" if improvement else "", *details(session, step, view)]
    lines += [f"Hoped for by {view.full_day(step.due)}"] if step.hoped and step.due else []
    lines += [f"Note: {step.note}"] if step.note else []
    yield from (" ".join(line.split()) for line in lines if line.strip())


def improvement_of(session: Session, step: Step) -> str:
    """Return the words of the improvement that a step belongs to, "" for none of the plan."""
    return next((it.text for it in session.improvements if it.id == step.improvement and it.live), "")


def given_out(session: Session) -> tuple[Step, ...]:
    """The steps that others are told of: additions that were undone and what was carried over are not among them."""
    return tuple(step for step in session.steps if not was_undone(step) and step.carried_to is None)
