"""A goal as the line that reads as it, as the room says it, and what is still to be asked of it."""

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Literal

from flipchart.domain.plan import Goal
from flipchart.domain.quick.goal import TypedGoal
from flipchart.domain.quick.names import People
from flipchart.domain.quick.saying import named
from flipchart.domain.quick.words import escaped_text
from flipchart.domain.quick.write import date_phrase, section, tag
from flipchart.domain.record import Number
from flipchart.domain.saying import number
from flipchart.domain.when import day, distance

Asked = Literal["why", "measure", "way", "by", "who"]
"""The questions of a goal, by what they ask for."""

QUESTIONS: dict[Asked, str] = {
    "why": "Why does it matter, and why now?",
    "measure": "What could we count to see it?",
    "way": "Where does it stand today, and where should it stand?",
    "by": "By which day?",
    "who": "Who reads the number, and how often?",
}
"""Specific, measurable, relevant, and due on a day (Doran 1981): asked one after the other, never enforced."""


def missing(goal: Goal | TypedGoal) -> tuple[Asked, ...]:
    """Return what was not said of a goal yet, in the order in which it is asked."""
    said: dict[Asked, bool] = {
        "why": goal.why is not None,
        "measure": goal.measure is not None,
        "way": goal.baseline is not None and goal.target is not None,
        "by": goal.by is not None,
        "who": goal.who is not None and goal.every is not None,
    }
    return tuple(asked for asked in QUESTIONS if not said[asked])


def way_words(baseline: Number | None, target: Number | None, unit: str | None) -> str:
    """Return "40 → 10 calls a week"; what is not known is a question mark, "" where nothing is."""
    if baseline is None and target is None:
        return f"? → ? {unit}" if unit else ""
    ends = [number(value) if value is not None else "?" for value in (baseline, target)]
    return " ".join(part for part in (*ends[:1], "→", *ends[1:], unit) if part)


def echo_goal(read: TypedGoal, today: dt.date) -> tuple[str, ...]:
    """Return the short parts to show under a goal's line."""
    return tuple(_parts(read, today))


def _parts(read: TypedGoal, today: dt.date) -> Iterator[str]:
    if read.measure:
        yield f"count {read.measure}"
    if way := way_words(read.baseline, read.target, read.unit):
        yield way
    if read.by:
        yield f"by {day(read.by, today)}, {distance(read.by, today)}"
    if read.who:
        yield f"{named(read.who, read.new)} measures"
    if read.every:
        yield read.every
    if read.why:
        yield f"because {read.why}"


def write_goal(goal: Goal, people: Iterable[str], now_local: dt.datetime) -> str:
    """Return the line that `read_goal` reads as this goal."""
    parts = [escaped_text(goal.text)]
    parts += [f"!{section(goal.why)}"] if goal.why else []
    parts += [f"={section(goal.measure, letter=True)}"] if goal.measure else []
    if goal.baseline is not None or goal.target is not None or goal.unit:
        parts.append(f"={escaped_text(write_way(goal))}")
    parts += [f">{date_phrase(goal.by, now_local.date())}"] if goal.by else []
    parts += [f"@{People(people).typed(goal.who)}"] if goal.who else []
    parts += [f"#{tag(goal.every)}"] if goal.every else []
    return " ".join(parts)


def write_way(goal: Goal) -> str:
    """Return from where to where as `read_way` reads it."""
    ends = [number(value) if value is not None else "" for value in (goal.baseline, goal.target)]
    return f"{ends[0]}->{ends[1]} {goal.unit or ''}".rstrip()
