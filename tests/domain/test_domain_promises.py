"""First promises, moves and slips."""

import pytest
from plans import TODAY, nov, report, step

from flipchart.domain.plan import Step
from flipchart.domain.promises import promised, redated, redating_report, slips


def moved(before: Step, day: int | None, *, hoped: bool = False, planning: bool = False) -> Step:
    """The step with another date in November."""
    due = nov(day) if day else None
    return redated(before, due, hoped, today=TODAY, planning=planning)


def promise(it: Step) -> tuple[int | None, int | None, int, bool]:
    """Due, first promise, moves, hoped."""
    return it.due.day if it.due else None, it.first_due.day if it.first_due else None, it.moves, it.hoped


def test_a_hope_becomes_a_promise() -> None:
    """The first date that is not hoped is the first promise; the day itself may stay."""
    hope = step("s", due=nov(20), hoped=True)
    assert promise(moved(hope, 20)) == (20, 20, 0, False)
    assert promise(moved(hope, 27, hoped=True)) == (27, None, 1, True)


def test_a_promise_that_becomes_a_hope_is_remembered_unless_it_is_corrected() -> None:
    """While planning nothing was promised yet; later it was."""
    it = step("s", due=nov(20), first_due=nov(20))
    assert promise(moved(it, 20, hoped=True)) == (20, 20, 0, True)
    assert promise(moved(it, 20, hoped=True, planning=True)) == (20, None, 0, True)


def test_a_typed_plan_without_first_promise_keeps_its_date_as_such() -> None:
    """A file that a person typed has only `due`; moving it must not forget it."""
    assert promise(moved(step("s", due=nov(20)), 27)) == (27, 20, 1, False)


def test_a_date_taken_away_and_set_again_counts_as_moved() -> None:
    """Clearing a date is no way round the count."""
    cleared = moved(step("s", due=nov(20), first_due=nov(20)), None)
    assert promise(cleared) == (None, 20, 1, False)
    assert promise(moved(cleared, 27)) == (27, 20, 2, False)


def test_a_carried_over_date_is_moved_also_while_planning() -> None:
    """It was promised in the last session, so it is not this workshop's to correct."""
    carried = step("s", due=nov(20), first_due=nov(20), carried_from="old/s")
    assert promise(moved(carried, 27, planning=True)) == (27, 20, 1, False)


def test_a_date_due_today_has_not_passed() -> None:
    """Late begins the day after."""
    assert promise(moved(step("s", due=TODAY, first_due=TODAY), 27, planning=True)) == (27, 27, 0, False)


@pytest.mark.parametrize("state", ["done", "dropped"])
def test_a_step_that_is_over_leaves_no_report_of_a_date(state: str) -> None:
    """Putting the record right is not a slip."""
    before = step("s", state=state, due=nov(6), first_due=nov(6))
    assert redating_report(before, moved(before, 27), today=TODAY, report_id="r") is None


def test_an_unchanged_and_a_cleared_date_leave_no_report() -> None:
    """There is no new date to tell."""
    before = step("s", due=nov(6), first_due=nov(6))
    assert redating_report(before, moved(before, 6), today=TODAY, report_id="r") is None
    assert redating_report(before, moved(before, None), today=TODAY, report_id="r") is None


def test_the_promised_date_is_the_first_one_and_never_a_hope() -> None:
    """Where a typed plan has no first promise, its date is one."""
    assert promised(step("s", due=nov(20), first_due=nov(6))) == nov(6)
    assert promised(step("s", due=nov(20))) == nov(20)
    assert promised(step("s", due=nov(20), hoped=True)) is None


def test_slips_are_moves_of_dates_that_had_passed() -> None:
    """Promised for the 6th; moved on the 5th to the 10th (planning), on the 11th to the 13th and on the
    14th to the 27th (two slips); told again on the 15th with the same date (nothing)."""
    it = step("s", due=nov(27), first_due=nov(6), moves=3)
    answer = [
        report("r3", "s", nov(14), due=nov(27)),
        report("r1", "s", nov(5), due=nov(10)),
        report("r2", "s", nov(11), due=nov(13)),
        report("r4", "s", nov(15), due=nov(27)),
        report("r5", "s", nov(16), state="doing"),
        report("other", "x", nov(17), due=nov(30)),
        report("undone", "s", nov(28), due=nov(30), dropped=True),
    ]
    assert slips(it, answer) == 2


def test_a_date_moved_on_its_own_day_has_not_slipped() -> None:
    """It had not passed yet."""
    assert slips(step("s", first_due=nov(6), due=nov(20)), [report("r", "s", nov(6), due=nov(20))]) == 0
    assert slips(step("s", first_due=nov(6), due=nov(20)), [report("r", "s", nov(7), due=nov(20))]) == 1


def test_hopes_do_not_slip() -> None:
    """Dates told before the first promise were wishes; a step that has none never promised anything."""
    wishes = [report("a", "s", nov(5), due=nov(8)), report("b", "s", nov(9), due=nov(13))]
    assert slips(step("s", due=nov(13), hoped=True), wishes) == 0
    assert slips(step("s", due=nov(13), first_due=nov(13)), wishes) == 0
    late = [*wishes, report("c", "s", nov(14), due=nov(20))]
    assert slips(step("s", due=nov(20), first_due=nov(13)), late) == 1
