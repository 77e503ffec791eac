"""The bars of a picture, which are the same on a screen and on a page."""

import datetime as dt
from collections.abc import Iterable
from typing import NamedTuple

from flipchart.domain.progress.goals import GoalLine
from flipchart.domain.progress.hands import Show
from flipchart.domain.progress.series import Point
from flipchart.domain.saying import number
from flipchart.domain.when import day


class Bar(NamedTuple):
    """A bar with its label and its value in words; `part` of the full width, from 0 to 1, is None for no data."""

    label: str
    part: float | None
    value: str


def over_time(points: Iterable[Point], today: dt.date) -> tuple[Bar, ...]:
    """Return a fraction's bars, one a day."""
    return tuple(Bar(day(it.on, today), it.ratio.value, it.ratio.told) for it in points)


def of_goal(line: GoalLine, most: int, today: dt.date) -> tuple[Bar, ...]:
    """Return baseline, the latest readings and target, as far as they are known: about `most` bars, from zero."""
    read = [(day(it.on, today), it.value) for it in line.readings[-max(most - 2, 1) :]]
    named = [("baseline", line.baseline), *read, ("target", line.target)]
    full = max((abs(value) for _, value in named if value is not None), default=0) or 1
    return tuple(Bar(name, max(value, 0) / full, number(value)) for name, value in named if value is not None)


def of_hands(shows: Iterable[Show], today: dt.date) -> tuple[Bar, ...]:
    """Return the means of shows of hands, each of five."""
    return tuple(Bar(day(it.on, today), it.mean / 5, f"{it.mean:.1f} of 5") for it in shows)
