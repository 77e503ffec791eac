"""The clock: the checked examples, each rule in turn, and what holds whatever happens."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
import tomli
from clock_help import RUN, START, T0, agenda, at, clock_after, event, session, stage

from flipchart.domain.agenda import Run, Stage, Timing
from flipchart.domain.clock_words import clock_json, instant, number
from flipchart.domain.timing import fold, found_running, phase, running_since, session_clock, steady

VECTORS = tomli.loads((Path(__file__).parent.parent / "data" / "clock.toml").read_text("utf-8"))["case"]


@pytest.mark.parametrize("case", VECTORS, ids=lambda case: case["name"])
def test_checked_examples_come_out_exactly(case: dict[str, Any]) -> None:
    """Every checked example of the design gives exactly what it says, in the words of `show --json`."""
    run = Run(id="r", kind="workshop", planned_start=case.get("planned_start"), ends_by=case.get("ends_by"))
    stages = [Stage(run="r", kind=it["id"], title=it["id"], **it) for it in case["stages"]]
    clock = clock_json(fold(run, stages, [Timing(run="r", **it) for it in case["events"]], case["now"]))
    expect = case["expect"]
    assert clock["stage"] == expect.get("stage")
    assert clock["phase"] == expect.get("phase")
    assert clock["behind"] == expect["behind"]
    assert clock["ends_at"] == instant(expect["ends_at"])
    assert clock["planned_end"] == instant(expect["planned_end"])
    got = clock["stages"]
    assert isinstance(got, list)
    assert {it["id"]: {key: it[key] for key in ("state", "spent", "remaining")} for it in got} == expect["stages"]


def test_nothing_started_is_planned_and_ends_after_the_sum_from_now() -> None:
    """Without a planned start a run that has not begun would begin now."""
    clock = clock_after([], 30)
    assert (clock.state, clock.stage, clock.phase, clock.latest) == ("planned", None, None, None)
    assert (clock.spent, clock.remaining) == (0, 0)
    assert clock.ends_at == at(930) == clock.planned_end


def test_a_run_that_should_have_begun_ends_later() -> None:
    """Past the planned start, the end moves with now and the planned end stays."""
    clock = clock_after([], 60, RUN.revise(planned_start=T0))
    assert (clock.ends_at, clock.planned_end, clock.behind) == (at(960), at(900), 60)


def test_without_a_planned_start_the_first_start_counts() -> None:
    """The planned end of an unplanned run is counted from the first start, also after going back."""
    clock = clock_after([event(10, "start", "review"), event(70, "start", "introduce")], 70)
    assert clock.planned_end == at(910)
    assert clock.started == at(10)


def test_a_paused_stage_left_is_open_and_its_pause_costs_nothing() -> None:
    """Going elsewhere from a pause leaves the stage open with what it had spent."""
    clock = clock_after([START, event(30, "pause"), event(90, "start", "define")], 100)
    assert stage(clock, "introduce").state == "open"
    assert stage(clock, "introduce").spent == 30
    assert clock.stage is not None
    assert (clock.stage.id, clock.spent, clock.remaining) == ("define", 10, 290)


@pytest.mark.parametrize("over", ["done", "skip"])
def test_a_finished_or_skipped_stage_is_taken_up_again(over: Any) -> None:
    """A start on a stage that was over goes on from what it had spent."""
    clock = clock_after([START, event(50, over, "introduce"), event(80, "start", "introduce")], 100)
    assert stage(clock, "introduce").state == "running"
    assert stage(clock, "introduce").spent == 70


def test_starting_the_paused_stage_resumes_it() -> None:
    """A start on the stage that is paused lets it go on; on the one that runs it changes nothing."""
    clock = clock_after(
        [START, event(10, "pause"), event(60, "start", "introduce"), event(65, "start", "introduce")], 70
    )
    assert (clock.state, clock.spent) == ("running", 20)


def test_after_the_end_its_time_is_told_and_a_start_takes_the_run_up_again() -> None:
    """`ends_at` is the time of the end, the running stage is done, and a start goes on."""
    ended = [START, event(100, "end"), event(110, "end")]
    clock = clock_after(ended, 500)
    assert (clock.state, clock.stage, clock.ends_at) == ("ended", None, at(100))
    assert stage(clock, "introduce").state == "done"
    assert clock.latest == stage(clock, "introduce")
    again = clock_after([*ended, event(600, "start", "review")], 610)
    assert (again.state, again.ends_at) == ("running", at(610 + 170 + 300 + 180 + 120))


def test_done_without_a_next_start_is_between() -> None:
    """Started and nothing current is `between`; the stage that was last is still told."""
    clock = clock_after([START, event(60, "done", "introduce")], 70)
    assert (clock.state, clock.stage, clock.latest) == ("between", None, stage(clock, "introduce"))


def test_events_that_make_no_sense_are_passed_over() -> None:
    """Pauses, discounts and ends out of place, unknown stages and other runs change nothing."""
    noise = [
        event(1, "pause"), event(2, "resume"), event(3, "discount", seconds=5), event(4, "start", "gone"),
        event(5, "start"), event(6, "add", "gone", 60), event(7, "done"), event(8, "add", "define"),
        event(9, "add", "define", float("nan")), Timing(run="other", at=at(9), event="start", stage="define"),
    ]  # fmt: skip
    assert clock_after(noise, 20) == clock_after([], 20)


def test_what_is_over_changes_only_by_a_start() -> None:
    """A finished stage takes no time, no second ending and no skip."""
    done = [START, event(60, "done", "introduce")]
    late = [event(70, "add", "introduce", 60), event(80, "skip", "introduce"), event(90, "done", "introduce")]
    assert clock_after([*done, *late], 100).stages == clock_after(done, 100).stages


def test_a_skipped_stage_is_out_of_the_forecast() -> None:
    """A stage left out no longer counts for the end, but for the planned end it does."""
    clock = clock_after([START, event(0, "skip", "define")], 0)
    assert (stage(clock, "define").state, clock.ends_at, clock.behind) == ("skipped", at(600), -300)


def test_a_budget_is_never_below_zero_and_what_comes_after_counts_in_full() -> None:
    """Taking more than there is leaves nothing, and a minute added then is a minute."""
    taken = event(1, "add", "define", -900)
    assert stage(clock_after([taken], 5), "define").budget == 0
    assert stage(clock_after([taken, event(2, "add", "define", 60)], 5), "define").budget == 60


def test_discounts_come_off_the_current_stage_running_or_paused() -> None:
    """A discount takes spent time off, never below 0; a negative one gives back what a clock swallowed."""
    assert clock_after([START, event(100, "discount", seconds=40)], 110).spent == 70
    assert clock_after([START, event(100, "pause"), event(101, "discount", seconds=40)], 110).spent == 60
    assert clock_after([START, event(100, "discount", seconds=400)], 110).spent == 10
    assert clock_after([START, event(100, "discount", seconds=-30)], 110).spent == 140


def test_events_after_now_are_left_out() -> None:
    """At an instant in the past the clock is what it was then."""
    all_of_it = [START, event(60, "done", "introduce"), event(60, "start", "review"), event(90, "end")]
    assert clock_after(all_of_it, 30) == clock_after([START], 30)
    assert clock_after(all_of_it, 60).stage is not None


def test_mixed_rows_are_sorted_and_those_of_one_instant_keep_their_order() -> None:
    """A merge may leave rows in any order; done and start of one key press stay as they were written."""
    rows = [event(60, "done", "introduce"), event(60, "start", "review"), START]
    clock = clock_after(rows, 70)
    assert [it.state for it in clock.stages[:2]] == ["done", "running"]


def test_durations_beyond_reason_do_not_overflow() -> None:
    """A slip of the pen in a file (a stage of a billion years) must not stop the clock."""
    clock = clock_after(
        [START, event(1, "add", "introduce", 10**400), event(2, "discount", seconds=-(10**30))],
        5,
        RUN,
        10**30,
    )
    assert clock.ends_at >= at(5)
    late = dt.datetime(9999, 12, 31, 23, tzinfo=dt.UTC)
    assert fold(RUN, agenda(), [START], late).ends_at == late
    assert fold(RUN, agenda(), [], late).ends_at == late


@pytest.mark.parametrize(
    ("budget", "remaining", "expected"),
    [
        (300, 61, "normal"), (300, 60, "warning"), (300, 31, "warning"), (300, 30, "danger"),
        (300, 0, "danger"), (300, -0.001, "overtime"),
        (120, 25, "normal"), (120, 24, "warning"), (120, 12, "danger"),
        (3600, 121, "normal"), (3600, 120, "warning"), (3600, 60, "danger"),
        (60, 20, "warning"), (60, 10, "danger"),
        (20, 20, "normal"), (20, 11, "normal"), (20, 10, "danger"), (10, 5, "normal"), (0, 0, "normal"),
    ],
)  # fmt: skip
def test_the_phase_grows_with_the_budget(budget: float, remaining: float, expected: str) -> None:
    """Thresholds are 10 % and 20 % within bounds; one that is not smaller than the budget is skipped."""
    assert phase(budget, remaining) == expected


def test_the_clock_of_a_session_is_that_of_its_last_run() -> None:
    """A follow-up's clock takes the place of the workshop's; a session without a run has none."""
    after = session(START).revise(runs=(RUN, Run(id="later", kind="follow-up")))
    clock = session_clock(after, at(10))
    assert clock is not None
    assert (clock.run, clock.state, clock.stages) == ("later", "planned", ())
    assert session_clock(after.revise(runs=()), at(10)) is None


def test_the_json_has_whole_numbers_and_instants_with_z() -> None:
    """Whole seconds are integers, others go to the millisecond, instants are UTC with `Z`."""
    zone = dt.timezone(dt.timedelta(hours=5, minutes=30))
    clock = fold(RUN, agenda(120), [START], at(60.25).astimezone(zone))
    assert clock_json(clock) == {
        "run": "run", "stage": "introduce", "state": "running", "phase": "normal",
        "spent": 60.25, "remaining": 59.75,
        "ends_at": "2026-11-18T10:02:00Z", "planned_end": "2026-11-18T10:02:00Z", "behind": 0,
        "stages": [{
            "id": "introduce", "kind": "introduce", "title": "Introduce", "state": "running",
            "planned": 120, "added": 0, "spent": 60.25, "remaining": 59.75,
        }],
    }  # fmt: skip
    assert isinstance(number(120.0), int)
    assert instant(at(0.123)) == "2026-11-18T10:00:00.123Z"
    assert clock_json(clock_after([], 0))["stage"] is None


def test_a_clock_set_back_does_not_unmake_what_just_happened() -> None:
    """Now is moved up to an event of the last hour ahead, not to one of a wrong day, nor to another run's."""
    assert steady(session(START), RUN, at(-30)) == T0
    assert steady(session(START), RUN, at(30)) == at(30)
    assert steady(session(START, event(86400, "end")), RUN, at(30)) == at(30)
    assert steady(session(START), Run(id="other", kind="workshop"), at(-30)) == at(-30)


def test_a_run_found_running_tells_how_long_nobody_was_there() -> None:
    """The gap counts from the last event or the file's last write, and a short one is not asked about."""
    running = session(START)
    assert found_running(running, at(192), None) == 192
    assert found_running(running, at(192), at(180)) == 12
    assert found_running(running, at(192), at(-50)) == 192
    assert found_running(running, at(192), at(188)) is None
    assert found_running(running, at(192), at(196)) is None
    assert found_running(running, at(192), at(500)) == 192
    assert found_running(session(START, event(5, "pause")), at(192), None) is None
    assert found_running(running.revise(runs=()), at(192), None) is None


def test_running_since_is_the_last_event_of_a_running_run() -> None:
    """The last event of this run is the last sign of life that the file itself holds."""
    running = session(START, event(40, "add", "define", 60))
    clock = session_clock(running, at(50))
    assert clock is not None
    assert running_since(clock, running) == at(40)
    assert running_since(clock_after([], 5), running) is None
