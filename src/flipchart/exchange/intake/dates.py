"""The dates in the cells of a list, as spreadsheets, trackers and people write them."""

import datetime as dt
import re
from contextlib import suppress
from functools import lru_cache

from flipchart.domain.errors import Rejected
from flipchart.domain.text import clean_line
from flipchart.domain.when import DateOrder, Language, read_date
from flipchart.domain.when.tables import LANGUAGES, MONTH_NAMES, MONTHS

OF_WHICH_YEAR = ": of which year?"
"""The end of the question about a day that may be in either of two years."""

FROM_WHICH_DAY = "counts from a day that the list does not tell: by which day?"
"""The end of the question about a day told by its distance from an unknown day."""

SOON = 183
"""A date without a year is the next one if it is at most so many days ahead; a list may be older than it looks."""

NEAR = 20
"""Two digits are a year of this century if it is at most so many years from today."""

_CLOCK = re.compile(
    r"(?<=[0-9])(?:T|,? +(?:at +|um +)?)[0-9]{1,2}[:.][0-9]{2}(?::[0-9]{2}(?:[.,][0-9]+)?)?(?: ?[AaPp]\.?[Mm]\.?)?"
    r"(?: ?(?:Z|UTC|GMT|(?:GMT|UTC)[+-][0-9]{1,2}|[A-Z]{3,4}|[+-][0-9]{2}:?[0-9]{2}))?(?: Uhr)?$"
)
_ZONED = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ](?!00:00)[0-9:]{5,8}(?:\.[0-9]+)?(?:Z|[+-][0-9]{2}:?[0-9]{2})")
_HOUR = re.compile(r"(?<=[0-9]),? +(?:at +)?[0-9]{1,2} ?[AaPp]\.?[Mm]\.?$")
_SINCE_1970 = re.compile(r"^(?:1[2-9]|2[0-9])[0-9]{11}$")
"""An instant in thousandths of a second, as some programs give it out."""
_BASIC = re.compile(r"(20[0-9]{2})(0[1-9]|1[0-2])([0-3][0-9])")
_LABEL = re.compile(
    r"^(?:revised|new|due|target|extended to|extended|planned|date|neu|nouveau|nuevo|nieuw)(?: date| due)?: ?", re.I
)
_ASIDE = re.compile(r"(?P<date>[^()\[\]]+?)\s*[(\[][^()\[\]]*[)\]]")
_SCRIPT = re.compile(r"^[A-Z][a-z]{2} ([A-Z][a-z]{2}) (\d{2}) (\d{4}) [\d:]{8} GMT\S*(?: \(.*\))?$")
"""An instant as JavaScript writes it: "Thu Nov 19 2026 14:00:00 GMT+0000 (GMT)"."""
_ORG = re.compile(r"^[<\[](?P<day>\d{4}-\d{2}-\d{2})(?: [^<>\[\]]*)?[>\]]$")
_STRUCK = re.compile(r"~~[^~]*~~")
_WAS = re.compile(
    r"[(\[]? ?(?:was|originally|orig|previously|formerly|vorher|war|avant|antes|eerst)\b[:.]?[^)\]]*[)\]]", re.I
)
_NOW = re.compile(
    r".*?(?:→|->|=>|⇒|\bnow\b|\brevised to\b|\bmoved to\b|\bchanged to\b|\bjetzt\b|\bneu:)[: ]*(?P<now>.+)", re.I
)
_NAMED_MONTH = re.compile(
    r"(?P<day>[0-9]{1,2})[-/. ]+(?P<month>[^\W\d_]{3,10})\.?[-/., ]+'?(?P<year>[0-9]{2}|[0-9]{4})"
)
_SHORT_YEAR = re.compile(
    r"(?P<before>(?:[^\W\d_]{2,10}\.?,? |w/c )?)(?P<one>[0-9]{1,2})(?P<sign>[/.-])(?P<two>[0-9]{1,2})(?P=sign)"
    r"(?P<year>[0-9]{2})"
)
_ON_WEEKDAY = re.compile(
    r"(?P<weekday>[^\W\d_]{2,10}|w/c)\.?,? (?P<one>[0-9]{1,2})[/.-](?P<two>[0-9]{1,2})[/.-](?P<year>[0-9]{4})"
)
_MONTH_YEAR = re.compile(r"(?P<month>[^\W\d_]{3,10})\.?(?:-| ?['’])(?P<year>[0-9]{2})")
_RANGE = re.compile(
    r"(?P<first>.*[0-9].*?)\s*(?:–|—|\s-\s|\bto\b|\bbis\b|\bau\b|\bal\b|\ba\b|\bt/m\b|\baté\b)\s*(?P<last>.*[0-9].*)"
)
_WEEK = re.compile(
    r"(?P<week>.*\b(?:kw|cw|wk|week|woche|semaine|sem|semana|w|s)\.? ?[0-9]{1,2}) ?/ ?(?P<year>20[0-9]{2}|[0-9]{2})",
    re.I,
)
"""A week of a year: "KW 51/26"; two digits are a year where they are near."""
_CALENDAR_WEEK = re.compile(r"(?:.* )?[kc]w\.? ?(?P<week>[0-9]{1,2})", re.I)
"""A week of the calendar, without its year; "week 2" may be the second one of a project."""
_DASHED_DAY = re.compile(r"^([0-9]{1,2})-([0-9]{1,2})$")
_DOTTED = re.compile(r"[0-9]{1,2}\.[0-9]{1,2}\.(?:[0-9]{4})?")
_NO_DATE = ("1899-12-30", "1899-12-31", "1900-01-00", "1900-01-01", "00:00", "00:00:00")
_LATE_WORDS = frozenset({"this", "next", "in", "coming"})
_YEARS = re.compile(
    r"(?:(?P<named>fy|fiscal year) ?)?(?P<one>[0-9]{4}|[0-9]{2})(?: ?[/–-] ?(?P<two>[0-9]{4}|[0-9]{2}))?"
)
_PARTS = re.compile(r"(?:(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?(?: of)?[ -])?(?P<month>[a-z]{3,9})\.?,?"
                    r"(?:[ -]?'?(?P<number>[0-9]{1,2})(?:st|nd|rd|th)?)?")  # fmt: skip


@lru_cache(maxsize=4096)
def day_of(  # noqa: PLR0913, PLR0917 - each says one thing about how the cell was written
    text: str,
    today: dt.date,
    order: DateOrder = None,
    written: dt.date | None = None,
    zone: dt.tzinfo | None = None,
    language: Language = None,
) -> dt.date | str:
    """Return the date that a cell of a list means on the day `today`, or a sentence on why it is none.

    What may as well be another date is none: "November 26" is a day, or the year 2026. A weekday, or a date by its
    distance, counts from the day on which the row was `written`; where nobody knows that, it is none. An instant
    with an offset is the day that it falls on in `zone`. Words are read in `language` and English, else in whichever
    of our languages reads them, where all that do agree.
    """
    cleaned = _ORG.sub(r"\g<day>", _SCRIPT.sub(r"\2 \1 \3", clean_line(text)))
    cleaned = _SINCE_1970.sub(lambda it: dt.datetime.fromtimestamp(int(it[0]) // 1000, dt.UTC).isoformat(), cleaned)
    phrase = _bare_date(cleaned, today, zone)
    if phrase in _NO_DATE or _is_fiscal(phrase.casefold()):
        what = "what spreadsheets show for no date" if phrase in _NO_DATE else "a year of accounts"
        return f"'{clean_line(text)}' is {what}: by which day?"
    order = "dmy" if _DOTTED.fullmatch(phrase) else order or _order_by_weekday(phrase, today, language)
    try:
        return _settled(phrase, today, order, written, language)
    except Rejected as why:
        aside = _ASIDE.fullmatch(phrase)
        kept = day_of(aside["date"], today, order, written, zone) if aside else why.sentence
        return kept if aside else _end_of_range(phrase, today, order, zone) or kept


def _settled(
    phrase: str, today: dt.date, order: DateOrder, written: dt.date | None, language: Language
) -> dt.date | str:
    """Return the date that a phrase means, counted from where it was written, or why it may mean another.

    Raises Rejected for what is no date.
    """
    date, language = _read(phrase, today, order, language)
    if _counts_from_today(phrase, date, today, order, language):
        if written is None:
            return f"'{phrase}' {FROM_WHICH_DAY}"
        return read_date(phrase, written, order, language)
    if _has_no_year(phrase, date, today, order, language):
        date, today = (read_date(phrase, written, order, language), written) if written else (date, today)
        if (date - today).days > SOON:
            return f"'{phrase}' is past, or {date.year}{OF_WHICH_YEAR}"
    return _of_which_year(phrase, date, today) or date


def _read(phrase: str, today: dt.date, order: DateOrder, language: Language) -> tuple[dt.date, Language]:
    """Return the date and the language in which it was read. Raises Rejected."""
    try:
        return read_date(phrase, today, order, language), language
    except Rejected:
        found: dict[dt.date, str] = {}
        for other in LANGUAGES:
            with suppress(Rejected):
                found.setdefault(read_date(phrase, today, order, other), other)
        if len(found) != 1:
            raise
        return next(iter(found.items()))


def _order_by_weekday(phrase: str, today: dt.date, language: Language) -> DateOrder:
    """Return the order of day and month in which alone a date in digits falls on the weekday before it."""
    found = _ON_WEEKDAY.fullmatch(phrase)
    fits: list[DateOrder] = []
    ways: tuple[tuple[DateOrder, str, str], ...] = (("dmy", "one", "two"), ("mdy", "two", "one"))
    for order, day, month in ways if found else ():
        with suppress(Rejected, ValueError):
            assert found is not None
            date = dt.date(int(found["year"]), int(found[month]), int(found[day]))
            weekday = "Mon" if found["weekday"].casefold() == "w/c" else found["weekday"]
            _read(f"{weekday} {date.day} {MONTH_NAMES[date.month - 1]} {date.year}", today, None, language)
            fits.append(order)
    return fits[0] if len(fits) == 1 else None


def _end_of_range(phrase: str, today: dt.date, order: DateOrder, zone: dt.tzinfo | None) -> dt.date | None:
    """A period means its end: "10/12/2026 – 12/12/2026"."""
    found = _RANGE.fullmatch(phrase)
    first, last = (day_of(found[part], today, order, None, zone) for part in ("first", "last")) if found else ("", "")
    return last if isinstance(first, dt.date) and isinstance(last, dt.date) and first <= last else None


def _bare_date(phrase: str, today: dt.date, zone: dt.tzinfo | None) -> str:
    """Return a phrase without its hour, struck-out words and earlier dates, and with years of four digits."""
    if _ZONED.fullmatch(phrase):
        with suppress(ValueError, OverflowError):
            return dt.datetime.fromisoformat(phrase).astimezone(zone).date().isoformat()
    kept = _LABEL.sub("", _WAS.sub("", _STRUCK.sub("", phrase)).strip(" ,;:")) or phrase
    if now := _NOW.fullmatch(kept):
        kept = now["now"]
    kept = _DASHED_DAY.sub(r"\1/\2", _HOUR.sub("", _CLOCK.sub("", kept)).strip(" *_`"))
    if basic := _BASIC.fullmatch(kept):
        return f"{basic[1]}-{basic[2]}-{basic[3]}"
    if named := _NAMED_MONTH.fullmatch(kept):
        return f"{named['day']} {named['month']} {_whole_year(named['year'], today)}"
    if short := _SHORT_YEAR.fullmatch(kept):
        year = _whole_year(short["year"], today)
        return f"{short['before']}{short['one']}{short['sign']}{short['two']}{short['sign']}{year}"
    # Spreadsheets write a month and its year so; a day of it is written the other way round.
    if (month := _MONTH_YEAR.fullmatch(kept)) and (year := _whole_year(month["year"], today)) != month["year"]:
        return f"{month['month']} {year}"
    week = _WEEK.fullmatch(kept)
    return f"{week['week']}/{_whole_year(week['year'], today)}" if week else kept


def _whole_year(digits: str, today: dt.date) -> str:
    near = len(digits) == 2 and abs(2000 + int(digits) - today.year) <= NEAR
    return f"20{digits}" if near else digits


def _counts_from_today(phrase: str, date: dt.date, today: dt.date, order: DateOrder, language: Language) -> bool:
    """Whether a phrase means another day where it is read a year of whole weeks later: "friday", "in 2 weeks"."""
    if _LATE_WORDS.intersection(phrase.casefold().split()):
        return True
    if _CALENDAR_WEEK.fullmatch(phrase):
        return False
    year = dt.timedelta(weeks=52)
    try:
        return read_date(phrase, today + year, order, language) == date + year
    except (Rejected, OverflowError):
        return False


def _has_no_year(phrase: str, date: dt.date, today: dt.date, order: DateOrder, language: Language) -> bool:
    """Whether a phrase means the same day of another year where it is read a year later: "4 Dec", "27/11"."""
    try:
        later = read_date(phrase, today + dt.timedelta(days=365), order, language)
    except (Rejected, OverflowError):
        return False
    return (later.year, later.month, later.day) == (date.year + 1, date.month, date.day)


def _of_which_year(phrase: str, date: dt.date, today: dt.date) -> str:
    """Return a sentence if a day without a year may be in either of two, or if a number may be the year."""
    past = f"'{phrase}' is past, or {date.year}{OF_WHICH_YEAR}" if (date - today).days > SOON else ""
    if _CALENDAR_WEEK.fullmatch(phrase):
        return past
    parts = _PARTS.fullmatch(phrase.casefold())
    if parts is None or parts["month"] not in MONTHS or (parts["day"] is None and parts["number"] is None):
        return ""
    number = int(parts["number"] or 0)
    if parts["day"] is None and abs(2000 + number - today.year) <= 5:
        return f"'{phrase}' is a day, or {MONTH_NAMES[date.month - 1]} of the year 20{number:02}: by which day?"
    return past


def _is_fiscal(phrase: str) -> bool:
    """Whether a phrase is a year that runs over New Year, as "2026/27", or is called one, as "FY27"."""
    years = _YEARS.fullmatch(phrase)
    if years is None or years["two"] is None:
        return years is not None and years["named"] is not None
    if len(years["one"]) == 2 and years["named"] is None:
        return False  # 11/12 is a day, or two
    return (int(years["one"]) + 1 - int(years["two"])) % 100 == 0
