"""What a merge could not decide, over the room: one at a time, settled by a digit."""

import datetime as dt

from textual.app import ComposeResult

from flipchart.domain.commands.session import SettleConflict
from flipchart.domain.session import Conflict
from flipchart.tui.screens.key_screen import SheetScreen
from flipchart.tui.text.conflicts import conflict_rows
from flipchart.tui.text.language import t
from flipchart.tui.text.list_keys import THEME, ListKey
from flipchart.tui.widgets.sheet import Sheet


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
        yield Sheet(t("Changed on both sides"), conflict_rows(session, self.today, self.refused) if session else ())

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
            self.refused = self.host.notice if first is self._first() else ""
            self.refresh(recompose=True)
