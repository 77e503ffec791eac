"""Dates as they stand in lists: read where there is no doubt, else told what the doubt is."""

import datetime as dt
import re

from flipchart.domain.errors import Rejected
from flipchart.domain.text import clean_line
from flipchart.domain.when import DateOrder, read_date
from flipchart.domain.when.tables import MONTH_NAMES, MONTHS

SOON = 183
"""So many days ahead a date without a year is the next one; a list may be older than it looks."""

_MIDNIGHT = re.compile(r"[ T]00:00(?::00(?:\.0+)?)?(?:Z|[+-]00:?00)?$")
_YEARS = re.compile(
    r"(?:(?P<named>fy|fiscal year) ?)?(?P<one>[0-9]{4}|[0-9]{2})(?: ?[/–-] ?(?P<two>[0-9]{4}|[0-9]{2}))?"
)
_PARTS = re.compile(r"(?:(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?(?: of)?[ -])?(?P<month>[a-z]{3,9})\.?,?"
                    r"(?:[ -]?'?(?P<number>[0-9]{1,2})(?:st|nd|rd|th)?)?")  # fmt: skip


def day_of(text: str, today: dt.date, order: DateOrder = None) -> dt.date | str:
    """Return the date that a cell of a list means on the day `today`, or a sentence on why it is none.

    What may as well be another date is none: "November 26" is a day, or the year 2026.
    """
    phrase = _MIDNIGHT.sub("", clean_line(text)).replace(" '", " ")
    if _is_fiscal(phrase.casefold()):
        return f"'{phrase}' is a year of accounts: by which day?"
    try:
        date = read_date(phrase, today, order)
    except Rejected as why:
        return why.reason
    parts = _PARTS.fullmatch(phrase.casefold())
    if parts is None or parts["month"] not in MONTHS or (parts["day"] is None and parts["number"] is None):
        return date
    number = int(parts["number"] or 0)
    if parts["day"] is None and abs(2000 + number - today.year) <= 5:
        return f"'{phrase}' is a day, or {MONTH_NAMES[date.month - 1]} of the year 20{number:02}: by which day?"
    if (date - today).days > SOON:
        return f"'{phrase}' is past, or {date.year}: of which year?"
    return date


def _is_fiscal(phrase: str) -> bool:
    """Whether a phrase is a year that runs over New Year, as "2026/27", or is called one, as "FY27"."""
    years = _YEARS.fullmatch(phrase)
    if years is None or years["two"] is None:
        return years is not None and years["named"] is not None
    if len(years["one"]) == 2 and years["named"] is None:
        return False  # 11/12 is a day, or two
    return (int(years["one"]) + 1 - int(years["two"])) % 100 == 0
