"""The command palette: what it offers of the table of keys, and how it finds it; never a word of the plan."""

from collections.abc import Container, Iterator

from textual.app import ComposeResult
from textual.command import CommandList, CommandPalette, Hit, Hits
from textual.system_commands import SystemCommandsProvider
from textual.widgets import Input
from textual.widgets.option_list import Option

from flipchart.tui.text import keys
from flipchart.tui.text.language import t
from flipchart.tui.widgets.marked_list import MarkedList

GRAVE = ("item.drop", "close", "quit")
"""What nobody wants by mistake: it is found by the first words of its title alone, not by a word of what it says."""


def palette(ids: Container[str] | None = None, *, named: bool = False) -> Iterator[tuple[str, str, str]]:
    """Yield the title, the key as people read it, and the id of each action of a session's screen.

    With `ids` only those: what can be done on a screen that only watches. At the desk the key has its id beside it
    (`named`), for those who set their own keys; on the wall it would be read by everybody and say nothing.
    """
    for key in keys.KEYS:
        if key.group != keys.ASK and key.id != "palette" and (ids is None or key.id in ids):
            yield title_of(key.help), f"{key.shown}  ({key.id})" if named else key.shown, key.id


def title_of(help: str) -> str:
    """Return what a key does as a title."""
    words = t(help)
    return words[:1].upper() + words[1:]


def is_grave(title: str) -> bool:
    """Whether a command of the palette is one of those."""
    return title in {t("Quit"), *(title_of(keys.BY_ID[id].help) for id in GRAVE)}


def finds(query: str, title: str) -> bool:
    """Whether a command may be offered for what was typed, however well it matches."""
    return not is_grave(title) or title.casefold().startswith(query.strip().casefold())


class Palette(CommandPalette):
    """Textual's command palette, which a key that came before its list has any height does not end."""

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
        """The same parts, with our own list; nothing in them blinks."""
        for part in super().compose():
            if isinstance(part, Input):
                part.cursor_blink = False
            yield MarkedList() if isinstance(part, CommandList) else part

    def _action_command_list(self, action: str) -> None:
        if self.query_one(CommandList).scrollable_content_region:
            super()._action_command_list(action)

    def _start_no_matches_countdown(self, search_value: str) -> None:
        """Say after a moment that nothing was found, in the language of the screen; Textual says it in English."""
        self._stop_no_matches_countdown()

        def show() -> None:
            if search_value:
                words = Option(t("No command is called that."), disabled=True, id=self._NO_MATCHES)
                self.query_one(CommandList).add_option(words)
            self._list_visible = bool(search_value)

        self._no_matches_timer = self.set_timer(self._NO_MATCHES_COUNTDOWN, show)


class Commands(SystemCommandsProvider):
    """Textual's search over the app's commands, with care for the grave ones."""

    async def search(self, query: str) -> Hits:
        """Yield what matches."""
        matcher = self.matcher(query)
        for title, help, does, *_ in self.app.get_system_commands(self.screen):
            if finds(query, title) and (score := matcher.match(title)) > 0:
                yield Hit(score, matcher.highlight(title), does, help=help)
