"""The words that dates are made of, as data: another language is another set of tables.

Words are in lower case. Names for showing come first, spellings for reading after them.
"""

MONTH_NAMES = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip
WEEKDAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
SHORT = 3
"""How many letters of a name are shown where room is scarce."""

_MORE_MONTHS = {"sept": 9}
_MORE_WEEKDAYS = {"tues": 1, "weds": 2, "thur": 3, "thurs": 3}


def _spelled(names: tuple[str, ...], first: int) -> dict[str, int]:
    return {word: number for number, name in enumerate(names, first) for word in (name.lower(), name[:SHORT].lower())}


MONTHS = _spelled(MONTH_NAMES, 1) | _MORE_MONTHS
"""Spelling to month, 1 to 12."""

WEEKDAYS = _spelled(WEEKDAY_NAMES, 0) | _MORE_WEEKDAYS
"""Spelling to weekday, Monday 0."""

PLURALS = {f"{word}s": number for word, number in WEEKDAYS.items() if not word.endswith("s")}
"""Spelling to weekday, of several."""

DAYS = {
    "today": 0, "eod": 0, "yesterday": -1, "tomorrow": 1, "tmrw": 1, "tmr": 1, "tom": 1,
}  # fmt: skip
"""A day by its distance from today."""

NUMBERS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6,
    "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
}  # fmt: skip

WORKDAYS = "workdays"
UNITS = {
    "d": "day", "day": "day", "days": "day",
    "w": "week", "wk": "week", "wks": "week", "week": "week", "weeks": "week",
    "fortnight": "fortnight", "fortnights": "fortnight",
    "mo": "month", "mos": "month", "month": "month", "months": "month",
    "y": "year", "yr": "year", "yrs": "year", "year": "year", "years": "year",
    "workday": WORKDAYS, "workdays": WORKDAYS,
}  # fmt: skip
"""A length of time by its spelling."""

WORKING = ("working", "business", "work")
"""Words that make the days after them working days."""

PERIODS = {
    "day": "day", "week": "week", "month": "month", "quarter": "quarter", "year": "year",
}  # fmt: skip
"""What "this", "next" and "end of" may stand before."""

ENDS = {"eow": "week", "eom": "month", "eoq": "quarter", "eoy": "year"}
"""The end of the present period, in one word."""

QUARTERS = {"q1": 1, "q2": 2, "q3": 3, "q4": 4}

PARTS = {"early": 5, "mid": 15}
"""The day of a month that a part of it stands for."""

THIS, NEXT, END, IN, PLUS = "this", "next", "end", "in", "+"
FROM_NOW = (("from", "now"), ("from", "today"), ("time",))
LEADS = ("by", "on")
"""Words that may stand before a date and say nothing about it."""

NO_DATES = frozenset({
    "asap", "as soon as possible", "tbd", "tba", "tbc", "ongoing", "soon", "later", "sometime",
    "someday", "eventually", "whenever", "continuous", "continuously", "never",
})  # fmt: skip
"""What people write where a date belongs and none is meant."""

HALVES = {"am": 0, "pm": 12}
HOURS = {"noon": 12, "midday": 12}
AT = "at"

BEGINNINGS = frozenset({THIS, NEXT, END, IN, PLUS, "the", "of", "from", "q", *PARTS, *LEADS, *WORKING})
"""Words with which no date ends."""

VOCABULARY = BEGINNINGS.union(
    MONTHS, WEEKDAYS, PLURALS, DAYS, NUMBERS, UNITS, PERIODS, ENDS, QUARTERS, *FROM_NOW,
    *(phrase.split() for phrase in NO_DATES),
)  # fmt: skip
"""Every word that may be part of a phrase."""
