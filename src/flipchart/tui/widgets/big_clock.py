"""The digits of the clock in all their sizes and states."""

from typing import Literal

from textual.content import Content
from textual.reactive import reactive

from flipchart.domain import clock_words
from flipchart.domain.timing import RunClock
from flipchart.tui.look import content
from flipchart.tui.text.block_font import BLOCK, Scale, cells, dots, scaled
from flipchart.tui.text.lines import Line, Span, block, line
from flipchart.tui.widgets.words import Themed

State = Literal["normal", "warning", "danger", "overtime", "paused"]
"""What the digits look like, beside their colour: a plate in the last tenth and over time, a sign in a pause."""

PLATES: tuple[State, ...] = ("danger", "overtime")

# Seven segments of plain characters, for terminals that have no block elements.
SEGMENTS = {
    "0": (" _ ", "| |", "|_|"),
    "1": ("   ", "  |", "  |"),
    "2": (" _ ", " _|", "|_ "),
    "3": (" _ ", " _|", " _|"),
    "4": ("   ", "|_|", "  |"),
    "5": (" _ ", "|_ ", " _|"),
    "6": (" _ ", "|_ ", "|_|"),
    "7": (" _ ", "  |", "  |"),
    "8": (" _ ", "|_|", "|_|"),
    "9": (" _ ", "|_|", " _|"),
    ":": (" ", ".", "."),
    "+": ("   ", "_|_", " | "),
    " ": (" ", " ", " "),
}


def face_state(clock: RunClock) -> State:
    """Return how the clock of a run looks now."""
    if clock.state == "paused":
        return "paused"
    return clock_words.shown_phase(clock) or "normal"


def face(text: str, scale: Scale = BLOCK) -> tuple[str, ...]:
    """Return `text` (digits, colon, plus) in half blocks, each dot of `scale`: three rows at the smallest."""
    rows = dots(text) or ("",)
    return scaled(rows if scale == BLOCK else rows[1:], scale)


def blocks(text: str, scale: Scale) -> tuple[str, ...]:
    """Return `text` in whole cells of `#`, about as large as in half blocks; three rows where there is no room."""
    return segments(text) if scale.halves < 2 else scaled((dots(text) or ("",))[1:], scale, whole=True)


def segments(text: str) -> tuple[str, ...]:
    """Return `text` in three rows of plain ASCII."""
    return tuple(" ".join(SEGMENTS.get(sign, SEGMENTS[" "])[row] for sign in text) for row in range(3))


def largest(text: str, columns: int, rows: int) -> Scale:
    """Return the largest scale at which `text` fits into `columns` by `rows`, with dots about square."""
    size = min(max(columns // max(cells(text), 1), 1), max(2 * rows // 5, 1))
    return Scale(size, size)


SIGN = "██ ██"
"""A large pause sign: two filled columns."""

STYLES: dict[State, str] = {"normal": "fill", "warning": "fill-warning", "paused": "quiet"}
"""The style word of the digits, where they do not stand on a plate."""


def face_lines(reading: str, state: State, ascii_only: bool = False) -> tuple[Line, ...]:
    """Return the digits as their state shows them: by shape first, and then by colour.

    On a plate they have its edges and a fourth row; before digits in a pause stands its sign, as high as they are.
    """
    rows = segments(reading) if ascii_only else face(reading)
    if state in PLATES:
        plated = [f" {row}  " for row in rows]
        return block((*plated, " " * len(plated[0])), "plate")
    sign = line((SIGN.replace("█", "#") if ascii_only else SIGN, "bold"), "    ") if state == "paused" else ()
    return tuple((*sign, Span(row, STYLES[state])) for row in rows)


class BigClock(Themed):
    """Digits in three rows, or over all the space there is (`-full`).

    `reading` is what it shows ("3:42", "+0:42"), in one of the states; it is painted again only when they change.
    """

    DEFAULT_CSS = """
    BigClock { width: auto; height: auto; color: $fill; text-wrap: nowrap; }
    BigClock.-full { width: 1fr; height: 1fr; content-align: center middle; }
    """

    reading: reactive[str] = reactive("")
    ascii: reactive[bool] = reactive(False, layout=True)
    state: reactive[State] = reactive("normal", layout=True)

    def watch_reading(self, old: str, new: str) -> None:
        """Only another number of digits moves what stands beside."""
        if len(old) != len(new):
            self.refresh(layout=True)

    def picture(self) -> tuple[Line, ...]:
        """The rows of the clock at its present size."""
        if not self.has_class("-full"):
            return face_lines(self.reading, self.state, self.ascii)
        size = largest(self.reading, *self.content_size)
        rows = blocks(self.reading, size) if self.ascii else face(self.reading, size)
        return block(rows, "fill-danger" if self.state in PLATES else STYLES[self.state])

    def render(self) -> Content:
        """The digits in the colours of their state."""
        return Content("\n").join(content(row, self.app.current_theme) for row in self.picture())
