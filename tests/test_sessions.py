"""The worked sessions are sound, are what the program writes, and are made anew the same to the byte."""

import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from flipchart.domain.figures import counts
from flipchart.domain.gaps import gaps
from flipchart.domain.portfolio import session_state
from flipchart.domain.promises import slips
from flipchart.domain.session import Session
from flipchart.domain.timing import fold, session_clock
from flipchart.store.codec import decode, encode, would_lose
from flipchart.tui.text.pictures import Drawing, pictures
from make_sessions import MADE, SESSIONS

NAMES = sorted(MADE)
FILES = {name: (SESSIONS / f"{name}.toml").read_bytes() for name in NAMES}
LOADED = {name: decode(data, name=name, made=dt.datetime(2026, 1, 1, tzinfo=dt.UTC)) for name, data in FILES.items()}


def day(month: int, number: int) -> dt.date:
    """A day of 2026."""
    return dt.date(2026, month, number)


def instant(month: int, number: int, hour: int, minute: int) -> dt.datetime:
    """An instant of 2026, UTC."""
    return dt.datetime(2026, month, number, hour, minute, tzinfo=dt.UTC)


def test_every_file_is_made_here() -> None:
    """The folder holds the sessions that the script makes, and no others."""
    assert sorted(path.stem for path in Path(SESSIONS).glob("*.toml")) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_it_is_made_the_same(name: str) -> None:
    """The script makes the file anew, byte for byte; if not: python tests/make_sessions.py, and look at it."""
    assert MADE[name]().file == FILES[name]


@pytest.mark.parametrize("name", NAMES)
def test_it_loads_and_dumps_byte_for_byte(name: str) -> None:
    """Read and written again, with and without the bytes that were read, the file is the same."""
    assert encode(LOADED[name]) == FILES[name]
    assert encode(LOADED[name], FILES[name]) == FILES[name]
    assert not would_lose(FILES[name])


def references(session: Session) -> Iterator[tuple[str, str]]:
    """Every reference that Session.dangling leaves alone, with the table that it points into."""
    for event in session.timing:
        yield "runs", event.run
        if event.stage:
            yield "stages", event.stage
    for run in (*(it.run for it in session.reports), *(it.run for it in session.evaluations)):
        if run:
            yield "runs", run
    for item in session.improvements:
        if item.goal:
            yield "goals", item.goal
    yield from (("goals", it.goal) for it in session.measurements)
    yield from (("improvements", it.improvement) for it in session.milestones)
    yield from (("steps", it.item) for it in session.waved if it.item)


@pytest.mark.parametrize("name", NAMES)
def test_nothing_points_nowhere(name: str) -> None:
    """Every reference finds its item, every owner and everybody present is of the group, every id looks random."""
    session = LOADED[name]
    known = {(table, item.id) for table, item in session.items()}
    assert session.dangling() == ()
    assert set(references(session)) <= known
    named = {name for step in session.steps for name in (step.owner, *step.helpers) if name}
    assert named | {name for run in session.runs for name in run.present} <= set(session.people)
    assert all(re.fullmatch("[a-z2-7]{8}", id) for _, id in {*known, ("session", session.id)})
    assert len({id for _, id in known}) == len(known)


@pytest.mark.parametrize("name", NAMES)
def test_every_promise_can_be_followed(name: str) -> None:
    """What a step says of its dates and its end is what its reports tell, one after the other."""
    session = LOADED[name]
    for step in session.steps:
        answer = [it for it in session.reports if it.step == step.id]
        dues = [it.due for it in answer if it.due is not None]
        assert step.moves == len(dues)
        assert step.due == (dues[-1] if dues else step.due if step.hoped else step.first_due)
        assert (step.state == "done") == (step.finished is not None)
        if answer:
            assert answer[-1].state == step.state
            assert step.finished in (None, answer[-1].on)
        assert [it.on for it in answer] == sorted(it.on for it in answer)


@pytest.mark.parametrize("name", NAMES)
def test_time_goes_on(name: str) -> None:
    """The events of the clock are in order, within the days of the story, and no run overlaps another."""
    session = LOADED[name]
    moments = [event.at for event in session.timing]
    assert moments == sorted(moments)
    assert session.created < moments[0]
    assert dt.datetime(2025, 11, 1, tzinfo=dt.UTC) < moments[0] < moments[-1] < instant(12, 1, 0, 0)


def test_the_clinic_is_fresh_from_the_workshop() -> None:
    """Four of ten improvements are worked on, by thirteen steps that have an owner, all but one a date."""
    session = LOADED["clinic"]
    # 4 steps for the telephone, of which 1 dropped, 3 for the letters, 3 for the forms, 4 for the slots.
    count = counts(session, day(11, 18))
    assert (count.steps, count.dropped, count.live, count.done, count.slips) == (14, 1, 13, 0, 0)
    # Closing slots has no date yet; teaching it has a date, but only a hoped one.
    assert (count.owned.words, count.dated.words) == ("13 of 13", "12 of 13")
    assert (len(session.improvements), len(session.above_line())) == (10, 4)
    # Six people gave eight dots each: 9 + 8 + 7 + 6 + 5 + 4 + 3 + 2 + 2 + 2.
    assert sum(item.votes or 0 for item in session.improvements) == 6 * 8
    assert (session.next_check, session.next_caller) == (day(12, 2), "Ana Lopes")
    assert session_state(session, instant(11, 18, 12, 0)) == "open"


def test_the_clinic_took_two_and_a_half_minutes_more() -> None:
    """The run ended at 10:17:32 instead of 10:15, after a pause, an added minute and a loan."""
    clock = session_clock(LOADED["clinic"], instant(11, 18, 12, 0))
    assert clock is not None
    # 0:47.3 of pause are not in the 3:04.5 of the review.
    assert [stage.spent for stage in clock.stages] == [108.2, 184.5, 350.9, 223.9, 64.8]
    # Define got a minute; the owners were lent one by the resources.
    assert [stage.budget for stage in clock.stages] == [120, 180, 360, 240, 60]
    # Planned: 10:00 and 15 minutes. Begun 72.381 s late, 932.3 s spent, 47.3 s paused: 1051.981 s after 10:00.
    assert (clock.state, clock.behind) == ("ended", 151.981)


def test_the_retrospective_stands_in_define() -> None:
    """Paused for the fire drill with 5:27.1 of ten minutes left, two steps without an owner, three without a day."""
    session = LOADED["retro"]
    clock = session_clock(session, instant(11, 30, 12, 0))
    assert clock is not None
    assert clock.stage is not None
    # Ten minutes, less 2:12.7 and 1:48.3 and 0:31.9, whatever day it is opened on.
    assert (clock.state, clock.stage.kind, clock.remaining) == ("paused", "define", 327.1)
    count = counts(session, day(11, 19))
    assert (count.steps, count.without_owner, count.without_date) == (7, 2, 3)
    assert [len(session.steps_of(item.id)) for item in session.above_line()] == [3, 3, 1, 0]
    assert session_state(session, instant(11, 19, 15, 0)) == "running"


def test_the_library_was_followed_up() -> None:
    """Fifteen of nineteen are done, nine of them by the first date; eight dates slipped; nothing is late."""
    session = LOADED["library"]
    count = counts(session, day(11, 10))
    # 15 of the workshop: 4 each for seats, printers and the desk, 3 for the children. Later the wall, the lamps, the
    # evenings, the trolley, the new rota and the fifty readers: 21. Dropped: asking the children, the trolley.
    # Open: lamps, evenings, rota, readers.
    assert (count.steps, count.dropped, count.completion.words, count.live) == (21, 2, "15 of 19", 4)
    # After their first date: the order, the east bay, the choice, the turned desk, the west bay and the wall.
    assert count.on_time.words == "9 of 15"
    # The order once, the choice twice, the desk once, the west bay twice, the wall once, the lamps once; the east bay
    # moved before it was due.
    assert count.slips == 1 + 2 + 1 + 2 + 1 + 1
    assert sum(step.moves for step in session.steps) == count.slips + 1
    assert (count.late, count.without_owner, count.without_date) == (0, 0, 0)
    twice = [step.text for step in session.steps if slips(step, session.reports) > 1]
    assert twice == ["Fit two seats without lamps in the west bay", "Choose a quote with the council's buyer"]
    assert "weekend" not in {gap.kind for gap in gaps(session, day(11, 10))}


def test_the_library_met_for_a_year() -> None:
    """A workshop and eight follow-ups, each ended, with as many shows of hands as there were people."""
    session = LOADED["library"]
    later = instant(11, 30, 12, 0)
    runs = [fold(run, session.stages_of(run), session.timing_of(run), later) for run in session.runs]
    assert [clock.state for clock in runs] == ["ended"] * 9
    assert [run.kind for run in session.runs] == ["workshop", *["follow-up"] * 8]
    present = [len(run.present) for run in session.runs[1:]]
    assert present == [6, 6, 5, 6, 5, 6, 5, 6]
    for shown, here in zip(session.evaluations, present, strict=True):
        for tally in (shown.behaviour, shown.improvement, shown.rating):
            assert tally is not None
            assert sum(tally) == here
    values = [[it.value for it in session.measurements if it.goal == goal.id] for goal in session.goals]
    assert values == [[6, 6, 7, 12, 11, 12, 15, 16, 17], [23, 21, 15, 17, 14, 13, 14, 9]]
    first, last = session.timing[0].at.date(), session.timing[-1].at.date()
    assert (last - first).days > 365


def test_the_library_has_something_to_show_in_every_picture() -> None:
    """A split, a step given up, words from every source, and more than one bar in each picture."""
    session = LOADED["library"]
    assert any((it.note or "").startswith("Split into 2.") for it in session.reports)
    assert {it.source for it in session.feedback} == {"survey", "interview", "group", "other"}
    shown = pictures(session, day(11, 26), Drawing(desk=True, numbers=True))
    # Over time, by whom, goals, hands, words, days.
    assert len(shown) == 3 + 3 + 2 + 3 + 1 + 1
    assert all(len(it.bars) > 3 for it in shown)
