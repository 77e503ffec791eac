"""From every stage: parking lot, notes, decisions; edit, drop, reorder; undo and redo of words, never of time."""

from pathlib import Path

import pytest
from driver import Driver, driving
from workshops import with_steps, workshop, write

from flipchart.domain.plan import Resource
from flipchart.domain.session import Session

STAGES = ("introduce", "review", "define", "assign", "resources")


async def come_to(driver: Driver, stage: str) -> None:
    """Start, and go on to a stage, out of its box."""
    await driver.press("space", *["pagedown"] * STAGES.index(stage))
    if driver.room.prompt is not None:
        await driver.press("escape")
    assert driver.stage == stage


@pytest.mark.parametrize("stage", STAGES)
async def test_parking_notes_and_decisions_from_anywhere(tmp_path: Path, stage: str) -> None:
    """A letter, the words, Enter: and the room is where it was, with its cursor; u takes them back one by one."""
    async with driving(write(with_steps(workshop()), tmp_path)) as driver:
        await come_to(driver, stage)
        cursor = driver.room.cursor
        await driver.press("l")
        await driver.write("Contractor badges")
        await driver.press("m")
        await driver.write("They want a second look in spring")
        await driver.press("m")
        await driver.write("! no new forms")
        session, timing = driver.session, driver.session.timing
        assert [it.text for it in session.parked] == ["Contractor badges"]
        assert [(it.kind, it.text) for it in session.notes] == [
            ("note", "They want a second look in spring"), ("decision", "no new forms"),
        ]  # fmt: skip
        assert (driver.stage, driver.room.cursor, driver.room.prompt) == (stage, cursor, None)
        await driver.press("u", "u", "u")
        assert [it.live for it in (*driver.session.parked, *driver.session.notes)] == [False] * 3
        await driver.press("U", "ctrl+y", "U")
        assert [it.live for it in (*driver.session.parked, *driver.session.notes)] == [True] * 3
        assert driver.session.timing == timing


WRITTEN = {
    "introduce": lambda session: [it.text for it in session.improvements][-1],
    "review": lambda session: [it.text for it in session.improvements][-1],
    "define": lambda session: [it.text for it in session.steps][-1],
    "assign": lambda session: [it.text for it in session.steps][-1],
    "resources": lambda session: [it.text for it in session.resources][-1],
}


@pytest.mark.parametrize("stage", STAGES)
async def test_a_captures_what_the_stage_is_about(tmp_path: Path, stage: str) -> None:
    """`a`, words, Enter, and again: the box stays open for the next line, and an empty Enter leaves it."""
    async with driving(write(with_steps(workshop()), tmp_path)) as driver:
        await come_to(driver, stage)
        await driver.press("a")
        for words in ("First of two", "Second of two"):
            await driver.write(words)
            assert WRITTEN[stage](driver.session) == words
        assert driver.app.focused is driver.box
        await driver.press("enter")
        assert driver.room.prompt is None


async def test_a_line_brings_its_votes_along(tmp_path: Path) -> None:
    """They are said before Enter, and counted instead of written."""
    async with driving(write(workshop(), tmp_path)) as driver:
        await come_to(driver, "introduce")
        await driver.press("a")
        await driver.type("Faster triage (9)")
        await driver.sees("Faster triage · 9 votes")
        await driver.press("enter")
        assert [(it.text, it.votes) for it in driver.session.improvements][-1] == ("Faster triage", 9)


def texts(session: Session) -> list[str]:
    """What is on the page of a stage: the improvements and steps that are live, in their order."""
    steps = [it.text for it in session.steps if it.state != "dropped"]
    return [it.text for it in session.improvements if it.live] + steps


@pytest.mark.parametrize("stage", STAGES[1:])
async def test_what_is_under_the_cursor_is_edited_dropped_and_brought_back(tmp_path: Path, stage: str) -> None:
    """`e` edits its words in every stage, `x` drops it, `u` brings it back, ctrl+y drops it again; time goes on."""
    async with driving(write(with_steps(workshop()), tmp_path)) as driver:
        await come_to(driver, stage)
        before = texts(driver.session)
        await driver.press("e", "end")
        await driver.type(" again")
        await driver.press("enter")
        changed = [text for text in texts(driver.session) if text not in before]
        assert len(changed) == 1
        assert changed[0].endswith(" again")
        timing = driver.session.timing
        await driver.press("x")
        assert changed[0] not in texts(driver.session)
        assert "u brings it back" in driver.text()
        await driver.press("u")
        assert changed[0] in texts(driver.session)
        await driver.press("u")
        assert texts(driver.session) == before
        await driver.press("ctrl+y", "ctrl+y")
        assert changed[0] not in texts(driver.session)
        assert driver.session.timing == timing


@pytest.mark.parametrize("stage", ["review", "define"])
async def test_the_order_is_changed_and_changed_back(tmp_path: Path, stage: str) -> None:
    """Shift+down and J, shift+up and K move what is under the cursor; undo moves it back."""
    async with driving(write(with_steps(workshop()), tmp_path)) as driver:
        await come_to(driver, stage)
        await driver.press("up", "up", "up", "up")
        before = texts(driver.session)
        await driver.press("shift+down")
        after = texts(driver.session)
        assert after != before
        assert sorted(after) == sorted(before)
        await driver.press("K")
        assert texts(driver.session) == before
        await driver.press("J", "u")
        assert texts(driver.session) == before


async def test_resources_are_edited_and_dropped_too(tmp_path: Path) -> None:
    """A need is a row of its own: Enter opens its line, x drops it, u brings it back."""
    need = Resource(id="r1", text="A quiet room", status="need", steps=("t1",))
    async with driving(write(with_steps(workshop()).revise(resources=(need,)), tmp_path)) as driver:
        await come_to(driver, "resources")
        driver.room.cursor = "r1"
        await driver.press("enter", "end")
        await driver.type(" >thu")
        await driver.press("enter")
        assert driver.session.resources[0].by is not None
        await driver.press("x")
        assert not driver.session.resources[0].live
        await driver.press("u")
        assert driver.session.resources[0].live


async def test_a_terminal_that_cannot_be_lent_to_an_editor_is_said_to_be_one(tmp_path: Path) -> None:
    """Where the screen cannot be put aside, the file is named instead and the room goes on."""
    path = write(workshop(), tmp_path)
    async with driving(path, (120, 40)) as driver:
        driver.app.edit_session()
        await driver.sees("cannot be lent to an editor; the file is")
