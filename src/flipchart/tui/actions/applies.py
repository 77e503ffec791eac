"""Whether an action has something to act upon where the cursor is now: the footer names no key that does nothing."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from flipchart.tui.actions.plan import PERSON, dropping, reordering

if TYPE_CHECKING:
    from flipchart.tui.screens.session import SessionScreen


PARTS = ("step.owner", "step.due", "step.resource", "step.risk", "item.votes", "report.note")


def applies(room: "SessionScreen", id: str) -> bool:
    """Whether the action would do anything here; actions that do not depend on the cursor always would."""
    if id in PARTS:
        return room.page.box_of(id, room.view()) is not None
    if id.startswith("answer."):
        return bool(room.page.answer(int(id.removeprefix("answer.")), room.view(), "asked"))
    return BY_CURSOR[id](room) if id in BY_CURSOR else True


def _edits(room: "SessionScreen") -> bool:
    view, page = room.view(), room.page
    person = (room.cursor or "").startswith(PERSON)
    return person or page.edit(view) is not None or (page.opens_steps and view.step is not None)


def _drops(room: "SessionScreen") -> bool:
    page = room.page
    return dropping(room) is not None or (page.follows_up and page.box_of("item.drop", room.view()) is not None)


def _has_gap(room: "SessionScreen") -> bool:
    page, view = room.page, room.view()
    return page.next_gap(view, back=False) not in (None, view.focus if page.opens_box else view.cursor)


BY_CURSOR: dict[str, Callable[["SessionScreen"], bool]] = {
    "item.edit": _edits,
    "item.drop": _drops,
    "item.up": lambda room: bool(reordering(room, -1) or reordering(room, 1)),
    "item.down": lambda room: bool(reordering(room, -1) or reordering(room, 1)),
    "gap.next": _has_gap,
}
