"""Keys of the desk."""

from typing import TYPE_CHECKING

from flipchart.tui.actions.dispatch import action
from flipchart.tui.screens.desk import DeskScreen
from flipchart.tui.screens.signs import SignsScreen

if TYPE_CHECKING:
    from flipchart.tui.screens.session import SessionScreen


@action("challenges")
def challenges(room: "SessionScreen") -> None:
    """Signs and responses: in their pane on the desk, over the room where the palette asks for them."""
    if isinstance(room, DeskScreen):
        room.open_signs()
    else:
        room.flipchart.push_screen(SignsScreen(room.view()))


@action("desk.next")
def next_pane(room: "SessionScreen") -> None:
    """The next pane."""
    if isinstance(room, DeskScreen):
        room.turn(1)


@action("desk.previous")
def previous_pane(room: "SessionScreen") -> None:
    """The pane before."""
    if isinstance(room, DeskScreen):
        room.turn(-1)
