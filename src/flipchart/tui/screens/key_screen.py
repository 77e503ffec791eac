"""A screen whose commands are rows of one table, and the sheets over a session: Esc closes them."""

from collections.abc import Iterator
from functools import partial
from typing import Any, ClassVar, TypeVar, cast

from textual import events, on
from textual.app import ComposeResult, SystemCommand
from textual.binding import Binding
from textual.screen import ModalScreen, Screen

from flipchart.service.disk import known_as
from flipchart.tui.host import ListHost
from flipchart.tui.text.footer import Piece
from flipchart.tui.text.language import t
from flipchart.tui.text.list_keys import THEME, ListKey, key_rows, pieces
from flipchart.tui.widgets.key_line import KeyLine
from flipchart.tui.widgets.sheet import SHEET_STYLE, Sheet

T = TypeVar("T")


class HostScreen(Screen[T]):
    """A screen that knows its app only as a ListHost."""

    @on(events.Resize)
    def _keep_layout(self, event: events.Resize) -> None:
        """Skip the layout for a size that it has already: Textual tells each new screen its size twice."""
        if event.size == self.outer_size:
            event.stop().prevent_default()

    @property
    def host(self) -> ListHost:
        """The app."""
        return cast("ListHost", self.app)

    @property
    def folder(self) -> str:
        """The folder of the sessions by the name that people know it by."""
        return known_as(self.host.context.sessions_dir)


class KeyScreen(HostScreen[T]):
    """A screen whose commands are the rows of `KEYS`; the bindings are made from them."""

    KEYS: ClassVar[tuple[ListKey, ...]] = ()

    def __init_subclass__(cls, **named: Any) -> None:
        if "KEYS" in vars(cls):
            cls.BINDINGS = [
                Binding(key.keys, f"act('{key.id}')", key.help, show=False, id=key.id, priority=key.priority)
                for key in cls.KEYS
                if key.does
            ]
        super().__init_subclass__(**named)

    def applies(self, key: ListKey) -> bool:
        """Whether a command has something to act on now; else footer and palette leave it out."""
        return True

    def action_act(self, id: str) -> None:
        """Do one of the commands of this screen."""
        for key in self.KEYS:
            if key.id == id and key.does:
                getattr(self, key.does)()

    def pieces(self, *, boxed: bool = False, last: bool = False) -> tuple[Piece, ...]:
        """Return the pieces of the footer: those that may be left out, or with `last` the one at its end."""
        rows = (key for key in self.KEYS if key.last is last and self.applies(key))
        return pieces(rows, self.host.own_keys, boxed=boxed)

    def show_keys(self, *, boxed: bool = False) -> None:
        """Name the keys that work where the cursor is."""
        line = self.query_one(KeyLine)
        line.pieces, line.last = self.pieces(boxed=boxed), self.pieces(boxed=boxed, last=True)[0]

    def commands(self) -> Iterator[SystemCommand]:
        """Yield what the palette offers here: all that the footer names. How to quit, the app adds."""
        for key in self.KEYS:
            if key.word and key.does and key.id not in ("close", "quit") and self.applies(key):
                does = t(key.help).partition(";")[0].rstrip()
                yield SystemCommand(
                    does[:1].upper() + does[1:], key.shown or key.boxed, partial(self.action_act, key.id)
                )

    @on(KeyLine.Pressed)
    def _pressed(self, event: KeyLine.Pressed) -> None:
        self.action_act(event.action)

    def show_help(self) -> None:
        """All keys of this screen."""
        self.app.push_screen(KeysScreen(self.KEYS))

    def other_theme(self) -> None:
        """Dark to light and back."""
        self.host.action_other_theme()

    def close(self) -> None:
        """Back, without a result."""
        self.dismiss(None)


class SheetScreen(KeyScreen[T], ModalScreen[T]):
    """A page over the others."""

    DEFAULT_CSS = f"SheetScreen {SHEET_STYLE}"

    def ways(self) -> tuple[tuple[str, str], ...]:
        """The keys that its title names, with their words."""
        return tuple((piece.key, piece.word) for piece in self.pieces())


class KeysScreen(SheetScreen[None]):
    """The commands of a screen with all of their keys."""

    KEYS = (ListKey("back", "escape,question_mark,shift+question_mark,f1,ctrl+g,q", "close", "back"), THEME)

    def __init__(self, keys: tuple[ListKey, ...]) -> None:
        super().__init__()
        self.keys = keys

    def compose(self) -> ComposeResult:
        """The table."""
        yield Sheet(t("Keys"), key_rows(self.keys, self.host.own_keys))
