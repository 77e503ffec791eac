"""The room check: a card for the back row, how far this size is read, and what suits the room kept for next time."""

from pathlib import Path

import pytest
from driver import Driver, driving, sent
from followed import promised
from workshops import workshop, write

from flipchart.store.config import Config
from flipchart.store.state_files import Room, keep_room, read_room
from flipchart.tui.screens.room import RoomScreen
from flipchart.tui.screens.room_check import LINES
from flipchart.tui.screens.session import SessionScreen

GROUP = "clinic service team"


async def kept(driver: Driver, room: Room) -> None:
    """Wait until this is kept for the group's room."""
    await driver.until(f"{room} is kept", lambda: read_room(GROUP) == room)


@pytest.mark.parametrize(
    ("size", "hint"),
    [((48, 14), "14 rows: readable to 7.2 m on a 2 m"), ((60, 20), "20 rows: readable to 5 m on a 2 m screen"),
     ((80, 24), "24 rows: readable to 4.2 m on a 2 m screen"), ((200, 60), "60 rows: readable to 1.6 m")], ids=str,
)  # fmt: skip
async def test_a_card_before_the_start_says_how_far_it_is_read(
    tmp_path: Path, size: tuple[int, int], hint: str
) -> None:
    """By one key, whole at every size, with letters that are taken for each other and every state of the room."""
    async with driving(write(workshop(), tmp_path), size) as driver:
        await driver.press("R")
        await driver.sees(*LINES, hint, "Chen Wei", "? owner", "0:42 OVER")
        await driver.press("escape")
        assert isinstance(driver.app.screen, RoomScreen)
        assert read_room(GROUP) == Room()


async def test_the_card_follows_the_window(tmp_path: Path) -> None:
    """Larger letters are fewer rows, and another distance."""
    async with driving(write(workshop(), tmp_path), (80, 24)) as driver:
        await driver.press("R")
        await driver.pilot.resize_terminal(60, 18)
        await driver.sees("18 rows: readable to 5.6 m")


async def test_theme_and_size_are_kept_for_the_room_of_the_group(tmp_path: Path) -> None:
    """Chosen once, by key or palette; there again the next time, whatever the settings say."""
    path = write(workshop(), tmp_path)
    async with driving(path, (60, 18)) as driver:
        await driver.press("R", "T")
        assert driver.app.theme == "room-light"
        await kept(driver, Room(theme="room-light"))
        await driver.press("enter")
        await driver.sees("18 rows can be read")
        await kept(driver, Room("room-light", 18))
    async with driving(path, (80, 24), config=Config(theme="room-dark")) as driver:
        assert driver.app.theme == "room-light"
        await driver.sees("18 rows could be read here last time; now 24. R checks.")
        await driver.press("space")
        assert driver.stage == "introduce"


@pytest.mark.parametrize("keys", [("f1",), ("g",), ("i",), ("enter",)], ids=["help", "gaps", "pictures", "step"])
async def test_the_theme_turns_on_the_pages_over_the_room_too(tmp_path: Path, keys: tuple[str, ...]) -> None:
    """Somebody switches on the light while one of them is shown; it stays open, and one's own key does the same."""
    path = write(promised(), tmp_path)
    async with driving(path) as driver:
        if keys == ("enter",):
            driver.room.cursor = "late"
        await driver.press(*keys)
        page = driver.app.screen
        assert page is not driver.app.screen_stack[-2]
        assert not isinstance(page, SessionScreen)
        await driver.press("T")
        assert (driver.app.theme, driver.app.screen) == ("room-light", page)
        await kept(driver, Room(theme="room-light"))
    async with driving(path, config=Config(keys={"theme": "f3"})) as driver:
        await driver.press("f1", "T")
        assert driver.app.theme == "room-light"
        await driver.deliver(*sent("\x1bOR"))
        assert driver.app.theme == "room-dark"


async def test_a_theme_that_is_gone_and_a_terminal_without_colour_are_no_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The settings' theme is put on; without colour the choice is neither used nor lost."""
    keep_room(GROUP, Room(theme="room-of-mirrors"))
    path = write(workshop(), tmp_path)
    async with driving(path) as driver:
        assert driver.app.theme == "room-dark"
    keep_room(GROUP, Room(theme="room-light"))
    monkeypatch.setenv("NO_COLOR", "1")
    async with driving(path) as driver:
        assert driver.app.theme == "ansi-dark"
        await driver.press("T")
        assert driver.app.theme == "ansi-light"
    assert read_room(GROUP) == Room(theme="room-light")
