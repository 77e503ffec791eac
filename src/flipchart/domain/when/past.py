"""On which day something was done: the same phrases as for dates to come, looking back."""

import datetime as dt
import re

from flipchart.domain.errors import Rejected
from flipchart.domain.text import clean_line
from flipchart.domain.when import tables as t
from flipchart.domain.when.phrases import parts, year_number
from flipchart.domain.when.reading import read_date
from flipchart.domain.when.spans import DateOrder

LOOKING_BACK = "Type a day such as tue, yesterday, 3 days ago or 13 nov."
_AGO = re.compile(r"(?P<count>[0-9]{1,3}|a|one|two|three)\s*(?P<unit>days?|d|weeks?|w)\s+ago")
_LEADS = ("on", "last", "this", "past")


def past_day(phrase: str, today: dt.date, order: DateOrder = None) -> dt.date:
    """Return the day up to `today` that a phrase means: "tue" is the last Tuesday, "13 nov" the last one of those.

    A weekday alone may be today, "last tue" is before today. Raises Rejected where the phrase is no day, or one that
    is still to come.
    """
    bare = clean_line(phrase).casefold()
    words = bare.split()
    found = _weekday(words, today) or _ago(bare, today)
    if found is not None:
        return found
    day = read_date(phrase, today, order)
    if day > today and _names_month(words) and not any(year_number(word) for word in words):
        day = read_date(f"{phrase} {day.year - 1}", today, order)
    if day > today:
        raise Rejected(f"'{clean_line(phrase)}' is still to come.", LOOKING_BACK)
    return day


def _weekday(words: list[str], today: dt.date) -> dt.date | None:
    bare = words[1:] if len(words) > 1 and words[0] in _LEADS else words
    if len(bare) != 1 or (wanted := t.WEEKDAYS.get(bare[0].rstrip(".,"))) is None:
        return None
    back = (today.weekday() - wanted) % 7
    return today - dt.timedelta(days=back or (7 if words[0] in ("last", "past") else 0))


def _ago(bare: str, today: dt.date) -> dt.date | None:
    found = _AGO.fullmatch(bare)
    if found is None:
        return None
    count = t.NUMBERS.get(found["count"]) or int(found["count"])
    return today - dt.timedelta(days=count * (7 if found["unit"].startswith("w") else 1))


def _names_month(words: list[str]) -> bool:
    return any(part in t.MONTHS for word in words for part in parts(word))
