"""The plan over time: its sentences, its ends, and what holds of every plan there can be."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from plans import NOW, event, improvement, nov, plan, report, step

from flipchart.domain.agenda import Run
from flipchart.domain.errors import Rejected
from flipchart.domain.figures import counts
from flipchart.domain.follow_up import Evaluation
from flipchart.domain.plan import Goal, Measurement
from flipchart.domain.progress import (
    by_improvement,
    by_owner,
    check_in_days,
    completion_by_check_in,
    completion_by_week,
    first_day,
    goal_lines,
    hands_lines,
    on_time_by_check_in,
    open_by_week,
    read_hands,
    shares_words,
    show_of,
    slips_by_check_in,
)
from flipchart.domain.progress.series import week_ends
from flipchart.domain.session import Session
from flipchart.domain.timeline import timeline
from strategies import DATES, sessions

ONE_DONE = plan(
    steps=(
        step("a", state="done", due=nov(6), finished=nov(6)),
        step("b", due=nov(27), first_due=nov(9), moves=2),
    ),
    reports=(report("r1", "b", nov(10), due=nov(11)), report("r2", "b", nov(12), due=nov(27))),
)


def test_every_series_says_what_it_shows() -> None:
    """Today's fraction with its percentage, then the point before and the first one."""
    today = nov(18)
    assert completion_by_check_in(ONE_DONE, today).words == (
        "1 of 2 steps is done (50 %); it was 1 of 2 on Thu 12 Nov and 1 of 2 on Fri 6 Nov."
    )
    assert open_by_week(ONE_DONE, today).words == (
        "1 of 2 steps is still open (50 %); it was 1 of 2 on Sun 15 Nov and 1 of 2 on Sun 8 Nov."
    )
    assert on_time_by_check_in(ONE_DONE, today).words == (
        "1 of 1 done step was in time (100 %); it was 1 of 1 on Thu 12 Nov and 1 of 1 on Fri 6 Nov."
    )
    assert slips_by_check_in(ONE_DONE, today).words == "A date was moved after it had passed twice."
    assert completion_by_week(plan(), today).words == "There is no step to count yet."
    two = plan(created=NOW, steps=(step("a", state="done"), step("b", state="done")))
    assert completion_by_week(two, today).words == "2 of 2 steps are done (100 %)."
    assert completion_by_week(two, today).last.words == "2 of 2"


def test_a_plan_begins_with_its_first_sitting_or_with_what_is_told_of_before() -> None:
    """A file that was typed today may tell of last week."""
    run = Run(id="run", kind="workshop")
    assert first_day(plan()) == nov(18)
    assert first_day(plan(runs=(run,), timing=(event("run", 60 * 24, "start"),))) == nov(19)
    assert first_day(ONE_DONE) == nov(6)
    assert first_day(plan(reports=(report("r", "s", nov(3)), report("q", "s", nov(2), dropped=True)))) == nov(3)


def test_check_ins_are_follow_ups_and_shows_of_hands() -> None:
    """A sitting tells its day by its own rows; one that never began, and days to come, are none."""
    runs = tuple(Run(id=id, kind="follow-up") for id in ("one", "two", "never"))
    session = plan(
        runs=(Run(id="shop", kind="workshop"), *runs),
        timing=(event("shop", -999, "start"), event("one", 0, "start"), event("two", 60 * 24 * 7, "start")),
        reports=(report("r1", "s", nov(17), run="one"), report("r2", "s", nov(14))),
        evaluations=(Evaluation(id="e", on=nov(20)), Evaluation(id="f", on=nov(21), dropped=True)),
    )
    assert check_in_days(session, nov(30)) == (nov(17), nov(20), nov(25))
    assert check_in_days(session, nov(24)) == (nov(17), nov(20))
    assert check_in_days(plan(reports=session.reports), nov(30)) == (nov(14), nov(17))


def test_weeks_end_on_sunday_and_at_most_a_year_is_told() -> None:
    """Today stands for its own week, also on a Sunday."""
    since = plan(created=dt.datetime(2026, 11, 2, 9, tzinfo=dt.UTC))
    assert week_ends(since, nov(15)) == (nov(8),)
    assert week_ends(since, nov(16)) == (nov(8), nov(15))
    assert week_ends(since, nov(2)) == ()
    old = plan(created=dt.datetime(1999, 1, 1, tzinfo=dt.UTC))
    ends = week_ends(old, nov(18))
    assert (len(ends), ends[0], ends[-1]) == (53, dt.date(2025, 11, 16), nov(15))
    assert week_ends(plan(created=dt.datetime(1, 1, 1, tzinfo=dt.UTC)), dt.date(1, 1, 9)) == (dt.date(1, 1, 7),)


def test_a_step_that_was_taken_up_again_was_done_until_then() -> None:
    """Each report counts on its day: done on the 9th, taken up again on the 16th."""
    answer = (report("r1", "s", nov(9), state="done"), report("r2", "s", nov(16)))
    session = plan(steps=(step("s"), step("t", state="done", finished=nov(10))), reports=answer)
    assert [it.ratio.words for it in completion_by_check_in(session, nov(18)).points] == [
        "1 of 2",
        "1 of 2",
        "1 of 2",
    ]
    days = [(it.on.day, it.ratio.part) for it in completion_by_week(session, nov(18)).points]
    assert days == [(15, 2), (18, 1)]


def test_a_step_is_dropped_on_the_days_between_the_reports_that_say_so() -> None:
    """Dropped on the 3rd, taken up on the 9th, dropped on the 12th, and a last word on the 16th."""
    states = ((3, "dropped"), (9, "open"), (12, "dropped"), (16, "dropped"))
    answer = tuple(report(f"r{on}", "s", nov(on), state=state) for on, state in states)
    session = plan(steps=(step("s", state="dropped"), step("t")), reports=answer)
    points = completion_by_check_in(session, nov(18)).points
    assert [(it.on.day, it.ratio.words) for it in points] == [
        (3, "0 of 1"), (9, "0 of 2"), (12, "0 of 1"), (16, "0 of 1"), (18, "0 of 1")
    ]  # fmt: skip


def test_as_of_leaves_out_what_is_still_to_come() -> None:
    """On the 11th nobody knew of the 12th; measures and hands of later days are not shown either."""
    session = ONE_DONE.revise(
        goals=(Goal(id="g", text="Quiet"),),
        measurements=(Measurement(goal="g", on=nov(10), value=1), Measurement(goal="g", on=nov(12), value=2)),
        evaluations=(
            Evaluation(id="e", on=nov(10), rating=(0, 0, 0, 0, 1)),
            Evaluation(id="f", on=nov(12), rating=(1, 0, 0, 0, 0)),
        ),
    )
    on = nov(11)
    for series in (completion_by_check_in, on_time_by_check_in, slips_by_check_in):
        assert [it.on for it in series(session, on).points] == [nov(6), nov(10), nov(11)]
    assert [it.on for it in completion_by_week(session, on).points] == [nov(8), nov(11)]
    assert [it.on for it in open_by_week(session, on).points] == [nov(8), nov(11)]
    assert [it.on for it in goal_lines(session, on)[0].readings] == [nov(10)]
    assert [it.on for it in hands_lines(session, on)[2].shows] == [nov(10)]


def test_improvements_come_in_the_order_of_the_screen() -> None:
    """Above the line also without steps; below it and dropped ones only where steps are left."""
    items = (
        improvement("b", text="Below", below_line=True),
        improvement("w", text="Waits", below_line=True),
        improvement("a", text="Above"),
        improvement("n", text="None yet"),
        improvement("x", text="Gone", dropped=True),
    )
    steps = (step("1", improvement="a", state="done"), step("2", improvement="b"), step("3", improvement="x"))
    answer = by_improvement(plan(improvements=items, steps=steps), nov(18))
    assert [it.words for it in answer] == [
        "Above: 1 of 1 done.",
        "None yet: no step.",
        "Below: 0 of 1 done.",
        "Other steps: 0 of 1 done.",
    ]


def test_what_is_late_is_counted_and_not_said() -> None:
    """The room hears what is done."""
    steps = (step("a", owner="Ana", due=nov(6)), step("b", owner="Ana", state="done"), step("c", owner="Ana"))
    (ana,) = by_owner(plan(steps=steps), nov(18))
    assert ana.words == "Ana: 1 of 3 done."
    assert (ana.live, ana.late) == (2, 1)


@pytest.mark.parametrize(
    ("goal", "values", "words", "way"),
    [
        ({}, (), "Quiet: not measured yet.", None),
        ({"baseline": 6, "target": 20}, (), "Quiet: not measured yet; 6 at first; the target is 20.", None),
        ({"target": 20}, (9,), "Quiet: 9 on Wed 11 Nov; the target is 20.", None),
        ({"baseline": 6}, (9,), "Quiet: 9 on Wed 11 Nov; 6 at first.", None),
        ({"baseline": 6, "target": 6}, (9,), "Quiet: 9 on Wed 11 Nov; 6 at first; the target is 6.", None),
        (
            {"baseline": 0.1, "target": 0.4}, (0.3,),
            "Quiet: 0.3 on Wed 11 Nov; 0.1 at first; the target is 0.4; 0.2 of 0.3 of the way (67 %).", 2 / 3,
        ),
        (
            {"baseline": 20, "target": 6}, (9, 6),
            "Quiet: 6 on Thu 12 Nov; 20 at first; the target is 6; it is reached.", 1,
        ),
        (
            {"baseline": 6, "target": 20}, (4,),
            "Quiet: 4 on Wed 11 Nov; 6 at first; the target is 20; it has moved away from the target.", -1 / 7,
        ),
        ({"baseline": float("nan"), "target": float("inf")}, (float("nan"), 3), "Quiet: 3 on Thu 12 Nov.", None),
        ({"baseline": 10**400}, (3,), "Quiet: 3 on Wed 11 Nov.", None),
    ],
)  # fmt: skip
def test_a_goal_says_how_far_it_is(
    goal: dict[str, float], values: tuple[float, ...], words: str, way: float | None
) -> None:
    """From the baseline to the target, whichever is larger; what is no finite number is not known."""
    taken = tuple(Measurement(goal="g", on=nov(11 + n), value=value) for n, value in enumerate(values))
    other = Measurement(goal="other", on=nov(16), value=99)
    session = plan(goals=(Goal(id="g", text="Quiet", **goal),), measurements=(*taken, other))  # type: ignore[arg-type]
    (line,) = goal_lines(session, nov(18))
    assert line.words == words
    assert line.way == (None if way is None else pytest.approx(way))
    assert (line.last is None) == (not line.readings)


def test_a_dropped_goal_is_not_told() -> None:
    """The group no longer aims at it."""
    assert goal_lines(plan(goals=(Goal(id="g", text="Quiet", dropped=True),)), nov(18)) == ()


def test_hands_are_typed_as_digits_in_any_order() -> None:
    """One digit a hand; spaces and commas help the eye."""
    assert read_hands("33445") == (0, 0, 2, 2, 1)
    assert read_hands(" 5, 1 3\t") == (1, 0, 1, 0, 1)


@pytest.mark.parametrize("text", ["", "  ", "6", "0", "3a", "٣", "1²"])
def test_what_is_no_number_of_fingers_is_refused(text: str) -> None:
    """With a sentence that says what to type."""
    with pytest.raises(Rejected, match="from 1 to 5"):
        read_hands(text)


def test_a_show_of_hands_comes_to_mean_and_spread() -> None:
    """One hand, or all alike: no spread. Half one, half five: as far apart as can be, 2."""
    show = show_of(nov(18), (0, 0, 0, 3, 0))
    assert show is not None
    assert (show.hands, show.mean, show.low, show.high, show.spread) == (3, 4, 4, 4, 0)
    apart = show_of(nov(18), (2, 0, 0, 0, 2))
    assert apart is not None
    assert (apart.mean, apart.low, apart.high, apart.spread) == (3, 1, 5, 2)
    assert show_of(nov(18), (0, 0, 0, 0, 0)) is None


def test_hands_are_said_in_a_sentence() -> None:
    """The last show, the one before and the first."""
    tallies = ((1, (1, 0, 0, 0, 0)), (9, (0, 2, 0, 0, 0)), (16, (0, 0, 1, 0, 0)))
    shown = tuple(Evaluation(id=f"e{on}", on=nov(on), rating=tally) for on, tally in tallies)
    answer = hands_lines(plan(evaluations=shown), nov(18))
    assert answer[2].words == (
        "Was it worth the time? 3.0 of 5 on Mon 16 Nov (1 hand, all 3); it was 2.0 on Mon 9 Nov and 1.0 on Sun 1 Nov."
    )
    assert answer[0].words == "Are we doing it? Nobody was asked yet."
    once = hands_lines(plan(evaluations=shown[:1]), nov(18))[2]
    assert once.words == "Was it worth the time? 1.0 of 5 on Sun 1 Nov (1 hand, all 1)."


@given(sessions(), st.one_of(DATES, st.just(nov(18))))
def test_no_picture_contradicts_the_figures(session: Session, today: dt.date) -> None:
    """Whatever the plan and the day: last points are the counts, shares add up, days are in order."""
    count = counts(session, today)
    every = [make(session, today) for make in (completion_by_check_in, completion_by_week)]
    assert all(it.last == count.completion for it in every)
    assert open_by_week(session, today).last.part == count.live
    assert on_time_by_check_in(session, today).last == count.on_time
    assert slips_by_check_in(session, today).points[-1].count == count.slips
    for series in (*every, open_by_week(session, today), on_time_by_check_in(session, today)):
        days = [it.on for it in series.points]
        assert days == sorted(set(days))
        assert days[-1] == today
        assert all(0 <= it.ratio.part <= it.ratio.whole for it in series.points)
    for shares in (by_improvement(session, today), by_owner(session, today)):
        assert sum(it.done.part for it in shares) == count.completion.part
        assert sum(it.done.whole for it in shares) == count.completion.whole
        assert sum(it.late for it in shares) == count.late
    line = timeline(session, today)
    assert all(0 <= line.place(it.on) <= 1 for it in line.marks)
    assert line.words
    assert all(it.words for it in goal_lines(session, today))
    assert all(it.words for it in hands_lines(session, today))


def test_all_shares_in_one_sentence_for_the_room() -> None:
    """How much is done, which of them are, and where most is open; nobody's steps are late in it."""
    session = plan(
        improvements=(improvement("i", text="Triage"), improvement("j", text="Parking")),
        steps=(
            step("a", state="done", improvement="i"),
            step("b", improvement="j", due=nov(2)),
            step("c", improvement="j"),
        ),
    )
    assert shares_words(by_improvement(session, nov(18))) == (
        "1 of 3 steps is done (33 %); all of “Triage”; most is open in “Parking” (2 steps)."
    )
    assert shares_words(by_improvement(plan(), nov(18))) == "There is no step to count yet."


@pytest.mark.parametrize(("live", "most"), [((1, 1), ""), ((2, 2, 1), ""), ((2, 1, 1), ""), ((3, 1, 1), "Area 0")])
def test_most_is_open_where_more_than_half_is(live: tuple[int, ...], most: str) -> None:
    """Of two that have as much, and of several of which none has the half, nothing is said."""
    places = tuple(f"i{number}" for number in range(len(live)))
    session = plan(
        improvements=tuple(improvement(it, text=f"Area {it[1:]}") for it in places),
        steps=tuple(step(f"{it}s{n}", improvement=it) for it, many in zip(places, live, strict=True)
                    for n in range(many)),
    )  # fmt: skip
    words = shares_words(by_improvement(session, nov(18)))
    assert ("most is open in" in words) == bool(most)
    assert most in words
