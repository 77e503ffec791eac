"""What gives way on the desk when there are too few rows; pure."""

from dataclasses import dataclass

from flipchart.tui.layout import MIN_HEIGHT, MIN_WIDTH, WIDE

LEAST_PANE = 4
"""Rows that the plan keeps while there is anything else to shorten."""

TALL = 30
"""Rows from which on the clock has its digits on the desk, too."""


@dataclass(frozen=True, slots=True)
class DeskWants:
    """What would like a place: numbers of rows, 0 for nothing.

    `lines` is the plan, `pane` what stands beside or below it; `answers` the digits of a page.
    """

    lines: int
    pane: int
    script: int
    titles: int = 1
    question: int = 0
    offer: int = 0
    unsaved: int = 0
    boxed: bool = False
    load: int = 0
    answers: int = 0
    timed: bool = True


@dataclass(frozen=True, slots=True)
class DeskPlaces:
    """What gets one: rows at the top, of the script and of the pane below the plan (0 where it stands beside it).

    `body` is the rows of the plan with what stands beside and below it.
    """

    header: int
    script: int
    pane: int
    gap: bool
    bar: bool
    offer: bool
    load: bool
    tiny: bool
    wide: bool
    body: int


def desk_places(width: int, height: int, wants: DeskWants) -> DeskPlaces:
    """Return what is shown in `width` by `height` cells.

    The clock's line, the capture line, questions, answers and what is not saved never give way; the script keeps
    a line, what the room sees one, and the words under the cursor two.
    """
    tiny, wide = width < MIN_WIDTH or height < MIN_HEIGHT, width >= WIDE
    header = 3 if wide and height >= TALL and wants.timed else min(wants.titles, 2)
    fixed = header + 1 + wants.question + wants.unsaved + wants.answers + 1 + wants.boxed + 1 + 1
    left = height - fixed - 1
    script = max(min(wants.script, left // 4), 1)
    left -= script + 2
    offer = wants.offer > 0 and left >= 1
    bar = wants.timed and left - offer >= 4
    load = wants.load > 0 and left - offer - bar >= 5
    gap = left - offer - bar - load >= 6
    left += 2 - offer - bar - load - gap
    pane = 0 if wide else max(min(wants.pane, left - min(wants.lines, max(LEAST_PANE, left // 2))), 0)
    return DeskPlaces(header, script, pane if pane >= 2 else 0, gap, bar, offer, load, tiny, wide, left)
