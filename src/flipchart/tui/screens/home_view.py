"""Fills the home screen with words."""

from typing import TYPE_CHECKING

from flipchart.domain.text import clean_line
from flipchart.domain.when import long_day
from flipchart.service.catalogue import Shelf
from flipchart.tui.screens.list_screen import set_shown, set_size
from flipchart.tui.text.footer import HELP_IN_BOX, HELP_OUTSIDE, Piece
from flipchart.tui.text.home import Look, home_rows
from flipchart.tui.text.layout import MIN_HEIGHT, MIN_WIDTH, SHORT
from flipchart.tui.text.lines import Line, block, line, width_of, wrap
from flipchart.tui.widgets.key_line import KeyLine
from flipchart.tui.widgets.words import Ends, Words

if TYPE_CHECKING:
    from flipchart.tui.app import FlipchartApp
    from flipchart.tui.screens.home import HomeScreen


MARGIN = 2

IN_THE_BOX = (
    Piece("open", "enter", "open"),
    Piece("new", "F2", "new session", "new", 1),
    Piece("leave", "esc", "clear", rank=3),
    Piece("group", "F3", "group", rank=2),
    Piece("quit", "ctrl+q", "quit", rank=4),
)
IN_THE_LIST = (
    Piece("open", "enter", "open"),
    Piece("new", "n", "new session", "new", 1),
    Piece("find", "/", "find", rank=3),
    Piece("group", "g", "group", rank=2),
    Piece("quit", "q", "quit", rank=4),
)


def show(home: "HomeScreen") -> None:
    """Put everything in its place."""
    if not home.is_mounted:
        return
    size, rows, look, boxed = home.app.size, home.rows, look_of(home), home.focused is home.box
    home.set_class(size.width < MIN_WIDTH or size.height < MIN_HEIGHT, "-tiny")
    rows.ascii, rows.rows = home.flipchart.context.config.ascii, home_rows(home.shelf, look)
    home.keep_cursor()
    rows.cursor = home.cursor
    head = home.query_one("#head", Ends)
    head.left, head.right = line(("Flipchart", "bold")), line((long_day(look.today, look.today), "quiet"))
    home.query_one("#label", Words).lines = (line(("Find", "key" if boxed else "quiet")),)
    count, said = home.query_one("#count", Words), home.query_one("#said", Words)
    told = _count(home.shelf, look.wanted)
    count.lines = (told,)
    set_size(count, "width", width_of(told))
    said.lines = block(wrap(home.said, size.width - MARGIN), "warn")
    set_shown(said, bool(home.said))
    keys = home.query_one("#keys", KeyLine)
    keys.pieces, keys.last = (IN_THE_BOX, HELP_IN_BOX) if boxed else (IN_THE_LIST, HELP_OUTSIDE)


def look_of(home: "HomeScreen") -> Look:
    """How the folder is looked at now."""
    return look_at(home.flipchart, home.box.value)


def look_at(app: "FlipchartApp", wanted: str = "") -> Look:
    """How sessions are looked at now, on this terminal."""
    context = app.context
    plain = app.current_theme.ansi or app.no_color
    signs = ("=", "-") if context.config.ascii else ("█", "─" if plain else " ")
    return Look(
        now=context.clock.now(), local=context.clock.local, folder=clean_line(str(context.sessions_dir)),
        wanted=wanted, signs=signs, airy=app.size.height >= SHORT,
    )  # fmt: skip


def _count(shelf: Shelf, wanted: str) -> Line:
    if not wanted.strip():
        return ()
    found, every = shelf.found(wanted), shelf.found("")
    shown = len(found.sessions) + len(found.spoiled)
    return line((f"{shown} of {max(len(every.sessions) + len(every.spoiled), shown)}", "quiet"))
