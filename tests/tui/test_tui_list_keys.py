"""The commands of the screens with lists and sheets: one table each, from which all else is made."""

import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from at_home import at_home, put
from textual.binding import Binding
from textual.widgets import OptionList

from flipchart.store.config import Config
from flipchart.tui.screens.agenda import AgendaScreen
from flipchart.tui.screens.carry import CarryScreen
from flipchart.tui.screens.conflicts import ConflictsScreen
from flipchart.tui.screens.gaps import GapsScreen
from flipchart.tui.screens.group import GroupScreen
from flipchart.tui.screens.home import HomeScreen
from flipchart.tui.screens.key_screen import KeyScreen, KeysScreen
from flipchart.tui.screens.list_in import ListInScreen
from flipchart.tui.screens.new_session import NewSessionScreen
from flipchart.tui.screens.people import PeopleScreen
from flipchart.tui.screens.pictures import PicturesScreen
from flipchart.tui.screens.portfolio import PortfolioScreen
from flipchart.tui.screens.recovery import RecoveryScreen
from flipchart.tui.screens.room_check import RoomCheckScreen
from flipchart.tui.text.keys import BY_ID
from flipchart.tui.text.lines import plain
from flipchart.tui.text.list_keys import key_rows, pieces

SCREENS: tuple[type[KeyScreen[Any]], ...] = (
    AgendaScreen, CarryScreen, ConflictsScreen, GapsScreen, GroupScreen, HomeScreen, KeysScreen, ListInScreen,
    NewSessionScreen, PeopleScreen, PicturesScreen, PortfolioScreen, RecoveryScreen, RoomCheckScreen,
)  # fmt: skip


@pytest.mark.parametrize("screen", SCREENS)
def test_every_command_has_its_method_and_no_key_does_two_things(screen: type[KeyScreen[Any]]) -> None:
    """Each row names a method of its screen, has an id of its own, and shares none of its keys with another row."""
    rows = [key for key in screen.KEYS if key.does]
    assert all(callable(getattr(screen, key.does)) for key in rows)
    for names in ([key.id for key in rows], [name for key in rows for name in key.keys.split(",")]):
        assert max(Counter(names).values()) == 1
    bound = {binding.id: binding.key for binding in screen.BINDINGS if isinstance(binding, Binding)}
    assert bound == {key.id: key.keys for key in rows}


@pytest.mark.parametrize("screen", SCREENS)
def test_keys_stand_apart_from_what_they_do(screen: type[KeyScreen[Any]]) -> None:
    """However many keys do one thing, there are two blank cells before the words."""
    for row in key_rows(screen.KEYS, {}):
        assert re.match(rf"{re.escape(row.mark)}  +\S", plain(row.lines(58, selected=False)[0]))  # type: ignore[attr-defined]


def test_footer_and_help_know_a_persons_own_keys() -> None:
    """What is put on another key is named with it; in a box only a key that types nothing counts."""
    own = {"filter": "s", "leave": "f11"}
    words = {piece.id: piece.key for piece in pieces(HomeScreen.KEYS, own)}
    assert words["filter"] == "s"
    assert "leave" not in words
    boxed = {piece.id: piece.key for piece in pieces(HomeScreen.KEYS, {**own, "help": "h"}, boxed=True)}
    assert boxed["leave"] == "F11"
    assert "filter" not in boxed
    assert "help" not in boxed
    answer = {row.text: row.mark for row in key_rows(HomeScreen.KEYS, own)}  # type: ignore[attr-defined]
    assert answer["move"] == "up down, k j"
    assert answer["into the box again"] == "s"


async def test_own_keys_hold_at_home_and_the_palette_has_its_commands(tmp_path: Path) -> None:
    """A key of the settings leaves the box, the footer names it, and ctrl+p offers what the footer names."""
    put(tmp_path / "s", "a", title="Onboarding")
    assert "leave" in BY_ID
    async with at_home(tmp_path / "s", config=Config(keys={"leave": "f11", "filter": "Z"})) as d:
        await d.sees("F11 clear")
        await d.press("f9")
        d.home.action_act("leave")
        await d.sees("Z find")
        await d.press("Z")
        await d.sees("F11 clear")
        await d.press("ctrl+p")
        await d.until("the palette", lambda: bool(d.app.screen.query(OptionList)))
        await d.type("page of the group")
        await d.sees("The page of the group whose session")
