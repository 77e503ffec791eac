"""A few screens as people see them; each should be looked at when it changes."""

from pathlib import Path

import pytest
from driver import Driver, driving
from pictured import compared
from workshops import with_steps, workshop, write

from flipchart.store.config import Config

LINE = "Shorten the laptop order form @Chen >fri #it"


async def reach(driver: Driver, stage: str) -> None:
    """Start, and go on to a stage."""
    await driver.press("space", "pagedown")
    while driver.stage != stage:
        await driver.press("pagedown")
    await driver.saved()


@pytest.mark.parametrize("theme", ["room-dark", "room-light"])
async def test_define_while_a_line_is_typed(tmp_path: Path, theme: str) -> None:
    """80 by 24: stage, clock, prompt, steps, the line and what was understood of it."""
    async with driving(write(with_steps(workshop()), tmp_path), config=Config(theme=theme)) as driver:
        await reach(driver, "define")
        await driver.pass_time(78)
        await driver.press("a")
        await driver.type(LINE)
        await driver.settle()
        compared(driver, f"define-{theme}")


@pytest.mark.parametrize("theme", ["room-dark", "room-light"])
async def test_over_time_with_the_ways_out(tmp_path: Path, theme: str) -> None:
    """60 by 18: the clock turns, and one line offers the ways out with their price."""
    async with driving(write(with_steps(workshop()), tmp_path), (60, 18), config=Config(theme=theme)) as driver:
        await reach(driver, "assign")
        await driver.pass_time(180 + 42)
        compared(driver, f"over-{theme}")


async def test_the_window_that_is_too_small(tmp_path: Path) -> None:
    """40 by 10: clock, line, and what is needed."""
    async with driving(write(workshop(), tmp_path), (40, 10)) as driver:
        await reach(driver, "define")
        await driver.press("a")
        await driver.type("Ring the supplier")
        await driver.settle()
        compared(driver, "small")
