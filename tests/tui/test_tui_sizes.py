"""Every size: at each breakpoint what matters is in sight; below the smallest the clock and the words go on."""

from itertools import product
from pathlib import Path

import pytest
from driver import Driver, driving
from sight import clipped, hidden
from workshops import with_steps, workshop, write

WIDTHS, HEIGHTS = (48, 71, 72, 119, 120, 180), (14, 19, 20, 40)


async def resized(driver: Driver, width: int, height: int) -> None:
    """Give the window another size."""
    await driver.pilot.resize_terminal(width, height)
    await driver.settle()


@pytest.mark.parametrize("stage", ["review", "define", "assign", "resources"])
async def test_at_every_breakpoint_what_matters_is_in_sight(tmp_path: Path, stage: str) -> None:
    """On both sides of each breakpoint, the window changing its size with a line half typed."""
    async with driving(write(with_steps(workshop()), tmp_path)) as driver:
        await driver.press("space", "pagedown")
        while driver.stage != stage:
            await driver.press("pagedown")
        await driver.press("escape", "a")
        await driver.type("Ask the night shift @ana >fri")
        for width, height in product(WIDTHS, HEIGHTS):
            await resized(driver, width, height)
            assert hidden(driver) == [], (width, height)
            assert clipped(driver) == [], (width, height)


@pytest.mark.parametrize("size", [(47, 40), (200, 13), (40, 10), (30, 6), (20, 4)], ids=str)
async def test_below_the_smallest_size_the_clock_and_the_words_go_on(tmp_path: Path, size: tuple[int, int]) -> None:
    """One line says how large the window must be; the clock counts, and what is typed becomes a step."""
    async with driving(write(workshop(), tmp_path), size) as driver:
        await driver.press("space", "pagedown", "pagedown", "a")
        await driver.pass_time(10)
        rows = [row for row in driver.text().split("\n") if row.strip()]
        assert rows[0].startswith("  4:50 left")
        assert "48" in rows[-1]
        assert "14" in rows[-1]
        await driver.type("Ask the night shift")
        assert "night shift" in driver.text()
        await driver.press("enter", "f5")
        assert [step.text for step in driver.session.steps] == ["Ask the night shift"]
        # In twenty columns the last word gives way, never the time.
        assert driver.text().lstrip().startswith("PAUSED 4:50 left" if size[0] > 20 else "PAUSED 4:50")
        await resized(driver, 80, 24)
        assert "Ask the night shift" in driver.rows()
        assert "Make this window" not in driver.text()


@pytest.mark.parametrize("size", [(10, 3), (3, 2), (1, 1)], ids=str)
async def test_hardly_any_window_is_no_error(tmp_path: Path, size: tuple[int, int]) -> None:
    """A window that somebody drags to nothing and back still has the words that were typed meanwhile."""
    async with driving(write(workshop(), tmp_path)) as driver:
        await driver.press("space", "pagedown", "pagedown", "a")
        await resized(driver, *size)
        await driver.write("Ask the night shift")
        for key in ("z", "f1", "escape", "ctrl+p", "escape", "comma"):
            await driver.press("escape", key)
        await resized(driver, 80, 24)
        assert [step.text for step in driver.session.steps] == ["Ask the night shift"]
