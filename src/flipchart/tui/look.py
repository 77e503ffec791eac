"""The two themes of the room and the colours of every style word.

All colours are of the xterm cube, so that terminals of 256 colours show the same; every text is at 7:1 or better.
"""

import re
import threading
from functools import partial
from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.color import Color
from textual.content import Content
from textual.filter import LineFilter
from textual.theme import Theme

from flipchart.domain.saying import name_key
from flipchart.store.state_files import Room, keep_room, read_room
from flipchart.tui.text.lines import Line, unjoined

if TYPE_CHECKING:
    from flipchart.tui.app import FlipchartApp


# C0, DEL, C1, bidirectional overrides and isolates, line and paragraph separators, tag characters.
CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\U000e0000-\U000e007f]")


class ControlFilter(LineFilter):
    """Drops control characters from everything that is painted.

    Textual 8.2 hands escape and C1 bytes of user text to the terminal as they are, in every widget.
    """

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Return the segments with their text free of control characters."""
        return [
            segment if segment.control or segment.text.isprintable()
            else Segment(CONTROLS.sub("", segment.text), segment.style)
            for segment in segments
        ]  # fmt: skip


PLAIN = str.maketrans(
    "●◉○◆✓·–—─━═│█▀▄▌▐▔▁▂▃▅▆▇▏▎→←×…‹›“”‘’",
    "x@o*x-----=|###||-_     ||><x~<>\"\"''",
)
"""Signs of our own, each with one of ASCII that is as wide."""


class PlainFilter(LineFilter):
    """Replaces our own signs by ASCII, for terminals and fonts that lack them (`ascii = true`)."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Return the segments with plain signs; people's words stay as they are but for the same signs."""
        return [
            segment if segment.control or segment.text.isascii()
            else Segment(segment.text.translate(PLAIN), segment.style)
            for segment in segments
        ]  # fmt: skip


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


ROOM_DARK = Theme(
    name="room-dark",
    dark=True,
    primary="#AFAFFF",
    secondary="#AFAFFF",
    accent="#AFAFFF",
    success="#00FFD7",
    warning="#FFD700",
    error="#FF875F",
    foreground="#FFFFFF",
    background="#000000",
    surface="#000000",
    panel="#1C1C1C",
    text_alpha=1.0,
    variables={
        "quiet": "#D0D0D0",
        "row": "#1C1C1C",
        "track": "#303030",
        "rule": "#444444",
        "footer-background": "#1C1C1C",
        "fill": "#00FFD7",
        "fill-warning": "#FFD700",
        "fill-danger": "#FF875F",
        "plate": "#FF875F",
        "typing": "#00005F",
    },
)

ROOM_LIGHT = Theme(
    name="room-light",
    dark=False,
    primary="#AFD7FF",
    secondary="#AFD7FF",
    accent="#AFD7FF",
    success="#5FD7AF",
    warning="#FFD700",
    error="#FF875F",
    foreground="#000000",
    background="#FFFFFF",
    surface="#FFFFFF",
    panel="#E4E4E4",
    text_alpha=1.0,
    variables={
        "quiet": "#303030",
        "row": "#EEEEEE",
        "track": "#D0D0D0",
        "rule": "#BCBCBC",
        "footer-background": "#E4E4E4",
        "fill": "#000000",
        "fill-warning": "#000000",
        "fill-danger": "#000000",
        "plate": "#FF875F",
        "typing": "#D7D7FF",
    },
)

VARIABLES = {
    "quiet": "foreground",
    "row": "panel",
    "track": "panel",
    "rule": "panel",
    "fill": "success",
    "fill-warning": "warning",
    "fill-danger": "error",
    "plate": "error",
    "typing": "panel",
}
"""Which of its own variables stand for ours in Textual's built-in themes."""

ON_DARK = {
    "": "",
    "bold": "bold",
    "quiet": "$quiet",
    "label": "bold $quiet",
    "ok": "bold $success",
    "warn": "bold $warning",
    "warn-block": "$warning",
    "typing": "$typing",
    "late": "bold $error",
    "info": "$accent",
    "key": "bold $accent",
    "bar": "on $success",
    "track": "on $track",
    "fill": "$fill",
    "rest": "$rule",
    "unspent": "$track",
    "fill-warning": "$fill-warning",
    "fill-danger": "$fill-danger",
    "plate": "#000000 on $plate",
}

ON_LIGHT = {
    "": "",
    "bold": "bold",
    "quiet": "$quiet",
    "label": "bold $quiet",
    "ok": "bold",
    "warn": "bold on $warning",
    "warn-block": "bold",
    "typing": "$typing",
    "late": "bold on $error",
    "info": "",
    "key": "bold",
    "bar": "on $success",
    "track": "on $track",
    "fill": "$fill",
    "rest": "$rule",
    "unspent": "$track",
    "fill-warning": "$fill-warning",
    "fill-danger": "$fill-danger",
    "plate": "#000000 on $plate",
}

WITHOUT_COLOUR = {
    "": "",
    "bold": "bold",
    "quiet": "",
    "label": "bold",
    "ok": "bold",
    "warn": "bold",
    "warn-block": "bold",
    "typing": "",
    "late": "bold reverse",
    "info": "",
    "key": "bold",
    "bar": "reverse",
    "track": "",
    "fill": "",
    "rest": "",
    "unspent": "",
    "fill-warning": "",
    "fill-danger": "",
    "plate": "reverse",
}


def styles(theme: Theme) -> dict[str, str]:
    """Return the Textual style of each style word under `theme`."""
    if theme.ansi:
        return WITHOUT_COLOUR
    return ON_DARK if theme.dark else ON_LIGHT


def content(words: Line, theme: Theme) -> Content:
    """Return a line as Textual shows it; the words are literal, never markup."""
    known = styles(theme)
    return Content.assemble(*((unjoined(text), known[style]) for text, style in words if text))
