"""The commands of the clock: each in turn, each refusal, and what no key press can do."""

import datetime as dt

from clock_help import RUN, T0, agenda, at, clock_of, do, event, refused, session, stage

from flipchart.domain.agenda import Run
from flipchart.domain.commands.agenda import EndRun, NextStage, OpenRun, PreviousStage, SkipStage, StartStage
from flipchart.domain.commands.clock import Discount, Pause, Resume
from flipchart.domain.session import Session
from flipchart.domain.timing import RunClock

NEW = session()
BEGUN = do(NEW, NextStage("run", T0))


def rows(of: Session) -> list[tuple[float, str, str | None, int | float | None]]:
    """Return the events of a session in short."""
    return [((it.at - T0).total_seconds(), it.event, it.stage, it.seconds) for it in of.timing]


def states(clock: RunClock) -> list[str]:
    """Return the states of the stages."""
    return [it.state for it in clock.stages]


def test_opening_a_run_adds_it_with_its_agenda() -> None:
    """A new run is the last one, its stages are in place, and nothing has started."""
    later = Run(id="later", kind="follow-up")
    stages = tuple(it.revise(id=f"{it.id}-2", run="later") for it in agenda(60, 120))
    opened = do(BEGUN, OpenRun(later, stages))
    assert clock_of(opened, 10).state == "planned"
    assert [it.id for it in clock_of(opened, 10).stages] == ["introduce-2", "review-2"]


def test_a_run_that_does_not_fit_in_is_refused() -> None:
    """No agenda, ids that are there already or twice, and stages of another run."""
    later, stages = Run(id="later", kind="follow-up"), agenda(60, run="later")
    assert refused(OpenRun(later, ()), NEW) == "This agenda has no stages."
    assert refused(OpenRun(RUN, agenda(run="run")), NEW) == "This run is already in the session."
    assert refused(OpenRun(later, stages), NEW) == "This run is already in the session."
    assert refused(OpenRun(later, stages * 2), NEW.revise(stages=())) == "This run is already in the session."
    other = tuple(it.revise(id="x", run="else") for it in stages)
    assert refused(OpenRun(later, other), NEW) == "A stage of this agenda belongs to another run."


def test_next_goes_through_the_agenda_and_ends_the_run() -> None:
    """Done and start with one instant for every stage, done and end after the last."""
    now, passed = NEW, 0
    for passed in range(0, 60, 10):
        now = do(now, NextStage("run", at(passed)))
    assert rows(now)[:3] == [
        (0, "start", "introduce", None), (10, "done", "introduce", None), (10, "start", "review", None),
    ]  # fmt: skip
    assert rows(now)[-2:] == [(50, "done", "resources", None), (50, "end", None, None)]
    assert clock_of(now, passed).state == "ended"
    assert refused(NextStage("run", at(60)), now) == "This run has ended."


def test_next_passes_over_what_is_done_or_left_out() -> None:
    """The following stage is the next one that is neither; what was jumped over stays pending."""
    now = do(BEGUN, SkipStage("run", "review", at(5)), NextStage("run", at(10)))
    assert states(clock_of(now, 10)) == ["done", "skipped", "running", "pending", "pending"]
    now = do(now, StartStage("run", "resources", at(20)), NextStage("run", at(30)))
    assert states(clock_of(now, 30)) == ["done", "skipped", "open", "pending", "done"]
    assert clock_of(now, 30).state == "ended"


def test_next_between_stages_goes_on_from_the_last() -> None:
    """A file that a person changed may have no stage current; next knows where it was."""
    between = do(BEGUN, NextStage("run", at(10)))
    between = between.revise(timing=(*between.timing, event(20, "done", "review")))
    assert clock_of(do(between, NextStage("run", at(30))), 30).stage == stage(
        clock_of(do(between, StartStage("run", "define", at(30))), 30), "define"
    )
    last = between.revise(timing=(*between.timing, event(25, "start", "resources"), event(26, "done", "resources")))
    assert clock_of(do(last, NextStage("run", at(30))), 30).state == "ended"


def test_a_run_of_which_everything_is_left_out_does_not_start() -> None:
    """Before the start there must be something to start."""
    out = do(NEW, *(SkipStage("run", it.id, T0) for it in agenda()))
    assert refused(NextStage("run", T0), out) == "No stage of this run is left to start."
    assert clock_of(do(out, StartStage("run", "define", T0)), 0).state == "running"


def test_back_is_a_jump_to_the_stage_before() -> None:
    """The stage left stays open, the one before is taken up again, done or not."""
    now = do(BEGUN, NextStage("run", at(60)), PreviousStage("run", at(70)))
    assert rows(now)[-1] == (70, "start", "introduce", None)
    clock = clock_of(now, 80)
    assert states(clock)[:2] == ["running", "open"]
    assert (stage(clock, "introduce").spent, stage(clock, "review").spent) == (70, 10)
    assert refused(PreviousStage("run", at(80)), now).startswith("This is the first stage")
    assert refused(PreviousStage("run", T0), NEW) == "No stage has been started yet."


def test_back_after_the_end_takes_up_the_last_stage() -> None:
    """An accidental next on the last stage has a way back."""
    now = do(BEGUN, StartStage("run", "resources", at(10)), NextStage("run", at(20)), PreviousStage("run", at(25)))
    clock = clock_of(now, 30)
    assert (clock.state, clock.stage and clock.stage.id, clock.spent) == ("running", "resources", 15)


def test_a_jump_needs_a_stage_that_is_not_running() -> None:
    """A paused stage may be started again; one that runs or does not exist is refused."""
    assert refused(StartStage("run", "introduce", at(5)), BEGUN) == "Introduce is already running."
    assert refused(StartStage("run", "gone", at(5)), BEGUN) == "This stage is not in the agenda of the run."
    paused = do(BEGUN, Pause("run", at(5)), StartStage("run", "introduce", at(9)))
    assert clock_of(paused, 10).spent == 6


def test_leaving_out_the_current_stage_goes_on_to_the_next() -> None:
    """Skipping never leaves the room without a clock; the last stage left out ends the run."""
    now = do(BEGUN, SkipStage("run", "introduce", at(10)))
    assert states(clock_of(now, 10))[:2] == ["skipped", "running"]
    assert refused(SkipStage("run", "introduce", at(11)), now) == "Introduce is already left out."
    now = do(now, NextStage("run", at(20)))
    assert refused(SkipStage("run", "review", at(21)), now) == "Review is already finished."
    now = do(now, StartStage("run", "resources", at(30)), SkipStage("run", "resources", at(40)))
    assert clock_of(now, 40).state == "ended"


def test_pause_and_resume_make_sense_or_say_why_not() -> None:
    """Each only from the state that it leaves."""
    paused = do(BEGUN, Pause("run", at(10)))
    assert clock_of(paused, 99).spent == 10
    assert clock_of(do(paused, Resume("run", at(20))), 25).spent == 15
    assert refused(Pause("run", at(11)), paused) == "The clock is already paused."
    assert refused(Resume("run", at(11)), BEGUN) == "The clock is already running."
    assert refused(Pause("run", T0), NEW) == "No stage has been started yet."
    assert refused(Resume("run", T0), NEW) == "No stage has been started yet."
    between = BEGUN.revise(timing=(*BEGUN.timing, event(5, "done", "introduce")))
    assert refused(Pause("run", at(9)), between) == "No stage is under way."
    assert refused(Pause("run", at(9)), do(BEGUN, EndRun("run", at(5)))) == "This run has ended."


def test_time_left_out_comes_off_in_whole_seconds() -> None:
    """The room's time goes on as it was before the jump."""
    now = do(BEGUN, Discount("run", 759.6, at(800), "the laptop slept"))
    assert rows(now)[-1] == (800, "discount", None, 760)
    assert now.timing[-1].why == "the laptop slept"
    assert clock_of(now, 800).spent == 40
    assert clock_of(do(BEGUN, Discount("run", -30, at(10))), 10).spent == 40
    assert refused(Discount("run", 0.4, at(10)), BEGUN).startswith("There is no time to leave out")
    assert refused(Discount("run", 60, at(10)), NEW) == "No stage has been started yet."


def test_ending_a_run_finishes_its_stage() -> None:
    """The end is written once, and only of a run that has begun."""
    ended = do(BEGUN, EndRun("run", at(10)))
    assert states(clock_of(ended, 20))[0] == "done"
    assert refused(EndRun("run", at(20)), ended) == "This run has already ended."
    assert refused(EndRun("run", T0), NEW) == "This run has not begun."
    assert clock_of(do(ended, StartStage("run", "introduce", at(30))), 35).spent == 15


def test_a_clock_set_back_does_not_mix_up_what_is_done() -> None:
    """What is done after what was done is written after it, whatever the wall clock says meanwhile."""
    now = do(BEGUN, NextStage("run", at(60)), Pause("run", at(50)))
    assert rows(now)[-1] == (60, "pause", None, None)
    assert clock_of(now, 70).state == "paused"


def test_instants_are_written_in_utc_to_the_millisecond() -> None:
    """The file has UTC and whole milliseconds, whatever the caller's zone."""
    zone = dt.timezone(dt.timedelta(hours=-3))
    when = (T0 + dt.timedelta(microseconds=1999)).astimezone(zone)
    written = do(NEW, NextStage("run", when)).timing[0].at
    assert (written.tzinfo, written) == (dt.UTC, T0 + dt.timedelta(milliseconds=1))
