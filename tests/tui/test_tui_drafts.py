"""Words that are half typed: they wait where they were begun, also through an end of the program."""

import inspect
from pathlib import Path

import pytest
from driver import TEN, Driver, driving
from workshops import with_steps, workshop, write

from flipchart.clock import ManualClock
from flipchart.tui.prompts import evaluate, follow_up, improvements, notes, prompt, resources, run, steps
from flipchart.tui.prompts.prompt import Prompt
from flipchart.tui.prompts.registry import prompt_of_key

BEGUN = (
    (("space", "n", "n", "a"), "Ask the night sh"),
    (("space", "n", "n", "l"), "Contractor ba"),
    (("space", "n", "n", "m"), "! no more pa"),
    (("space", "n", "n", "n", "enter"), "chen 4 d"),
    (("space", "n", "n", "n", "n", "enter"), "A quiet cor"),
    (("space", "n", "a"), "Longer opening h"),
    (("a",), "Dora, Em"),
)


@pytest.mark.parametrize(("way", "half"), BEGUN, ids=lambda it: "-".join(it) if isinstance(it, tuple) else None)
async def test_a_half_typed_line_is_there_again_in_its_box(tmp_path: Path, way: tuple[str, ...], half: str) -> None:
    """Whatever was being typed, and wherever: the session opens in that box, with those words and the cursor."""
    path = write(with_steps(workshop()), tmp_path)
    watch = ManualClock(TEN)
    async with driving(path, clock=watch) as driver:
        for key in way:
            await driver.press("pagedown" if key == "n" else key)
        await driver.type(half)
        assert driver.room.prompt is not None
        label = driver.room.prompt.label(driver.room.frame())
    async with driving(path, clock=watch) as driver:
        assert (driver.box.value, driver.app.focused is driver.box) == (half, False)
        await driver.press("a")
        assert (driver.box.value, driver.app.focused) == (half, driver.box)
        assert driver.room.prompt is not None
        assert driver.room.prompt.label(driver.room.frame()) == label
        await driver.press("enter")
        await driver.until("the words arrived", lambda: driver.app.drafts.get(driver.app.drafts.open) == "")


async def test_each_improvement_keeps_its_own_half_line(tmp_path: Path) -> None:
    """A draft belongs to the improvement for which it was begun: through tab, another stage, and a new start."""
    path = write(workshop(), tmp_path)
    watch = ManualClock(TEN)
    async with driving(path, clock=watch) as driver:
        await driver.press("space", "pagedown", "pagedown", "a")
        await driver.type("one of triage")
        await driver.press("tab")
        await driver.type("two of onboarding")
        await driver.press("pagedown", "pageup", "a")
        assert driver.box.value == "two of onboarding"
        await driver.press("shift+tab")
        assert driver.box.value == "one of triage"
        await driver.press("tab")
    async with driving(path, clock=watch) as driver:
        assert driver.room.frame().improvement == driver.session.improvements[1]
        await driver.press("a")
        assert driver.box.value == "two of onboarding"
        await driver.press("shift+tab")
        assert driver.box.value == "one of triage"
        await driver.press("enter")
        assert [(it.text, it.improvement) for it in driver.session.steps] == [("one of triage", "i1")]


async def test_words_that_arrived_are_no_draft(tmp_path: Path) -> None:
    """After Enter, and after Esc in an empty box, nothing waits any more and no names stay behind."""
    path = write(workshop(), tmp_path)
    async with driving(path) as driver:
        await driver.press("space", "pagedown", "pagedown", "a")
        await driver.write("Ask @ana")
        await driver.press("escape")
    async with driving(path) as driver:
        assert driver.box.value == ""
        assert driver.app.drafts.get("step:i1") == ""


async def test_a_draft_of_what_is_gone_opens_nothing(tmp_path: Path) -> None:
    """The step was taken out of the file meanwhile: the session opens all the same."""
    path = write(with_steps(workshop()), tmp_path)

    async def type_a_bit(driver: Driver) -> None:
        await driver.press("space", "pagedown", "pagedown", "pagedown", "e")
        await driver.type(" more")

    watch = ManualClock(TEN)
    async with driving(path, clock=watch) as driver:
        await type_a_bit(driver)
        await driver.saved()
        session = driver.session
    write(session.revise(steps=()), tmp_path)
    async with driving(path, clock=watch) as driver:
        assert driver.room.prompt is None
        assert driver.stage == "assign"


def test_every_box_is_found_by_its_key() -> None:
    """Each kind of box has a name of its own, from which it is opened again for its item."""
    modules = (prompt, run, evaluate, notes, improvements, steps, follow_up, resources, steps, notes)
    kinds = {kind for module in modules for _, kind in inspect.getmembers(module, inspect.isclass)}
    boxes = [kind for kind in kinds if issubclass(kind, Prompt) and kind.name != "box"]
    named = {kind.name for kind in boxes}
    assert {type(prompt_of_key(f"{name}:t1")) for name in named} <= set(boxes)
    assert len(named) >= len(boxes) - 1  # a box that is only there for others to build on
    assert prompt_of_key("") is prompt_of_key("box:t1") is prompt_of_key("nonsense:t1") is None


async def test_a_line_begun_for_one_step_is_not_gone_on_with_on_another(tmp_path: Path) -> None:
    """a on another step opens the line of the page; the words wait for the step for which they were begun."""
    async with driving(write(with_steps(workshop()), tmp_path)) as driver:
        await driver.press("space", "pagedown", "pagedown", "pagedown", "enter")
        one = driver.room.cursor
        await driver.type("ana fr")
        await driver.press("escape", "down")
        assert driver.room.cursor != one
        await driver.press("a")
        assert driver.box.value == ""
        await driver.press("escape", "up")
        assert driver.room.cursor == one
        await driver.press("enter")
        assert driver.box.value == "ana fr"
