"""Every text can be read on its ground, in both themes, with few colours, and whatever colours somebody sees."""

import math
from functools import lru_cache
from itertools import combinations, product
from pathlib import Path
from typing import get_args

import pytest
from at_home import at_home
from driver import Driver
from inks import RGB, RULES, Ink, Vision, apart, contrast, inks, of_256, of_hex
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.theme import Theme
from tour import everywhere, go, touring

from flipchart.store.config import Config
from flipchart.tui.base_app import BaseApp
from flipchart.tui.look import ROOM_DARK, ROOM_LIGHT, SIXTEEN
from flipchart.tui.text.sixteen import BLACK, BLUE, CYAN, GREY, WHITE, YELLOW, sixteen, weakest

THEMES = pytest.mark.parametrize("theme", [ROOM_DARK, ROOM_LIGHT], ids=lambda theme: theme.name)
READABLE = 7.0
"""WCAG 2.2, 1.4.6 (AAA)."""
DISTINCT = 10.0
"""More than four times what is just noticed side by side (2.3), since these are seen far from each other."""

BLOCKS = "█▄▀"
"""Signs of bars, edges and the clock's digits."""

AROUND = Color(0, 0, 0)
"""What would be behind a text that has no ground; none is without."""


@THEMES
async def test_every_text_on_every_screen_is_at_seven_to_one_or_better(tmp_path: Path, theme: Theme) -> None:
    """Read from what is painted: every stage, box, state of the clock and sheet, and home; with few colours too."""
    dim: set[str] = set()
    places: set[str] = set()
    grounds: set[int] = set()

    def look(place: str, driver: Driver) -> None:
        assert driver.app.theme == theme.name
        places.add(place)
        for ink in inks(driver):
            if not readable(ink, bare_signs(theme)):
                dim.add(f"{place}: {ink.text.strip()!r} {ink.front} on {ink.back}")
            if ink.text.strip(RULES + BLOCKS):
                letters, ground, right = few(ink.style)
                grounds.add(ground)
                if not right:
                    dim.add(f"{place}: {ink.text.strip()!r} {letters} on {ground}")

    await everywhere(tmp_path, (80, 24), Config(theme=theme.name), look)
    assert not dim, sorted(dim)[:20]
    assert len(places) > 80
    assert {BLUE if theme.dark else CYAN, BLACK if theme.dark else WHITE} <= grounds


def bare_signs(theme: Theme) -> dict[RGB, str]:
    """Signs in a colour that are no text: the cells of a bar that are not yet filled, the edges of the typed line."""
    return {of_hex(theme.variables[name]): signs for name, signs in (("track", "█ "), ("typing", "▄▀"))}


def readable(ink: Ink, bare: dict[RGB, str]) -> bool:
    """Whether a text is at seven to one, in all colours and in 256; so is what is no text."""
    if ink.front in bare and not ink.text.strip(bare[ink.front]):
        return True
    assert ink.front is not None, ink
    assert ink.back is not None, ink
    pairs = (ink.front, ink.back), (of_256(ink.front), of_256(ink.back))
    return not ink.style.dim and all(contrast(*pair) >= READABLE for pair in pairs)


@lru_cache(maxsize=1024)
def few(style: Style) -> tuple[int, int, bool]:
    """The letters and the ground that a terminal of sixteen colours is told, and whether those can be read.

    In the palettes of xterm and VGA, without bold that xterm makes grey.
    """
    (shown,) = SIXTEEN.apply([Segment("x", style)], AROUND)
    assert shown.style is not None
    letters, ground = shown.style.color, shown.style.bgcolor
    assert letters is not None, style
    assert ground is not None, style
    assert letters.number is not None, style
    assert ground.number is not None, style
    right = not shown.style.dim and weakest(letters.number, ground.number) >= READABLE
    return letters.number, ground.number, right and not (shown.style.bold and letters.number < GREY)


@THEMES
async def test_where_there_are_sixteen_colours_everything_is_painted_in_them(
    tmp_path: Path, theme: Theme, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The walk above asks what sixteen colours make of each style; here they are what is painted, wherever it is."""
    painted: list[list[tuple[str, Style | None]]] = []

    async def paint(driver: Driver) -> None:
        painted.append([(it.text, it.style) for row in driver.app.screen._compositor.render_strips() for it in row])

    for few_colours in (False, True):
        monkeypatch.setattr(BaseApp, "sixteen_colours", few_colours)
        async with touring(tmp_path, (80, 24), Config(theme=theme.name)) as driver:
            go(driver, "define")
            await driver.saved()
            for key in ("down", "a", "escape", "f1"):
                await driver.press(key)
                await paint(driver)
        async with at_home(tmp_path, (80, 24), Config(theme=theme.name)) as home:
            await paint(home)
    half = len(painted) // 2
    for usual, fewer in zip(painted[:half], painted[half:], strict=True):
        answer = SIXTEEN.apply([Segment(text, style) for text, style in usual], AROUND)
        assert [(it.text, it.style) for it in answer] == fewer
        assert {it.style.color.number for it in answer if it.style and it.style.color} <= {*range(16)}


def test_words_keep_their_weight_and_states_their_ground_with_sixteen_colours() -> None:
    """Black that was bold is blue where blue can be read; a late plate is yellow, however Textual rounds it."""
    white, orange = (255, 255, 255), (254, 135, 95)
    assert sixteen((0, 0, 0), white, bold=True) == (BLUE, WHITE, False)
    assert sixteen((0, 0, 0), white) == (BLACK, WHITE, False)
    assert sixteen((0, 0, 0), (208, 208, 208), bold=True)[0] == BLACK
    assert sixteen((0, 0, 0), orange)[1] == sixteen((0, 0, 0), (255, 135, 95))[1] == YELLOW
    assert sixteen(orange, (0, 0, 0)) == (YELLOW, BLACK, True)


@THEMES
def test_the_cursors_row_and_the_digits_are_told_from_their_ground(theme: Theme) -> None:
    """Each ground and each fill that differs from the background does so with sixteen colours."""
    plain, front = theme.background or "", theme.foreground or ""
    for name in ("row", "footer-background", "typing", "plate", "track"):
        assert sixteen(ints(front), ints(theme.variables[name]))[1] != sixteen(ints(front), ints(plain))[1], name
    for name in ("fill", "fill-warning", "fill-danger"):
        letters, ground, _ = sixteen(ints(theme.variables[name]), ints(plain))
        assert weakest(letters, ground) >= READABLE, name
        for rest in ("rest", "unspent"):
            left = sixteen(ints(theme.variables[{"rest": "rule", "unspent": "track"}[rest]]), ints(plain))[0]
            assert left not in (letters, ground), (name, rest)


def ints(name: str) -> tuple[int, int, int]:
    """`#AFAFFF` as whole numbers."""
    return int(name[1:3], 16), int(name[3:5], 16), int(name[5:7], 16)


def state_colours(theme: Theme) -> dict[str, RGB]:
    """The colours that stand for a state, and that of plain text or its ground."""
    plain = theme.foreground if theme.dark else theme.background
    named = {"done": theme.success, "ask": theme.warning, "late": theme.error, "key": theme.accent, "plain": plain}
    return {name: of_hex(value) for name, value in named.items() if value}


@THEMES
def test_state_colours_are_told_apart_whatever_colours_somebody_sees(theme: Theme) -> None:
    """Each two are far from each other in Lab, for all three kinds of colour blindness, at 256 colours as well."""
    colours = state_colours(theme)
    assert len(colours) == 5
    near = [
        f"{one} and {other} for {vision}: {distance:.1f}"
        for (one, other), vision in product(combinations(colours, 2), get_args(Vision))
        for change in (lambda rgb: rgb, of_256)
        if (distance := apart(change(colours[one]), change(colours[other]), vision)) < DISTINCT
    ]
    assert not near


@THEMES
def test_a_terminal_of_256_colours_shows_the_very_same(theme: Theme) -> None:
    """Each colour of the theme is one of the xterm cube; a light grey may become the next one (rich rounds it so)."""
    values = [theme.primary, theme.secondary, theme.accent, theme.success, theme.warning, theme.error,
              theme.foreground, theme.background, theme.surface, theme.panel, *theme.variables.values()]  # fmt: skip
    for value in values:
        assert value is not None
        wanted, got = of_hex(value), of_256(of_hex(value))
        assert got == wanted or (len({*wanted}) == 1 and math.dist(got, wanted) <= math.dist((0, 0, 0), (10, 10, 10)))


def test_the_measures_are_those_of_their_sources() -> None:
    """Known values: black on white is 21, red on white 4.0; white is L* 100; red and green are near for deutans."""
    black, white, red, green = (of_hex(name) for name in ("#000000", "#FFFFFF", "#FF0000", "#808000"))
    assert contrast(black, white) == pytest.approx(21)
    assert contrast(red, white) == pytest.approx(3.998, abs=0.01)
    assert apart(black, white) == pytest.approx(100, abs=0.1)
    assert apart(red, green, "deutan") < apart(red, green) / 3
