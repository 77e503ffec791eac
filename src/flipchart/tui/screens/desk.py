"""The desk: what the facilitator needs and the room does not see, beside the plan that both work on."""

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.reactive import reactive
from textual.widgets import Input, Static

from flipchart.tui.desk.panes import SIGNS, first_of, tab_at, turned
from flipchart.tui.desk.standing import standing_rows
from flipchart.tui.forgotten import ask_if_forgotten
from flipchart.tui.rows import Row
from flipchart.tui.screens.bottom import bottom
from flipchart.tui.screens.desk_show import show, show_panes
from flipchart.tui.screens.session import SessionScreen
from flipchart.tui.screens.session_time import show_time
from flipchart.tui.stages.base import Hints
from flipchart.tui.widgets.big_clock import BigClock
from flipchart.tui.widgets.row_list import RowList
from flipchart.tui.widgets.stage_bar import StageBar
from flipchart.tui.widgets.words import Clicked, Ends, Words

LISTED: tuple[str, ...] = ("checkin", "promises")
"""Kinds of stages of which the desk shows every step at once, with what the room is not told."""


class DeskScreen(SessionScreen):
    """One session as its facilitator sees it; every key of the room works here too.

    `pane` is the one that was chosen to stand first beside the plan, "" for what is wanted at the moment; `opened`
    whether it has all the room there is; `body` is how many rows the plan has with what stands beside
    and below it, `below` those of the one pane where there is no room beside.
    """

    CSS_PATH = "desk.tcss"

    pane: reactive[str] = reactive("", init=False)
    opened: reactive[bool] = reactive(False, init=False, toggle_class="-open")

    at_desk = True
    asked_start = False
    body = below = 0

    def compose(self) -> ComposeResult:
        """The rows of the desk from top to bottom."""
        with Horizontal(id="header"):
            yield Words(id="title")
            yield BigClock(id="digits")
        yield Ends(id="clock")
        yield StageBar(id="bar")
        yield Words(id="unsaved")
        yield Words(id="question")
        yield Words(id="offer")
        yield Words(id="script")
        yield Words(id="mirror")
        yield Static(id="gap")
        with Vertical(id="body"):
            with Vertical(id="plan"):
                yield RowList(id="rows")
                yield RowList(id="under")
            with Vertical(id="aside"):
                yield Words(id="tabs")
                yield RowList(id="side")
        yield Words(id="load")
        yield from bottom()

    def on_mount(self) -> None:
        """What stands beside and below the plan is only looked at."""
        for side in self.query("#side, #under").results(RowList):
            side.can_focus = False

    def list_rows(self) -> tuple[Row, ...]:
        """The plan as the room has it; at a follow-up every step, and how late it is."""
        view = self.view()
        return standing_rows(view) if view.stage is not None and view.stage.kind in LISTED else super().list_rows()

    def hints(self) -> Hints:
        """The page's keys, with that for signs and responses among the first."""
        hints = super().hints()
        return (*hints[:1], ("challenges", "signs"), *hints[1:])

    def show(self) -> None:
        """Put everything in its place."""
        show(self)

    def show_time(self) -> bool:
        """Show the time; tell whether the words beside its digits have other room now."""
        resized = show_time(self)
        ask_if_forgotten(self)
        show_panes(self)
        return resized

    @on(Input.Changed, "#box")
    def _mirrored(self) -> None:
        show_panes(self)

    def turn(self, by: int) -> None:
        """Put the next pane first, or the one before."""
        self.opened = False
        view = self.view()
        self.pane = turned(view, first_of(view, self.pane), by)

    @on(Clicked)
    def _tab_clicked(self, event: Clicked) -> None:
        view = self.view()
        if event.where == "tabs" and (pane := tab_at(view, first_of(view, self.pane), event.x)):
            self.opened, self.pane = False, pane

    def open_signs(self) -> None:
        """Give signs and responses all the room there is, or put them away again."""
        self.opened = not (self.opened and self.pane == SIGNS)
        self.pane = SIGNS if self.opened else ""

    def close_overlay(self) -> bool:
        """Put signs and responses away, where they are open."""
        if not self.opened:
            return False
        self.open_signs()
        return True

    def watch_pane(self) -> None:
        """Show the pane."""
        self.show()

    watch_opened = watch_curtain = watch_pane
