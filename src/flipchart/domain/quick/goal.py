"""One line is one goal: its words, and behind marks why, measure, from where to where, by when, who, how often."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from typing import Literal

from msgspec import Struct

from flipchart.domain.kinds import Number
from flipchart.domain.plan import Goal
from flipchart.domain.quick.names import ASK_NAME, QUOTES, REACH, People, escaped_text, is_nobody, trimmed
from flipchart.domain.quick.reader import Reader
from flipchart.domain.quick.saying import due_day_words, named
from flipchart.domain.quick.step import date_phrase, section, tag
from flipchart.domain.said import joined, said, say
from flipchart.domain.saying import number
from flipchart.domain.text import clean_line
from flipchart.domain.when import DateOrder, Language
from flipchart.patterns import pattern

_NUMBER = r"[+-]?(?:[0-9]{1,3}(?:,[0-9]{3}){1,4}|[0-9]{1,15})(?:\.[0-9]{1,6})?"
_WAY = pattern(rf"(?P<start>{_NUMBER})?%?\s*(?:->|→)\s*(?P<end>{_NUMBER})?(?P<unit>\S*)")
_LONE = pattern(rf"(?P<end>{_NUMBER})(?P<unit>[^\W\d_]\S*|%\S*)?(?!\S)")


OFTEN = frozenset({
    "daily", "weekly", "fortnightly", "monthly", "quarterly", "yearly", "every", "each", "once", "twice", "at", "on",
})  # fmt: skip
"""Words with which people begin to say how often, and no name."""


class TypedGoal(Struct, frozen=True):
    """What a goal's line was read as; `hints` and `new` are as in `Captured`."""

    text: str
    why: str | None = None
    measure: str | None = None
    unit: str | None = None
    baseline: Number | None = None
    target: Number | None = None
    by: dt.date | None = None
    who: str | None = None
    every: str | None = None
    hints: tuple[str, ...] = ()
    new: tuple[str, ...] = ()


class Way(Struct, frozen=True):
    """From where to where, in which unit; each None where it was not said."""

    baseline: Number | None
    target: Number | None
    unit: str | None


def read_goal(
    line: str, people: Iterable[str], now_local: dt.datetime, order: DateOrder = None, language: Language = None
) -> TypedGoal:
    """Read `text !why =measure =40->10 unit >by @who #weekly` as a goal.

    Never raises and never drops a word: what cannot be read stays in the text, and a hint says why.
    """
    return _GoalReader(line, people, now_local, order).speaking(language).goal()


def read_way(text: str) -> Way | None:
    """Read "40 -> 10 calls a week" (also "40 to 10", or the target alone) where only that is asked, else None."""
    words = re.sub(r"^from\s+|^=", "", text.strip(), flags=re.IGNORECASE)
    words = re.sub(rf"^({_NUMBER}%?)\s+(?:to|>)\s+(?={_NUMBER})", r"\1 -> ", words, flags=re.IGNORECASE)
    words = re.sub(rf"^({_NUMBER}%?)\s+({_NUMBER})(?!\S)", r"\1 -> \2", words)
    found = _way(words)
    if found is None:
        return None
    way, used = found
    unit = " ".join([*([way.unit] if way.unit else []), *words[used:].split()])
    return Way(way.baseline, way.target, unit or None)


def read_reader(text: str, people: Iterable[str]) -> tuple[str | None, str | None, str]:
    """Read "ana weekly" as who reads a number and how often; the third is a hint, "" where nothing is odd."""
    line = clean_line(text).removeprefix("@")
    words = line.split()
    if not words:
        return None, None, ""
    if words[0].casefold() in OFTEN:
        return None, line, ""
    known = People(people).known(words, begun=True)
    used = known.used if known else _new_name(words)
    name = known.name if known else trimmed(" ".join(words[:used]))
    if name is None or is_nobody(name):
        return (
            None,
            None,
            known.hint if known else say("“{word}” is not one person: {question}", word=name, question=ASK_NAME),
        )
    every = " ".join(words[used:]).lstrip(",#· ")
    return name, every or None, "" if known else say("{name} is a new person.", name=name)


def _new_name(words: list[str]) -> int:
    """Return how many words a name has that nobody is known by: up to a comma, else all that begin with capitals."""
    comma = next((n for n, word in enumerate(words, 1) if word.endswith(",")), 0)
    capitals = next((n for n, word in enumerate(words) if not word[0].isupper()), len(words))
    return comma or max(capitals, 1)


def _way(words: str) -> tuple[Way, int] | None:
    """Return what the words begin with, its unit only as far as it is tied to the number, and its length."""
    found = _WAY.match(words) or _LONE.match(words)
    if found is None:
        return None
    parts = found.groupdict()
    start, unit = parts.get("start"), (parts["unit"] or "").strip(",;:.") or ("%" if "%" in found[0] else "")
    return Way(_number(start), _number(parts["end"]), unit or None), found.end()


def _number(text: str | None) -> Number | None:
    if text is None:
        return None
    digits = text.replace(",", "")
    return float(digits) if "." in digits else int(digits)


class _GoalReader(Reader):
    """The marks of a goal: why, measure and numbers, by when, who measures, how often."""

    def __init__(self, line: str, people: Iterable[str], now_local: dt.datetime, order: DateOrder = None) -> None:
        super().__init__(line, people, now_local, order)
        self.way: Way | None = None
        self.why: list[str] = []
        self.measure: list[str] = []
        self.unit: list[str] = []

    def goal(self) -> TypedGoal:
        """Walk the line and return what it says."""
        self.walk(
            {"@": self.takes_who, ">": self.takes_day, "#": self.takes_one_tag, "=": self._equals, "!": self._why}
        )
        text = self.wording("What is the goal? Type it before the marks.")
        way = self.way or Way(None, None, None)
        return TypedGoal(
            text, self.joined(self.why) or None, self.joined(self.measure) or None, self.joined(self.unit) or None,
            way.baseline, way.target, self.day, self.who, next(iter(self.tags), None), self.hints, tuple(self.new),
        )  # fmt: skip

    def _why(self, place: int) -> int:
        return self.open(self.why, place)

    def _equals(self, place: int) -> int:
        """Read =40->10 calls a week as the way, =calls that ring out as the measure."""
        words = self.line.words[place : place + REACH]
        first = words[0][1:]
        if first[0].isalpha() or first[0] in QUOTES:
            return self.open(self.measure, place)
        found = _way(" ".join((first, *words[1:])))
        if found is None:
            if first[0].isalnum():
                self.hint(
                    say(
                        "{words} stays in the text: numbers are typed as =40->10, then the unit.",
                        words=words[0],
                    )
                )
            return 0
        if self.again(self.way, place):
            return 0
        self.way, used = found
        self.unit.extend([self.way.unit] if self.way.unit else [])
        self.section = self.unit
        return len(" ".join((first, *words[1:]))[:used].split())


Asked = Literal["why", "measure", "way", "by", "who"]
"""The questions of a goal, by what they ask for."""

QUESTIONS: dict[Asked, str] = {
    "why": said("Why does it matter, and why now?"),
    "measure": said("What could we count to see it?"),
    "way": said("Where does it stand today, and where should it stand?"),
    "by": said("By which day?"),
    "who": said("Who reads the number, and how often?"),
}
"""Specific, measurable, relevant, and due on a day (Doran 1981): asked one after the other, never enforced."""


def missing(goal: Goal | TypedGoal) -> tuple[Asked, ...]:
    """Return what was not said of a goal yet, in the order in which it is asked."""
    said: dict[Asked, bool] = {
        "why": goal.why is not None,
        "measure": goal.measure is not None,
        "way": goal.baseline is not None and goal.target is not None,
        "by": goal.by is not None,
        "who": goal.who is not None and goal.every is not None,
    }
    return tuple(asked for asked in QUESTIONS if not said[asked])


def way_words(baseline: Number | None, target: Number | None, unit: str | None) -> str:
    """Return "40 → 10 calls a week"; what is not known is a question mark, "" where nothing is."""
    if baseline is None and target is None:
        return f"? → ? {unit}" if unit else ""
    ends = [number(value) if value is not None else "?" for value in (baseline, target)]
    return joined(" ", (part for part in (*ends[:1], "→", *ends[1:], unit) if part))


def echo_goal(read: TypedGoal, today: dt.date) -> tuple[str, ...]:
    """Return the short parts to show under a goal's line."""
    return tuple(_parts(read, today))


def _parts(read: TypedGoal, today: dt.date) -> Iterator[str]:
    if read.measure:
        yield say("count {words}", words=read.measure)
    if way := way_words(read.baseline, read.target, read.unit):
        yield way
    if read.by:
        yield say("by {day}", day=due_day_words(read.by, today))
    if read.who:
        yield say("{name} measures", name=named(read.who, read.new))
    if read.every:
        yield read.every
    if read.why:
        yield say("because {words}", words=read.why)


def write_goal(goal: Goal, people: Iterable[str], now_local: dt.datetime) -> str:
    """Return the line that `read_goal` reads as this goal."""
    parts = [escaped_text(goal.text)]
    parts += [f"!{section(goal.why)}"] if goal.why else []
    parts += [f"={section(goal.measure, letter=True)}"] if goal.measure else []
    if goal.baseline is not None or goal.target is not None or goal.unit:
        parts.append(f"={escaped_text(write_way(goal))}")
    parts += [f">{date_phrase(goal.by, now_local.date())}"] if goal.by else []
    parts += [f"@{People(people).typed(goal.who)}"] if goal.who else []
    parts += [f"#{tag(goal.every)}"] if goal.every else []
    return " ".join(parts)


def write_way(goal: Goal) -> str:
    """Return from where to where as `read_way` reads it."""
    ends = [number(value) if value is not None else "" for value in (goal.baseline, goal.target)]
    return f"{ends[0]}->{ends[1]} {goal.unit or ''}".rstrip()
