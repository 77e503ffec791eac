"""Laws of dates that hold for every phrase and every day."""

import datetime as dt

from hypothesis import assume, example, given
from hypothesis import strategies as st

from flipchart.domain.errors import Rejected
from flipchart.domain.when import day, distance, lead, lead_moment, leading_date, long_day, read_date
from flipchart.domain.when.phrases import lexicon, tokens
from flipchart.domain.when.reading import RULES
from flipchart.domain.when.spans import Asked, add_workdays
from flipchart.domain.when.tables import LANGUAGES

DAYS = st.dates(dt.date(2000, 1, 1), dt.date(2199, 12, 31))
INNER = st.dates(dt.date(2001, 2, 1), dt.date(2198, 11, 30))
ANY_DAY = st.dates()
ORDERS = st.sampled_from([None, "dmy", "mdy"])
PIECES = st.one_of(
    st.sampled_from(sorted(lexicon("en").words)),
    st.integers(0, 100).map(str),
    st.integers(0, 40).map("{}th".format),
    st.sampled_from(["2026", "2100", "1999", "3/4", "15/12", "29/2", "2026-12-15", "+2w", "9am"]),
)
PHRASES = st.one_of(st.text(), st.lists(PIECES, max_size=5).map(" ".join))


@given(PHRASES, ANY_DAY, ORDERS)
@example("²", dt.date(2026, 11, 18), None)
@example("1" * 5_000, dt.date(2026, 11, 18), None)
def test_a_phrase_is_a_date_of_the_known_years_or_refused(phrase: str, today: dt.date, order: str | None) -> None:
    """Nothing but Rejected is raised, and no date lies outside 2000 to 2199."""
    try:
        assert 2000 <= read_date(phrase, today, order).year <= 2199  # type: ignore[arg-type]
    except Rejected as refused:
        assert refused.sentence
        assert refused.remedy


@given(st.lists(PIECES, max_size=4).map(" ".join), INNER)
@example("from pentecost", dt.date(2026, 11, 18))
def test_no_phrase_has_two_rules(phrase: str, today: dt.date) -> None:
    """At most one rule has anything to say on a phrase: none is read by the order of the rules."""
    spoke = 0
    for rule in RULES:
        try:
            spoke += rule(tokens(phrase), Asked(today)) is not None
        except Rejected:
            spoke += 1
    assert spoke <= 1


@given(DAYS, ANY_DAY)
def test_a_date_in_iso_form_reads_as_itself_on_every_day(date: dt.date, today: dt.date) -> None:
    """An ISO date is that date, whatever day it is."""
    assert read_date(date.isoformat(), today) == date


@given(INNER, st.integers(-365, 365))
def test_a_date_as_it_is_shown_reads_as_itself(today: dt.date, days: int) -> None:
    """What the screen shows may be typed: weekday, day and month, and the year where it is shown."""
    date = today + dt.timedelta(days)
    # A leap day that has just been is refused, as "feb 29" is before a common year.
    assume(date >= today or (date.month, date.day) != (2, 29))
    assert read_date(day(date, today), today) == date
    assert read_date(long_day(date, today), today) == date


@given(INNER, st.integers(0, 365))
def test_day_and_month_mean_the_next_one_that_is_not_past(today: dt.date, days: int) -> None:
    """A date without a year is the one within twelve months."""
    date = today + dt.timedelta(days)
    if (date.month, date.day) != (today.month, today.day) and (date.month, date.day) != (2, 29):
        assert read_date(f"{date:%d %b}", today) == date
        assert read_date(f"{date:%B %d}", today) == date


@given(INNER, st.integers(0, 60))
def test_working_days_skip_the_weekends(today: dt.date, days: int) -> None:
    """Counting the days one by one gives the same as the arithmetic."""
    there, left = today, days
    while left:
        there += dt.timedelta(1)
        left -= there.weekday() < 5
    assert add_workdays(today, days) == there


@given(st.lists(st.one_of(PIECES, st.text(min_size=1)), max_size=9), INNER)
def test_a_leading_date_is_what_its_words_read_as_alone(words: list[str], today: dt.date) -> None:
    """The words that were taken read as the same date by themselves, and no longer run is a date."""
    found = lead(words, today)
    if found is None:
        assert leading_date(words, today) is None
    elif found.date:
        assert leading_date(words, today) == (found.date, found.used)
        assert read_date(" ".join(words[: found.used]), today) == found.date
    else:
        assert found.refused
        assert leading_date(words, today) is None


@given(INNER, st.integers(-2000, 2000))
def test_a_distance_is_told_from_the_right_side(today: dt.date, days: int) -> None:
    """What lies ahead is never told as past, nor the other way round."""
    answer = distance(today + dt.timedelta(days), today)
    assert answer.endswith("ago") == (days < -1)
    assert answer.startswith("in ") == (days > 1)


@given(st.sampled_from(LANGUAGES), st.data(), INNER)
def test_no_words_of_any_language_raise_anything_but_a_refusal(
    language: str, data: st.DataObject, today: dt.date
) -> None:
    """As a phrase, as the run behind a mark, and with an hour."""
    words = st.one_of(
        st.sampled_from(sorted(lexicon(language).words)), PIECES, st.sampled_from(["half", "uhr", "27"])
    )
    typed = data.draw(st.lists(words, min_size=1, max_size=7))
    now = dt.datetime.combine(today, dt.time(9), dt.UTC)
    lead(typed, today, None, language)
    lead_moment(typed, now, None, language)
    try:
        read_date(" ".join(typed), today, None, language)
    except Rejected as refused:
        assert refused.sentence
