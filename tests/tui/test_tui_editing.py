"""From every stage: parking lot, notes, decisions; edit, drop, reorder; undo and redo of words, never of time."""

from pathlib import Path

import pytest
from driver import Driver, driving
from workshops import begun, with_steps, workshop, write

from flipchart.domain.plan import Resource, Step
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


async def test_a_terminal_that_cannot_be_lent_to_an_editor_is_said_to_be_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the screen cannot be put aside, the file is named instead and the room goes on."""
    monkeypatch.setenv("EDITOR", "nano")
    path = write(workshop(), tmp_path)
    async with driving(path, (120, 40)) as driver:
        driver.app.edit_session()
        await driver.sees("cannot run an editor; the file is")


async def after_the_last_gap(driver: Driver) -> Session:
    """Give every step an owner and a day in one go, and return the session then."""
    await driver.press("tab", "enter")
    while driver.room.prompt is not None and driver.room.prompt.name == "promise":
        await driver.write("ana 4 dec")
    await driver.sees("All assigned", "esc closes")
    return driver.session


@pytest.mark.parametrize("size", [(48, 14), (60, 18), (120, 40)], ids=str)
async def test_after_the_last_gap_typing_hands_give_no_command(tmp_path: Path, size: tuple[int, int]) -> None:
    """The box stays open and says that all is assigned; words go into it and change nothing, until esc."""
    async with driving(write(begun("assign"), tmp_path), size) as driver:
        assigned = await after_the_last_gap(driver)
        await driver.type("next xunu")
        assert (driver.session, driver.stage, driver.room.field.value) == (assigned, "assign", "next xunu")
        await driver.write("")
        await driver.sees("Each step has an owner and a day.")
        assert (driver.session, driver.room.field.value) == (assigned, "next xunu")
        await driver.press("escape", "n")
        await driver.until("a letter is a command again", lambda: driver.stage == "resources")


@pytest.mark.parametrize("key", ["enter", "tab", "escape"])
async def test_the_box_of_a_last_gap_is_left_by_a_key(tmp_path: Path, key: str) -> None:
    """By an empty Enter, Tab and Esc alike."""
    async with driving(write(begun("assign"), tmp_path)) as driver:
        await after_the_last_gap(driver)
        await driver.press(key)
        assert driver.room.prompt is None


async def test_a_gap_that_an_undo_brings_back_is_a_tab_away(tmp_path: Path) -> None:
    """Undo has a key in the box, and the box says where it goes on."""
    async with driving(write(begun("assign"), tmp_path)) as driver:
        await after_the_last_gap(driver)
        await driver.press("ctrl+z")
        await driver.sees("tab goes to what is open")
        await driver.press("tab")
        await driver.sees("Who, when")


@pytest.mark.parametrize(("letter", "steps"), [("Y", 4), ("N", 3)])
async def test_a_question_over_an_open_box_names_keys_that_every_keyboard_has(
    tmp_path: Path, letter: str, steps: int
) -> None:
    """Esc and then the letter answer it, and what was begun in the box stays; the function keys answer too."""
    path = write(with_steps(workshop()), tmp_path)
    copy = with_steps(workshop())
    write(copy.revise(steps=(*copy.steps, Step(id="theirs", text="Ask", state="open"))), tmp_path, "clinic-2.toml")
    async with driving(path, (60, 18)) as driver:
        await driver.sees("Y take it in", "N leave it")
        await driver.press("space", "n", "n", "a")
        await driver.type("Ring the")
        await driver.sees("esc Y take it in", "esc N leave it")
        assert "F8" not in driver.text() and "F9" not in driver.text()
        await driver.press("escape", letter)
        await driver.until("it is answered", lambda: driver.room.questions == ())
        await driver.until("it is taken or left", lambda: len(driver.session.steps) == steps)
        assert driver.room.field.value == "Ring the"


@pytest.mark.parametrize(("key", "steps"), [("tab", 2), ("shift+tab", 0)])
async def test_pasted_lines_are_answered_by_tab(tmp_path: Path, key: str, steps: int) -> None:
    """In the box, where letters are typed and Esc leaves the lines in it."""
    async with driving(write(workshop(), tmp_path)) as driver:
        await driver.press("space", "n", "n", "a")
        await driver.paste("Ring the supplier\nCount the calls")
        await driver.sees("tab keep as a list", "shift+tab as one line")
        await driver.press(key)
        await driver.until("it is answered", lambda: driver.room.questions == ())
        assert len(driver.session.steps) == steps
        assert driver.room.field.value == ("" if steps else "Ring the supplier Count the calls")


async def test_of_a_long_list_the_newest_are_in_sight(tmp_path: Path) -> None:
    """The room sees that its lines have come, as it sees a line that is typed."""
    async with driving(write(workshop(), tmp_path)) as driver:
        await driver.press("space", "n", "n", "a")
        await driver.paste("\n".join(f"Ring number {n}" for n in range(1, 31)))
        await driver.sees("30 lines pasted")
        await driver.press("tab")
        await driver.sees("Ring number 30")
        assert len(driver.session.steps) == 30
        assert driver.room.cursor == driver.session.steps[-1].id
