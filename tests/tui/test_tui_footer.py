"""The footer names only keys that work where the cursor is now: in every kind of stage, before and after."""

from pathlib import Path

import pytest
from driver import Driver, driving
from tour import KINDS, LATER, every_kind, go
from workshops import workshop, write

from flipchart.clock import ManualClock
from flipchart.domain.commands.agenda import EndRun
from flipchart.domain.kinds import StageKind
from flipchart.domain.session import Session
from flipchart.tui.actions.plan import applies
from flipchart.tui.prompts.prompt import Outcome
from flipchart.tui.screens.room import RoomScreen
from flipchart.tui.text.keys import BY_ID

OUT = {"close", "export", "copy"}
"""Ways out of the room, which have tests of their own."""

MOVES = ("K", "J")
"""At one end of a list only one direction moves."""

PLACES = 3
"""How many rows of each page are tried, from its first to its last."""


def state(driver: Driver) -> tuple[object, ...]:
    """All that a key can change, but for what is only said."""
    app, room = driver.app, next(it for it in driver.app.screen_stack if isinstance(it, RoomScreen))
    there = (room.cursor, room.focus_id, room.prompt, room.questions, room.big, room.curtain, room.passed)
    return (app.session, type(app.screen), app.theme, *there)


async def back(driver: Driver, session: Session, cursor: str | None) -> None:
    """Undo what a key did."""
    while not isinstance(driver.app.screen, RoomScreen):
        await driver.press("escape")
    room, open_session = driver.room, driver.app.open_session
    assert open_session is not None
    room.questions, room.big, room.curtain, room.passed = (), False, False, frozenset()
    open_session.runner.session = session
    driver.app.show_session()
    await driver.settle()
    if room.prompt is not None:
        room.apply(Outcome(then=None))
    room.cursor = cursor
    await driver.settle()


async def try_all(driver: Driver) -> list[str]:
    """Press every key that the footer names, on several rows, and return those that did nothing."""
    room, idle = driver.room, []
    if room.prompt is not None:
        await driver.press("escape")
    stops: list[str | None] = [row.id for row in room.page.rows(room.frame()) if row.id] or [None]
    session = driver.session
    for cursor in dict.fromkeys(stops[(len(stops) - 1) * n // (PLACES - 1)] for n in range(PLACES)):
        room.cursor = cursor
        await driver.settle()
        frame = room.frame()
        for id, word in [it for it in room.hints(frame) if it[0] not in OUT and applies(frame, it[0])]:
            before = state(driver)
            for key in MOVES if id == "item.up" else (BY_ID[id].keys.split(",")[0],):
                if state(driver) == before:
                    await driver.press(key)
            if state(driver) == before and not id.startswith("answer."):
                idle.append(f"{id} ({word}) on {cursor}")
            await back(driver, session, cursor)
    return idle


@pytest.mark.parametrize("kind", KINDS)
async def test_every_key_of_the_footer_works(tmp_path: Path, kind: StageKind) -> None:
    """In a plan that is well under way, on rows from the first to the last of the page."""
    async with driving(write(every_kind(), tmp_path), (80, 24), ManualClock(LATER)) as driver:
        go(driver, kind)
        await driver.settle()
        assert await try_all(driver) == []


@pytest.mark.parametrize("kind", KINDS)
async def test_every_key_of_the_footer_works_in_an_empty_plan(tmp_path: Path, kind: StageKind) -> None:
    """Where there is nothing yet, nothing is offered that needs something."""
    session = every_kind().revise(
        goals=(), measurements=(), improvements=(), milestones=(), steps=(), resources=(), parked=(), notes=(),
        reports=(), evaluations=(), feedback=(), people=(), conflicts=(), waved=(),
    )  # fmt: skip
    async with driving(write(session, tmp_path), (80, 24), ManualClock(LATER)) as driver:
        go(driver, kind)
        await driver.settle()
        assert await try_all(driver) == []


@pytest.mark.parametrize("ended", [False, True])
async def test_every_key_of_the_footer_works_before_and_after(tmp_path: Path, ended: bool) -> None:
    """Before the start, and on the closing page."""
    async with driving(
        write(every_kind() if ended else workshop(), tmp_path), (80, 24), ManualClock(LATER)
    ) as driver:
        if ended:
            go(driver, "define")
            driver.app.do(EndRun("everyrun", driver.clock.now()))
            await driver.settle()
        assert await try_all(driver) == []
