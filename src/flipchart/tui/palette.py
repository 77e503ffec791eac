"""What the command palette offers: every action of the table of keys, and the themes; never a word of the plan."""

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from textual.app import SystemCommand

from flipchart.tui import keys
from flipchart.tui.actions import act
from flipchart.tui.actions.registry import ACTIONS

if TYPE_CHECKING:
    from flipchart.tui.base_app import BaseApp
    from flipchart.tui.screens.session import SessionScreen


def palette(app: "BaseApp", room: "SessionScreen | None") -> Iterator[SystemCommand]:
    """Yield the actions of the room, if one is on the screen, then the themes."""
    if room is not None:
        for key in keys.KEYS:
            if key.id in ACTIONS and key.group != keys.ASK and key.id != "palette":
                told = f"{key.shown}  ({key.id})"
                yield SystemCommand(key.help[:1].upper() + key.help[1:], told, partial(act.do, room, key.id))
    for name in app.available_themes if not app.colourless else ():
        yield SystemCommand(f"Theme: {name}", "", partial(app.choose_theme, name))
    yield SystemCommand("Quit", "everything is saved", app.exit)
