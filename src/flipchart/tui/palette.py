"""What the command palette offers of the table of keys, and how it finds it; never a word of the plan."""

import re
from collections.abc import Container, Iterator

from textual.command import Hit, Hits
from textual.system_commands import SystemCommandsProvider

from flipchart.tui.text import keys
from flipchart.tui.text.language import t

GRAVE = ("item.drop", "close", "quit")
"""What nobody wants by mistake: it is found by the first words of its title alone, not by a word of what it says."""

_ID = re.compile(r"\(([\w.]+)\)$")


def palette(ids: Container[str] | None = None) -> Iterator[tuple[str, str, str]]:
    """Yield the title, the key and id as people read them, and the id of each action of a session's screen.

    With `ids` only those: what can be done on a screen that only watches.
    """
    for key in keys.KEYS:
        if key.group != keys.ASK and key.id != "palette" and (ids is None or key.id in ids):
            help = t(key.help)
            yield help[:1].upper() + help[1:], f"{key.shown}  ({key.id})", key.id


def is_grave(title: str, help: str) -> bool:
    """Whether a command of the palette is one of those."""
    found = _ID.search(help)
    return title == t("Quit") or (found is not None and found[1] in GRAVE)


def finds(query: str, title: str, help: str) -> bool:
    """Whether a command may be offered for what was typed, however well it matches."""
    return not is_grave(title, help) or title.casefold().startswith(query.strip().casefold())


class Commands(SystemCommandsProvider):
    """Textual's search over the app's commands, with care for the grave ones."""

    async def search(self, query: str) -> Hits:
        """Yield what matches."""
        matcher = self.matcher(query)
        for title, help, does, *_ in self.app.get_system_commands(self.screen):
            if finds(query, title, help) and (score := matcher.match(title)) > 0:
                yield Hit(score, matcher.highlight(title), does, help=help)
