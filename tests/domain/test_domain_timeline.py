"""Steps and milestones by their days."""

import pytest
from plans import TODAY, improvement, nov, plan, step

from flipchart.domain.plan import Milestone
from flipchart.domain.timeline import timeline

SESSION = plan(
    improvements=(improvement("i"), improvement("x", dropped=True)),
    steps=(
        step("late", owner="Bo", due=nov(13)),
        step("done", state="done", due=nov(10), finished=nov(12)),
        step("moved", due=nov(27), first_due=nov(6), moves=1, owner="Ana", text="Fit  the seats"),
        step("today", state="doing", due=TODAY),
        step("hope", due=nov(30), hoped=True),
        step("never", state="dropped", due=nov(20)),
        step("open"),
    ),
    milestones=(
        Milestone(id="m1", improvement="i", text="The signs are up", due=nov(12), reached=nov(11)),
        Milestone(id="m2", improvement="i", text="The seats are in", due=nov(14)),
        Milestone(id="m3", improvement="i", text="All is well", due=nov(27)),
        Milestone(id="m4", improvement="i", text="No day yet"),
        Milestone(id="m5", improvement="x", text="Of what was dropped", due=nov(27)),
        Milestone(id="m6", improvement="i", text="Dropped", due=nov(27), dropped=True),
    ),
)


def test_marks_come_in_the_order_of_their_days() -> None:
    """Done ones on the day of being done, others on their date; what was dropped is not there."""
    assert [(it.id, it.on.day, it.kind, it.state) for it in timeline(SESSION, TODAY).marks] == [
        ("m1", 11, "milestone", "done"),
        ("done", 12, "step", "done"),
        ("late", 13, "step", "late"),
        ("m2", 14, "milestone", "late"),
        ("today", 18, "step", "due"),
        ("moved", 27, "step", "due"),
        ("m3", 27, "milestone", "due"),
        ("hope", 30, "step", "hoped"),
    ]


def test_today_parts_the_marks() -> None:
    """What is due today is still to come; undated steps are counted."""
    line = timeline(SESSION, TODAY)
    assert [it.id for it in line.before] == ["m1", "done", "late", "m2"]
    assert [it.id for it in line.after] == ["today", "moved", "m3", "hope"]
    assert line.undated == 1
    near = line.around(2, 1)
    assert [it.id for it in near.marks] == ["late", "m2", "today"]
    assert line.around(0, 0).marks == ()


def test_places_go_from_the_first_day_to_the_last() -> None:
    """The 11th to the 30th are 19 days; today is 7 days on. A single day has no length."""
    line = timeline(SESSION, TODAY)
    assert [line.place(nov(on)) for on in (11, 18, 30)] == [0, pytest.approx(7 / 19), 1]
    assert (line.place(nov(1)), timeline(plan(), TODAY).place(TODAY)) == (0, 0)


def test_a_timeline_is_said_in_a_sentence() -> None:
    """What lies behind, what comes next, and what has no date."""
    assert timeline(SESSION, TODAY).words == (
        "2 of 4 dates before today are done; next is Draft the form today, Wed 18 Nov, today; 1 open without a date."
    )
    assert timeline(SESSION, nov(19)).words == (
        "2 of 5 dates before today are done; next is Fit the seats (Ana), Fri 27 Nov, in 8 days; "
        "1 open without a date."
    )
    assert timeline(SESSION, nov(1)).words.startswith("Next is Draft the form late (Bo), Fri 13 Nov, in 12 days;")
    assert timeline(plan(), TODAY).words == "Nothing has a date yet."
    done = plan(steps=(step("s", state="done", finished=TODAY),))
    assert timeline(done, TODAY).words == "Nothing with a date is still to come."
    assert timeline(done, nov(19)).words == "1 of 1 dates before today is done."
