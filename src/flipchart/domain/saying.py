"""The words for what the file says in keys, and small ones around figures: the same wherever they are read."""

from collections.abc import Mapping
from typing import Literal

from flipchart.domain.agenda import StageKind
from flipchart.domain.plan import StepState
from flipchart.domain.record import Number
from flipchart.domain.text import folded

Indicator = Literal["behaviour", "improvement", "rating"]

STATES: Mapping[StepState, str] = {
    "open": "open",
    "doing": "under way",
    "blocked": "stuck",
    "done": "done",
    "dropped": "dropped",
}

TALLIES: Mapping[Indicator, str] = {
    "behaviour": "Are we doing it",
    "improvement": "Is it better",
    "rating": "Was it worth the time",
}


KINDS: Mapping[StageKind, str] = {
    "introduce": "Introduce", "assess": "Assess", "review": "Review", "goals": "Goals", "strategy": "Strategy",
    "define": "Define", "assign": "Assign", "resources": "Resources", "risks": "Risks", "readback": "Read-back",
    "promises": "Last promises", "checkin": "Check-in", "evaluate": "Evaluate", "nextcheck": "Next check",
}  # fmt: skip
"""Every kind of stage in a word or two."""

_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def spelled_out(count: int) -> str:
    """Return a small number as a word, a larger one in digits."""
    return _NUMBERS[count] if count < len(_NUMBERS) else f"{count:,}"


def name_key(name: str | None) -> str:
    """Return the form in which spellings of one name are equal, "" for none: spaces, case, accents do not matter."""
    return folded(" ".join((name or "").split()))


def counted(number: int, one: str, several: str = "") -> str:
    """Return "1 vote" or "3 votes"; `several` is the plural that is not made by an s."""
    return f"{number:,} {one if number == 1 else several or one + 's'}"


def number(value: Number) -> str:
    """Return a number as people write it: "4", "4.5"."""
    return str(value) if isinstance(value, int) else f"{value:.12g}"


def times(count: int) -> str:
    """Return "once", "twice" or "3 times"."""
    return {1: "once", 2: "twice"}.get(count, f"{count:,} times")


def listed(words: list[str]) -> str:
    """Return "a", "a and b" or "a, b and c"."""
    return " and ".join(part for part in (", ".join(words[:-1]), *words[-1:]) if part)
