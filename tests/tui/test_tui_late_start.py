"""A start that was forgotten, at the desk and in the box for times."""

import datetime as dt
from pathlib import Path

import pytest
from driver import TEN, driving
from workshops import workshop, write

from flipchart.clock import ManualClock
from flipchart.domain.quick.times import read_break, read_time
from flipchart.domain.session import Session


def planned() -> Session:
    """A workshop planned for ten o'clock."""
    session = workshop()
    return session.revise(runs=(session.runs[0].revise(planned_start=TEN),))


def clock(minutes: float) -> ManualClock:
    """A clock so many minutes after ten."""
    return ManualClock(TEN + dt.timedelta(minutes=minutes))


async def test_the_desk_asks_once_whether_the_start_was_forgotten(tmp_path: Path) -> None:
    """A minute after the planned start, on one line that waits; F8 writes the start down as planned."""
    async with driving(write(planned(), tmp_path), clock=clock(0), view="desk") as driver:
        await driver.pass_time(59)
        assert "Started already" not in driver.text()
        await driver.pass_time(31)
        assert "Planned for 10:00. Started already?" in driver.text()
        await driver.press("f8")
        assert (driver.stage, driver.room.questions) == ("introduce", ())
        assert "0:30 left" in driver.text()
        assert [(it.event, it.at) for it in driver.session.timing] == [("start", TEN)]


async def test_not_yet_is_not_asked_again(tmp_path: Path) -> None:
    """F9, and the desk is quiet, however long it takes."""
    async with driving(write(planned(), tmp_path), clock=clock(5), view="desk") as driver:
        await driver.sees("Started already?")
        await driver.press("f9")
        await driver.pass_time(600)
        assert "Started already" not in driver.text()


async def test_the_question_goes_when_the_run_starts(tmp_path: Path) -> None:
    """Space is an answer, too."""
    async with driving(write(planned(), tmp_path), clock=clock(5), view="desk") as driver:
        await driver.sees("Started already?")
        await driver.press("space")
        await driver.pass_time(1)
        assert driver.room.questions == ()


async def test_the_wall_is_not_asked(tmp_path: Path) -> None:
    """In the room nothing is said of it."""
    async with driving(write(planned(), tmp_path), clock=clock(5)) as driver:
        await driver.pass_time(1)
        assert "Started already" not in driver.text()


async def test_another_start_can_be_typed(tmp_path: Path) -> None:
    """t before the start takes how long ago it was, shows the time of day first, and once more corrects it."""
    async with driving(write(planned(), tmp_path), clock=clock(5)) as driver:
        await driver.press("t")
        await driver.type("started 1:30 ago")
        assert "began 1:30 ago" in driver.text() and "at 10:04" in driver.text()
        await driver.press("enter")
        assert "0:30 left" in driver.text()
        await driver.press("t")
        await driver.write("started at 10:04")
        assert "1:00 left" in driver.text()
        assert len(driver.session.timing) == 1


async def test_what_is_no_start_stays_in_the_box(tmp_path: Path) -> None:
    """Before the start nothing can be left; a time that cannot have been is told, and its words stay."""
    async with driving(write(planned(), tmp_path), clock=clock(5)) as driver:
        await driver.press("t")
        await driver.write("2:30")
        assert "Type 1:30 ago" in driver.text() and driver.box.value == "2:30"
        assert driver.stage == "planned"
        await driver.press("escape", "escape", "space")
        await driver.pass_time(30)
        await driver.press("n")
        await driver.pass_time(10)
        await driver.press("t")
        await driver.write("started 5 ago")
        assert "Something else happened 0:40 ago" in driver.text()
        assert driver.box.value == "started 5 ago"


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("started 1:30 ago", ("began", 90)), ("1:30 ago", ("began", 90)), ("we began 2 ago", ("began", 120)),
        ("Started 5 min ago", ("began", 300)), ("started at 9:58", ("began", 120)), ("began 09:58", ("began", 120)),
        ("started at 10:02", None), ("started at 25:00", None), ("started", None), ("ago", None),
        ("started 1:75 ago", None), ("2:30", ("left", 150)), ("+5", ("add", 300)), ("until 10:20", ("left", 1200)),
        ("until half past ten", ("left", 1800)), ("until quarter to eleven", ("left", 2700)),
        ("until 11", ("left", 3600)),
        ("until 9pm", ("left", 39600)), ("bis 10:05", ("left", 300)), ("until later", None), ("until", None),
        ("began at quarter to ten", ("began", 900)),
    ],
)  # fmt: skip
def test_the_words_for_a_start_are_read(text: str, read: tuple[str, float] | None) -> None:
    """Minutes and seconds ago, or a time of day that has passed; what is neither is nothing."""
    assert read_time(text, TEN) == read


@pytest.mark.parametrize(
    ("text", "here", "minutes"),
    [
        ("10", TEN, 10), ("10 min", TEN, 10), ("until 10:40", TEN, 40), ("10.40", TEN, 40),
        ("back at half past ten", TEN, 30),
        ("until half eleven", TEN, 90), ("until 3pm", TEN, 300), ("until half past three", TEN.replace(hour=15), 30),
        ("until half past three", TEN.replace(hour=2), 90), ("until half past eight", TEN.replace(hour=20), 30),
        ("until 8:30", TEN.replace(hour=20), 750), ("until 25:00", TEN, None), ("10 people", TEN, None),
        ("", TEN, None),
    ],
)  # fmt: skip
def test_the_end_of_a_break_is_read_in_figures_and_in_words(
    text: str, here: dt.datetime, minutes: float | None
) -> None:
    """Words are the next such time of the twelve hours, figures the next of the day's twenty-four."""
    assert read_break(text, here) == (None if minutes is None else minutes * 60)
