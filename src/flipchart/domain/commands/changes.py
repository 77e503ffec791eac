"""What the commands of the plan have in common: finding, adding and changing items, in people's words."""

from collections.abc import Collection, Mapping
from typing import TypeVar

from flipchart.domain.errors import Rejected
from flipchart.domain.record import REQUIRED, Droppable, Item, Record, Unfit, defaults, find
from flipchart.domain.said import said, say
from flipchart.domain.session import Session

R = TypeVar("R", bound=Record)
I = TypeVar("I", bound=Item)  # noqa: E741
D = TypeVar("D", bound=Droppable)


def changed(record: R, what: str, changes: Mapping[str, object], fixed: Collection[str] = ()) -> R:
    """Return `record` with `changes`, or raise Rejected naming the field that does not fit.

    Texts lose the space around them, and an empty text counts as None. `what` is the kind of the record in a sentence
    ("step"); `fixed` are fields that may not be set here.
    """
    known = defaults(type(record))
    tidied = {key: _tidied(value) for key, value in changes.items()}
    for key, value in tidied.items():
        if key not in known or key in fixed:
            raise Rejected(say("The {key} of this {what} cannot be set here.", key=key, what=said(what)))
        if value is None and known[key] is REQUIRED:
            raise Rejected(
                say("The {key} of this {what} cannot be empty.", key=key, what=said(what)), "Type at least one word."
            )
    try:
        return record.revise(**tidied)
    except Unfit as error:
        first = error.problems[0]
        key = ".".join(map(str, first.path))
        should = f"it {first.should}"
        raise Rejected(
            say("The {key} of this {what} does not fit: {first}.", key=key, what=said(what), first=should)
        ) from None


def _tidied(value: object) -> object:
    return (value.strip() or None) if isinstance(value, str) else value


def worded(text: str, what: str) -> str:
    """Return `text` without the space around it; raise Rejected where nothing is left."""
    if not text.strip():
        raise Rejected(say("This {what} needs some words.", what=said(what)), "Type at least one word.")
    return text.strip()


def is_new(session: Session, item: Item, what: str) -> None:
    """Raise Rejected where an item with this id is or was in the session: ids are never used again."""
    if any(known.id == item.id for _, known in session.items()):
        raise Rejected(say("This {what} is already in the plan.", what=said(what)), "Look for it there.")


def find_live(items: tuple[D, ...], id: str, what: str) -> D:
    """Return the item with this `id`; raise Rejected where it is unknown or was dropped."""
    item = find(items, id, what)
    if item.dropped:
        raise Rejected(say("This {what} was dropped.", what=said(what)), "Undo brings it back, or add it again.")
    return item
