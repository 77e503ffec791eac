"""Words for the keys and figures of a session file, shared by every screen and export."""

from collections.abc import Mapping, Sequence
from typing import Literal

from flipchart.domain.kinds import Number, StageKind, StepState
from flipchart.domain.said import Said, figure, joined, said, say, say_count
from flipchart.domain.text import folded

Indicator = Literal["behaviour", "improvement", "rating"]

STATES: Mapping[StepState, str] = {
    "open": said("open"),
    "doing": said("under way"),
    "blocked": said("stuck"),
    "done": said("done"),
    "dropped": said("dropped"),
}

TALLIES: Mapping[Indicator, str] = {
    "behaviour": said("Are we doing it"),
    "improvement": said("Is it better"),
    "rating": said("Was it worth the time"),
}


KINDS: Mapping[StageKind, str] = {
    "introduce": said("Introduce"), "assess": said("Assess"), "review": said("Review"), "goals": said("Goals"),
    "strategy": said("Strategy"), "define": said("Define"), "assign": said("Assign"), "resources": said("Resources"),
    "risks": said("Risks"), "readback": said("Read-back"), "promises": said("Last promises"),
    "checkin": said("Check-in"), "evaluate": said("Evaluate"), "nextcheck": said("Next check"),
}  # fmt: skip
"""Every kind of stage in a word or two."""

_NUMBERS = ("no", "one", "two", said("three"), said("four"), said("five"), said("six"), said("seven"), said("eight"),
            said("nine"))  # fmt: skip


def spelled_out(count: int) -> str:
    """Return a small number as a word, a larger one in digits."""
    return _NUMBERS[count] if count < len(_NUMBERS) else figure(f"{count:,}")


def name_key(name: str | None) -> str:
    """Return the form in which spellings of one name are equal, "" for none: spaces, case, accents do not matter."""
    return folded(" ".join((name or "").split()))


def counted(number: int, one: str, several: str = "") -> Said:
    """Return "1 vote" or "3 votes"; `several` is the plural that is not made by an s."""
    return say_count(f"{{n}} {one}", f"{{n}} {several or one + 's'}", number)


def number(value: Number) -> Said:
    """Return a number as people write it: "4", "4.5"."""
    return figure(str(value) if isinstance(value, int) else f"{value:.12g}")


def times(count: int) -> Said:
    """Return "once", "twice" or "3 times"."""
    return {1: said("once"), 2: said("twice")}.get(count) or say_count("{n} time", "{n} times", count)


def listed(words: list[str]) -> Said:
    """Return "a", "a and b" or "a, b and c"."""
    if len(words) < 2:
        return joined("", words)
    return say("{those} and {last}", those=joined(", ", words[:-1]), last=words[-1])


def either(words: Sequence[str]) -> Said:
    """Return "a", "a or b" or "a, b or c"."""
    if len(words) < 2:
        return joined("", words)
    return say("{those} or {last}", those=joined(", ", words[:-1]), last=words[-1])


def counted_days(days: float) -> Said:
    """Return "1 day", "9 days" or "9.5 days"."""
    return counted(int(days), "day") if days == int(days) else say("{days} days", days=figure(f"{days:g}"))


def if_then(roadblock: str | None, contingency: str | None) -> Said:
    """Return "if nobody answers, then call"; a missing one is filled in; "" without both."""
    if not roadblock and not contingency:
        return said("")
    before, then = roadblock or said("it gets stuck"), contingency or said("what?")
    return say("if {roadblock}, then {contingency}", roadblock=before, contingency=then)
