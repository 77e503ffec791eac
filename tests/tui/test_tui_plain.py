"""The plainest terminal: no colour, no signs beyond ASCII, no motion; every state is still there in words."""

import os
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
from at_home import at_home
from driver import Driver
from textual.command import CommandList
from textual.widgets import Input, TextArea
from tour import LIBRARY, everywhere, go, tour, touring

from flipchart.service.list_in import FIELDS
from flipchart.store.config import Config
from flipchart.tui.text.lines import line, plain, width_of, wrap
from flipchart.tui.text.list_in import column_row
from flipchart.tui.text.signs import PLAIN, use_plain
from flipchart.tui.widgets.list_area import ListArea
from flipchart.tui.widgets.row_list import RowList
from flipchart.tui.widgets.words import Words

STATES = {
    "before the start": "we start now", "before the start, somebody is here": "* Lucia Serrano",
    "paused": "PAUSED 5:00 left",
    "paused, a line begun": "not added yet", "a warning": "0:20 left", "the last words": "0:04 left",
    "over time": "0:01 OVER", "people first": "is yours?",
    "the big clock over time": "0:01 OVER", "not saved": "NOT SAVED",
    "a question": "The clock is running.", "resources": "have:", "readback": "1 yes",
    "checkin": "was due", "what is to be settled": "changed on both sides", "the closing page": "Ended",
    "nothing found": "Nothing here contains these words.", "home": "Follow up", "home, nothing found": "0 of",
    "define, a line begun": "someday", "risks": "if-then",
}  # fmt: skip
"""Places, each with words that tell what a colour tells as well."""


def ascii_only(text: str) -> str:
    """The text with letters for letters of other alphabets."""
    return unicodedata.normalize("NFKD", text).translate(PLAIN).encode("ascii", "ignore").decode()


async def test_without_colour_and_without_signs_every_state_is_told_in_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On every screen: nothing but ASCII, no colour at all, the cursor a sign, and the states in words."""
    monkeypatch.setenv("NO_COLOR", "1")
    plan = ascii_only(LIBRARY.read_text("utf-8")).encode()
    found: list[str] = []
    untold = dict(STATES)

    def look(place: str, driver: Driver) -> None:
        assert driver.app.theme == "ansi-dark"
        assert driver.app.animation_level == "none"
        assert not any(line.cursor_blink for line in driver.app.screen.query(Input)), place
        assert not any(area.cursor_blink for area in driver.app.screen.query(TextArea)), place
        if STATES.get(place, "") in driver.text():
            untold.pop(place, None)
        for strip in driver.app.screen._compositor.render_strips():
            for text, style, _ in strip:
                if not text.isascii():
                    found.append(f"{place}: {text!r}")
                colours = (style.color, style.bgcolor) if style else ()
                if any(colour is not None and not colour.is_default for colour in colours):
                    found.append(f"{place}: {text!r} in {style}")
        for rows in driver.app.screen.query(RowList):
            if rows.display and any(row.id == rows.cursor for row, _ in rows.window()[0] if row.id):
                assert any(row.startswith((">", " >")) for row in driver.text().split("\n")), place

    await everywhere(tmp_path, (80, 24), Config(ascii=True, motion=False), look, plan)
    assert not found, found[:20]
    assert not untold


@pytest.mark.parametrize("theme", ["ansi-dark", "ansi-light"])
async def test_both_themes_without_colour_of_their_own_can_be_chosen(tmp_path: Path, theme: str) -> None:
    """They take the terminal's own colours, whichever those are."""
    async with touring(tmp_path, config=Config(theme=theme)) as driver:
        assert driver.app.theme == theme
        async for _ in tour(driver):
            break


def test_plain_signs_are_as_wide_as_those_they_stand_for() -> None:
    """One cell for one cell, so that nothing moves."""
    for code, sign in PLAIN.items():
        assert width_of(chr(code)) == width_of(chr(int(sign))) == 1, chr(code)


def test_every_plain_sign_of_a_state_is_another_than_the_cursors_and_a_cross() -> None:
    """What is done never looks struck out, what is now never like the cursor, and no two states alike."""
    states = {sign: sign.translate(PLAIN) for sign in "●◉○◆✓–"}
    assert len(set(states.values())) == len(states)
    assert not {">", "<", "x", "|"} & set(states.values())


def test_an_arrow_is_one_in_ascii_too_and_is_measured_as_what_is_shown() -> None:
    """Two cells: a lone ">" would be the cursor; what is right of it stands where it would."""
    use_plain(True)
    assert plain(line("23 → 8")) == "23 -> 8"
    assert width_of("23 → 8") == len("23 -> 8")
    assert wrap("a → b", 5) == ["a ->", "b"]
    use_plain(False)
    assert plain(line("23 → 8")) == "23 → 8"


def test_what_a_column_holds_is_whole_behind_an_arrow_of_two_cells() -> None:
    """The longest name that a field has on the page of a list, in English."""
    use_plain(True)
    for field in FIELDS:
        row = column_row(0, "Aufgabe", field, ("one", "two"))
        assert "~" not in "".join(plain(it) for it in row.lines(76, selected=False)).translate(PLAIN), field


async def test_the_cursor_has_one_sign_on_an_item_of_several_lines(tmp_path: Path) -> None:
    """On the further lines stands another, so that nobody sees two cursors."""
    async with touring(tmp_path, (48, 14), Config(ascii=True)) as driver:
        go(driver, "assign")
        await driver.settle()
        marks = [row[:1] for row in driver.text().split("\n") if row[:1] in (">", "|")]
        assert marks[0] == ">"
        assert set(marks[1:]) == {"|"}


@pytest.mark.parametrize(("config", "bare"), [(Config(), True), (Config(ascii=True), False), (Config(), False)])
async def test_what_enter_takes_in_the_palette_has_a_sign(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, config: Config, bare: bool
) -> None:
    """One row, whatever the colours: bold and a rule alone are not seen from the back."""
    if bare:
        monkeypatch.setenv("NO_COLOR", "1")
    async with touring(tmp_path, config=config) as driver:
        await driver.press("ctrl+p")
        listed = driver.app.screen.query_one(CommandList)
        await driver.until("it lists the actions", lambda: listed.option_count > 9)
        for _ in range(3):
            await driver.press("down")
            chosen = str(listed.get_option_at_index(listed.highlighted or 0).prompt).split("\n")[0]
            marked = [row for row in driver.text().split("\n") if row.strip()[:1] in (">", "▌")]
            assert len([row for row in marked if chosen[:20] in row]) == 1, driver.text()
            assert len(marked) == 1 or not (bare or config.ascii), driver.text()


@pytest.mark.parametrize("size", [(48, 14), (60, 18), (80, 24), (120, 40)], ids=str)
async def test_what_enter_takes_in_the_palette_is_on_the_screen(tmp_path: Path, size: tuple[int, int]) -> None:
    """All lines of it, however far one goes down: the list ends above the end of the screen."""
    async with touring(tmp_path, size) as driver:
        await driver.press("ctrl+p")
        listed = driver.app.screen.query_one(CommandList)
        await driver.until("it lists the actions", lambda: listed.option_count > 9)
        for _ in range(9):
            await driver.press("down")
            option = listed.get_option_at_index(listed.highlighted or 0)
            shown = "".join(driver.text().split()).replace("▌", "")
            assert "".join(str(option.prompt).split()) in shown, driver.text()


@pytest.mark.parametrize(
    ("size", "bare"), [((48, 14), True), ((60, 18), False), ((80, 24), True), ((120, 40), False)], ids=str
)
async def test_the_palette_leaves_the_clock_in_sight(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int], bare: bool
) -> None:
    """Its own page is seen through, with colour and without, on small and on large screens."""
    if bare:
        monkeypatch.setenv("NO_COLOR", "1")
    async with touring(tmp_path, size) as driver:
        go(driver, "assign")
        await driver.settle()
        head = driver.text().split("\n")[:4]
        assert any("█" in row for row in head), driver.text()
        await driver.press("ctrl+p")
        listed = driver.app.screen.query_one(CommandList)
        await driver.until("it lists the actions", lambda: listed.option_count > 9)
        assert driver.text().split("\n")[:4] == head, driver.text()


@pytest.mark.parametrize(
    ("size", "look"), [((48, 14), "dark"), ((80, 24), "light"), ((120, 40), "no colour"), ((48, 14), "no colour")],
    ids=str,
)  # fmt: skip
async def test_a_message_stands_on_a_plate_in_every_look(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int], look: str
) -> None:
    """Its ground is another than the page's, also where there are no colours: bold alone is no sign.

    Which ground it is comes from the look, not from the size: each size has a look, and each look a size.
    """
    if look == "no colour":
        monkeypatch.setenv("NO_COLOR", "1")
    async with touring(tmp_path, size, Config(theme="room-light" if look == "light" else "room-dark")) as driver:
        go(driver, "assign")
        driver.room.message = "Back at two"
        await driver.settle()
        grounds = [
            {(it.style.reverse, it.style.bgcolor) for y in range(words.size.height)
             for it in words.render_line(y) if it.text.strip() and it.style}
            for words in (driver.room.query_one(id, Words) for id in ("#question", "#prompt"))
        ]  # fmt: skip
        assert all(grounds) and not grounds[0] & grounds[1], grounds


@pytest.mark.parametrize("config", [Config(), Config(ascii=True)], ids=["blocks", "ascii"])
async def test_the_person_under_the_cursor_has_a_sign(tmp_path: Path, config: Config) -> None:
    """Who is here is bold too, and in the light theme nothing else tells who is pointed at."""
    async with touring(tmp_path, config=config) as driver:
        sign = ">" if config.ascii else "▌"
        await driver.press("tab", "enter")
        assert f"{sign}Greta Sund" in driver.text() and driver.text().count(sign) == 1, driver.text()


@pytest.mark.parametrize("size", [(48, 14), (80, 24)], ids=str)
async def test_the_large_field_of_a_form_is_seen_without_colour(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
) -> None:
    """It has a mark at each of its rows: there is no ground that would tell where one can type."""
    monkeypatch.setenv("NO_COLOR", "1")
    async with at_home(tmp_path, size) as home:
        await home.press("f2")
        await home.on_the_page()
        area = home.app.screen.query_one(ListArea)
        rows = home.text().split("\n")[area.region.y : area.region.bottom]
        assert rows and all(row[area.region.x :].startswith("|") for row in rows), home.text()


def test_motion_can_be_switched_off_by_the_environment() -> None:
    """What Textual reads as it starts is not put on again by us."""
    code = (
        "from pathlib import Path; from flipchart.clock import SystemClock;"
        "from flipchart.service.context import Context;"
        "from flipchart.store.config import Config; from flipchart.tui.app import FlipchartApp;"
        "print(FlipchartApp(Context(Path(), Config(), SystemClock(), str, True)).animation_level)"
    )
    env = os.environ | {"TEXTUAL_ANIMATIONS": "none"}
    answer = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "none"
