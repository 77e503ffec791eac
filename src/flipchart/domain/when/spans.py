"""Arithmetic with days, months and years inside the years that the program knows."""

import calendar
import datetime as dt
from typing import Literal

from msgspec import Struct

from flipchart.domain.errors import Rejected
from flipchart.domain.said import say
from flipchart.domain.when.tables import MONTH_NAMES, SHORT, WEEKDAY_NAMES

DateOrder = Literal["dmy", "mdy"] | None
"""Which number of "03/04" is the day; None where nobody has said."""

FIRST_YEAR, LAST_YEAR = 2000, 2199
FRIDAY = 4


class Asked(Struct, frozen=True):
    """What a phrase is read against: the day it was typed, the order of day and month, and the phrase itself."""

    today: dt.date
    order: DateOrder = None
    said: str = ""


def short_date(date: dt.date) -> str:
    """Return a date in few letters that reads as itself on any day, "4 Dec 2026"."""
    return f"{date.day} {MONTH_NAMES[date.month - 1][:SHORT]} {date.year}"


def two_ways(one: dt.date, other: dt.date) -> Rejected:
    """Return the question where a phrase may mean either of two days."""
    ways = [f"{WEEKDAY_NAMES[date.weekday()][:SHORT]} {short_date(date)}" for date in (one, other)]
    typed = [short_date(date).lower() for date in (one, other)]
    return Rejected(
        say("{ways} or {ways2}?", ways=ways[0], ways2=ways[1]),
        say("Type {typed} or {typed2}.", typed=typed[0], typed2=typed[1]),
    )


def check_year(year: int) -> int:
    """Return `year`, or raise Rejected where it is outside the years that are read."""
    if FIRST_YEAR <= year <= LAST_YEAR:
        return year
    side = f"before {FIRST_YEAR}" if year < FIRST_YEAR else f"after {LAST_YEAR}"
    raise Rejected(
        say("The year {year} is {side}.", year=year, side=side),
        say("Type a day in the years {FIRST_YEAR} to {LAST_YEAR}.", FIRST_YEAR=FIRST_YEAR, LAST_YEAR=LAST_YEAR),
    )


def exact(year: int, month: int, day: int) -> dt.date:
    """Return a date of the calendar, or raise Rejected with the reason why there is none."""
    check_year(year)
    if not 1 <= month <= 12:
        raise Rejected(say("There is no month {month}.", month=month), "Type the month's name, such as 15 dec.")
    name, days = MONTH_NAMES[month - 1], month_days(year, month)
    if not 1 <= day <= days:
        leap = f" {year}" if (month, day) == (2, 29) else ""
        last = "31st" if days == 31 else f"{days}th"
        raise Rejected(
            say("There is no {day} {name}{leap}.", day=day, name=name, leap=leap),
            say("{name}{leap} ends on the {last}.", name=name, leap=leap, last=last),
        )
    return dt.date(year, month, day)


def upcoming(month: int, day: int, today: dt.date) -> dt.date:
    """Return the next such day that is not past, within twelve months; Rejected where there is none."""
    for year in (today.year, today.year + 1):
        if day <= month_days(year, month):
            date = exact(year, month, day)
            if today <= date and (year, month, day) <= (today.year + 1, today.month, today.day):
                return date
    # Only 29 February can be missing here; the year to name is the one whose February comes next.
    return exact(today.year + (today.month > 2), month, day)


def month_days(year: int, month: int) -> int:
    """Return how many days a month has."""
    return calendar.monthrange(year, month)[1]


def month_end(year: int, month: int) -> dt.date:
    """Return the last day of a month."""
    return exact(year, month, month_days(year, month))


def add_months(date: dt.date, months: int) -> dt.date:
    """Return the same day so many months on, or that month's last."""
    years, index = divmod(date.month - 1 + months, 12)
    year, month = check_year(date.year + years), index + 1
    return dt.date(year, month, min(date.day, month_days(year, month)))


def add_workdays(date: dt.date, days: int) -> dt.date:
    """Return the day after (or, with a negative number, before) so many working days, weekends skipped."""
    if not days:
        return date
    if days < 0:
        date += dt.timedelta((7 - date.weekday()) % 7 if date.weekday() > FRIDAY else 0)
        weeks, rest = divmod(-days, 5)
        return date - dt.timedelta(7 * weeks + rest + (2 if date.weekday() < rest else 0))
    weeks, rest = divmod(days, 5)
    date -= dt.timedelta(max(date.weekday() - FRIDAY, 0))
    date += dt.timedelta(weeks=weeks)
    return date + dt.timedelta(rest + (2 if date.weekday() + rest > FRIDAY else 0))


def coming(weekday: int, today: dt.date) -> dt.date:
    """Return the next such weekday after today."""
    return today + dt.timedelta((weekday - today.weekday() - 1) % 7 + 1)


def monday(today: dt.date) -> dt.date:
    """Return the Monday of today's week."""
    return today - dt.timedelta(today.weekday())
