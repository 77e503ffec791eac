"""Rules for days that are given by a period or by another day: end of january, week 49, 2 weeks before friday."""

import datetime as dt
from collections.abc import Callable, Sequence

from msgspec import Struct

from flipchart.domain.errors import Rejected
from flipchart.domain.said import say
from flipchart.domain.when import rules
from flipchart.domain.when import tables as t
from flipchart.domain.when.phrases import MONTHS, WEEKDAYS, day_number, number, ordinal, year_number
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
    short_date,
    two_ways,
    upcoming,
)

_AHEAD = {t.THIS: 0, "kommend": 1, t.NEXT: 1, t.NEAREST: 1, t.LAST: -1, "afternext": 2}


class Span(Struct, frozen=True):
    """A period: its first day, and the last, which is what it means as a deadline; `floating` has no year said."""

    unit: str
    first: dt.date
    last: dt.date
    floating: bool = False


def span(tokens: Sequence[str], today: dt.date) -> Span | None:
    """Return the period that tokens name: next week, december, dec 2027, q1 next year, 2027, week 49."""
    match tokens:
        case [which, unit] if which in _AHEAD and unit in t.PERIODS:
            return _around(unit, today, _AHEAD[which])
        case [which, "year", name] | [name, which, "year"] if which in _AHEAD and name in _NAMED:
            return _of_year(name, today.year + _AHEAD[which])
        case [name, year] if name in _NAMED and (known := year_number(year)) is not None:
            return _of_year(name, check_year(known))
        case [year, name] if name in _NAMED and year_number(year) is not None:
            return span((name, year), today)
        case [name, year] if name in _NAMED and name not in MONTHS and len(year) == 2 and year.isdigit():
            raise Rejected(
                say("The year {year} has two digits.", year=year),
                say("Type it with four, such as {name} 20{year}.", name=name, year=year),
            )
        case ["kw" | "week", count, *rest] if (many := number(count)) is not None and count != "a":
            return _numbered(many, rest, today)
    return _by_name(tokens, today)


def _by_name(tokens: Sequence[str], today: dt.date) -> Span | None:
    """Return a month, a quarter, a half or a year by its own name."""
    match tokens:
        case [t.THIS | "coming" | "kommend", name] | [name] if name in _NAMED:
            there = _of_year(name, today.year)
            there = there if there.last >= today else _of_year(name, today.year + 1)
            return Span(there.unit, there.first, there.last, floating=True)
        case [t.NEXT | t.NEAREST, name] if name in _NAMED:
            return _next_named(name, today)
        case [year] if (known := year_number(year)) is not None:
            return Span("year", exact(known, 1, 1), dt.date(known, 12, 31))
    return None


_NAMED = MONTHS.keys() | t.QUARTERS.keys() | t.HALF_YEARS.keys()


def _of_year(name: str, year: int) -> Span:
    """Return a month, a quarter or a half of a year."""
    months = 1 if name in MONTHS else 3 if name in t.QUARTERS else 6
    last = MONTHS.get(name) or months * int(name[1])
    return Span("month" if months == 1 else name[0], exact(year, last - months + 1, 1), month_end(year, last))


def _next_named(name: str, today: dt.date) -> Span:
    """Return "next march": the one that comes, where the coming one is next year's; else there are two."""
    soon = _of_year(name, today.year)
    if soon.first > today:
        raise two_ways(soon.last, _of_year(name, today.year + 1).last)
    return _of_year(name, today.year + 1)


def _around(unit: str, today: dt.date, ahead: int) -> Span:
    """Return the present period of a kind, or one that is so many `ahead`."""
    months = {"month": 1, "quarter": 3, "half": 6, "year": 12}.get(unit)
    if months is None:
        first = monday(today) + dt.timedelta(7 * ahead)
        return Span(unit, first, first + dt.timedelta(FRIDAY))
    here = today.replace(month=(today.month - 1) // months * months + 1, day=1)
    first = add_months(here, months * ahead)
    last = add_months(first, months - 1)
    return Span(unit, first, month_end(last.year, last.month))


def _numbered(week: int, rest: Sequence[str], today: dt.date) -> Span | None:
    """Return the week of that number (ISO 8601): of a given year, else this one or the next that comes."""
    year = year_number(rest[0]) if len(rest) == 1 else None
    if rest and year is None:
        return None
    known = check_year(year) if year is not None else today.isocalendar().year
    if year is None and week < today.isocalendar().week:
        known += 1
    weeks = dt.date(known, 12, 28).isocalendar().week
    if not 1 <= week <= weeks:
        raise Rejected(
            say("{known} has no week {week}.", known=known, week=week),
            say("Its weeks are 1 to {weeks}.", weeks=weeks),
        )
    first = dt.date.fromisocalendar(known, week, 1)
    return Span("week", first, first + dt.timedelta(FRIDAY))


def period(tokens: Sequence[str], asked: Asked) -> dt.date | None:
    """Read a period as its end, or a part of it: this week, eom, end of q1, december, mid january, start of 2027."""
    found = None
    match tokens:
        case [word] if word in t.ENDS:
            found = _around(t.ENDS[word], asked.today, 0)
        case [t.END, name] | [name, t.END] if name in t.PERIODS:
            found = _around(name, asked.today, 0)
        case ["eom" | "eoq" | "eow" | "eoy" as word, *rest] if rest:
            found = span(rest, asked.today)
            found = found if found and found.unit[0] == t.ENDS[word][0] else None
        case [t.START | "early" | "mid" | "late" as part, *rest] if rest:
            return _part(part, rest, asked)
        case [t.END, *rest] | [*rest, t.END]:
            found = span(rest, asked.today)
        case _:
            found = span(tokens, asked.today)
    return found.last if found else None


def _part(part: str, rest: Sequence[str], asked: Asked) -> dt.date | None:
    """Return the day that stands for the start, the early, middle or late part of a period."""
    bare = len(rest) == 1 and rest[0] in t.PERIODS
    found = _around(rest[0], asked.today, 0) if bare else span(rest, asked.today)
    if found is None:
        return None
    if found.unit == "month" or part == t.START:
        day = found.first.replace(day=t.PARTS.get(part, 1)) if found.unit == "month" else found.first
        if bare and day < asked.today:
            return _next_start(found, day, asked.today)
        return upcoming(day.month, day.day, asked.today) if found.floating else day
    if part == "mid" and found.unit in ("week", "year"):
        middle = found.first + dt.timedelta(2) if found.unit == "week" else found.first.replace(month=6, day=30)
        if bare and middle <= asked.today:
            raise two_ways(middle, rules.shifted(middle, 1, found.unit))
        return middle
    third = dt.timedelta(1) if found.unit == "week" else add_months(found.first, 1) - found.first
    pair = (found.last - third, found.last) if part == "late" else (found.first, found.first + third)
    pair = (found.first + third, found.last - third) if part == "mid" else pair
    raise Rejected(
        say("“{said}” is not one day.", said=asked.said),
        say("Type the day, such as {typed} or {typed2}.", typed=_typed(pair[0]), typed2=_typed(pair[1])),
    )


def _next_start(found: Span, day: dt.date, today: dt.date) -> dt.date:
    """Return the same part of the next period; for a week that has begun, ask which is meant."""
    ahead = _around(found.unit, today, 1).first
    if found.unit == "week":
        raise two_ways(day, ahead)
    return ahead.replace(day=day.day) if found.unit == "month" else ahead


def _typed(date: dt.date) -> str:
    return short_date(date).lower()


def in_week(tokens: Sequence[str], asked: Asked) -> dt.date | None:
    """Read friday next week, next week friday, tuesday of week 49, 2026-W49-2."""
    for name, rest in ((tokens[0], tokens[1:]), (tokens[-1], tokens[:-1])) if len(tokens) > 2 else ():
        if name in WEEKDAYS and (found := span([it for it in rest if it != "in"], asked.today)):
            return found.first + dt.timedelta(WEEKDAYS[name]) if found.unit == "week" else None
    return None


def of_period(tokens: Sequence[str], asked: Asked) -> dt.date | None:
    """Read last friday in december, 1st working day of next month, last day of q1, 15th of next month."""
    match tokens:
        case [count, t.THIS | t.NEXT | t.NEAREST as which, "month"] if day := ordinal(count):
            there = _around("month", asked.today, _AHEAD[which]).first
            return exact(there.year, there.month, day)
        case [count, "month"] if day := ordinal(count):
            return rules.month_day((count,), asked)
        case [name, count, "week"] if name in MONTHS and (count == t.LAST or ordinal(count)):
            return of_period((count, "week", name), asked)
        case [count, what, *rest] if rest and (count == t.LAST or ordinal(count)):
            bare = rest in (["month"], ["year"], ["quarter"])
            found = _around(rest[0], asked.today, 0) if bare else span([it for it in rest if it != "in"], asked.today)
            date = None if found is None or found.unit == "week" else _counted(count, what, found, asked)
            over = bare and date is not None and date < asked.today
            return _counted(count, what, _around(rest[0], asked.today, 1), asked) if over else date
    return None


def _counted(count: str, what: str, found: Span, asked: Asked) -> dt.date | None:
    """Return the nth weekday, day or working day of a period, or its last."""
    nth = ordinal(count)
    if what in ("week", "fortnight", "weekend"):
        remedy = f"Type the week by its Monday, such as w/c {_typed(coming(0, found.first - dt.timedelta(1)))}."
        raise Rejected(say("“{said}” is not one day.", said=asked.said), remedy)
    if what == "day":
        date = found.last if nth is None else found.first + dt.timedelta(nth - 1)
    elif what == "workday":
        date = add_workdays(found.last + dt.timedelta(1), -1)
        date = date if nth is None else add_workdays(found.first - dt.timedelta(1), nth)
    elif what in WEEKDAYS:
        before = found.last - dt.timedelta(7) if nth is None else found.first - dt.timedelta(1)
        date = coming(WEEKDAYS[what], before) + dt.timedelta(7 * ((nth or 1) - 1))
    else:
        return None
    if date > found.last:
        raise Rejected(
            say("There is no such day as “{said}”.", said=asked.said),
            say("The last is {date}.", date=short_date(found.last)),
        )
    return date


Point = Callable[[Sequence[str], Asked], dt.date | None]
"""Reads tokens by all rules: the day from which another is counted may be given in any way."""


def related(tokens: Sequence[str], asked: Asked, point: Point) -> dt.date | None:
    """Read 3 weeks from friday, the day before monday, before q1, w/c 7 dec."""
    match tokens:
        case [count, unit, "from" | "after" | "before" | "before-or-ago" as way, *rest] if rest:
            many = number(count)
            counts = many is not None and unit in t.UNITS
            return _counted_from(many or 0, unit, (way, *rest), asked, point) if counts else None
        case [name, "after" | "before" | "before-or-ago" as way, *rest] if name in WEEKDAYS and rest not in _NEXT_ONE:
            return _weekday_around(WEEKDAYS[name], way, rest, asked, point)
        case ["day" | "workday" as unit, "after" | "before" | "before-or-ago" as way, *rest] if rest:
            base = point(rest, asked)
            return rules.shifted(base, 1 if way == t.AFTER else -1, unit) if base else None
        case ["wc" | "week-of" as way, *rest] if rest and (base := point(_as_day(rest), asked)):
            return _week_of(way, base)
        case ["before" | "before-or-ago", *rest] if rest:
            return _before(rest, asked, point)
        case ["from" | "after", *rest] if rest and (base := point(rest, asked)):
            day = base + dt.timedelta(tokens[0] == t.AFTER)
            remedy = f"Type the last day, such as {_typed(day)}."
            raise Rejected(say("“{said}” has a beginning and no end.", said=asked.said), remedy)
    return _two_days(tokens, asked, point)


def _as_day(rest: Sequence[str]) -> Sequence[str]:
    """Return a bare number as the day of a month, which it is behind "week of"."""
    return (f"{rest[0]}th",) if len(rest) == 1 and rest[0].isdigit() and day_number(rest[0]) else rest


_NEXT_ONE = ([t.NEXT], [t.LAST])


def _weekday_around(weekday: int, way: str, rest: Sequence[str], asked: Asked, point: Point) -> dt.date | None:
    """Return the last such weekday before a day or a period, or the first one after it."""
    found = span(rest, asked.today)
    base = point(rest, asked) if found is None else found.last if way == t.AFTER else found.first
    if base is None:
        return None
    return coming(weekday, base if way == t.AFTER else base - dt.timedelta(8))


def _counted_from(many: int, unit: str, rest: Sequence[str], asked: Asked, point: Point) -> dt.date | None:
    """Return a day so long before or after another; before a period is before it begins, after it after its end."""
    way, *there = rest
    found = span(there, asked.today)
    base = point(there, asked) if found is None else found.last if way == t.AFTER else found.first
    if base is None:
        return None
    if found is not None and way == "from":
        raise two_ways(rules.shifted(found.first, many, unit), rules.shifted(found.last, many, unit))
    return rules.shifted(base, many if way in ("from", t.AFTER) else -many, unit)


_AHEAD_OF = (*WEEKDAYS, *t.DAYS)


def later(tokens: Sequence[str], asked: Asked) -> dt.date | None:
    """Read a week on friday, tomorrow week, friday in 2 weeks, this time next week."""
    match tokens:
        case [count, "week" | "fortnight" as unit, *rest] if rest and rest[-1] in _AHEAD_OF and rest[0] != t.LAST:
            many, base = number(count), rules.weekday(rest, asked) or rules.named(rest, asked)
            return rules.shifted(base, many, unit) if base and many is not None else None
        case ["fortnight", *rest] if rest and rest[-1] in _AHEAD_OF:
            return later(("a", *tokens), asked)
        case (
            [name, t.IN, count, unit] | [name, count, unit, "from-now"] | [count, unit, "today" | "tomorrow" as name]
        ):
            return _and_later(name, number(count), unit, asked.today)
        case ["today" | "tomorrow" | "overmorrow" as name, "week" | "fortnight" as unit]:
            return _and_later(name, 1, unit, asked.today)
        case ["same-day", t.NEXT | t.NEAREST, unit]:
            return _and_later("today", 1, unit, asked.today)
    return None


def _and_later(name: str, many: int | None, unit: str, today: dt.date) -> dt.date | None:
    """Read friday in 2 weeks, which is the coming one and 2 weeks, or the one of the week that lies 2 weeks ahead."""
    if many is None or unit not in t.UNITS:
        return None
    if name in t.DAYS:
        return rules.shifted(today + dt.timedelta(t.DAYS[name]), many, unit)
    weeks = unit in ("week", "fortnight") or (unit == "day" and many % 7 == 0)
    if name not in WEEKDAYS or not weeks:
        return None
    ahead = rules.shifted(today, many, unit)
    one, other = (
        monday(ahead) + dt.timedelta(WEEKDAYS[name]),
        rules.shifted(coming(WEEKDAYS[name], today), many, unit),
    )
    if one != other:
        raise two_ways(one, other)
    return one


def _week_of(way: str, base: dt.date) -> dt.date:
    """Return the Friday of the week that begins on a day (w/c), or in which it lies."""
    if way == "wc":
        return base + dt.timedelta((FRIDAY - base.weekday()) % 7)
    friday = monday(base) + dt.timedelta(FRIDAY)
    if base.weekday() > FRIDAY + 1:
        raise two_ways(friday, friday + dt.timedelta(7))
    return friday


def _before(rest: Sequence[str], asked: Asked, point: Point) -> dt.date | None:
    """Return the day before a day, or before a month, a quarter or a year begins; what may mean two days is asked."""
    if list(rest) in (["weekend"], [t.THIS, "weekend"]):
        return coming(FRIDAY + 1, asked.today) - dt.timedelta(1)
    found = span(rest, asked.today)
    if found is not None:
        if found.first <= asked.today:
            raise Rejected(
                say("“{said}” is in the past.", said=asked.said),
                say("Type a day, such as {typed}.", typed=_typed(found.last)),
            )
        eve = found.first - dt.timedelta(1)
        if found.unit == "week":
            raise two_ways(eve - dt.timedelta(2), eve)
        return eve
    base = point(rest, asked)
    if base is not None and (t.END in (rest[0], rest[-1]) or rest[0] in t.ENDS):
        raise two_ways(base - dt.timedelta(1), base)
    return base - dt.timedelta(1) if base else None


_JOINS = ("to", "or", "and", "dash", "by")


def _two_days(tokens: Sequence[str], asked: Asked, point: Point) -> dt.date | None:
    """Refuse two days in one phrase: 1 dec to 5 dec, today or tomorrow."""
    if sum(token in _JOINS for token in tokens) > 2 or tokens[:1] in (["every"], ("every",)):
        return None
    for place, token in enumerate(tokens):
        left, right = tokens[:place], tokens[place + 1 :]
        year = len(right) == 1 and year_number(right[0])
        if year or not (token in _JOINS and left and right and (last := _or_none(right, asked, point))):
            continue
        if number(left[-1]) is not None or ordinal(left[-1]) is not None or _or_none(left, asked, point):
            remedy = f"Type the one that counts, such as {_typed(last)}."
            raise Rejected(say("“{said}” names two days.", said=asked.said), remedy)
    return None


def _or_none(tokens: Sequence[str], asked: Asked, point: Point) -> dt.date | None:
    try:
        return point(tokens, asked)
    except Rejected:
        return None
