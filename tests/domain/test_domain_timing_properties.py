"""What holds of the clock whatever happens: properties over random events."""

import pytest
from clock_help import at, clock_after, event, events, millis
from hypothesis import given

from flipchart.domain.agenda import Timing


@given(events(least=0), millis)
def test_spent_is_never_more_than_the_time_since_the_first_start(rows: list[Timing], now: float) -> None:
    """Without negative discounts no time is invented: all stages together spent at most what has passed."""
    clock = clock_after(rows, now)
    passed = (at(now) - clock.started).total_seconds() if clock.started else 0
    assert sum(it.spent for it in clock.stages) <= passed + 0.01


@given(events(), millis)
def test_whatever_happens_the_numbers_make_sense(rows: list[Timing], now: float) -> None:
    """Spent and budgets are never below 0, the end is never past, and at most one stage is current."""
    clock = clock_after(rows, now)
    for it in clock.stages:
        assert it.spent >= 0
        assert it.budget >= 0
        assert it.remaining == pytest.approx(it.budget - it.spent, abs=0.002)
    current = [it for it in clock.stages if it.state in ("running", "paused")]
    assert current == ([clock.stage] if clock.stage else [])
    assert (clock.phase is None) == (clock.stage is None)
    assert clock.state == "ended" or clock.ends_at >= at(now)
    assert clock.state == "ended" or clock.out_at(at(now)) == clock.ends_at
    assert clock.behind == pytest.approx((clock.ends_at - clock.planned_end).total_seconds(), abs=0.001)


@given(events(), millis, millis)
def test_what_is_over_does_not_change_by_waiting(rows: list[Timing], first: float, wait: float) -> None:
    """Later, with nothing new, only the running stage differs."""
    known = [row for row in rows if row.at <= at(first)]
    before, after = clock_after(known, first), clock_after(known, first + wait)
    assert [it for it in before.stages if it.state != "running"] == [
        it for it in after.stages if it.state != "running"
    ]


@given(events(), millis)
def test_the_order_of_the_rows_does_not_matter(rows: list[Timing], now: float) -> None:
    """Rows of different instants may stand in any order in the file."""
    once = list({row.at: row for row in rows}.values())
    assert clock_after(once, now) == clock_after(once[::-1], now)


@given(events(), millis)
def test_a_discount_gives_back_just_that_and_moves_nothing_else(rows: list[Timing], now: float) -> None:
    """A discount appended now changes the current stage alone, by its seconds or down to nothing."""
    known = [row for row in rows if row.at <= at(now)]
    before, after = clock_after(known, now), clock_after([*known, event(now, "discount", seconds=30)], now)
    if before.stage is None:
        assert after == before
    else:
        assert after.spent == pytest.approx(max(0, before.spent - 30), abs=0.002)
        others = [it for it in before.stages if it != before.stage]
        assert [it for it in after.stages if it != after.stage] == others
