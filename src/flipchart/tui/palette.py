"""What the command palette offers of the table of keys, and how it finds it; never a word of the plan."""

from collections.abc import Container, Iterator

from textual.command import Hit, Hits
from textual.system_commands import SystemCommandsProvider

from flipchart.tui.text import keys
from flipchart.tui.text.language import t

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


class Commands(SystemCommandsProvider):
    """Textual's search over the app's commands, with care for the grave ones."""

    async def search(self, query: str) -> Hits:
        """Yield what matches."""
        matcher = self.matcher(query)
        for title, help, does, *_ in self.app.get_system_commands(self.screen):
            if finds(query, title) and (score := matcher.match(title)) > 0:
                yield Hit(score, matcher.highlight(title), does, help=help)
