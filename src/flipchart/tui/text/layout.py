"""What gives way, and in which order, when there are too few rows; pure."""

from msgspec import Struct

from flipchart.tui.text.echo import MOST

MIN_WIDTH, MIN_HEIGHT = 48, 14
NORMAL, WIDE, SPLIT, SHORT = 72, 120, 180, 20

HIGH = 34
"""Rows from which on words of the room are double on a wide wall, and in block letters on a split one."""

LEAST = 2
"""Rows that the list keeps whatever else is shown."""

ROOMY = 4
"""Rows that the list gets before the bar has one: an item of two rows, and the counts above and below it."""


SIDE = 36
"""Cells of the column at the right of a wide wall; SIDE_EDGE are those around it."""
SIDE_EDGE = 5


CODES = {False: (59, 21), True: (100, 42)}
"""Columns and rows of the smallest screen with room for a QR code of a promise of some sixty letters: in half blocks,
and in whole cells of ASCII."""


class Wants(Struct, frozen=True):
    """What asks for room, in rows unless it is a bool; 0 asks for none.

    - `header`: the words at the top. `prompt`: the stage's question. `question`: a question of the app. `offer`: the
      ways out.
    - `lines`: the list. `whole`: whether they are one thing, of which no line goes out of sight for the bar.
    - `answers`: the digits of a page that needs them. `closed`: those that are shown while no line is open, so that
      opening one moves nothing above the list.
    - `foot`: what a page shows below its list in place of the capture line. `adds`: whether there can be a capture
      line where there is no foot.
    - `typing`: whether a line is open. `edged`: whether it needs an edge, since it has no ground.
    - `unsaved`, `notice`: why it is not saved, and whether there is a message. `load`, `parking`: hints, the parking
      lot.
    - `clocked`: whether there is a line for the clock. `rehearsed`: whether the line of a rehearsal takes a row.
    """

    lines: int
    question: int = 0
    offer: int = 0
    unsaved: int = 0
    load: int = 0
    answers: int = 0
    closed: int = 0
    parking: int = 0
    bar: bool = True
    header: int = 3
    prompt: int = 0
    foot: int = 0
    clocked: bool = True
    typing: bool = False
    edged: bool = False
    adds: bool = True
    notice: bool = False
    rehearsed: bool = False
    whole: bool = False


class Places(Struct, frozen=True):
    """What gets room, as a number of rows or whether it is shown.

    - `rows`: the list. `above`, `below`: a blank row above and below the stage's question.
    - `frame`: both edges of the capture line. `edge`: its upper edge alone, on a short screen.
    - `light`: a row of its own for messages and the save light.
    - `box`: the two rows of the capture line, which a page without one gives to its foot.
    - `tiny`: whether the window is too small for anything else than to say so.
    """

    rows: int
    bar: bool
    offer: bool
    above: bool
    below: bool
    load: bool
    parking: bool
    frame: bool
    light: bool
    box: bool
    tiny: bool
    edge: bool = False


NONE = (False,) * 6


def places(width: int, height: int, wants: Wants) -> Places:
    """Return what is shown in `width` by `height` cells.

    Parking lot and hints give way first, then empty rows, then the older rows of the list scroll; then the bar, so
    that four of them are in sight, and at the last the offer, so that the words under the cursor have two rows. The
    clock, the stage's question, the line that is typed, the app's questions and what is not saved never do. Below the
    smallest size only these are left.
    """
    if width < MIN_WIDTH or height + wants.rehearsed < MIN_HEIGHT:
        return Places(0, *NONE, frame=False, light=False, box=True, tiny=True)
    framed = height >= SHORT
    box = wants.typing or (wants.adds and not wants.foot)
    edge = wants.edged and not framed
    bottom = (5 if framed else 2 + edge) if box else int(wants.notice)
    fixed = wants.header + wants.clocked + wants.prompt + wants.question + wants.unsaved + wants.answers + 1 + bottom
    left = height - fixed - wants.foot - min(LEAST, wants.lines)
    offer = wants.offer > 0 and left >= 1
    listed = height - fixed + edge - max(wants.closed - wants.answers, 0)
    # On a short screen the rows of the echo do not count as blank, so that opening a line moves nothing.
    echo_rows = MOST if box and not framed else 0
    least = wants.lines + edge + echo_rows if wants.whole else min(ROOMY, wants.lines)
    bar = wants.bar and left - offer >= 1 and listed > least
    spare = height - fixed - wants.foot - offer - bar - wants.lines
    # The owner's load belongs to the words that are typed, and so may take the rows of their echo.
    load = wants.load > 0 and spare - sum(_blank(wants, spare)) >= wants.load
    spare -= echo_rows
    above, below = _blank(wants, spare)
    parking = wants.parking > 0 and spare - above - below - wants.load * load >= wants.parking + 1
    taken = offer + bar + above + below + load * wants.load + parking * wants.parking
    rows = height - fixed - wants.foot - taken
    return Places(
        rows, bar, offer, above, below, load, parking,
        frame=framed and box, light=(framed and box) or (not box and wants.notice), box=box, tiny=False, edge=edge,
    )  # fmt: skip


def _blank(wants: Wants, spare: int) -> tuple[bool, bool]:
    """Whether an empty row stands above the stage's question, and one below it."""
    above = wants.clocked and wants.prompt > 0 and spare >= 2
    return above, wants.clocked and spare - above >= 1


LEAST_PANE = 4
"""Rows that the plan keeps while there is anything else to shorten."""

TALL = 30
"""Rows from which on the clock has its digits on the desk, too; DIGITS are those that they take on their plate."""
DIGITS = 4


class DeskWants(Struct, frozen=True):
    """What asks for room at the desk, in rows; 0 asks for none.

    `lines` is the plan, `pane` what stands beside or below it, `answers` the digits of a page; `rehearsed` tells that
    the line of a rehearsal takes a row.
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
    rehearsed: bool = False


class DeskPlaces(Struct, frozen=True):
    """What gets room, in rows: the top, the script, and the pane below the plan (0 where it stands beside).

    `body` is the plan with what stands beside and below it.
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
    tiny, wide = width < MIN_WIDTH or height + wants.rehearsed < MIN_HEIGHT, width >= WIDE
    header = DIGITS if wide and height >= TALL and wants.timed else min(wants.titles, 2)
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
