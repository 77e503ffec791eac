"""The two themes of the room and the colours of every style word.

All colours are of the xterm cube, so that terminals of 256 colours show the same; every text is at 7:1 or better.
"""

import threading
from functools import lru_cache, partial

from rich.color import Color as RichColor
from rich.segment import Segment
from rich.style import Style
from textual.binding import Binding
from textual.color import Color
from textual.content import Content
from textual.filter import LineFilter, NoColor
from textual.theme import Theme

from flipchart.domain.saying import name_key
from flipchart.patterns import pattern
from flipchart.service.disk import Room, keep_room, read_room
from flipchart.tui.text.keys import BY_ID
from flipchart.tui.text.lines import Line, unjoined
from flipchart.tui.text.signs import PLAIN
from flipchart.tui.text.sixteen import RGB, sixteen

OTHER_THEME = Binding(BY_ID["theme"].keys, "app.other_theme", show=False, id="theme")
"""The key for another theme on the screens over a session: lights are switched on there, too."""

# C0, DEL, C1, bidirectional overrides and isolates, line and paragraph separators, tag characters.
CONTROLS = pattern("[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\U000e0000-\U000e007f]")


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


class PlainFilter(LineFilter):
    """Replaces our own signs by ASCII, for terminals and fonts that lack them (`ascii = true`)."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Return the segments with plain signs; people's words stay as they are but for the same signs."""
        return [
            segment if segment.control or segment.text.isascii()
            else Segment(segment.text.translate(PLAIN), segment.style)
            for segment in segments
        ]  # fmt: skip


CODE = Style.parse("#000000 on #ffffff")
"""The style of QR codes: the one colour that stays where none is wanted, since the code is in it."""


class ColourlessFilter(LineFilter):
    """Removes all colour but that of a QR code, which no phone reads in the colours of a dark terminal."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Return the segments in the terminal's own colours."""
        none = NoColor.DEFAULT_COLORS
        return [
            segment if segment.style is None or _is_code(segment.style)
            else Segment(segment.text, segment.style + none, segment.control)
            for segment in segments
        ]  # fmt: skip


def _is_code(style: Style) -> bool:
    return style.bgcolor == CODE.bgcolor and style.color == CODE.color


class SixteenFilter(LineFilter):
    """Chooses among sixteen colours, where a terminal has no more, those in which everything can be read.

    Left to themselves, Textual and Rich take the nearest: the cursor's row loses its ground, bold black turns grey.
    """

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Return the segments in those colours."""
        around = background.rgb
        return [
            segment if segment.control else Segment(segment.text, _in_sixteen(segment.style or Style(), around))
            for segment in segments
        ]


@lru_cache(maxsize=1024)
def _in_sixteen(style: Style, background: RGB) -> Style:
    front, back = _rgb(style.color, (255, 255, 255)), _rgb(style.bgcolor, background)
    letters, ground, bold = sixteen(*((back, front) if style.reverse else (front, back)), bool(style.bold))
    colours = Style(
        color=RichColor.from_ansi(letters), bgcolor=RichColor.from_ansi(ground), reverse=False, dim=False,
        bold=style.bold and bold,
    )  # fmt: skip
    return style + colours


def _rgb(color: RichColor | None, usual: RGB) -> RGB:
    if color is None or color.is_default:
        return usual
    red, green, blue = color.get_truecolor()
    return red, green, blue


CONTROL, PLAIN_SIGNS, COLOURLESS, SIXTEEN = ControlFilter(), PlainFilter(), ColourlessFilter(), SixteenFilter()
"""One filter of each kind for all lines: Textual caches each line by the filter object that it went through."""

LARGER = 1.2
"""Letters are clearly smaller from this many times as many rows on as when they could be read."""


def room_name(group: str | None, *, desk: bool) -> str:
    """The name under which the room of a group is kept; the facilitator's desk is another."""
    return f"desk:{name_key(group)}" if desk else name_key(group)


def room_of(name: str) -> Room:
    """Return what was chosen in a room."""
    return read_room(name)


def smaller(known: Room, rows: int) -> bool:
    """Whether letters are clearly smaller, with `rows` rows on the screen, than when they were found readable."""
    return known.rows is not None and rows > known.rows * LARGER


def keep(name: str, room: Room) -> None:
    """Keep what was chosen for a room, beside the event loop."""
    threading.Thread(target=partial(keep_room, name, room), name="flipchart-room", daemon=True).start()


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
    "asked": "bold $warning",
    "warn-block": "$warning",
    "typing": "$typing",
    "answer-ok": "bold $success",
    "answer-warn": "bold $warning",
    "answer-late": "bold $error",
    "answer": "bold $accent",
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
    "chip": "bold #000000 on $warning",
    "chip-late": "bold #000000 on $error",
    "paused": "bold #000000 on $warning",
}

ON_LIGHT = {
    "": "",
    "bold": "bold",
    "quiet": "$quiet",
    "label": "bold $quiet",
    "ok": "bold",
    "warn": "bold on $warning",
    "asked": "bold on $warning",
    "warn-block": "bold",
    "typing": "$typing",
    "answer-ok": "bold on $success",
    "answer-warn": "bold on $warning",
    "answer-late": "bold on $error",
    "answer": "bold on $accent",
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
    "chip": "bold on $warning",
    "chip-late": "bold on $error",
    "paused": "bold on $warning",
}

WITHOUT_COLOUR = {
    "": "",
    "bold": "bold",
    "quiet": "",
    "label": "bold",
    "ok": "bold",
    "warn": "bold",
    "asked": "bold reverse",
    "warn-block": "bold",
    "typing": "",
    "answer-ok": "bold",
    "answer-warn": "bold",
    "answer-late": "bold",
    "answer": "bold",
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
    "chip": "bold",
    "chip-late": "bold reverse",
    "paused": "bold reverse",
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
