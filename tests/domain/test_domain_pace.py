"""Pace: what is left for each, when the run will be out, and the price of each way out."""

import pytest
from clock_help import OVER, RUN, START, T0, at, clock_after, event, events, millis, now_stage, stage
from hypothesis import given

from flipchart.domain.agenda import Timing
from flipchart.domain.clock_words import words
from flipchart.domain.pace import Offer, course, each, lender, more_seconds, prices, timetable, until
from flipchart.domain.timing import RunClock


def offered(clock: RunClock, now: float) -> Offer:
    """Return the prices, which there must be."""
    offer = prices(clock, at(now))
    assert offer is not None
    return offer


def test_the_time_for_each_is_not_shown_where_it_only_scares() -> None:
    """Under 30 s for each, with nothing to do, and over time there is no number."""
    assert each(160, 4) == 40
    assert each(120, 4) == 30
    assert each(119.9, 4) is None
    assert each(160, 0) is None
    assert each(-60, 1) is None


def test_until_is_when_the_stages_time_is_up() -> None:
    """While paused it slides; over time and without a stage there is none."""
    assert until(clock_after([START], 30), at(30)) == at(120)
    assert until(clock_after([START, event(30, "pause")], 90), at(90)) == at(180)
    assert until(clock_after([START], OVER), at(OVER)) is None
    assert until(clock_after([], 0), at(0)) is None


def test_the_timetable_goes_as_next_goes() -> None:
    """The pre-start page has each stage's clock time; under way the current one says when it began."""
    plan = timetable(clock_after([], -60, RUN.revise(planned_start=T0)), at(-60))
    assert [(it.id, begins) for it, begins in plan] == [
        ("introduce", at(0)), ("review", at(120)), ("define", at(300)), ("assign", at(600)),
        ("resources", at(780)),
    ]  # fmt: skip
    jumped = [START, event(60, "done", "introduce"), event(60, "start", "assign")]
    assert [(it.id, begins) for it, begins in timetable(clock_after(jumped, 90), at(90))] == [
        ("assign", at(60)), ("resources", at(240)), ("review", at(360)), ("define", at(540)),
    ]  # fmt: skip
    assert timetable(clock_after([*jumped, event(95, "end")], 99), at(99)) == ()


def test_the_course_of_a_run_never_goes_backwards() -> None:
    """After a jump what has begun stands first with its real start, then what is still to come, from now on."""
    jumped = [START, event(30, "done", "introduce"), event(30, "start", "review"), event(60, "start", "assign")]
    assert [(it.id, begins) for it, begins in course(clock_after(jumped, 90), at(90))] == [
        ("introduce", at(0)), ("assign", at(60)), ("resources", at(240)), ("review", at(360)), ("define", at(510)),
    ]  # fmt: skip
    back = [*jumped, event(70, "done", "assign"), event(70, "start", "review")]
    assert [it.id for it, _ in course(clock_after(back, 90), at(90))][:3] == ["introduce", "review", "assign"]


@given(events(), millis)
def test_the_times_of_the_course_rise(happened: list[Timing], now: float) -> None:
    """Whatever was begun, left, taken out of order, skipped and gone back to; and every stage is in it once."""
    clock = clock_after(happened, now)
    found = course(clock, at(now))
    times = [begins for _, begins in found if begins is not None]
    assert times == sorted(times)
    assert sorted(it.id for it, _ in found) == sorted(it.id for it in clock.stages)


def test_one_more_minute_is_a_full_minute_from_now() -> None:
    """Before zero 60 s; over time as many more as the screen shows to be over."""
    assert more_seconds(now_stage(clock_after([START], 100))) == 60
    assert more_seconds(now_stage(clock_after([START], 162.7))) == 102
    after = clock_after([START, event(162.7, "add", "introduce", 102)], 162.7)
    assert words(after) == "1:00 left"


def test_the_lender_is_the_last_pending_stage_that_keeps_a_minute() -> None:
    """Resources has two minutes and lends first, then assign; done, open and short ones never."""
    rows = [START]
    lenders = []
    while (giver := lender(clock_after(rows, 0))) is not None:
        lenders.append(giver.id)
        rows.append(event(0, "add", giver.id, -60))
    assert lenders == [
        "resources",
        "assign",
        "assign",
        "define",
        "define",
        "define",
        "define",
        "review",
        "review",
    ]
    gone = [event(0, "start", "resources"), event(0, "skip", "assign"), START]
    found = lender(clock_after(gone, 0))
    assert found is not None
    assert found.id == "define"


def test_at_zero_each_way_out_has_its_price() -> None:
    """A minute moves the end by one, a loan keeps it."""
    clock = clock_after([START], OVER)
    offer = offered(clock, OVER)
    assert clock.ends_at == at(OVER + 780)
    assert (offer.more, offer.more_out) == (102, at(OVER + 840))
    assert offer.loan is not None
    assert (offer.loan.lender.id, offer.loan.before, offer.loan.after) == ("resources", 120, 60)
    assert offer.loan.out == clock.ends_at
    early = offered(clock_after([START], 30), 30)
    assert (early.more, early.more_out) == (60, at(960))
    assert prices(clock_after([], 0), at(0)) is None


@given(events(), millis)
def test_an_offer_comes_true(rows: list[Timing], now: float) -> None:
    """Taking a way out gives just the end that was offered for it."""
    known = [row for row in rows if row.at <= at(now)]
    clock = clock_after(known, now)
    offer = prices(clock, at(now))
    if offer is None or clock.stage is None:
        return
    more = event(now, "add", clock.stage.id, offer.more)
    assert clock_after([*known, more], now).ends_at == offer.more_out
    if offer.loan is not None:
        after = clock_after([*known, more, event(now, "add", offer.loan.lender.id, -60)], now)
        assert after.ends_at == offer.loan.out
        assert stage(after, offer.loan.lender.id).budget == pytest.approx(offer.loan.after)
