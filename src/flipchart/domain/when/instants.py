"""A date followed by an hour, where an instant is wanted."""

import datetime as dt
from collections.abc import Callable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from flipchart.domain.errors import Rejected
from flipchart.domain.said import said, say
from flipchart.domain.text import clean_line
from flipchart.domain.when.hours import begins_hour, holds_hour, hour_of
from flipchart.domain.when.phrases import LONGEST, Lexicon, tokens
from flipchart.domain.when.reading import Language, Lead, closed, goes_on, lexicon_of, longest, read_date, refusal
from flipchart.domain.when.spans import DateOrder, check_year
from flipchart.patterns import pattern

_EXAMPLES = said("Type a day and a time, such as tue 9am or 24 nov 14:00.")
_HERE = said("Type the time as it is in this room.")
HOURS = 24
ZONES = frozenset(
    ("UTC", "GMT", "BST", "WET", "WEST", "CET", "CEST", "EET", "EEST", "EST", "EDT", "CST", "CDT", "MST", "MDT",
     "PST", "PDT", "AEST", "AEDT", "JST", "SAST")
)  # fmt: skip
"""Short names of time zones behind an hour, as they are typed in capitals."""

_ISO = pattern(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}[tT][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,6})?)?(?:[zZ]|[+-][0-9]{2}:[0-9]{2}(?::[0-9]{2})?)?:?"
)


class LeadMoment(Struct, frozen=True):
    """How the first `used` words of some read: as a `date`, and as an instant `at` if an hour follows it."""

    used: int
    date: dt.date | None
    at: dt.datetime | None
    refused: Rejected | None


def read_instant(
    phrase: str, now_local: dt.datetime, order: DateOrder = None, language: Language = None
) -> dt.datetime:
    """Return the instant that `phrase` means, an aware one in the zone of `now_local`.

    It is a date and an hour ("tue 14:00", "9am fri", "2026-11-24T09:00"). Raises Rejected, with a
    sentence for the person who typed, where either is missing or is refused.
    """
    bare = clean_line(phrase)
    words = bare.split() if len(bare) <= LONGEST else []
    found = lead_moment(words, now_local, order, language) or _hour_first(words, now_local, order, language)
    if found is None:
        raise _no_instant(bare, words, language)
    if found.refused:
        raise found.refused
    if found.used < len(words):
        raise Rejected(say("“{bare}” does not read as one day and time.", bare=bare), _EXAMPLES)
    if found.at is None:
        raise Rejected(
            say("“{bare}” has no time.", bare=bare),
            say("Type the time after the day, such as {bare} 9am.", bare=bare),
        )
    return found.at


def read_day_or_instant(
    phrase: str, now_local: dt.datetime, order: DateOrder = None, language: Language = None
) -> dt.date | dt.datetime:
    """Return the day that `phrase` means, or an aware instant where it holds an hour; an hour alone is today's.

    Raises Rejected, with a sentence for the person who typed.
    """
    try:
        return read_date(phrase, now_local.date(), order, language)
    except Rejected as no_day:
        if not holds_hour(phrase.split(), lexicon_of(language)) and not _ISO.fullmatch(phrase.strip()):
            raise no_day from None
    try:
        return read_instant(phrase, now_local, order, language)
    except Rejected as refused:
        try:
            return read_instant(f"{now_local.date().isoformat()} {phrase}", now_local, order, language)
        except Rejected:
            raise refused from None


def lead_moment(
    words: Sequence[str], now_local: dt.datetime, order: DateOrder = None, language: Language = None
) -> LeadMoment | None:
    """Return the date, and the hour after it, that the longest run of leading words reads as.

    As with a date alone, a colon ends it, and one that goes on ("tue 9am or wed") is refused.
    """
    if words and _ISO.fullmatch(words[0]):
        return _iso(words[0].rstrip(":"), now_local)
    known, today = lexicon_of(language), now_local.date()

    def read(some: Sequence[str]) -> Lead | None:
        return longest(some, today, order, language)

    found = read(words)
    if found is None:
        return None
    found = found if found.date else _before_hour(found, words, known, read)
    if found.date is None:
        return LeadMoment(found.used, None, None, _or_an_hour(found, words, read))
    try:
        hour = None if words[found.used - 1].endswith(":") else hour_of(words[found.used :], known)
    except Rejected as refused:
        return LeadMoment(found.used + 1, None, None, refused)
    if hour is None:
        alone = closed(found, words, known)
        why = alone.refused and (_other_hours(words[: found.used], words[found.used :], known) or alone.refused)
        return LeadMoment(alone.used, alone.date, None, why)
    at = dt.datetime.combine(found.date, hour[0], now_local.tzinfo)
    return _closed(LeadMoment(found.used + hour[1], found.date, at, None), words, known)


def _before_hour(
    refused: Lead, words: Sequence[str], known: Lexicon, read: Callable[[Sequence[str]], Lead | None]
) -> Lead:
    """Return the day in front of an hour that was taken for a part of it, as in "fri 9 am"; else the refusal."""
    for used in range(refused.used - 1, 0, -1):
        found = read(words[:used])
        try:
            hour = hour_of(words[used:], known)
        except Rejected:
            continue
        if found and found.date and found.used == used and hour:
            return found
    return refused


def _or_an_hour(refused: Lead, words: Sequence[str], read: Callable[[Sequence[str]], Lead | None]) -> Rejected | None:
    """Return the refusal of "tue 9" with the hour as its remedy, any other as it is."""
    *day, figure = words[: refused.used]
    found = read(day) if day and figure.isdigit() and int(figure) < HOURS else None
    if refused.refused is None or found is None or found.date is None or found.used < len(day):
        return refused.refused
    typed = say("Type {run} {figure}:00 for the time.", run=" ".join(day), figure=figure)
    return Rejected(refused.refused.sentence, typed)


def _other_hours(day: Sequence[str], rest: Sequence[str], known: Lexicon) -> Rejected | None:
    """Return why no hour is read behind a day: one has no minutes (at 9), or there are two (9-10am); else None."""
    run = " ".join(day).rstrip(",;.")
    bare = rest[1] if tokens(rest[0], known) == ("at",) and len(rest) > 1 else rest[0].removeprefix("@")
    if bare != rest[0] and bare.isdigit() and int(bare) < HOURS:
        typed = say("Type it with its minutes, such as {run} {figure}:00.", run=run, figure=bare)
        return Rejected(say("Is {figure} a time?", figure=bare), typed)
    if not begins_hour(rest, known):
        return None
    two = say("“{run} {rest}” names two times.", run=run, rest=rest[0])
    return Rejected(two, say("Type the first, such as {run} 9am.", run=run))


def _closed(found: LeadMoment, words: Sequence[str], known: Lexicon) -> LeadMoment:
    """Return a day with its hour, or why not: the words behind them go on with a date or another hour."""
    rest = words[found.used :]
    zone = rest[0].strip("(),;:.") if rest else ""
    if zone in ZONES and found.at is not None:
        if zone == found.at.tzname():
            return replace(found, used=found.used + 1)
        why = Rejected(say("Times are those of this room, not of {zone}.", zone=zone), _HERE)
        return LeadMoment(found.used + 1, None, None, why)
    if not rest or words[found.used - 1].endswith(":") or not goes_on(rest, known):
        return found
    run = " ".join(words[: found.used]).rstrip(",;.")
    why = Rejected(
        say("“{run} {rest}” goes on in a way that is not a time.", run=run, rest=rest[0]),
        say("Type {run}: where text follows.", run=run),
    )
    return LeadMoment(found.used + 1, None, None, why)


def _iso(word: str, now_local: dt.datetime) -> LeadMoment:
    try:
        at = dt.datetime.fromisoformat(word)
        check_year(at.year)
    except ValueError:
        return LeadMoment(1, None, None, Rejected(say("There is no such moment as {word}.", word=word), _EXAMPLES))
    except Rejected as refused:
        return LeadMoment(1, None, None, refused)
    local = at.replace(tzinfo=now_local.tzinfo) if at.tzinfo is None else at.astimezone(now_local.tzinfo)
    return LeadMoment(1, local.date(), local, None)


def _hour_first(
    words: Sequence[str], now_local: dt.datetime, order: DateOrder, language: Language
) -> LeadMoment | None:
    """Read "9am fri" and "14:00 on tuesday"."""
    hour = hour_of(words, lexicon_of(language))
    found: Lead | None = longest(words[hour[1] :], now_local.date(), order, language) if hour else None
    if hour is None or found is None:
        return None
    at = dt.datetime.combine(found.date, hour[0], now_local.tzinfo) if found.date else None
    return LeadMoment(hour[1] + found.used, found.date, at, found.refused)


def _no_instant(phrase: str, words: Sequence[str], language: Language) -> Rejected:
    if words and (hour := hour_of(words, lexicon_of(language))) and hour[1] == len(words):
        return Rejected(
            say("“{phrase}” has no day.", phrase=phrase),
            say("Type the day before the time, such as today {phrase}.", phrase=phrase),
        )
    why = refusal(phrase, tokens(phrase) if words else (), language)
    return Rejected(why.sentence, _EXAMPLES)
