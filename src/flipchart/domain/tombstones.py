"""What stays in the file of an item whose addition was undone, so that a merge can tell it from a new one."""

from flipchart.domain.plan import Step
from flipchart.domain.record import Droppable, Item

UNDONE = "undone"
"""The reason of a step that was only ever added by mistake."""


def was_undone(step: Step) -> bool:
    """Whether the step is what is left of an addition that was taken back: it was never part of the plan."""
    return step.state == "dropped" and step.reason == UNDONE


def tombstone(item: Item) -> Item | None:
    """Return `item` marked as dropped, or None where its kind has no such mark (runs and stages)."""
    if isinstance(item, Step):
        return item if item.state == "dropped" else item.revise(state="dropped", reason=UNDONE)
    if isinstance(item, Droppable):
        return item if item.dropped else item.revise(dropped=True)
    return None
