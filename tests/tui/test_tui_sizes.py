"""Every size: at each breakpoint what matters is in sight; below the smallest the clock and the words go on."""

from functools import partial
from itertools import count, product
from pathlib import Path

import pytest
from driver import Driver, driving
from sight import clipped, hidden
from tour import KINDS, go, touring
from workshops import with_steps, workshop, write

from flipchart.domain.kinds import StageKind
from flipchart.tui.widgets.words import Words

WIDTHS, HEIGHTS = (48, 71, 72, 119, 120, 180), (14, 19, 20, 40)


async def resized(driver: Driver, width: int, height: int) -> None:
    """Give the window another size."""
    await driver.pilot.resize_terminal(width, height)
    await driver.settle()


def fits(driver: Driver, width: int, height: int) -> bool:
    """Whether the screen was laid out for a size."""
    return tuple(driver.room.outer_size) == (width, height)


STAGES = ("review", "define", "assign", "resources")


def some_of(stage: str) -> list[tuple[int, int]]:
    """Half of all sizes, like the black fields of a chessboard, and the white ones for the stage after it.

    Each stage has every width and every height, and every size has two stages.
    """
    return [
        (width, height) for (column, width), (row, height) in product(enumerate(WIDTHS), enumerate(HEIGHTS))
        if (column + row + STAGES.index(stage)) % 2
    ]  # fmt: skip


@pytest.mark.parametrize("stage", STAGES)
async def test_at_every_breakpoint_what_matters_is_in_sight(tmp_path: Path, stage: str) -> None:
    """On both sides of each breakpoint, the window changing its size with a line half typed."""
    async with driving(write(with_steps(workshop()), tmp_path)) as driver:
        await driver.press("space", "pagedown")
        while driver.stage != stage:
            await driver.press("pagedown")
        await driver.press("escape", "a")
        await driver.type("Ask the night shift @ana >fri")
        for width, height in some_of(stage):
            await resized(driver, width, height)
            assert hidden(driver) == [], (width, height)
            assert clipped(driver) == [], (width, height)


@pytest.mark.parametrize("size", [(120, 40), (200, 60)], ids=str)
async def test_large_words_beside_the_clock_are_whole(tmp_path: Path, size: tuple[int, int]) -> None:
    """A long name in block letters has all the room beside the clock: the column at the side begins below it."""
    session = with_steps(workshop()).revise(group="Harbour Street Library")
    async with driving(write(session, tmp_path), size) as driver:
        await driver.press("space")
        assert driver.room.query_one("#title", Words).lines
        assert clipped(driver) == []


async def test_a_machine_that_stops_for_a_moment_costs_no_size(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Stopped where Textual's short timers begin, the program still follows the window, then and later."""
    moments = count(step=0.02)
    async with driving(write(workshop(), tmp_path)) as driver:
        await driver.press("space")
        monkeypatch.setattr("textual._time.get_time", lambda: next(moments))
        for width, height in ((100, 30), (60, 18)):
            await resized(driver, width, height)
            await driver.until("the size is the new one", partial(fits, driver, width, height))
        monkeypatch.undo()
        await resized(driver, 120, 40)
        await driver.until("the size is the new one", partial(fits, driver, 120, 40))


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)], ids=str)
async def test_the_rows_below_the_list_stand_under_it(tmp_path: Path, size: tuple[int, int]) -> None:
    """Loads and answers begin where the question does, also beside the column of a wide wall."""
    async with driving(write(with_steps(workshop()), tmp_path), size) as driver:
        await driver.press("space", *["pagedown"] * 4)
        assert driver.stage == "resources"
        (answers,) = (row for row in driver.text().split("\n") if "1 nothing" in row)
        assert answers.startswith("  1 nothing")


async def test_digits_that_just_fit_are_whole(tmp_path: Path) -> None:
    """The blank behind the last one has no room at 60 columns, and takes no letter with it."""
    async with driving(write(with_steps(workshop()), tmp_path), (60, 18)) as driver:
        await driver.press("space", *["pagedown"] * 4)
        assert driver.stage == "resources"
        assert "5 tool  6 outside\n" in driver.text()


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


async def bring(driver: Driver, kind: StageKind, state: str) -> None:
    """Begin a stage of a kind and bring it into a state."""
    go(driver, kind)
    await driver.settle()
    await driver.press("escape")
    if state == "an open line":
        await driver.press("a")
    elif state == "over time":
        await driver.pass_time(400)
    elif state == "paused":
        await driver.press("space")


@pytest.mark.parametrize("state", ["", "an open line", "over time", "paused"])
async def test_the_question_is_whole_in_the_smallest_room(tmp_path: Path, state: str) -> None:
    """Of each kind every word of it, while nothing is typed and while a line is open, over time and paused."""
    async with touring(tmp_path, (48, 14)) as driver:
        await driver.press("space")
        for kind in KINDS:
            await bring(driver, kind, state)
            page, stage = driver.room.page, driver.room.frame().stage
            assert stage is not None and stage.kind == kind
            shown = " ".join(driver.text().split())
            asked = " ".join((stage.prompt or "").split())
            assert page.asks_itself or asked in shown, driver.text()
            assert state != "over time" or "OVER" in shown
            if state == "paused":
                assert driver.stage == kind and "PAUSED" in shown
                await driver.press("space")
            await driver.press("escape")
