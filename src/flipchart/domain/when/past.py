"""On which day something was done: the same phrases as for dates to come, looking back."""

import datetime as dt

from flipchart.domain.errors import Rejected
from flipchart.domain.text import clean_line
from flipchart.domain.when import tables as t
from flipchart.domain.when.phrases import Tokens, tokens, year_number
from flipchart.domain.when.reading import read_date
from flipchart.domain.when.spans import DateOrder

LOOKING_BACK = "Type a day such as tue, yesterday, 3 days ago or 13 nov."
_LEADS = ("on", "last", "this", "past")


def past_day(phrase: str, today: dt.date, order: DateOrder = None) -> dt.date:
    """Return the day up to `today` that a phrase means: "tue" is the last Tuesday, "13 nov" the last one of those.

    A weekday alone may be today, "last tue" is before today. Raises Rejected where the phrase is no day, or one that
    is still to come.
    """
    found = tokens(phrase)
    day = _weekday(found, today) or read_date(phrase, today, order)
    if day > today and _lacks_year(found):
        day = read_date(f"{phrase} {day.year - 1}", today, order)
    if day > today:
        raise Rejected(f"'{clean_line(phrase)}' is still to come.", LOOKING_BACK)
    return day


def _weekday(found: Tokens, today: dt.date) -> dt.date | None:
    bare = found[1:] if len(found) > 1 and found[0] in _LEADS else found
    if len(bare) != 1 or bare[0] not in t.WEEKDAYS:
        return None
    back = (today.weekday() - t.WEEKDAYS[bare[0]]) % 7
    return today - dt.timedelta(days=back or (7 if found[0] in ("last", "past") else 0))


def _lacks_year(found: Tokens) -> bool:
    return any(token in t.MONTHS for token in found) and not any(year_number(token) for token in found)
