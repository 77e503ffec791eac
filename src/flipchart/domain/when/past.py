"""Days in the past, for when something was done: the same phrases as for dates to come, looking back."""

import datetime as dt
from collections.abc import Sequence

from flipchart.domain.errors import Rejected
from flipchart.domain.said import say
from flipchart.domain.text import clean_line
from flipchart.domain.when import tables as t
from flipchart.domain.when.phrases import Tokens, tokens, year_number
from flipchart.domain.when.reading import MOST_WORDS, Language, lexicon_of, longest, read_date
from flipchart.domain.when.spans import DateOrder

LOOKING_BACK = "Type a day such as tue, yesterday, 3 days ago or 13 nov."
_LEADS = ("on", "last", "this", "past")


def past_day(phrase: str, today: dt.date, order: DateOrder = None, language: Language = None) -> dt.date:
    """Return the day up to `today` that a phrase means: "tue" is the last Tuesday, "13 nov" the last one of those.

    A weekday alone may be today, "last tue" is before today. Raises Rejected where the phrase is no day, or one that
    is still to come.
    """
    found = tokens(phrase, lexicon_of(language))
    day = _weekday(found, today) or read_date(phrase, today, order, language)
    if day > today and _lacks_year(found):
        day = read_date(f"{phrase} {day.year - 1}", today, order, language)
    if day > today:
        raise Rejected(say("“{phrase}” is still to come.", phrase=clean_line(phrase)), LOOKING_BACK)
    return day


def _weekday(found: Tokens, today: dt.date) -> dt.date | None:
    bare = found[1:] if len(found) > 1 and found[0] in _LEADS else found
    if len(bare) != 1 or bare[0] not in t.WEEKDAYS:
        return None
    back = (today.weekday() - t.WEEKDAYS[bare[0]]) % 7
    return today - dt.timedelta(days=back or (7 if found[0] in ("last", "past") else 0))


def _lacks_year(found: Tokens) -> bool:
    return any(token in t.MONTHS for token in found) and not any(year_number(token) for token in found)


def leading_day(
    words: Sequence[str], today: dt.date, order: DateOrder = None, language: Language = None
) -> tuple[dt.date | None, int]:
    """Return the past day that the longest run of leading words means and how many they are, else None and 0.

    A month alone, which may be a name, counts only where nothing stands behind it. Raises Rejected where all words
    together are a day that is still to come, or where the first ones are figures of a day that there is not (31 feb).
    """
    for used in range(min(len(words), MOST_WORDS), 0, -1):
        phrase = " ".join(words[:used])
        try:
            day = past_day(phrase, today, order, language)
        except Rejected:
            if used == len(words) and _is_day(phrase, today, order, language):
                raise
            continue
        if used == len(words) or not set(tokens(phrase, lexicon_of(language))) <= set(t.MONTHS):
            return day, used
    none = longest(words, today, order, language)
    if none and none.refused and any(sign.isdigit() for word in words[: none.used] for sign in word):
        raise none.refused
    return None, 0


def _is_day(phrase: str, today: dt.date, order: DateOrder, language: Language) -> bool:
    try:
        read_date(phrase, today, order, language)
    except Rejected:
        return False
    return True
