"""Shows on every screen of a session what the passing of time changes; called four times a second."""

from typing import TYPE_CHECKING

from flipchart.domain import clock_words
from flipchart.domain.pace import IN_A_BOX, OUTSIDE_BOXES, OfferKeys
from flipchart.tui.text.clock import left_words, offer_words, right_words
from flipchart.tui.text.clock_face import face_state
from flipchart.tui.text.frame import View
from flipchart.tui.text.keys import shown
from flipchart.tui.text.lines import Line, width_of
from flipchart.tui.widgets.big_clock import BigClock
from flipchart.tui.widgets.inputs import CaptureBox
from flipchart.tui.widgets.stage_bar import StageBar
from flipchart.tui.widgets.words import Ends

if TYPE_CHECKING:
    from flipchart.tui.screens.session import SessionScreen


def show_time(room: "SessionScreen") -> bool:
    """Set the digits, the bar and the clock's line; a widget paints only what became another.

    Tells whether there is another number of digits now, which leaves other room to the words beside them.
    """
    if room.session is None:
        return False
    view = room.view()
    resized = _show_digits(room, view)
    ends = room.query_one("#clock", Ends)
    plain = room.flipchart.colourless or room.flipchart.context.config.ascii
    ends.left = left_words(view, room.flipchart.own_keys, plain=plain)
    space = room.inner_width - width_of(ends.left) - 2
    ends.right = right_words(view, room.page.pending(view), space, always=room.at_desk)
    offer = offer_of(room, view)
    room.words("#offer", *([offer] if offer else []))
    return resized


def offer_of(room: "SessionScreen", view: View) -> Line:
    """The ways out at zero, with the keys that work where the cursor is."""
    boxed = isinstance(room.focused, CaptureBox)
    own, usual = room.flipchart.own_keys, IN_A_BOX if boxed else OUTSIDE_BOXES
    ids = ("clock.more", "clock.borrow", "stage.next")
    named = (shown(id, own, boxed=boxed) or key for id, key in zip(ids, usual, strict=True))
    return offer_words(view, room.inner_width, OfferKeys(*named))


def _show_digits(room: "SessionScreen", view: View) -> bool:
    clock = view.clock
    if clock is None or clock.stage is None:
        return False
    stage, ascii_only = clock.stage, room.flipchart.context.config.ascii
    state = face_state(clock)
    reading = clock_words.face(stage.remaining, not clock_words.seconds_shown(view.seconds, stage, clock.quiet))
    before = room.query_one("#digits", BigClock)
    resized = (len(before.reading), before.state) != (len(reading), state)
    for digits in room.query(BigClock):
        digits.ascii, digits.reading, digits.state = ascii_only, reading, state
    bar = room.query_one("#bar", StageBar)
    bar.ascii, bar.state, bar.part = ascii_only, state, stage.spent / stage.budget if stage.budget else 1.0
    return resized
