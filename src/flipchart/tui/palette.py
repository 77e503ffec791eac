"""The command palette: what it offers of the table of keys, and how it finds it; never a word of the plan."""

from collections.abc import Container, Iterator

from rich.segment import Segment
from textual.app import ComposeResult
from textual.command import CommandList, Hit, Hits
from textual.strip import Strip
from textual.system_commands import SystemCommandsProvider
from textual.widgets import Input

from flipchart.tui.text import keys
from flipchart.tui.text.language import t
from flipchart.tui.text.signs import CURSOR, PLAIN_CURSOR, PLAIN_CURSOR_ON, uses_plain
from flipchart.tui.textual_private import PrivateList, PrivatePalette

EDGE = 2
"""Cells before the words of each row."""

GRAVE = ("item.drop", "close", "quit")
"""Commands that nobody wants by mistake: they are found only by the beginning of their title."""


def palette(ids: Container[str] | None = None, *, named: bool = False) -> Iterator[tuple[str, str, str]]:
    """Yield the title, the key as people read it, and the id of each action of a session's screen.

    With `ids` only these: what can be done on a screen that only watches. With `named`, at the desk, the key has its
    id beside it, for those who set their own keys; on the wall everybody would read it and nobody need it.
    """
    for key in keys.KEYS:
        if key.group != keys.ASK and key.id != "palette" and (ids is None or key.id in ids):
            yield title_of(key.help), f"{key.shown}  ({key.id})" if named else key.shown, key.id


def title_of(help: str) -> str:
    """Return what a key does as a title."""
    words = t(help)
    return words[:1].upper() + words[1:]


def is_grave(title: str) -> bool:
    """Whether a title is that of a command that nobody should run by mistake (see GRAVE)."""
    return title in {t("Quit"), *(title_of(keys.BY_ID[id].help) for id in GRAVE)}


def finds(query: str, title: str) -> bool:
    """Whether a command may be offered for what was typed: a grave one only by the beginning of its title."""
    return not is_grave(title) or title.casefold().startswith(query.strip().casefold())


class MarkedList(PrivateList):
    """Textual's list with our cursor's sign before the chosen row: without colour nothing else would mark it."""

    def render_line(self, y: int) -> Strip:
        """A line, with the sign where it belongs to the chosen row."""
        strip, found = super().render_line(y), self.at(self.scroll_offset.y + y)
        if self.highlighted is None or found is None or found[0] != self.highlighted:
            return strip
        style = self.get_visual_style("option-list--option", "option-list--option-highlighted").rich_style
        return Strip([Segment(f"{self._sign(found[1]):<{EDGE}}", style), *strip.crop(EDGE)])

    def _sign(self, row: int) -> str:
        if not (uses_plain() or self.app.current_theme.ansi or self.app.no_color):
            return CURSOR
        return PLAIN_CURSOR_ON if row else PLAIN_CURSOR


class Palette(PrivatePalette):
    """Textual's command palette with the signs, the colours and the language of our screens."""

    CSS = """
    Palette {
        background: transparent;
        SearchIcon, LoadingIndicator { display: none; }
        &.-ready > Vertical { background: $background; visibility: visible; margin-top: 4; }
        &.-short CommandList { max-height: 45vh; }
        &.-ready.-broad.-high > Vertical { margin-top: 8; }
        #--input { border: none; padding: 0 1; }
        Input > .input--placeholder { color: $quiet; text-style: none; }
        Input > .input--cursor { background: $foreground; color: $background; }
        & > .command-palette--help-text { color: $quiet; text-style: not bold not dim; }
        CommandList { border-bottom: none; scrollbar-size-vertical: 1; }
        CommandList > .option-list--option-highlighted { background: $row; color: $foreground; text-style: bold; }
        CommandList:ansi > .option-list--option-highlighted { text-style: bold; }
        &:ansi > .command-palette--highlight { text-style: bold italic; }
        &:ansi Input > .input--cursor { text-style: reverse; }
    }
    """

    def compose(self) -> ComposeResult:
        """The parts of Textual's palette with our own list; nothing in them blinks."""
        for part in super().compose():
            if isinstance(part, Input):
                part.cursor_blink = False
            yield MarkedList() if isinstance(part, CommandList) else part

    def on_mount(self) -> None:
        """Say in the language of the screen that nothing was found."""
        self.not_found = t("No command is called that.")


class Commands(SystemCommandsProvider):
    """Textual's search over the app's commands, with care for the grave ones."""

    async def search(self, query: str) -> Hits:
        """Yield the commands that match."""
        matcher = self.matcher(query)
        for title, help, does, *_ in self.app.get_system_commands(self.screen):
            if finds(query, title) and (score := matcher.match(title)) > 0:
                yield Hit(score, matcher.highlight(title), does, help=help)
