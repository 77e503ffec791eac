"""The day on which something was done, as people say it afterwards."""

import datetime as dt

import pytest
from plans import TODAY, nov

from flipchart.domain.errors import Rejected
from flipchart.domain.when.past import leading_day, past_day


@pytest.mark.parametrize(
    ("phrase", "day"),
    [
        # TODAY is Wednesday 18 November 2026.
        ("today", nov(18)),
        ("yesterday", nov(17)),
        ("tue", nov(17)),
        ("on Tuesday", nov(17)),
        ("wed", nov(18)),
        ("last wed", nov(11)),
        ("thu", nov(12)),
        ("past fri.", nov(13)),
        ("3 days ago", nov(15)),
        ("a week ago", nov(11)),
        ("2w ago", nov(4)),
        ("13 nov", nov(13)),
        ("nov 18", nov(18)),
        ("20 nov", dt.date(2025, 11, 20)),
        ("15th of dec", dt.date(2025, 12, 15)),
        ("13 nov 2024", dt.date(2024, 11, 13)),
        ("2026-11-13", nov(13)),
    ],
)
def test_a_phrase_looks_back(phrase: str, day: dt.date) -> None:
    """The last such day, today among them."""
    assert past_day(phrase, TODAY) == day


@pytest.mark.parametrize(
    ("phrase", "why"),
    [
        ("tomorrow", "still to come"),
        ("next fri", "still to come"),
        ("2w", "still to come"),
        ("20 nov 2027", "still to come"),
        ("soon", "soon"),
        ("", "No date"),
        ("last summer", "does not read"),
    ],
)
def test_what_is_to_come_or_no_day_is_refused(phrase: str, why: str) -> None:
    """With a sentence."""
    with pytest.raises(Rejected, match=why):
        past_day(phrase, TODAY)


@pytest.mark.parametrize(
    ("words", "day", "used"),
    [
        ("tue", nov(17), 1),
        ("tue Noor checked it", nov(17), 1),
        ("3 days ago, at last", nov(15), 3),
        ("13 nov", nov(13), 2),
        ("may", dt.date(2026, 5, 31), 1),
        ("May rang them", None, 0),
        ("tomorrow never came", None, 0),
        ("", None, 0),
        ("two clicks instead of nine", None, 0),
    ],
)
def test_a_day_may_stand_before_other_words(words: str, day: dt.date | None, used: int) -> None:
    """The longest run of words that is a day of the past; a name of a month before other words is a name."""
    assert leading_day(words.split(), TODAY) == (day, used)


def test_all_words_being_a_day_to_come_is_refused() -> None:
    """Or a typing error would become a remark."""
    with pytest.raises(Rejected, match="still to come"):
        leading_day(["tomorrow"], TODAY)


@pytest.mark.parametrize("words", ["31 feb", "31 feb with Ana", "31/2", "2026-02-31"])
def test_figures_of_a_day_that_there_is_not_are_refused(words: str) -> None:
    """They would become a remark on a step that was done today."""
    with pytest.raises(Rejected, match="There is no 31 February"):
        leading_day(words.split(), TODAY)


def test_the_words_of_another_language_look_back() -> None:
    """A German Dienstag is the last Tuesday too."""
    assert past_day("dienstag", TODAY, None, "de") == nov(17)
