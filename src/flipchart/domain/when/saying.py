"""Dates in words, as the room reads them."""

import datetime as dt

from flipchart.domain.when.tables import MONTH_NAMES, SHORT, WEEKDAY_NAMES


def day(date: dt.date, today: dt.date) -> str:
    """Return a date in few letters, "Fri 20 Nov", with its year where that differs from today's."""
    weekday, month = WEEKDAY_NAMES[date.weekday()][:SHORT], MONTH_NAMES[date.month - 1][:SHORT]
    return f"{weekday} {date.day} {month}{_year(date, today)}"


def long_day(date: dt.date, today: dt.date) -> str:
    """Return a date in full words, "Friday 20 November", with its year where that differs from today's."""
    weekday, month = WEEKDAY_NAMES[date.weekday()], MONTH_NAMES[date.month - 1]
    return f"{weekday} {date.day} {month}{_year(date, today)}"


def distance(date: dt.date, today: dt.date) -> str:
    """Return how far a date is from today: "today", "tomorrow", "in 2 days", "3 days ago"."""
    days = (date - today).days
    near = {0: "today", 1: "tomorrow", -1: "yesterday"}
    return near.get(days) or (f"in {days:,} days" if days > 0 else f"{-days:,} days ago")


def told_day(date: dt.date, today: dt.date, *, far: bool = True) -> str:
    """Return a date in few letters, and with `far` how far off it is: "Fri 20 Nov, in 2 days"."""
    return f"{day(date, today)}, {distance(date, today)}" if far else day(date, today)


def moment(at: dt.datetime, today: dt.date) -> str:
    """Return a local instant with its day and hour, "Tue 24 Nov 09:00"."""
    return f"{day(at.date(), today)} {at:%H:%M}"


def _year(date: dt.date, today: dt.date) -> str:
    return "" if date.year == today.year else f" {date.year}"
