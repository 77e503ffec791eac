"""Shows on a screen that only watches what the driver's screen is on."""

from typing import TYPE_CHECKING

from flipchart.tui.text.live_screen import Seen, seen, stage_of
from flipchart.tui.widgets.inputs import CaptureBox

if TYPE_CHECKING:
    from flipchart.tui.screens.session import SessionScreen


def look(screen: "SessionScreen") -> None:
    """Take up the driver's cursor, focus, order, big clock, curtain and capture line, in one repaint.

    What belongs to another stage than the session's is left out: one of the two files is older than the other.
    Without a driver the curtain is up, so that this can be read.
    """
    there = seen(screen.driver.screen) if screen.driver else Seen()
    view = screen.view()
    here = there if there.stage == stage_of(view) else Seen(order=_order(screen))
    if screen.driver is None:
        here = Seen(
            cursor=screen.cursor, focus=screen.focus_id, order=screen.order or _order(screen), mode=screen.mode
        )
    cls = type(screen)
    screen.order = here.order
    screen.set_reactive(cls.cursor, here.cursor)
    screen.set_reactive(cls.focus_id, here.focus)
    screen.set_reactive(cls.passed, here.passed)
    screen.set_reactive(cls.mode, here.mode)
    screen.set_reactive(cls.box, here.box)
    field = screen.query_one("#box", CaptureBox)
    with field.prevent(CaptureBox.Changed):
        field.value = here.box.text if here.box else ""
    field.cursor_position = len(field.value)
    screen.big, screen.curtain = there.big, there.curtain
    screen.show()


def _order(screen: "SessionScreen") -> tuple[str, ...]:
    view, page = screen.view(), screen.page
    return page.sort(view.session, view.today) if page.sorts else ()
