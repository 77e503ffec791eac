"""Rules for days that are told by their distance: named days, weekdays, lengths of time, periods.

A rule returns the date that the whole of the tokens means, or None where they are none of its business;
it raises Rejected where they mean a date that does not exist.
"""

import datetime as dt
from collections.abc import Sequence

from flipchart.domain.errors import Rejected
from flipchart.domain.when import tables as t
from flipchart.domain.when.phrases import number, year_number
from flipchart.domain.when.spans import (
    FRIDAY,
    Asked,
    add_months,
    add_workdays,
    check_year,
    coming,
    exact,
    monday,
    month_end,
    upcoming,
)


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
