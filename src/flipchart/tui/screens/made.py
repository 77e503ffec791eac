"""Makes the screen of a session that was opened."""

from typing import TYPE_CHECKING, Literal

from flipchart.service.open_session import Sitting
from flipchart.tui.screens.desk import DeskScreen
from flipchart.tui.screens.room import RoomScreen
from flipchart.tui.screens.session import SessionScreen

if TYPE_CHECKING:
    from flipchart.tui.app import FlipchartApp


ViewName = Literal["room", "desk"]
"""What a screen shows: what the group sees, or what its facilitator needs."""


def screen_for(app: "FlipchartApp", sitting: Sitting, view: ViewName) -> SessionScreen:
    """Return the screen that shows a sitting, with all that the app has to hand down already in it."""
    screen: SessionScreen = DeskScreen() if view == "desk" else RoomScreen()
    screen.materials, screen.leave_with = sitting.materials, sitting.leave_with
    # What is bound arrives with the first change; the first picture must not wait for one.
    screen.set_reactive(SessionScreen.session, app.session)
    screen.set_reactive(SessionScreen.clock, app.clock)
    screen.set_reactive(SessionScreen.saved, app.saved)
    screen.set_reactive(SessionScreen.said, app.said)
    screen.set_reactive(SessionScreen.private, app.private)
    return screen
