"""Which of the group's open steps come along: a list to pick from."""

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.reactive import reactive
from textual.screen import ModalScreen

from flipchart.domain.group_context import OpenElsewhere
from flipchart.domain.saying import counted
from flipchart.domain.when import day
from flipchart.tui.look import OTHER_THEME
from flipchart.tui.text.footer import Piece
from flipchart.tui.text.lines import line
from flipchart.tui.text.rows import BLANK, Heading, Row, Words
from flipchart.tui.widgets.key_line import KeyLine
from flipchart.tui.widgets.row_list import RowList
from flipchart.tui.widgets.words import Ends

GO = "go:"
"""The id of the last row, which carries what is marked."""

KEYS = (
    Piece("pick", "enter", "mark"),
    Piece("all", "a", "all or none", "all", 1),
    Piece("go", "ctrl+s", "carry over", "carry", 2),
    Piece("back", "esc", "back", rank=3),
)


def carry_rows(
    steps: Sequence[OpenElsewhere], chosen: frozenset[str], today: dt.date, ascii_only: bool
) -> Iterator[Row]:
    """The steps under their sessions' titles, those that come along with a tick; then what is done with them."""
    tick, bare = ("x", ".") if ascii_only else ("✓", "·")
    title = None
    for it in steps:
        if it.title != title:
            title = it.title
            yield Heading(None, " ".join(title.split()))
        told = [it.text, it.owner or "", _when(it.due, today)]
        mark = tick if it.place in chosen else bare
        yield Words(it.place, " · ".join(part for part in told if part), mark=mark, indent=4)
    yield BLANK
    yield Words(GO, f"Carry {counted(len(chosen), 'step')} over" if chosen else "Carry none over", mark="+", indent=4)


def _when(due: dt.date | None, today: dt.date) -> str:
    """Nobody is shamed: a date that has passed just was."""
    if due is None:
        return ""
    return f"was due {day(due, today)}" if due < today else day(due, today)


class CarryScreen(ModalScreen[tuple[str, ...] | None]):
    """Ends with the places of the steps to carry over, or with nothing."""

    CSS_PATH = "carry.tcss"
    AUTO_FOCUS = "RowList"
    BINDINGS: ClassVar = [
        Binding("up,k", "act('up')", show=False), Binding("down,j", "act('down')", show=False),
        Binding("pageup", "act('first')", show=False), Binding("pagedown", "act('last')", show=False),
        Binding("enter,space", "act('pick')", show=False), Binding("a", "act('all')", show=False),
        Binding("ctrl+s", "act('go')", show=False), Binding("escape,q", "act('back')", show=False),
        OTHER_THEME,
    ]  # fmt: skip

    chosen: reactive[frozenset[str]] = reactive(frozenset(), init=False)
    cursor: reactive[str] = reactive(GO, init=False)

    def __init__(self, steps: Sequence[OpenElsewhere], today: dt.date, ascii_only: bool = False) -> None:
        super().__init__()
        self.steps, self.today, self.ascii_only = tuple(steps), today, ascii_only

    def compose(self) -> ComposeResult:
        """What is asked, the steps, the keys."""
        yield Ends(id="head")
        yield RowList(id="rows")
        yield KeyLine(id="keys")

    def on_mount(self) -> None:
        """All are marked; the cursor is on the first."""
        self.query_one("#head", Ends).left = line(("Which steps come along?", "bold"))
        self.query_one(KeyLine).pieces = KEYS[:-1]
        self.query_one(KeyLine).last = KEYS[-1]
        self.query_one(RowList).ascii = self.ascii_only
        self.set_reactive(CarryScreen.cursor, self.steps[0].place)
        self.chosen = frozenset(it.place for it in self.steps)

    def watch_chosen(self) -> None:
        """Show what is marked, and where the cursor is."""
        rows = self.query_one(RowList)
        rows.rows = tuple(carry_rows(self.steps, self.chosen, self.today, self.ascii_only))
        rows.cursor = self.cursor

    watch_cursor = watch_chosen

    @on(KeyLine.Pressed)
    def _pressed(self, event: KeyLine.Pressed) -> None:
        self.action_act(event.action)

    @on(RowList.Picked)
    def _picked(self, event: RowList.Picked) -> None:
        self.cursor = event.id
        self.action_act("pick")

    def action_act(self, id: str) -> None:
        """Do one of the keys."""
        stops = [*(it.place for it in self.steps), GO]
        here = stops.index(self.cursor)
        if id in ("up", "down", "first", "last"):
            there = {"up": here - 1, "down": here + 1, "first": 0, "last": len(stops) - 1}[id]
            self.cursor = stops[max(min(there, len(stops) - 1), 0)]
        elif id == "all":
            every = frozenset(stops[:-1])
            self.chosen = frozenset() if self.chosen == every else every
        elif id == "back":
            self.dismiss(None)
        elif id == "go" or self.cursor == GO:
            self.dismiss(tuple(it.place for it in self.steps if it.place in self.chosen))
        else:
            self.chosen = self.chosen ^ {self.cursor}
