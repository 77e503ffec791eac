"""All keys, at any size."""

from collections.abc import Mapping
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding
from textual.screen import ModalScreen

from flipchart.tui.look import OTHER_THEME
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
    rows += [Sentence(None, told, mark=mark, indent=22) for mark, told in GRAMMAR]
    rows += [BLANK, Heading(None, "Where the terminal keeps a key for itself")]
    rows += [Sentence(None, told, mark=mark, indent=22) for mark, told in KEPT]
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


class HelpScreen(ModalScreen[None]):
    """Every key with what it does; Esc closes."""

    BINDINGS: ClassVar = [
        Binding("escape,question_mark,shift+question_mark,f1,ctrl+g,q", "app.pop_screen", show=False),
        OTHER_THEME,
    ]
    CSS_PATH = "sheet.tcss"

    def __init__(self, own: Mapping[str, str] | None = None) -> None:
        super().__init__()
        self.own = own or {}

    def compose(self) -> ComposeResult:
        """The table."""
        yield Sheet("Keys", help_rows(self.own))


Table = tuple[tuple[str, str], ...]

HOME: Table = (
    ("letters", "find a session by its title, group or file"),
    ("up down, k j", "move; the page keys by a screenful"),
    ("enter", "open it, or start a new session on the last line"),
    ("F2, ctrl+n, n", "new session"),
    ("F3, g", "the page of the group whose session the cursor is on"),
    ("esc", "empty the box and leave it; then n, g, q, k, j and ? are keys too"),
    ("/", "into the box again"),
    ("F5, ctrl+r", "read the folder again; it is read each time this page comes up"),
    ("T", "light or dark"),
    ("ctrl+p", "every command by its name, and the themes"),
    ("q, ctrl+q", "quit"),
    ("F1, ctrl+g, ?", "these keys"),
)
GROUP: Table = (
    ("up down, k j", "move; the page keys by a screenful"),
    ("enter", "open the session, or start a new one on the last line"),
    ("F2, ctrl+n, n", "a new session of this group"),
    ("esc, q, g", "back"),
    ("T", "light or dark"),
    ("ctrl+q", "quit"),
    ("F1, ctrl+g, ?", "these keys"),
)
NEW: Table = (
    ("enter, tab, down", "next field; in the list Enter is a new line"),
    ("shift+tab, up", "the field before"),
    ("left right", "choose a template"),
    ("ctrl+s", "make the session and open it; so does Enter on the last line"),
    ("esc", "back; asks first where something was typed"),
    ("F8 / F9", "yes and no to a question; F3 where it has a third answer"),
    ("ctrl+q", "quit; what was typed is still here next time"),
    ("F1, ctrl+g", "these keys"),
)


def rows(table: Table) -> tuple[Row, ...]:
    """The keys with what they do."""
    return tuple(Sentence(None, told, mark=keys, indent=20) for keys, told in table)


class HomeKeys(HelpScreen):
    """The keys of the home screen; Esc closes."""

    table: ClassVar[Table] = HOME

    def compose(self) -> ComposeResult:
        """The table."""
        yield Sheet("Keys", rows(self.table))


class NewKeys(HomeKeys):
    """The keys of the new-session page; Esc closes."""

    table: ClassVar[Table] = NEW


class GroupKeys(HomeKeys):
    """The keys of a group's page; Esc closes."""

    table: ClassVar[Table] = GROUP
