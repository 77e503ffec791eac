"""A phrase reads as exactly one date, or is refused with a sentence that helps."""

import datetime as dt
import tomllib
from pathlib import Path

import pytest

from flipchart.domain.errors import Rejected
from flipchart.domain.when import DateOrder, day, distance, leading_date, long_day, moment, read_date

CASES = tomllib.loads((Path(__file__).parents[1] / "data" / "when.toml").read_text("utf-8"))["case"]
TODAY = dt.date(2026, 11, 18)  # a Wednesday


def date(iso: str) -> dt.date:
    return dt.date.fromisoformat(iso)


@pytest.mark.parametrize(
    ("today", "phrase", "expected"),
    [(case["today"], phrase, expected) for case in CASES for phrase, expected in case["phrases"]],
)
def test_the_phrases_that_must_hold(today: dt.date, phrase: str, expected: dt.date) -> None:
    """Every phrase of the vectors reads as its date, in any case and with any spaces."""
    assert read_date(phrase, today) == expected
    assert read_date(f"  {phrase.upper()} ".replace(" ", "  "), today) == expected


@pytest.mark.parametrize(
    ("today", "phrase"), [(case["today"], phrase) for case in CASES for phrase in case["refused"]]
)
def test_the_phrases_that_must_be_refused(today: dt.date, phrase: str) -> None:
    """Every refused phrase of the vectors is refused with a reason and a remedy, each a sentence."""
    with pytest.raises(Rejected) as refused:
        read_date(phrase, today)
    assert refused.value.sentence[-1] in ".?"
    assert refused.value.remedy.endswith(".")


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("tom", "2026-11-19"), ("yesterday", "2026-11-17"), ("end of day", "2026-11-18"),
        ("on friday", "2026-11-20"), ("by the end of the next week", "2026-11-27"),
        ("fri week", "2026-11-27"), ("next sunday", "2026-11-29"), ("two fridays from now", "2026-11-27"),
        ("1 tues from now", "2026-11-24"), ("2 fridays from today", "2026-11-27"), ("thurs", "2026-11-19"),
        ("10d", "2026-11-28"), ("+ 2 w", "2026-12-02"), ("a week", "2026-11-25"),
        ("a fortnight", "2026-12-02"), ("2 weeks from now", "2026-12-02"),
        ("in a week's time", "2026-11-25"), ("in 2 weeks’ time", "2026-12-02"),
        ("2 weeks time", "2026-12-02"), ("0d", "2026-11-18"), ("in 1 year", "2027-11-18"),
        ("3 mo", "2027-02-18"), ("1 business day", "2026-11-19"), ("in 3 workdays", "2026-11-23"),
        ("eow", "2026-11-20"), ("eoq", "2026-12-31"), ("this month", "2026-11-30"),
        ("this quarter", "2026-12-31"), ("next quarter", "2027-03-31"), ("next year", "2027-12-31"),
        ("end of year", "2026-12-31"), ("november", "2026-11-30"), ("october", "2027-10-31"),
        ("dec 2027", "2027-12-31"), ("sept", "2027-09-30"), ("2027 dec", "2027-12-31"),
        ("end of dec 2027", "2027-12-31"), ("q4", "2026-12-31"), ("q 2", "2027-06-30"),
        ("2027 Q1", "2027-03-31"), ("end of q1 2028", "2028-03-31"), ("2027", "2027-12-31"),
        ("end of 2027", "2027-12-31"), ("early december", "2026-12-05"), ("mid-december", "2026-12-15"),
        ("mid november", "2027-11-15"), ("mid of december 2028", "2028-12-15"),
        ("15th of dec", "2026-12-15"), ("December the 15th", "2026-12-15"), ("15 Dec. 2026", "2026-12-15"),
        ("dec 15, 2027", "2027-12-15"), ("15-dec-2026", "2026-12-15"), ("dec15", "2026-12-15"),
        ("15dec", "2026-12-15"), ("18 nov", "2026-11-18"), ("17 nov", "2027-11-17"),
        ("the 18th", "2026-11-18"), ("the 31st", "2026-12-31"), ("15/12/2026", "2026-12-15"),
        ("12/15/2026", "2026-12-15"), ("15 / 12", "2026-12-15"), ("12/12", "2026-12-12"),
        ("15.12.2026", "2026-12-15"), ("2026/12/15", "2026-12-15"), ("2026-12", "2026-12-31"),
        ("fri 20 nov", "2026-11-20"), ("Friday, 20th of November 2026", "2026-11-20"),
        ("fri 2026-11-20", "2026-11-20"), ("2026-11-06", "2026-11-06"), ("6 nov 2026", "2026-11-06"),
        ("2025", "2025-12-31"), ("Fri 6 Nov", "2026-11-06"),
    ],
)  # fmt: skip
def test_every_way_to_say_a_date(phrase: str, expected: str) -> None:
    """The phrases of the design, and their spellings, read as the one date they mean."""
    assert read_date(phrase, TODAY) == date(expected)


@pytest.mark.parametrize(
    ("phrase", "reason", "remedy"),
    [
        ("asap", "“asap” is not a date: which day?", "Type a day such as fri, 15 dec or 2w."),
        ("As soon as possible", "“as soon as possible” is not a date: which day?", ""),
        ("", "No date was typed.", "Type a day such as fri, 15 dec, in 2 weeks or 2026-12-15."),
        ("next", "“next” is only the beginning of a date.", ""),
        ("fri fri", "“fri fri” does not read as one date.", ""),
        ("03/04", "3 Apr or 4 Mar?", "Type 3 apr or 4 mar."),
        ("03/04/2027", "3 Apr or 4 Mar?", ""),
        ("31 nov", "There is no 31 November.", "November ends on the 30th."),
        ("32 dec", "There is no 32 December.", "December ends on the 31st."),
        ("0 dec", "There is no 0 December.", ""),
        ("feb 29", "There is no 29 February 2027.", "February 2027 ends on the 28th."),
        ("29 feb 2026", "There is no 29 February 2026.", ""),
        ("99/99", "There is no such day as 99/99.", "Type the month's name, such as 15 dec."),
        ("0/12", "There is no such day as 0/12.", ""),
        ("2026-13-01", "There is no month 13.", "Type the month's name, such as 15 dec."),
        ("the 32nd", "No month has a day 32.", "Type a day from the 1st to the 31st."),
        ("1999", "The year 1999 is before 2000.", "Type a day in the years 2000 to 2199."),
        ("15 dec 2200", "The year 2200 is after 2199.", ""),
        ("in 9999 years", "The year 12025 is after 2199.", ""),
        ("999999 weeks", "That is after the year 2199.", ""),
        ("mid december 26", "“mid december 26” does not read as one date.", ""),
        ("15 dec 27", "The year 27 has two digits.", "Type it with four, such as 15 dec 2027."),
        ("15/12/27", "The year in 15/12/27 has two digits.", "Type all four, such as 15/12/2027."),
        ("thu 20 nov", "20 Nov 2026 is a Friday, not a Thursday.", "Type the weekday or the date alone."),
        ("fri 6 nov 2027", "6 Nov 2027 is a Saturday, not a Friday.", ""),
        ("thu the 20th", "20 Nov 2026 is a Friday, not a Thursday.", ""),
        ("mon 29 feb 2028", "29 Feb 2028 is a Tuesday, not a Monday.", ""),
        ("fri 9am", "“fri 9am” has a time in it; only a day is wanted here.", "Type the day alone, such as fri."),
        ("fri 25:00", "“fri 25:00” has a time in it; only a day is wanted here.", ""),
        ("15", "“15” is a number: of which month?", "Type 15 dec, or the day's name."),
        ("x" * 81, f"“{'x' * 39}…” is too long for a date.", ""),
        ("0 fridays from now", "“0 fridays from now” does not read as one date.", ""),
        ("3 cats from now", "“3 cats from now” does not read as one date.", ""),
        ("3 fridays", "“3 fridays” does not read as one date.", ""),
        ("next december", "Thu 31 Dec 2026 or Fri 31 Dec 2027?", "Type 31 dec 2026 or 31 dec 2027."),
        ("end of fiscal year", "“end of fiscal year” does not read as one date.", ""),
        ("2026/27", "There is no month 27.", ""),
        ("2-3", "“2-3” does not read as one date.", ""),
        ("1.5", "Is 1.5 a day or a number?", "Type the day, such as 1.5. or 1 may 2027."),
        ("14.30", "“14.30” does not read as one date.", ""),
        ("31.13.", "There is no month 13.", ""),
        ("dec 15 it", "“dec 15 it” does not read as one date.", ""),
        ("next day", "“next day” does not read as one date.", ""),
        ("end of next", "“end of next” is only the beginning of a date.", ""),
        ("end of", "“end of” is only the beginning of a date.", ""),
        ("fri it", "“fri it” does not read as one date.", ""),
        ("early dec 2027 x", "“early dec 2027 x” does not read as one date.", ""),
    ],
)
def test_a_refusal_says_why_and_what_to_type(phrase: str, reason: str, remedy: str) -> None:
    """Each refused phrase gets the sentence that fits it."""
    with pytest.raises(Rejected) as refused:
        read_date(phrase, TODAY)
    assert refused.value.sentence == reason
    assert refused.value.remedy == (remedy or refused.value.remedy)


@pytest.mark.parametrize(
    ("order", "phrase", "expected"),
    [
        ("dmy", "03/04", "2027-04-03"),
        ("mdy", "03/04", "2027-03-04"),
        ("mdy", "15/12", "2026-12-15"),
        ("dmy", "12/15", "2026-12-15"),
        ("dmy", "3/4/2026", "2026-04-03"),
    ],
)
def test_the_order_of_the_config_settles_what_could_be_two(order: DateOrder, phrase: str, expected: str) -> None:
    """With date_order set, 03/04 is one date; what can be only one stays that one."""
    assert read_date(phrase, TODAY, order) == date(expected)


@pytest.mark.parametrize(
    ("today", "phrase", "expected"),
    [
        ("2026-11-20", "fri", "2026-11-27"),
        ("2026-11-22", "next fri", "2026-11-27"),
        ("2026-11-21", "eow", "2026-11-20"),
        ("2026-11-21", "1 working day", "2026-11-23"),
        ("2026-11-22", "5 working days", "2026-11-27"),
        ("2026-11-21", "0 working days", "2026-11-21"),
        ("2027-01-31", "in 1 month", "2027-02-28"),
        ("2027-01-31", "next month", "2027-02-28"),
        ("2026-12-20", "mid december", "2027-12-15"),
        ("2026-12-31", "december", "2026-12-31"),
        ("2027-01-01", "december", "2027-12-31"),
        ("2027-11-18", "feb 29", "2028-02-29"),
        ("2028-02-29", "feb 29", "2028-02-29"),
        ("2027-02-28", "feb 29", None),
        ("2027-03-01", "feb 29", "2028-02-29"),
        ("2028-03-01", "feb 29", None),
        ("2026-04-30", "the 31st", "2026-05-31"),
        ("2199-12-20", "31 dec", "2199-12-31"),
        ("2199-12-20", "5 jan", None),
        ("9999-12-31", "tomorrow", None),
        ("9999-12-31", "5 feb", None),
        ("1999-12-31", "today", None),
    ],
)
def test_dates_at_the_edges(today: str, phrase: str, expected: str | None) -> None:
    """Week ends, month ends, leap days and the last year are read right or refused."""
    if expected is None:
        with pytest.raises(Rejected):
            read_date(phrase, date(today))
    else:
        assert read_date(phrase, date(today)) == date(expected)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("fri call Noor", ("2026-11-20", 1)),
        ("2 weeks of data", ("2026-12-02", 2)),
        ("15 dec 2027 it is", ("2027-12-15", 3)),
        ("fri, 20 nov patients", ("2026-11-20", 3)),
        ("fri the patients", ("2026-11-20", 1)),
        ("mar 2027 people", ("2027-03-31", 2)),
        ("december 300 people", None),
        ("december: 300 people", ("2026-12-31", 1)),
        ("fri to Ana", None),
        ("fri, 20 nov: to Ana", ("2026-11-20", 3)),
        ("nov 31 people", None),
        ("soon", None),
        ("50% of patients", None),
        ("fri" * 40, None),
        (", fri", None),
        ("", None),
    ],
)
def test_the_longest_run_of_words_is_the_date(words: str, expected: tuple[str, int] | None) -> None:
    """A date is found in front of other words; one that does not exist is not shortened into another."""
    found = leading_date(words.split(), TODAY)
    assert found == (expected and (date(expected[0]), expected[1]))


def test_dates_in_words() -> None:
    """Dates are shown with weekday, and with the year only where it is another one."""
    assert day(date("2026-11-20"), TODAY) == "Fri 20 Nov"
    assert day(date("2027-01-08"), TODAY) == "Fri 8 Jan 2027"
    assert long_day(date("2026-11-20"), TODAY) == "Friday 20 November"
    assert long_day(date("2025-11-20"), TODAY) == "Thursday 20 November 2025"
    assert moment(dt.datetime(2026, 11, 24, 9, tzinfo=dt.UTC), TODAY) == "Tue 24 Nov 09:00"
    answer = [distance(TODAY + dt.timedelta(days), TODAY) for days in (0, 1, 2, 1200, -1, -3)]
    assert answer == ["today", "tomorrow", "in 2 days", "in 1,200 days", "yesterday", "3 days ago"]
