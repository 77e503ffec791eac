"""One line is one strategy, key area or milestone: the other forms that an improvement can take."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

from msgspec import Struct

from flipchart.domain.plan import Improvement, Milestone
from flipchart.domain.quick.names import begins_name, escaped_text
from flipchart.domain.quick.reader import Reader, meant
from flipchart.domain.quick.saying import due_day_words
from flipchart.domain.quick.step import date_phrase, section, tag
from flipchart.domain.said import said, say
from flipchart.domain.when import DateOrder, Language

Horizon = Literal["short", "long"]
HORIZONS: tuple[Horizon, ...] = ("short", "long")

SPELLINGS: Mapping[str, Mapping[Horizon, tuple[str, ...]]] = {
    "de": {"short": ("kurz",), "long": ("lang",)}, "fr": {"short": ("court",), "long": ("long",)},
    "es": {"short": ("corto",), "long": ("largo",)}, "pt": {"short": ("curto",), "long": ("longo",)},
    "nl": {"short": ("kort",), "long": ("lang",)},
}  # fmt: skip
"""How the horizons are typed in other languages; English is understood beside these."""


class TypedStrategy(Struct, frozen=True):
    """What a strategy's line was read as; `hints` are as in `Captured`."""

    text: str
    horizon: Horizon | None = None
    strengths: str | None = None
    barriers: str | None = None
    reward: str | None = None
    hints: tuple[str, ...] = ()


class TypedArea(Struct, frozen=True):
    """What a key area's line was read as."""

    text: str
    area: str | None = None
    hints: tuple[str, ...] = ()


class TypedMilestone(Struct, frozen=True):
    """What a milestone's line was read as."""

    text: str
    due: dt.date | None = None
    hints: tuple[str, ...] = ()


def read_strategy(line: str, now_local: dt.datetime, language: Language = None) -> TypedStrategy:
    """Read `text #short +strengths !barriers =reward`; what cannot be read stays in the text."""
    return _StrategyReader(line, (), now_local).speaking(language).strategy()


def read_area(line: str, now_local: dt.datetime) -> TypedArea:
    """Read `text #area`."""
    return _AreaReader(line, (), now_local).area_line()


def read_milestone(
    line: str, now_local: dt.datetime, order: DateOrder = None, language: Language = None
) -> TypedMilestone:
    """Read `text >when`; a date that cannot be read stays in the text, with a hint."""
    return _MilestoneReader(line, (), now_local, order).speaking(language).milestone()


class _StrategyReader(Reader):
    """The marks of a strategy: horizon, strengths, barriers, reward."""

    def __init__(self, line: str, people: Iterable[str], now_local: dt.datetime, order: DateOrder = None) -> None:
        super().__init__(line, people, now_local, order)
        self.horizon: Horizon | None = None
        self.strengths: list[str] = []
        self.barriers: list[str] = []
        self.reward: list[str] = []

    def strategy(self) -> TypedStrategy:
        """Walk the line and return what it says."""
        self.walk({
            "#": self._horizon, "+": self._strengths,
            "!": lambda place: self.open(self.barriers, place), "=": lambda place: self.open(self.reward, place),
        })  # fmt: skip
        text = self.wording("What is the strategy? Type it before the marks.")
        return TypedStrategy(
            text, self.horizon, self.joined(self.strengths) or None, self.joined(self.barriers) or None,
            self.joined(self.reward) or None, self.hints,
        )  # fmt: skip

    def _strengths(self, place: int) -> int:
        return self.open(self.strengths, place) if begins_name(self.line.words[place][1:]) else 0

    def _horizon(self, place: int) -> int:
        found = self.word(place)
        if found is None or self.again(self.horizon, place):
            return 0
        known = SPELLINGS.get((self.language or "")[:2].casefold(), {})
        fits = meant(found[0], HORIZONS, known)
        if len(fits) != 1:
            self.hint(say("#{found} stays in the text: short or long?", found=found[0]))
            return 0
        if self.repeats(place + found[1], (*HORIZONS, *(it for words in known.values() for it in words))):
            return 0
        self.horizon = fits[0]
        return self.close(found[1])


class _AreaReader(Reader):
    """The mark of a key area."""

    def area_line(self) -> TypedArea:
        """Walk the line and return what it says."""
        self.walk({"#": self.takes_one_tag})
        text = self.wording("What is it about? Type it before the mark.")
        return TypedArea(text, next(iter(self.tags), None), self.hints)


class _MilestoneReader(Reader):
    """The mark of a milestone."""

    def milestone(self) -> TypedMilestone:
        """Walk the line and return what it says."""
        self.walk({">": self.takes_day})
        text = self.wording("What is reached by then? Type it before the day.")
        return TypedMilestone(text, self.day, self.hints)


HORIZON_WORDS = {"short": said("short term"), "long": said("long term")}


def write_strategy(item: Improvement) -> str:
    """Return the line that `read_strategy` reads as this improvement's strategy."""
    parts = [escaped_text(item.text)]
    parts += [f"#{item.horizon}"] if item.horizon else []
    parts += [f"+{section(item.strengths, letter=True)}"] if item.strengths else []
    parts += [f"!{section(item.barriers)}"] if item.barriers else []
    parts += [f"={section(item.reward)}"] if item.reward else []
    return " ".join(parts)


def write_area(item: Improvement) -> str:
    """Return the line that `read_area` reads as this improvement's key area."""
    return " ".join([escaped_text(item.text), *([f"#{tag(item.area)}"] if item.area else [])])


def write_milestone(item: Milestone, now_local: dt.datetime) -> str:
    """Return the line that `read_milestone` reads as this milestone."""
    due = [f">{date_phrase(item.due, now_local.date())}"] if item.due else []
    return " ".join([escaped_text(item.text), *due])


def echo_strategy(read: TypedStrategy) -> tuple[str, ...]:
    """Return the short parts to show under a strategy's line."""
    return tuple(_parts(read))


def _parts(read: TypedStrategy) -> Iterator[str]:
    if read.horizon:
        yield HORIZON_WORDS[read.horizon]
    if read.strengths:
        yield say("builds on {words}", words=read.strengths)
    if read.barriers:
        yield say("barrier {words}", words=read.barriers)
    if read.reward:
        yield say("reward {words}", words=read.reward)


def echo_area(read: TypedArea) -> tuple[str, ...]:
    """Return the area of a line, if it names one."""
    return (say("key area {words}", words=read.area),) if read.area else ()


def echo_milestone(read: TypedMilestone, today: dt.date) -> tuple[str, ...]:
    """Return the day of a milestone's line, if it names one."""
    return (due_day_words(read.due, today),) if read.due else ()
