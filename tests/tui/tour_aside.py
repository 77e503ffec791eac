"""The rest of the walk: looking on, steps of an earlier session, and a damaged file."""

import datetime as dt
import json
from collections.abc import AsyncIterator
from functools import partial
from pathlib import Path

from at_home import at_home
from driver import TEN, Driver, driving
from workshops import STEPS, with_steps, workshop, write

from flipchart.clock import ManualClock
from flipchart.domain.commands.agenda import StartStage
from flipchart.service.watched_session import open_to_watch
from flipchart.store import sidecar_names
from flipchart.store.backups import Backups
from flipchart.store.codec import encode
from flipchart.store.config import Config
from flipchart.tui.app import ViewName
from flipchart.tui.screens.carry import CarryScreen
from flipchart.tui.screens.recovery import RecoveryScreen
from flipchart.tui.text.language import t

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
    opener = partial(open_to_watch, desk=view == "desk")
    async with driving(path, size, clock, config, opener, view=view) as driver:
        await driver.sees(t("no driver"))
        yield f"looking on, {view}, no driver", driver
        answer = {"who": "Noor", "host": "noor-laptop", "since": TEN.isoformat(), "heartbeat": TEN.isoformat()}
        sidecar_names.live_file(path).write_text(json.dumps(answer | {"screen": {"stage": stage.id, "cursor": "t1"}}))
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
        await driver.burst("enter", "down")
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
        await home.sees(t("Part of this file cannot be read"))
        yield "what can take the place of a damaged file", home
        await home.press("down")
        yield "what can take the place of a damaged file, further down", home


TABLE = (
    "Thema\tWer\tBis wann\tStand\nZwei Hefte bestellen\tAna Lopes\t10.12.2026\toffen\n"
    f"{STEPS[0].text}\tBea\t\terledigt\n"
)


async def results(folder: Path, size: tuple[int, int], config: Config | None) -> Places:
    """Come past what the lists over a session say after a key, each in a folder of its own."""
    session = with_steps(workshop())
    for name, walk in (("people", _people), ("agenda", _agenda), ("a list", _list)):
        async with driving(write(session, _made(folder, name)), size, config=config) as driver:
            async for place in walk(driver):
                yield f"{name}, {place}", driver


async def _people(driver: Driver) -> AsyncIterator[str]:
    await driver.burst("space", "G")
    for keys, words, place in (
        (("a",), "Dora, Emil", "two names"), ((), ",", "no name"), (("escape", "e"), " B", "a name in another way"),
        (("m",), "nobody", "nobody of this name"), (("escape", "m"), "Bea", "two are one"), (("u",), "", "undone"),
        (("U",), "", "done again"), (("x",), "", "removed, or named"), (("space",), "", "here"),
    ):  # fmt: skip
        await driver.burst(*keys)
        if words:
            await driver.type(words)
            yield f"{place}, typed"
            await driver.press("enter")
        yield place
        if place == "two names":
            await driver.press("a")


async def _agenda(driver: Driver) -> AsyncIterator[str]:
    await driver.press("A")
    await driver.until("the scripts are read", lambda: bool(getattr(driver.app.screen, "scripts", None)))
    for keys, words, place in (
        (("up", "enter", "ctrl+u"), "14:00", "the start"), (("enter", "ctrl+u"), "-", "no start"),
        (("down", "enter", "ctrl+u"), "soon", "no minutes"), (("escape", "enter", "ctrl+u"), "+2", "minutes"),
        (("e", "ctrl+u"), "Begin", "a title"), (("a",), "zzz", "no kind"),
        (("escape", "a"), "risks", "a kind without minutes"), (("escape", "a"), "risks 10", "one more"),
        (("K",), "", "moved"), (("x",), "", "removed"), (("u",), "", "undone"),
        (("end", *["down"] * 9, "enter"), "10:12", "an end"), (("f",), "", "fitted"), (("w",), "!", "no template"),
        (("ctrl+u",), "Ours", "a template"),
    ):  # fmt: skip
        await driver.burst(*keys)
        if words:
            await driver.type(words)
            yield f"{place}, typed"
            await driver.press("enter")
        if "template" in place:
            await driver.until("it is kept", lambda: bool(getattr(driver.app.screen, "answer", "")
                                                          or getattr(driver.app.screen, "message", "")))  # fmt: skip
        yield place


def _look(driver: Driver) -> object:
    return getattr(driver.app.screen, "look_now", None)


async def _list(driver: Driver) -> AsyncIterator[str]:
    await driver.burst("space", "n", "n", "a")
    await driver.paste(TABLE)
    await driver.until("it asks", lambda: bool(driver.room.questions))
    yield "pasted"
    await driver.press("f8")
    await driver.until("the list", lambda: type(driver.app.screen).__name__ == "ListInScreen")
    await driver.settle()
    yield "looked at"
    for key, place in (("s", "taken as improvements"), ("s", "taken as steps"), ("u", "taken over")):
        before = _look(driver)
        await driver.press(key)
        await driver.until(place, lambda before=before: _look(driver) is not before)  # type: ignore[misc]
        await driver.settle()
        yield place
    await driver.burst(*["down"] * 9, "enter")
    await driver.until("it is taken", lambda: type(driver.app.screen).__name__ != "ListInScreen")
    yield "taken in"
