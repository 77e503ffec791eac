"""Follow-ups of plans that have nothing, too much, or days at the edge of a year, and what the desk sees of them."""

import datetime as dt
from pathlib import Path

import pytest
from driver import TEN, driving
from followed import MADE, looking_again, nov, promised
from workshops import STEPS, with_steps, workshop, write

from flipchart.clock import ManualClock
from flipchart.domain.figures import counts
from flipchart.domain.plan import Step
from flipchart.domain.session import Session
from flipchart.tui.text.plan import open_first

SIZES = [(60, 18), (80, 24), (200, 60)]


def of(*steps: Step) -> Session:
    """The plan with other steps."""
    return promised().revise(steps=steps, reports=(), milestones=(), goals=(), measurements=(), evaluations=())


UNDATED = of(*(Step(id=f"s{n}", text=f"Ask ward {n}", state="open", owner="Bea") for n in range(3)))
DROPPED = of(*(Step(id=f"s{n}", text=f"Ask ward {n}", state="dropped", due=nov(6)) for n in range(3)))
HUNDREDS = of(*(
    Step(id=f"s{n}", text=f"Ask ward {n}", state="done" if n % 3 else "open", improvement="i1", owner=f"P {n % 7}",
         due=nov(n % 28 + 1), first_due=nov(n % 28 + 1), finished=nov(9) if n % 3 else None)
    for n in range(300)
))  # fmt: skip


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize(
    ("session", "urgent", "said", "drawn"),
    [
        pytest.param(of(), 0, "Nothing else is open.", "There is no step to count yet.", id="no steps"),
        pytest.param(UNDATED, 0, "3 steps not due: is anyone stuck?", "0 of 3 steps", id="no dates"),
        pytest.param(DROPPED, 0, "Nothing else is open.", "There is no step to count yet.", id="everything dropped"),
        pytest.param(HUNDREDS, 66, "34 steps not due: is anyone stuck?", "200 of 300 steps", id="300 steps"),
    ],
)
async def test_a_follow_up_of_any_plan_goes_from_end_to_end(
    tmp_path: Path, size: tuple[int, int], session: Session, urgent: int, said: str, drawn: str
) -> None:
    """Every stage opens, the one question for all the rest is right, and the pictures say what there is."""
    async with driving(write(session, tmp_path), size, open_file=looking_again) as driver:
        await driver.press("space", "n")
        assert driver.stage == "checkin"
        assert len(driver.room.order) == urgent
        driver.room.cursor = "rest:"
        await driver.sees(said)
        await driver.press("n", "n", "n")
        assert driver.stage == "ended"
        await driver.press("i")
        await driver.sees(drawn)


def test_the_hundreds_are_counted_by_hand() -> None:
    """s0, s3, … s297 are open, each on the day n % 28 + 1; those up to the 18th come one by one."""
    assert counts(HUNDREDS, TEN.date()).live == 100
    # 3 and 28 have no common divisor, so 28 of these in a row fall on 28 days. 100 = 3 × 28 + 16: three times
    # each day, of which 18 count: 54. The 16 left fall on 1 4 7 10 13 16 19 22 25 28 3 6 9 12 15 18: 12 count.
    assert sum(n % 28 + 1 <= 18 for n in range(0, 300, 3)) == 54 + 12


@pytest.mark.parametrize(
    ("at", "typed", "shown", "due"),
    [
        (dt.datetime(2026, 12, 31, 10, tzinfo=dt.UTC), "2w", "Thu 14 Jan 2027", dt.date(2027, 1, 14)),
        (dt.datetime(2028, 2, 28, 10, tzinfo=dt.UTC), "tomorrow", "Tue 29 Feb", dt.date(2028, 2, 29)),
        (dt.datetime(2028, 2, 29, 10, tzinfo=dt.UTC), "tomorrow", "Wed 1 Mar", dt.date(2028, 3, 1)),
    ],
    ids=str,
)
async def test_new_dates_over_the_years_end_and_on_29_february(
    tmp_path: Path, at: dt.datetime, typed: str, shown: str, due: dt.date
) -> None:
    """The room says them as the calendar has them, with the year where it is another."""
    late = Step(id="s", text="Ask the wards", state="open", due=MADE.date(), first_due=MADE.date())
    async with driving(write(of(late), tmp_path), clock=ManualClock(at), open_file=looking_again) as driver:
        await driver.press("space", "n", "4")
        await driver.type(typed)
        await driver.sees(shown)
        await driver.press("enter")
        (step,) = driver.session.steps
        (report,) = driver.session.reports
        assert (step.due, step.first_due, step.moves, report.due, report.on) == (due, MADE.date(), 1, due, at.date())
        await driver.press("p", "enter")
        assert shown in driver.text()


async def test_the_desk_sees_owners_slips_and_that_a_date_had_passed(tmp_path: Path) -> None:
    """What no wall says, by the same keys."""
    async with driving(write(promised(), tmp_path), (120, 40), open_file=looking_again, view="desk") as driver:
        await driver.press("i")
        await driver.sees("By owner")
        await driver.press("n")
        await driver.sees("Dates moved after they had passed")
        await driver.press("escape", "space", "n", "n", "enter")
        await driver.sees("Moved from Mon 9 Nov to Mon 16 Nov, after it had passed.")


async def test_the_desk_sees_the_digits_of_a_show_of_hands(tmp_path: Path) -> None:
    """The room sees how many there are until the tally is complete; who types can read what was typed."""
    async with driving(write(promised(), tmp_path), open_file=looking_again, view="desk") as driver:
        await driver.press("space", *["n"] * 6)
        assert driver.stage == "evaluate"
        await driver.press("enter")
        await driver.type("33445")
        await driver.sees("33445", "5 hands")


@pytest.mark.parametrize(
    ("keys", "words", "message"),
    [
        (("4",), "yesterday", "Tue 17 Nov is past: type a day still to come."),
        (("o",), "ana yesterday", "Tue 17 Nov is past: type a day still to come."),
        (("s",), "1 20 dec", "Sat 20 Dec 2025 is more than a day before this plan was made."),
    ],
    ids=["new date", "new owner", "done"],
)
async def test_a_day_that_cannot_be_is_refused_at_a_check_in(
    tmp_path: Path, keys: tuple[str, ...], words: str, message: str
) -> None:
    """One sentence, the line stays to be corrected, and nothing is reported."""
    async with driving(write(promised(), tmp_path), open_file=looking_again) as driver:
        await driver.press("space", "n")
        before = driver.session
        await driver.press(*keys)
        await driver.write(words)
        await driver.sees(message)
        assert driver.session == before
        assert driver.room.field.value == words
        # Outside the box what was done last is said, and not what the words in it mean.
        await driver.press("escape", "2", "u")
        await driver.sees("undid: report (Draft the escalation path)")


async def test_undo_at_a_check_in_names_the_step_whose_answer_it_took_back(tmp_path: Path) -> None:
    """The next step has the screen by then."""
    async with driving(write(promised(), tmp_path), (60, 18), open_file=looking_again) as driver:
        await driver.press("space", "n", "2")
        await driver.sees("2 of 4")
        await driver.press("u")
        await driver.sees("undid: report (Draft the escalation path)")
        await driver.press("U")
        await driver.sees("redid: report (Draft the escalation path)")


def test_what_is_done_stands_last_where_owners_are_named() -> None:
    """In a plan that goes on, the room looks at what there is still to do; each kind keeps its order."""
    one, two, three = STEPS
    whole = {"owner": "Ana Lopes", "due": TEN.date()}
    steps = (one.revise(state="done", **whole), two.revise(**whole), three.revise(owner=None))
    assert open_first(with_steps(workshop(), steps)) == (three.id, two.id, one.id)
