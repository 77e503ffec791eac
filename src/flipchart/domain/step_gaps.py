"""What to ask aloud of one live step; see gaps.py for the whole list."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from flipchart.domain.ownership import lacks_owner
from flipchart.domain.plan import Step
from flipchart.domain.session import Session
from flipchart.domain.vagueness import is_two_in_one, is_vague, names_a_group
from flipchart.domain.when import day

GapKind = Literal[
    "no_owner", "group_owner", "no_date", "past_date", "weekend", "hoped", "vague", "two_in_one",
    "no_first_step", "no_steps", "overloaded", "clustered", "no_asker", "order", "no_next_check",
]  # fmt: skip
"""The kinds of gaps by the names of `show --json`, most urgent first."""

SOON = dt.timedelta(days=7)
"""Within which a first step should happen."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A step that questions are asked of, in its session and on a day."""

    step: Step
    session: Session
    today: dt.date


def _no_owner(it: Asked) -> str | None:
    return "whose name goes here?" if lacks_owner(it.session, it.step) else None


def _group_owner(it: Asked) -> str | None:
    owner = it.step.owner
    if owner is None or not (names_a_group(owner) or owner.casefold() == (it.session.group or "").casefold()):
        return None
    return f"“{owner}” is not one person. Whose name goes here?"


def _no_date(it: Asked) -> str | None:
    return "by which day?" if it.step.due is None else None


def _past_date(it: Asked) -> str | None:
    if it.step.due is None or not it.step.late(it.today):
        return None
    return f"was due {day(it.step.due, it.today)}. Is it done, or which day is it now?"


def _weekend(it: Asked) -> str | None:
    due = it.step.due
    if due is None or due < it.today or due.weekday() < 5:
        return None
    return f"{day(due, it.today)} is on a weekend. Is that meant?"


def _hoped(it: Asked) -> str | None:
    if it.step.due is None or not it.step.hoped:
        return None
    return f"{day(it.step.due, it.today)} is hoped for. Which day can be promised?"


def _vague(it: Asked) -> str | None:
    # Where it was said how the step will be seen to be done, this question has its answer.
    vague = it.step.done_when is None and is_vague(it.step.text, it.session.people)
    return "how will we see that it is done?" if vague else None


def _two_in_one(it: Asked) -> str | None:
    return "is this one step or two?" if is_two_in_one(it.step.text) else None


def _no_first_step(it: Asked) -> str | None:
    at = it.step.first_step_at
    begun = it.step.state != "open" or (at is not None and at.date() <= it.today + SOON)
    return None if begun else "what happens first, on which day and at what hour?"


QUESTIONS: tuple[tuple[GapKind, Callable[[Asked], str | None]], ...] = (
    ("no_owner", _no_owner),
    ("group_owner", _group_owner),
    ("no_date", _no_date),
    ("past_date", _past_date),
    ("weekend", _weekend),
    ("hoped", _hoped),
    ("vague", _vague),
    ("two_in_one", _two_in_one),
    ("no_first_step", _no_first_step),
)
"""What each kind asks of a step, or None where there is nothing to ask."""
