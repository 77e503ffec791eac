"""A card that is read from the back row before the start, and from how far letters of this size are read."""

from typing import TYPE_CHECKING, ClassVar, cast

from textual.app import ComposeResult
from textual.binding import Binding
from textual.screen import ModalScreen

from flipchart.domain.viewing_distance import reading_distance, scale_hint
from flipchart.tui.text.keys import OTHER_THEME
from flipchart.tui.text.rows import BLANK, Promise, Row, Words
from flipchart.tui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from flipchart.tui.app import FlipchartApp


LINES = ("R B 8   Q O 0   5 S   3 E 6", "o c e a   u v w   i l 1   r n m")
"""Letters and figures that are taken for each other from afar."""


def card_rows(rows: int, height: int) -> tuple[Row, ...]:
    """The card for a window of `rows` rows, with blank lines where the `height` allows."""
    gap = (BLANK,) if height >= 20 else ()
    lines = tuple(Words(None, text, "bold") for text in LINES)
    wide = f"On a 3 m screen to {reading_distance(rows, 3):g} m. Fewer rows are larger letters: ctrl and +."
    return (
        Words(None, "Who sits furthest away reads this aloud:", "", 0), *gap, *lines, *gap,
        Promise(None, "Chen Wei", "Draft the escalation path", "Fri 20 Nov", mark="✓"),
        Promise(None, "? owner", "Book a room for the clinic", "? date", who_style="warn", when_style="warn"),
        Words(None, "0:42 OVER", "late"), *gap,
        Words(None, f"{scale_hint(rows)}.", "bold", 0), Words(None, wide, "", 0),
    )  # fmt: skip


class RoomCheckScreen(ModalScreen[None]):
    """The card; Enter keeps this size for the room, T tries the other theme and keeps it."""

    BINDINGS: ClassVar = [
        Binding("escape,R,q", "app.pop_screen", show=False),
        Binding("enter", "keep", show=False),
        OTHER_THEME,
    ]
    CSS_PATH = "sheet.tcss"

    def compose(self) -> ComposeResult:
        """The card."""
        size = self.app.size
        ways = (("enter", "readable"), ("T", "light/dark"))
        yield Sheet("Room check", card_rows(size.height, size.height), ways=ways)

    async def on_resize(self) -> None:
        """Larger letters are another card."""
        await self.recompose()

    def action_keep(self) -> None:
        """It can be read: remember the size, and go back."""
        cast("FlipchartApp", self.app).keep_rows(self.app.size.height)
        self.dismiss(None)
