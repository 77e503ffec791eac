"""Rules for days that are told by their distance: named days, weekdays, lengths of time, periods.

A rule returns the date that the whole of the tokens means, or None where they are none of its business;
it raises Rejected where they mean a date that does not exist.
"""

import datetime as dt
import re
from collections.abc import Sequence

from flipchart.domain.errors import Rejected
from flipchart.domain.when import tables as t
from flipchart.domain.when.phrases import day_number, number, ordinal, year_number
from flipchart.domain.when.spans import (
    FRIDAY,
    Asked,
    add_months,
    add_workdays,
    check_year,
    coming,
    exact,
    monday,
    month_days,
    month_end,
    upcoming,
)

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


def no_date(tokens: Sequence[str], asked: Asked) -> dt.date | None:
    """Refuse what people write where they mean no date."""
    phrase = " ".join(tokens)
    if phrase in t.NO_DATES:
        raise Rejected(f"'{phrase}' is no date: which day?", "Type a day such as fri, 15 dec or 2w.")
    return None


def named(tokens: Sequence[str], asked: Asked) -> dt.date | None:
    """Read today, tomorrow, eod."""
    match tokens:
        case [word] if word in t.DAYS:
            return asked.today + dt.timedelta(t.DAYS[word])
        case [t.END, "day"]:
            return asked.today
    return None


def weekday(tokens: Sequence[str], asked: Asked) -> dt.date | None:
    """Read fri, this fri, next fri, fri week, 2 fridays from now."""
    match tokens:
        case [name] | [t.THIS, name] if name in t.WEEKDAYS:
            return coming(t.WEEKDAYS[name], asked.today)
        case [t.NEXT, name] if name in t.WEEKDAYS:
            return monday(asked.today) + dt.timedelta(7 + t.WEEKDAYS[name])
        case [name, "week"] if name in t.WEEKDAYS:
            return coming(t.WEEKDAYS[name], asked.today) + dt.timedelta(7)
        case [count, names, *tail] if tuple(tail) in t.FROM_NOW[:2]:
            return _several(count, names, asked.today)
    return None


def _several(count: str, names: str, today: dt.date) -> dt.date | None:
    which, many = t.PLURALS.get(names, t.WEEKDAYS.get(names)), number(count)
    if which is None or not many:
        return None
    return coming(which, today) + dt.timedelta(weeks=many - 1)


def length(tokens: Sequence[str], asked: Asked) -> dt.date | None:
    """Read 2w, in 2 weeks, a fortnight, 10 working days, 3 months from now."""
    match tokens:
        case [t.IN | t.PLUS, count, unit] | [t.IN, count, unit, "time"] | [count, unit]:
            pass
        case [count, unit, *tail] if tuple(tail) in t.FROM_NOW:
            pass
        case _:
            return None
    many, of = number(count), t.UNITS.get(unit)
    return None if many is None or of is None else _after(asked.today, many, of)


def _after(today: dt.date, many: int, unit: str) -> dt.date:
    match unit:
        case "month" | "year":
            return add_months(today, many * (12 if unit == "year" else 1))
        case t.WORKDAYS:
            return add_workdays(today, many)
    return today + dt.timedelta(many * {"day": 1, "week": 7, "fortnight": 14}[unit])


def period(tokens: Sequence[str], asked: Asked) -> dt.date | None:
    """Read a period as its end: this week, eom, end of q1, december, dec 2027, 2027."""
    match tokens:
        case [t.THIS | t.NEXT as which, name] | [t.END, t.THIS | t.NEXT as which, name] if name in t.PERIODS:
            return _period_end(name, asked.today, int(which == t.NEXT))
        case [t.END, name] if name in t.PERIODS:
            return _period_end(name, asked.today, 0)
        case [word] if word in t.ENDS:
            return _period_end(t.ENDS[word], asked.today, 0)
        case [t.END, *rest] if rest:
            return _calendar_period(rest, asked.today)
    return _calendar_period(tokens, asked.today)


def _period_end(name: str, today: dt.date, ahead: int) -> dt.date | None:
    match name:
        case "week":
            return monday(today) + dt.timedelta(7 * ahead + FRIDAY)
        case "month":
            there = add_months(today.replace(day=1), ahead)
            return month_end(there.year, there.month)
        case "quarter":
            there = add_months(today.replace(day=1), 3 * ahead)
            return _quarter_end(there.year, (there.month + 2) // 3)
        case "year":
            return exact(today.year + ahead, 12, 31)
    return None


def _quarter_end(year: int, quarter: int) -> dt.date:
    return month_end(year, quarter * 3)


def _calendar_period(tokens: Sequence[str], today: dt.date) -> dt.date | None:
    """Read a month, a quarter or a year by its own name."""
    match tokens:
        case [year] if (known := year_number(year)) is not None:
            return exact(known, 12, 31)
        case [name] if last := _last_month(name):
            return month_end(today.year + (last < today.month), last)
        case [name, year] if (last := _last_month(name)) and (known := year_number(year)) is not None:
            return month_end(check_year(known), last)
        case [year, name] if (last := _last_month(name)) and (known := year_number(year)) is not None:
            return month_end(check_year(known), last)
        case [part, name, *rest] if part in t.PARTS and name in t.MONTHS:
            return _part(t.PARTS[part], t.MONTHS[name], rest, today)
    return None


def _last_month(name: str) -> int | None:
    """Return the month with which a month or a quarter of that name ends."""
    return t.MONTHS.get(name) or (3 * t.QUARTERS[name] if name in t.QUARTERS else None)


def _part(day: int, month: int, rest: Sequence[str], today: dt.date) -> dt.date | None:
    if not rest:
        return upcoming(month, day, today)
    year = year_number(rest[0]) if len(rest) == 1 else None
    return None if year is None else exact(year, month, day)
