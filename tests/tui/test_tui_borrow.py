"""A minute is borrowed before the time is over too, and who lends it is said."""

from pathlib import Path

import pytest
from driver import driving
from workshops import workshop, write


@pytest.mark.parametrize("size", [(60, 18), (80, 24)], ids=str)
async def test_the_stage_that_lends_a_minute_is_named(tmp_path: Path, size: tuple[int, int]) -> None:
    """B takes from the last stage that keeps a minute, says so, and then from the one before; the end stays."""
    async with driving(write(workshop(), tmp_path), size) as driver:
        await driver.press("space", "B")
        await driver.sees("A minute from Resources (2:00→1:00); the end stays.", "ends 10:15")
        await driver.press("B")
        await driver.sees("A minute from Owners and timelines (3:00→2:00)", "ends 10:15")


async def test_with_nobody_to_lend_it_the_refusal_is_all_that_is_said(tmp_path: Path) -> None:
    """In the last stage no later one is named."""
    async with driving(write(workshop(), tmp_path)) as driver:
        await driver.press("space", *["n", "escape"] * 4, "B")
        assert driver.stage == "resources"
        await driver.sees("No stage still to come can lend a minute")
        assert "A minute from" not in driver.text()
