"""What to ask aloud: the gaps of the plan as sentences, most urgent first."""

import datetime as dt
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding
from textual.screen import ModalScreen

from flipchart.domain.gaps import gaps
from flipchart.domain.session import Session
from flipchart.tui.rows import Row
from flipchart.tui.rows import Words as Sentence
from flipchart.tui.widgets.sheet import Sheet


def gap_rows(session: Session, today: dt.date) -> tuple[Row, ...]:
    """One sentence a gap."""
    rows = tuple(Sentence(None, gap.say, mark="?") for gap in gaps(session, today))
    return rows or (Sentence(None, "Nothing is missing: every step has a name, a day and its means.", "ok"),)


class GapsScreen(ModalScreen[None]):
    """The gaps over the room; Esc closes."""

    BINDINGS: ClassVar = [Binding("escape,g,q", "app.pop_screen", show=False)]
    CSS_PATH = "sheet.tcss"

    def __init__(self, session: Session, today: dt.date) -> None:
        super().__init__()
        self.session, self.today = session, today

    def compose(self) -> ComposeResult:
        """The sentences."""
        yield Sheet("What to ask aloud", gap_rows(self.session, self.today))
