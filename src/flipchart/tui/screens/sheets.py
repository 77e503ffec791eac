"""What comes over a session's screen: one step, signs and responses, and every other screen by its name."""

from collections.abc import Callable
from functools import partial
from itertools import groupby
from typing import Any, ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding
from textual.screen import ModalScreen, Screen
from textual.widgets import Static

from flipchart.clock import Clock
from flipchart.domain.plan import Step
from flipchart.domain.promises import people_with_promises
from flipchart.domain.record import find
from flipchart.domain.session import Session
from flipchart.service.context import Context
from flipchart.service.export import take_home
from flipchart.tui.actions.frame import SessionFrame
from flipchart.tui.actions.list_in import taken
from flipchart.tui.actions.registry import offered
from flipchart.tui.desk.panes import sign_rows
from flipchart.tui.look import OTHER_THEME
from flipchart.tui.prompts.prompt import Open
from flipchart.tui.text.frame import Frame
from flipchart.tui.text.language import t
from flipchart.tui.text.rows import BLANK, Words
from flipchart.tui.text.step import step_rows
from flipchart.tui.widgets.sheet import SHEET_STYLE, RowBlock, Sheet


class SignsScreen(ModalScreen[None]):
    """What goes wrong in this stage and what can be answered; Esc closes."""

    BINDINGS: ClassVar = [Binding("escape,h,q", "app.pop_screen", show=False), OTHER_THEME]
    DEFAULT_CSS = f"SignsScreen {SHEET_STYLE}"

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self.frame_shown = frame

    def compose(self) -> ComposeResult:
        """The signs."""
        yield Sheet(t("When it gets hard"), sign_rows(self.frame_shown))


class StepScreen(ModalScreen[None]):
    """A step with its history; Esc closes."""

    BINDINGS: ClassVar = [Binding("escape,enter,q", "app.pop_screen", show=False), OTHER_THEME]
    DEFAULT_CSS = f"StepScreen {SHEET_STYLE}"

    def __init__(self, step: Step, frame: Frame, *, room: bool = True) -> None:
        super().__init__()
        self.step, self.frame_shown, self.room = step, frame, room

    def compose(self) -> ComposeResult:
        """Its page."""
        yield Sheet(t("One step"), step_rows(self.step, self.frame_shown, room=self.room))


class CodesScreen(Screen[None]):
    """A person's promises as a QR code, as large as fits, dark on light in both themes.

    Beside it stand the name and what the code says; n and p go from one person to another. In ASCII it is drawn in
    blank cells, and needs four times the room.
    """

    BINDINGS: ClassVar = [
        Binding("escape,O,q", "app.pop_screen", show=False),
        Binding("n,space,down,right,pagedown", "turn(1)", show=False),
        Binding("p,up,left,pageup", "turn(-1)", show=False), OTHER_THEME,
    ]  # fmt: skip
    DEFAULT_CSS = """
    CodesScreen { layout: horizontal; background: $background; }
    CodesScreen > #code { width: auto; height: auto; background: #ffffff; color: #000000; }
    CodesScreen > RowBlock { width: 1fr; padding: 0 1 0 2; }
    """

    WORDS_WIDTH = 18
    """Columns for the words beside the code."""

    def __init__(self, session: Session, clock: Clock, *, halves: bool = True) -> None:
        super().__init__()
        self.plan, self.clock, self.halves = session, clock, halves
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
        room = size.width - self.WORDS_WIDTH, size.height
        lines, says, (columns, rows) = take_home(self.plan, self.clock, who, room, halves=self.halves)
        text = "\n".join(lines)
        self.query_one("#code", Static).update(text if self.halves else _blank(text))
        too_small = t("The screen is too small for a code: {columns} columns and {rows} rows at least.",
                 columns=columns + self.WORDS_WIDTH, rows=rows)  # fmt: skip
        small = (Words(None, too_small, "warn", 0),)
        event = says.startswith("BEGIN")
        words = (t("a calendar entry"),) if event else says.splitlines()
        many = t("{n} of {count}", n=self.shown + 1, count=len(self.people))
        head = (Words(None, who, "bold", 0), Words(None, many, "quiet", 0), BLANK)
        keys = (BLANK, Words(None, t("n next  p back  esc close"), "quiet", 0))
        said = tuple(Words(None, text, "", 0) for text in words) if lines else small
        self.query_one(RowBlock).rows = (*head, *said, *keys)


def _blank(code: str) -> Text:
    """Return a code drawn without characters: dark modules are blanks on the colour of the letters."""
    text = Text()
    for dark, cells in groupby(code, "█".__eq__):
        part = "".join(cells)
        text.append(" " * len(part) if dark else part, "reverse" if dark else "")
    return text


def overlay(wanted: Open, frame: SessionFrame, own_keys: dict[str, str], context: Context) -> Screen[Any]:
    """Return the screen that an effect names. The load in other sessions is given to the desk alone."""
    made: dict[str, Callable[[], Screen[Any]]] = {
        "step": lambda: StepScreen(
            find(frame.session.steps, frame.cursor or "", "step"), frame, room=not frame.at_desk
        ),
        "signs": lambda: SignsScreen(frame),
        "codes": lambda: CodesScreen(
            frame.session.revise(language=frame.language), context.clock, halves=not context.config.ascii
        ),
        "list": lambda: _list_in(wanted.look, context),
    }
    found = made.get(wanted.screen)
    return found() if found else _seldom(wanted.screen, frame, own_keys, context)


def _seldom(name: str, frame: SessionFrame, own_keys: dict[str, str], context: Context) -> Screen[Any]:
    """Return a screen that many workshops never open; its module is imported only here, not for the first paint."""
    made: Screen[Any]
    match name:
        case "gaps":
            from flipchart.tui.screens.gaps import GapsScreen  # noqa: PLC0415

            loads = frame.group_context.loads if frame.at_desk else None
            made = GapsScreen(frame.today, frame.cursor, loads)
        case "pictures":
            from flipchart.tui.screens.pictures import PicturesScreen  # noqa: PLC0415

            ascii_only = context.config.ascii
            made = PicturesScreen(frame.session, frame.today, desk=frame.at_desk, ascii_only=ascii_only)
        case "conflicts":
            from flipchart.tui.screens.conflicts import ConflictsScreen  # noqa: PLC0415

            made = ConflictsScreen(frame.today)
        case "carry":
            from flipchart.tui.screens.carry import CarryScreen  # noqa: PLC0415

            made = CarryScreen(frame.group_context.open, frame.today)
        case "help":
            from flipchart.tui.screens.help import HelpScreen  # noqa: PLC0415

            made = HelpScreen(own_keys, offered(frame))
        case _:
            made = _bare(name)
    return made


def _bare(name: str) -> Screen[Any]:
    """Return a screen that takes no arguments."""
    match name:
        case "people":
            from flipchart.tui.screens.people import PeopleScreen  # noqa: PLC0415

            return PeopleScreen()
        case "agenda":
            from flipchart.tui.screens.agenda import AgendaScreen  # noqa: PLC0415

            return AgendaScreen()
        case "room check":
            from flipchart.tui.screens.room_check import RoomCheckScreen  # noqa: PLC0415

            return RoomCheckScreen()
    raise LookupError(name)


def _list_in(look: Any, context: Context) -> Screen[Any]:
    from flipchart.tui.screens.list_in import ListInScreen  # noqa: PLC0415 - few sessions are given a list

    return ListInScreen(look, partial(taken, context))
