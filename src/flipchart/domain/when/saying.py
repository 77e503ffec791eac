"""Dates in words, as the room reads them."""

import datetime as dt

from flipchart.domain.said import Said, joined, said, say, say_as, say_count
from flipchart.domain.when.tables import MONTH_NAMES, SHORT, WEEKDAY_NAMES


def day(date: dt.date, today: dt.date) -> Said:
    """Return a date in few letters, "Fri 20 Nov", with its year where that differs from today's."""
    weekday, month = (say_as("short", name[:SHORT]) for name in _names(date))
    if date.year == today.year:
        return say("{weekday} {day} {month}", weekday=weekday, day=date.day, month=month)
    return say("{weekday} {day} {month} {year}", weekday=weekday, day=date.day, month=month, year=date.year)


def long_day(date: dt.date, today: dt.date) -> Said:
    """Return a date in full words, "Friday 20 November", with its year where that differs from today's."""
    weekday, month = (said(name) for name in _names(date))
    if date.year == today.year:
        return say_as("long", "{weekday} {day} {month}", weekday=weekday, day=date.day, month=month)
    return say_as(
        "long", "{weekday} {day} {month} {year}", weekday=weekday, day=date.day, month=month, year=date.year
    )


def by_day(date: dt.date, today: dt.date, *, hoped: bool = False, full: bool = False) -> Said:
    """Return by when something is to be, with the word that is true of it: by, was due, or hoped for.

    "by Fri 20 Nov", "was due Tue 3 Nov" once it is past; a hope is "hoped for Fri 20 Nov" before and after, since
    nobody owes it. With `full` the day is in full words.
    """
    words = long_day(date, today) if full else day(date, today)
    if hoped:
        return say("hoped for {day}", day=words)
    return say("was due {day}", day=words) if date < today else say("by {day}", day=words)


def due_day(date: dt.date, today: dt.date, *, hoped: bool = False) -> Said:
    """Return the same for a column of dates, where a day that is still to come stands alone."""
    return by_day(date, today, hoped=hoped) if hoped or date < today else day(date, today)


def by_word(date: dt.date, today: dt.date, *, hoped: bool = False) -> Said:
    """Return the word of `by_day` alone, for a day that stands below it in large letters."""
    return said("hoped for") if hoped else said("was due") if date < today else said("by")


def short_day(date: dt.date, today: dt.date) -> Said:
    """Return a day of long ago without its weekday where its year takes that place: "3 Nov 2025", "Tue 3 Nov"."""
    return day(date, today) if date.year == today.year else joined(" ", (day_and_month(date), str(date.year)))


def day_and_month(date: dt.date) -> Said:
    """Return a date without its weekday, "20 Nov", as below an axis."""
    return say("{day} {month}", day=date.day, month=say_as("short", _names(date)[1][:SHORT]))


def month_of(date: dt.date) -> Said:
    """Return the month of a date, "Nov"; a January with its year."""
    month = say_as("short", _names(date)[1][:SHORT])
    return say("{month} {year}", month=month, year=date.year) if date.month == 1 else month


def _names(date: dt.date) -> tuple[str, str]:
    return WEEKDAY_NAMES[date.weekday()], MONTH_NAMES[date.month - 1]


def distance(date: dt.date, today: dt.date) -> Said:
    """Return how far a date is from today: "today", "tomorrow", "in 2 days", "3 days ago"."""
    days = (date - today).days
    near = {0: said("today"), 1: said("tomorrow"), -1: said("yesterday")}
    if days in near:
        return near[days]
    if days > 0:
        return say_count("in {n} day", "in {n} days", days)
    return say_count("{n} day ago", "{n} days ago", -days)


def day_words(date: dt.date, today: dt.date, *, far: bool = True) -> Said:
    """Return a date in few letters, and with `far` how far off it is: "Fri 20 Nov, in 2 days"."""
    return joined(", ", (day(date, today), distance(date, today))) if far else day(date, today)


def moment(at: dt.datetime, today: dt.date) -> Said:
    """Return a local instant with its day and hour, "Tue 24 Nov 09:00"."""
    return joined(" ", (day(at.date(), today), f"{at:%H:%M}"))
