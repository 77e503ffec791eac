"""The plan in pictures for a page: lines over a real axis of time, bars from zero, and days on one line of time.

A line over time goes in steps: what was true on a day holds until the next day of which something is known.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence

from msgspec import Struct

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
from flipchart.domain.saying import number
from flipchart.domain.session import Session
from flipchart.domain.timeline import Mark, timeline
from flipchart.exchange.view import View

MOST = 12
"""How many points of a series the table below it shows, the latest of them."""

LEFT, RIGHT, TOP, BOTTOM = 58, 412, 12, 150
"""Where the lines of a picture lie, in the units of its drawing."""

NEAR = 18
"""Levels closer than this would stand in each other's labels."""

SIGNS = {"done": "✓", "late": "!", "due": "○", "hoped": "~"}
SAID = {"done": "done", "late": "was due", "due": "", "hoped": "hoped for"}


class Rule(Struct, frozen=True):
    """A horizontal line across the picture at a level, labelled with its value."""

    y: float
    label: str
    strong: bool = False
    name: str = ""


class Day(Struct, frozen=True):
    """A day labelled on the axis."""

    x: float
    label: str
    anchor: str


class Curve(Struct, frozen=True):
    """A line over time: its path and dots, the levels and days that it is read by, and where today is."""

    title: str
    words: str
    path: str
    rules: tuple[Rule, ...]
    days: tuple[Day, ...]
    today: float | None
    area: str = ""
    dots: tuple[tuple[float, float], ...] = ()
    left: int = LEFT
    right: int = RIGHT
    top: int = TOP
    bottom: int = BOTTOM


class Picture(Struct, frozen=True):
    """A line over time, or bars, under a title; a sentence that says the same, and the values for a table."""

    title: str
    words: str
    bars: tuple[Bar, ...]
    curve: Curve | None = None
    heads: tuple[str, str] = ("Day", "Value")


class Axis:
    """A horizontal axis of days and a vertical axis of values."""

    def __init__(self, days: Sequence[dt.date], top: float, least: float = 0) -> None:
        self.start, self.end = min(days), max(days)
        self._least, self._span = least, (top - least) or 1

    def x(self, on: dt.date) -> float:
        """Return the horizontal position of a day; a single day is at the left."""
        span = (self.end - self.start).days
        part = (on - self.start).days / span if span else 0.0
        return round(LEFT + (RIGHT - LEFT) * part, 1)

    def y(self, value: float) -> float:
        """Return the vertical position of a value."""
        return round(BOTTOM - (BOTTOM - TOP) * (value - self._least) / self._span, 1)

    def days(self, view: View) -> tuple[Day, ...]:
        """The first day, the last, and one between where there is room."""
        span = (self.end - self.start).days
        middle = [self.start + (self.end - self.start) / 2] if span > 20 else []
        ends = [self.end] if span else []
        anchors = ("start", *("middle" for _ in middle), *("end" for _ in ends))
        shown = zip((self.start, *middle, *ends), anchors, strict=True)
        return tuple(Day(self.x(on), view.day(on), anchor) for on, anchor in shown)

    def steps(self, points: Iterable[tuple[dt.date, float | None]]) -> tuple[str, str]:
        """Return a path that goes in steps, with gaps where nothing is known, and the area below it."""
        runs: list[list[tuple[float, float]]] = []
        known = False
        for on, value in points:
            if value is not None:
                runs += [] if known else [[]]
                runs[-1].append((self.x(on), self.y(value)))
            elif known:
                runs[-1].append((self.x(on), runs[-1][-1][1]))
            known = value is not None
        paths = [f"M{x} {y}" + "".join(f"H{a}V{b}" for a, b in rest) for (x, y), *rest in runs]
        areas = (f"{path}V{BOTTOM}H{run[0][0]}Z" for path, run in zip(paths, runs, strict=True))
        return " ".join(paths), " ".join(areas)


class Dot(Struct, frozen=True):
    """A step or milestone on the line of time: its place from 0 to 1, and its words."""

    place: float
    state: str
    sign: str
    day: str
    said: str
    text: str
    who: str


class TimeLine(Struct, frozen=True):
    """The dots by their days, where today is among them, and a sentence that says the same."""

    today: float
    day: str
    words: str
    dots: tuple[Dot, ...]


def time_line(session: Session, view: View) -> TimeLine | None:
    """Return the steps and milestones by their days; None where nothing has one."""
    line = timeline(session, view.today)
    if not line.marks:
        return None
    dots = tuple(_dot(mark, line.place, view) for mark in line.marks)
    return TimeLine(line.place(view.today), view.day(view.today), line.words, dots)


def pictures(session: Session, view: View) -> tuple[Picture, ...]:
    """Return every picture that has something to show; owners and slips, which could shame, are not there."""
    today = view.today
    found = [
        _share("Done", completion_by_check_in(session, today), view),
        _count("Still open at the end of each week", open_by_week(session, today), view),
        _share("Done by the first date", on_time_by_check_in(session, today), view),
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


def _share(title: str, series: Series, view: View) -> Picture | None:
    """A fraction over time, from 0 to 100 %."""
    if not any(point.ratio.whole for point in series.points):
        return None
    curve = share_curve(title, series.words, [(it.on, it.ratio.value) for it in series.points], view)
    return Picture(title, series.words, over_time(series.points[-MOST:], view.today), curve, ("Day", title))


def share_curve(title: str, words: str, points: Sequence[tuple[dt.date, float | None]], view: View) -> Curve:
    """Return fractions over time; None is no data."""
    axis = Axis([on for on, _ in points], 1)
    path, area = axis.steps(points)
    rules = tuple(Rule(axis.y(part), label) for part, label in ((0, "0 %"), (0.5, "50 %"), (1, "100 %")))
    return Curve(title, words, path, rules, axis.days(view), axis.x(view.today), area)


def _count(title: str, series: Series, view: View) -> Picture | None:
    """How many steps are open, counted."""
    most = max((point.ratio.whole for point in series.points), default=0)
    if not most:
        return None
    axis = Axis([it.on for it in series.points], most)
    path, area = axis.steps([(it.on, float(it.ratio.part)) for it in series.points])
    rules = tuple(Rule(axis.y(value), f"{value:,}") for value in dict.fromkeys((0, most // 2, most)))
    curve = Curve(title, series.words, path, rules, axis.days(view), axis.x(view.today), area)
    return Picture(title, series.words, over_time(series.points[-MOST:], view.today), curve, ("Day", "Open"))


def _by_improvement(session: Session, today: dt.date) -> Picture | None:
    shares = [it for it in by_improvement(session, today) if it.done.whole]
    bars = tuple(Bar(it.name, it.done.value, it.done.with_percent) for it in shares)
    return Picture("By improvement", shares_words(shares), bars) if bars else None


def _goal(line: GoalLine, view: View) -> Picture:
    """From the baseline over what was measured to the target, by the day on which it is to be reached."""
    bars = of_goal(line, MOST, view.today)
    title = line.goal.text
    if not line.readings:
        return Picture(title, line.words, bars)
    known = [float(it) for it in (line.baseline, line.target) if it is not None]
    values = [*known, *(float(it.value) for it in line.readings)]
    days = [it.on for it in line.readings] + [view.today] + ([line.goal.by] if line.goal.by else [])
    axis = Axis(days, max(*values, 0.0), min(*values, 0.0))
    named = (("baseline", line.baseline), ("target", line.target))
    rules = [Rule(axis.y(value), number(value), True, name) for name, value in named if value is not None]
    rules += [Rule(axis.y(0), "0")] if all(abs(axis.y(0) - it.y) > NEAR for it in rules) else []
    dots = tuple((axis.x(it.on), axis.y(float(it.value))) for it in line.readings)
    path = "M" + "L".join(f"{x} {y}" for x, y in dots)
    curve = Curve(title, line.words, path, tuple(rules), axis.days(view), axis.x(view.today), dots=dots)
    return Picture(title, line.words, bars, curve, ("Day", line.goal.unit or line.goal.measure or "Value"))


def _hands(line: HandsLine, view: View) -> Picture | None:
    bars = of_hands(line.shows[-MOST:], view.today)
    return Picture(f"{line.question}?".replace("??", "?"), line.words, bars) if bars else None
