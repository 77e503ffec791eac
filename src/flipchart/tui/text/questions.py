"""The app's own questions: one line with a key each, and they wait."""

from collections.abc import Callable
from typing import Generic, NamedTuple, TypeVar

from msgspec import Struct

from flipchart.tui.text.language import t
from flipchart.tui.text.lines import Line, Span, line, width_of, wrap

A = TypeVar("A")
"""What an answer is: a value that the screen which asks carries out."""


class AnswerKeys(NamedTuple):
    """The names of the keys for yes, no and a third answer."""

    yes: str
    no: str
    third: str = "F3"


LETTERS = AnswerKeys("Y", "N")


class AnyQuestion(Struct, Generic[A], frozen=True, dict=True):
    """A question with answers: yes or no by a key each, a menu by digits, and `third` where digits are typed.

    `name` tells questions apart, so that one is not asked twice. An item of the menu without a word has no answer
    now, and the others keep their digits. `left` is the outcome of leaving it unanswered.
    """

    name: str
    text: str
    yes: tuple[str, A] | None = None
    no: tuple[str, A] | None = None
    menu: tuple[tuple[str, A], ...] = ()
    third: tuple[str, A] | None = None
    left: A | None = None

    def lines(self, width: int, keys: AnswerKeys = LETTERS) -> tuple[Line, ...]:
        """The question and its keys, on as many lines as it takes."""
        parts: list[Line] = [line((text, "asked")) for text in wrap(t(self.text), width)] if self.text else []
        for key, answer in zip(keys, (self.yes, self.no, self.third), strict=True):
            if answer:
                parts.append(line((key, "key"), f" {t(answer[0])}"))
        parts += [line((digit, "key"), f" {t(word)}") for digit, word in self.choices]
        return flowed(parts, width)

    @property
    def choices(self) -> tuple[tuple[str, str], ...]:
        """The digits of the menu that answer, with their words."""
        return tuple((str(digit), word) for digit, (word, _) in enumerate(self.menu, 1) if word)


Act = Callable[[], None]


class Question(AnyQuestion[Act], frozen=True):
    """A question over a session."""


def flowed(parts: list[Line], width: int) -> tuple[Line, ...]:
    """Put parts beside each other with two blanks between, breaking only between parts."""
    rows: list[list[Span]] = []
    used = width
    for part in parts:
        size = width_of(part)
        if rows and used + 2 + size <= width:
            rows[-1] += [Span("  "), *part]
            used += 2 + size
        else:
            rows.append(list(part))
            used = size
    return tuple(tuple(row) for row in rows)


def parted(words: Line) -> list[Line]:
    """Take a line apart where it has nothing but blanks."""
    parts: list[list[Span]] = [[]]
    for span in words:
        if span.text.strip():
            parts[-1].append(span)
        elif parts[-1]:
            parts.append([])
    return [tuple(part) for part in parts if part]
