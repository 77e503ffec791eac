"""All keys of a session, at any size."""

from collections.abc import Mapping

from textual.app import ComposeResult

from flipchart.tui.screens.key_screen import KeysScreen
from flipchart.tui.text import keys
from flipchart.tui.text.rows import BLANK, Heading, Row
from flipchart.tui.text.rows import Words as Sentence
from flipchart.tui.widgets.sheet import Sheet


def help_rows(own: Mapping[str, str]) -> tuple[Row, ...]:
    """The table of keys by subject, with one's own keys in it."""
    rows: list[Row] = []
    for group in dict.fromkeys(key.group for key in keys.KEYS):
        rows += [BLANK, Heading(None, group)] if rows else [Heading(None, group)]
        seen: set[str] = set()
        for key in keys.KEYS:
            if key.group == group and key.help not in seen:
                seen.add(key.help)
                names = " ".join(keys.spelled(own.get(key.id, key.keys)))
                rows.append(Sentence(None, key.help, mark="1-9" if key.id == "answer.1" else names, indent=22))
    rows += [BLANK, Heading(None, "In the capture box")]
    rows += [Sentence(None, help, mark=mark, indent=22) for mark, help in GRAMMAR]
    rows += [BLANK, Heading(None, "Where the terminal keeps a key for itself")]
    rows += [Sentence(None, help, mark=mark, indent=22) for mark, help in KEPT]
    return tuple(rows)


GRAMMAR = (
    ("@ana", "who takes it"),
    ("+bo", "who helps"),
    (">fri", "by when; >~fri for a wish"),
    ("#designer", "what it needs"),
    ("!if … then …", "what could come in the way, and what then"),
    ("=tested", "how we see that it is done"),
    ("^tue 9am call", "the first step, with day and hour"),
    ("\\@", "a backslash before a mark makes it text"),
)


KEPT = (
    ("macOS Terminal", "page keys: ctrl+l for the next stage; n and p outside the box"),
    ("GNOME Terminal", "F1: ctrl+g"),
    ("VS Code", "F1 ctrl+g · F5 space, outside the box · F6 + · F7 ctrl+r"),
    ("a Mac's keyboard", "F keys: hold fn"),
    ("a presenter's remote", "page keys: next and back; b or . blanks the room"),
    ("the mouse", "every key that is named on the screen can be clicked"),
)
"""What some terminals do not pass on, and what else does the same."""


class HelpScreen(KeysScreen):
    """The keys of a session, with what is read in its box; Esc closes."""

    def __init__(self, own: Mapping[str, str] | None = None) -> None:
        super().__init__(())
        self.own = own or {}

    def compose(self) -> ComposeResult:
        """The table."""
        yield Sheet("Keys", help_rows(self.own))
