"""A line holds two thousand characters: what is beyond is said, without a sound, and what fits is kept."""

from pathlib import Path

import pytest
from driver import driving
from workshops import workshop, write

from flipchart.domain.text import FIELD_LIMIT
from flipchart.tui.app import FlipchartApp
from flipchart.tui.screens.desk import DeskScreen
from flipchart.tui.screens.room import RoomScreen
from flipchart.tui.screens.session import SessionScreen

FULL = f"Only the first {FIELD_LIMIT:,} characters were kept."


@pytest.fixture(autouse=True)
def silence(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fail on any sound."""

    def ring(app: FlipchartApp) -> None:
        raise AssertionError("the bell was rung")

    monkeypatch.setattr(FlipchartApp, "bell", ring)


async def test_a_paste_into_a_line_keeps_what_fits_and_says_so(tmp_path: Path) -> None:
    """Behind words that are there already; and one more letter is left out in the same way."""
    async with driving(write(workshop(), tmp_path)) as d:
        await d.press("space", "pagedown", "pagedown", "a")
        await d.type("Ring ")
        await d.paste("y" * FIELD_LIMIT)
        assert d.box.value == "Ring " + "y" * (FIELD_LIMIT - 5)
        await d.sees(FULL)
        await d.press("escape", "a")
        await d.type("z")
        await d.sees(FULL)
        assert d.box.value.endswith("y")


async def test_many_lines_as_one_keep_what_fits(tmp_path: Path) -> None:
    """F9 on a long list: none of it is refused, and it is said that there was more."""
    async with driving(write(workshop(), tmp_path)) as d:
        await d.press("space", "pagedown", "pagedown", "a")
        await d.paste("\n".join(f"Line {number}" for number in range(1_000)))
        await d.sees("1,000 lines pasted")
        await d.press("f9")
        await d.sees(FULL)
        assert d.box.value.startswith("Line 0 Line 1 Line 2 ")
        assert len(d.box.value) == FIELD_LIMIT


async def test_a_pasted_line_that_cannot_be_read_stays_in_the_box(tmp_path: Path) -> None:
    """F8 makes a step of each of the others, as one act; it is said what is missing of this one."""
    async with driving(write(workshop(), tmp_path)) as d:
        await d.press("space", "pagedown", "pagedown", "a")
        await d.paste("Ring the ward\n@Bea >fri\nFind the key\n")
        await d.press("f8")
        assert [step.text for step in d.session.steps] == ["Ring the ward", "Find the key"]
        assert d.box.value == "@Bea >fri"
        assert "step" in d.app.notice
        await d.press("escape", "u")
        assert {step.state for step in d.session.steps} == {"dropped"}
        assert d.app.notice == "undid: add step, 2 times"


async def test_the_rest_of_a_line_goes_by_the_keys_of_a_shell(tmp_path: Path) -> None:
    """ctrl+k takes what is behind the cursor, ctrl+u what is before it; no more, and nothing is entered."""
    async with driving(write(workshop(), tmp_path)) as d:
        await d.press("space", "pagedown", "pagedown", "a")
        await d.type("Ring the ward")
        await d.press(*["left"] * len(" the ward"), "ctrl+k")
        assert d.box.value == "Ring"
        await d.press("left", "ctrl+u")
        assert d.box.value == "g"
        assert d.session.steps == ()


@pytest.mark.parametrize("kind", [RoomScreen, DeskScreen])
async def test_a_screen_that_comes_while_the_app_ends_is_no_error(
    tmp_path: Path, kind: type[SessionScreen], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its parts are not put up any more, and it does not look for them."""
    async with driving(write(workshop(), tmp_path)) as d:
        monkeypatch.setattr(kind, "compose", lambda self: ())
        d.app.push_screen(kind())
        await d.settle()
        assert d.app.crash is None
        d.app.pop_screen()


async def test_esc_leaves_pasted_lines_in_the_box(tmp_path: Path) -> None:
    """The question goes, and the words stay where they can be read and entered."""
    async with driving(write(workshop(), tmp_path)) as d:
        await d.press("space", "n", "n", "a")
        await d.type("First, ")
        await d.paste("ring the ward\n@Bea >fri\n")
        await d.sees("2 lines pasted")
        await d.press("escape")
        assert "lines pasted" not in d.text()
        assert d.box.value == "First, ring the ward @Bea >fri"
        await d.press("escape", "escape", "a")
        assert d.box.value == "First, ring the ward @Bea >fri"
