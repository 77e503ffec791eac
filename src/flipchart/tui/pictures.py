"""The plan in pictures: bars of full cells from zero, the value beside each, a sentence to read aloud; pure."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from flipchart.domain.figures import Ratio
from flipchart.domain.progress import (
    Series,
    by_improvement,
    completion_by_check_in,
    goal_lines,
    hands_lines,
    on_time_by_check_in,
    open_by_week,
    slips_by_check_in,
)
from flipchart.domain.saying import number
from flipchart.domain.session import Session
from flipchart.domain.timeline import timeline
from flipchart.domain.when import day
from flipchart.tui.lines import Line, line, pad, width_of, wrap
from flipchart.tui.rows import BLANK, Heading, Row, Words

LONGEST_LABEL = 22
MOST = 12
"""How many points of a series are shown, the latest of them."""


@dataclass(frozen=True, slots=True)
class Bar(Row):
    """A label, a bar that is full at `most`, and its value in words; a part of nothing has no bar."""

    label: str
    part: float | None
    value: str

    def lines(self, width: int, selected: bool) -> tuple[Line, ...]:
        """The bar beside its label; the label above it where there is little room."""
        label_width = min(LONGEST_LABEL, max(width // 3, 10))
        room = max(width - label_width - width_of(self.value) - 3, 4)
        labels = wrap(self.label, label_width)
        filled = round((self.part or 0) * room)
        first = line(
            pad(labels[0], label_width), " ", ("█" * filled, "fill"), ("─" * (room - filled), "rest"), "  ",
            (self.value, "bold"),
        )  # fmt: skip
        return (first, *(line(part) for part in labels[1:]))


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture with its title; `words` say the same to those who listen."""

    title: str
    words: str
    bars: tuple[Row, ...]

    def rows(self) -> tuple[Row, ...]:
        """Title, bars, sentence."""
        return (Heading(None, self.title), *self.bars, Words(None, self.words, "quiet", 0))


def _over_time(title: str, series: Series, today: dt.date) -> Picture:
    points = series.points[-MOST:]
    bars = tuple(Bar(None, day(point.on, today), point.ratio.value, _fraction(point.ratio)) for point in points)
    return Picture(title, series.words, bars)


def _fraction(ratio: Ratio) -> str:
    return ratio.words if ratio.value is None else f"{ratio.words} · {ratio.percent}"


def pictures(session: Session, today: dt.date) -> tuple[Picture, ...]:
    """Return every picture of the plan that has something to show; owners and days late are not among them."""
    most = max((share.done.whole for share in by_improvement(session, today)), default=0)
    shares = tuple(Bar(None, it.name, it.done.value, _fraction(it.done)) for it in by_improvement(session, today))
    slips = slips_by_check_in(session, today)
    found = [
        _over_time("Done", completion_by_check_in(session, today), today),
        _over_time("Still open at the end of each week", open_by_week(session, today), today),
        _over_time("Done by the first date", on_time_by_check_in(session, today), today),
        Picture("By improvement", "", shares) if most else None,
        Picture("Dates moved after they had passed", slips.words, ()),
        *_goals(session, today),
        *_hands(session, today),
        _timeline(session, today),
    ]
    return tuple(picture for picture in found if picture is not None)


def _goals(session: Session, today: dt.date) -> Iterable[Picture]:
    for goal in goal_lines(session, today):
        measured = [(day(it.on, today), it.value) for it in goal.readings[-MOST:]]
        named = [("baseline", goal.baseline), *measured, ("target", goal.target)]
        most = max((abs(value) for _, value in named if value is not None), default=0) or 1
        bars = tuple(Bar(None, name, abs(value) / most, number(value)) for name, value in named if value is not None)
        yield Picture(goal.goal.text, goal.words, bars)


def _hands(session: Session, today: dt.date) -> Iterable[Picture]:
    for asked in hands_lines(session, today):
        if asked.shows:
            shows = asked.shows[-MOST:]
            bars = tuple(Bar(None, day(it.on, today), it.mean / 5, f"{it.mean:.1f} of 5") for it in shows)
            yield Picture(f"{asked.question}?", asked.words, bars)


def _timeline(session: Session, today: dt.date) -> Picture | None:
    told = timeline(session, today)
    if not told.marks:
        return None
    rows: list[Row] = []
    shown_today = False
    for mark in told.marks:
        if mark.on >= today and not shown_today:
            rows.append(Words(None, f"──── today, {day(today, today)} ────", "info", 0))
            shown_today = True
        sign = "✓" if mark.state in ("done", "reached") else "◆" if mark.kind == "milestone" else "·"
        rows.append(Words(None, f"{day(mark.on, today)}  {mark.text}", "", 2, sign))
    return Picture("Steps and milestones", told.words, tuple(rows))


def all_rows(shown: tuple[Picture, ...]) -> tuple[Row, ...]:
    """Several pictures under each other."""
    return tuple(row for picture in shown for row in (*picture.rows(), BLANK))
