"""What to ask aloud: the gaps of the plan as sentences, most urgent first; each can be waved off."""

import datetime as dt
from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar, cast

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.screen import ModalScreen

from flipchart.domain.commands.session import WaveGap
from flipchart.domain.gaps import Aloud, aloud, gaps, singly
from flipchart.domain.session import Session
from flipchart.tui.text.footer import Piece
from flipchart.tui.text.keys import OTHER_THEME
from flipchart.tui.text.lines import line
from flipchart.tui.text.rows import Row
from flipchart.tui.text.rows import Words as Sentence
from flipchart.tui.widgets.key_line import KeyLine
from flipchart.tui.widgets.row_list import RowList
from flipchart.tui.widgets.words import Words

if TYPE_CHECKING:
    from flipchart.tui.app import FlipchartApp


NOTHING = "Nothing is missing: every step has a name, a day and its means."


def gap_rows(found: tuple[Aloud, ...]) -> tuple[Row, ...]:
    """One sentence a question."""
    rows = tuple(Sentence(key_of(gap), gap.say, mark="?") for gap in found)
    return rows or (Sentence(None, NOTHING, "ok"),)


def key_of(gap: Aloud) -> str:
    """The id of a question's row: its kind and what it is about."""
    return f"{gap.kind}:{' '.join(gap.items)}"


class GapsScreen(ModalScreen[str | None]):
    """The gaps over the room; Esc closes, Enter closes and tells the id of the item under the cursor.

    In the room each kind of gap is asked once, and seven at most. `at` is the id of an item to begin with; `loads`
    are what owners have elsewhere, for the desk, which has every gap; None is the room.
    """

    BINDINGS: ClassVar = [
        Binding("escape,g,q", "leave", show=False), Binding("up,k", "move(-1)", show=False),
        Binding("down,j", "move(1)", show=False), Binding("x,delete", "wave", show=False),
        Binding("u,ctrl+z", "undo", show=False), Binding("enter", "go", show=False), OTHER_THEME,
    ]  # fmt: skip
    CSS_PATH = "sheet.tcss"
    DEFAULT_CSS = "GapsScreen { layout: vertical; } GapsScreen > Words { height: auto; margin-bottom: 1; }"

    def __init__(self, today: dt.date, at: str | None, loads: Mapping[str, int] | None) -> None:
        super().__init__()
        self.today, self.at, self.loads = today, at, loads

    @property
    def _flipchart(self) -> "FlipchartApp":
        return cast("FlipchartApp", self.app)

    def compose(self) -> ComposeResult:
        """The sentences between their title and the keys."""
        yield Words(id="head")
        yield RowList(id="gaps")
        yield KeyLine(id="keys")

    def on_mount(self) -> None:
        """Stand on the first gap of the item that one came from."""
        found = self._found()
        first = next((key_of(gap) for gap in found if self.at in gap.items), None)
        self.query_one(RowList).cursor = first or (key_of(found[0]) if found else None)
        self._show()

    def _found(self) -> tuple[Aloud, ...]:
        session: Session | None = self._flipchart.session
        found = gaps(session, self.today, load_elsewhere=self.loads or {}) if session else ()
        return aloud(found) if self.loads is None else singly(found)

    def _show(self, said: str = "") -> None:
        found, rows = self._found(), self.query_one(RowList)
        rows.rows, rows.ascii = gap_rows(found), self._flipchart.context.config.ascii
        told = f"   {said}" if said else f"   {len(found)} open" if found else ""
        self.query_one("#head", Words).lines = (line(("What to ask aloud", "bold"), (told, "quiet")),)
        wave = (Piece("wave", "x", "fine as it is"), Piece("go", "enter", "go to it")) if found else ()
        keys = self.query_one(KeyLine)
        keys.pieces, keys.last = (*wave, Piece("undo", "u", "undo", rank=1)), Piece("leave", "esc", "back")

    def _here(self) -> int:
        keys, cursor = [key_of(gap) for gap in self._found()], self.query_one(RowList).cursor
        return keys.index(cursor) if cursor in keys else 0

    def action_move(self, by: int) -> None:
        """One sentence up or down; it stops at both ends."""
        found = self._found()
        if found:
            self.query_one(RowList).cursor = key_of(found[min(max(self._here() + by, 0), len(found) - 1)])

    def action_wave(self) -> None:
        """It is fine as it is: kept in the plan, and not said again."""
        found, here = self._found(), self._here()
        if not found:
            return
        self._flipchart.do(*(WaveGap(found[here].kind, item) for item in found[here].items or (None,)))
        left = self._found()
        self.query_one(RowList).cursor = key_of(left[min(here, len(left) - 1)]) if left else None
        self._show(self._flipchart.said or "fine as it is; u brings it back")

    def action_undo(self) -> None:
        """Take the last change back."""
        self._flipchart.undo()
        self._show(self._flipchart.said)

    def action_go(self) -> None:
        """Back, with the cursor on what the sentence is about."""
        found = self._found()
        self.dismiss((found[self._here()].items or (None,))[0] if found else None)

    def action_leave(self) -> None:
        """Back."""
        self.dismiss(None)

    @on(KeyLine.Pressed)
    async def _pressed(self, event: KeyLine.Pressed) -> None:
        await self.run_action(event.action)

    @on(RowList.Picked)
    def _picked(self, event: RowList.Picked) -> None:
        self.query_one(RowList).cursor = event.id
