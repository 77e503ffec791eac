"""Rules for days of the calendar: 15 dec, the 15th, 2026-12-15, 15/12/2026, fri 20 nov."""

import datetime as dt
import re
from collections.abc import Sequence

from flipchart.domain.errors import Rejected
from flipchart.domain.when import tables as t
from flipchart.domain.when.phrases import day_number, ordinal, year_number
from flipchart.domain.when.spans import Asked, add_months, exact, month_days, month_end, upcoming

_ISO = re.compile(r"([0-9]{4})([-/.])([0-9]{1,2})(?:\2([0-9]{1,2}))?")
_PAIR = re.compile(r"([0-9]{1,2})([-/.])([0-9]{1,2})(?:\2([0-9]{2}|[0-9]{4}))?")


def month_day(tokens: Sequence[str], asked: Asked) -> dt.date | None:
    """Read 15 dec, dec 15, 15th of dec, 15 dec 2026 and the 15th."""
    match tokens:
        case [only] if (day := ordinal(only)) is not None:
            return _next_of_month(day, asked.today)
        case [one, name, *rest] if name in t.MONTHS and (day := day_number(one)) is not None:
            return _of_month(day, t.MONTHS[name], rest, asked.today)
        case [name, one, *rest] if name in t.MONTHS and (day := day_number(one)) is not None:
            return _of_month(day, t.MONTHS[name], rest, asked.today)
    return None


def _of_month(day: int, month: int, rest: Sequence[str], today: dt.date) -> dt.date | None:
    match rest:
        case []:
            return upcoming(month, day, today)
        case [year] if (known := year_number(year)) is not None:
            return exact(known, month, day)
        case [year] if re.fullmatch("[2-9][0-9]", year):
            raise Rejected(
                f"The year {year} has two digits.",
                f"Type it with four, such as {day} {t.MONTH_NAMES[month - 1][: t.SHORT].lower()} 20{year}.",
            )
    return None


def _next_of_month(day: int, today: dt.date) -> dt.date:
    """Return the next such day of a month that is not past; a month without it is passed over."""
    if not 1 <= day <= 31:
        raise Rejected(f"No month has a day {day}.", "Type a day from the 1st to the 31st.")
    there = today.replace(day=1)
    while day > month_days(there.year, there.month) or there.replace(day=day) < today:
        there = add_months(there, 1)
    return there.replace(day=day)


def numeric(tokens: Sequence[str], asked: Asked) -> dt.date | None:
    """Read 2026-12-15, 15/12/2026, and 15/12 where only one order of day and month makes a date."""
    if len(tokens) != 1:
        return None
    if iso := _ISO.fullmatch(tokens[0]):
        first = exact(int(iso[1]), int(iso[3]), int(iso[4] or 1))
        return first if iso[4] else month_end(first.year, first.month)
    pair = _PAIR.fullmatch(tokens[0])
    # Without a year, "2-3" is a range and "1.5" a number far more often than a day.
    if pair and (pair[2] == "/" or pair[4]):
        if pair[4] and len(pair[4]) == 2:
            raise Rejected(f"The year in {tokens[0]} has two digits.", "Type all four, such as 15/12/2026.")
        year = int(pair[4]) if pair[4] else None
        return _either(tokens[0], int(pair[1]), int(pair[3]), year, asked)
    return None


def _either(phrase: str, first: int, second: int, year: int | None, asked: Asked) -> dt.date:
    ways = {(first, second)} if second <= 12 else set()
    ways |= {(second, first)} if first <= 12 else set()
    if len(ways) > 1 and asked.order:
        ways = {(first, second) if asked.order == "dmy" else (second, first)}
    if not ways or 0 in (first, second):
        raise Rejected(f"There is no such day as {phrase}.", "Type the month's name, such as 15 dec.")
    if len(ways) > 1:
        one, other = (_short(*way) for way in ((first, second), (second, first)))
        raise Rejected(f"{one} or {other}?", f"Type {one.lower()} or {other.lower()}.")
    day, month = ways.pop()
    return exact(year, month, day) if year is not None else upcoming(month, day, asked.today)


def _short(day: int, month: int) -> str:
    return f"{day} {t.MONTH_NAMES[month - 1][: t.SHORT]}"


def dated_weekday(tokens: Sequence[str], asked: Asked) -> dt.date | None:
    """Read fri 20 nov, where the weekday is the one that the date falls on."""
    if len(tokens) < 2 or tokens[0] not in t.WEEKDAYS:
        return None
    date = month_day(tokens[1:], asked) or numeric(tokens[1:], asked)
    if date is None or date.weekday() == t.WEEKDAYS[tokens[0]]:
        return date
    before = _year_before(date) if len(tokens) == 3 else None
    # Day and month of this year, as the screen shows them: the weekday tells them from next year's.
    if before and before.year == asked.today.year and before.weekday() == t.WEEKDAYS[tokens[0]]:
        return before
    said, falls = t.WEEKDAY_NAMES[t.WEEKDAYS[tokens[0]]], t.WEEKDAY_NAMES[date.weekday()]
    raise Rejected(
        f"{_short(date.day, date.month)} {date.year} is a {falls}, not a {said}.",
        "Type the weekday or the date alone.",
    )


def _year_before(date: dt.date) -> dt.date | None:
    """Return the same day a year before, None where that year has no such day."""
    return None if (date.month, date.day) == (2, 29) else date.replace(year=date.year - 1)
