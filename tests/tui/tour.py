"""A walk past every screen, for tests that look at each of them: its colours, its signs, its words."""

import datetime as dt
import errno
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, get_args
from unittest import mock

from at_home import HomeDriver, at_home
from driver import TEN, Driver, driving
from textual.command import CommandList
from textual.widgets import TextArea
from tour_aside import beside_the_way, results
from workshops import write

from flipchart.clock import ManualClock
from flipchart.domain.agenda import Run, Stage
from flipchart.domain.commands.agenda import EndRun, StartStage
from flipchart.domain.commands.clock import Resume
from flipchart.domain.commands.pauses import EndTimer, StartBreak, StartTimer
from flipchart.domain.commands.steps import ReviseStep
from flipchart.domain.kinds import StageKind
from flipchart.domain.said import say
from flipchart.domain.session import Conflict, Session
from flipchart.exchange.templates.agenda_template import load_template
from flipchart.store.codec import decode
from flipchart.store.config import Config
from flipchart.store.errors import cause
from flipchart.store.saver_queue import SaveState
from flipchart.tui.app import ViewName
from flipchart.tui.stages.registry import ALOUD
from flipchart.tui.stages.whofirst import first_person
from flipchart.tui.text.language import t

if TYPE_CHECKING:
    from collections.abc import Callable


LIBRARY = Path(__file__).parents[2] / "sessions" / "library.toml"
KINDS: tuple[StageKind, ...] = get_args(StageKind)
LATER = TEN + dt.timedelta(days=30)
"""When some of the library's promises are late, some due and some done."""


@cache
def every_kind(plan: bytes | None = None) -> Session:
    """A plan that is well under way, with a sitting that has a stage of every kind and has not begun."""
    session = decode(plan or LIBRARY.read_bytes(), name="library.toml", made=TEN)
    known = {stage.kind: stage for name in ("action-planning-60", "improvement-plan", "coaching", "follow-up")
             for stage in load_template(name).stages}  # fmt: skip
    run = Run(id="everyrun", kind="workshop", planned_start=LATER)
    stages = tuple(
        Stage(id=f"every{number:03}", run=run.id, kind=kind, title=known[kind].title if kind in known else kind,
              seconds=300, prompt=known[kind].prompt if kind in known else f"What about {kind}?")
        for number, kind in enumerate(KINDS)
    )  # fmt: skip
    step = session.steps[0]
    clash = Conflict.of({"item": step.id, "key": "due", "kept": step.due, "other": TEN.date(), "at": TEN})
    return session.revise(
        runs=(*session.runs, run), stages=(*session.stages, *stages), conflicts=(clash,),
        people=session.people or ("Ana Lopes", "Bea"),
    )  # fmt: skip


def go(driver: Driver, kind: StageKind) -> None:
    """Go to the stage of a kind."""
    now = driver.clock.now()
    driver.app.do(StartStage("everyrun", f"every{KINDS.index(kind):03}", now))


MANY = 12
"""Commands that the palette has more of while nothing is typed."""


def listed(driver: Driver) -> int:
    """How many commands the palette shows."""
    return sum(it.option_count for it in driver.app.screen.query(CommandList).results(CommandList))


async def tour(driver: Driver) -> AsyncIterator[str]:
    """Come past every screen of a session of `every_kind` and yield the name of each place.

    Keys between two places come all at once: nobody looks at what each of them alone would show.
    """
    yield "before the start"
    await driver.press("R")
    yield "the room check"
    await driver.burst("escape", "tab", "enter")
    yield "before the start, somebody is here"
    for kind in KINDS:
        go(driver, kind)
        await driver.press("escape")
        yield kind
        await driver.burst("down", "down")
        yield f"{kind}, further down"
        await driver.burst("a", "ctrl+u")
        yield f"{kind}, an empty box"
        await driver.type("Call the supplier @Ana >fri !if not then someday >blue")
        yield f"{kind}, a line begun"
    await driver.press("escape")
    async for place in _over_the_room(driver):
        yield place
    async for place in _whole_walls(driver):
        yield place
    async for place in _states_of_the_clock(driver):
        yield place
    driver.app.do(EndRun("everyrun", driver.clock.now()))
    await driver.settle()
    yield "the closing page"
    await driver.burst("a", "ctrl+u")
    yield "the closing page, the next check"
    await driver.press("escape")
    driver.room.mode = ALOUD
    await driver.settle()
    yield "the promises aloud"
    await driver.press("O")
    yield "the codes to take home"
    await driver.press("n")
    yield "the code of another person"
    await driver.press("escape")
    driver.room.mode = ""


async def _whole_walls(driver: Driver) -> AsyncIterator[str]:
    """What fills the wall while no list is worked on, and a message from the desk."""
    now = driver.clock.now()
    go(driver, "define")
    for name, there, back in (
        ("a break", StartBreak("everyrun", 600, now), Resume("everyrun", now)),
        ("a quiet timer", StartTimer("everyrun", 60, now, "in pairs [b]Zq[/b]"), EndTimer("everyrun", now)),
    ):
        driver.app.do(there)
        await driver.settle()
        yield name
        driver.app.do(back)
    driver.room.message = driver.session.title
    await driver.settle()
    yield "a message to the wall"
    driver.room.message = ""


async def _over_the_room(driver: Driver) -> AsyncIterator[str]:
    go(driver, "assign")
    await driver.settle()
    free = [ReviseStep(it.id, {"owner": None}, LATER.date(), f"free{n}", planning=True)
            for n, it in enumerate(driver.session.steps) if it.state == "open"]  # fmt: skip
    driver.app.do(*free)
    driver.room.mode = first_person(driver.session) or ""
    await driver.settle()
    yield "people first"
    driver.room.mode = ""
    await driver.press("u")
    for key, name in (("f1", "help"), ("g", "gaps"), ("i", "pictures"), ("G", "the people"), ("A", "the agenda")):
        await driver.burst("escape", key)
        yield name
    await driver.burst("escape", "comma")
    yield "the rarer actions"
    await driver.click(t("settle {count}", count=1))
    yield "what is to be settled"
    await driver.press("escape", "ctrl+p")
    await driver.until("the palette lists the actions", lambda: listed(driver) > MANY)
    await driver.burst("down", "down")
    yield "all commands"
    await driver.type("quit")
    await driver.until("the palette has found something", lambda: 0 < listed(driver) < MANY)
    yield "the palette"
    await driver.press("escape", "slash")
    await driver.type("zzz")
    yield "nothing found"
    await driver.press("escape")
    with mock.patch.dict(os.environ, {"VISUAL": "", "EDITOR": ""}):
        driver.app.edit_session()
    await driver.until("its page", lambda: bool(driver.app.screen.query(TextArea)) and bool(driver.text().strip()))
    yield "the session's file"
    await driver.press("escape", "q")
    yield "a question"
    await driver.press("f9")


FULL = say("{file} was not saved: {why}.", file="clinic.toml", why=cause(OSError(errno.ENOSPC, "")))
FAILED = SaveState("failed", TEN, FULL)


def _not_saved(driver: Driver) -> bool:
    """Say so, and tell whether it was said before: the end of a save under way may have taken its place."""
    said, driver.app.saved = driver.app.saved == FAILED, FAILED
    return said


async def _states_of_the_clock(driver: Driver) -> AsyncIterator[str]:
    go(driver, "define")
    await driver.burst("escape", "space")
    yield "paused, a line begun"
    await driver.burst("a", "ctrl+u", "escape")
    yield "paused"
    await driver.press("space", "t")
    await driver.write("2:00")
    for seconds, name in ((100, "a warning"), (16, "the last words"), (5, "over time")):
        await driver.pass_time(seconds)
        yield name
    await driver.press("z")
    yield "the big clock over time"
    await driver.press("z")
    await driver.until("that it is not saved is shown", partial(_not_saved, driver))
    yield "not saved"
    driver.app.show_session()


async def tour_of_the_desk(driver: Driver) -> AsyncIterator[str]:
    """Come past the desk: before the start, some stages, its panes, over time, after the end."""
    yield "desk, before the start"
    await driver.press("space")
    desk_kinds: tuple[StageKind, ...] = ("define", "checkin", "assign")
    for kind in desk_kinds:
        go(driver, kind)
        await driver.press("escape")
        yield f"desk, {kind}"
    for pane in range(1, 6):
        await driver.press("right")
        yield f"desk, pane {pane}"
    await driver.press("o")
    await driver.type("ana")
    yield "desk, naming an owner"
    await driver.press("escape", "t")
    await driver.write("0:01")
    await driver.pass_time(3)
    yield "desk, over time"
    driver.app.do(EndRun("everyrun", driver.clock.now()))
    await driver.settle()
    yield "desk, after the end"


async def tour_at_home(driver: HomeDriver) -> AsyncIterator[str]:
    """Come past the home screen, a new session, and their keys."""
    yield "home"
    await driver.burst("down", "f1")
    yield "the keys of home"
    await driver.press("escape")
    await driver.type("zzz")
    yield "home, nothing found"
    await driver.press("escape", "f3")
    await driver.until("the group's page", lambda: type(driver.app.screen).__name__ == "GroupScreen")
    await driver.until("it is read", lambda: not getattr(driver.app.screen, "message", ""))
    yield "the group's page"
    await driver.press("escape", "f4")
    await driver.until("all plans", lambda: type(driver.app.screen).__name__ == "PortfolioScreen")
    await driver.until("they are read", lambda: not getattr(driver.app.screen, "message", ""))
    yield "all plans"
    await driver.press("escape", "f2")
    await driver.on_the_page()
    yield "a new session"
    await driver.type("Ward round")
    await driver.burst("tab", "tab", "tab")
    yield "a new session, begun"
    await driver.press("f1")
    yield "the keys of a new session"
    await driver.burst("escape", "escape")
    yield "a new session, a question"


@asynccontextmanager
async def touring(
    folder: Path,
    size: tuple[int, int] = (80, 24),
    config: Config | None = None,
    plan: bytes | None = None,
    view: ViewName = "room",
) -> "AsyncIterator[Driver]":
    """Open the session with every kind of stage, a month later."""
    path = write(every_kind(plan), folder, "library.toml")
    async with driving(path, size, ManualClock(LATER), config, view=view) as driver:
        yield driver


async def everywhere(
    folder: Path,
    size: tuple[int, int],
    config: Config | None,
    look: "Callable[[str, Driver], object]",
    plan: bytes | None = None,
) -> None:
    """Look at every place of all tours."""
    async with touring(folder, size, config, plan) as driver:
        async for place in tour(driver):
            look(place, driver)
    async with touring(folder, size, config, plan, view="desk") as driver:
        async for place in tour_of_the_desk(driver):
            look(place, driver)
    async with at_home(folder, size, config) as home:
        async for place in tour_at_home(home):
            look(place, home)
    for walk in (beside_the_way, results):
        async for place, other in walk(folder, size, config):
            look(place, other)
