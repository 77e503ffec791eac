"""Everything at once: fourteen long steps, twelve long names, far over time, not saved, and a question."""

from pathlib import Path

import pytest
from driver import Driver, driving
from sight import clipped, hidden, under_cursor
from trouble import FullDisk, full_disk
from workshops import crowded, workshop, write

from flipchart.tui.widgets.row_list import RowList

OVER = 12 * 60 + 42
"""Seconds over time."""

STAGES = ("introduce", "review", "define", "assign", "resources")


async def overwhelm(driver: Driver, disk: FullDisk, stage: str) -> None:
    """Come to a stage, let it run over, fill the disk, let the clock jump, and half-type a line."""
    await driver.press("space", *["pagedown"] * STAGES.index(stage), "escape")
    assert driver.stage == stage
    await driver.press("down", "down", "down")
    assert driver.app.clock is not None
    assert driver.app.clock.stage is not None
    await driver.pass_time(driver.app.clock.stage.remaining + OVER)
    disk.full = True
    await driver.press("l")
    await driver.write("Contractor badges")
    driver.clock.advance(400)
    driver.app.tick()
    await driver.press("a")
    await driver.type("Ask the night shift @Aleksandra >fri and then")
    await driver.sees("NOT SAVED")


PLACES = [
    *(((60, 18), stage) for stage in STAGES), *(((80, 24), stage) for stage in STAGES),
    ((120, 40), "assign"), ((200, 60), "define"),
]  # fmt: skip


@pytest.mark.parametrize(("size", "stage"), PLACES, ids=str)
async def test_everything_at_once_leaves_in_sight_what_matters(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int], stage: str
) -> None:
    """Digits, clock line, the words under the cursor, box, question, offer and NOT SAVED: all of them whole."""
    disk = full_disk(monkeypatch, tmp_path)
    async with driving(write(crowded(), tmp_path), size) as driver:
        await overwhelm(driver, disk, stage)
        assert hidden(driver) == []
        assert "F8 count it" in driver.text()
        assert "19:22 OVER" in driver.text()
        disk.full = False


@pytest.mark.parametrize("stage", STAGES)
async def test_in_the_smallest_room_only_the_offer_gives_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stage: str
) -> None:
    """At 48 by 14 there are two rows for the words under the cursor, and nothing else is missing but the offer."""
    disk = full_disk(monkeypatch, tmp_path)
    async with driving(write(crowded(), tmp_path), (48, 14)) as driver:
        await overwhelm(driver, disk, stage)
        own = under_cursor(driver.room.query_one("#rows", RowList))
        missing = [it for it in hidden(driver) if not it.startswith("#offer")]
        assert missing == [f"the words under the cursor: {words!r}" for words in own[2:]]
        assert own
        disk.full = False


async def test_the_words_beside_the_clock_make_room_when_it_goes_over(tmp_path: Path) -> None:
    """The digits need four cells more over time, and the heading is wrapped anew in the same moment."""
    async with driving(write(workshop(), tmp_path), (60, 18)) as driver:
        await driver.press("space", "pagedown", "pagedown")
        for seconds in (299.5, 1, 599, 1):
            await driver.pass_time(seconds)
            assert clipped(driver) == []


@pytest.mark.parametrize(("key", "typed", "told"), [("P", "5", "back at"), ("Q", "3 on your own", "on your own")])
@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)], ids=str)
async def test_a_break_and_a_quiet_timer_have_the_whole_wall(
    tmp_path: Path, size: tuple[int, int], key: str, typed: str, told: str
) -> None:
    """What stands beside the plan on a wide wall is gone with the plan, and there again after it."""
    async with driving(write(workshop(), tmp_path), size) as driver:
        await driver.press("space", "n", "n", key)
        await driver.write(typed)
        assert told in driver.text()
        assert "Also today" not in driver.text() and "Resources" not in driver.text(), driver.text()
        assert driver.room.query_one("#wall").size == (size[0], size[1] - 1)
        if key == "P":
            await driver.press("space")
            assert ("Also today" in driver.text()) == (size[0] >= 120), driver.text()


async def test_a_full_disk_is_told_whole_where_there_is_room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """At 80 by 24 the reason and the place of the copy can be read, on as many lines as they take."""
    disk = full_disk(monkeypatch, tmp_path)
    async with driving(write(workshop(), tmp_path)) as driver:
        disk.full = True
        await driver.press("space")
        await driver.sees("NOT SAVED")
        await driver.pass_time(6)
        await driver.until("a copy is in the state folder", lambda: _copy(driver) != "")
        await driver.until("the copy's place is on the screen", lambda: _copy(driver) in _closed(driver.text()))
        assert "NOT SAVED clinic.toml was not saved: the disk is full; make room on it." in " ".join(
            driver.text().split()
        )
        disk.full = False


def _copy(driver: Driver) -> str:
    assert driver.app.sitting is not None
    return str(driver.app.sitting.state.copy or "").replace(" ", "")


def _closed(text: str) -> str:
    return "".join(text.split())
