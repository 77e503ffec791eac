"""How text is set: its width, its glyphs and its colours."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

Style = Literal["title", "heading", "late", "done", "clock"]


def _bare(_style: Style, text: str) -> str:
    return text


@dataclass(frozen=True, slots=True)
class Ink:
    """`width` in cells; `ascii` uses no sign outside ASCII of our own; `paint` colours a finished piece."""

    width: int = 80
    ascii: bool = False
    paint: Callable[[Style, str], str] = _bare

    def joined(self, words: Iterable[str]) -> str:
        """Return the words that there are, parted by dots or, in ASCII, by bars."""
        return (" | " if self.ascii else " · ").join(word for word in words if word)
