"""Goals over time: from the baseline over what was measured to the target."""

import datetime as dt
import math
import sys

from msgspec import Struct

from flipchart.domain.kinds import Number
from flipchart.domain.plan import Goal
from flipchart.domain.said import joined, said, say
from flipchart.domain.saying import number
from flipchart.domain.session import Session
from flipchart.domain.when import day


class Reading(Struct, frozen=True):
    """A goal's measure on a day."""

    on: dt.date
    value: Number


class GoalLine(Struct, frozen=True):
    """A goal with its readings, oldest first; numbers are in the goal's unit, and finite.

    `way` is how far the last reading is from the baseline to the target: 0 at the baseline, 1 at the target,
    below 0 where it went the other way; None where a number is missing or baseline and target are one.
    """

    goal: Goal
    baseline: Number | None
    target: Number | None
    readings: tuple[Reading, ...]
    way: float | None
    words: str

    @property
    def last(self) -> Reading | None:
        """The newest reading, or None where nothing was measured yet."""
        return self.readings[-1] if self.readings else None


def goal_lines(session: Session, today: dt.date) -> tuple[GoalLine, ...]:
    """Return every goal of the plan with what was measured up to `today`."""
    return tuple(_line(session, goal, today) for goal in session.goals if goal.live)


def _line(session: Session, goal: Goal, today: dt.date) -> GoalLine:
    taken = (it for it in session.measurements if it.goal == goal.id and it.on <= today)
    rows = sorted(taken, key=lambda it: it.on)
    readings = tuple(Reading(it.on, it.value) for it in rows if _finite(it.value) is not None)
    baseline, target = _finite(goal.baseline), _finite(goal.target)
    way = _way(baseline, target, readings[-1].value) if readings else None
    return GoalLine(goal, baseline, target, readings, way, _words(goal, baseline, target, readings, today))


def _finite(value: Number | None) -> Number | None:
    # Compared and not converted: a whole number of a file may be larger than any float.
    return value if value is not None and abs(value) <= sys.float_info.max else None


def _way(baseline: Number | None, target: Number | None, value: Number) -> float | None:
    if baseline is None or target is None or baseline == target:
        return None
    way = (value - baseline) / (target - baseline)
    return way if math.isfinite(way) else None


def _words(
    goal: Goal, baseline: Number | None, target: Number | None, readings: tuple[Reading, ...], today: dt.date
) -> str:
    unit = f" {goal.unit}" if goal.unit else ""
    parts: list[str] = [said("not measured yet")]
    if readings:
        value = joined("", (number(readings[-1].value), unit))
        parts = [say("{value} on {day}", value=value, day=day(readings[-1].on, today))]
    if baseline is not None:
        parts.append(say("{value} at first", value=number(baseline)))
    if target is not None:
        wanted = number(target)
        parts.append(_target_words(wanted, goal.by, today))
    parts += _way_words(baseline, target, readings[-1].value) if readings else ()
    return joined("", (" ".join(goal.text.split()), ": ", joined("; ", parts), "."))


def _target_words(wanted: str, by: dt.date | None, today: dt.date) -> str:
    if by is None:
        return say("the target is {value}", value=wanted)
    if by < today:
        return say("the target was {value} by {day}", value=wanted, day=day(by, today))
    return say("the target is {value} by {day}", value=wanted, day=day(by, today))


def _way_words(baseline: Number | None, target: Number | None, value: Number) -> tuple[str, ...]:
    way = _way(baseline, target, value)
    if way is None or baseline is None or target is None:
        return ()
    if way >= 1:
        return (said("it is reached"),)
    if way < 0:
        return (said("it has moved away from the target"),)
    done, whole = abs(value - baseline), abs(target - baseline)
    percent = f"{way:.0%}".replace("%", " %")
    return (say("{part} of {whole} of the way ({percent})", part=number(done), whole=number(whole), percent=percent),)
