"""Sessions in a line, and their order on the home screen."""

import datetime as dt

from plans import NOW, TODAY, event, nov, plan, report, step, workshop

from flipchart.domain.agenda import Run
from flipchart.domain.digest import digest
from flipchart.domain.portfolio import Summary, home, session_state, summarise

OVER = ((-9, "start"), (-1, "end"))


def test_a_session_is_planned_until_a_run_has_begun() -> None:
    """Steps alone do not begin a session."""
    assert session_state(plan(steps=(step("s"),)), NOW) == "planned"
    assert session_state(workshop(), NOW) == "planned"
    assert session_state(workshop((5, "start")), NOW) == "planned"


def test_a_session_runs_until_its_run_has_ended() -> None:
    """A run without an end is one to continue."""
    assert session_state(workshop((-5, "start")), NOW) == "running"
    assert session_state(workshop(*OVER, (-0.5, "start")), NOW) == "running"


def test_a_session_is_open_while_a_step_is_live_and_then_closed() -> None:
    """Done and dropped steps keep nothing open."""
    assert session_state(workshop(*OVER, steps=(step("s", state="blocked"),)), NOW) == "open"
    over = (step("s", state="done"), step("t", state="dropped"))
    assert session_state(workshop(*OVER, steps=over), NOW) == "closed"


def test_a_run_left_without_an_end_is_over_once_a_later_one_began() -> None:
    """Nobody goes back to finish the workshop after the follow-up."""
    session = workshop((-9, "start"))
    runs = (*session.runs, Run(id="two", kind="follow-up"))
    timing = (*session.timing, event("two", -5, "start"), event("two", -1, "end"))
    assert session_state(session.revise(runs=runs, timing=timing), NOW) == "closed"


def test_a_session_is_summarised() -> None:
    """Steps count all, as everywhere; late ones only while they are live."""
    steps = (
        step("a", due=nov(6)),
        step("b", due=nov(6), state="done"),
        step("c", state="dropped"),
        step("d"),
    )
    session = workshop(*OVER, steps=steps, group="Clinic", next_check=nov(27), private=True)
    assert summarise(session, NOW, TODAY) == Summary(
        "session", "Blueprint", "Clinic", NOW, 4, 1, 1, 1, nov(27), "open", True
    )


def summary(id: str, state: str, check: dt.date | None = None, age: int = 0) -> Summary:
    """A session of so many days ago."""
    session = plan(id=id, created=NOW - dt.timedelta(days=age), next_check=check)
    answer = summarise(session, NOW, TODAY)
    return Summary(**{name: getattr(answer, name) for name in Summary.__struct_fields__} | {"state": state})


def test_home_shows_what_goes_on_then_checks_by_date_then_the_newest() -> None:
    """Late checks come first by their date; a closed session needs none."""
    shown = home(
        [
            summary("old", "open", age=9),
            summary("closed", "closed", nov(1), age=5),
            summary("soon", "open", nov(20)),
            summary("late", "open", nov(6)),
            summary("planned", "planned", nov(27)),
            summary("new", "planned", age=1),
            summary("running", "running", nov(1)),
        ]
    )
    assert [it.id for it in shown.going_on] == ["running"]
    assert [it.id for it in shown.follow_up] == ["late", "soon", "planned"]
    assert [it.id for it in shown.others] == ["new", "closed", "old"]
    assert [it.id for it in shown.all] == ["running", "late", "soon", "planned", "new", "closed", "old"]


WARD = plan(
    id="ward", title="Ward", group="Clinic", created=NOW.replace(day=2), next_check=nov(16),
    steps=(
        step("a", owner="Ana", state="done", finished=nov(12)),
        step("b", owner="Ana", due=nov(13), first_due=nov(4), moves=2),
        step("c", owner="Bo", state="blocked", due=nov(27)),
        step("d", owner="bo", state="done", finished=nov(5)),
        step("e", state="dropped"),
    ),
    reports=(
        report("r1", "b", nov(6), due=nov(9)), report("r2", "b", nov(11), due=nov(13)),
        report("r3", "d", nov(13), state="done"), report("r4", "e", nov(10), state="dropped"),
    ),
)  # fmt: skip
DESK = plan(
    id="desk", title="Desk", group="clinic", created=NOW.replace(day=10), next_check=nov(20),
    steps=(step("a", state="done"), step("b", carried_to="x/y"), step("c", owner="Cy")),
)  # fmt: skip
CLOSED = plan(
    id="over", title="Over", created=NOW.replace(day=1), next_check=nov(10), runs=(Run(id="r", kind="workshop"),),
    timing=(event("r", -9, "start"), event("r", -5, "end")),
    steps=(step("a", owner="Cy", state="done", finished=nov(18)),),
)  # fmt: skip


def test_a_digest_of_three_plans() -> None:
    """A week to Wednesday 18 November; every figure by hand."""
    answer = digest((DESK, WARD, CLOSED), nov(11), NOW, TODAY)
    # a on the 12th; d on the 5th, but told on the 13th; Over's on the 18th; nobody knows when Desk's a was done.
    assert [(it.session.id, it.step.id, it.on.day) for it in answer.done] == [
        ("ward", "d", 5), ("ward", "a", 12), ("over", "a", 18),
    ]  # fmt: skip
    assert [(it.step.id, it.late_days) for it in answer.late] == [("b", 5)]
    assert [it.step.id for it in answer.stuck] == ["c"]
    # b was moved on the 6th from the 4th, and on the 11th from the 9th.
    assert [(it.step.id, it.slips) for it in answer.slipped] == [("b", 2)]
    assert digest((WARD,), nov(12), NOW, TODAY).slipped == ()
    # Ward's check was on the 16th; Desk's is to come, and what is over needs none.
    assert [(it.session.id, it.overdue) for it in answer.overdue] == [("ward", nov(16))]
    owners = [(it.name, it.done, it.open, it.late, it.stuck, it.completion.words) for it in answer.owners]
    assert owners == [
        ("Ana", 1, 1, 1, 0, "1 of 2"), ("Bo", 1, 1, 0, 1, "1 of 2"), ("Cy", 1, 1, 0, 0, "1 of 2"),
    ]  # fmt: skip
    plans = [(it.session.id, it.standing.done, it.standing.open, it.last_news.day, it.closed) for it in answer.plans]
    # Desk has had no news since the 10th, Ward since the 13th; Over is closed.
    assert plans == [("desk", 0, 1, 10, False), ("ward", 2, 2, 13, False), ("over", 1, 0, 18, True)]
    assert [it.standing.completion.words for it in answer.plans] == ["1 of 2", "2 of 4", "1 of 1"]


def test_a_trend_is_of_all_sessions_of_a_group() -> None:
    """Sundays the 8th and the 15th, and today, of Ward from the 2nd and Desk from the 10th."""
    (trend,) = digest((WARD, DESK, CLOSED), nov(11), NOW, TODAY).trends
    # 8th: d of a b c d e. 15th: a d of a b c d, and none of Desk's two, since a was done nobody knows when.
    # Today: 2 of 4 and 1 of 2.
    assert [(on.day, ratio.words) for on, ratio in trend.points] == [(8, "1 of 5"), (15, "2 of 6"), (18, "3 of 6")]
    assert trend.group == "clinic"
    assert digest((CLOSED,), nov(11), NOW, TODAY).trends == ()
    empty = plan(group="New")
    assert digest((empty,), nov(11), NOW, TODAY).trends[0].points == ()


def test_a_digest_of_one_person() -> None:
    """Only their steps, in every list and figure."""
    answer = digest((DESK, WARD, CLOSED), nov(11), NOW, TODAY, "bo")
    assert [it.step.id for it in answer.done] == ["d"]
    assert (answer.late, [it.step.id for it in answer.stuck]) == ((), ["c"])
    assert [it.name for it in answer.owners] == ["Bo"]
    assert [(it.session.id, it.standing.completion.words) for it in answer.plans][1] == ("ward", "1 of 2")
