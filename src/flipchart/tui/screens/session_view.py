"""All that a screen of a session shows, as one value."""

from dataclasses import replace
from typing import TYPE_CHECKING

from flipchart.domain.timing import RunClock
from flipchart.store.private import NO_NOTES
from flipchart.tui.layout import NORMAL
from flipchart.tui.stages import page_for
from flipchart.tui.text.frame import View

if TYPE_CHECKING:
    from flipchart.tui.screens.session import SessionScreen


def view_of(screen: "SessionScreen") -> View:
    """Return all that a screen shows, as one value; the private notes only for the desk."""
    app = screen.flipchart
    assert screen.session is not None
    view = View(
        session=screen.session, clock=screen.clock, now=app.now, local=app.context.clock.local,
        leave_with=screen.leave_with, cursor=screen.cursor, focus=screen.focus_id, passed=screen.passed,
        order=screen.order, date_order=app.context.config.date_order, materials=screen.materials,
        seconds=app.context.config.seconds, kin=screen.kin, narrow=app.size.width < NORMAL, mode=screen.mode,
        private=screen.private if screen.at_desk else NO_NOTES,
    )  # fmt: skip
    page = page_for(view)
    return replace(view, follower=page.advance(view, back=False) or screen.cursor) if page.one_by_one else view


def situation(clock: RunClock | None) -> object:
    """Return what of the clock changes the whole screen, and not only its digits."""
    if clock is None:
        return None
    over = clock.stage is not None and clock.stage.remaining < 0
    return clock.state, clock.stage.id if clock.stage else None, over, [stage.state for stage in clock.stages]
