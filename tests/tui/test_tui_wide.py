"""Walls of 120 columns and more: the list and the line under it, the rest of the plan beside, all of it in sight."""

from pathlib import Path

import pytest
from driver import Driver
from sight import hidden
from tour import go, touring

from flipchart.domain.kinds import StageKind
from flipchart.tui.screens.room import aired
from flipchart.tui.text.rows import BLANK, Heading, Pair, Row, Words
from flipchart.tui.widgets.row_list import RowList

SIZES = [(120, 40), (200, 60)]
LISTS: tuple[StageKind, ...] = ("assign", "risks", "promises", "review")
LINE = "Call the supplier @Ana >fri !if not then someday >blue"


def within(driver: Driver) -> bool:
    """Whether the rows of the screen are as many as there are, so that nothing is scrolled out of sight."""
    return driver.room.max_scroll_y == 0


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("kind", LISTS)
async def test_a_long_list_gives_rows_to_what_is_understood(
    tmp_path: Path, kind: StageKind, size: tuple[int, int]
) -> None:
    """Words below the box that need three rows push neither the keys nor the save light out of the screen."""
    async with touring(tmp_path, size) as driver:
        go(driver, kind)
        await driver.press("a")
        await driver.type(LINE)
        assert within(driver)
        assert hidden(driver) == []
        await driver.press("escape")
        assert within(driver)


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("kind", ["review", "goals", "strategy", "resources", "checkin", "evaluate"])
async def test_what_stands_beside_begins_where_the_list_does(
    tmp_path: Path, kind: StageKind, size: tuple[int, int]
) -> None:
    """Whatever stands below the list, and while the clock is paused."""
    async with touring(tmp_path, size) as driver:
        go(driver, kind)
        await driver.settle()
        rows, side = (driver.room.query_one(name, RowList) for name in ("#rows", "#side"))
        assert side.region.y == rows.region.y
        await driver.press("space")
        assert side.region.y == rows.region.y


def test_items_stand_apart_and_what_belongs_to_one_does_not() -> None:
    """A blank row goes before the next item and the next heading, not between an item and what it needs."""
    step, need, other, more = (
        Pair("a", "Ring", "?"),
        Words("n", "have: time", "", 4),
        Pair("b", "Ask", ""),
        Heading(None, "M"),
    )
    rows: tuple[Row, ...] = (step, need, other, more, BLANK)
    assert aired(rows) == (step, need, BLANK, other, BLANK, more, BLANK)
    assert aired((Heading(None, "M"), step)) == (Heading(None, "M"), step)


@pytest.mark.parametrize("kind", ["assess", "review", "strategy"])
async def test_a_short_list_is_loose_and_stays_so(tmp_path: Path, kind: StageKind) -> None:
    """Every item has a row of its own and a blank one before it, also after the cursor went on and time passed."""
    async with touring(tmp_path, (120, 40)) as driver:
        go(driver, kind)
        await driver.settle()
        first = driver.room.query_one("#rows", RowList).rows
        assert aired(first) == first
        assert BLANK in first
        await driver.press("down")
        await driver.pass_time(3)
        assert len(driver.room.query_one("#rows", RowList).rows) == len(first)


@pytest.mark.parametrize("size", [(60, 18), (80, 24), (120, 40), (200, 60)], ids=str)
async def test_the_sums_of_what_is_needed_are_whole(tmp_path: Path, size: tuple[int, int]) -> None:
    """On a second line rather than cut, wherever they are shown."""
    async with touring(tmp_path, size) as driver:
        go(driver, "resources")
        await driver.settle()
        answer = [row for row in driver.text().split("\n") if "In all" in row]
        assert answer or size[0] < 120
        assert not answer or "external" in driver.text().partition("In all")[2]


async def test_who_is_not_found_has_no_load(tmp_path: Path) -> None:
    """The load of the step that the cursor was on says nothing of a list in which that step is not."""
    async with touring(tmp_path, (80, 24)) as driver:
        go(driver, "assign")
        await driver.settle()
        await driver.press("slash")
        await driver.type("zzz")
        await driver.sees("Nothing here contains these words.")
        assert "Load" not in driver.text()
