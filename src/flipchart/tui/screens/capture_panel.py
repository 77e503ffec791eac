"""What every screen of a session shows around the capture box: its name, the echo, the save light, the keys."""

from typing import TYPE_CHECKING

from flipchart.tui.prompts.notes import matching
from flipchart.tui.prompts.prompt import Box
from flipchart.tui.screens.list_screen import set_size
from flipchart.tui.text import footer
from flipchart.tui.text.echo import echoed, told_whole
from flipchart.tui.text.frame import View
from flipchart.tui.text.layout import NORMAL, SHORT
from flipchart.tui.text.lines import Line, Span, line, width_of, wrap
from flipchart.tui.text.owner_load import desk_line
from flipchart.tui.text.questions import flowed, parted
from flipchart.tui.text.rows import Heading, Row
from flipchart.tui.widgets.inputs import CaptureBox
from flipchart.tui.widgets.key_line import KeyLine
from flipchart.tui.widgets.row_list import RowList
from flipchart.tui.widgets.words import Ends

if TYPE_CHECKING:
    from flipchart.tui.screens.session import SessionScreen


NOT_SAVED = "NOT SAVED"

EDGES = 2
"""Rows of the list that tell how much is out of sight above and below."""

WITHOUT_END = 10_000
"""Cells on which everything fits: then it is one line, and cut."""


def show_box(room: "SessionScreen") -> None:
    """Show what stands around the box: its name, what was understood, the save light, the keys."""
    if not room.is_mounted or room.session is None:
        return
    view, box, field = room.view(), room.box, room.query_one("#box", CaptureBox)
    boxed = room.focused is field and box is not None
    label = box.label(view) if box else ""
    echo = room.query_one("#echo", Ends)
    light = next((it for it in room.query("#light").results(Ends) if it.display), echo)
    light.right = _no_driver(room) if room.watching else (*_to_settle(room), *_light(room))
    words = _echo(room, view, box, field.value)
    if light is not echo:
        echo.right, light.left, light.above = (), (), ()
        if box is None or not field.value.strip():
            light.above, light.left, words = *words, ((), ())
    echo.above, echo.left = words
    room.words("#label", line((f"{label} ", "ok" if label == "+" else "quiet")))
    set_size(room.query_one("#label"), "width", width_of(label) + 1)
    field.password = box is not None and box.masked and not room.at_desk
    field.placeholder = box.invitation(view) if box else ""
    keys = room.query_one("#keys", KeyLine)
    own = room.flipchart.own_keys
    last = footer.HELP_IN_BOX if boxed else footer.HELP_OUTSIDE
    keys.last = next(iter(footer.owned((last,), own, boxed=boxed)), last)
    if boxed and box is not None:
        keys.pieces = footer.owned(_box_keys(room, view, box, field.value), own, boxed=True)
    else:
        keys.pieces = tuple(footer.outside(room.hints(), own))
    if room.query_one("#load").display:
        room.words("#load", *load_of(room, view))


def _echo(room: "SessionScreen", view: View, box: Box | None, text: str) -> tuple[Line, Line]:
    """What was understood, on two lines where the list can spare one; or what there is to say, which is never cut."""
    echo = room.query_one("#echo", Ends)
    width, beside = room.inner_width, width_of(echo.right)
    if box is None or not text.strip():
        return told_whole(line((room.said, "quiet")), 0, width, beside) if room.said else ((), ())
    read, rows = box.echo(text, view), room.query_one("#rows", RowList)
    hint = line((read.hint or room.said, "warn")) if read.hint or room.said else ()
    indent = width_of(box.label(view)) + 1
    if hint and not read.words:
        return told_whole(hint, indent, width, beside)
    spare = rows.size.height + bool(echo.above) - rows.own(rows.size.width) > EDGES
    return echoed(read.words, hint, indent, width if spare else WITHOUT_END, beside)


def _box_keys(room: "SessionScreen", view: View, box: Box, text: str) -> list[footer.Piece]:
    add, take, out_of, toggle, onward = footer.IN_A_BOX
    typed = bool(text.strip())
    running = view.clock is not None and view.clock.state == "running"
    pieces = [add._replace(word=box.enters(view) if typed else "close")]
    if box.complete(text, view):
        pieces.append(take)
    elif box.name == "step" and room.page.opens_box and room.page.next_gap(view, False):
        pieces.append(take._replace(word="next improvement"))
    elif box.passed_over(view):
        pieces.append(take._replace(word=box.passes))
    if typed:
        pieces.append(out_of)
    if view.stage is not None:
        pieces += [toggle._replace(word="pause" if running else "resume"), onward]
    return pieces


def naming(room: "SessionScreen") -> bool:
    # While an owner is being named the line for the load keeps its place, so that nothing moves under the words.
    return room.box is not None and room.box.name in ("promise", "owner")


def answers_of(room: "SessionScreen", view: View) -> tuple[Line, ...]:
    """The digits of the page where they act, on as many lines as they need: none of them is ever cut off."""
    words = () if isinstance(room.focused, CaptureBox) else _squeezed(room.page.answers(view), room.inner_width)
    if width_of(words) - 2 <= room.inner_width:
        return (words,) if words else ()
    return flowed(parted(words), room.inner_width)


def help_of(room: "SessionScreen", view: View) -> Line:
    """A line of help for what is being typed or stands under the cursor."""
    words = room.query_one("#box", CaptureBox).value
    if room.at_desk:
        return () if answers_of(room, view) else desk_line(room.box, words, view, room.inner_width)
    return room.page.load(view, words if naming(room) else "")


def load_of(room: "SessionScreen", view: View) -> tuple[Line, ...]:
    """What stands below the list: a line of help where there is room for it, and the digits of the page."""
    told = help_of(room, view) if room.helped else ()
    return (*((told,) if told else ()), *answers_of(room, view))


def _squeezed(answers: Line, width: int) -> Line:
    """The answers, closer to each other where they all fit on one line so."""
    close = tuple(Span(" ") if not span.text.strip() else span for span in answers)
    return close if width_of(answers) - 2 > width >= width_of(close) - 1 else answers


def _light(room: "SessionScreen") -> Line:
    state = room.saved
    if state is None or room.flipchart.context.rehearsal:
        return ()
    if state.kind == "failed" or (room.private.unsaved and room.private.problem):
        return line((NOT_SAVED, "late"))
    if state.kind == "saving" or room.private.unsaved:
        return line(("saving", "quiet"))
    if state.at is None:
        return line(("saved", "quiet"))
    at = room.flipchart.context.clock.local(state.at)
    narrow = room.app.size.width < NORMAL
    return line((f"saved {at:%H:%M}" if narrow else f"saved {at:%H:%M:%S}", "quiet"))


def _no_driver(room: "SessionScreen") -> Line:
    return () if room.driver is not None else line(("NO DRIVER", "warn"))


def _to_settle(room: "SessionScreen") -> Line:
    """How much a merge could not decide; it stays in sight until it is settled."""
    count = len(room.session.conflicts) if room.session else 0
    return line((", ", "key"), (f"{count} to settle", "warn"), "  ") if count else ()


def unsaved(room: "SessionScreen") -> tuple[Line, ...]:
    """What stays in sight while something is not saved: why, and where a copy is; on one line in a short room."""
    state, sitting = room.saved, room.flipchart.sitting
    if state is None or state.kind != "failed" or sitting is None:
        return ()
    # There is one session in the room, and its whole path would take the place of the reason.
    why = state.why.replace(str(sitting.path), sitting.path.name)
    told = f"{NOT_SAVED} {why}" + (f" Copy in {state.copy}" if state.copy else "")
    parts = wrap(told, room.inner_width) if room.inner_height >= SHORT else [told]
    first = parts[0].removeprefix(NOT_SAVED)
    return (line((NOT_SAVED, "late"), (first, "bold")), *(line((part, "bold")) for part in parts[1:]))


def found(room: "SessionScreen", rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """The rows of the page, or while something is being found those that have it."""
    finding = room.box is not None and room.box.name == "filter"
    words = room.query_one("#box", CaptureBox).value if finding else ""
    return (matching(rows, words) or (Heading(None, "Nothing has these words."),)) if words.strip() else rows
