"""The pictures over the room: one a page where there are few rows, else all."""

import datetime as dt
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding
from textual.screen import ModalScreen

from flipchart.domain.session import Session
from flipchart.tui.pictures import all_rows, pictures
from flipchart.tui.widgets.sheet import Sheet

ALL_FROM = 40
"""Rows of the screen from which on all pictures are shown at once."""


class PicturesScreen(ModalScreen[None]):
    """Completion, open steps, goals and shows of hands over time; Esc closes."""

    BINDINGS: ClassVar = [
        Binding("escape,i,q", "app.pop_screen", show=False),
        Binding("n,space,pagedown,right", "turn(1)", show=False, priority=True),
        Binding("p,pageup,left", "turn(-1)", show=False, priority=True),
    ]
    CSS_PATH = "sheet.tcss"

    def __init__(self, session: Session, today: dt.date) -> None:
        super().__init__()
        self.pictures = pictures(session, today)
        self.place = 0

    def compose(self) -> ComposeResult:
        """The page of the moment."""
        every = self.app.size.height >= ALL_FROM
        shown = self.pictures if every else self.pictures[self.place : self.place + 1]
        title = "The plan in pictures" if every else f"The plan in pictures, {self.place + 1} of {len(self.pictures)}"
        yield Sheet(title, all_rows(shown), turns=not every)

    async def action_turn(self, by: int) -> None:
        """Go to another page; on a screen that shows all, scroll."""
        if self.app.size.height >= ALL_FROM:
            self.query_one(Sheet).turn(by)
            return
        self.place = min(max(self.place + by, 0), len(self.pictures) - 1)
        await self.recompose()
