"""Breaks and quiet timers: what the clock says of them, and what they cost."""

import pytest
from clock_help import RUN, START, at, clock_after, clock_of, do, event, refused, session

from flipchart.domain.agenda import Timing
from flipchart.domain.clock_words import clock_json
from flipchart.domain.commands.agenda import NextStage, PreviousStage
from flipchart.domain.commands.clock import Discount, LessTime, MoreTime, Pause, Resume
from flipchart.domain.commands.pauses import EndTimer, StartBreak, StartTimer
from flipchart.domain.timing import QuietTimer

NEW = session()
BEGUN = do(NEW, NextStage("run", at(0)))
TOTAL = 900


def test_a_break_tells_when_it_is_over_and_moves_the_agenda() -> None:
    """Ten minutes after a minute: back at 11 min, the end moves by ten minutes, and nobody is behind for it."""
    rests = do(BEGUN, StartBreak("run", 600, at(60)))
    clock = clock_of(rests, 120)
    assert (clock.state, clock.back_at, clock.spent) == ("paused", at(660), 60)
    assert (clock.ends_at, clock.behind) == (at(TOTAL + 600), 0)
    assert clock_json(clock)["back_at"] == "2026-11-18T10:11:00Z"


def test_a_break_that_lasts_too_long_is_overrun_from_then_on() -> None:
    """What is past the planned end of the break is behind; the break itself never is."""
    rests = do(BEGUN, StartBreak("run", 600, at(60)))
    assert clock_of(rests, 720).behind == 60
    back = do(rests, Resume("run", at(720)))
    clock = clock_of(back, 720)
    assert (clock.state, clock.back_at, clock.rested, clock.behind) == ("running", None, 600, 60)


def test_a_break_that_ends_early_gives_its_time_back() -> None:
    """Back after four of ten minutes: the agenda moved by four."""
    back = do(BEGUN, StartBreak("run", 600, at(60)), Resume("run", at(300)))
    clock = clock_of(back, 300)
    assert (clock.rested, clock.ends_at, clock.behind) == (240, at(TOTAL + 240), 0)


def test_a_pause_is_no_break() -> None:
    """A pause without a length costs, as ever, and one that turns into a break counts from there."""
    paused = do(BEGUN, Pause("run", at(60)))
    assert (clock_of(paused, 120).back_at, clock_of(paused, 120).behind) == (None, 60)
    rests = do(paused, StartBreak("run", 300, at(120)))
    assert (clock_of(rests, 200).back_at, clock_of(rests, 200).behind) == (at(420), 60)


def test_plus_makes_a_break_longer_and_minus_shorter() -> None:
    """They count from now; a break that is over gets a full minute, and one of half a minute cannot be shortened."""
    rests = do(BEGUN, StartBreak("run", 300, at(60)))
    longer = do(rests, MoreTime("run", at(120)))
    assert clock_of(longer, 120).back_at == at(420)
    assert clock_of(longer, 120).behind == 0
    assert clock_of(do(longer, LessTime("run", at(150))), 150).back_at == at(360)
    assert clock_of(do(rests, MoreTime("run", at(400))), 400).back_at == at(460)
    assert "twelve hours" in str(refused(LessTime("run", at(330)), rests))


def test_next_and_back_in_a_break_stay_in_it() -> None:
    """The wall shows the same time to go on, and another stage."""
    rests = do(BEGUN, StartBreak("run", 300, at(60)), NextStage("run", at(90)))
    clock = clock_of(rests, 90)
    assert clock.stage is not None
    assert (clock.stage.id, clock.state, clock.back_at, clock.behind) == ("review", "paused", at(360), -60)
    back = clock_of(do(rests, PreviousStage("run", at(100))), 100)
    assert back.stage is not None
    assert (back.stage.id, back.back_at) == ("introduce", at(360))


def test_next_and_back_in_a_pause_stay_paused() -> None:
    """Only a key that says so lets the clock go on; from a break that is over only the pause is left."""
    paused = do(BEGUN, Pause("run", at(30)), NextStage("run", at(40)))
    assert (clock_of(paused, 50).state, clock_of(paused, 50).spent) == ("paused", 0)
    assert clock_of(do(paused, PreviousStage("run", at(60))), 90).spent == 30
    late = do(BEGUN, StartBreak("run", 60, at(30)), NextStage("run", at(200)))
    assert (clock_of(late, 210).state, clock_of(late, 210).back_at) == ("paused", None)


def test_a_quiet_timer_runs_inside_its_stage_and_ends_by_itself() -> None:
    """It changes no budget; a pause stops both, and when its time is over the stage just goes on."""
    quiet = do(BEGUN, StartTimer("run", 60, at(10), "on your own"))
    clock = clock_of(quiet, 40)
    assert (clock.timer, clock.remaining) == (QuietTimer(30, 60, "on your own"), 80)
    assert clock_json(clock)["timer"] == 30
    paused = do(quiet, Pause("run", at(40)), Resume("run", at(100)))
    assert clock_of(paused, 110).timer == QuietTimer(20, 60, "on your own")
    assert (clock_of(paused, 130).timer, clock_of(paused, 130).remaining) == (None, 50)
    assert "timer" not in clock_json(clock_of(paused, 130))


def test_plus_and_minus_change_the_quiet_timer_while_it_runs() -> None:
    """Its bar goes on from where it was; over again, it begins anew."""
    quiet = do(BEGUN, StartTimer("run", 60, at(10)), MoreTime("run", at(40)))
    assert clock_of(quiet, 40).timer == QuietTimer(90, 120, "")
    assert clock_of(do(quiet, LessTime("run", at(50))), 50).timer == QuietTimer(20, 60, "")
    again = do(quiet, StartTimer("run", 30, at(200)))
    assert clock_of(again, 200).timer == QuietTimer(30, 30, "")


def test_a_quiet_timer_ends_with_a_key_or_with_its_stage() -> None:
    """Ended twice is refused, and in the next stage there is none."""
    quiet = do(BEGUN, StartTimer("run", 60, at(10)))
    ended = do(quiet, EndTimer("run", at(20)))
    assert clock_of(ended, 20).timer is None
    assert "No quiet timer" in str(refused(EndTimer("run", at(21)), ended))
    assert clock_of(do(quiet, NextStage("run", at(20))), 20).timer is None


def test_a_quiet_timer_lets_a_paused_clock_go_on() -> None:
    """Minutes on your own begin now."""
    paused = do(BEGUN, Pause("run", at(10)), StartTimer("run", 60, at(20)))
    assert (clock_of(paused, 30).state, clock_of(paused, 30).timer) == ("running", QuietTimer(50, 60, ""))


def test_time_that_is_left_out_is_left_out_of_the_quiet_timer_too() -> None:
    """A laptop that slept for two minutes of it gives them back."""
    quiet = do(BEGUN, StartTimer("run", 60, at(10)))
    assert clock_of(quiet, 150).timer is None
    assert clock_of(do(quiet, Discount("run", 120, at(150))), 150).timer == QuietTimer(40, 60, "")


@pytest.mark.parametrize("seconds", [0, -60, 13 * 3600, 1e300, float("nan")])
def test_a_length_beyond_reason_is_refused(seconds: float) -> None:
    """A minute to twelve hours, said in one sentence; and without a stage there is nothing to break."""
    for command in (StartBreak("run", seconds, at(10)), StartTimer("run", seconds, at(10))):
        assert str(refused(command, BEGUN))
    assert "A break lasts one minute to twelve hours." in refused(StartBreak("run", 0, at(10)), BEGUN)
    assert "No stage" in str(refused(StartBreak("run", 60, at(0)), NEW))


def test_rows_that_make_no_sense_are_passed_over() -> None:
    """A break without a length is a pause, a timer of another stage none, and a break before the start nothing."""
    rest = Timing(run="run", at=at(10), event="pause", why="break")
    assert clock_after([START, rest], 20).back_at is None
    assert clock_after([rest.revise(seconds=60)], 20).back_at is None
    assert clock_after([START, event(10, "timer", "review", 60)], 20, RUN).timer is None
    assert clock_after([event(10, "timer", "introduce", 60)], 20, RUN).timer is None
