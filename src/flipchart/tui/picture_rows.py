"""Rows of pictures: a bar from zero with its value, and a day of the timeline with its place on the way; pure."""

from dataclasses import dataclass

from flipchart.tui.text.lines import Line, line, pad, width_of, wrap
from flipchart.tui.text.rows import Row

LONGEST_LABEL = 22
LANE = 12
"""Cells of the way from the first day to the last."""
LANE_FROM = 60
"""Cells from which on there is room for it beside the words."""


@dataclass(frozen=True, slots=True)
class Glyphs:
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
ASCII = Glyphs("=", "-", "x", "*", "o", "|", "-")


@dataclass(frozen=True, slots=True)
class Bar(Row):
    """A label, a bar of full cells from zero that is full at a `part` of 1, and its value in words.

    A part of None is no data, and has no bar. `space` are the cells of the widest value in the picture, so that all
    its bars have one scale.
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


@dataclass(frozen=True, slots=True)
class MarkRow(Row):
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
