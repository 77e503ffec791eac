"""The plan in pictures: bars of full cells from zero, the value beside each, a sentence to read aloud; pure."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from flipchart.domain.follow_up import Feedback
from flipchart.domain.progress import (
    GoalLine,
    Series,
    Share,
    by_improvement,
    by_owner,
    completion_by_check_in,
    goal_lines,
    hands_lines,
    of_goal,
    of_hands,
    on_time_by_check_in,
    open_by_week,
    over_time,
    shares_words,
    slips_by_check_in,
)
from flipchart.domain.saying import number
from flipchart.domain.session import Session
from flipchart.domain.timeline import Mark, Timeline, timeline
from flipchart.domain.when import day, short_day
from flipchart.tui.text.chart import ASCII_PEN, PEN, Axis, Chart, Level, Pen, joined
from flipchart.tui.text.language import labelled, t, tn, voiced
from flipchart.tui.text.lines import Line, Span, line, pad, width_of, wrap
from flipchart.tui.text.rows import BLANK, Row, Words

LONGEST_LABEL = 22
LANE = 12
"""Cells of the way from the first day to the last."""
LANE_FROM = 60
"""Cells from which on there is room for it beside the words."""


class Glyphs(Struct, frozen=True):
    """What pictures are drawn with: the part and the rest of a bar, done, a milestone, still to come, today."""

    part: str = "█"
    rest: str = " "
    done: str = "✓"
    milestone: str = "◆"
    coming: str = "·"
    now: str = "│"
    line: str = "─"


COLOURED = Glyphs()
UNCOLOURED = Glyphs(rest="─")
ASCII = Glyphs("=", "-", "v", "^", "o", "|", "-")


class Bar(Row, frozen=True):
    """A label, a bar of full cells that is full at a `part` of 1 (None is no data), and its value in words.

    `space` is the width in cells of the widest value in the picture, so that all its bars have one scale.
    """

    label: str
    part: float | None
    value: str
    space: int = 0
    glyphs: Glyphs = COLOURED

    def lines(self, width: int, selected: bool) -> tuple[Line, ...]:
        """The bar between its label and its value, which is never cut."""
        label_width = min(LONGEST_LABEL, max(width // 3, 10))
        space = max(self.space, width_of(self.value))
        room = max(width - label_width - space - 3, 4)
        labels = wrap(self.label, label_width)
        filled = round(min(max(self.part or 0, 0), 1) * room)
        rest = self.glyphs.rest if self.part is not None else " "
        first = line(
            pad(labels[0], label_width), " ", (self.glyphs.part * filled, "fill"),
            (rest * (room - filled), ("track" if rest == " " else "rest") if self.part is not None else ""), "  ",
            " " * (space - width_of(self.value)), (self.value, "bold"),
        )  # fmt: skip
        return (first, *(line(part) for part in labels[1:]))


class MarkRow(Row, frozen=True):
    """A day of the timeline: the day, its sign, where there is room its place on the way, and the words.

    `place` and `today` lie between 0, the first day, and 1, the last.
    """

    day: str
    sign: str
    text: str
    place: float
    today: float
    style: str = ""
    glyphs: Glyphs = COLOURED

    def lines(self, width: int, selected: bool) -> tuple[Line, ...]:
        """The words wrapped beside the day."""
        lane = self._lane() if width >= LANE_FROM else (f"{self.sign} ",)
        head = (pad(self.day, 11), " ", *lane)
        used = 12 + (LANE + 2 if width >= LANE_FROM else 2)
        texts = wrap(self.text, max(width - used, 8))
        first = line(*head, (texts[0], self.style))
        return (first, *(line(" " * used, (text, self.style)) for text in texts[1:]))

    def _lane(self) -> tuple[str, ...]:
        cells = [" "] * LANE
        cells[round(self.today * (LANE - 1))] = self.glyphs.now
        cells[round(self.place * (LANE - 1))] = self.sign
        return ("".join(cells), "  ")


WAY_ROWS = 4
"""Rows of the way from the first day to the last."""


class Way(Row, frozen=True):
    """All days of the plan on one axis: steps above it, milestones on it, today across."""

    whole: Timeline
    glyphs: Glyphs = COLOURED

    def lines(self, width: int, selected: bool) -> tuple[Line, ...]:
        """The marks, the axis, the days below it, and a blank row."""
        days = [self.whole.today, *(it.on for it in self.whole.marks)]
        axis = Axis(min(days), max(days), width - 2, ASCII_PEN if self.glyphs is ASCII else PEN)
        above, on = [Span(" ")] * axis.columns, [Span(axis.pen.floor, "rest")] * axis.columns
        above[axis.column(self.whole.today)] = Span(self.glyphs.now, "info")
        for mark in self.whole.marks:
            row = on if mark.kind == "milestone" else above
            row[axis.column(mark.on)] = Span(*self._sign(mark))
        _, labels = axis.lines(self.whole.today)
        return ((Span(" "), *joined(above)), (Span(" "), *joined(on)), (Span(" "), *labels), line(""))

    def _sign(self, mark: Mark) -> tuple[str, str]:
        sign = self.glyphs.milestone if mark.kind == "milestone" else self.glyphs.coming
        return (self.glyphs.done if mark.state == "done" else sign, "ok" if mark.state == "done" else "bold")


class Picture(Struct, frozen=True):
    """A picture with its title; `words` say the same to those who listen."""

    title: str
    words: str
    bars: tuple[Row, ...]

    def rows(self) -> tuple[Row, ...]:
        """Title, bars, and the sentence below them."""
        return (Words(None, voiced(self.title), "bold", 0), *self.bars, BLANK, Words(None, voiced(self.words), "", 0))


class Drawing(Struct, frozen=True):
    """How pictures are drawn: with what, at most how many rows and `days` each, and whether for the `desk` alone.

    In `numbers` every line over time is its table: a row a day, with its value.
    """

    glyphs: Glyphs = COLOURED
    most: int = 12
    days: int = 12
    desk: bool = False
    numbers: bool = False

    @property
    def pen(self) -> Pen:
        """What lines are drawn with."""
        return ASCII_PEN if self.glyphs is ASCII else PEN


ROOM = Drawing()


def pictures(session: Session, today: dt.date, how: Drawing = ROOM) -> tuple[Picture, ...]:
    """Return every picture of the plan that has something to show.

    Owners and slips are drawn for the desk alone: nobody is shamed on the wall.
    """
    return (
        _over_time(t("Done"), completion_by_check_in(session, today), today, how),
        _open(open_by_week(session, today), today, how),
        _over_time(t("Done by the first date promised"), on_time_by_check_in(session, today), today, how),
        *_shares(t("By improvement"), by_improvement(session, today), how),
        *(_for_the_desk(session, today, how) if how.desk else ()),
        *_goals(session, today, how),
        *_hands(session, today, how),
        *_outside(session, today, how),
        *_timeline(session, today, how),
    )


def _over_time(title: str, series: Series, today: dt.date, how: Drawing) -> Picture:
    levels = (Level(1, t("all")), Level(0, t("none")), Level(0.5, t("half")))
    chart = _chart([(it.on, it.ratio.value) for it in series.points], levels, today, t(series.last.words), how)
    return Picture(title, series.words, chart or _table(series, today, how))


def _table(series: Series, today: dt.date, how: Drawing) -> tuple[Row, ...]:
    return _bars(over_time(series.points[-how.most :], today), how)


def _chart(
    points: Sequence[tuple[dt.date, float | None]], levels: tuple[Level, ...], today: dt.date, last: str, how: Drawing
) -> tuple[Row, ...]:
    """A line over time; nothing where its numbers are wanted, or all that is known is of one day."""
    if how.numbers or points[0][0] >= today or all(value is None for _, value in points):
        return ()
    return (Chart(None, tuple(points), levels, today, today, last, max(how.most - 2, 3), pen=how.pen),)


def _open(series: Series, today: dt.date, how: Drawing) -> Picture:
    """Week by week; in numbers of a long plan every so many weeks, so that its whole way can be seen."""
    most = max(it.ratio.whole for it in series.points)
    levels = tuple(Level(value, f"{value:,}") for value in dict.fromkeys((most, 0, most // 2)))
    points = [(it.on, float(it.ratio.part) if it.ratio.whole else None) for it in series.points]
    if chart := _chart(points, levels, today, t(series.last.words), how):
        return Picture(t("Still open"), series.words, chart)
    weeks = -(-len(series.points) // how.most)
    chosen = replace(series, points=series.points[::-1][::weeks][::-1])
    title = (
        t("Still open at the end of each week") if weeks == 1 else t("Still open, every {weeks} weeks", weeks=weeks)
    )
    return Picture(title, chosen.words, _table(chosen, today, how))


def _bars(named: Iterable[tuple[str, float | None, str]], how: Drawing) -> tuple[Bar, ...]:
    """Bars of one scale: label, part and value of each."""
    every = [(voiced(label), part, voiced(value)) for label, part, value in named]
    space = max((width_of(value) for _, _, value in every), default=0)
    return tuple(Bar(None, label, part, value, space, how.glyphs) for label, part, value in every)


def _shares(title: str, shares: tuple[Share, ...], how: Drawing) -> Iterator[Picture]:
    late = (f" · {t('{count} late', count=f'{it.late:,}')}" if how.desk and it.late else "" for it in shares)
    bars = ((it.name, it.done.value, t(it.done.with_percent) + more) for it, more in zip(shares, late, strict=True))
    if shares:
        yield Picture(title, shares_words(shares), _bars(bars, how))


def _for_the_desk(session: Session, today: dt.date, how: Drawing) -> Iterator[Picture]:
    yield from _shares(t("By owner"), by_owner(session, today), how)
    levels = slips_by_check_in(session, today)
    every = [(it.on, float(it.count)) for it in levels.points]
    top = max((it.count for it in levels.points), default=0)
    named = (Level(top, f"{top:,}"), Level(0, "0"))
    chart = _chart(every, named, today, f"{levels.points[-1].count:,}", how) if top else ()
    points = levels.points[-how.most :]
    most = max((it.count for it in points), default=0) or 1
    bars = ((t(day(it.on, today)), it.count / most, f"{it.count:,}") for it in points)
    yield Picture(t("Dates moved after they had passed"), levels.words, chart or _bars(bars, how))


def _goals(session: Session, today: dt.date, how: Drawing) -> Iterator[Picture]:
    for goal in goal_lines(session, today):
        unit = f", {goal.goal.measure or goal.goal.unit}" if goal.goal.measure or goal.goal.unit else ""
        rows = _way(goal, today, how) or _bars(of_goal(goal, how.most, today), how)
        yield Picture(labelled(t("Goal"), f"{goal.goal.text}{unit}"), goal.words, rows)


def _way(goal: GoalLine, today: dt.date, how: Drawing) -> tuple[Row, ...]:
    """From the baseline over what was measured towards the target, up to the day on which it is to be reached."""
    end = max(today, goal.goal.by or today)
    if how.numbers or goal.last is None or goal.readings[0].on >= end:
        return ()
    named = ((t("target"), goal.target), (t("baseline"), goal.baseline))
    levels = [Level(float(it), f"{name} {t(number(it))}", drawn=True) for name, it in named if it is not None]
    points = tuple((it.on, float(it.value)) for it in goal.readings)
    height = max(how.most - 2, 3)
    levels += [Level(0, "0")]
    return (Chart(None, points, tuple(levels), today, end, t(number(goal.last.value)), height, False, how.pen),)


def _hands(session: Session, today: dt.date, how: Drawing) -> Iterator[Picture]:
    for asked in hands_lines(session, today):
        if asked.shows:
            yield Picture(asked.question, asked.words, _bars(of_hands(asked.shows[-how.most :], today), how))


def _outside(session: Session, today: dt.date, how: Drawing) -> Iterator[Picture]:
    said = sorted((it for it in session.feedback if it.live and it.on <= today), key=lambda it: it.on)
    # A sentence takes two or three rows where a bar takes one.
    rows = (
        Words(None, f"{t(day(it.on, today))}  {feedback_words(it)}", mark=how.glyphs.coming)
        for it in said[-max(how.most // 3, 1) :]
    )
    if said:
        voices = tn(
            "{n} voice from outside the room, the last on {day}.",
            "{n} voices from outside the room, the last on {day}.",
            len(said),
            day=day(said[-1].on, today),
        )
        yield Picture(t("What people outside say"), voices, tuple(rows))


def _timeline(session: Session, today: dt.date, how: Drawing) -> Iterator[Picture]:
    line = timeline(session, today)
    if line.marks:
        # The way and today's own line take some rows; most of what is shown is still to come.
        most = how.days - 1 - WAY_ROWS
        ahead = min(len(line.after), max(most - min(len(line.before), most // 3), 1))
        near = line.around(max(most - ahead, 0), ahead)
        yield Picture(t("Steps and milestones"), line.words, tuple(_marks(near, line, how.glyphs)))


def _marks(line: Timeline, whole: Timeline, glyphs: Glyphs) -> Iterator[Row]:
    today = line.place(line.today)

    def rows(marks: Iterable[Mark]) -> Iterator[Row]:
        for mark in marks:
            coming = glyphs.milestone if mark.kind == "milestone" else glyphs.coming
            sign = glyphs.done if mark.state == "done" else coming
            yield MarkRow(
                None, t(short_day(mark.on, line.today)), sign, mark.text, line.place(mark.on), today, "", glyphs
            )

    yield from (Way(None, whole, glyphs),) if whole.marks else ()
    yield from rows(line.before)
    bar = glyphs.line * 4
    yield Words(None, f"{bar} {t('today')}, {t(day(line.today, line.today))} {bar}", "info", 0)
    yield from rows(line.after)


def all_rows(shown: Iterable[Picture]) -> tuple[Row, ...]:
    """Several pictures under each other."""
    return tuple(row for picture in shown for row in (*picture.rows(), BLANK))


def feedback_words(item: Feedback) -> str:
    """Who said it, where it was asked, and the words."""
    return ": ".join(part for part in (", ".join(it for it in (item.who, item.source) if it), item.text) if part)
