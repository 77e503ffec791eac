"""The history of one step, row by row."""

from plans import TODAY, nov, plan, report, step

from flipchart.domain.commands.reports import RecordReport
from flipchart.domain.follow_up import Report
from flipchart.domain.identity import UNDONE
from flipchart.domain.plan import Step
from flipchart.domain.step_history import history_of


def rows_of(it: Step, *reports: Report) -> list[tuple[int | None, str, str]]:
    """Day of November, kind and words of each row."""
    rows = history_of(it, reports, TODAY)
    return [(row.on.day if row.on else None, row.kind, row.words) for row in rows]


def test_a_long_history() -> None:
    """Promised, moved in time, slipped, stuck, done: whatever order the rows of the file have."""
    it = step("s", state="done", due=nov(13), first_due=nov(6), moves=2, finished=nov(16))
    rows = [
        report("r4", "s", TODAY, state="done", note="Nobody waits any more"),
        report("r1", "s", nov(5), due=nov(9), note="The drawing came late."),
        report("r2", "s", nov(10), due=nov(13), obstacle_came=True, contingency_ran=False),
        report("r3", "s", nov(12), state="blocked", support="Bo asks the council", obstacle_came=False),
        report("other", "x", nov(12), state="doing"),
        report("undone", "s", nov(12), state="doing", dropped=True),
    ]
    assert rows_of(it, *rows) == [
        (None, "promised", "Promised for Fri 6 Nov."),
        (5, "moved", "Moved from Fri 6 Nov to Mon 9 Nov. The drawing came late."),
        (
            10, "slipped",
            "Moved from Mon 9 Nov to Fri 13 Nov, after it had passed. What was feared happened. "
            "The answer to it was not used.",
        ),
        (12, "reported", "Stuck. Help asked: Bo asks the council. What was feared did not happen."),
        (18, "done", "Done on Mon 16 Nov. Nobody waits any more."),
    ]  # fmt: skip


def test_in_the_room_a_date_was_moved_and_no_more() -> None:
    """That it had passed by then is for the desk."""
    it = step("s", due=nov(13), first_due=nov(9), moves=1)
    (_, row) = history_of(it, [report("r", "s", nov(10), due=nov(13), note="No socket")], TODAY, room=True)
    assert (row.kind, row.words) == ("moved", "Moved from Mon 9 Nov to Fri 13 Nov. No socket.")


def test_each_row_points_to_its_report() -> None:
    """So that it can be corrected."""
    row = report("r", "s", nov(9), state="doing", contingency_ran=True)
    assert [it.report for it in history_of(step("s", due=nov(20)), [row], TODAY)] == [None, row]
    assert rows_of(step("s"), row) == [(9, "reported", "Under way. The answer to it was used.")]


def test_a_history_as_a_person_types_it() -> None:
    """Without reports the step itself tells the end; a hope is no promise."""
    assert rows_of(step("s")) == []
    assert rows_of(step("s", due=nov(20), hoped=True)) == [(None, "hoped", "Hoped for Fri 20 Nov.")]
    assert rows_of(step("s", state="done", finished=nov(16))) == [(16, "done", "Done on Mon 16 Nov.")]
    assert rows_of(step("s", state="done")) == [(None, "done", "Done.")]
    assert rows_of(step("s", state="dropped", reason="no money")) == [(None, "dropped", "Dropped. no money.")]
    assert rows_of(step("s", state="dropped")) == [(None, "dropped", "Dropped.")]
    assert rows_of(step("s", state="dropped", reason=UNDONE)) == []


def test_a_step_that_was_carried_tells_so_at_both_ends() -> None:
    """Ids are never shown."""
    assert rows_of(step("s", carried_from="old/s", due=nov(20))) == [
        (None, "carried", "Carried over from an earlier session."),
        (None, "promised", "Promised for Fri 20 Nov."),
    ]
    assert rows_of(step("s", carried_to="new/s")) == [(None, "carried", "Carried over to a later session.")]


def test_a_first_date_given_at_a_check_in_and_one_told_again_are_no_moves() -> None:
    """Told for the 20th on the 9th, and again on the 10th."""
    it = step("s", due=nov(20), first_due=nov(20))
    rows = (report("r1", "s", nov(9), due=nov(20)), report("r2", "s", nov(10), due=nov(20)))
    assert [kind for _, kind, _ in rows_of(it, *rows)] == ["promised", "reported", "reported"]
    assert rows_of(it, *rows)[1][2] == "For Fri 20 Nov."


def test_the_history_of_reports_that_were_recorded() -> None:
    """What the command writes reads back as it was said."""
    session = plan(steps=(step("s", due=nov(6), first_due=nov(6)),))
    session = RecordReport("s", nov(9), "r1", due=nov(20)).apply(session)
    session = RecordReport("s", nov(10), "r2", state="dropped", note="Asked elsewhere").apply(session)
    assert rows_of(session.steps[0], *session.reports) == [
        (None, "promised", "Promised for Fri 6 Nov."),
        (9, "slipped", "Moved from Fri 6 Nov to Fri 20 Nov, after it had passed."),
        (10, "dropped", "Dropped. Asked elsewhere."),
    ]
