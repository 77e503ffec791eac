"""What a merge could not decide, over the room: one at a time, settled by a digit."""

import datetime as dt
from typing import TYPE_CHECKING, ClassVar, cast

from textual.app import ComposeResult
from textual.binding import Binding
from textual.screen import ModalScreen

from flipchart.domain.commands.session import SettleConflict, named
from flipchart.domain.session import Conflict, Session
from flipchart.domain.when import day
from flipchart.tui.text.keys import OTHER_THEME
from flipchart.tui.text.rows import BLANK, Heading, Row, Words
from flipchart.tui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from flipchart.tui.app import FlipchartApp


KEYS = {
    "due": "by when", "owner": "who", "text": "words", "state": "state", "first_due": "first promised",
    "dropped": "dropped", "next_check": "next check", "next_caller": "who calls it",
}  # fmt: skip


def conflict_rows(session: Session, today: dt.date, refused: str = "") -> tuple[Row, ...]:
    """The first conflict with both values, and how many there are; and why the last answer was refused."""
    if not session.conflicts:
        return (Words(None, "All is settled.", "ok"),)
    first = session.conflicts[0]
    return (
        Heading(None, f"1 of {len(session.conflicts)}"), BLANK, Words(None, named(session, first), "bold"),
        Words(None, f"{KEYS.get(first.key, first.key.replace('_', ' '))}: changed on both sides"), BLANK,
        Words(None, told(first.kept, today), mark="1", indent=4), Words(None, "keep this, as it stands", "quiet", 4),
        Words(None, told(first.other, today), mark="2", indent=4), Words(None, "take this instead", "quiet", 4),
        *((BLANK, Words(None, refused, "warn", mark="!")) if refused else ()),
    )  # fmt: skip


def told(value: object, today: dt.date) -> str:
    """A value of the file in words."""
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dt.datetime):
        return f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, dt.date):
        return day(value, today)
    if isinstance(value, list | tuple):
        return ", ".join(told(part, today) for part in value)
    return str(value)


class ConflictsScreen(ModalScreen[None]):
    """Both values of what was changed on both sides; 1 keeps, 2 takes the other; Esc closes."""

    BINDINGS: ClassVar = [
        Binding("escape,q", "app.pop_screen", show=False),
        Binding("1", "settle(False)", show=False),
        Binding("2", "settle(True)", show=False),
        OTHER_THEME,
    ]
    CSS_PATH = "sheet.tcss"

    def __init__(self, today: dt.date) -> None:
        super().__init__()
        self.today = today
        self.refused = ""

    @property
    def _flipchart(self) -> "FlipchartApp":
        return cast("FlipchartApp", self.app)

    def compose(self) -> ComposeResult:
        """The first that is left."""
        session = self._flipchart.session
        yield Sheet("Changed on both sides", conflict_rows(session, self.today, self.refused) if session else ())

    def _first(self) -> Conflict | None:
        session = self._flipchart.session
        return session.conflicts[0] if session and session.conflicts else None

    async def action_settle(self, take_other: bool) -> None:
        """Settle the first, and show the next."""
        first = self._first()
        if first is not None:
            self._flipchart.do(SettleConflict(first, take_other))
            self.refused = self._flipchart.said if first is self._first() else ""
            await self.recompose()
