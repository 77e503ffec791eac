"""One line is one resource: what it is, and behind marks who is asked by when, its kind and amount."""

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import get_args

from flipchart.domain.plan import ResourceKind
from flipchart.domain.quick.names import trimmed
from flipchart.domain.quick.reader import Reader
from flipchart.domain.when import DateOrder, Language

KINDS: tuple[ResourceKind, ...] = get_args(ResourceKind)

_MONEY = "$£€¥₹₩₽₺₴₪฿¢"
_AMOUNT = re.compile(
    rf"(?P<before>[{_MONEY}])?(?P<whole>[0-9]{{1,3}}(?:,[0-9]{{3}}){{1,4}}|[0-9]{{1,15}})(?P<part>\.[0-9]{{1,6}})?"
    rf"(?P<thousand>[kK](?!\w))?(?P<after>[^\W\d_]\S*|[%{_MONEY}]\S*)?[.,;]?"
)


@dataclass(frozen=True, slots=True)
class Need:
    """What a resource's line was read as: `ask` is who asks for it `by` a day, `alternative` what is done
    if the answer is no. `hints` and `new` are as in `Captured`.
    """

    text: str
    ask: str | None = None
    by: dt.date | None = None
    kind: ResourceKind | None = None
    amount: int | float | None = None
    unit: str | None = None
    alternative: str | None = None
    hints: tuple[str, ...] = ()
    new: tuple[str, ...] = ()


def read_need(
    line: str, people: Iterable[str], now_local: dt.datetime, order: DateOrder = None, language: Language = None
) -> Need:
    """Read one typed line as one resource: `text @who >when #kind =amount unit !what if they say no`.

    Never raises and never drops a word: what cannot be read stays in the text, and a hint says why.
    """
    return _NeedReader(line, people, now_local, order).speaking(language).need()


class _NeedReader(Reader):
    """The marks of a resource: who asks, by when, kind, amount with its unit, alternative."""

    def __init__(self, line: str, people: Iterable[str], now_local: dt.datetime, order: DateOrder = None) -> None:
        super().__init__(line, people, now_local, order)
        self.kind: ResourceKind | None = None
        self.amount: int | float | None = None
        self.unit: list[str] = []
        self.alternative: list[str] = []

    def need(self) -> Need:
        """Walk the line and return what it says."""
        self.walk({"@": self.takes_who, ">": self.takes_day, "#": self._kind, "=": self._amount, "!": self._else})
        text = self.wording("What is needed? Type it before the marks.")
        return Need(
            text, self.who, self.day, self.kind, self.amount, self.joined(self.unit) or None,
            self.joined(self.alternative) or None, self.hints, tuple(self.new),
        )  # fmt: skip

    def _kind(self, place: int) -> int:
        found = self.word(place)
        if found is None or self.again(self.kind, place):
            return 0
        fits = [kind for kind in KINDS if kind.startswith(found[0].casefold())]
        if len(fits) != 1:
            asked = " or ".join(fits) if fits else f"{', '.join(KINDS[:-1])} or {KINDS[-1]}"
            self.hint(f"#{found[0]} stays in the text: {asked}?")
            return 0
        if self.repeats(place + found[1], KINDS):
            return 0
        self.kind = fits[0]
        return self.close(found[1])

    def _amount(self, place: int) -> int:
        """Read =2 days, =4,500 GBP, =£82k, with the unit up to the next mark."""
        word = self.line.words[place]
        found = _AMOUNT.fullmatch(word[1:])
        if found is None:
            if word[1].isalnum():
                self.hint(f"{word} stays in the text: an amount begins with a number, such as =2 days.")
            return 0
        if self.again(self.amount, place):
            return 0
        whole = found["whole"].replace(",", "")
        number = float(whole + found["part"]) if found["part"] else int(whole)
        self.amount = number * 1000 if found["thousand"] else number
        self.unit.extend(trimmed(part) for part in (found["before"], found["after"]) if part)
        self.section = self.unit
        return 1

    def _else(self, place: int) -> int:
        return self.open(self.alternative, place)
