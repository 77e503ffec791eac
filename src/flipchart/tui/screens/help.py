"""All keys of the home screen, of a group's page and of the new-session page."""

from typing import ClassVar

from textual.app import ComposeResult

from flipchart.tui.screens.help import HelpScreen
from flipchart.tui.text.rows import Row
from flipchart.tui.text.rows import Words as Sentence
from flipchart.tui.widgets.sheet import Sheet

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
