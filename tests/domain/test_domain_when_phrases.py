"""What people say for a day, in six languages: read right, or refused with a remedy that can be typed."""

import datetime as dt
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from babel.dates import get_day_names, get_month_names
from hypothesis import given
from hypothesis import strategies as st

from flipchart.domain.errors import Rejected
from flipchart.domain.when import (
    DOUBTFUL,
    lead,
    lead_moment,
    leading_date,
    read_date,
    read_instant,
    reading,
    says_eve,
)
from flipchart.domain.when.hours import hour_of
from flipchart.domain.when.phrases import lexicon, split
from flipchart.domain.when.tables import LANGUAGES, MONTH_NAMES, WEEKDAY_NAMES

TABLE = tomllib.loads((Path(__file__).parents[1] / "data" / "phrases.toml").read_text("utf-8"))
CASES = TABLE["case"]
HOURS = [(it["language"], *pair) for it in TABLE["hours"] for pair in it["said"]]
NO_HOURS = [(it["language"], phrase) for it in TABLE["hours"] for phrase in it["refused"]]
READ = [(it.get("language"), it["today"], *pair) for it in CASES for pair in it["phrases"]]
REFUSED = [(it.get("language"), it["today"], *pair) for it in CASES for pair in it["refused"]]
TODAY = dt.date(2026, 11, 18)
NOW = dt.datetime(2026, 11, 18, 10, tzinfo=dt.UTC)


def named(case: dict[str, Any]) -> str:
    """Its language and its day."""
    return f"{case.get('language', 'any')}-{case['today']}"


def refused(phrase: str, today: dt.date, language: str | None) -> Rejected:
    with pytest.raises(Rejected) as why:
        read_date(phrase, today, None, language)
    return why.value


def test_the_table_is_long() -> None:
    """At least three hundred phrases, some in every language."""
    assert len(READ) + len(REFUSED) >= 300
    assert {language for language, *_ in READ} >= {None, "de", "fr", "es", "pt", "nl"}


@pytest.mark.parametrize("case", CASES, ids=named)
def test_what_people_say_is_read(case: dict[str, Any]) -> None:
    """In any case, and as the whole of a mark's run of words."""
    language, today = case.get("language"), case["today"]
    for phrase, expected in case["phrases"]:
        assert read_date(phrase, today, None, language) == expected, phrase
        assert read_date(phrase.upper(), today, None, language) == expected, phrase
        found = lead(phrase.split(), today, None, language)
        assert found is not None, phrase
        assert (found.date, found.used) == (expected, len(phrase.split())), phrase


@pytest.mark.parametrize("case", CASES, ids=named)
def test_what_is_no_one_day_is_refused_with_a_remedy_that_can_be_typed(case: dict[str, Any]) -> None:
    """With a sentence that says why; whatever it says to type is read, and none proposes nonsense."""
    language, today = case.get("language"), case["today"]
    for phrase, answer in case["refused"]:
        why = refused(phrase, today, language)
        assert answer in why.sentence, phrase
        assert why.remedy.endswith("."), phrase
        for example in examples(why.remedy):
            assert example == "the day's name" or read_date(example, today, None, language), phrase


@pytest.mark.parametrize("language", LANGUAGES)
def test_english_is_understood_beside_every_language(language: str) -> None:
    """Whatever the session's language; the few words that it has for another day are known by name."""
    for said, today, phrase, expected in READ:
        if said is None and today == TODAY and not DOUBTFUL & set(phrase.split()) and phrase not in FOREIGN:
            assert read_date(phrase, today, None, language) == expected, phrase


FOREIGN = {phrase for it in CASES[-1:] for phrase, _ in it["phrases"]}


def examples(remedy: str) -> list[str]:
    """The phrases that a remedy proposes to type."""
    found = re.search(r"(?:such as|Type) (?!the |a |it |all )(.+)\.$", remedy)
    return re.split(r", or |, | or ", found[1].removesuffix(" where text follows")) if found else []


PIECES = st.one_of(
    st.sampled_from(sorted(lexicon("en").words)),
    st.sampled_from(
        ["2", "15", "4th", "31", "2027", "27", "03/04", "15.12.", "20261204", "w49", "w/c", "9am", "'26"]
    ),
)


@given(st.lists(PIECES, min_size=1, max_size=5).map(" ".join), st.dates(dt.date(2001, 2, 1), dt.date(2190, 1, 1)))
def test_no_remedy_proposes_nonsense(phrase: str, today: dt.date) -> None:
    """Holds for whatever is refused, not for the table alone."""
    try:
        read_date(phrase, today)
    except Rejected as why:
        for example in examples(why.remedy):
            assert example == "the day's name" or read_date(example, today)


BEHIND = [
    "next", "this", "week", "weeks", "month", "months", "year", "years", "in", "on", "from", "before", "after", "to",
    "or", "until", "fortnight", "monday", "fri", "december", "jan", "3", "27", "2027", "4th", "first", "today",
    "tomorrow", "q1", "9am",
]  # fmt: skip
"""Words of dates: none may be left directly behind a date that was read."""


@pytest.mark.parametrize("language", [None, *LANGUAGES])
@given(
    run=st.lists(PIECES, min_size=1, max_size=4), behind=st.sampled_from(BEHIND), rest=st.sampled_from(["", "call"])
)
def test_no_word_of_a_date_is_left_behind_it(language: str | None, run: list[str], behind: str, rest: str) -> None:
    """Either all of it is read, or the mark is refused; so too for a day with its hour."""
    words = [*" ".join(run).split(), behind, *rest.split()]
    found = lead(words, TODAY, None, language)
    moment = lead_moment(words, NOW, None, language)
    for used in [it.used for it in (found, moment) if it is not None and it.date is not None]:
        left = words[used : used + 1]
        assert not left or left[0] not in BEHIND or (moment and moment.at and used == moment.used and hour_of(left))


@pytest.mark.parametrize(
    "line",
    [
        "friday or monday", "friday in the clinic", "fri to Ana", "15 dec from Ana", "q1 2027 in Berlin",
        "fri 3 nurses", "fri half past three", "fri half past 27", "fri at quarter to nine",
        "friday until noon", "tomorrow on site", "dec 15 before lunch", "2 weeks after the move", "fri, or so",
    ],
)  # fmt: skip
def test_a_date_that_goes_on_is_refused_with_what_to_type(line: str) -> None:
    """The remedy puts a colon behind the day, which ends it."""
    found = lead(line.split(), TODAY)
    assert found is not None
    assert found.date is None
    assert found.refused is not None
    starts = [leading_date(line.split()[:n], TODAY) for n in range(1, len(line.split()))]
    place = max(it[1] for it in starts if it)
    words = line.split()
    words[place - 1] = words[place - 1].rstrip(",") + ":"
    again = lead(words, TODAY)
    assert again is not None
    assert (again.used, again.date is None) == (place, False)


@pytest.mark.parametrize("language", LANGUAGES)
def test_names_are_those_of_the_cldr(language: str) -> None:
    """Months and weekdays are known by their long and short names of Unicode's CLDR (by Babel)."""
    known = lexicon(language).meanings
    for context in ("format", "stand-alone"):
        for width in ("wide", "abbreviated"):
            for number, name in get_month_names(width, context, language).items():
                assert MONTH_NAMES[number - 1].lower() in known[" ".join(split(name))], name
            for number, name in get_day_names(width, context, language).items():
                assert WEEKDAY_NAMES[number].lower() in known[" ".join(split(name))], name


@pytest.mark.parametrize(
    ("language", "phrase", "hour"),
    [
        ("en", "half past three", "15:30"), ("en", "half eight", "08:30"), ("en", "quarter to nine", "08:45"),
        ("en", "noon", "12:00"), ("en", "ten past nine", "09:10"), ("en", "3 o'clock", "15:00"),
        ("en", "9 a.m.", "09:00"),
        ("en", "half past nine in the evening", "21:30"), ("de", "halb drei", "14:30"),
        ("de", "viertel vor neun", "08:45"),
        ("de", "dreiviertel neun", "08:45"), ("de", "um 15 Uhr 30", "15:30"), ("de", "15.30 Uhr", "15:30"),
        ("de", "neun Uhr", "09:00"), ("fr", "15h30", "15:30"), ("fr", "à 9h", "09:00"),
        ("fr", "trois heures et demie", "15:30"), ("fr", "neuf heures moins le quart", "08:45"),
        ("fr", "midi", "12:00"),
        ("es", "a las nueve menos cuarto", "08:45"), ("es", "las tres y media", "15:30"), ("es", "15:30 h", "15:30"),
        ("pt", "às 9h", "09:00"), ("pt", "quinze para as nove", "08:45"), ("pt", "três e meia", "15:30"),
        ("nl", "half drie", "14:30"), ("nl", "kwart voor negen", "08:45"), ("nl", "15 uur", "15:00"),
    ],
)  # fmt: skip
def test_hours_in_words(language: str, phrase: str, hour: str) -> None:
    """As they are said in each language; the hours from one to half past six are the afternoon's."""
    assert hour_of(phrase.split(), lexicon(language)) == (dt.time.fromisoformat(hour), len(phrase.split()))
    assert read_instant(f"2026-11-24 {phrase}", NOW, None, language).strftime("%H:%M") == hour


@pytest.mark.parametrize(("language", "phrase", "hour"), HOURS)
def test_an_hour_behind_a_day_is_read(language: str, phrase: str, hour: dt.time) -> None:
    """As people say it, with its figures or in words."""
    assert read_instant(f"2026-11-24 {phrase}", NOW, None, language).time() == hour


@pytest.mark.parametrize(("language", "phrase"), NO_HOURS)
def test_what_may_be_two_hours_or_none_is_refused(language: str, phrase: str) -> None:
    """With what to type instead; never as the day alone."""
    with pytest.raises(Rejected) as why:
        read_instant(f"2026-11-24 {phrase}", NOW, None, language)
    assert why.value.remedy.endswith(".")


def test_there_is_no_twenty_fifth_hour() -> None:
    """An hour in words that does not exist is refused as one in figures is."""
    with pytest.raises(Rejected, match="no such time"):
        hour_of(["half", "past", "25"])


def test_before_a_day_is_the_day_before() -> None:
    """Which is told where a phrase says so."""
    assert says_eve("before friday")
    assert says_eve("vor Freitag", "de")
    assert not says_eve("by friday")


def test_languages_that_mean_different_days_are_asked_about(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nobody has said which language, and two know the words."""
    days = {"de": dt.date(2026, 12, 1), "nl": dt.date(2026, 12, 2)}
    monkeypatch.setattr(reading, "_by_rules", lambda phrase, known, *_: days.get(known.language))
    with pytest.raises(Rejected, match="1 Dec 2026 or Wed 2 Dec 2026"):
        read_date("oktober", TODAY)
