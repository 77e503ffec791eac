"""The room: what is projected while a session is driven."""

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Static

from flipchart.tui.screens.bottom import bottom
from flipchart.tui.screens.room_show import show
from flipchart.tui.screens.session import SessionScreen
from flipchart.tui.screens.session_time import show_time
from flipchart.tui.widgets.big_clock import BigClock
from flipchart.tui.widgets.row_list import RowList
from flipchart.tui.widgets.stage_bar import StageBar
from flipchart.tui.widgets.words import Ends, Words


class RoomScreen(SessionScreen):
    """One session as the group sees it: nothing private, nothing that is not read from the back row."""

    CSS_PATH = "room.tcss"

    def compose(self) -> ComposeResult:
        """The rows of the room from top to bottom."""
        with Horizontal(id="header"):
            yield Words(id="title")
            yield BigClock(id="digits")
        yield StageBar(id="bar")
        yield Ends(id="clock")
        yield Words(id="unsaved")
        yield Words(id="question")
        yield Words(id="offer")
        yield Static(id="gap")
        yield BigClock(id="full", classes="-full")
        with Horizontal(id="body"):
            yield RowList(id="rows")
            yield RowList(id="side")
        yield Words(id="load")
        yield Words(id="parking")
        yield from bottom()

    def on_mount(self) -> None:
        """The side is only looked at."""
        for side in self.query("#side").results(RowList):
            side.can_focus = False

    def show(self) -> None:
        """Put everything in its place."""
        show(self)

    def show_time(self) -> bool:
        """Show the time; tell whether the words beside its digits have other room now."""
        return show_time(self)

    def action_act(self, id: str) -> None:
        """Do one of the actions of the table of keys; what is the facilitator's alone only opens by its name."""
        if id == "challenges":
            self.flipchart.said = "Signs and responses are on the desk; here ctrl+p opens them over the room."
        else:
            super().action_act(id)
