"""Private notes on the screens: read at the desk, and nowhere else."""

from functools import partial
from pathlib import Path

import pytest
from driver import TEN, Driver, context, driving
from msgspec.structs import replace
from workshops import with_steps, workshop, write

from flipchart.clock import ManualClock
from flipchart.service.watched_session import open_to_watch
from flipchart.store import sidecar_names
from flipchart.store.private import read_private

SECRET = "Chen is leaving in January"
WORDS = ("Chen is", "leaving", "January")


def unseen(driver: Driver) -> bool:
    """Whether no word of the secret is on the screen."""
    return not any(word in driver.text() for word in WORDS)


async def test_a_private_note_stays_at_the_desk(tmp_path: Path) -> None:
    """Written by one key, shown with its time, saved beside the session, and there again the next time."""
    path = write(with_steps(workshop()), tmp_path)
    async with driving(path, (120, 40), view="desk") as driver:
        await driver.press("space", "M")
        await driver.write(SECRET)
        await driver.sees(SECRET, "10:00")
        await driver.until("saved", lambda: not driver.app.private.unsaved)
    assert [note.text for note in read_private(path)] == [SECRET]
    assert SECRET not in path.read_text()
    async with driving(path, (120, 40), view="desk") as driver:
        assert SECRET in driver.text()


async def test_a_private_note_is_corrected_and_dropped_at_the_desk(tmp_path: Path) -> None:
    """Tab goes back over the notes, Enter keeps the line as it is now, an emptied line drops the note; what was begun
    as a new one waits; other notes stay; a watching room sees none of it."""
    path, clock = write(with_steps(workshop()), tmp_path), ManualClock(TEN)
    async with (
        driving(path, (120, 40), clock=clock, view="desk") as driver,
        driving(path, clock=clock, open_file=open_to_watch) as room,
    ):
        await driver.press("space", "M")
        await driver.write("Bea is tired")
        await driver.press("M")
        await driver.write(SECRET)
        row = driver.room.cursor
        await driver.press("M")
        await driver.type("Ask her")
        await driver.press("tab")
        assert (driver.box.value, driver.room.cursor) == (SECRET, row)
        await driver.sees("enter on an empty line drops it", "earlier note")
        await driver.type(" or March")
        await driver.pass_time(1)
        await room.pass_time(1)
        assert unseen(room)
        await driver.press("enter", "M")
        assert driver.box.value == "Ask her"
        await driver.press("tab", "tab")
        assert driver.box.value == "Bea is tired"
        await driver.burst(*["backspace"] * len("Bea is tired"), "enter")
        await driver.sees(SECRET + " or March", "The note is dropped")
        assert "Bea is tired" not in driver.text()
        await driver.until("saved", lambda: not driver.app.private.unsaved)
    assert [note.text for note in read_private(path)] == [SECRET + " or March"]
    assert "January" not in path.read_text()


@pytest.mark.parametrize("size", [(60, 18), (200, 60)], ids=str)
async def test_the_room_never_shows_a_letter_of_it(tmp_path: Path, size: tuple[int, int]) -> None:
    """Typed from the menu on the one mirrored screen it is kept and not shown: not while typing, not as a draft, not
    in any stage, nor in gaps, pictures, find, the palette or on the closing page.

    What lies over the room shows the plan and not the stage: each of it is opened once, over another stage.
    """
    path = write(with_steps(workshop()), tmp_path)
    async with driving(path, size) as driver:
        await driver.burst("space", "comma", "9", "4")
        await driver.type(SECRET[:12])
        assert unseen(driver) and "kept for the desk only" in driver.text()
        await driver.press("escape")
        assert unseen(driver)
        await driver.press("M", "tab")
        assert unseen(driver) and driver.box.value == SECRET[:12]
        await driver.type(SECRET[12:])
        await driver.press("enter")
        assert unseen(driver)
        await driver.until("saved", lambda: not driver.app.private.unsaved)
        for key in ("g", "i", "z", "question_mark", "ctrl+p", "slash"):
            before = driver.text()
            await driver.burst("escape", key)
            assert driver.text() != before
            assert unseen(driver), driver.text()
            await driver.burst("escape", "escape", "escape", "n")
            assert unseen(driver)
        assert driver.stage == "ended"
        await driver.press("a")
        assert not driver.box.password
    assert [note.text for note in read_private(path)] == [SECRET]


async def test_a_watching_room_gets_not_a_word(tmp_path: Path) -> None:
    """Neither of the note as it is typed at the desk, nor of the file; a watching desk shows it."""
    path, clock = write(with_steps(workshop()), tmp_path), ManualClock(TEN)

    async with (
        driving(path, (120, 40), clock=clock, view="desk") as driver,
        driving(path, clock=clock, open_file=open_to_watch) as room,
        driving(path, (120, 40), clock=clock, open_file=partial(open_to_watch, desk=True), view="desk") as desk,
    ):
        await driver.press("space", "M")
        await driver.type(SECRET)
        await driver.pass_time(1)
        assert SECRET in driver.text()
        await room.sees("Introduce".upper())
        assert SECRET not in sidecar_names.live_file(path).read_text()
        assert unseen(room)
        await driver.press("enter")
        await desk.until(
            "it is read",
            lambda: desk.app.open_session is not None and bool(desk.app.open_session.private_state.notes),
        )
        await desk.pass_time(1)
        assert SECRET in desk.text()
        await room.pass_time(1)
        assert unseen(room)


async def test_a_rehearsal_keeps_no_private_note(tmp_path: Path) -> None:
    """It says so, and there is no file."""
    path = write(workshop(), tmp_path)
    async with driving(path, made=replace(context(tmp_path), rehearsal=True), view="desk") as driver:
        await driver.press("M")
        await driver.write(SECRET)
        assert "writes nothing" in driver.text()
    assert not sidecar_names.private_file(path).exists()
