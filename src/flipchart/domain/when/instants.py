"""A date followed by an hour, where an instant is wanted."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from flipchart.domain.errors import Rejected
from flipchart.domain.text import clean_line
from flipchart.domain.when.phrases import LONGEST, hour_of, tokens
from flipchart.domain.when.reading import lead, refusal
from flipchart.domain.when.spans import DateOrder, check_year

_EXAMPLES = "Type a day and an hour, such as tue 9am or 24 nov 14:00."
_ISO = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}[tT][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,6})?)?(?:[zZ]|[+-][0-9]{2}:[0-9]{2}(?::[0-9]{2})?)?"
)


@dataclass(frozen=True, slots=True)
class LeadMoment:
    """How the first `used` words of some read: as a `date`, and as an instant `at` if an hour follows it."""

    used: int
    date: dt.date | None
    at: dt.datetime | None
    refused: Rejected | None


def read_instant(phrase: str, now_local: dt.datetime, order: DateOrder = None) -> dt.datetime:
    """Return the instant that `phrase` means, an aware one in the zone of `now_local`.

    It is a date and an hour ("tue 14:00", "9am fri", "2026-11-24T09:00"). Raises Rejected, with a
    sentence for the person who typed, where either is missing or is refused.
    """
    bare = clean_line(phrase)
    words = bare.split() if len(bare) <= LONGEST else []
    found = lead_moment(words, now_local, order) or _hour_first(words, now_local, order)
    if found is None:
        raise _no_instant(bare, words)
    if found.refused:
        raise found.refused
    if found.used < len(words):
        raise Rejected(f"'{bare}' does not read as one day and hour.", _EXAMPLES)
    if found.at is None:
        raise Rejected(f"'{bare}' has no hour.", f"Type the hour after the day, such as {bare} 9am.")
    return found.at


def lead_moment(words: Sequence[str], now_local: dt.datetime, order: DateOrder = None) -> LeadMoment | None:
    """Return the date, and the hour after it, that the longest run of leading words reads as."""
    if words and _ISO.fullmatch(words[0]):
        return _iso(words[0], now_local)
    found = lead(words, now_local.date(), order)
    if found is None:
        return None
    if found.date is None:
        return LeadMoment(found.used, None, None, found.refused)
    try:
        hour = hour_of(words[found.used :])
    except Rejected as refused:
        return LeadMoment(found.used + 1, None, None, refused)
    if hour is None:
        return LeadMoment(found.used, found.date, None, None)
    at = dt.datetime.combine(found.date, hour[0], now_local.tzinfo)
    return LeadMoment(found.used + hour[1], found.date, at, None)


def _iso(word: str, now_local: dt.datetime) -> LeadMoment:
    try:
        at = dt.datetime.fromisoformat(word)
        check_year(at.year)
    except ValueError:
        return LeadMoment(1, None, None, Rejected(f"There is no such instant as {word}.", _EXAMPLES))
    except Rejected as refused:
        return LeadMoment(1, None, None, refused)
    local = at.replace(tzinfo=now_local.tzinfo) if at.tzinfo is None else at.astimezone(now_local.tzinfo)
    return LeadMoment(1, local.date(), local, None)


def _hour_first(words: Sequence[str], now_local: dt.datetime, order: DateOrder) -> LeadMoment | None:
    """Read "9am fri" and "14:00 on tuesday"."""
    hour = hour_of(words)
    found = lead(words[hour[1] :], now_local.date(), order) if hour else None
    if hour is None or found is None:
        return None
    at = dt.datetime.combine(found.date, hour[0], now_local.tzinfo) if found.date else None
    return LeadMoment(hour[1] + found.used, found.date, at, found.refused)


def _no_instant(phrase: str, words: Sequence[str]) -> Rejected:
    if words and (hour := hour_of(words)) and hour[1] == len(words):
        return Rejected(f"'{phrase}' has no day.", f"Type the day before the hour, such as today {phrase}.")
    why = refusal(phrase, tokens(phrase) if words else ())
    return Rejected(why.reason, _EXAMPLES)
