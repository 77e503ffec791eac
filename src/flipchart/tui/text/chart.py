"""A line over an axis of days, in half cells: the value of a day holds until the next day with a value; pure."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from msgspec import Struct

from flipchart.domain.when.saying import day_and_month, month_of
from flipchart.tui.text.language import t
from flipchart.tui.text.lines import Line, Span, width_of
from flipchart.tui.text.rows import Row

MONTHS_FROM = 75
"""Days from which on the axis names months, and below which weeks."""


class Pen(Struct, frozen=True):
    """What a chart is drawn with: a full cell and its halves, the signs of its axis, a level, a dot, today.

    `halves` tells whether a cell is two levels high.
    """

    full: str = "█"
    lower: str = "▄"
    upper: str = "▀"
    corner: str = "└"
    floor: str = "─"
    tick: str = "┬"
    level: str = "╌"
    dot: str = "●"
    now: str = "│"
    halves: bool = True


PEN = Pen()
ASCII_PEN = Pen("#", "#", "#", "+", "-", "+", "-", "o", "|", halves=False)


class Level(Struct, frozen=True):
    """A value named at the left of a chart; with `drawn` a line stands across it."""

    value: float
    name: str
    drawn: bool = False


class Axis(Struct, frozen=True):
    """Days from left to right in so many columns, the first and the last day at its ends."""

    start: dt.date
    end: dt.date
    columns: int
    pen: Pen = PEN

    def column(self, on: dt.date) -> int:
        """Return the column of a day."""
        span = (self.end - self.start).days or 1
        return min(max(round((on - self.start).days / span * (self.columns - 1)), 0), self.columns - 1)

    def lines(self, today: dt.date) -> tuple[Line, Line]:
        """The floor with its ticks, and below it the days that have room: today first, then the ends."""
        taken: dict[int, tuple[int, str]] = {}
        for on, words in [(today, t("today")), *ticks(self.start, self.end, self.columns)]:
            width = width_of(words)
            begin = min(max(self.column(on) - width // 2, 0), max(self.columns - width, 0))
            if all(begin + width < other or begin > other + width_of(said) for other, said in taken.values()):
                taken.setdefault(self.column(on), (begin, words))
        floor = "".join(self.pen.tick if at in taken else self.pen.floor for at in range(self.columns))
        said = ""
        for begin, words in sorted(taken.values()):
            said += " " * (begin - width_of(said)) + words
        return (Span(floor, "rest"),), (Span(said, "label"),)


class Chart(Row, frozen=True):
    """Values by their days, from the first to `end`, which is today or a day to come.

    A value of None is not known. With `filled` everything below is filled, else it is a line with a dot at each day;
    `last` is said beside the value of today. The levels are named in their order where they have a row of their own.
    """

    values: tuple[tuple[dt.date, float | None], ...]
    levels: tuple[Level, ...]
    today: dt.date
    end: dt.date
    last: str
    height: int
    filled: bool = True
    pen: Pen = PEN

    def lines(self, width: int, selected: bool) -> tuple[Line, ...]:
        """The rows of values, the axis, and the days below it."""
        names = max(width_of(it.name) for it in self.levels)
        columns = max(width - names - width_of(self.last) - 4, 8)
        axis = Axis(self.values[0][0], self.end, columns, self.pen)
        grid = [[Span(" ") for _ in range(columns)] for _ in range(self.height)]
        self._draw(grid, axis)
        left = self._left()
        right = self._row(self._unit(self.values[-1][1])) if self.values[-1][1] is not None else -1
        rows = [(Span(left.get(row, "").rjust(names), "label"), Span(" ")) for row in range(self.height)]
        ends = [((Span(f" {self.last}", "bold"),) if row == right else ()) for row in range(self.height)]
        drawn = tuple((*head, *joined(cells), *end) for head, cells, end in zip(rows, grid, ends, strict=True))
        floor, labels = axis.lines(self.today)
        blank = Span(" " * names)
        return (*drawn, (blank, Span(self.pen.corner, "rest"), *floor), (blank, Span(" "), *labels))

    def _draw(self, grid: list[list[Span]], axis: "Axis") -> None:
        now = axis.column(self.today)
        for it in self.levels:
            if it.drawn:
                row = self._row(self._unit(it.value))
                grid[row] = [Span(self.pen.level, "rest")] * axis.columns
        if self.end > self.today:
            for cells in grid:
                cells[now] = Span(self.pen.now, "info")
        before: int | None = None
        for column, value in enumerate(islice(self._held(axis), now + 1)):
            unit = None if value is None else self._unit(value)
            if unit is not None:
                self._fill(grid, column, unit, before)
            before = unit
        for on, value in self.values if not self.filled else ():
            if value is not None and on <= self.today:
                grid[self._row(self._unit(value))][axis.column(on)] = Span(self.pen.dot, "bold")

    def _fill(self, grid: list[list[Span]], column: int, unit: int, before: int | None) -> None:
        """Fill a column up to a unit; or draw the line there, and the way up or down from the one before."""
        lowest = 0 if self.filled else min(unit, unit if before is None else before)
        highest = unit if self.filled else max(unit, unit if before is None else before) + 1
        for up in range(lowest // self._per_row, -(-highest // self._per_row)):
            inside = [lowest <= up * self._per_row + half < highest for half in range(self._per_row)]
            sign = self.pen.full if all(inside) else self.pen.lower if inside[0] else self.pen.upper
            grid[self.height - 1 - up][column] = Span(sign, "fill")

    @property
    def _per_row(self) -> int:
        return 2 if self.pen.halves else 1

    @property
    def _range(self) -> tuple[float, float]:
        known = [value for _, value in self.values if value is not None] + [it.value for it in self.levels]
        return min(0.0, *known), max(*known, 0.0)

    def _unit(self, value: float | None) -> int:
        """Return how many half cells high a value is; the lowest value is 0."""
        least, most = self._range
        units = self.height * self._per_row - (not self.filled)
        return round(units * ((value or 0) - least) / ((most - least) or 1))

    def _row(self, unit: int) -> int:
        """Return the index of the row of the grid that shows a unit."""
        shown = max(unit - 1, 0) if self.filled else unit
        return self.height - 1 - min(shown // self._per_row, self.height - 1)

    def _left(self) -> Mapping[int, str]:
        names: dict[int, str] = {}
        for it in self.levels:
            names.setdefault(self._row(self._unit(it.value)), it.name)
        return names

    def _held(self, axis: "Axis") -> Iterator[float | None]:
        """Yield the value that holds in each column: that of the last day in or before it."""
        last, held = {axis.column(on): value for on, value in self.values}, None
        for column in range(axis.columns):
            held = last.get(column, held)
            yield held


def joined(cells: Sequence[Span]) -> Iterator[Span]:
    """Yield cells of one style behind each other as one span."""
    text, style = "", ""
    for cell in cells:
        if cell.style != style and text:
            yield Span(text, style)
            text = ""
        text, style = text + cell.text, cell.style
    if text:
        yield Span(text, style)


def ticks(start: dt.date, end: dt.date, columns: int) -> list[tuple[dt.date, str]]:
    """Return the days that an axis names, the two ends first, then firsts of months or Mondays, as many as fit."""
    span = (end - start).days
    ends = [(start, t(day_and_month(start))), (end, t(day_and_month(end)))]
    if span > MONTHS_FROM:
        count = (end.year - start.year) * 12 + end.month - start.month
        every = max(-(-count * 8 // columns), 1)
        every = next((it for it in (1, 2, 3, 6, 12) if it >= every), 12)
        numbers = range(start.year * 12 + start.month, start.year * 12 + start.month + count)
        firsts = (dt.date(number // 12, number % 12 + 1, 1) for number in numbers)
        return [ends[0], *((on, t(month_of(on))) for on in firsts if (on.month - 1) % every == 0)]
    monday = start + dt.timedelta(days=(7 - start.weekday()) % 7)
    mondays = (monday + dt.timedelta(days=7 * week) for week in range(span // 7 + 1))
    return [*ends, *((on, t(day_and_month(on))) for on in mondays if on <= end)]
