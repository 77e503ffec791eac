"""One step over the room: its promise, what it needs, and what became of it."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding
from textual.screen import ModalScreen

from flipchart.domain.plan import Step
from flipchart.tui.desk.panes import sign_rows
from flipchart.tui.text.frame import View
from flipchart.tui.text.keys import OTHER_THEME
from flipchart.tui.text.step import step_rows
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


class StepScreen(ModalScreen[None]):
    """A step with its history; Esc closes."""

    BINDINGS: ClassVar = [Binding("escape,enter,q", "app.pop_screen", show=False), OTHER_THEME]
    CSS_PATH = "sheet.tcss"

    def __init__(self, step: Step, view: View, *, room: bool = True) -> None:
        super().__init__()
        self.step, self.of, self.room = step, view, room

    def compose(self) -> ComposeResult:
        """Its page."""
        yield Sheet("One step", step_rows(self.step, self.of, room=self.room))
