"""The digits of the clock and the bar below them, in all sizes and states: by shape first, then by colour."""

from functools import lru_cache
from typing import Literal

from flipchart.domain import clock_words
from flipchart.domain.timing import RunClock
from flipchart.tui.text.block_font import BLOCK, Scale, cells, dots, scaled
from flipchart.tui.text.lines import Line, Span, block, line

State = Literal["normal", "warning", "danger", "overtime", "paused"]
"""What the digits look like, beside their colour: a plate in the last tenth and over time, a sign in a pause."""

PLATES: tuple[State, ...] = ("danger", "overtime")

ASCII = str.maketrans("█▄▀", '#_"')
"""What stands for half blocks on terminals that have none: a stroke that goes down is as wide as its cells."""


def face_state(clock: RunClock) -> State:
    """Return how the clock of a run looks now."""
    if clock.state == "paused":
        return "paused"
    return clock_words.shown_phase(clock) or "normal"


@lru_cache(maxsize=16)
def face(text: str, scale: Scale = BLOCK) -> tuple[str, ...]:
    """Return `text` (digits, colon, plus) in half blocks, each dot of `scale`: three rows at the smallest."""
    rows = dots(text) or ("",)
    return scaled(rows if scale == BLOCK else rows[1:], scale)


def blocks(text: str, scale: Scale) -> tuple[str, ...]:
    """Return `text` in whole cells of `#`, about as large as in half blocks; three rows where there is no room."""
    return segments(text) if scale.halves < 2 else scaled((dots(text) or ("",))[1:], scale, whole=True)


def segments(text: str, *, broad: bool = False) -> tuple[str, ...]:
    """Return `text` in three rows of plain ASCII; `broad` ones have strokes of two cells, which is read from afar."""
    signs = [face(sign if dots(sign) else " ") for sign in text]
    rows = (" ".join(_plain(sign, rows[row]) for sign, rows in zip(text, signs, strict=True)) for row in range(3))
    return tuple("".join(cell * (1 + broad) for cell in row) for row in rows)


def _plain(sign: str, row: str) -> str:
    return row.replace("▀", "o") if sign == ":" else row.translate(ASCII)


def largest(text: str, columns: int, rows: int) -> Scale:
    """Return the largest scale at which `text` fits into `columns` by `rows`, with dots about square."""
    size = min(max(columns // max(cells(text), 1), 1), max(2 * rows // 5, 1))
    return Scale(size, size)


SIGN = "██ ██"
"""A large pause sign: two filled columns."""

STYLES: dict[State, str] = {"normal": "fill", "warning": "fill-warning", "paused": "quiet"}
"""The style word of the digits, where they do not stand on a plate."""


def face_lines(reading: str, state: State, ascii_only: bool = False, *, broad: bool = False) -> tuple[Line, ...]:
    """Return the digits as their state shows them: by shape first, and then by colour; `broad` ones of ASCII.

    On a plate they have its edges and a fourth row; before digits in a pause stands its sign, as high as they are.
    """
    rows = segments(reading, broad=broad) if ascii_only else face(reading)
    if state in PLATES:
        plated = [f" {row}  " for row in rows]
        return block((*plated, " " * len(plated[0])), "plate")
    sign = line((SIGN.replace("█", "#") if ascii_only else SIGN, "bold"), "    ") if state == "paused" else ()
    return tuple((*sign, Span(row, STYLES[state])) for row in rows)


FILLS: dict[State, str] = {"normal": "fill", "warning": "fill-warning", "paused": "quiet"}
"""The style word of the part that is spent, where it is not that of danger."""


def bar_line(filled: int, width: int, state: State, *, ascii_only: bool = False, plain: bool = False) -> Line:
    """Return the bar: full cells and the rest, every other cell of both in a pause, half cells in turn over time.

    `plain` is without colour: then a sign, not a ground, tells the rest.
    """
    style = FILLS.get(state, "fill-danger")
    if state == "overtime":
        turn = "/\\" if ascii_only else "▀▄"
        return line(((turn * width)[:width], style))
    done, rest = ("=", "-") if ascii_only else ("█", "─" if plain else "█")
    spent, left = done * filled, rest * (width - filled)
    if state == "paused":
        cells = "".join(sign if not n % 2 else " " for n, sign in enumerate(spent + left))
        spent, left = cells[:filled], cells[filled:]
    return line((spent, style), (left, "unspent"))
