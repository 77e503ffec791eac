"""What a merge could not decide, over the room: one at a time, settled by a digit."""

import datetime as dt

from textual.app import ComposeResult

from flipchart.domain.commands.session import SettleConflict, named
from flipchart.domain.session import Conflict, Session
from flipchart.domain.when import day
from flipchart.tui.screens.key_screen import SheetScreen
from flipchart.tui.text.list_keys import THEME, ListKey
from flipchart.tui.text.rows import BLANK, Heading, Row, Words
from flipchart.tui.widgets.sheet import Sheet

FIELDS = {
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
        Words(None, f"{FIELDS.get(first.key, first.key.replace('_', ' '))}: changed on both sides"), BLANK,
        Words(None, in_words(first.kept, today), "", 4, "1"), Words(None, "keep this, as it stands", "quiet", 4),
        Words(None, in_words(first.other, today), "", 4, "2"), Words(None, "take this instead", "quiet", 4),
        *((BLANK, Words(None, refused, "warn", mark="!")) if refused else ()),
    )  # fmt: skip


def in_words(value: object, today: dt.date) -> str:
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
        return ", ".join(in_words(part, today) for part in value)
    return str(value)


class ConflictsScreen(SheetScreen[None]):
    """Both values of what was changed on both sides; 1 keeps, 2 takes the other; Esc closes.

    `refused` is why the last answer was not taken.
    """

    KEYS = (
        ListKey("answer.1", "1", "keep_ours", "keep this, as it stands"),
        ListKey("answer.2", "2", "take_other", "take this instead"),
        ListKey("back", "escape,q", "close", "back"),
        THEME,
    )

    def __init__(self, today: dt.date) -> None:
        super().__init__()
        self.today = today
        self.refused = ""

    def compose(self) -> ComposeResult:
        """The first that is left."""
        session = self.host.session
        yield Sheet("Changed on both sides", conflict_rows(session, self.today, self.refused) if session else ())

    def _first(self) -> Conflict | None:
        session = self.host.session
        return session.conflicts[0] if session and session.conflicts else None

    def keep_ours(self) -> None:
        """The value that stands is right."""
        self._settle(take_other=False)

    def take_other(self) -> None:
        """The other value is right."""
        self._settle(take_other=True)

    def _settle(self, *, take_other: bool) -> None:
        first = self._first()
        if first is not None:
            self.host.do(SettleConflict(first, take_other))
            self.refused = self.host.said if first is self._first() else ""
            self.refresh(recompose=True)
