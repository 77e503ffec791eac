"""What comes over a session's screen: one step, signs and responses, and every other screen by its name."""

from collections.abc import Callable
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding
from textual.screen import ModalScreen, Screen

from flipchart.domain.plan import Step
from flipchart.domain.record import find
from flipchart.tui.actions.frame import SessionFrame
from flipchart.tui.desk.panes import sign_rows
from flipchart.tui.look import OTHER_THEME
from flipchart.tui.screens.carry import CarryScreen
from flipchart.tui.screens.conflicts import ConflictsScreen
from flipchart.tui.screens.gaps import GapsScreen
from flipchart.tui.screens.help import HelpScreen
from flipchart.tui.screens.pictures import PicturesScreen
from flipchart.tui.screens.room_check import RoomCheckScreen
from flipchart.tui.text.frame import Frame
from flipchart.tui.text.step import step_rows
from flipchart.tui.widgets.sheet import Sheet


class SignsScreen(ModalScreen[None]):
    """What goes wrong in this stage and what can be answered; Esc closes."""

    BINDINGS: ClassVar = [Binding("escape,h,q", "app.pop_screen", show=False), OTHER_THEME]
    CSS_PATH = "sheet.tcss"

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self.frame_shown = frame

    def compose(self) -> ComposeResult:
        """The signs."""
        yield Sheet("When it gets hard", sign_rows(self.frame_shown))


class StepScreen(ModalScreen[None]):
    """A step with its history; Esc closes."""

    BINDINGS: ClassVar = [Binding("escape,enter,q", "app.pop_screen", show=False), OTHER_THEME]
    CSS_PATH = "sheet.tcss"

    def __init__(self, step: Step, frame: Frame, *, room: bool = True) -> None:
        super().__init__()
        self.step, self.frame_shown, self.room = step, frame, room

    def compose(self) -> ComposeResult:
        """Its page."""
        yield Sheet("One step", step_rows(self.step, self.frame_shown, room=self.room))


def overlay(name: str, frame: SessionFrame, own_keys: dict[str, str], *, ascii_only: bool) -> Screen[Any]:
    """Return the screen that is asked for by its name (see Open).

    One's load in other sessions is for the desk alone.
    """
    today = frame.today
    made: dict[str, Callable[[], Screen[Any]]] = {
        "gaps": lambda: GapsScreen(today, frame.cursor, frame.kin.loads if frame.at_desk else None),
        "step": lambda: StepScreen(
            find(frame.session.steps, frame.cursor or "", "step"), frame, room=not frame.at_desk
        ),
        "pictures": lambda: PicturesScreen(frame.session, today, desk=frame.at_desk, ascii_only=ascii_only),
        "conflicts": lambda: ConflictsScreen(today),
        "carry": lambda: CarryScreen(frame.kin.open, today),
        "signs": lambda: SignsScreen(frame),
        "room check": RoomCheckScreen,
        "help": lambda: HelpScreen(own_keys),
    }
    return made[name]()
