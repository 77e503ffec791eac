"""From what people type to the bare tokens that the rules of dates look at."""

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


LONGEST = 80
"""No phrase of more characters is a date."""

_SEPARATOR = re.compile(r"[,;\s]+")
_SLASH = re.compile(r"\s*/\s*")
_GLUED = re.compile(r"(\+?)([0-9]{1,6})([a-z]*)")
_BACKWARD = re.compile(r"([a-z]+)([0-9]{1,4})")
_HYPHENS = re.compile(r"(?=.*[a-z])[a-z0-9]+(?:-[a-z0-9]+)+")
_NUMERIC = re.compile(r"\+|[0-9]{1,6}(?:st|nd|rd|th)?|[0-9]{1,4}(?:[-/.][0-9]{1,4}){1,2}")
_DAY = re.compile(r"([0-9]{1,2})(?:st|nd|rd|th)?")
_ORDINAL = re.compile(r"([0-9]{1,2})(?:st|nd|rd|th)")

Tokens = tuple[str, ...]


def tokens(phrase: str) -> Tokens:
    """Return the tokens of a phrase: lower case, numbers parted from units, idle words left out.

    "By the end of next week," gives end, next, week; "+2w" gives +, 2, w.
    """
    words = _SLASH.sub("/", phrase.casefold().replace("’", "'"))
    found = [part for word in _SEPARATOR.split(words) for part in parts(word)]
    if len(found) > 1 and found[0] in t.LEADS:
        del found[0]
    return tuple(_joined([word for i, word in enumerate(found) if not _idle(found, i)]))


def parts(word: str) -> list[str]:
    """Return the tokens that one typed word holds, none where nothing is left of it."""
    word = word.rstrip(".").removesuffix("'s").rstrip("'")
    if _HYPHENS.fullmatch(word):
        return word.split("-")
    glued = _GLUED.fullmatch(word)
    if glued and glued[3] in t.UNITS.keys() | t.MONTHS.keys() | {""}:
        return [part for part in glued.groups() if part]
    backward = _BACKWARD.fullmatch(word)
    if backward and backward[1] in t.MONTHS:
        return [backward[1], backward[2]]
    return [word] if word else []


def may_belong(word: str) -> bool:
    """Return whether a typed word could be part of a date at all."""
    found = [part for piece in _SEPARATOR.split(word.casefold().replace("’", "'")) for part in parts(piece)]
    return bool(found) and all(part in t.VOCABULARY or _NUMERIC.fullmatch(part) for part in found)


def day_number(token: str) -> int | None:
    """Return the day of a month in "15" or "15th"."""
    found = _DAY.fullmatch(token)
    return int(found[1]) if found else None


def ordinal(token: str) -> int | None:
    """Return the day of a month in "15th", but not in "15"."""
    found = _ORDINAL.fullmatch(token)
    return int(found[1]) if found else None


def number(token: str) -> int | None:
    """Return how many in "2", "two" or "a"."""
    if token in t.NUMBERS:
        return t.NUMBERS[token]
    return int(token) if token.isascii() and token.isdigit() and len(token) <= 6 else None


def year_number(token: str) -> int | None:
    """Return the year in a number of four digits."""
    return int(token) if token.isascii() and token.isdigit() and len(token) == 4 else None


def _idle(found: list[str], place: int) -> bool:
    """Whether "the" or "of" stands where it only ties a date together."""
    before, after = found[place - 1] if place else "", found[place + 1] if place + 1 < len(found) else ""
    if found[place] == "the":
        return bool(ordinal(after) or after in (t.THIS, t.NEXT, t.END) or after in t.PERIODS)
    return found[place] == "of" and bool(after) and bool(before in (t.END, *t.PARTS) or day_number(before))


def _joined(found: list[str]) -> list[str]:
    """Return the tokens with "working days" and "q 1" made one."""
    joined: list[str] = []
    for token in found:
        last = joined[-1] if joined else ""
        if (last in t.WORKING and t.UNITS.get(token) == "day") or (last == "q" and f"q{token}" in t.QUARTERS):
            joined[-1] = t.WORKDAYS if last in t.WORKING else f"q{token}"
        else:
            joined.append(token)
    return joined
