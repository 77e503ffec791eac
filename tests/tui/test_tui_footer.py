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
from flipchart.tui.screens.session import SessionScreen
from flipchart.tui.text.keys import BY_ID

OUT = {"close", "export", "copy"}
"""Ways out of the room, which have tests of their own."""

MOVES = ("K", "J")
"""At one end of a list only one direction moves."""

ENDS = 2
"""A page has a first and a last row, which are tried whatever their keys are."""


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
    if room.prompt is not None:
        room.apply(Outcome(then=None))
    room.cursor = cursor
    await driver.quiet()


def named(room: SessionScreen, cursor: str | None) -> list[tuple[str, str]]:
    """The keys that the footer names on a row, by their actions."""
    frame = room.frame().with_cursor(cursor)
    return [it for it in room.hints(frame) if it[0] not in OUT and applies(frame, it[0])]


def places(room: SessionScreen) -> list[str | None]:
    """The first and the last row of a page, and every row between that has a key which none before it had."""
    stops: list[str | None] = [row.id for row in room.page.rows(room.frame()) if row.id] or [None]
    known: set[tuple[str, str]] = set()
    found: list[str | None] = []
    for stop in (stops[0], stops[-1], *stops):
        if stop not in found and (len(found) < ENDS or not known.issuperset(named(room, stop))):
            found.append(stop)
            known.update(named(room, stop))
    return found


async def try_all(driver: Driver) -> list[str]:
    """Press every key that the footer names, on several rows, and return those that did nothing."""
    room, idle = driver.room, []
    if room.prompt is not None:
        await driver.press("escape")
    session = driver.session
    for cursor in places(room):
        room.cursor = cursor
        await driver.quiet()
        for id, word in named(room, cursor):
            before = state(driver)
            for key in MOVES if id == "item.up" else (BY_ID[id].keys.split(",")[0],):
                if state(driver) == before:
                    await driver.press(key)
            if state(driver) == before and not id.startswith("answer."):
                idle.append(f"{id} ({word}) on {cursor}")
            await back(driver, session, cursor)
    return idle


async def in_every_stage(driver: Driver) -> dict[StageKind, list[str]]:
    """Go through the stages, press every key that the footer names there, and return those that did nothing."""
    idle: dict[StageKind, list[str]] = {}
    for kind in KINDS:
        go(driver, kind)
        await driver.settle()
        assert driver.stage == kind
        idle[kind] = await try_all(driver)
    return {kind: keys for kind, keys in idle.items() if keys}


async def test_every_key_of_the_footer_works(tmp_path: Path) -> None:
    """In a plan that is well under way, on rows from the first to the last of the page."""
    async with driving(write(every_kind(), tmp_path), (80, 24), ManualClock(LATER)) as driver:
        assert await in_every_stage(driver) == {}


async def test_every_key_of_the_footer_works_in_an_empty_plan(tmp_path: Path) -> None:
    """Where there is nothing yet, nothing is offered that needs something."""
    session = every_kind().revise(
        goals=(), measurements=(), improvements=(), milestones=(), steps=(), resources=(), parked=(), notes=(),
        reports=(), evaluations=(), feedback=(), people=(), conflicts=(), waved=(),
    )  # fmt: skip
    async with driving(write(session, tmp_path), (80, 24), ManualClock(LATER)) as driver:
        assert await in_every_stage(driver) == {}


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
