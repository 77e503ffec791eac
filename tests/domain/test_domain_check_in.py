"""What a check-in asks about, and in which order."""

from plans import TODAY, nov, plan, report, step

from flipchart.domain.check_in import TWO_SLIPS, ask_smaller, check_in, last_time, wins
from flipchart.domain.commands.session import WaveGap
from flipchart.domain.follow_up import Evaluation


def test_late_due_and_stuck_steps_are_asked_about_first() -> None:
    """Late ones by their dates, then today's, then stuck ones; all the rest share one question."""
    steps = (
        step("later", due=nov(27)),
        step("stuck", state="blocked"),
        step("today", due=TODAY),
        step("late", due=nov(16)),
        step("stuck soon", state="blocked", due=nov(20)),
        step("latest", state="blocked", due=nov(6)),
        step("none"),
        step("done", state="done", due=nov(6)),
        step("gone", state="dropped", due=nov(6)),
    )
    asked = check_in(plan(steps=steps), TODAY, "two")
    assert [it.id for it in asked.one_by_one] == ["latest", "late", "today", "stuck soon", "stuck"]
    assert [it.id for it in asked.rest] == ["later", "none"]
    assert asked.question == "2 are not due: is anyone stuck?"


def test_what_was_told_in_this_sitting_is_not_asked_again() -> None:
    """A report of another sitting, or of none, does not count."""
    steps = tuple(step(id, due=nov(6)) for id in "abcd")
    answer = (
        report("r1", "a", TODAY, run="two"),
        report("r2", "b", TODAY, run="one"),
        report("r3", "c", TODAY),
        report("r4", "d", TODAY, run="two", dropped=True),
    )
    session = plan(steps=steps, reports=answer)
    assert [it.id for it in check_in(session, TODAY, "two").one_by_one] == ["b", "c", "d"]
    assert len(check_in(session, TODAY, None).one_by_one) == 4
    assert check_in(session, TODAY, "two").question is None
    one = check_in(plan(steps=(step("s"),)), TODAY, None)
    assert one.question == "1 is not due: is anyone stuck?"


def test_the_last_time_is_the_check_in_before_today() -> None:
    """Before the first one it is the beginning of the plan."""
    session = plan(evaluations=tuple(Evaluation(id=f"e{on}", on=nov(on)) for on in (20, 24, 27)))
    assert [last_time(session, nov(on)) for on in (27, 24, 21, 20)] == [nov(24), nov(20), nov(20), nov(18)]


def test_wins_are_what_got_done_since() -> None:
    """Done since the last time, or told to be done since; the first one first; what was done before is known."""
    steps = (
        step("new", state="done", finished=nov(16)),
        step("known", state="done", finished=nov(9)),
        step("told late", state="done", finished=nov(6)),
        step("sometime", state="done"),
        step("open"),
        step("moved on", state="done", finished=nov(16), carried_to="b/t"),
    )
    answer = (report("r", "told late", nov(17), state="done"), report("q", "open", nov(17), state="done"))
    assert [it.id for it in wins(plan(steps=steps, reports=answer), nov(10))] == ["told late", "new"]


def test_two_slips_are_asked_about_once() -> None:
    """And one slip, or a step that is over, is not."""
    it = step("s", due=nov(27), first_due=nov(2), moves=2)
    once = plan(steps=(it,), reports=(report("r1", "s", nov(4), due=nov(9)),))
    twice = once.revise(reports=(*once.reports, report("r2", "s", nov(11), due=nov(27))))
    assert ask_smaller(once, it) is None
    assert ask_smaller(twice, it) == "Smaller, another owner, or drop it?"
    assert ask_smaller(twice, it.revise(state="done")) is None
    assert ask_smaller(WaveGap(TWO_SLIPS, "s").apply(twice), it) is None


def test_what_was_done_before_the_last_time_and_told_after_it_is_a_win() -> None:
    """Reports stand in the order in which they were told: the step was thought open on the 16th."""
    steps = (step("forgotten", state="done", finished=nov(13)), step("known", state="done", finished=nov(13)))
    reports = (
        report("r1", "known", nov(13), state="done"),
        report("r2", "forgotten", nov(16), state="doing"),
        report("r3", "forgotten", nov(13), state="done"),
    )
    assert [it.id for it in wins(plan(steps=steps, reports=reports), nov(16))] == ["forgotten"]
