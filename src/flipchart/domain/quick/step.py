"""From a line that was read to the step and the resources that it stands for."""

from collections.abc import Callable

from flipchart.domain.plan import Resource, Step
from flipchart.domain.quick.line import Captured


def step_of(captured: Captured, id: str, improvement: str | None = None) -> Step:
    """Return the open step that a line says; its needs are resources of their own (see needs_of)."""
    return Step(
        id=id,
        text=captured.text,
        state="open",
        improvement=improvement,
        owner=captured.owner,
        helpers=captured.helpers,
        due=captured.due,
        hoped=captured.hoped,
        first_step=captured.first_step,
        first_step_at=captured.first_step_at,
        done_when=captured.done_when,
        roadblock=captured.roadblock,
        contingency=captured.contingency,
    )


def needs_of(captured: Captured, step: str, new_id: Callable[[], str]) -> tuple[Resource, ...]:
    """Return what a line says that the step with the id `step` needs, each still to be got."""
    return tuple(Resource(id=new_id(), text=need, status="need", steps=(step,)) for need in captured.needs)
