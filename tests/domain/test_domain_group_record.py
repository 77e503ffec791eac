"""What a group can learn from all its sessions."""

import datetime as dt

import pytest
from plans import NOW, TODAY, event, nov, plan, report, step

from flipchart.domain.agenda import Run, Stage
from flipchart.domain.commands.carry import carry_over
from flipchart.domain.figures import Ratio
from flipchart.domain.group_record import PastPromises, group_record, median, of_group, past_promises
from flipchart.domain.kinds import StageKind
from flipchart.domain.plan import Step
from flipchart.domain.portfolio import open_promises
from flipchart.domain.session import Session
from flipchart.ids import CountedIds


def kept(id: str) -> Step:
    """A step that was done on its day."""
    return step(id, state="done", due=nov(6), finished=nov(6))


def late(id: str, days: int) -> Step:
    """A step that was done so many days late."""
    return step(id, state="done", due=nov(2), finished=nov(2) + dt.timedelta(days=days))


def test_the_base_rate_is_said_from_five_past_steps_on() -> None:
    """5 of 12 by the date; the seven others 1, 2, 5, 9, 10, 12 and 15 days late: the middle one is 9."""
    days = (1, 12, 5, 9, 15, 2, 10)
    steps = (*(kept(f"k{n}") for n in range(5)), *(late(f"l{n}", it) for n, it in enumerate(days)))
    past = past_promises([plan(steps=steps[:7]), plan(steps=steps[7:])], TODAY)
    assert past == PastPromises(Ratio(5, 12), 9)
    assert past.words == "5 of 12 by the date, median 9 days late"
    assert past_promises([plan(steps=steps[4:8])], TODAY).words is None
    five = past_promises([plan(steps=steps[4:9])], TODAY)
    # 1, 5, 9 and 12 days late: (5 + 9) / 2 = 7.
    assert five.words == "1 of 5 by the date, median 7 days late"


@pytest.mark.parametrize(
    ("days", "words"),
    [
        ((), "5 of 5 by the date"),
        ((1,), "5 of 6 by the date, median 1 day late"),
        ((8, 9), "5 of 7 by the date, median 9 days late"),  # 8.5 is said as 9
        ((1, 2), "5 of 7 by the date, median 2 days late"),  # 1.5 is said as 2
    ],
)
def test_the_base_rate_in_words(days: tuple[int, ...], words: str) -> None:
    """Whole days; none late is said without a median."""
    steps = (*(kept(f"k{n}") for n in range(5)), *(late(f"l{n}", it) for n, it in enumerate(days)))
    assert past_promises([plan(steps=steps)], TODAY).words == words


def test_what_is_past_and_what_is_not() -> None:
    """A promise is past from the day after; the first date counts, whatever it became."""
    steps = (
        step("open", due=nov(16)),  # past: 2 days late so far
        step("moved", due=nov(27), first_due=nov(10), moves=1),  # past: 8 days late so far
        step("early", state="done", due=nov(16), finished=nov(9)),  # past and in time
        step("ahead", state="done", due=nov(20), finished=nov(9)),  # not past yet
        step("today", due=TODAY),  # not past
        step("dropped", state="dropped", due=nov(6)),  # a decision
        step("unknown", state="done", due=nov(6)),  # nobody knows when
        step("told", state="done", due=nov(6)),  # past: told on the 7th, a day late
        step("hope", due=nov(6), hoped=True),  # no promise
        step("none"),
    )
    session = plan(steps=steps, reports=(report("r", "told", nov(7), state="done"),))
    assert past_promises([session], TODAY) == PastPromises(Ratio(1, 4), 2)  # 1, 2, 8
    assert past_promises([session], nov(17)) == PastPromises(Ratio(1, 4), 1)  # open is 1 day late, moved 7
    assert past_promises([session], nov(16)) == PastPromises(Ratio(0, 2), 3.5)  # told 1, moved 6
    assert past_promises([], TODAY) == PastPromises(Ratio(0, 0), None)


def sitting(id: str, begins: dt.datetime, *stages: tuple[StageKind, int, float], end: bool = True) -> Session:
    """A session with one run; stages are (kind, planned seconds, taken seconds)."""
    rows = [
        Stage(id=f"{id}{n}", run=id, kind=kind, title=kind, seconds=planned)
        for n, (kind, planned, _) in enumerate(stages)
    ]
    events, at = [], begins
    for stage, (_, _, taken) in zip(rows, stages, strict=True):
        events.append(event(id, 0, "start").revise(at=at, stage=stage.id))
        at += dt.timedelta(seconds=taken)
    if end:
        events.append(event(id, 0, "end").revise(at=at))
    run = Run(id=id, kind="workshop")
    return plan(id=id, group="Clinic", created=begins, runs=(run,), stages=tuple(rows), timing=tuple(events))


def test_durations_are_medians_over_sittings() -> None:
    """Define took 400, 460 and 700 of 300, 300 and 600 seconds; two stages of a kind in one are taken together."""
    sessions = [
        sitting("a", NOW - dt.timedelta(days=9), ("define", 300, 460), ("assign", 180, 100)),
        sitting("b", NOW - dt.timedelta(days=8), ("define", 300, 400), ("assign", 180, 201)),
        sitting("c", NOW - dt.timedelta(days=7), ("define", 300, 300), ("review", 60, 50), ("define", 300, 400)),
    ]
    record = group_record("clinic", sessions, NOW, TODAY)
    assert record is not None
    answer = [(it.kind, it.planned, it.taken, it.runs) for it in record.durations]
    # review: one. define: 300 300 600 and 400 460 700. assign: 180 180, and (100 + 201) / 2.
    assert answer == [("review", 60, 50, 1), ("define", 300, 460, 3), ("assign", 180, 150.5, 2)]


def test_a_stage_that_goes_on_or_was_skipped_tells_no_duration() -> None:
    """Only what was gone through by now; a stage left open counts once the sitting is over."""
    going = sitting("a", NOW - dt.timedelta(minutes=9), ("review", 60, 50), ("define", 300, 400), end=False)
    assert group_record("Clinic", [going], NOW, TODAY).durations == ()  # type: ignore[union-attr]
    over = sitting("b", NOW - dt.timedelta(minutes=9), ("review", 60, 50), ("define", 300, 400), ("assign", 9, 0))
    answer = group_record("Clinic", [over], NOW, TODAY)
    assert answer is not None
    assert [it.kind for it in answer.durations] == ["review", "define"]
    before = group_record("Clinic", [over], NOW - dt.timedelta(days=1), TODAY)
    assert before is not None
    assert before.durations == ()


def test_a_groups_record_is_over_all_its_sessions_oldest_first() -> None:
    """In any spelling; other groups and none are left out; a group that has no session has no record."""
    spring = plan(id="spring", group="clinic ", created=NOW - dt.timedelta(days=90), steps=(kept("a"), step("b")))
    autumn = plan(id="autumn", group="Clinic", steps=(kept("c"), step("d", state="dropped"), step("e")))
    others = [plan(id="x", group="Ward", steps=(kept("f"),)), plan(id="y", steps=(kept("g"),))]
    record = group_record(" CLINIC", [autumn, *others, spring], NOW, TODAY)
    assert record is not None
    assert (record.group, [it.id for it in record.sessions]) == ("Clinic", ["spring", "autumn"])
    # a of a b, c of c e.
    assert record.completion == Ratio(2, 4)
    assert record.past == PastPromises(Ratio(2, 2), None)
    assert group_record("Nobody", [autumn], NOW, TODAY) is None
    assert of_group([autumn, *others], "ward") == (others[0],)


def test_a_carried_step_is_in_the_record_once() -> None:
    """Promised for the 6th in spring, carried to autumn, where it is open: one of one, 12 days late."""
    spring = plan(id="spring", group="Clinic", steps=(step("a", due=nov(6)),))
    autumn = plan(id="autumn", group="Clinic", created=NOW + dt.timedelta(days=1))
    take, hand = carry_over(spring, ["a"], autumn, CountedIds())
    for sessions in ([hand.apply(spring), take.apply(autumn)], [spring, take.apply(autumn)]):
        record = group_record("Clinic", sessions, NOW, TODAY)
        assert record is not None
        assert (record.completion, record.past) == (Ratio(0, 1), PastPromises(Ratio(0, 1), 12))


def test_the_median() -> None:
    """The middle, or the mean of the two in the middle."""
    assert [median(it) for it in ([3], [3, 1], [5, 1, 3], [4, 1, 3, 2])] == [3, 2, 3, 2.5]


def test_open_promises_tell_days_late_and_slips() -> None:
    """In the order of the plan; by date, late ones come first and those without a date last."""
    steps = (
        step("none"),
        step("soon", due=nov(20)),
        step("today", due=TODAY),
        step("late", due=nov(16), first_due=nov(2), moves=2),
        step("done", state="done", due=nov(2)),
        step("gone", due=nov(2), carried_to="x/y"),
    )
    reports = (report("r1", "late", nov(3), due=nov(9)), report("r2", "late", nov(10), due=nov(16)))
    answer = open_promises(plan(steps=steps, reports=reports), TODAY)
    assert [(it.step.id, it.late_days, it.slips) for it in answer] == [
        ("none", None, 0),
        ("soon", 0, 0),
        ("today", 0, 0),
        ("late", 2, 2),
    ]
    assert [it.step.id for it in sorted(answer, key=lambda it: it.order)] == ["late", "today", "soon", "none"]
