"""All keys of a session, at any size."""

from collections.abc import Container, Mapping

from textual.app import ComposeResult

from flipchart.domain.said import said
from flipchart.tui.screens.key_screen import KeysScreen
from flipchart.tui.text import keys
from flipchart.tui.text.language import t
from flipchart.tui.text.rows import BLANK, Heading, Row
from flipchart.tui.text.rows import Words as Sentence
from flipchart.tui.widgets.sheet import Sheet


def help_rows(own: Mapping[str, str], ids: Container[str] | None = None) -> tuple[Row, ...]:
    """The table of keys by subject, with one's own keys; with `ids` only those actions, and no words to type."""
    rows: list[Row] = []
    table = [key for key in keys.KEYS if ids is None or key.id in ids]
    for group in dict.fromkeys(key.group for key in table):
        rows += [*([BLANK] if rows else []), Heading(None, t(group))]
        seen: set[str] = set()
        for key in table:
            if key.group == group and key.help not in seen:
                seen.add(key.help)
                names = " ".join(keys.spelled(own.get(key.id, key.keys)))
                rows.append(Sentence(None, t(key.help), mark="1-9" if key.id == "answer.1" else names, indent=22))
    if ids is None:
        rows += [BLANK, Heading(None, t("In the capture box"))]
        rows += [Sentence(None, t(help), mark=mark, indent=22) for mark, help in GRAMMAR]
        rows += [BLANK, Heading(None, t("Where the terminal keeps a key for itself"))]
        rows += [Sentence(None, t(help), mark=t(mark), indent=22) for mark, help in KEPT]
    return tuple(rows)


GRAMMAR = (
    ("@ana", said("who takes it")),
    ("+bo", said("who helps")),
    (">fri", said("by when; >~fri for a hope")),
    ("#designer", said("what it needs")),
    ("!if … then …", said("what could get in the way, and what then")),
    ("=tested", said("how we will see that it is done")),
    ("^tue 9am call", said("the first step, with day and hour")),
    ("\\@", said("a backslash before a mark makes it text")),
)


KEPT = (
    ("macOS Terminal", said("page keys: ctrl+l for the next stage; n and p outside the box")),
    ("GNOME Terminal", said("F1: ctrl+g")),
    ("VS Code", said("F1 ctrl+g · F5 space, outside the box · F6 + · F7 ctrl+r")),
    (said("a Mac's keyboard"), said("F keys: hold fn")),
    (said("a presenter's remote"), said("page keys: next and back; b or . blanks the room")),
    (said("the mouse"), said("every key named on the screen can be clicked")),
)
"""What some terminals do not pass on, and what else does the same."""


class HelpScreen(KeysScreen):
    """The keys of a session, with what is read in its box; Esc closes."""

    def __init__(self, own: Mapping[str, str] | None = None, ids: Container[str] | None = None) -> None:
        super().__init__(())
        self.own, self.ids = own or {}, ids

    def compose(self) -> ComposeResult:
        """The table."""
        yield Sheet(t("Keys"), help_rows(self.own, self.ids))
