"""The two themes of the room and the colours of every style word.

All colours are of the xterm cube, so that terminals of 256 colours show the same; every text is at 7:1 or better.
"""

from textual.content import Content
from textual.theme import Theme

from flipchart.tui.text.lines import Line, unjoined

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
}
"""Which of its own variables stand for ours in Textual's built-in themes."""

ON_DARK = {
    "": "",
    "bold": "bold",
    "quiet": "$quiet",
    "ok": "bold $success",
    "warn": "bold $warning",
    "late": "bold $error",
    "info": "$accent",
    "key": "bold $accent",
    "bar": "on $success",
    "track": "on $track",
    "fill": "$fill",
    "rest": "$rule",
}

ON_LIGHT = {
    "": "",
    "bold": "bold",
    "quiet": "$quiet",
    "ok": "bold",
    "warn": "bold on $warning",
    "late": "bold on $error",
    "info": "",
    "key": "bold",
    "bar": "on $success",
    "track": "on $track",
    "fill": "$fill",
    "rest": "$rule",
}

WITHOUT_COLOUR = {
    "": "",
    "bold": "bold",
    "quiet": "",
    "ok": "bold",
    "warn": "bold",
    "late": "bold reverse",
    "info": "",
    "key": "bold",
    "bar": "reverse",
    "track": "",
    "fill": "",
    "rest": "",
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
