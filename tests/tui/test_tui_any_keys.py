"""Keys in any order: the room stays alive, nothing is locked, and the file has all that was said."""

import random
from pathlib import Path

import pytest
from driver import TEN, characters, driving, sent
from workshops import crowded, workshop, write

from flipchart.store.codec import decode
from flipchart.tui.screens.room import RoomScreen
from flipchart.tui.text.keys import KEYS
from flipchart.tui.widgets.sheet import Scroll

KEPT = ("close", "quit", "export", "copy")
HANDS = [key for it in KEYS if it.id not in KEPT for key in it.keys.split(",") if not key.startswith("shift+")]
LINES = ("Ask @ana >fri\r", "2:30\r", "5\r", "ana 2w\r", "words\r", "if x then y\r")


@pytest.mark.parametrize("seed", range(3))
async def test_any_keys_in_any_order_lock_nothing(tmp_path: Path, seed: int) -> None:
    """A hundred random keys and some lines, in bursts: the room is alive, and the file has all that was said."""
    hands, path = random.Random(seed), write(crowded(), tmp_path)
    async with driving(path, ((60, 18), (80, 24))[seed % 2]) as driver:
        for _ in range(12):
            keys = [characters(hands.choice(HANDS)) for _ in range(8)]
            await driver.deliver(*(event for it in (*keys, *hands.choice(LINES)) for event in sent(it)))
            driver.clock.advance(1)
        for _ in range(9):
            await driver.press("escape")
        await driver.until("the room hears its keys", lambda: isinstance(driver.app.screen, RoomScreen))
        open_session = driver.app.open_session
        assert open_session is not None
        await driver.until("all is saved", lambda: open_session.state.kind == "saved")
        assert open_session.saver.flush(20.0)
        assert decode(path.read_bytes(), name=path.name, made=TEN) == driver.session


async def test_a_page_that_is_made_anew_under_the_cursor_still_hears_its_keys(tmp_path: Path) -> None:
    """Esc leaves the room check although what had the cursor was taken away in the same moment."""
    async with driving(write(workshop(), tmp_path)) as driver:
        await driver.press("R")
        gone = driver.app.screen.query_one(Scroll)
        await driver.app.screen.recompose()
        driver.app.screen.focused = gone
        await driver.press("escape")
        assert isinstance(driver.app.screen, RoomScreen)


@pytest.mark.parametrize("key", ["pagedown", "pageup", "down", "up", "home", "end"])
async def test_a_key_before_the_palette_has_its_list_ends_nothing(tmp_path: Path, key: str) -> None:
    """Words that find no action, and a key of the list in the same burst: the palette is there, and esc leaves it."""
    async with driving(write(workshop(), tmp_path)) as driver:
        await driver.deliver(*(event for it in ("ctrl+p", "w", key, key) for event in sent(characters(it))))
        await driver.press("escape")
        assert isinstance(driver.app.screen, RoomScreen)
