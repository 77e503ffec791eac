"""The digits of the clock, as pictures made of pixels; pure."""

from typing import NamedTuple

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

# Three pixels wide and five high, so that a pixel is a square when two stand in one cell.
PIXELS = {
    "0": ("###", "# #", "# #", "# #", "###"),
    "1": (" # ", "## ", " # ", " # ", "###"),
    "2": ("###", "  #", "###", "#  ", "###"),
    "3": ("###", "  #", "###", "  #", "###"),
    "4": ("# #", "# #", "###", "  #", "  #"),
    "5": ("###", "#  ", "###", "  #", "###"),
    "6": ("###", "#  ", "###", "# #", "###"),
    "7": ("###", "  #", "  #", "  #", "  #"),
    "8": ("###", "# #", "###", "# #", "###"),
    "9": ("###", "# #", "###", "  #", "###"),
    ":": (" ", "#", " ", "#", " "),
    "+": ("   ", " # ", "###", " # ", "   "),
    " ": (" ", " ", " ", " ", " "),
}

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


class Scale(NamedTuple):
    """How large a pixel is: `columns` cells wide, `halves` half-cells high."""

    columns: int
    halves: int


SMALL = Scale(1, 1)


def pixel_rows(text: str) -> tuple[str, ...]:
    """Return five rows of `#` and blanks that show `text` (digits, colon, plus), a blank column between."""
    return tuple(" ".join(PIXELS.get(sign, PIXELS[" "])[row] for sign in text) for row in range(5))


def face(text: str, scale: Scale = SMALL) -> tuple[str, ...]:
    """Return `text` in half blocks, each pixel of `scale`: five pixels high, so three rows at the smallest."""
    rows = ["".join(sign * scale.columns for sign in row) for row in pixel_rows(text) for _ in range(scale.halves)]
    if len(rows) % 2:
        rows.append(" " * len(rows[0]))
    return tuple(_halves(above, below) for above, below in zip(rows[::2], rows[1::2], strict=True))


def _halves(above: str, below: str) -> str:
    return "".join(" ▄▀█"[2 * (up != " ") + (down != " ")] for up, down in zip(above, below, strict=True))


def blocks(text: str, scale: Scale) -> tuple[str, ...]:
    """Return `text` in whole cells of `#`, about as large as in half blocks; three rows where there is no room."""
    if scale.halves < 2:
        return segments(text)
    size = Scale(scale.columns, scale.halves // 2)
    return tuple("".join(sign * size.columns for sign in row) for row in pixel_rows(text) for _ in range(size.halves))


def segments(text: str) -> tuple[str, ...]:
    """Return `text` in three rows of plain ASCII."""
    return tuple(" ".join(SEGMENTS.get(sign, SEGMENTS[" "])[row] for sign in text) for row in range(3))


def tall(text: str) -> tuple[str, ...]:
    """Return `text` seven rows high: two columns and almost three half-rows a pixel, whole cells for sharp edges."""
    rows = pixel_rows(text)
    picked = (rows[0], rows[1], rows[1], rows[2], rows[3], rows[3], rows[4])
    return tuple("".join("█" * 2 if sign != " " else "  " for sign in row) for row in picked)


def largest(text: str, columns: int, rows: int) -> Scale:
    """Return the largest scale at which `text` fits into `columns` by `rows`, with pixels about square."""
    across = len(pixel_rows(text)[0])
    wide = max(columns // across, 1)
    high = max(2 * rows // 5, 1)
    size = min(wide, high)
    return Scale(size, min(size, high))


class BigClock(Widget):
    """Digits in three rows, in seven (`-tall`) or over all the space there is (`-full`).

    `reading` is what it shows ("3:42", "+0:42"); it is painted again only when that changes.
    """

    DEFAULT_CSS = """
    BigClock { width: auto; height: 3; color: $fill; text-wrap: nowrap; }
    BigClock.-tall { height: 7; }
    BigClock.-full { width: 1fr; height: 1fr; content-align: center middle; }
    BigClock.-warning { color: $fill-warning; }
    BigClock.-danger, BigClock.-overtime { color: $fill-danger; }
    """

    reading: reactive[str] = reactive("")
    ascii: reactive[bool] = reactive(False, layout=True)

    def watch_reading(self, old: str, new: str) -> None:
        """Only another number of digits moves what stands beside."""
        if len(old) != len(new):
            self.refresh(layout=True)

    def picture(self) -> tuple[str, ...]:
        """The rows of the clock at its present size."""
        if self.has_class("-full"):
            size = largest(self.reading, *self.content_size)
            return blocks(self.reading, size) if self.ascii else face(self.reading, size)
        if self.ascii:
            return segments(self.reading)
        return tall(self.reading) if self.has_class("-tall") else face(self.reading)

    def render(self) -> Content:
        """The digits, in the colour that the stylesheet gives them."""
        return Content("\n".join(self.picture()))
