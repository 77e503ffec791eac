"""The figures of a plan, each worked out by hand."""

import datetime as dt
from typing import Any

from plans import TODAY, nov, plan, report, step

from flipchart.domain.figures import Counts, Ratio, counts, finished_on, load, owned_steps
from flipchart.domain.identity import UNDONE


def figures(counted: Counts) -> dict[str, Any]:
    """The nine figures that scripts see."""
    return {
        "steps": counted.steps,
        "done": counted.done,
        "dropped": counted.dropped,
        "late": counted.late,
        "without_owner": counted.without_owner,
        "without_date": counted.without_date,
        "completion": counted.completion.words,
        "on_time": counted.on_time.words,
        "slips": counted.slips,
    }


def done(id: str, promised: dt.date | None, finished: dt.date | None, **values: Any) -> Any:
    """A done step with its first promise and the day on which it was done."""
    values = {"due": promised, "first_due": promised} | values
    return step(id, state="done", owner="Ana", finished=finished, **values)


def test_an_empty_plan_has_no_data() -> None:
    """No step: nothing done of nothing (no data), nothing done with a date (no data), all counts 0."""
    counted = counts(plan(), TODAY)
    assert set(figures(counted).values()) == {0, "no data"}
    assert (counted.completion.value, counted.on_time.value) == (None, None)
    assert (counted.owned.words, counted.dated.words, counted.overdue.words) == ("no data",) * 3


def test_a_fresh_plan() -> None:
    """Right after a workshop."""
    steps = (
        step("a", owner="Ana", due=nov(20)),
        step("b", owner="Bo", due=nov(27)),
        step("c", owner="Ana"),  # without a date
        step("d", due=nov(20)),  # without an owner
        step("e"),  # without both
    )
    counted = counts(plan(steps=steps), TODAY)
    # without owner: d, e. without date: c, e. completion: 0 done of 5 - 0 dropped. on time: nothing is done.
    assert figures(counted) == {
        "steps": 5, "done": 0, "dropped": 0, "late": 0, "without_owner": 2, "without_date": 2,
        "completion": "0 of 5", "on_time": "no data", "slips": 0,
    }  # fmt: skip
    # with an owner: a, b, c of 5 live. with a date: a, b, d of 5 live. late: none of 5 live.
    assert (counted.owned.words, counted.dated.words, counted.overdue.words) == (
        "3 of 5",
        "3 of 5",
        "0 of 5",
    )
    assert counted.completion.value == 0.0


def test_a_plan_half_way() -> None:
    """Three weeks on: something of everything."""
    steps = (
        done("a", nov(10), nov(9)),  # a day early: on time
        done("b", nov(10), nov(10)),  # on the day: on time
        done("c", nov(10), nov(12)),  # two days late
        step("d", owner="Bo", due=nov(17)),  # due yesterday: late
        step("e", owner="Bo", due=TODAY),  # due today: not late
        step("f", state="blocked", due=nov(6)),  # late, and without an owner
        step("g", state="doing", owner="Bo"),  # without a date
        step("h", state="dropped", due=nov(6)),  # neither late nor without an owner: it is not live
    )
    # completion: a, b, c of 8 - 1. on time: a, b of a, b, c.
    assert figures(counts(plan(steps=steps), TODAY)) == {
        "steps": 8, "done": 3, "dropped": 1, "late": 2, "without_owner": 1, "without_date": 1,
        "completion": "3 of 7", "on_time": "2 of 3", "slips": 0,
    }  # fmt: skip


def test_a_plan_whose_dates_were_moved() -> None:
    """The first promise counts for being on time; only dates that had passed slip when they are moved."""
    steps = (
        # Promised for the 6th, moved on the 10th (1 slip) to the 13th, done on the 12th: not on time.
        done("a", nov(6), nov(12), due=nov(13), moves=1),
        # Promised for the 13th, moved on the 9th to the 20th (planning, no slip), done on the 13th: on time.
        done("b", nov(13), nov(13), due=nov(20), moves=1),
        # Promised for the 2nd, moved on the 4th to the 9th and on the 11th to the 16th (2 slips): late.
        step("c", owner="Bo", first_due=nov(2), due=nov(16), moves=2),
    )
    reports = (
        report("r1", "a", nov(10), due=nov(13)),
        report("r2", "b", nov(9), due=nov(20)),
        report("r3", "c", nov(4), due=nov(9)),
        report("r4", "c", nov(11), due=nov(16)),
    )
    # completion: a, b of 3. on time: b of a, b. slips: 1 + 0 + 2.
    assert figures(counts(plan(steps=steps, reports=reports), TODAY)) == {
        "steps": 3, "done": 2, "dropped": 0, "late": 1, "without_owner": 0, "without_date": 0,
        "completion": "2 of 3", "on_time": "1 of 2", "slips": 3,
    }  # fmt: skip


def test_a_plan_that_is_over() -> None:
    """Everything done or dropped; slips of dropped steps stay counted."""
    steps = (
        done("a", nov(10), nov(10)),
        done("b", None, nov(10)),  # no date was promised: not in on time
        step("c", state="done", owner="Ana", due=nov(10), hoped=True, finished=nov(9)),  # a wish: not in it
        step("d", state="done", owner="Ana", due=nov(10)),  # nobody knows when it was done: not in it
        step("e", state="dropped", first_due=nov(2), due=nov(9)),  # moved on the 3rd: 1 slip
    )
    # completion: a, b, c, d of 5 - 1. on time: a of a.
    counted = counts(plan(steps=steps, reports=(report("r", "e", nov(3), due=nov(9)),)), TODAY)
    assert figures(counted) == {
        "steps": 5, "done": 4, "dropped": 1, "late": 0, "without_owner": 0, "without_date": 0,
        "completion": "4 of 4", "on_time": "1 of 1", "slips": 1,
    }  # fmt: skip
    # No live step is left: nothing to divide.
    assert counted.owned.words == "no data"


def test_a_plan_as_a_person_types_it() -> None:
    """Without first_due the date itself is the promise; without finished the report of it tells the day."""
    steps = (
        step("a", state="done", due=nov(10)),  # reported done on the 9th, again on the 16th: the last counts
        step("b", state="done", due=nov(10)),  # reported done on the 10th: on time; an undone report is none
        step("c", state="open", due=nov(10)),  # reported done and opened again: late
    )
    reports = (
        report("r1", "a", nov(9), state="done"),
        report("r2", "a", nov(16), state="done"),
        report("r3", "b", nov(10), state="done"),
        report("r4", "b", nov(12), state="done", dropped=True),
        report("r5", "c", nov(9), state="done"),
    )
    session = plan(steps=steps, reports=reports)
    # without owner: c alone is live. completion: 2 of 3. on time: b of a, b.
    assert figures(counts(session, TODAY)) == {
        "steps": 3, "done": 2, "dropped": 0, "late": 1, "without_owner": 1, "without_date": 0,
        "completion": "2 of 3", "on_time": "1 of 2", "slips": 0,
    }  # fmt: skip
    assert [finished_on(it, reports) for it in steps] == [nov(16), nov(10), None]


def test_all_dropped_is_nothing_to_divide() -> None:
    """1 step, 1 dropped: completion is 0 of 0, which is no data and never 0 %."""
    counted = counts(plan(steps=(step("a", state="dropped"),)), TODAY)
    assert (counted.steps, counted.dropped, counted.completion.words) == (1, 1, "no data")


def test_an_addition_that_was_undone_was_never_a_step() -> None:
    """It is kept in the file, but it is neither a step nor a dropped one in any figure."""
    steps = (step("a"), step("b", state="dropped", reason=UNDONE))
    counted = counts(plan(steps=steps), TODAY)
    assert (counted.steps, counted.dropped) == (1, 0)


def test_a_ratio_tells_its_fraction_and_its_percentage() -> None:
    """The fraction stands beside every percentage; without data there is neither."""
    assert (Ratio(6, 10).words, Ratio(6, 10).percent, Ratio(6, 10).value) == ("6 of 10", "60 %", 0.6)
    assert (Ratio(0, 0).words, Ratio(0, 0).percent, Ratio(0, 0).value) == ("no data", "no data", None)
    assert (Ratio(0, 3).words, Ratio(0, 3).percent) == ("0 of 3", "0 %")


def test_the_load_of_an_owner_is_their_live_steps() -> None:
    """Case does not matter; what is done or dropped is no load."""
    steps = (
        step("a", owner="Ana"),
        step("b", owner="ANA", state="blocked"),
        step("c", owner="Ana", state="done"),
        step("d", owner="Ana", state="dropped"),
        step("e", owner="Bo"),
        step("f"),
    )
    session = plan(steps=steps)
    assert (load(session, "ana"), load(session, "Bo"), load(session, "Zoe")) == (2, 1, 0)
    assert [it.id for it in owned_steps(session, "Ana")] == ["a", "b"]
