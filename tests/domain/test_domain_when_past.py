"""The day on which something was done, as people say it afterwards."""

import datetime as dt

import pytest
from plans import TODAY, nov

from flipchart.domain.errors import Rejected
from flipchart.domain.when.past import past_day


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
