"""What the command palette offers of the table of keys; never a word of the plan."""

from collections.abc import Iterator

from flipchart.tui.text import keys


def palette() -> Iterator[tuple[str, str, str]]:
    """Yield the title, the key and id as people read them, and the id of each action of a session's screen."""
    for key in keys.KEYS:
        if key.group != keys.ASK and key.id != "palette":
            yield key.help[:1].upper() + key.help[1:], f"{key.shown}  ({key.id})", key.id
