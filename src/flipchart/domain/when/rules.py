"""Rules for days named directly or by their distance from today: weekdays, lengths of time, dates.

A rule gets tidy tokens (see phrases.py) and returns the date that all of them mean, or None if it does not apply; it
raises Rejected if they mean a date that does not exist, or could mean two.
"""

import datetime as dt
import re
from collections.abc import Sequence
from math import ceil

from msgspec.structs import replace

from flipchart.domain.errors import Rejected
from flipchart.domain.said import say
from flipchart.domain.when import tables as t
from flipchart.domain.when.phrases import MONTHS, WEEKDAYS, day_number, number, ordinal, year_number
from flipchart.domain.when.spans import (
    Asked,
    DateOrder,
    add_months,
    add_workdays,
    coming,
    exact,
    monday,
    month_days,
    month_end,
    short_date,
    two_ways,
    upcoming,
)
from flipchart.patterns import pattern

DAY = 24
"""Hours of a day."""

DMY_MDY: tuple[DateOrder, ...] = ("dmy", "mdy")
_ISO = pattern(r"([0-9]{4})([-/.])([0-9]{1,2})(?:\2([0-9]{1,2}))?")
_PAIR = pattern(r"([0-9]{1,2})([-/.])([0-9]{1,2})(?:\2([0-9]{4}|[0-9]{2})|(\.))?")


def month_day(tokens: Sequence[str], asked: Asked) -> dt.date | None:
    """Read 15 dec, dec 15, 15th of dec, 15 dec 2026, 15 dec next year and the 15th."""
    match tokens:
        case [name, year] if name in MONTHS and year[0] == "~":
            return _day_or_year(MONTHS[name], int(year[1:]), asked.today)
        case [only] if (day := ordinal(only)) is not None:
            return _next_of_month(day, asked.today)
        case [one, name, *rest] if name in MONTHS and (day := day_number(one)) is not None:
            return _of_month(day, MONTHS[name], rest, asked.today)
        case [name, one, *rest] if name in MONTHS and (day := day_number(one)) is not None:
            return _of_month(day, MONTHS[name], rest, asked.today)
    return None


def _day_or_year(month: int, figures: int, today: dt.date) -> dt.date:
    """Read dec-15; ask about dec-26, which spreadsheets write for the December of 2026."""
    if 0 <= figures - today.year % 100 <= 5 and figures <= month_days(2000 + figures, month):
        raise two_ways(upcoming(month, figures, today), month_end(2000 + figures, month))
    return upcoming(month, figures, today)


def _of_month(day: int, month: int, rest: Sequence[str], today: dt.date) -> dt.date | None:
    match rest:
        case []:
            return upcoming(month, day, today)
        case [year] if (known := year_number(year)) is not None:
            return exact(known, month, day)
        case [t.THIS | t.NEXT | t.NEAREST as which, "year"]:
            return exact(today.year + (which != t.THIS), month, day)
        case [year] if re.fullmatch("[2-9][0-9]", year):
            there = short_date(exact(2000 + int(year), month, day))
            raise Rejected(
                say("The year {year} has two digits.", year=year),
                say("Type it with four, such as {there}.", there=there.lower()),
            )
    return None


def _next_of_month(day: int, today: dt.date) -> dt.date:
    """Return the next such day of a month that is not past; a month without it is passed over."""
    if not 1 <= day <= 31:
        raise Rejected(say("No month has a day {day}.", day=day), "Type a day from the 1st to the 31st.")
    there = today.replace(day=1)
    while day > month_days(there.year, there.month) or there.replace(day=day) < today:
        there = add_months(there, 1)
    return there.replace(day=day)


def numeric(tokens: Sequence[str], asked: Asked) -> dt.date | None:
    """Read 2026-12-15, 15/12/2026, 15.12., and 15/12 where only one order of day and month makes a date."""
    if len(tokens) != 1:
        return None
    if iso := _ISO.fullmatch(tokens[0]):
        first = exact(int(iso[1]), int(iso[3]), int(iso[4] or 1))
        return first if iso[4] else month_end(first.year, first.month)
    if ending := re.fullmatch(r"([0-9]{1,2})/([0-9]{4})", tokens[0]):
        return month_end(exact(int(ending[2]), int(ending[1]), 1).year, int(ending[1]))
    pair = _PAIR.fullmatch(tokens[0])
    if pair and pair[2] == "." and not (pair[4] or pair[5]) and _is_day(int(pair[1]), int(pair[3]), asked.today):
        there = short_date(_dotted(int(pair[1]), int(pair[3]), None, asked.today)).lower()
        raise Rejected(
            say("Is {tokens} a day or a number?", tokens=tokens[0]),
            say("Type the day, such as {tokens}. or {there}.", tokens=tokens[0], there=there),
        )
    # Without a year or a last dot, "2-3" is a range and "1.5" a number far more often than a day.
    if pair is None or not (pair[2] == "/" or pair[4] or (pair[5] and pair[2] == ".")):
        return None
    if pair[2] == ".":
        return _dotted(int(pair[1]), int(pair[3]), pair[4], asked.today)
    return _slashed(tokens[0], pair, asked)


def _is_day(day: int, month: int, today: dt.date) -> bool:
    return 1 <= month <= 12 and 1 <= day <= month_days(today.year + (today.month > 2), month)


def _dotted(day: int, month: int, year: str | None, today: dt.date) -> dt.date:
    """Read a date with dots, in which the day is always first."""
    if year or not 1 <= month <= 12:
        return exact(int(f"20{year}"[-4:]) if year else today.year, month, day)
    return upcoming(month, day, today)


def _slashed(phrase: str, pair: re.Match[str], asked: Asked) -> dt.date:
    first, second = int(pair[1]), int(pair[3])
    ways = {(first, second)} if second <= 12 else set()
    ways |= {(second, first)} if first <= 12 else set()
    if len(ways) > 1 and asked.order:
        ways = {(first, second) if asked.order == "dmy" else (second, first)}
    if pair[4] and len(pair[4]) == 2:
        whole = f"{first}{pair[2]}{second}{pair[2]}20{pair[4]}" if len(ways) == 1 and 0 not in (first, second) else ""
        raise Rejected(
            say("The year in {phrase} has two digits.", phrase=phrase),
            say("Type all four, such as {it}.", it=whole or "15/12/2026"),
        )
    if not ways or 0 in (first, second):
        raise Rejected(
            say("There is no such day as {phrase}.", phrase=phrase), "Type the month's name, such as 15 dec."
        )
    if len(ways) > 1:
        one, other = (f"{day} {t.MONTH_NAMES[month - 1][: t.SHORT]}" for day, month in _both(first, second))
        year = f" {pair[4]}" if pair[4] else ""
        raise Rejected(
            say("{one} or {other}?", one=one, other=other),
            say("Type {one}{year} or {other}{year2}.", one=one.lower(), year=year, other=other.lower(), year2=year),
        )
    day, month = ways.pop()
    return exact(int(pair[4]), month, day) if pair[4] else upcoming(month, day, asked.today)


def _both(first: int, second: int) -> tuple[tuple[int, int], tuple[int, int]]:
    return (first, second), (second, first)


def dated_weekday(tokens: Sequence[str], asked: Asked) -> dt.date | None:
    """Read fri 20 nov, where the weekday is the one that the date falls on."""
    figures = tokens and re.search("[0-9][-/.]", tokens[0])
    if (len(tokens) > 2 or figures) and tokens[-1] in WEEKDAYS and tokens[0] not in WEEKDAYS:
        return dated_weekday((tokens[-1], *tokens[:-1]), asked)
    if len(tokens) < 2 or tokens[0] not in WEEKDAYS:
        return None
    rest = tokens[1:]
    date = month_day(rest, asked) or _by_weekday(rest, tokens[0], asked) or numeric(rest, asked)
    if date is None and rest[0].isdigit():
        _refuse_number(rest, asked)
    if date is None or date.weekday() == WEEKDAYS[tokens[0]]:
        return date
    before = _year_before(date) if len(tokens) == 3 else None
    # Day and month of this year, as the screen shows them: the weekday tells them from next year's.
    if before and before.year == asked.today.year and before.weekday() == WEEKDAYS[tokens[0]]:
        return before
    said, falls = t.WEEKDAY_NAMES[WEEKDAYS[tokens[0]]], t.WEEKDAY_NAMES[date.weekday()]
    raise Rejected(
        say("{date} is a {falls}, not a {said}.", date=short_date(date), falls=falls, said=said),
        "Type the weekday or the date alone.",
    )


def _by_weekday(rest: Sequence[str], weekday: str, asked: Asked) -> dt.date | None:
    """Return the day of fri 4/12 where only one order of day and month falls on the weekday, None where not."""
    found: set[dt.date] = set()
    for order in DMY_MDY if asked.order is None else ():
        try:
            date = numeric(rest, replace(asked, order=order))
        except Rejected:
            continue
        found |= {date} if date and date.weekday() == WEEKDAYS[weekday] else set()
    return found.pop() if len(found) == 1 else None


def _refuse_number(rest: Sequence[str], asked: Asked) -> None:
    """Refuse fri 4, which is a day of the month or an hour."""
    if len(rest) == 1 and 1 <= int(rest[0][:6]) <= 31:
        there = _next_of_month(int(rest[0]), asked.today)
        raise Rejected(
            say("Is {rest} the day of the month or a time?", rest=rest[0]),
            say("Type the date, such as {date}.", date=short_date(there).lower()),
        )


def _year_before(date: dt.date) -> dt.date | None:
    """Return the same day a year before, None where that year has no such day."""
    return None if (date.month, date.day) == (2, 29) else date.replace(year=date.year - 1)


def no_date(tokens: Sequence[str], asked: Asked) -> dt.date | None:
    """Refuse what people write where they mean no one date: asap, every friday, in a few weeks."""
    if tokens and set(tokens) <= {"no-date", "undecided"}:
        raise Rejected(
            say("“{said}” is not a date: which day?", said=asked.said), "Type a day such as fri, 15 dec or 2w."
        )
    if len(tokens) and tokens[0] == "every":
        raise Rejected(
            say("“{said}” comes again and again: by which day first?", said=asked.said),
            "Type the first, such as fri.",
        )
    if "feast" in tokens:
        raise Rejected(
            say("“{said}” is on a different day each year.", said=asked.said), "Type the day, such as fri or 15 dec."
        )
    match tokens:
        case [t.IN, "few", unit] | ["few", unit] | ["few", unit, "from-now"] if unit in t.UNITS:
            raise Rejected(
                say("“{said}” is not a number: how many?", said=asked.said),
                say("Type a number, such as 3 {unit}s.", unit=unit),
            )
        case [_ as near, "few", unit] | [t.IN, _ as near, "few", unit] if near in _NEAR and unit in t.UNITS:
            raise Rejected(
                say("“{said}” is not a number: how many?", said=asked.said),
                say("Type a number, such as 3 {unit}s.", unit=unit),
            )
        case [t.IN, count, "hour"] | [count, "hour"] if (many := number(count)) and (len(tokens) > 2 or many >= DAY):
            day = f"in {ceil(many / DAY)} days" if many > DAY else "tomorrow"
            raise Rejected(
                say("“{said}” counts hours; a day is wanted here.", said=asked.said),
                say("Type a day, such as {typed}.", typed=day),
            )
    return None


def named(tokens: Sequence[str], asked: Asked) -> dt.date | None:
    """Read today, tomorrow, day after tomorrow, eod, christmas; the weekend is two days."""
    match tokens:
        case [word] if word in t.DAYS:
            return asked.today + dt.timedelta(t.DAYS[word])
        case [t.END, "day"] | [t.END, t.THIS, "day"]:
            return asked.today
        case [t.END, word] if word in t.DAYS or word in WEEKDAYS:
            return named((word,), asked) or weekday((word,), asked)
        case [word] if word in t.FEASTS:
            return upcoming(*t.FEASTS[word], asked.today)
        case ["weekend"] | [t.THIS, "weekend"]:
            saturday = monday(asked.today) + dt.timedelta(5)
            raise two_ways(saturday, saturday + dt.timedelta(1))
        case [t.NEXT | t.NEAREST, "weekend"]:
            saturday = monday(asked.today) + dt.timedelta(12)
            raise two_ways(saturday, saturday + dt.timedelta(1))
    return None


def weekday(tokens: Sequence[str], asked: Asked) -> dt.date | None:
    """Read fri, this fri, next fri, last fri, fri week, fri fortnight, 2 fridays from now."""
    match tokens:
        case [t.THIS, "coming" | "kommend", name] | [t.THIS | "coming" | "kommend", name] | [name] if (
            name in WEEKDAYS
        ):
            return coming(WEEKDAYS[name], asked.today)
        case [t.NEXT, name] if name in WEEKDAYS:
            return monday(asked.today) + dt.timedelta(7 + WEEKDAYS[name])
        case [t.LAST, name] if name in WEEKDAYS:
            return coming(WEEKDAYS[name], asked.today - dt.timedelta(8))
        case [name, "week" | "fortnight" as unit] if name in WEEKDAYS:
            return coming(WEEKDAYS[name], asked.today) + dt.timedelta(7 if unit == "week" else 14)
        case [count, names, "from-now"]:
            return _several(count, names, asked.today)
    return _one_of_two(tokens, asked.today)


def _one_of_two(tokens: Sequence[str], today: dt.date) -> dt.date | None:
    """Read words that are this week's day to some and next week's to others, where both are one; else ask."""
    match tokens:
        case [t.NEAREST, name] if name in WEEKDAYS:
            return _nearest(coming(WEEKDAYS[name], today), today, WEEKDAYS[name])
        case [name, t.AFTER, t.NEXT] if name in WEEKDAYS:
            return _nearest(coming(WEEKDAYS[name], today) + dt.timedelta(7), today + dt.timedelta(7), WEEKDAYS[name])
        case ["afternext", name] if name in WEEKDAYS:
            return _nearest(coming(WEEKDAYS[name], today) + dt.timedelta(7), today + dt.timedelta(7), WEEKDAYS[name])
    return None


def _nearest(soon: dt.date, today: dt.date, which: int) -> dt.date:
    """Return "next Friday" of languages where it may be this week's: only where both ways are one day."""
    other = monday(today) + dt.timedelta(7 + which)
    if soon != other:
        raise two_ways(soon, other)
    return soon


def _several(count: str, names: str, today: dt.date) -> dt.date | None:
    which, many = WEEKDAYS.get(names.removesuffix("s")), number(count)
    if which is None or not many:
        return None
    return coming(which, today) + dt.timedelta(weeks=many - 1)


_NEAR = (t.NEXT, t.NEAREST, *t.COMING)


def length(tokens: Sequence[str], asked: Asked) -> dt.date | None:
    """Read 2w, in 2 weeks, a fortnight, 10 working days, 3 months from now, 2 days ago."""
    sign = 1
    match tokens:
        case ["fortnight"] | [t.NEXT, "fortnight"] | [t.IN, t.NEXT, "fortnight"]:
            count, unit = "1", "fortnight"
        case (
            [t.IN | t.PLUS, count, unit] | [count, unit] | [count, unit, "from-now"] | [t.IN, count, unit, "from-now"]
        ):
            pass
        case [_ as near, count, unit] | [t.IN, _ as near, count, unit] if near in _NEAR and count != "a":
            pass
        case [count, _ as near, unit] | [t.IN, count, _ as near, unit] if near in _NEAR and count != "a":
            pass
        case [count, unit, t.AGO] | ["before-or-ago" | "ago-before", count, unit]:
            sign = -1
        case _:
            return None
    many = number(count)
    return None if many is None or unit not in t.UNITS else shifted(asked.today, sign * many, unit)


def shifted(date: dt.date, many: int, unit: str) -> dt.date:
    """Return the date so many days, weeks, months later, or earlier where `many` is negative."""
    match unit:
        case "month" | "quarter" | "year":
            return add_months(date, many * {"month": 1, "quarter": 3, "year": 12}[unit])
        case "workday":
            return add_workdays(date, many)
    return date + dt.timedelta(many * {"day": 1, "week": 7, "fortnight": 14}[unit])
