"""Hours of the day: 9am, 14:00, noon, half past three, Viertel vor neun, neuf heures et quart.

In words the hours from one to half past six are those of the afternoon, as in a working day; figures with minutes
are those of the day's twenty-four.
"""

import datetime as dt
import re
from collections.abc import Sequence
from functools import lru_cache

from flipchart.domain.errors import Rejected
from flipchart.domain.said import say
from flipchart.domain.when.phrases import Lexicon, fold, lexicon
from flipchart.patterns import pattern

HALVES = {"am": 0, "pm": 12}
FIRST_MORNING_HOUR = 7
MOST_WORDS = 8
"""The most words that an hour can have."""

_CLOCK = pattern(r"([0-9]{1,2})[:h]([0-9]{2})(?::([0-9]{2}))?h?")
_HALF = pattern(r"([0-9]{1,2})(?:[:.]([0-9]{2}))?(am|pm)")
_AT = r"(?:at |um |gegen |a las |a la |las |la |a |as |om |ate as )?"
_N = r"(?P<n>[0-9]{1,2}|[a-z]+)"
_M = r"(?P<m>[0-9]{1,2}|[a-z]+(?: [a-z]+)?)"
_DAY_PART = (
    r"(?P<half> ?(?:am|pm)\b| in the (?:morning|afternoon|evening)| de la (?:manana|tarde|noche)| da (?:manha|tarde)"
    r"| du matin| de l apres midi| morgens| nachmittags| abends)?"
)
_MORNING = pattern(r"am|in the morning|de la manana|da manha|du matin|morgens")

_FIGURES = (r"(?P<n>[0-9]{1,2}) ?h ?(?P<m>[0-9]{2})", "clock")

_SAID = {
    "en": [
        (rf"half past {_N}", "30"), (rf"half {_N}", "30"), (rf"(?:a )?quarter past {_N}", "15"),
        (rf"(?:a )?quarter to {_N}", "-15"), (rf"{_M}(?: minutes?)? past {_N}", "m"),
        (rf"{_M}(?: minutes?)? to {_N}", "-m"), (rf"{_N} o'?clock", "0"), (r"(?P<n>noon|midday)", "noon"),
        (rf"{_N} (?P<m>fifteen|thirty|forty five)", "m"), (r"(?P<n>12 (?:noon|midday))", "noon"),
        (rf"{_N}(?= in the (?:morning|afternoon|evening))", "0"),
    ],
    "de": [
        (rf"halb {_N}", "-30"), (rf"viertel nach {_N}", "15"), (rf"viertel vor {_N}", "-15"),
        (rf"dreiviertel {_N}", "-15"), (rf"{_M}(?: minuten)? nach {_N}", "m"),
        (rf"{_M}(?: minuten)? vor {_N}", "-m"), (rf"{_N} uhr {_M}", "m"), (rf"{_N} uhr", "0"),
        (r"(?P<n>mittag|mittags|12 uhr mittags)", "noon"), (r"(?P<n>[0-9]{1,2})[.:](?P<m>[0-9]{2}) uhr", "clock"),
    ],
    "fr": [
        (rf"{_N} ?h(?:eures?)? et demie?", "30"), (rf"{_N} ?h(?:eures?)? et quart", "15"),
        (rf"{_N} ?h(?:eures?)? moins (?:le )?quart", "-15"), (rf"{_N} ?h(?:eures?)? moins {_M}", "-m"),
        (rf"{_N} heures? {_M}", "m"), (rf"{_N} ?h(?:eures?)?", "0"), (r"(?P<n>midi)", "noon"), _FIGURES,
    ],
    "es": [
        (rf"{_N} y media", "30"), (rf"{_N} y cuarto", "15"), (rf"{_N} menos cuarto", "-15"),
        (rf"{_N} menos {_M}", "-m"), (rf"{_N} en punto", "0"), (rf"{_N} ?h(?:oras?)?", "0"),
        (r"(?P<n>mediodia)", "noon"), (rf"(?<=las ){_N}", "0"), _FIGURES,
    ],
    "pt": [
        (rf"{_N}(?: horas?)? e meia", "30"), (rf"{_N}(?: horas?)? e (?P<m>quinze|dez|vinte|cinco)", "m"),
        (rf"{_M} para (?:as )?{_N}", "-m"), (rf"{_N} ?h(?:oras?)?", "0"), (r"(?P<n>meio dia)", "noon"),
        _FIGURES,
    ],
    "nl": [
        (rf"half {_N}", "-30"), (rf"kwart over {_N}", "15"), (rf"kwart voor {_N}", "-15"),
        (rf"{_M} over {_N}", "m"), (rf"{_M} voor {_N}", "-m"), (rf"{_N} uur", "0"),
        (r"(?P<n>[0-9]{1,2})[.:](?P<m>[0-9]{2}) uur", "clock"),
    ],
}  # fmt: skip
"""How an hour is said in each language, and the minutes that go to the hour n, taken from it with a minus."""


@lru_cache(maxsize=8)
def _ways(language: str) -> list[tuple[re.Pattern[str], str]]:
    return [(re.compile(rf"{_AT}{pattern}{_DAY_PART}(?= |$)"), shift) for pattern, shift in _SAID[language]]


def hour_of(words: Sequence[str], known: Lexicon | None = None) -> tuple[dt.time, int] | None:
    """Return the hour that the first words read as, and how many they are; Rejected if there is no such."""
    known = known or lexicon("en")
    rest = [fold(word).rstrip(",;:") for word in words[:MOST_WORDS]]
    start = 1 if rest[:1] in (["at"], ["um"], ["om"]) and len(rest) > 1 else 0
    if len(rest) <= start or not rest[start]:
        return None
    word, after = rest[start], rest[start + 1] if len(rest) > start + 1 else ""
    said = _hour_in_words(rest, known)
    if said:
        return said
    if after.replace(".", "") in HALVES and (time := _clock(word + after.replace(".", ""))):
        return time, start + 2
    time = _clock(word.replace("a.m", "am").replace("p.m", "pm").rstrip("."))
    return (time, start + 1 + (after.rstrip(".") in ("h", "hrs", "uhr", "uur"))) if time else None


def _clock(word: str) -> dt.time | None:
    half, clock = _HALF.fullmatch(word), _CLOCK.fullmatch(word)
    try:
        if half:
            twelve = range(1, 13).index(int(half[1]))
            return dt.time((twelve + 1) % 12 + HALVES[half[3]], int(half[2] or 0))
        return dt.time(int(clock[1]), int(clock[2]), int(clock[3] or 0)) if clock else None
    except ValueError:
        raise _no_such(word) from None


def _no_such(word: str) -> Rejected:
    return Rejected(say("There is no such time as {word}.", word=word), "Type a time such as 9am or 14:00.")


def _hour_in_words(rest: Sequence[str], known: Lexicon) -> tuple[dt.time, int] | None:
    """Return the hour that is said in words at the beginning of some, the longest way first."""
    line = " ".join(word.replace("-", " ") for word in rest)
    languages = ("en",) if known.language == "en" else (known.language, "en")
    ways = [(found, shift) for it in languages for way, shift in _ways(it) if (found := way.match(line))]
    for found, shift in sorted(ways, key=lambda way: -way[0].end()):
        time = _time(found, shift, known)
        if time is not None:
            return time, _words_used(rest, found.end())
    return None


def _words_used(rest: Sequence[str], end: int) -> int:
    used, length = 0, -1
    while length < end and used < len(rest):
        length += len(rest[used]) + 1
        used += 1
    return used


def _time(found: re.Match[str], shift: str, known: Lexicon) -> dt.time | None:
    if shift == "noon":
        return dt.time(12)
    parts = found.groupdict()
    hour, extra = _figure(parts["n"], known), _figure(parts.get("m") or "0", known)
    minutes = {"m": extra, "-m": -extra if extra is not None else None, "clock": extra}.get(shift)
    minutes = int(shift) if shift.lstrip("-").isdigit() else minutes
    if hour is None or minutes is None:
        return None
    if not 0 <= hour <= 24 or not -60 < minutes < 60:
        raise _no_such(found[0].strip())
    total = 60 * hour + minutes
    if parts.get("half"):
        total = total % 720 + (0 if _MORNING.search(parts["half"]) else 720)
    elif shift != "clock" and 60 <= total < 60 * FIRST_MORNING_HOUR:
        total += 720
    if total >= 24 * 60:
        raise _no_such(found[0].strip())
    return dt.time(total // 60 % 24, total % 60)


def _figure(word: str, known: Lexicon) -> int | None:
    if word.isdigit():
        return int(word)
    meant = [it for it in known.meanings.get(word, ()) if it.isdigit()]
    return int(meant[0]) if meant else 1 if word in ("une", "una", "uma", "ein", "een") else None


_HOURS = pattern(r"\d{1,2}(?:[:.h]\d{2})?(?:am|pm|h|uhr)?[-–—]\d{1,2}(?:(?:[:.h]\d{2})(?:am|pm|h|uhr)?|am|pm|h|uhr)")


def begins_hour(words: Sequence[str], known: Lexicon | None = None) -> bool:
    """Return whether the first words read as an hour of the day, as one that does not exist, or as two (9-10am)."""
    if words and _HOURS.fullmatch(words[0].casefold()):
        return True
    try:
        return hour_of(words, known) is not None
    except Rejected:
        return True


def holds_hour(words: Sequence[str], known: Lexicon | None = None) -> bool:
    """Return whether any of the words reads as an hour of the day."""
    return any(begins_hour(words[place:], known) for place in range(len(words)))
