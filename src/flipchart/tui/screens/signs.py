"""Signs and responses over the room, for a facilitator with one screen who asks for them by name."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding
from textual.screen import ModalScreen

from flipchart.tui.desk.signs import sign_rows
from flipchart.tui.text.frame import View
from flipchart.tui.text.keys import OTHER_THEME
from flipchart.tui.widgets.sheet import Sheet


class SignsScreen(ModalScreen[None]):
    """What goes wrong in this stage and what can be answered; Esc closes."""

    BINDINGS: ClassVar = [Binding("escape,h,q", "app.pop_screen", show=False), OTHER_THEME]
    CSS_PATH = "sheet.tcss"

    def __init__(self, view: View) -> None:
        super().__init__()
        self.view = view

    def compose(self) -> ComposeResult:
        """The signs."""
        yield Sheet("When it gets hard", sign_rows(self.view))
