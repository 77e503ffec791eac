"""A phrase either reads as exactly one date or is refused with a sentence; never a guess.

Languages: words of the given language win over English ones of the same spelling ("mar" is mardi in French and March
in English), and English is read beside it. Where no language is given, English wins; a phrase that English does not
know is read where all other languages that know it mean the same day by it, and asked about where they do not.
"""

import datetime as dt
from collections.abc import Sequence

from msgspec import Struct

from flipchart.domain.errors import Rejected
from flipchart.domain.said import said, say
from flipchart.domain.text import clean_line
from flipchart.domain.when import relations
from flipchart.domain.when import tables as t
from flipchart.domain.when.hours import begins_hour, holds_hour
from flipchart.domain.when.phrases import (
    LONGEST,
    Lexicon,
    Tokens,
    fold,
    lexicon,
    may_belong,
    number,
    readings,
    split,
    tokens,
)
from flipchart.domain.when.rules import dated_weekday, length, month_day, named, no_date, numeric, weekday
from flipchart.domain.when.spans import Asked, DateOrder, check_year, short_date, two_ways
from flipchart.patterns import pattern

Language = str | None
"""A language's code, "de" or "pt-BR"; None where nobody has said."""

MOST_WORDS = 12
"""No date is longer: "by the end of the last working day of the month of november 2026" has twelve words."""

_STAMP = pattern(r"(2[01][0-9]{2}-[0-9]{2}-[0-9]{2})[tT][0-9].*")

EXAMPLES = said("Type a day such as fri, 15 dec, in 2 weeks or 2026-12-15.")


class Lead(Struct, frozen=True):
    """How the first `used` words of some read: as a `date`, or `refused` as one that cannot be."""

    used: int
    date: dt.date | None
    refused: Rejected | None


def read_date(phrase: str, today: dt.date, order: DateOrder = None, language: Language = None) -> dt.date:
    """Return the one date that `phrase` means on the day `today`.

    A period means its end. Raises Rejected, with a sentence for the person who typed, where the phrase
    is no date, an impossible one, one outside 2000 to 2199, or could be two (`order` settles those).
    """
    bare = clean_line(phrase)
    date = _in_any(bare, today, order, language) if len(bare) <= LONGEST else None
    if date is None:
        raise refusal(bare, tokens(bare, lexicon_of(language)) if len(bare) <= LONGEST else (), language)
    return date


def lead(words: Sequence[str], today: dt.date, order: DateOrder = None, language: Language = None) -> Lead | None:
    """Return what the longest run of leading words that looks like a date reads as, None if none does.

    A run behind which the date goes on in a way that is not read ("friday or ...") is refused; a colon ends it.
    """
    found = longest(words, today, order, language)
    return found if found is None or found.date is None else closed(found, words, _lexicons(language)[0])


def longest(words: Sequence[str], today: dt.date, order: DateOrder = None, language: Language = None) -> Lead | None:
    """Return how the longest run of leading words reads, whatever stands behind it."""
    for used in range(_reach(words, language), 0, -1):
        try:
            date = _in_any(" ".join(words[:used]), today, order, language)
        except Rejected as refused:
            return Lead(used, None, refused)
        if date is not None:
            return Lead(used, date, None)
    return None


def closed(found: Lead, words: Sequence[str], known: Lexicon) -> Lead:
    """Return a reading, or its refusal where the words behind it go on with a date or an hour."""
    rest = words[found.used :]
    last = fold(words[found.used - 1])
    # "3rd sprint" is no day, "the 3rd" is one, whatever follows.
    counts = found.used == 1 and rest and rest[0][0].isalpha() and known.suffix.fullmatch(last)
    if not rest or last.endswith(":") or not (last.endswith("'s") or counts or goes_on(rest, known)):
        return found
    run = " ".join(words[: found.used]).rstrip(",;.").removesuffix("'s").removesuffix("’s")
    longer = f"{run} {rest[0]}"
    if begins_hour(rest, known):
        reason = say("“{shown}” has a time in it; only a day is wanted here.", shown=longer)
    else:
        reason = say("“{run}” goes on in a way that is not a date.", run=longer)
    return Lead(found.used + 1, None, Rejected(reason, say("Type {run}: where text follows.", run=run)))


def goes_on(rest: Sequence[str], known: Lexicon) -> bool:
    """Return whether words behind a date belong to it: a day, a period, a number, in, or, until, an hour.

    A word that may begin another sentence belongs to the date where no text follows: "friday weekly".
    """
    if begins_hour(rest, known) or tokens(" ".join(rest[:3]), known)[:1] in (("and-a-half",), ("beyond",)):
        return True
    loose: set[str] = set()
    for word in rest[:2]:
        meant = tokens(word, known)
        if not meant or not may_belong(word, known):
            return not word[0].isalnum() and (bool(loose & t.LAST_WORDS) or set(word) == {"?"})
        if any(token not in t.LOOSE for token in meant):
            return True
        loose.update(meant)
    return len(rest) == len(rest[:2]) and bool(loose & t.LAST_WORDS)


def says_eve(phrase: str, language: Language = None) -> bool:
    """Return whether a phrase that is read names a day by the one after it: "before friday"."""
    known = _lexicons(language) if language else tuple(map(lexicon, t.LANGUAGES))
    return any(found[:1] in (("before",), ("before-or-ago",)) for it in known for found in readings(phrase, it))


def leading_date(
    words: Sequence[str], today: dt.date, order: DateOrder = None, language: Language = None
) -> tuple[dt.date, int] | None:
    """Return the date in the longest run of leading words that reads as one, and how many words it took.

    None where no run does, or where the longest that looks like a date is refused ("31 nov").
    """
    found = lead(words, today, order, language)
    return None if found is None or found.date is None else (found.date, found.used)


def lexicon_of(language: Language) -> Lexicon:
    """Return the tables of a language, English where none is said."""
    return _lexicons(language)[0]


def _lexicons(language: Language) -> tuple[Lexicon, ...]:
    """Return the tables to read by, the one that wins first."""
    code = (language or "en")[:2].casefold()
    return (lexicon(code), lexicon("en")) if code in t.LANGUAGES and code != "en" else (lexicon("en"),)


def _reach(words: Sequence[str], language: Language) -> int:
    """Return how many leading words could belong to a date; the last is one with a colon, unless that is "due:"."""
    known = _lexicons(language) if language else tuple(map(lexicon, t.LANGUAGES))
    for count, word in enumerate(words[:MOST_WORDS]):
        if len(word) > LONGEST or not any(may_belong(word, it) for it in known):
            return count
        if word.endswith(":") and tokens(" ".join(words[: count + 1]), known[0])[-1:] not in (("label",), ("by",)):
            return count + 1
    return min(len(words), MOST_WORDS)


def _in_any(phrase: str, today: dt.date, order: DateOrder, language: Language) -> dt.date | None:
    """Return the date that a phrase means in its language or in English; where no language is said, in any."""
    for known in _by_words(_lexicons(language), phrase):
        date = _by_rules(phrase, known, today, order)
        if date is not None:
            return date
    return None if language else _in_others(phrase, today, order)


def _by_words(known: tuple[Lexicon, ...], phrase: str) -> tuple[Lexicon, ...]:
    """Return the tables with English in front where all words are English, and not all those of the language."""
    words = [word for word in split(phrase) if word.isalpha()]
    english = all(word in known[-1].words for word in words) and not all(word in known[0].own for word in words)
    return known[::-1] if english else known


def _in_others(phrase: str, today: dt.date, order: DateOrder) -> dt.date | None:
    """Return the date that all other languages that know the words mean by a phrase; Rejected where they differ."""
    found: dict[dt.date, set[str]] = {}
    refused: Rejected | None = None
    for known in map(lexicon, t.LANGUAGES[1:]):
        words = {word for word in split(phrase) if word.isalpha()}
        if not words <= known.own or not (own := words - lexicon("en").words):
            continue
        try:
            date = _by_rules(phrase, known, today, order)
        except Rejected as why:
            refused = refused or why
        else:
            found.setdefault(date, set()).update(own) if date else None
    if len(found) > 1:
        raise two_ways(*sorted(found)[:2])
    if not found and refused:
        raise refused
    for date, own in found.items():
        if max(map(len, own)) < 4:
            raise Rejected(
                say("Does “{phrase}” mean {date}?", phrase=phrase, date=short_date(date)),
                say("Type {date}.", date=short_date(date).lower()),
            )
        return date
    return None


def _by_rules(phrase: str, known: Lexicon, today: dt.date, order: DateOrder) -> dt.date | None:
    """Return what the words mean in one language, None where nothing; Rejected where they are none or two dates."""
    asked = Asked(today, order, " ".join(phrase.casefold().split()))
    dates: list[dt.date] = []
    refused: list[Rejected] = []
    for found in readings(phrase, known):
        try:
            date = point(found, asked)
        except Rejected as why:
            refused.append(why)
        else:
            dates += [date] if date and date not in dates else []
    if len(dates) > 1:
        raise two_ways(*sorted(dates)[:2])
    if refused:
        raise refused[0]
    return dates[0] if dates else None


def _related(found: Tokens, asked: Asked) -> dt.date | None:
    # A feast on another day each year is refused, whatever is said before or after it.
    return None if "feast" in found else relations.related(found, asked, _point)


RULES = (
    no_date, named, weekday, length, relations.period, month_day, numeric, dated_weekday, relations.in_week,
    relations.of_period, relations.later, _related,
)  # fmt: skip
"""Every way to say a date; at most one of them reads any tokens."""


def _point(found: Sequence[str], asked: Asked) -> dt.date | None:
    return next((date for rule in RULES if (date := rule(tuple(found), asked)) is not None), None) if found else None


def point(found: Sequence[str], asked: Asked) -> dt.date | None:
    """Return the date that tidy tokens mean by any rule, None where none reads them."""
    try:
        date = _point(found, asked)
        return None if date is None else date.replace(year=check_year(date.year))
    except OverflowError:
        raise Rejected("That is after the year 2199.", EXAMPLES) from None


def refusal(phrase: str, found: Tokens, language: Language = None) -> Rejected:
    """Return why a phrase is no date, in the words that help most."""
    shown = phrase if len(phrase) <= 40 else f"{phrase[:39]}…"
    reason, remedy = say("“{shown}” does not read as one date.", shown=shown), EXAMPLES
    day = number(found[0]) if len(found) == 1 else None
    if not phrase:
        reason = said("No date was typed.")
    elif not found:
        reason = say("“{shown}” is too long for a date.", shown=shown)
    elif stamp := _STAMP.fullmatch(phrase):
        reason = say("“{shown}” has a time in it; only a day is wanted here.", shown=shown)
        remedy = say("Type the day alone, such as {day}.", day=stamp[1])
    elif day is not None and 1 <= day <= 31:
        reason, remedy = (
            say("“{shown}” is a number: of which month?", shown=shown),
            say("Type {day} dec, or the day's name.", day=day),
        )
    elif day is not None:
        reason = say("“{shown}” is a number, not a day.", shown=shown)
    elif holds_hour(phrase.split(), lexicon_of(language)):
        reason, remedy = (
            say("“{shown}” has a time in it; only a day is wanted here.", shown=shown),
            said("Type the day alone, such as fri."),
        )
    elif found[-1] in t.BEGINNINGS:
        reason = say("“{shown}” is only the beginning of a date.", shown=shown)
    return Rejected(reason, remedy)
