"""A phrase either reads as exactly one date or is refused with a sentence; never a guess."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from flipchart.domain.errors import Rejected
from flipchart.domain.text import clean_line
from flipchart.domain.when import tables as t
from flipchart.domain.when.phrases import LONGEST, Tokens, holds_hour, may_belong, tokens
from flipchart.domain.when.rules import dated_weekday, length, month_day, named, no_date, numeric, period, weekday
from flipchart.domain.when.spans import Asked, DateOrder, check_year

RULES = (no_date, named, weekday, length, period, month_day, numeric, dated_weekday)
"""Every way to say a date; at most one of them reads any phrase."""

MOST_WORDS = 8
"""No date is longer than this: "by fri the 20th of november 2026" has seven words."""

EXAMPLES = "Type a day such as fri, 15 dec, in 2 weeks or 2026-12-15."


@dataclass(frozen=True, slots=True)
class Lead:
    """How the first `used` words of some read: as a `date`, or `refused` as one that cannot be."""

    used: int
    date: dt.date | None
    refused: Rejected | None


def read_date(phrase: str, today: dt.date, order: DateOrder = None) -> dt.date:
    """Return the one date that `phrase` means on the day `today`.

    A period means its end. Raises Rejected, with a sentence for the person who typed, where the phrase
    is no date, an impossible one, one outside 2000 to 2199, or could be two (`order` settles those).
    """
    bare = clean_line(phrase)
    found = tokens(bare) if len(bare) <= LONGEST else ()
    date = _by_rules(found, Asked(today, order))
    if date is None:
        raise refusal(bare, found)
    return date


def lead(words: Sequence[str], today: dt.date, order: DateOrder = None) -> Lead | None:
    """Return what the longest run of leading words that looks like a date reads as, None if none does."""
    for used in range(_reach(words), 0, -1):
        try:
            date = _by_rules(tokens(" ".join(words[:used])), Asked(today, order))
        except Rejected as refused:
            return Lead(used, None, refused)
        if date is not None:
            return Lead(used, date, None)
    return None


def leading_date(words: Sequence[str], today: dt.date, order: DateOrder = None) -> tuple[dt.date, int] | None:
    """Return the date in the longest run of leading words that reads as one, and how many words it took.

    None where no run does, or where the longest that looks like a date is refused ("31 nov").
    """
    found = lead(words, today, order)
    return None if found is None or found.date is None else (found.date, found.used)


def _reach(words: Sequence[str]) -> int:
    """Return how many leading words could belong to a date."""
    for count, word in enumerate(words[:MOST_WORDS]):
        if len(word) > LONGEST or not may_belong(word):
            return count
    return min(len(words), MOST_WORDS)


def _by_rules(found: Tokens, asked: Asked) -> dt.date | None:
    try:
        dates = (rule(found, asked) for rule in RULES)
        date = next((date for date in dates if date is not None), None)
        return None if date is None else date.replace(year=check_year(date.year))
    except OverflowError:
        raise Rejected("That is after the year 2199.", EXAMPLES) from None


def refusal(phrase: str, found: Tokens) -> Rejected:
    """Return why a phrase is no date, in the words that help most."""
    shown = phrase if len(phrase) <= 40 else f"{phrase[:39]}…"
    if not phrase:
        return Rejected("No date was typed.", EXAMPLES)
    if not found:
        return Rejected(f"'{shown}' is too long for a date.", EXAMPLES)
    if len(found) == 1 and found[0].isdigit():
        return Rejected(f"'{shown}' is a number: of which month?", f"Type {shown} dec, or the day's name.")
    if holds_hour(phrase.split()):
        return Rejected(f"'{shown}' holds an hour, and a day alone is meant here.", "Type the day alone.")
    if found[-1] in t.BEGINNINGS:
        return Rejected(f"'{shown}' is only the beginning of a date.", EXAMPLES)
    return Rejected(f"'{shown}' does not read as one date.", EXAMPLES)
