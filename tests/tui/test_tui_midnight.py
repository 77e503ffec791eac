"""A quarter of an hour that is planned over midnight: the agenda, its strip and the header go on as at any hour."""

import datetime as dt

import pytest
from test_tui_wall import page, planned, text

from flipchart.domain.commands.agenda import StartStage
from flipchart.domain.session import Session
from flipchart.domain.timing import session_clock
from flipchart.tui.text.agenda import agenda_list
from flipchart.tui.text.frame import Frame
from flipchart.tui.text.plan import out

LATE = dt.datetime(2026, 11, 18, 23, 50, tzinfo=dt.UTC)
TIMES = ["23:50", "23:52", "23:55", "00:00", "00:03", "00:05"]


def minutes(number: float) -> dt.timedelta:
    """So many of them."""
    return dt.timedelta(minutes=number)


def over_midnight() -> Session:
    """From ten to twelve until five past."""
    session = planned(LATE)
    return session.revise(runs=(session.runs[0].revise(ends_by=LATE + minutes(15)),))


def at(session: Session, after: float) -> Frame:
    """The session so many minutes after its planned start."""
    now = LATE + minutes(after)
    return Frame(session, session_clock(session, now), now, lambda it: it, columns=80, lines=24)


def agenda(view: Frame) -> list[str]:
    """The agenda as it is changed in the app."""
    assert view.clock is not None
    rows = agenda_list(view.clock, view.now, view.local)
    return text(tuple(words for row in rows for words in row.lines(60, selected=False)))


def test_before_the_start_midnight_is_crossed_by_nothing_but_the_times() -> None:
    """No day stands beside a time that is only minutes away, and nothing is behind or ahead."""
    view = at(over_midnight(), -5)
    start, *stages = agenda(view)
    assert start.split() == ["start", "23:50"]
    assert [row.split()[0] for row in stages] == TIMES
    assert stages[-1].endswith("must end 00:05")
    assert page(view)[-2].split() == TIMES
    assert out(view)[0] == "ends 00:05, on time"


@pytest.mark.parametrize(
    ("after", "ends"),
    [
        (1, "ends 00:05, on time"), (9, "ends 00:12, 7 min behind"), (10, "ends 00:13, 8 min behind"),
        (12, "ends 00:15, 10 min behind"),
    ],
)  # fmt: skip
def test_while_it_runs_it_is_behind_by_what_it_is_over(after: float, ends: str) -> None:
    """On either side of midnight, and at midnight itself."""
    session = over_midnight()
    session = StartStage(session.runs[0].id, session.stages[0].id, LATE).apply(session)
    view = at(session, after)
    assert out(view)[0] == ends
    assert agenda(view)[-1].split()[0] == ends.split()[1].rstrip(",")


def test_a_day_stands_where_the_time_is_not_of_this_night() -> None:
    """The end of tomorrow afternoon is no end of today."""
    session = over_midnight()
    session = session.revise(runs=(session.runs[0].revise(ends_by=LATE + minutes(15 * 60)),))
    assert agenda(at(session, -5))[-1].endswith("must end Thu 19 Nov 14:50")
