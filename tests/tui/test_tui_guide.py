"""The facilitator's guide, "During": each key that it names does what it says there."""

import re
from pathlib import Path

from driver import Driver, driving
from workshops import workshop, write

GUIDE = (Path(__file__).parents[2] / "docs" / "guide.md").read_text("utf-8")
ELSEWHERE = {"flipchart run FILE --view desk", "flipchart watch FILE"}
"""Tried on two terminals, in tests/pty/test_pty_watching.py."""


def named() -> set[str]:
    """The keys of the section."""
    section = GUIDE.split("## During\n", 1)[1].split("\n## ", 1)[0]
    return set(re.findall(r"`([^`\n]+)`", section)) - ELSEWHERE


class Guided:
    """Presses keys and remembers which."""

    def __init__(self, driver: Driver) -> None:
        self.driver, self.tried = driver, set[str]()

    async def press(self, key: str, *shown: str) -> None:
        """Press a key by its name in the guide, and see what it shows."""
        self.tried.add(key)
        await self.driver.press({"esc": "escape", "+": "plus", ".": "full_stop"}.get(key, key))
        await self.driver.sees(*shown)


async def test_each_key_of_the_guide_does_what_it_says(tmp_path: Path) -> None:
    """From the start over a line, overtime, undo and the curtain to notes; none that is named is left out."""
    async with driving(write(workshop(), tmp_path)) as driver:
        keys = Guided(driver)
        await stages(keys)
        await a_line_and_undo(keys)
        await over_time(keys)
        await what_is_shown(keys)
    assert keys.tried == named()


async def stages(keys: Guided) -> None:
    """Starts, pauses, goes on; the next stage and the one before; one that was left is taken up again."""
    await keys.press("space", "1/5")
    await keys.press("space", "PAUSED")
    await keys.press("space", "space pause")
    await keys.press("n", "2/5")
    await keys.press("p", "1/5")
    await keys.press("n", "2/5")
    await keys.press("n", "3/5")


async def a_line_and_undo(keys: Guided) -> None:
    """The line opens, takes words, is left; u takes the last change back, U does it again."""
    await keys.press("a", "enter")
    await keys.driver.type("Draft the form @Ana >fri")
    await keys.press("enter", "1  Draft the form")
    await keys.press("esc", "a add step")
    before = keys.driver.session.timing
    await keys.press("u")
    assert not [step for step in keys.driver.session.steps if step.live]
    await keys.press("U", "1  Draft the form")
    assert keys.driver.session.timing == before


async def over_time(keys: Guided) -> None:
    """When the time is over one line says what a minute costs; a minute more; a minute lent by a later stage."""
    await keys.driver.pass_time(330)
    await keys.driver.sees("OVER", "+ 1:00, ends 10:12", "B from Resources", "n next")
    await keys.press("+", "left")
    await keys.press("B", "A minute from Resources")


async def what_is_shown(keys: Guided) -> None:
    """The curtain, the large clock, what to ask; a parked thought, a note, a decision."""
    driver = keys.driver
    await keys.press("b")
    assert not driver.text().strip()
    await keys.press("b", "3/5")
    await keys.press("z")
    assert "Draft the form" not in driver.text()
    await keys.press("z", "Draft the form")
    await keys.press("g", "ask")
    await driver.press("escape")
    await keys.press("l")
    await driver.write("Contractor badges")
    await keys.press("m")
    await driver.write("They want a second look")
    await driver.press("m")
    await keys.press("!")
    await driver.write("no new forms")
    assert [it.text for it in driver.session.parked] == ["Contractor badges"]
    assert [it.kind for it in driver.session.notes] == ["note", "decision"]
