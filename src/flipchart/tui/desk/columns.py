"""How the panes share the height of one column, or of two; pure."""

from collections.abc import Sequence

from msgspec import Struct

from flipchart.tui.desk.panes import Pane, called
from flipchart.tui.text.frame import Frame
from flipchart.tui.text.language import t
from flipchart.tui.text.lines import Line
from flipchart.tui.text.rows import BLANK, Heading, Row, Words

FEWEST = 3
"""The least lines of a pane, its name included, in which it says anything."""


class Sized(Struct, frozen=True):
    """How many lines each row of a pane takes; `least` and `start` are as in Pane."""

    sizes: tuple[int, ...]
    least: int = 3
    start: int = 0

    def taken(self, rows: int) -> int:
        """Lines of the pane with its name, so many rows from its start on, and the count of the others."""
        first = self.first(rows)
        return 1 + sum(self.sizes[first : first + rows]) + (rows < len(self.sizes))

    def first(self, rows: int) -> int:
        """The first of so many rows: the pane's start is among them."""
        return min(self.start, len(self.sizes) - rows)

    def most(self, height: int, rows: int) -> int:
        """Return how many rows, at most `rows`, fit into a height; 0 where that is too little to say anything."""
        fits = (n for n in range(min(rows, len(self.sizes)), 0, -1) if self.taken(n) <= height)
        return next(fits, 0) if height >= min(FEWEST, 1 + sum(self.sizes)) else 0


def shares(panes: Sequence[Sized], height: int) -> tuple[int, ...]:
    """Return how many rows each pane shows in `height` lines, with a blank line between two panes.

    First each pane gets its least, in order; then each, in order, what it needs of the lines that are left.
    """
    rows, left = [0] * len(panes), height + 1
    for wanted in ([pane.least for pane in panes], [len(pane.sizes) for pane in panes]):
        for n, pane in enumerate(panes):
            left += pane.taken(rows[n]) + 1 if rows[n] else 0
            rows[n] = max(pane.most(left - 1, wanted[n]), rows[n])
            left -= pane.taken(rows[n]) + 1 if rows[n] else 0
    return tuple(rows)


def hidden(panes: Sequence[Sized], height: int) -> int:
    """How many rows of them cannot be seen in `height` lines."""
    return sum(len(it.sizes) - rows for it, rows in zip(panes, shares(panes, height), strict=True))


class Column(Struct, frozen=True):
    """The cells of one column."""

    width: int
    height: int


class Filled(Struct, frozen=True):
    """A pane with its current rows, and how many lines they take."""

    pane: Pane
    rows: tuple[Row, ...]
    size: Sized


def filled(pane: Pane, view: Frame, width: int, rows: tuple[Row, ...] | None = None) -> Filled:
    """Return a pane with its rows (asked for unless given), and how many lines they take at a width."""
    rows = pane.rows(view) if rows is None else rows
    return Filled(pane, rows, Sized(tuple(_height(row, width) for row in rows), pane.least, pane.start(view)))


def _height(row: Row, width: int) -> int:
    lines: tuple[Line, ...] = row.lines(width, selected=False)
    return len(lines)


def parted(panes: tuple[Pane, ...], view: Frame, beside: Column, below: Column) -> tuple[tuple[Filled, ...], ...]:
    """Return the panes beside the plan and those below it, so divided that as few rows as possible are hidden."""
    right = tuple(filled(pane, view, beside.width) for pane in panes)
    left = tuple(filled(it.pane, view, below.width, it.rows) for it in right)

    def unseen(count: int) -> tuple[int, int]:
        stand = [it.size for it in right[:count]], [it.size for it in left[count:]]
        return hidden(stand[0], beside.height) + hidden(stand[1], below.height), -count

    count = min(range(1, len(panes) + 1), key=unseen)
    return right[:count], left[count:]


def stacked(panes: tuple[Filled, ...], view: Frame, height: int) -> tuple[Row, ...]:
    """Return the rows of panes one below the other; a pane with hidden rows says how many."""
    shown: list[Row] = []
    for it, count in zip(panes, shares([it.size for it in panes], height), strict=True):
        if count:
            head = Words(None, called(it.pane, view), "key", 0)
            shown += [*([BLANK] if shown else []), head, *within(it.rows, it.size, count)]
    return tuple(shown)


def within(rows: tuple[Row, ...], size: Sized, count: int) -> tuple[Row, ...]:
    """Return the first `count` rows, and a row that says how many more there are."""
    first = size.first(count)
    more = len(rows) - count
    return (*rows[first : first + count], *((Heading(None, f"  {t('{more} more', more=more)}"),) if more else ()))
