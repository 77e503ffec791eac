"""One more stage of an agenda, and the minutes of one, as they are typed."""

import re
from collections.abc import Mapping

from msgspec import Struct

from flipchart.domain.errors import Rejected
from flipchart.domain.kinds import StageKind
from flipchart.domain.said import said, say
from flipchart.domain.saying import KINDS
from flipchart.domain.text import folded
from flipchart.patterns import pattern

_LENGTH = r"\d{1,3}(?::[0-5]\d)?"
_TIME = pattern(rf"(?P<whole>{_LENGTH})?(?:\s*(?P<sign>[+-])\s*(?P<more>{_LENGTH}))?$")
_UNIT = pattern(r"(?<=\d)\s*(?:m|min|mins|minutes?)\b\.?", re.IGNORECASE)

_EXAMPLES = said("Type 12, 12:30, +5 or -2.")


class TypedStage(Struct, frozen=True):
    """A stage that was typed: its kind, its seconds, and the title where one was given."""

    kind: StageKind
    seconds: int
    title: str = ""


def read_minutes(text: str, known: float = 0.0) -> float:
    """Return the seconds that were meant: "12" and "12:30" are a length, "+5" and "-2" are added to `known` seconds.

    Behind the length that stands in the line already they are added to it: "12+5".

    Raises Rejected for what is no length of time, and where nothing would be left.
    """
    found = _TIME.match(_UNIT.sub("", text.strip()))
    if found is None or not found[0]:
        raise Rejected(say("“{text}” is not a number of minutes.", text=text), _EXAMPLES)
    whole = _seconds(found["whole"]) if found["whole"] else known if found["more"] else 0.0
    more = _seconds(found["more"]) if found["more"] else 0.0
    whole += -more if found["sign"] == "-" else more
    if whole <= 0:
        raise Rejected("A stage needs some time.", "Type 12, 12:30, +5 or -2, or remove the stage.")
    return whole


def _seconds(length: str) -> float:
    minutes, _, seconds = length.partition(":")
    return float(int(minutes) * 60 + int(seconds or 0))


def read_stage(text: str, names: Mapping[StageKind, str] = KINDS) -> TypedStage:
    """Return a stage from its kind, its minutes and perhaps a title: "risks 10", "risks 10 What may go wrong".

    `names` are the kinds in another language; English is understood beside.

    The beginning of the kind's name is enough. Raises Rejected with the kinds there are.
    """
    words = _UNIT.sub("", text).split()
    kind, used = _kind(words, names)
    rest = words[used:]
    place = next((n for n, word in enumerate(rest) if _TIME.match(word)), None)
    if place is None:
        raise Rejected(
            "How many minutes does it take?", say("Type {kind} 10, then a title if you like.", kind=words[0])
        )
    return TypedStage(kind, int(read_minutes(rest.pop(place))), " ".join(rest))


def _kind(words: list[str], names: Mapping[StageKind, str]) -> tuple[StageKind, int]:
    """Return the kind that the first word or the first two name, and how many words that are."""
    for used in (2, 1):
        typed = _plain(" ".join(words[:used])) if len(words) >= used else ""
        for known in (names, KINDS):
            spellings = {kind: (_plain(name), kind) for kind, name in known.items()}
            found = [kind for kind, names_of in spellings.items()
                     if typed and any(it.startswith(typed) for it in names_of)]  # fmt: skip
            whole = [kind for kind in found if typed in spellings[kind]]
            if len(found) == 1 or whole:
                return (whole or found)[0], used
    those = ", ".join(name.lower() for name in names.values())
    raise Rejected("Which kind of stage?", say("Type one of {kinds}, and its minutes.", kinds=those))


def _plain(text: str) -> str:
    return folded(text).replace("-", "").replace(" ", "")


def minutes_words(seconds: float) -> str:
    """Return a length as it is typed: "12", "12:30"."""
    whole = int(seconds)
    return str(whole // 60) if not whole % 60 else f"{whole // 60}:{whole % 60:02}"
