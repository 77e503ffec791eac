"""What the command palette offers: the table of keys, the editor, the themes; never a word of the plan."""

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from textual.app import SystemCommand

from flipchart.tui.actions import dispatch
from flipchart.tui.actions.export import edit_session, edit_settings
from flipchart.tui.actions.registry import ACTIONS
from flipchart.tui.text import keys

if TYPE_CHECKING:
    from flipchart.tui.app import FlipchartApp
    from flipchart.tui.screens.session import SessionScreen


def palette(app: "FlipchartApp", room: "SessionScreen | None") -> Iterator[SystemCommand]:
    """Yield the actions of the room, if one is on the screen, then the themes."""
    if room is not None:
        for key in keys.KEYS:
            if key.id in ACTIONS and key.group != keys.ASK and key.id != "palette":
                told = f"{key.shown}  ({key.id})"
                yield SystemCommand(key.help[:1].upper() + key.help[1:], told, partial(dispatch.do, room, key.id))
        yield SystemCommand(
            "Open the file in your editor", "what changes there is merged", partial(edit_session, app)
        )
    yield SystemCommand(
        "Open the settings in your editor", "they hold from the next start", partial(edit_settings, app)
    )
    for name in app.available_themes if not app.colourless else ():
        yield SystemCommand(f"Theme: {name}", "", partial(app.choose_theme, name))
    yield SystemCommand("Quit", "everything is saved", app.exit)
