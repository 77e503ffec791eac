"""What a key costs: few frames, one page a frame, and a repaint of the cells that differ."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from counted import counted
from driver import Driver, driving
from workshops import with_steps, workshop, write

from flipchart.tui.app import ViewName

VIEWS: list[ViewName] = ["room", "desk"]


@asynccontextmanager
async def defining(folder: Path, view: ViewName = "room") -> AsyncIterator[Driver]:
    """A session in the stage in which steps are written down, with the capture line open."""
    async with driving(write(with_steps(workshop()), folder), view=view) as driver:
        await driver.press("space")
        while driver.stage != "define":
            await driver.press("n")
        await driver.saved()
        yield driver


def part(driver: Driver, name: str) -> set[int]:
    """The rows of the screen on which a part of it stands."""
    region = driver.room.query_one(name).region
    return set(range(region.y, region.bottom))


@pytest.mark.parametrize("view", VIEWS)
async def test_a_letter_costs_one_frame_and_the_capture_line(tmp_path: Path, view: ViewName) -> None:
    """A letter paints the capture line and its echo, and at the desk what the room sees of it."""
    async with defining(tmp_path, view) as driver:
        await driver.type("Book a roo")
        with counted() as costs:
            await driver.press("m")
        assert costs.frames <= 1
        assert costs.full == costs.layouts == 0
        mirrored = part(driver, "#mirror") if view == "desk" else set()
        assert costs.rows <= part(driver, "#box") | part(driver, "#echo") | mirrored


@pytest.mark.parametrize("view", VIEWS)
async def test_a_line_costs_two_frames_and_at_most_one_full_repaint(tmp_path: Path, view: ViewName) -> None:
    """Enter makes one frame to act on and one to show."""
    async with defining(tmp_path, view) as driver:
        await driver.type("Book a room")
        with counted() as costs:
            await driver.press("enter")
        assert costs.frames <= 2
        assert costs.pages <= 5
        assert costs.full <= 1
        assert "Book a room" in driver.rows()


@pytest.mark.parametrize("view", VIEWS)
async def test_the_next_stage_costs_three_frames_and_at_most_one_full_repaint(tmp_path: Path, view: ViewName) -> None:
    """`n` starts another stage: the new page is gone into once."""
    async with defining(tmp_path, view) as driver:
        await driver.press("escape")
        with counted() as costs:
            await driver.press("n")
        assert costs.frames <= 3
        assert costs.pages <= 8
        assert costs.full <= 1
        assert driver.stage == "assign"


@pytest.mark.parametrize("view", VIEWS)
async def test_a_tick_paints_the_time_and_nothing_within_a_second(tmp_path: Path, view: ViewName) -> None:
    """Four looks at the clock a second are one frame, and no row of the plan is painted."""
    async with defining(tmp_path, view) as driver:
        await driver.pass_time(0.1)
        with counted() as costs:
            await driver.pass_time(1, step=0.25)
        assert 1 <= costs.frames <= 2
        assert costs.full == costs.layouts == 0
        assert costs.rows
        assert not costs.rows & part(driver, "#rows")
        with counted() as costs:
            await driver.pass_time(0.2, step=0.1)
        assert costs.frames == 0
        assert costs.rows == set()


@pytest.mark.parametrize("key", ["", "space"])
async def test_nothing_is_painted_while_no_clock_runs(tmp_path: Path, key: str) -> None:
    """Before the start, and while the clock is paused, five seconds paint at most one line."""
    async with driving(write(with_steps(workshop()), tmp_path)) as driver:
        if key:
            await driver.press("space", "n", key)
            await driver.saved()
        await driver.until("it is saved", lambda: driver.app.saved is not None and driver.app.saved.kind == "saved")
        await driver.pass_time(2)
        await driver.pilot.pause()
        with counted() as costs:
            await driver.pass_time(5, step=0.25)
        assert costs.full == costs.layouts == 0
        assert costs.updates <= 1
