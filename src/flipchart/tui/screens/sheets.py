"""What comes over a session's screen: one step, signs and responses, and every other screen by its name."""

from collections.abc import Callable
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding
from textual.screen import ModalScreen, Screen
from textual.widgets import Static

from flipchart.clock import Clock
from flipchart.domain.plan import Step
from flipchart.domain.record import find
from flipchart.domain.session import Session
from flipchart.service.export import people_with_promises, take_home
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
from flipchart.tui.text.rows import BLANK, Words
from flipchart.tui.text.step import step_rows
from flipchart.tui.widgets.sheet import RowBlock, Sheet


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


class CodesScreen(ModalScreen[None]):
    """A person's promises as a QR code, as large as fits, dark on light in both themes.

    Beside it stand the name and what the code says; n and p go from one person to another.
    """

    BINDINGS: ClassVar = [
        Binding("escape,O,q", "app.pop_screen", show=False),
        Binding("n,space,down,right,pagedown", "turn(1)", show=False),
        Binding("p,up,left,pageup", "turn(-1)", show=False), OTHER_THEME,
    ]  # fmt: skip
    DEFAULT_CSS = """
    CodesScreen { layout: horizontal; background: $background; }
    CodesScreen > #code { width: auto; height: auto; background: #ffffff; color: #000000; }
    CodesScreen > RowBlock { width: 1fr; padding: 0 0 0 2; }
    """

    BESIDE = 18
    """Columns for the words beside the code."""

    def __init__(self, session: Session, clock: Clock) -> None:
        super().__init__()
        self.plan, self.clock = session, clock
        self.people = people_with_promises(session)
        self.shown = 0

    def compose(self) -> ComposeResult:
        """The code, and the words beside it."""
        yield Static(id="code", markup=False)
        yield RowBlock(())

    def on_resize(self) -> None:
        """Make the code for the room that there is."""
        self._show()

    def action_turn(self, by: int) -> None:
        """The next person, or the one before; round and round."""
        self.shown = (self.shown + by) % len(self.people)
        self._show()

    def _show(self) -> None:
        who, size = self.people[self.shown], self.app.size
        lines, says = take_home(self.plan, self.clock, who, size.width - self.BESIDE, size.height)
        self.query_one("#code", Static).update("\n".join(lines))
        small = (Words(None, "The screen is too small for a code: 51 columns and 17 rows at least.", "warn", 0),)
        event = says.startswith("BEGIN")
        told = ("an entry for the calendar",) if event else says.splitlines()
        many = f"{self.shown + 1} of {len(self.people)}"
        head = (Words(None, who, "bold", 0), Words(None, many, "quiet", 0), BLANK)
        keys = (BLANK, Words(None, "n next  p back  esc close", "quiet", 0))
        block = self.query_one(RowBlock)
        block.rows = (*head, *(tuple(Words(None, text, "", 0) for text in told) if lines else small), *keys)
        block.on_resize()


def overlay(
    name: str, frame: SessionFrame, own_keys: dict[str, str], clock: Clock, *, ascii_only: bool
) -> Screen[Any]:  # fmt: skip
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
        "codes": lambda: CodesScreen(frame.session, clock),
    }
    return made[name]()
