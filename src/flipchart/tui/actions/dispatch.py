"""From an action's id to what it does, and the comings and goings of the capture box."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flipchart.domain.commands.command import Command
from flipchart.domain.errors import Rejected
from flipchart.domain.text import clean_line
from flipchart.service.private_notes import keep
from flipchart.service.watched_session import ONLY_WATCHES
from flipchart.tui.prompts.prompt import Box, Outcome, box_of_key
from flipchart.tui.screens.capture_panel import found
from flipchart.tui.stages.page import Page
from flipchart.tui.widgets.inputs import CaptureBox
from flipchart.tui.widgets.row_list import RowList

if TYPE_CHECKING:
    from flipchart.tui.screens.session import SessionScreen


@dataclass(frozen=True, slots=True)
class Intent:
    """Commands to be done in this order, as one act or not at all.

    `box` and `words` are kept as a draft if one is rejected.
    """

    commands: tuple[Command, ...]
    box: Box | None = None
    words: str = ""


Action = Callable[["SessionScreen"], None]
ACTIONS: dict[str, Action] = {}
"""Every action by its id; filled by the modules of this package."""


DIGITS: dict[str, Action] = {}
"""What only a digit of a page does, and no key of the table."""


def digit_action(id: str) -> Callable[[Action], Action]:
    """Register a function as what a page's digit does."""

    def register(function: Action) -> Action:
        DIGITS[id] = function
        return function

    return register


def action(id: str) -> Callable[[Action], Action]:
    """Register a function as what an action does."""

    def register(function: Action) -> Action:
        ACTIONS[id] = function
        return function

    return register


LOOKING = {
    "help", "palette", "theme", "gaps", "pictures", "move.up", "move.down", "leave", "save", "close", "quit",
    "ask.yes", "ask.no", "challenges", "room.check", "desk.next", "desk.previous",
}  # fmt: skip
"""What can be done on a screen that only watches."""


def do(room: "SessionScreen", id: str) -> None:
    """Carry out an action by its id; anything that was said before is old now."""
    if room.watching and id not in LOOKING:
        room.flipchart.said = str(ONLY_WATCHES)
        return
    if room.curtain and not room.at_desk and id not in ("curtain", "quit", "close"):
        room.curtain = False
        return
    room.flipchart.said = ""
    ACTIONS[id](room)


def take_up(room: "SessionScreen") -> None:
    """Stand where the clock is, in the box with the words that were being typed when the session was left."""
    drafts = room.flipchart.drafts
    key = drafts.open
    room.set_reactive(type(room).focus_id, drafts.focus)
    room.enter_place()
    box = box_of_key(key) if drafts.get(key) else None
    if box is not None and box != room.box:
        with suppress(Rejected):
            box.start(room.view())
            open_box(room, box)


def arrive(room: "SessionScreen", page: Page) -> None:
    """Come to a page: its steps sorted once, the cursor on the first gap, the box as the page wants it."""
    view = room.view()
    room.query_one("#rows", RowList).top = 0
    room.order = page.sort(view.session, view.today) if page.sorts else ()
    if page.opens_box:
        steps = {step.id for step in view.session.steps}
        ids = [row.id for row in page.rows(view) if row.id in steps]
        room.cursor = ids[-1] if ids else None
        open_box(room, page.capture(room.view()))
        return
    put_away(room)
    ids = [row.id for row in page.rows(room.view()) if row.id]
    first = page.next_gap(room.view().with_cursor(None), False) if page.sorts else None
    first = next(iter(page.items(room.view())), None) if page.one_by_one else first
    room.cursor = first or (ids[0] if ids and page.stands else None)


def open_box(room: "SessionScreen", box: Box, typed: str = "") -> None:
    """Put the cursor into a box, with the draft that was begun there and what was `typed` meanwhile."""
    room.box = box
    field = room.query_one("#box", CaptureBox)
    draft = room.flipchart.drafts.get(box.key)
    with field.prevent(CaptureBox.Changed):
        field.value = (draft or box.start(room.view())) + typed
    field.cursor_position = len(field.value)
    room.flipchart.drafts.opened(box, room.focus_id)
    room.query_one("#boxrow").display = True
    # At once, and not by a message: the next key may already be waiting.
    room.set_focus(field)
    room.show()


def put_away(room: "SessionScreen") -> None:
    """Close the box; a draft stays with the item for which it was begun."""
    room.box = None
    field = room.query_one("#box", CaptureBox)
    with field.prevent(CaptureBox.Changed):
        field.value = ""
    room.flipchart.drafts.opened(None, room.focus_id)
    room.set_focus(room.query_one("#rows", RowList))
    room.show()


def find(room: "SessionScreen") -> None:
    """Stand on the first row that has the words being found."""
    rows = found(room, room.list_rows())
    if room.cursor not in {row.id for row in rows}:
        room.cursor = next((row.id for row in rows if row.id), room.cursor)
    room.show()


def leave(room: "SessionScreen") -> None:
    """Out of the box: its words stay in sight, an empty one closes."""
    field = room.query_one("#box", CaptureBox)
    if room.box is not None and room.box.name == "filter":
        room.flipchart.drafts.remove(room.box.key)
        put_away(room)
    elif room.box is not None and field.value.strip() and field.value != room.box.start(room.view()):
        room.set_focus(room.query_one("#rows", RowList))
        room.show()
    elif room.box is not None:
        room.flipchart.drafts.remove(room.box.key)
        put_away(room)


def enter(room: "SessionScreen", typed: str) -> None:
    """Enter in the box: do what the line says, and go where the box wants to go next."""
    box = room.box
    if box is None:
        return
    text = clean_line(typed)
    room.flipchart.said = ""
    room.flipchart.drafts.remove(box.key)
    if not text and not box.empties:
        put_away(room)
        return
    outcome = outcome_of(room, box, text)
    if outcome.refused:
        room.flipchart.said = outcome.refused
        room.flipchart.drafts.put(box.key, text)
        open_box(room, box)
        return
    if outcome.keeps:
        keep(room.flipchart, *outcome.keeps)
    room.flipchart.receive(Intent(outcome.commands, box, text))
    room.flipchart.said = room.flipchart.said or outcome.said
    room.cursor = outcome.cursor
    if outcome.then is None:
        put_away(room)
    else:
        open_box(room, outcome.then)
    if outcome.asks:
        room.ask_about(outcome.asks)


def outcome_of(room: "SessionScreen", box: Box, text: str) -> Outcome:
    """What the box makes of the line; a command that would be rejected refuses it, so that the words stay."""
    view = room.view()
    try:
        outcome = box.enter(text, view, room.flipchart.context.ids)
        after = view.session
        for command in outcome.commands:
            after = command.apply(after)
    except Rejected as refused:
        return Outcome(refused=str(refused))
    return outcome
