"""The smallest room, 48 by 14: what was said, who said it, and headings are whole; nothing is offered that fails."""

from pathlib import Path

import pytest
from driver import Driver, driving
from followed import promised
from tour import FAILED, go, touring
from workshops import write

from flipchart.store.config import Config
from flipchart.tui.app import ViewName
from flipchart.tui.text.lines import width_of
from flipchart.tui.widgets.big_clock import BigClock
from flipchart.tui.widgets.words import Ends, Words

SMALLEST = (48, 14)
SIZES = [SMALLEST, (60, 18), (80, 24)]


async def test_a_check_in_shows_who_said_what_and_by_when(tmp_path: Path) -> None:
    """The promise is asked about, so it is in sight, with all of its words."""
    async with touring(tmp_path, SMALLEST) as driver:
        go(driver, "checkin")
        await driver.settle()
        answer = " ".join(driver.rows().split())
        assert "Lucía Serrano: Keep the desk open until eight on Thursdays" in answer
        assert "was due Friday 20 November" in answer


async def test_a_line_typed_at_read_back_leaves_the_promise_in_sight(tmp_path: Path) -> None:
    """No row is left blank above it while words are out of sight below."""
    async with touring(tmp_path, SMALLEST) as driver:
        go(driver, "readback")
        await driver.press("a")
        await driver.type("Call the supplier @Ana >fri !if not then someday >blue")
        assert "will fit four seats" in driver.text()


@pytest.mark.parametrize("size", [*SIZES, (120, 40)], ids=str)
async def test_the_heading_of_the_pictures_is_whole(tmp_path: Path, size: tuple[int, int]) -> None:
    """The title gives way, not the keys."""
    async with touring(tmp_path, size) as driver:
        await driver.press("i")
        head = driver.app.screen.query_one("#head", Words)
        assert "…" not in driver.text().split("\n")[0]
        assert driver.text().split("\n")[0].rstrip().endswith(("back", "values"))
        assert head.display
        assert "v values" in driver.text()


@pytest.mark.parametrize(
    ("size", "ascii_only", "fits"),
    [((48, 14), False, False), ((60, 18), False, False), ((80, 24), False, True), ((80, 30), True, False),
     ((120, 44), True, True)], ids=str,
)  # fmt: skip
async def test_codes_are_offered_where_one_fits(
    tmp_path: Path, size: tuple[int, int], ascii_only: bool, fits: bool
) -> None:
    """At read-back and on the closing page; elsewhere the key says how large a screen must be."""
    async with driving(write(promised(), tmp_path), size, config=Config(ascii=ascii_only)) as driver:
        await driver.press("space", "comma", "3")
        await driver.press("1")
        assert ("O codes" in driver.text()) == fits, driver.text()
        await driver.press("O")
        assert ("too small" in " ".join(driver.text().split())) != fits


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_figures_are_not_torn_on_the_closing_page(tmp_path: Path, size: tuple[int, int]) -> None:
    """A line goes on at a point, never between a figure and what it counts."""
    async with touring(tmp_path, size) as driver:
        await driver.press("space", "comma", "3")
        answer = driver.text().replace("\N{NO-BREAK SPACE}", " ")
        assert "4 of 4 a date" in answer


@pytest.mark.parametrize("size", [SMALLEST, (80, 24)], ids=str)
async def test_roadblocks_begin_with_a_step_that_is_open(tmp_path: Path, size: tuple[int, int]) -> None:
    """Of one that is done there is nothing to ask; the first without an if-then line comes first."""
    async with touring(tmp_path, size) as driver:
        go(driver, "risks")
        await driver.settle()
        step = next(it for it in driver.session.steps if it.id == driver.room.cursor)
        assert step.live
        assert not step.roadblock


@pytest.mark.parametrize("size", [*SIZES, (120, 40), (200, 60)], ids=str)
@pytest.mark.parametrize("view", ["room", "desk"])
async def test_the_plate_of_the_clock_is_whole(tmp_path: Path, size: tuple[int, int], view: ViewName) -> None:
    """Also where what is not saved takes the bar's row: the clock's line is as short then, and none of it is cut."""
    async with touring(tmp_path, size, view=view) as driver:
        go(driver, "define")
        await driver.burst("t", *"2:00", "enter")
        for answer, seconds in (("last words", 116), ("OVER", 5)):
            await driver.pass_time(seconds, seconds)
            driver.app.saved = FAILED
            await driver.settle()
            assert "NOT SAVED" in driver.text()
            assert answer in driver.text()
            the_plate_is_whole(driver, view)


def the_plate_is_whole(driver: Driver, view: ViewName) -> None:
    """Neither the clock's line nor the plate is cut, and neither lies over the other."""
    digits, line = driver.app.screen.query_one("#digits", BigClock), driver.app.screen.query_one("#clock", Ends)
    assert width_of(line.left) + bool(line.right) + width_of(line.right) <= line.content_size.width
    if digits.display:
        assert digits.region.height == len(digits.picture()) == 4
        assert not digits.region.overlaps(line.content_region)
        held = driver.app.screen.query_one("#header") if view == "desk" else driver.app.screen
        assert held.region.contains_region(digits.region)
