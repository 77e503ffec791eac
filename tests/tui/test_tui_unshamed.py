"""The room shames nobody: a late plan is shown on every page, and no wall says how late anything is, or how often."""

import re
from pathlib import Path

import pytest
from driver import TEN, Driver, driving
from followed import looking_again, promised
from workshops import write

from flipchart.domain.agenda import Run, Stage
from flipchart.domain.portfolio import open_promises
from flipchart.domain.session import Session
from flipchart.tui.stages.registry import PAGES

SHAME = re.compile(
    r"days? late|late\b|overdue|slip|\bd late|\b(once|twice|times)\b|had passed|delay|behind on|broken|missed", re.I
)
"""What a wall must not say of a promise. Words of the plan itself do not hold any of it."""


def every_stage() -> Session:
    """The late plan in a sitting with one stage of every kind that there is."""
    session = promised()
    run = Run(id="every", kind="follow-up")
    stages = tuple(Stage.of({"id": kind, "run": "every", "kind": kind, "title": "Stage", "seconds": 60})
                   for kind in PAGES)  # fmt: skip
    return session.revise(runs=(*session.runs, run), stages=(*session.stages, *stages))


def blamed(driver: Driver) -> list[str]:
    """The lines on the screen that would shame somebody."""
    # The clock's own words are of the sitting, and of nobody.
    return [row for row in driver.text().split("\n") if SHAME.search(row)]


def test_there_is_something_to_be_ashamed_of() -> None:
    """Two steps are late, by two and by five days, and one was moved twice after its date had passed."""
    answer = {it.step.id: (it.late_days, it.slips) for it in open_promises(promised(), TEN.date())}
    assert (answer["late"], answer["twice"]) == ((5, 0), (2, 2))
    assert SHAME.search("5 days late")
    assert SHAME.search("moved twice")
    assert SHAME.search("after it had passed")


async def every_row(driver: Driver) -> list[str]:
    """Walk down a page to its last row, open each step on the way, and return what was blamed."""
    found: list[str] = []
    for _ in range(len(driver.room.page.rows(driver.room.frame()))):
        found += blamed(driver)
        before = driver.text()
        if driver.room.page.opens_steps and driver.room.frame().step is not None:
            await driver.press("enter")
            found += blamed(driver)
            await driver.burst("escape", "down")
        else:
            await driver.press("down")
        if driver.text() == before:
            break
    return found


async def until_nothing_is_new(driver: Driver, key: str) -> list[str]:
    """Press a key as long as it shows something new, and return what was blamed."""
    found, seen = [], set[str]()
    while driver.text() not in seen:
        seen.add(driver.text())
        found += blamed(driver)
        await driver.press(key)
    return found


@pytest.mark.parametrize("size", [(60, 18), (200, 60)], ids=str)
async def test_no_page_of_the_room_tells_how_late_or_how_often(tmp_path: Path, size: tuple[int, int]) -> None:
    """Before the start, in every kind of stage with every item in turn, and on the closing page."""
    async with driving(write(every_stage(), tmp_path), size) as driver:
        seen = ["planned"]
        assert await every_row(driver) == []
        await driver.press("space")
        while driver.stage != "ended":
            if driver.stage not in seen:
                seen.append(driver.stage)
            assert await every_row(driver) == []
            await driver.press("pagedown")
        assert await every_row(driver) == []
        assert set(seen) == {"planned", *PAGES}


@pytest.mark.parametrize("size", [(60, 18), (200, 60)], ids=str)
async def test_what_is_laid_over_the_room_does_not_either(tmp_path: Path, size: tuple[int, int]) -> None:
    """Gaps, pictures page by page, the pages of steps at a check-in, and the questions there."""
    async with driving(write(promised(), tmp_path), size, open_file=looking_again) as driver:
        await driver.press("g")
        assert await until_nothing_is_new(driver, "down") == []
        await driver.burst("escape", "i")
        assert await until_nothing_is_new(driver, "n") == []
        await driver.burst("escape", "space", "n")
        while driver.stage == "checkin":
            await driver.press("enter")
            assert blamed(driver) == []
            await driver.burst("escape", "s")
            assert blamed(driver) == []
            await driver.burst("escape", "n")
