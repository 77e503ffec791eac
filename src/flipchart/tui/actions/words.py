"""Keys that open a box, and what happens to words that come in many lines."""

from typing import TYPE_CHECKING

from flipchart.tui.actions import dispatch
from flipchart.tui.actions.clock import answered, ask
from flipchart.tui.actions.dispatch import Intent, action, open_box
from flipchart.tui.actions.plan import go_gap
from flipchart.tui.prompts.notes import FindBox, NoteBox, ParkBox, PrivateNoteBox
from flipchart.tui.text.questions import Question
from flipchart.tui.widgets.inputs import CaptureBox

if TYPE_CHECKING:
    from flipchart.tui.screens.session import SessionScreen


@action("capture.open")
def capture(room: "SessionScreen") -> None:
    """Into the capture box of this page; a box that was left with words first."""
    field = room.query_one("#box", CaptureBox)
    wanted = room.page.capture(room.view())
    if room.box is not None and room.box.key == wanted.key and field.value:
        room.set_focus(field)
        room.show()
    else:
        open_box(room, wanted)


action("park")(lambda room: open_box(room, ParkBox()))
action("filter")(lambda room: open_box(room, FindBox()))
action("note")(lambda room: open_box(room, NoteBox()))
action("note.private")(lambda room: open_box(room, PrivateNoteBox()))


@action("capture.add")
def add(room: "SessionScreen") -> None:
    """Enter, by a click on its word."""
    field = room.query_one("#box", CaptureBox)
    text, field.value = field.value, ""
    dispatch.enter(room, text)


@action("leave")
def leave(room: "SessionScreen") -> None:
    """Esc: out of the box, else a question or the big clock away."""
    if isinstance(room.focused, CaptureBox):
        dispatch.leave(room)
        room.show()
    elif room.questions:
        answered(room)
    elif room.close_overlay():
        return
    elif room.big and not room.at_desk:
        room.big = False
    elif room.box is not None:
        dispatch.leave(room)
    elif room.mode:
        room.mode = ""


@action("gap.next")
def gap_next(room: "SessionScreen") -> None:
    """Tab: in a box with a suggestion take it, else the next gap."""
    field = room.query_one("#box", CaptureBox)
    if room.focused is field and room.box is not None:
        whole = room.box.complete(field.value, room.view())
        if whole:
            field.value = whole
            field.cursor_position = len(whole)
            return
        if onward := room.box.passed_over(room.view()):
            # A private note is no row of the plan.
            room.cursor = room.cursor if onward.masked else onward.item or room.cursor
            open_box(room, onward)
            return
        if room.box.name != "step":
            return
    go_gap(room, back=False)


@action("gap.previous")
def gap_previous(room: "SessionScreen") -> None:
    """Shift+Tab: the gap before."""
    if not isinstance(room.focused, CaptureBox) or (room.box is not None and room.box.name == "step"):
        go_gap(room, back=True)


def pasted(room: "SessionScreen", lines: tuple[str, ...]) -> None:
    """Ask what many pasted lines are meant to be; they wait meanwhile and nothing is lost."""
    box = room.box
    if box is None:
        return

    def keep_each() -> None:
        outcomes = [(text, dispatch.outcome_of(room, box, text)) for text in lines]
        commands = [command for _, outcome in outcomes for command in outcome.commands]
        room.flipchart.receive(Intent(tuple(commands), box, " ".join(lines)))
        refused = [(text, outcome.refused) for text, outcome in outcomes if outcome.refused]
        if refused:
            room.flipchart.said = refused[0][1]
            room.query_one("#box", CaptureBox).insert_text_at_cursor(" ".join(text for text, _ in refused))

    def keep_one() -> None:
        room.query_one("#box", CaptureBox).insert_text_at_cursor(" ".join(lines))

    each = ("keep as a list", keep_each) if box.stays else None
    ask(room, Question("paste", f"{len(lines):,} lines pasted:", each, ("as one line", keep_one)))
