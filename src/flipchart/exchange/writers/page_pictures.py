"""The plan in pictures for a page: bars from zero with the value beside each, and days on one line of time."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from flipchart.domain.progress import (
    Bar,
    GoalLine,
    HandsLine,
    Series,
    by_improvement,
    completion_by_check_in,
    goal_lines,
    hands_lines,
    of_goal,
    of_hands,
    on_time_by_check_in,
    open_by_week,
    over_time,
    shares_words,
)
from flipchart.domain.session import Session
from flipchart.domain.timeline import Mark, timeline
from flipchart.exchange.view import View

MOST = 12
"""How many points of a series are shown, the latest of them."""

SIGNS = {"done": "✓", "late": "!", "due": "○", "hoped": "~"}
SAID = {"done": "done", "late": "was due", "due": "", "hoped": "hoped for"}


@dataclass(frozen=True, slots=True)
class Picture:
    """Bars under a title, and a sentence that says the same."""

    title: str
    words: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Dot:
    """A step or milestone on the line of time: its place from 0 to 1, and its words."""

    place: float
    state: str
    sign: str
    day: str
    said: str
    text: str
    who: str


@dataclass(frozen=True, slots=True)
class TimeLine:
    """The dots by their days, where today is among them, and a sentence that says the same."""

    today: float
    day: str
    words: str
    dots: tuple[Dot, ...]


def time_line(session: Session, view: View) -> TimeLine | None:
    """Return the steps and milestones by their days; None where nothing has one."""
    told = timeline(session, view.today)
    if not told.marks:
        return None
    dots = tuple(_dot(mark, told.place, view) for mark in told.marks)
    return TimeLine(told.place(view.today), view.day(view.today), told.words, dots)


def pictures(session: Session, view: View) -> tuple[Picture, ...]:
    """Return every picture that has something to show; owners and slips, which could shame, are not there."""
    today = view.today
    found = [
        _over_time("Done", completion_by_check_in(session, today), view),
        _over_time("Still open at the end of each week", open_by_week(session, today), view),
        _over_time("Done by the first date", on_time_by_check_in(session, today), view),
        _by_improvement(session, today),
        *(_goal(line, view) for line in goal_lines(session, today)),
        *(_hands(line, view) for line in hands_lines(session, today)),
    ]
    return tuple(it for it in found if it is not None)


def _dot(mark: Mark, place: Callable[[dt.date], float], view: View) -> Dot:
    if mark.kind == "milestone":
        said = "milestone, reached" if mark.state == "done" else "milestone"
        return Dot(place(mark.on), mark.state, "◆", view.day(mark.on), said, mark.text, "")
    sign, said = SIGNS[mark.state], SAID[mark.state]
    return Dot(place(mark.on), mark.state, sign, view.day(mark.on), said, mark.text, mark.owner or "")


def _over_time(title: str, series: Series, view: View) -> Picture | None:
    points = series.points[-MOST:]
    known = any(point.ratio.whole for point in points)
    return Picture(title, series.words, over_time(points, view.today)) if known else None


def _by_improvement(session: Session, today: dt.date) -> Picture | None:
    shares = [it for it in by_improvement(session, today) if it.done.whole]
    bars = tuple(Bar(it.name, it.done.value, it.done.told) for it in shares)
    return Picture("By improvement", shares_words(shares), bars) if bars else None


def _goal(line: GoalLine, view: View) -> Picture:
    return Picture(line.goal.text, line.words, of_goal(line, MOST, view.today))


def _hands(line: HandsLine, view: View) -> Picture | None:
    bars = of_hands(line.shows[-MOST:], view.today)
    return Picture(f"{line.question}?".replace("??", "?"), line.words, bars) if bars else None
