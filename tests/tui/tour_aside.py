"""The rest of the walk: looking on, steps of an earlier session, and a damaged file."""

import datetime as dt
import json
from collections.abc import AsyncIterator
from functools import partial
from pathlib import Path

from at_home import at_home
from driver import TEN, Driver, driving
from workshops import with_steps, workshop, write

from flipchart.clock import ManualClock
from flipchart.domain.commands.agenda import StartStage
from flipchart.service.watched_session import open_watching
from flipchart.store import sidecar_names
from flipchart.store.backups import Backups
from flipchart.store.codec import encode
from flipchart.store.config import Config
from flipchart.tui.app import ViewName
from flipchart.tui.screens.carry import CarryScreen
from flipchart.tui.screens.recovery import RecoveryScreen

Places = AsyncIterator[tuple[str, Driver]]


async def beside_the_way(folder: Path, size: tuple[int, int], config: Config | None) -> Places:
    """Come past what other tours do not open, each in a folder of its own."""
    views: tuple[ViewName, ...] = ("room", "desk")
    for view in views:
        async for place in _looking_on(_made(folder, f"watched-{view}"), size, config, view):
            yield place
    async for place in _carrying(_made(folder, "carried"), size, config):
        yield place
    async for place in _damaged(_made(folder, "damaged"), size, config):
        yield place


def _made(folder: Path, name: str) -> Path:
    (folder / name).mkdir()
    return folder / name


async def _looking_on(folder: Path, size: tuple[int, int], config: Config | None, view: ViewName) -> Places:
    session = with_steps(workshop())
    stage = next(it for it in session.stages if it.kind == "define")
    path, clock = write(StartStage(session.runs[0].id, stage.id, TEN).apply(session), folder), ManualClock(TEN)
    opener = partial(open_watching, desk=view == "desk")
    async with driving(path, size, clock, config, opener, view=view) as driver:
        await driver.sees("NO DRIVER")
        yield f"looking on, {view}, no driver", driver
        told = {"who": "Noor", "host": "noor-laptop", "since": TEN.isoformat(), "heartbeat": TEN.isoformat()}
        sidecar_names.live_file(path).write_text(json.dumps(told | {"screen": {"stage": stage.id, "cursor": "t1"}}))
        await driver.until("a driver", lambda: driver.app.driver is not None)
        yield f"looking on, {view}", driver
        await driver.press("a")
        yield f"looking on, {view}, a key that edits", driver


async def _carrying(folder: Path, size: tuple[int, int], config: Config | None) -> Places:
    old = with_steps(workshop()).revise(id="spring", title="Spring", created=TEN - dt.timedelta(days=90))
    (folder / "spring.toml").write_bytes(encode(old))
    async with driving(write(workshop(), folder), size, config=config) as driver:
        await driver.until("it asks", lambda: any(it.name == "carry" for it in driver.room.questions))
        yield "steps of an earlier session, a question", driver
        await driver.press("1")
        await driver.until("they are shown", lambda: isinstance(driver.app.screen, CarryScreen))
        yield "steps of an earlier session", driver
        await driver.press("enter", "down")
        yield "steps of an earlier session, one less", driver


async def _damaged(folder: Path, size: tuple[int, int], config: Config | None) -> Places:
    whole = encode(with_steps(workshop()).revise(id="onboarding", title="Onboarding"))
    Backups("onboarding", ManualClock(TEN)).keep(whole)
    (folder / "onboarding.toml").write_bytes(whole.partition(b"[end]")[0])
    async with at_home(folder, size, config) as home:
        yield "home, a damaged file", home
        await home.type("onb")
        await home.press("enter")
        await home.until("the choice", lambda: isinstance(home.app.screen, RecoveryScreen))
        await home.sees("This file cannot be read whole")
        yield "what can take the place of a damaged file", home
        await home.press("down")
        yield "what can take the place of a damaged file, further down", home
