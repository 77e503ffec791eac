"""Sessions in a line, and their order on the home screen."""

import datetime as dt

from plans import NOW, TODAY, event, nov, plan, step, workshop

from flipchart.domain.agenda import Run
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
    told = summarise(session, NOW, TODAY)
    return Summary(**{name: getattr(told, name) for name in Summary.__slots__} | {"state": state})


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
