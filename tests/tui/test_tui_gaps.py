"""The list of what to ask aloud, in the real app: most urgent first, waved off once, and kept so."""

from pathlib import Path

import pytest
from at_home import HOSTILE
from driver import TEN, Driver, driving
from followed import promised
from workshops import STEPS, with_steps, workshop, write

from flipchart.domain.gaps import gaps
from flipchart.store.codec import decode
from flipchart.tui.screens.gaps import GapsScreen
from flipchart.tui.widgets.row_list import RowList


def listed(driver: Driver) -> RowList:
    """The list of gaps."""
    assert isinstance(driver.app.screen, GapsScreen)
    return driver.app.screen.query_one(RowList)


def left(driver: Driver) -> list[tuple[str, str | None]]:
    """What is still asked of the plan."""
    return [(gap.kind, gap.item) for gap in gaps(driver.session, TEN.date())]


@pytest.mark.parametrize("size", [(60, 18), (80, 24), (200, 60)], ids=str)
async def test_a_gap_is_waved_off_once_and_kept(tmp_path: Path, size: tuple[int, int]) -> None:
    """g lists the sentences, x says that one is fine as it is, u brings it back; what was waved is in the file."""
    path = write(with_steps(workshop(), STEPS[:2]), tmp_path)
    async with driving(path, size) as driver:
        before = left(driver)
        assert before[:2] == [("no_owner", "t1"), ("no_owner", "t2")]
        await driver.press("space", "g")
        await driver.sees("What to ask aloud", "7 open")
        await driver.sees("Agree one-page checklist with HR: whose", "x fine as it is")
        await driver.press("down", "x")
        await driver.sees("fine as it is; u brings it back")
        assert left(driver) == [before[0], *before[2:]]
        assert listed(driver).cursor == "no_date:t1"
        await driver.press("x", "u")
        assert left(driver) == [before[0], *before[2:]]
        await driver.press("escape")
        await driver.saved()
    kept = decode(path.read_bytes(), name=path.name, made=TEN)
    assert [(it.gap, it.item) for it in kept.waved] == [("no_owner", "t2")]
    async with driving(path, size) as driver:
        await driver.press("g")
        assert ("no_owner", "t2") not in left(driver)
        await driver.press("escape")


async def test_the_list_begins_with_the_step_one_comes_from_and_leads_to_another(tmp_path: Path) -> None:
    """Enter closes it with the cursor on what the sentence is about; the menu of rarer actions opens it too."""
    async with driving(write(with_steps(workshop()), tmp_path)) as driver:
        await driver.press("space", "n", "n", "pagedown", "pagedown")
        driver.room.cursor = "t2"
        await driver.press("comma", "9")
        await driver.sees("5 wave off")
        await driver.press("5")
        # Three steps without an owner are one question.
        assert listed(driver).cursor == "no_owner:t1 t2 t3"
        await driver.press("enter")
        assert driver.room.cursor == "t1"


async def test_nothing_to_ask_is_said(tmp_path: Path) -> None:
    """Until all is waved off; then there is nothing to wave and nothing to go to."""
    async with driving(write(workshop(improvements=("One",)), tmp_path)) as driver:
        await driver.press("g", *["x"] * len(left(driver)))
        await driver.sees("Nothing is missing")
        await driver.press("x", "enter")
        assert driver.room.session is not None


@pytest.mark.parametrize("size", [(60, 18), (200, 60)], ids=str)
async def test_hostile_words_are_literal(tmp_path: Path, size: tuple[int, int]) -> None:
    """A sentence holds people's text, which is never markup and never reaches the terminal as a control."""
    session = promised()
    steps = tuple(it.revise(text=f"{HOSTILE} {it.id}", owner=None) for it in session.steps)
    async with driving(write(session.revise(steps=steps), tmp_path), size) as driver:
        await driver.press("g")
        await driver.sees("[/]", "研修計画")
        assert "\x1b" not in driver.text()
        await driver.press("x")
        await driver.sees("fine as it is; u brings it back")
