"""A card that is read from the back row before the start, and from how far letters of this size are read."""

import datetime as dt

from msgspec.structs import replace
from textual.app import ComposeResult

from flipchart.domain.said import figure
from flipchart.domain.viewing_distance import reading_distance, scale_hint
from flipchart.domain.when import day
from flipchart.tui.screens.key_screen import SheetScreen
from flipchart.tui.text.language import t
from flipchart.tui.text.list_keys import THEME, ListKey
from flipchart.tui.text.rows import BLANK, Promise, Row, Words
from flipchart.tui.widgets.sheet import Sheet

LINES = ("R B 8   Q O 0   5 S   3 E 6", "o c e a   u v w   i l 1   r n m")
"""Letters and figures that are taken for each other from afar."""


A_FRIDAY = dt.date(2026, 11, 20)


def card_rows(rows: int, height: int) -> tuple[Row, ...]:
    """The card for a window of `rows` rows, with blank lines where the `height` allows."""
    gap = (BLANK,) if height >= 20 else ()
    lines = tuple(Words(None, text, "bold") for text in LINES)
    wide = t(
        "On a 3 m screen to {distance} m. Fewer rows are larger letters: ctrl and +.",
        distance=figure(f"{reading_distance(rows, 3):g}"),
    )
    return (
        Words(None, t("Whoever sits furthest away reads this aloud:"), "", 0), *gap, *lines, *gap,
        Promise(None, "Chen Wei", t('Draft the escalation path'), t(day(A_FRIDAY, A_FRIDAY)), mark="✓"),
        Promise(None, t('? owner'), t('Book a room for the clinic'), t('? date'), who_style="warn",
                when_style="warn"),
        Words(None, t("{time} OVER", time="0:42"), "late"), *gap,
        Words(None, f"{t(scale_hint(rows))}.", "bold", 0), Words(None, wide, "", 0),
    )  # fmt: skip


class RoomCheckScreen(SheetScreen[None]):
    """The card; Enter keeps this size for the room, T tries the other theme and keeps it."""

    KEYS = (
        ListKey("keep", "enter", "keep", "this size can be read: keep it for the room", "readable", "enter"),
        replace(THEME, word="light/dark", shown="T"),
        ListKey("back", "escape,R,q", "close", "back"),
    )

    def compose(self) -> ComposeResult:
        """The card."""
        height = self.app.size.height
        yield Sheet(t("Room check"), card_rows(height, height), ways=self.ways())

    def on_resize(self) -> None:
        """Larger letters are another card."""
        self.refresh(recompose=True)

    def keep(self) -> None:
        """It can be read: remember the size, and go back."""
        rows = self.app.size.height
        self.host.keep_rows(rows)
        self.host.notice = t("Kept for this room: {rows} rows can be read.", rows=rows)
        self.dismiss(None)
