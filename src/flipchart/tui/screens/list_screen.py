"""The mouse does what keys do: on rows, on the footer, and on every key that is named in a line of words."""

from typing import TYPE_CHECKING, cast

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Static

from flipchart.tui.text import keys
from flipchart.tui.text.lines import key_at
from flipchart.tui.widgets.inputs import CaptureBox
from flipchart.tui.widgets.key_line import KeyLine
from flipchart.tui.widgets.notices import TooSmall
from flipchart.tui.widgets.row_list import RowList
from flipchart.tui.widgets.words import Clicked, Ends, Words

if TYPE_CHECKING:
    from flipchart.tui.app import FlipchartApp


def bottom() -> ComposeResult:
    """Yield the capture line with its name and its echo, the keys, and what is said in too small a window."""
    yield Static(id="rule")
    with Vertical(id="words"):
        with Horizontal(id="boxrow"):
            yield Words(id="label")
            yield CaptureBox(id="box")
        yield Ends(id="echo")
    yield KeyLine(id="keys")
    yield TooSmall()


class WheelScreen(Screen[None]):
    """A screen with a list and a footer; its keys are actions."""

    @property
    def flipchart(self) -> "FlipchartApp":
        """The app, by its own type."""
        return cast("FlipchartApp", self.app)

    @property
    def inner_width(self) -> int:
        """The cells between the margins."""
        return self.app.size.width - 2

    @property
    def inner_height(self) -> int:
        """The rows there are for the session."""
        return self.app.size.height - self.flipchart.context.rehearsal

    def action_act(self, id: str) -> None:
        """Do one of the actions of this screen."""
        raise NotImplementedError

    @on(RowList.Stepped)
    def _stepped(self, event: RowList.Stepped) -> None:
        self.action_act("move.down" if event.by > 0 else "move.up")

    @on(KeyLine.Pressed)
    def _pressed(self, event: KeyLine.Pressed) -> None:
        self.action_act(event.action)


class MouseScreen(WheelScreen):
    """A screen with a cursor in its list, and the actions of the table of keys."""

    cursor: str | None

    @on(RowList.Picked)
    def _picked(self, event: RowList.Picked) -> None:
        if event.id != self.cursor:
            self.cursor = event.id
        else:
            self.flipchart.last_key = "enter"
            self.action_act("item.edit")

    @on(Clicked)
    def _clicked(self, event: Clicked) -> None:
        event.stop()
        name = key_at(event.words, event.x, digits=event.where == "load")
        if id := keys.named(name, self.flipchart.own_keys):
            self.action_act(id)


def set_size(part: Widget, side: str, cells: int) -> None:
    """Set `width` or `height`; even the same size, set again, would lay out the whole screen."""
    told = getattr(part.styles, side)
    if told is None or told.value != cells:
        setattr(part.styles, side, cells)


def set_shown(part: Widget, shown: bool) -> None:
    """Show or hide, likewise."""
    if part.display != shown:
        part.display = shown
