"""What is said of a step at a check-in, and what it leaves in the plan."""

import datetime as dt
from typing import Any

import pytest
from plans import TODAY, nov, plan, report, step

from flipchart.domain.commands.reports import News, RecordReport, reports_from_news
from flipchart.domain.errors import Rejected
from flipchart.domain.figures import counts
from flipchart.domain.follow_up import Report
from flipchart.domain.kinds import StepState
from flipchart.domain.plan import Step
from flipchart.domain.session import Session


def reported(before: Step, on: dt.date = TODAY, **said: Any) -> tuple[Step, Report]:
    """The step after a report of `on`, and the row that it left."""
    after = RecordReport("s", on, "r", **said).apply(plan(steps=(before,)))
    (row,) = after.reports
    return after.steps[0], row


def test_done_is_done_on_the_day_it_was_told_or_on_the_day_it_was_done() -> None:
    """Told at a check-in, a step may have been done days before; on time goes by that day."""
    promised = step("s", owner="Ana", due=nov(16), first_due=nov(16))
    now, row = reported(promised, state="done", note=" Nobody waits any more ", run="two")
    assert (now.state, now.finished) == ("done", TODAY)
    assert row == report(
        "r", "s", TODAY, state="done", owner="Ana", note="Nobody waits any more", run="two"
    )  # fmt: skip
    earlier, _ = reported(promised, state="done", finished=nov(16))
    assert earlier.finished == nov(16)
    session = plan(steps=(earlier,))
    assert counts(session, TODAY).on_time.words == "1 of 1"


def test_what_is_taken_up_again_is_not_finished() -> None:
    """And a dropped step that is taken up again has no reason for having been dropped."""
    again, _ = reported(step("s", state="done", finished=nov(10)), state="doing")
    assert (again.state, again.finished) == ("doing", None)
    back, row = reported(step("s", state="dropped", reason="no money"), state="open", note="There is some")
    assert (back.state, back.reason, row.state) == ("open", None, "open")


def test_a_word_about_a_done_step_does_not_move_its_day() -> None:
    """What it changed is told weeks later."""
    now, row = reported(step("s", state="done", finished=nov(10)), note="The queue is gone")
    assert (now.finished, row.state, row.note) == (nov(10), "done", "The queue is gone")
    undated, _ = reported(step("s", state="done"), note="The queue is gone")
    assert undated.finished is None


def test_stuck_keeps_the_help_that_was_asked() -> None:
    """What help, and from whom; and whether what was feared came, and its answer ran."""
    now, row = reported(
        step("s"), state="blocked", support="Bo asks the council", obstacle_came=True, contingency_ran=False
    )
    assert now.state == "blocked"
    assert (row.support, row.obstacle_came, row.contingency_ran) == ("Bo asks the council", True, False)


def test_dropping_keeps_the_reason() -> None:
    """Also when the step is told to be dropped once more."""
    now, row = reported(step("s"), state="dropped", note="The survey asks the same")
    assert (now.state, now.reason, row.note) == ("dropped", "The survey asks the same", "The survey asks the same")
    again, _ = reported(now, state="dropped")
    assert again.reason == "The survey asks the same"


def test_a_new_date_leaves_the_state_and_the_first_promise() -> None:
    """A report never rewrites history."""
    before = step("s", state="blocked", due=nov(6), first_due=nov(6), owner="Ana", answer="accepted")
    now, row = reported(before, due=nov(27), note="The drawing came late")
    assert (now.state, now.due, now.first_due, now.moves, now.answer) == ("blocked", nov(27), nov(6), 1, "accepted")
    assert (row.state, row.due) == ("blocked", nov(27))


def test_a_new_date_after_the_old_one_passed_is_a_slip() -> None:
    """Due on the 16th: moved on the 16th it is planning, moved on the 17th a slip."""
    before = plan(steps=(step("s", due=nov(16), first_due=nov(16)),))
    in_time = RecordReport("s", nov(16), "r", due=nov(27)).apply(before)
    too_late = RecordReport("s", nov(17), "r", due=nov(27)).apply(before)
    assert (counts(in_time, TODAY).slips, counts(too_late, TODAY).slips) == (0, 1)
    assert [it.steps[0].moves for it in (in_time, too_late)] == [1, 1]


def test_a_first_date_given_at_a_check_in_is_the_first_promise() -> None:
    """It moves nothing; a hoped one promises nothing."""
    now, row = reported(step("s"), due=nov(27))
    assert (now.due, now.first_due, now.moves, row.due) == (nov(27), nov(27), 0, nov(27))
    hope, _ = reported(step("s"), due=nov(27), hoped=True)
    assert (hope.due, hope.first_due, hope.hoped) == (nov(27), None, True)
    assert counts(plan(steps=(now,), reports=(row,)), TODAY).slips == 0


def test_another_owner_joins_the_group_and_has_not_answered() -> None:
    """The report tells who has it from now on."""
    before = plan(people=("Chen Wei",), steps=(step("s", owner="Ana", answer="accepted"),))
    after = RecordReport("s", TODAY, "r", owner=" chen wei ").apply(before)
    assert (after.steps[0].owner, after.steps[0].answer, after.steps[0].state) == ("Chen Wei", None, "open")
    new = RecordReport("s", TODAY, "r", owner="Dora").apply(before)
    assert (new.people, new.reports[0].owner) == (("Chen Wei", "Dora"), "Dora")


def test_owner_and_date_can_be_told_at_once() -> None:
    """Somebody else takes it, and says by when."""
    now, row = reported(step("s", owner="Ana", due=nov(6), first_due=nov(6)), owner="Bo", due=nov(27))
    assert (now.owner, now.due, row.owner, row.due) == ("Bo", nov(27), "Bo", nov(27))


@pytest.mark.parametrize(
    ("before", "said", "why"),
    [
        (step("s"), {}, "Nothing was said about this step."),
        (step("s"), {"note": ""}, "Nothing was said about this step."),
        (step("s"), {"state": "doing", "due": nov(27)}, "A new date leaves the state as it is."),
        (step("s", state="done"), {"due": nov(27)}, "This step is done: it needs no new date."),
        (step("s", state="dropped"), {"due": nov(27)}, "This step is dropped: it needs no new date."),
        (step("s"), {"finished": nov(10)}, "Only a step that is done has a day on which it was done."),
        (step("s"), {"state": "done", "finished": nov(19)}, "The day on which it was done is still to come."),
        (step("s"), {"state": "finished"}, "The state of this step does not fit"),
        (step("s", carried_to="b/t"), {"state": "done"}, "This step was carried over to another session."),
    ],
)
def test_what_cannot_be_said_is_rejected(before: Step, said: dict[str, Any], why: str) -> None:
    """One sentence of what is wrong, and nothing is changed."""
    with pytest.raises(Rejected, match=why):
        reported(before, **said)


def test_rows_are_added_and_never_replaced() -> None:
    """Three reports of one step are three rows, in their order; an id is never used twice."""
    session: Session = plan(steps=(step("s", due=nov(6), first_due=nov(6)),))
    for id, day, said in (("a", 9, {"due": nov(13)}), ("b", 14, {"due": nov(20)}), ("c", 18, {"state": "done"})):
        session = RecordReport("s", nov(day), id, **said).apply(session)
    assert [(it.id, it.on, it.due, it.state) for it in session.reports] == [
        ("a", nov(9), nov(13), "open"),
        ("b", nov(14), nov(20), "open"),
        ("c", nov(18), None, "done"),
    ]
    assert (session.steps[0].first_due, session.steps[0].moves, session.steps[0].finished) == (nov(6), 2, nov(18))
    with pytest.raises(Rejected, match="This report is already in the plan"):
        RecordReport("s", TODAY, "c", note="again").apply(session)


def tell(session: Session, state: StepState | None = None, on: int = 18, **more: Any) -> Session:
    """The session after news of the step `s`, told on the 18th."""
    for reported in reports_from_news(session, "s", News(state, nov(on), **more), TODAY):
        session = reported.apply(session)
    return session


def rows(session: Session) -> list[tuple[int, str, Any]]:
    """The days and states of the reports, with the day of being done."""
    return [(it.on.day, it.state, it.note) for it in session.reports]


def test_what_is_told_between_meetings_is_told_once() -> None:
    """A state with its day; the same again adds nothing, whatever the day on which it is said again."""
    once = tell(plan(steps=(step("s"),)), "done", 16)
    assert (rows(once), once.steps[0].finished) == ([(16, "done", None)], nov(16))
    assert tell(once, "done", 16) == once
    assert tell(once, "done", 17) == once
    word = tell(once, "done", 16, note="with Bo")
    assert rows(word)[1:] == [(16, "done", "with Bo")]
    assert tell(word, "done", 16, note="with Bo") == word
    assert tell(word, "done", 17, note="with Bo") == word
    assert tell(plan(steps=(step("s"),)), "open") == plan(steps=(step("s"),))
    assert tell(plan(steps=(step("s"),))) == plan(steps=(step("s"),))
    corrected = tell(once, "done", 17, exact=True)
    assert (rows(corrected)[1:], corrected.steps[0].finished) == ([(17, "done", None)], nov(17))
    assert tell(corrected, "done", 17, exact=True) == corrected
    unknown = plan(steps=(step("s", state="done"),))
    assert tell(unknown, "done", 16).steps[0].finished == nov(16)


def test_a_state_and_a_date_are_two_reports_and_a_name_goes_with_the_date() -> None:
    """First how it stands, then the date and the owner."""
    session = plan(steps=(step("s", due=nov(13), owner="Ana"),))
    reported = tell(session, "blocked", due=nov(27), owner="Bo", note="no ladder")
    assert [(it.state, it.due, it.owner, it.note) for it in reported.reports] == [
        ("blocked", None, "Ana", "no ladder"), ("blocked", nov(27), "Bo", None),
    ]  # fmt: skip
    assert tell(reported, "blocked", due=nov(27), owner="bo", note="no ladder") == reported
    only = tell(session, "open", due=nov(27), note="busy")
    assert [(it.state, it.due, it.note) for it in only.reports] == [("open", nov(27), "busy")]


def test_the_past_stays_as_it_was_told() -> None:
    """Done on an earlier day than the last word is told today; anything else would be before it."""
    session = tell(plan(steps=(step("s"),)), "blocked", 17)
    done = tell(session, "done", 13)
    assert (rows(done)[1:], done.steps[0].finished) == ([(18, "done", None)], nov(13))
    with pytest.raises(Rejected, match="2026-11-17"):
        tell(session, "doing", 13)
    with pytest.raises(Rejected, match="still to come"):
        tell(session, "done", 19)


def test_ids_of_reports_come_from_what_is_said() -> None:
    """Two copies of a file that are told the same have the same row; one that is taken is never used again."""
    session = plan(steps=(step("s"),))
    first, second = tell(session, "done").reports, tell(session, "done").reports
    assert first == second
    undone = session.revise(reports=tuple(it.revise(dropped=True) for it in first))
    assert tell(undone, "done").reports[1].id != first[0].id
