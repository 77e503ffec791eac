"""The base of everything that a session file holds: frozen, strict, and keeping what it does not know."""

from collections.abc import Iterable
from typing import Annotated, Any, Self, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, StringConstraints

from flipchart.domain.errors import Rejected
from flipchart.domain.said import said, say

T = TypeVar("T")


def _from_array(value: object) -> object:
    return tuple(value) if isinstance(value, list) else value


Text = Annotated[str, StringConstraints(min_length=1)]
"""A text of at least one character: absent means unknown, so an empty one is never stored."""

Rows = Annotated[tuple[T, ...], BeforeValidator(_from_array)]
"""A TOML array, kept immutable."""


class Record(BaseModel):
    """An immutable record; keys that the program does not know are kept, as the format asks."""

    model_config = ConfigDict(frozen=True, strict=True, extra="allow")

    def revise(self, **changes: Any) -> Self:
        """Return this record with `changes` made and validated; the only way to change a record.

        `None` takes a value away. Raises pydantic's ValidationError where a value does not fit.
        """
        values = {**self.__dict__, **(self.__pydantic_extra__ or {}), **changes}
        return type(self).model_validate(values)


class Item(Record):
    """A record with an identity: `id` is random, made once, never shown and never used again."""

    id: Text


class Droppable(Item):
    """An item that is never deleted once saved: `dropped` tells a removal here from an addition there."""

    dropped: bool = False

    @property
    def live(self) -> bool:
        """Whether the item still belongs to the plan."""
        return not self.dropped


I = TypeVar("I", bound=Item)  # noqa: E741


NOUNS = (
    said("step"), said("improvement"), said("goal"), said("milestone"), said("resource"), said("note"), said("entry"),
    said("feedback"), said("person"), said("report"), said("evaluation"), said("item"),
)  # fmt: skip
"""What the records of a plan are called where one of them is refused."""


def find(items: Iterable[I], id: str, what: str) -> I:
    """Return the item with this `id`, or raise Rejected in the words of `what` ("step", "improvement")."""
    for item in items:
        if item.id == id:
            return item
    raise Rejected(
        say("This {what} is no longer in the plan.", what=said(what)),
        "Somebody else may have removed it; look again.",
    )


def replaced(items: tuple[I, ...], new: I) -> tuple[I, ...]:
    """Return `items` with the one of the same id replaced by `new`, order kept."""
    return tuple(new if item.id == new.id else item for item in items)


def moved(items: tuple[I, ...], id: str, offset: int, among: Iterable[str]) -> tuple[I, ...]:
    """Return `items` with one moved `offset` places among the ids in `among` (those it is shown with).

    Items that are not in `among` keep their places. Moving past either end stops there.
    """
    shown = set(among) | {id}
    order = [item for item in items if item.id in shown]
    here = next(i for i, item in enumerate(order) if item.id == id)
    there = min(max(here + offset, 0), len(order) - 1)
    order.insert(there, order.pop(here))
    queue = iter(order)
    return tuple(next(queue) if item.id in shown else item for item in items)
