"""More and less time: a minute, a loan, a time that was typed, the fit to a fixed end."""

import math

import pytest
from clock_help import OVER, T0, at, clock_of, do, event, session, stage
from hypothesis import given
from hypothesis import strategies as st

from flipchart.domain.clock_words import words
from flipchart.domain.commands.agenda import NextStage, SkipStage, StartStage
from flipchart.domain.commands.clock import AddTime, Borrow, Fit, LessTime, MoreTime, SetRemaining
from flipchart.domain.errors import Rejected
from flipchart.domain.session import Session

BEGUN = do(session(), NextStage("run", T0))


def added(of: Session) -> list[tuple[str | None, int | float | None]]:
    """Return the additions of a session."""
    return [(it.stage, it.seconds) for it in of.timing if it.event == "add"]


def budgets(of: Session) -> list[float]:
    """Return the budgets of the stages."""
    return [it.budget for it in clock_of(of, 3600).stages]


def test_more_is_a_minute_and_over_time_a_full_one_from_now() -> None:
    """Before zero the stage gets 60 s; 0:42 over it gets 1:42 and shows 1:00."""
    assert added(do(BEGUN, MoreTime("run", at(100)))) == [("introduce", 60)]
    now = do(BEGUN, MoreTime("run", at(OVER + 0.9)))
    assert added(now) == [("introduce", 102)]
    assert words(clock_of(now, OVER + 0.9)) == "1:00 left"


def test_a_loan_keeps_the_end_and_is_written_on_both_sides() -> None:
    """The lender gives sixty seconds at the same instant, and the run ends when it did."""
    now = do(BEGUN, Borrow("run", at(OVER)))
    assert added(now) == [("introduce", 102), ("resources", -60)]
    assert now.timing[-1].at == now.timing[-2].at == at(OVER)
    assert clock_of(now, OVER).ends_at == clock_of(BEGUN, OVER).ends_at


def test_without_a_lender_a_loan_is_refused() -> None:
    """A stage lends only while it keeps a minute itself."""
    poor = do(session(seconds=(120, 119)), NextStage("run", T0))
    with pytest.raises(Rejected, match="can lend a minute and keep one"):
        Borrow("run", at(10)).apply(poor)


@pytest.mark.parametrize("command", [MoreTime, LessTime, Borrow])
def test_without_a_stage_there_is_nothing_to_change(command: type[MoreTime | LessTime | Borrow]) -> None:
    """Before the start the sentence says so."""
    with pytest.raises(Rejected, match="No stage has been started yet"):
        command("run", T0).apply(session())


def test_less_takes_back_the_last_addition_first() -> None:
    """Two additions over time are taken back one by one, then a minute goes each time."""
    now = do(BEGUN, MoreTime("run", at(OVER)), MoreTime("run", at(OVER + 1)))
    now = do(now, *(LessTime("run", at(OVER + 2 + i)) for i in range(3)))
    assert [seconds for _, seconds in added(now)] == [102, 60, -60, -102, -60]


def test_less_undoes_a_loan_on_both_sides() -> None:
    """The lender has its minute again; the next press takes an ordinary one."""
    now = do(BEGUN, Borrow("run", at(OVER)), LessTime("run", at(OVER + 1)))
    assert budgets(now) == budgets(BEGUN)
    assert added(do(now, LessTime("run", at(OVER + 2))))[-1] == ("introduce", -60)


def test_less_undoes_a_loan_that_was_written_the_other_way_round() -> None:
    """Another writer, or a merge, may have put the lender's row first."""
    loan = (event(OVER, "add", "resources", -60), event(OVER, "add", "introduce", 102))
    lent = BEGUN.revise(timing=(*BEGUN.timing, *loan))
    assert budgets(do(lent, LessTime("run", at(OVER + 1)))) == budgets(BEGUN)


def test_a_loan_and_an_addition_are_told_apart() -> None:
    """Taken back in the order opposite to that in which they came."""
    now = do(BEGUN, Borrow("run", at(10)), MoreTime("run", at(20)), LessTime("run", at(30)))
    assert budgets(now)[0] == 180
    assert budgets(now)[-1] == 60
    assert budgets(do(now, LessTime("run", at(40)))) == budgets(BEGUN)


def test_a_loan_of_which_the_lender_is_over_is_taken_back_on_this_side_alone() -> None:
    """What is over takes no time; a lender that does not exist neither."""
    now = do(BEGUN, Borrow("run", at(10)), SkipStage("run", "resources", at(20)), LessTime("run", at(30)))
    assert added(now)[-1] == ("introduce", -60)
    strange = (event(10, "add", "introduce", 60), event(10, "add", "gone", -60))
    odd = BEGUN.revise(timing=(*BEGUN.timing, *strange))
    assert added(do(odd, LessTime("run", at(20))))[-1] == ("introduce", -60)


def test_the_lender_does_not_take_back_what_it_lent() -> None:
    """In the stage that lent a minute, less takes one of its own minutes and no loan back."""
    now = do(BEGUN, Borrow("run", at(10)), StartStage("run", "resources", at(20)), LessTime("run", at(30)))
    assert added(now)[-1] == ("resources", -60)
    assert budgets(now)[0] == 180


def test_less_stops_when_there_is_no_time_to_take() -> None:
    """The last press takes what is left of the budget; then the sentence says that there is none."""
    short = do(session(seconds=(90, 60)), NextStage("run", T0), LessTime("run", at(1)), LessTime("run", at(2)))
    assert [seconds for _, seconds in added(short)] == [-60, -30]
    with pytest.raises(Rejected, match="Introduce has no time left to take"):
        LessTime("run", at(3)).apply(short)


def test_a_loan_is_not_given_back_twice() -> None:
    """Where the budget no longer holds what was lent, the lender gets its minute once."""
    now = do(session(seconds=(30, 600)), NextStage("run", T0), Borrow("run", at(1)))
    now = do(now, AddTime("run", "introduce", -50, at(2)), LessTime("run", at(3)))
    assert budgets(now) == [0, 600]
    now = do(now, StartStage("run", "review", at(4)), AddTime("run", "introduce", 120, at(5)))
    now = do(now, StartStage("run", "introduce", at(6)), LessTime("run", at(7)))
    assert budgets(now) == [60, 600]


def test_time_is_added_to_any_stage_that_is_not_over() -> None:
    """Whole seconds, never below nothing, with why where it was said."""
    now = do(BEGUN, AddTime("run", "define", 90.4, at(5), "a guest speaks"), AddTime("run", "review", -999, at(6)))
    assert added(now) == [("define", 90), ("review", -180)]
    assert now.timing[1].why == "a guest speaks"
    for seconds, stage_id, sentence in (
        (0.2, "define", "This changes nothing"), (-60, "review", "Review has no time left to take"),
        (60, "gone", "not in the agenda"), (math.inf, "define", "not a length of time"),
        (10**12, "define", "not a length of time"),
    ):  # fmt: skip
        with pytest.raises(Rejected, match=sentence):
            AddTime("run", stage_id, seconds, at(7)).apply(now)
    with pytest.raises(Rejected, match="Introduce is over"):
        AddTime("run", "introduce", 60, at(9)).apply(do(now, NextStage("run", at(8))))


@given(st.integers(0, 3600), st.integers(0, 400_000))
def test_the_time_that_is_typed_is_the_time_that_is_seen(wanted: int, passed: int) -> None:
    """Setting what is left to 2:30 shows 2:30, whatever fraction of a second it is done in."""
    now = do(BEGUN, SetRemaining("run", wanted, at(passed / 1000)))
    clock = clock_of(now, passed / 1000)
    assert wanted - 1 < clock.remaining <= wanted
    assert all(isinstance(seconds, int) for _, seconds in added(now))


def test_setting_the_time_that_is_left_already_writes_nothing() -> None:
    """No event without a change; and no time below zero."""
    assert added(do(BEGUN, SetRemaining("run", 100, at(20)))) == []
    with pytest.raises(Rejected, match="less than 0:00"):
        SetRemaining("run", -1, at(20)).apply(BEGUN)


def test_nobody_gives_a_stage_more_than_half_a_day() -> None:
    """A time of the clock that has just passed would else be tomorrow's, without a word."""
    half = 12 * 3600
    assert added(do(BEGUN, SetRemaining("run", half, at(20)))) != []
    for command in (SetRemaining("run", half + 1, at(20)), AddTime("run", "introduce", half + 1, at(20))):
        with pytest.raises(Rejected, match="A stage can have twelve hours at most"):
            command.apply(BEGUN)


def ending_by(seconds: int) -> Session:
    """Return the session whose run was opened with an end."""
    return BEGUN.revise(runs=tuple(run.revise(ends_by=at(seconds)) for run in BEGUN.runs))


def test_fitting_shortens_what_is_still_to_come() -> None:
    """After it the run ends at the pinned end; done once more there is nothing to do."""
    now = do(ending_by(510), Fit("run", T0))
    assert budgets(now) == [120, 90, 150, 90, 60]
    assert clock_of(now, 0).ends_at == at(510)
    with pytest.raises(Rejected, match="ends in time as it is"):
        Fit("run", T0).apply(now)


def test_fitting_as_far_as_it_goes_is_done_and_then_refused() -> None:
    """Where the end cannot be reached the stages still shrink to half a minute each, once."""
    now = do(ending_by(10), Fit("run", T0))
    assert budgets(now) == [120, 30, 30, 30, 30]
    with pytest.raises(Rejected, match="can be shortened"):
        Fit("run", T0).apply(now)


def test_fitting_needs_a_fixed_end_and_a_run_that_is_not_over() -> None:
    """Both are said."""
    with pytest.raises(Rejected, match="No end is set"):
        Fit("run", T0).apply(BEGUN)
    ended = ending_by(510).revise(timing=(*BEGUN.timing, event(5, "end")))
    with pytest.raises(Rejected, match="This run has ended"):
        Fit("run", at(9)).apply(ended)


def test_an_addition_of_another_stage_or_before_it_was_current_is_not_taken_back() -> None:
    """Minutes that were planned into a stage before it began are part of its plan."""
    now = do(BEGUN, AddTime("run", "review", 300, at(5)), MoreTime("run", at(6)), NextStage("run", at(9)))
    now = do(now, LessTime("run", at(10)))
    assert added(now)[-1] == ("review", -60)
    assert stage(clock_of(now, 10), "introduce").budget == 180
