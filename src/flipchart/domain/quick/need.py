"""One line is one resource: what it is, and behind marks who is asked by when, its kind and amount."""

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from typing import get_args

from msgspec import Struct

from flipchart.domain.kinds import ResourceKind
from flipchart.domain.quick.names import trimmed
from flipchart.domain.quick.reader import Reader, meant
from flipchart.domain.said import said, say
from flipchart.domain.saying import either
from flipchart.domain.when import DateOrder, Language
from flipchart.patterns import pattern

KINDS: tuple[ResourceKind, ...] = get_args(ResourceKind)

SPELLINGS: Mapping[str, Mapping[ResourceKind, tuple[str, ...]]] = {
    "de": {"people": ("menschen", "personen", "leute"), "money": ("geld",), "time": ("zeit",), "tool": ("werkzeug",),
           "external": ("außen", "extern")},
    "fr": {"people": ("personnes", "gens"), "money": ("argent",), "time": ("temps",), "tool": ("outil",),
           "external": ("extérieur", "externe")},
    "es": {"people": ("personas", "gente"), "money": ("dinero",), "time": ("tiempo",), "tool": ("herramienta",),
           "external": ("fuera", "externo")},
    "pt": {"people": ("pessoas", "gente"), "money": ("dinheiro",), "time": ("tempo",), "tool": ("ferramenta",),
           "external": ("fora", "externo")},
    "nl": {"people": ("mensen", "personen"), "money": ("geld",), "time": ("tijd",), "tool": ("gereedschap",),
           "external": ("buiten", "extern")},
}  # fmt: skip
"""How the kinds are typed in other languages, as an echo says them first; English is understood beside these."""

NAMES: Mapping[ResourceKind, str] = {
    "people": said("people"), "money": said("money"), "time": said("time"), "tool": said("tool"),
    "external": said("external"),
}  # fmt: skip


def _spellings(language: Language) -> Mapping[ResourceKind, tuple[str, ...]]:
    return SPELLINGS.get((language or "")[:2].casefold(), {})


def spelling(kind: ResourceKind, language: Language) -> str:
    """Return a kind as it is typed in a language."""
    return _spellings(language).get(kind, (kind,))[0]


_MONEY = "$£€¥₹₩₽₺₴₪฿¢"


def _amount(part: str) -> re.Pattern[str]:
    return pattern(
        rf"(?P<before>[{_MONEY}])?(?P<whole>[0-9]{{1,3}}(?:,[0-9]{{3}}){{1,4}}|[0-9]{{1,15}})(?P<part>{part})?"
        rf"(?P<thousand>[kK](?!\w))?(?P<after>[^\W\d_]\S*|[%{_MONEY}]\S*)?[.,;]?"
    )


_AMOUNT, _WITH_COMMA = _amount(r"\.[0-9]{1,6}"), _amount(r"\.[0-9]{1,6}|,[0-9]{1,2}")
"""An amount in English, and in the languages in which a comma may stand before its parts."""


class Need(Struct, frozen=True):
    """What the line of a resource was read as.

    `ask` is who asks for it `by` a day, `alternative` what is done if the answer is no. `hints` and `new` are as in
    `Captured`.
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
        fits = meant(found[0], KINDS, _spellings(self.language))
        if len(fits) != 1:
            asked = either([NAMES[kind] for kind in fits or KINDS])
            self.hint(say("#{found} stays in the text: {asked}?", found=found[0], asked=asked))
            return 0
        words = (it for spellings in _spellings(self.language).values() for it in spellings)
        if self.repeats(place + found[1], (*KINDS, *words)):
            return 0
        self.kind = fits[0]
        return self.close(found[1])

    def _amount(self, place: int) -> int:
        """Read =2 days, =4,500 GBP, =£82k, with the unit up to the next mark."""
        word = self.line.words[place]
        found = (_WITH_COMMA if _spellings(self.language) else _AMOUNT).fullmatch(word[1:])
        if found is None:
            if word[1].isalnum():
                self.hint(
                    say("{word} stays in the text: an amount begins with a number, such as =2 days.", word=word)
                )
            return 0
        if self.again(self.amount, place):
            return 0
        whole = found["whole"].replace(",", "")
        number = float(whole + found["part"].replace(",", ".")) if found["part"] else int(whole)
        self.amount = number * 1000 if found["thousand"] else number
        self.unit.extend(trimmed(part) for part in (found["before"], found["after"]) if part)
        self.section = self.unit
        return 1

    def _else(self, place: int) -> int:
        return self.open(self.alternative, place)
