"""Rows with more to say than one line: goals, strategies, key areas, milestones; pure."""

from dataclasses import dataclass

from flipchart.tui.text.lines import Line, Span, line, pad, width_of, wrap
from flipchart.tui.text.rows import NARROW, Row

INDENT = 4
"""Cells before the words, for a number."""

FINGERS = 5


@dataclass(frozen=True, slots=True)
class Stack(Row):
    """Numbered words, a short value at the right that is never cut, and lines below.

    `below` are sentences with their styles; `asked` is one more under the row that the cursor is on.
    """

    number: str
    text: str
    right: str = ""
    below: tuple[Span, ...] = ()
    asked: str = ""

    def lines(self, width: int, selected: bool) -> tuple[Line, ...]:
        """The words wrapped beside the value, then each line below them, wrapped."""
        space = width_of(self.right) + 2 if self.right else 0
        room = max(width - INDENT - space, 8)
        first, *rest = wrap(self.text, room)
        style = "bold" if selected else ""
        head = line(
            (pad(self.number, INDENT), "quiet"),
            (pad(first, room), style),
            "  " if space else "",
            (self.right, "quiet"),
        )
        rows = [head, *(line(" " * INDENT, (text, style)) for text in rest)]
        asked = (Span(f"? {self.asked}", "warn"),) if selected and self.asked else ()
        for text, look in (*self.below, *asked):
            rows += [line(" " * INDENT, (part, look)) for part in wrap(text, max(width - INDENT, 8))]
        return tuple(rows)


@dataclass(frozen=True, slots=True)
class Rated(Row):
    """What is rated from 1 to 5, with a bar from zero where there is room."""

    number: str
    text: str
    area: str
    rating: int | None

    def lines(self, width: int, selected: bool) -> tuple[Line, ...]:
        """The words, wrapped, beside bar and number."""
        told = (f"{self.rating} of {FINGERS}", "bold") if self.rating else ("? rating", "warn")
        bar = 2 * FINGERS if width >= NARROW - 4 else 0
        room = max(width - INDENT - bar - 1 - 10, 8)
        words = f"{self.text} · {self.area}" if self.area else self.text
        first, *rest = wrap(words, room)
        style, full = "bold" if selected else "", min(2 * (self.rating or 0), bar)
        head = line(
            (pad(self.number, INDENT), "quiet"), (pad(first, room), style), " ",
            ("▄" * full, "fill"), ("▁" * (bar - full) if self.rating else " " * bar, "rest"), "  ", told,
        )  # fmt: skip
        return (head, *(line(" " * INDENT, (text, style)) for text in rest))
