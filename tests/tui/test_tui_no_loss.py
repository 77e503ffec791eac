"""No key press can lose a word or a second; nothing opens by itself, and one bell rings at zero."""

import random
from pathlib import Path

import pytest
from driver import NAMED, Driver
from tour import KINDS, go, touring

from flipchart.domain.kinds import StageKind
from flipchart.store.config import Config
from flipchart.tui.screens.session import SessionScreen
from flipchart.tui.text.keys import BY_ID, KEYS

HALF = "Quokka half a li"
LEAVES = {"close", "quit"}
"""Ids of actions that end the program, which other tests look at."""

OPENS = {
    "help", "gaps", "pictures", "palette", "room.check", "challenges", "more", "item.edit", "capture.add",
    "report.state", "people", "agenda",
}  # fmt: skip
"""Ids of actions that may put a page over the room."""

SHIFTED = {"shift+plus", "shift+question_mark"}
EVERY = [
    (key.id, name) for key in KEYS if key.id not in LEAVES
    for name in key.keys.split(",") if name not in SHIFTED
]  # fmt: skip
"""Each action with each of its keys, as a terminal without the kitty protocol sends them."""


class Ledger:
    """What must not be lost: the words that are half typed, and the seconds that ran."""

    def __init__(self, driver: Driver) -> None:
        self.driver = driver
        self.ran = self.spent()
        self.rung = 0
        driver.app.bell = self.ring  # type: ignore[method-assign]

    def ring(self) -> None:
        """A bell."""
        self.rung += 1

    def spent(self) -> float:
        """All the time that the run's stages have spent by now; the app's own clock is handed down by the second."""
        assert self.driver.app.open_session is not None
        clock = self.driver.app.open_session.runner.clock_state()
        assert clock is not None
        return sum(stage.spent for stage in clock.stages)

    def let_pass(self, seconds: float) -> None:
        """Let watched time pass; what it changes is painted with the next key."""
        clock = self.driver.app.clock
        self.ran += seconds if clock is not None and clock.state == "running" else 0
        self.driver.clock.advance(seconds)
        self.driver.app.tick()

    async def wait(self, seconds: float) -> None:
        """Let watched time pass, and look at the screen."""
        self.let_pass(seconds)
        await self.driver.settle()

    def check(self, pressed: object) -> None:
        """Nothing is lost: the words are in the box, a draft or the plan; the seconds are in the run."""
        app = self.driver.app
        assert app.crash is None, pressed
        assert self.spent() == pytest.approx(self.ran), pressed
        places = (*app.drafts._texts.values(), repr(self.driver.session))
        assert any("Quokka" in text for text in places), (pressed, self.driver.text())


async def at(driver: Driver, kind: StageKind, boxed: bool) -> None:
    """Be in a stage with a line half typed, in the box or outside."""
    for _ in range(4):
        if isinstance(driver.app.screen, SessionScreen) and not driver.app.screen.curtain:
            break
        await driver.press("escape")
    if driver.stage != kind:
        go(driver, kind)
    clock = driver.app.clock
    again = ("f5",) if clock is not None and clock.state == "paused" else ()
    if not boxed and begun(driver):
        await driver.burst(*again, "escape", "escape", "escape")
        return
    await driver.burst(*again, "escape", "escape", "escape", "a")
    if "Quokka" not in driver.box.value:
        await driver.type(HALF)
    if not boxed:
        await driver.press("escape")


def begun(driver: Driver) -> bool:
    """Whether the line is half typed on this page, in the box or waiting outside."""
    capture = driver.room.page.capture(driver.room.frame())
    return "Quokka" in driver.app.drafts.get(capture.key)


@pytest.mark.parametrize(("kind", "boxed"), [("define", True), ("assign", False)])
async def test_no_key_loses_a_word_or_a_second(tmp_path: Path, kind: StageKind, boxed: bool) -> None:
    """Each key of each action, pressed while a line is half typed and the clock runs."""
    async with touring(tmp_path) as driver:
        await driver.press("space")
        ledger = Ledger(driver)
        for id, name in EVERY:
            await at(driver, kind, boxed)
            ledger.let_pass(0.5)
            await driver.press(name)
            assert isinstance(driver.app.screen, SessionScreen) or id in OPENS, (id, name)
            ledger.let_pass(0.5)
            ledger.check(name)
        await ledger.wait(0.5)
        ledger.check("the last key")
        assert ledger.rung == 0


@pytest.mark.parametrize("seed", range(2))
async def test_no_run_of_keys_loses_a_word_or_a_second(tmp_path: Path, seed: int) -> None:
    """Keys and letters in any order, in any stage, at any size; the words that were entered are in the plan."""
    chance = random.Random(seed)
    names = [name for _, name in EVERY if name not in ("u", "ctrl+z", "f8")] + ["home", "left"]
    async with touring(tmp_path, chance.choice([(48, 14), (60, 18), (80, 24), (200, 60)]), Config()) as driver:
        await driver.press("space")
        ledger = Ledger(driver)
        for kind in chance.sample(KINDS, 3):
            await at(driver, kind, boxed=True)
            pressed = [str(kind)]
            for name in chance.choices(names, k=20):
                pressed.append(name)
                await driver.press(name)
                ledger.let_pass(0.25)
                ledger.check(pressed)


async def test_one_bell_at_zero_whatever_is_pressed_meanwhile(tmp_path: Path) -> None:
    """One for the stage, though keys are pressed around it; another after a minute more, and none when it is off."""
    for wanted, config in ((1, Config()), (0, Config(bell=False))):
        async with touring(tmp_path, config=config) as driver:
            await driver.press("space")
            go(driver, "define")
            await driver.settle()
            ledger = Ledger(driver)
            await ledger.wait(299)
            for name in ("a", "escape", "z", "z", "f1", "escape", "b", "b", "comma", "comma", "j", "f5", "f5"):
                await driver.press(name)
                await ledger.wait(0.25)
            assert ledger.rung == wanted
            await driver.press("plus")
            assert ledger.rung == wanted
            await ledger.wait(58)
            for _ in range(12):
                await ledger.wait(0.25)
            assert ledger.rung == 2 * wanted


def test_every_key_of_the_table_can_be_sent() -> None:
    """So that none is left out above."""
    assert [name for _, name in EVERY if len(name) > 1 and name not in NAMED] == []
    assert len(BY_ID) > 50
