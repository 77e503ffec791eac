"""What happens to every line on its way out: nothing controls the terminal, and signs it lacks are replaced."""

import re

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

# C0, DEL, C1, bidirectional overrides and isolates, line and paragraph separators, tag characters.
CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\U000e0000-\U000e007f]")


class ControlFilter(LineFilter):
    """Drops control characters from everything that is painted.

    Textual 8.2 hands escape and C1 bytes of user text to the terminal as they are, in every widget.
    """

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Return the segments with their text free of control characters."""
        return [
            segment if segment.control or segment.text.isprintable()
            else Segment(CONTROLS.sub("", segment.text), segment.style)
            for segment in segments
        ]  # fmt: skip


PLAIN = str.maketrans(
    "●◉○◆✓·–—─━═│█▀▄▌▐▔▁▂▃▅▆▇▏▎→←×…‹›“”‘’",
    "x@o*x-----=|###||-_     ||><x~<>\"\"''",
)
"""Signs of our own, each with one of ASCII that is as wide."""


class PlainFilter(LineFilter):
    """Replaces our own signs by ASCII, for terminals and fonts that lack them (`ascii = true`)."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Return the segments with plain signs; people's words stay as they are but for the same signs."""
        return [
            segment if segment.control or segment.text.isascii()
            else Segment(segment.text.translate(PLAIN), segment.style)
            for segment in segments
        ]  # fmt: skip
