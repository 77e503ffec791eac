"""All keys, at any size."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding
from textual.screen import ModalScreen

from flipchart.tui import keys
from flipchart.tui.rows import BLANK, Heading, Row
from flipchart.tui.rows import Words as Sentence
from flipchart.tui.widgets.sheet import Sheet

NAMES = {"pagedown": "pgdn", "pageup": "pgup", "plus": "+", "equals_sign": "=", "minus": "-", "comma": ",",
         "full_stop": ".", "question_mark": "?", "escape": "esc", "delete": "del", "slash": "/"}  # fmt: skip


def spelled(key: keys.Key) -> str:
    """The keys of an action as people call them."""
    names = [
        NAMES.get(name, name) for name in key.keys.split(",") if "shift+plus" not in name and "shift+q" not in name
    ]
    return " ".join(
        dict.fromkeys(name.upper() if name.startswith("f") and name[1:].isdigit() else name for name in names)
    )


def help_rows() -> tuple[Row, ...]:
    """The table of keys by subject."""
    rows: list[Row] = []
    for group in dict.fromkeys(key.group for key in keys.KEYS):
        rows += [BLANK, Heading(None, group)] if rows else [Heading(None, group)]
        seen = set()
        for key in keys.KEYS:
            if key.group == group and key.help not in seen:
                seen.add(key.help)
                rows.append(
                    Sentence(None, key.help, mark=key.shown if key.group == keys.ASK else spelled(key), indent=22)
                )
    rows += [BLANK, Heading(None, "In the capture box")]
    rows += [Sentence(None, told, mark=mark, indent=22) for mark, told in GRAMMAR]
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


class HelpScreen(ModalScreen[None]):
    """Every key with what it does; Esc closes."""

    BINDINGS: ClassVar = [
        Binding("escape,question_mark,shift+question_mark,f1,ctrl+g,q", "app.pop_screen", show=False)
    ]
    CSS_PATH = "sheet.tcss"

    def compose(self) -> ComposeResult:
        """The table."""
        yield Sheet("Keys", help_rows())
