"""Times typed while a run is on: what the clock should show, a quiet timer, a break."""

import datetime as dt
import re
from typing import Literal

from flipchart.domain.errors import Rejected
from flipchart.domain.pace import LONG_PAST
from flipchart.domain.when.hours import hour_of
from flipchart.domain.when.reading import Language, lexicon_of
from flipchart.patterns import pattern

HALF_A_DAY = dt.timedelta(hours=12)

_LENGTH = r"(?P<minutes>\d{1,3})(?::(?P<seconds>[0-5]\d))?"
_UNIT = r"\s*(?:m|min|mins|minutes?)?"
_TIME = pattern(rf"(?P<sign>[+-]?){_LENGTH}$")
_TIMER = pattern(rf"{_LENGTH}{_UNIT}(?:\s+(?P<why>\S.*))?$", re.IGNORECASE)
# English, and the words of the other languages for the same: each is understood whatever the screens speak.
_UNTIL = r"(?:until|to|till|bis|jusqu['’]à|hasta|até|tot)(?!\w)"
_STARTED = r"(?:(?:we )?(?:started|began)|begonnen|commencé|empezó|começou)"
_WORD = pattern(rf"{_UNTIL}\s*", re.IGNORECASE)
_BACK = pattern(rf"(?:back\s+)?(?:at|{_UNTIL})\s*", re.IGNORECASE)
_AGO = pattern(rf"({_STARTED}\s+)?{_LENGTH}{_UNIT}\s+(?:ago|geleden)$", re.IGNORECASE)
_SINCE = pattern(rf"({_STARTED}\s+)?(?:vor|il y a|hace|há)\s+{_LENGTH}{_UNIT}$", re.IGNORECASE)
_BEGAN = pattern(rf"{_STARTED}\s+((?:at|um|à|a las|às|om)\s+)?", re.IGNORECASE)
_FIGURES = pattern(r"(?P<hour>[01]?\d|2[0-3])[:.h](?P<minute>[0-5]\d)$")
_BARE = pattern(r"(?:[1-9]|1\d|2[0-4])$")
_HALF = pattern(r"\d\s*[ap]\.?m\b", re.IGNORECASE)

Kind = Literal["left", "add", "began"]


def read_time(text: str, here: dt.datetime, language: Language = None) -> tuple[Kind, float] | None:
    """Return what a typed time is for, and its seconds; None if it is no time.

    "left": `2:30` and `2` (minutes) set the time left, `until 10:20` sets it up to the next such time in the room.
    "add": `+5` adds minutes. "began": `started 1:30 ago` and `started at 10:02` say how long ago the stage began.
    """
    words = text.strip()
    if found := _WORD.match(words):
        at = _next(words[found.end() :], here, language)
        return ("left", (at - here).total_seconds()) if at else None
    if match := _AGO.match(words) or _SINCE.match(words):
        return ("began", _seconds(match))
    if (found := _BEGAN.match(words)) and (hour := _hour(words[found.end() :], language)):
        ago = here - _on(here, hour[0])
        return ("began", ago.total_seconds()) if dt.timedelta(0) <= ago <= LONG_PAST else None
    if match := _TIME.match(words):
        return ("left", _seconds(match)) if not match["sign"] else ("add", float(f"{match['sign']}{_seconds(match)}"))
    return None


def read_timer(text: str) -> tuple[float, str] | None:
    """Return the seconds of a quiet timer and what it is for ("3 on your own", "1:30"), or None."""
    match = _TIMER.match(text.strip())
    seconds = _seconds(match) if match else 0
    return (float(seconds), (match["why"] or "").strip()) if match and seconds else None


def read_break(text: str, here: dt.datetime, language: Language = None) -> float | None:
    """Return how many seconds a break lasts: "10" are minutes, "until 10:40" and "10:40" are the next such time."""
    words = text.strip()
    found, match = _BACK.match(words), _TIMER.match(words)
    if found is None and match and not match["why"] and not match["seconds"]:
        return float(_seconds(match))
    at = _next(words[found.end() if found else 0 :], here, language)
    return (at.astimezone(dt.UTC) - here.astimezone(dt.UTC)).total_seconds() if at else None


def _seconds(match: re.Match[str]) -> int:
    return int(match["minutes"]) * 60 + int(match["seconds"] or 0)


def _hour(text: str, language: Language) -> tuple[dt.time, bool] | None:
    """Return the hour that a whole text means, and whether it may be of either half of the day."""
    if match := _FIGURES.match(text):
        return dt.time(int(match["hour"]), int(match["minute"])), False
    if _BARE.match(text):
        return dt.time(int(text) % 24), int(text) <= 12
    words = text.split()
    try:
        found = hour_of(words, lexicon_of(language)) if words else None
    except Rejected:
        return None
    return (found[0], not _HALF.search(text)) if found and found[1] == len(words) else None


def _on(here: dt.datetime, hour: dt.time) -> dt.datetime:
    return here.replace(hour=hour.hour, minute=hour.minute, second=0, microsecond=0)


def _next(text: str, here: dt.datetime, language: Language) -> dt.datetime | None:
    """Return the next instant at which it is that time; an hour in words comes round twice a day."""
    found = _hour(text, language)
    if found is None:
        return None
    hour, either = found
    at = _on(here, hour)
    every = HALF_A_DAY if either else 2 * HALF_A_DAY
    while either and at - every > here:
        at -= every
    while at <= here:
        at += every
    return at
