"""The commands of the screens with lists and sheets: one row each, from which bindings, footer, help and palette
are made. The `[keys]` of the settings hold for rows whose id is also in the table of keys of a session."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import zip_longest

from msgspec import Struct

from flipchart.domain.said import said
from flipchart.tui.text.footer import Piece
from flipchart.tui.text.keys import spelled
from flipchart.tui.text.language import t, tp
from flipchart.tui.text.lines import width_of
from flipchart.tui.text.rows import Row, Words


class ListKey(Struct, frozen=True):
    """One command: its id, its keys (Textual's names, comma separated), the method of the screen that carries it out,
    and its line of help; rows with the same help share a line.

    - `shown`, `boxed`: the key's name in the footer, and while words are typed; "" leaves it out there.
    - `word`, `short`: its word in the footer, and the one for little room.
    - `rank`: the highest is left out first. `last`: it stands at the end, whatever the room.

    A row without a method only describes keys of a widget or of the app.
    """

    id: str
    keys: str
    does: str
    help: str
    word: str = ""
    shown: str = ""
    boxed: str = ""
    short: str = ""
    rank: int = 0
    last: bool = False
    priority: bool = False


LETTERS = said("letters")
"""What stands for the keys of a box that takes letters."""

UP = ListKey("move.up", "up,k", "move_up", "move")
DOWN = ListKey("move.down", "down,j", "move_down", "move")
PAGE_UP = ListKey("page.up", "pageup", "page_up", "move by a screenful")
PAGE_DOWN = ListKey("page.down", "pagedown", "page_down", "move by a screenful")
THEME = ListKey("theme", "T", "other_theme", "light or dark")
HELP = ListKey(
    "help", "question_mark,shift+question_mark,f1,ctrl+g", "show_help", "these keys", "keys", "?", "F1", last=True
)
QUIT = ListKey("quit", "ctrl+q", "", "quit")


def pieces(keys: Iterable[ListKey], own: Mapping[str, str], *, boxed: bool = False) -> tuple[Piece, ...]:
    """The words of the footer, in their order; with the person's own keys, which in a box must type nothing."""
    named = ((key, _name(key, own, boxed)) for key in keys if key.word)
    return tuple(Piece(key.id, name, _word(key.word), _word(key.short), key.rank) for key, name in named if name)


def _word(word: str) -> str:
    """A word of the footer; "open" is what a key does there, and elsewhere how a step stands."""
    return tp("key", "open") if word == "open" else t(word)


def _name(key: ListKey, own: Mapping[str, str], boxed: bool) -> str:
    usual = key.boxed if boxed else key.shown
    if not usual or key.id not in own:
        return usual
    return next((name for name in spelled(own[key.id]) if not boxed or len(name) > 1), "")


def key_rows(keys: Iterable[ListKey], own: Mapping[str, str]) -> tuple[Row, ...]:
    """Every command with all of its keys, "up down, k j" where two commands share a line."""
    rows = tuple((t(mark) if mark == LETTERS else mark, help) for mark, help in _marks_and_help(tuple(keys), own))
    indent = max((20, *(width_of(mark) + 2 for mark, _ in rows)))
    return tuple(Words(None, t(help), mark=mark, indent=indent) for mark, help in rows)


def _marks_and_help(keys: tuple[ListKey, ...], own: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for help in dict.fromkeys(key.help for key in keys if key.help):
        names = (spelled(own.get(key.id, key.keys)) for key in keys if key.help == help)
        yield ", ".join(" ".join(filter(None, each)) for each in zip_longest(*names)), help
