"""Shrinking what is still to come, so that the run ends when it has to."""

import pytest
from clock_help import RUN, START, at, clock_after, event, events, millis, stage
from hypothesis import given
from hypothesis import strategies as st

from flipchart.domain.agenda import Timing
from flipchart.domain.pace import fit, fit_words


def test_stages_still_to_come_shrink_in_proportion() -> None:
    """Review, define, assign and resources (780 s) give 390 s: each keeps half."""
    clock = clock_after([START], 0)
    fitting = fit(clock, at(0), at(510))
    assert dict(fitting.cuts) == {"review": 90, "define": 150, "assign": 90, "resources": 60}
    assert fitting.misses == 0
    assert fit_words(fitting) == "Shortened; it ends in time."


def test_nothing_shrinks_below_half_a_minute() -> None:
    """A stage that would fall below 30 s keeps 30, the others give its share; short ones stay as they are."""
    clock = clock_after([START], 0, RUN, 120, 40, 600, 20)
    fitting = fit(clock, at(0), at(120 + 30 + 200 + 20))
    assert dict(fitting.cuts) == {"review": 10, "define": 400}
    assert fitting.misses == 0


def test_what_cannot_be_reached_is_said() -> None:
    """Where even 30 s each end too late, that is the best, with the seconds it still misses."""
    clock = clock_after([START], 0)
    fitting = fit(clock, at(0), at(150))
    assert dict(fitting.cuts) == {"review": 150, "define": 270, "assign": 150, "resources": 90}
    assert fitting.misses == 90
    assert fit_words(fitting) == "Shortened as far as it goes; it still ends 1:30 late."
    alone = fit(clock_after([START], 0, RUN, 120), at(0), at(60))
    assert (dict(alone.cuts), alone.misses) == ({}, 60)
    assert fit_words(alone) == "No stage still to come can be shortened."


def test_a_run_in_time_stays_as_it_is() -> None:
    """Fitting only ever shortens."""
    fitting = fit(clock_after([START], 0), at(0), at(900))
    assert (dict(fitting.cuts), fitting.misses) == ({}, 0)
    assert fit_words(fitting) == "The run ends in time as it is."


@given(events(), millis, st.integers(0, 4000))
def test_a_fit_reaches_the_end_or_says_by_how_much_not(rows: list[Timing], now: float, ends_by: int) -> None:
    """After the cuts the run ends at the fixed end, less than a second before it, or as late as was said."""
    known = [row for row in rows if row.at <= at(now)]
    clock = clock_after(known, now)
    fitting = fit(clock, at(now), at(ends_by))
    after = clock_after([*known, *(event(now, "add", id, -cut) for id, cut in fitting.cuts.items())], now)
    late = (after.ends_at - at(ends_by)).total_seconds()
    assert fitting.misses == pytest.approx(max(0, late), abs=0.002)
    assert late > -1.002 or not fitting.cuts
    for id in fitting.cuts:
        assert stage(clock, id).state == "pending"
        assert stage(after, id).budget >= 30


def test_what_has_ended_is_not_shortened() -> None:
    """After the end nothing moves it any more, though stages may be left that never began."""
    fitting = fit(clock_after([START, event(60, "end")], 90), at(90), at(30))
    assert (dict(fitting.cuts), fitting.misses) == ({}, 30)
