"""People's words are only ever words: hostile text in every field, looked at on every screen, at every size."""

import re
import unicodedata
from pathlib import Path

import pytest
from driver import Driver, driving
from rich.cells import cell_len
from tour import LATER, every_kind, tour, tour_of_the_desk

import ledger
from flipchart.clock import ManualClock
from flipchart.store import tidy
from hostile import CONTROLS, hostile

STRINGS = {
    "markup": "[/] [b]Zq[/b] [@click=app.quit]y[/] \\[ $error {0} %s [",
    "wide": "研修計画👩‍👩‍👧‍👦ﷺé̂̂̂̂\u200b\u200d\ufeffZqשלום\u0e33ｶﾞ🏳️‍🌈",
    "one long word": "Zq" + "x" * 1_900,
    "many lines": "Zq\n\n\tZq\n" * 30,
}
CASES = [("markup", (200, 60)), ("wide", (48, 14)), ("one long word", (80, 24)), ("many lines", (80, 24))]
"""Each string and each size once, where it can do most: markup on the wall that shows most of the plan at a time,
wide signs where most lines are cut or go on below."""

DESK = (80, 24)
"""The desk has more than the smallest room."""

BARE = re.compile(r"(?<!\[b\])Zq")
"""What would be left of the first string if anything took it for markup."""


def harmless(place: str, driver: Driver) -> str:
    """Fail unless the screen holds its lines, none wider than it, and nothing not to be read; return its text."""
    width, height = driver.app.size
    text = driver.text()
    lines = text.split("\n")
    assert len(lines) == height, place
    for line in lines:
        assert cell_len(line) <= width, (place, line)
        assert not [sign for sign in {*line} if unicodedata.category(sign) in ("Cc", "Cs")], (place, line)
        assert not set(line) & set("\u202a\u202b\u202d\u202e\u2066\u2067\u2068\u2069"), (place, line)
    return text


@pytest.mark.parametrize(("name", "size"), CASES, ids=str)
async def test_hostile_words_are_only_words_on_every_screen(tmp_path: Path, name: str, size: tuple[int, int]) -> None:
    """No crash, no line too wide, no control, no click, on whichever screen; and the words are there to be read.

    Neither what is taken for markup nor how wide a sign is depends on the size, so each string has one of them.
    """
    data, fields = hostile(every_kind(), STRINGS[name])
    assert len(fields) > 40
    await _look_everywhere(tmp_path, data, size, markup=name == "markup")
    ledger.count("hostile", len(fields))


async def test_the_second_net_is_enough(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same with text as it is in the file, as if nothing had cleaned it."""
    monkeypatch.setattr(tidy, "clean", lambda text, *, limit=0: text)
    data, fields = hostile(every_kind(), CONTROLS)
    await _look_everywhere(tmp_path, data, (80, 24))
    ledger.count("hostile", len(fields))


async def _look_everywhere(folder: Path, data: bytes, size: tuple[int, int], *, markup: bool = False) -> None:
    path = folder / "library.toml"
    path.write_bytes(data)
    seen: list[bool] = []

    def look(place: str, driver: Driver) -> None:
        text = harmless(place, driver)
        assert not markup or not BARE.search(text), place
        seen.append("Zq" in text)

    async with driving(path, size, ManualClock(LATER)) as driver:
        async for place in tour(driver):
            look(place, driver)
    async with driving(path, max(size, DESK), ManualClock(LATER), view="desk") as driver:
        async for place in tour_of_the_desk(driver):
            look(place, driver)
    assert sum(seen) > len(seen) // 4, "the hostile words were hardly ever on a screen"
