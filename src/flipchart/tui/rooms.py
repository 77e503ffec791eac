"""What suits the room one is in, kept from one workshop to the next.

A room has no name here, but a group mostly meets in the same one: so it is kept by group, without a group for this
machine, and for the desk apart, which is another screen. It is written beside the event loop, and never by those
who only watch or rehearse.
"""

import threading
from functools import partial
from typing import TYPE_CHECKING

from flipchart.domain.saying import name_key
from flipchart.store.state_files import Room, keep_room, read_room

if TYPE_CHECKING:
    from flipchart.tui.app import FlipchartApp


LARGER = 1.2
"""How many times as many rows as last time are told, since the letters are that much smaller."""


def room_name(app: "FlipchartApp") -> str:
    """The name under which the room of the session is kept."""
    group = name_key(app.session.group) if app.session else ""
    return f"desk:{group}" if app.view_name == "desk" else group


def put_on(app: "FlipchartApp") -> None:
    """Put on the theme that was chosen in this room, and tell where the letters are smaller than they were there."""
    known = read_room(room_name(app))
    if known.theme in app.available_themes and not app.colourless:
        app.theme = str(known.theme)
    rows = app.size.height
    planned = app.clock is not None and app.clock.state == "planned"
    if planned and known.rows is not None and rows > known.rows * LARGER and app.view_name == "room":
        app.said = f"{known.rows} rows could be read here last time; these are {rows}. R checks."


def keep(app: "FlipchartApp", room: Room) -> None:
    """Keep what was chosen for this room, beside the event loop."""
    sitting = app.sitting
    if sitting is not None and sitting.past is not None:
        threading.Thread(target=partial(keep_room, room_name(app), room), name="flipchart-room", daemon=True).start()


def keep_theme(app: "FlipchartApp", name: str) -> None:
    """Put a theme on and keep it for this room."""
    app.theme = name
    if not app.colourless:
        keep(app, Room(theme=name))
