"""Hours of the day: 9am, 9:30 pm, 14:00, noon."""

import datetime as dt
import re
from collections.abc import Sequence

from flipchart.domain.errors import Rejected
from flipchart.domain.when import tables as t

_CLOCK = re.compile(r"([0-9]{1,2})[:h]([0-9]{2})(?::([0-9]{2}))?")
_HALF = re.compile(r"([0-9]{1,2})(?:[:.]([0-9]{2}))?(am|pm)")


def hour_of(words: Sequence[str]) -> tuple[dt.time, int] | None:
    """Return the hour that the first words read as, and how many they are; Rejected if there is no such."""
    rest = [word.casefold().rstrip(",;") for word in words[:3]]
    start = 1 if rest[:1] == [t.AT] else 0
    if len(rest) <= start:
        return None
    word, after = rest[start], rest[start + 1] if len(rest) > start + 1 else ""
    if word in t.HOURS:
        return dt.time(t.HOURS[word]), start + 1
    if after in t.HALVES and (time := _clock(word + after)):
        return time, start + 2
    return (time, start + 1) if (time := _clock(word)) else None


def _clock(word: str) -> dt.time | None:
    half, clock = _HALF.fullmatch(word), _CLOCK.fullmatch(word)
    try:
        if half:
            twelve = range(1, 13).index(int(half[1]))
            return dt.time((twelve + 1) % 12 + t.HALVES[half[3]], int(half[2] or 0))
        return dt.time(int(clock[1]), int(clock[2]), int(clock[3] or 0)) if clock else None
    except ValueError:
        remedy = "Type an hour such as 9am or 14:00."
        raise Rejected(f"There is no such hour as {word}.", remedy) from None


def holds_hour(words: Sequence[str]) -> bool:
    """Return whether any of the words reads as an hour of the day."""
    for place in range(len(words)):
        try:
            if hour_of(words[place:]):
                return True
        except Rejected:
            return True
    return False
