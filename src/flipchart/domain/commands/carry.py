"""Carrying open steps from one session of a group into its next: two commands, one for each file.

TakeOver adds the steps to the new session, whose file is saved first; HandOver then marks them as carried over in the
old one, where they count as closed. If the second save is missing, after a crash or a full disk, the new step still
names the step it came from, and figures over many sessions count it once all the same (see identity.py).
"""

from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar

from msgspec import Struct

from flipchart.domain.commands.changes import is_new
from flipchart.domain.commands.step_parts import find_here, promising, with_people_of
from flipchart.domain.errors import Rejected
from flipchart.domain.follow_up import Report
from flipchart.domain.identity import was_undone
from flipchart.domain.plan import Improvement, Resource, Step
from flipchart.domain.promises import promised
from flipchart.domain.record import find, replaced
from flipchart.domain.said import say
from flipchart.domain.session import Session


class TakeOver(Struct, frozen=True):
    """Add steps from an earlier session, with their needs and their reports.

    `improvements` are those that the steps belong to and that this session does not have yet.
    """

    steps: tuple[Step, ...]
    needs: tuple[Resource, ...] = ()
    reports: tuple[Report, ...] = ()
    improvements: tuple[Improvement, ...] = ()
    label: ClassVar[str] = "carry steps over"
    content: ClassVar[bool] = True

    def apply(self, session: Session) -> Session:
        """Append them and their people; a step that was carried into this session before is rejected."""
        if not self.steps:
            raise Rejected("No step has been chosen.", "Choose at least one.")
        here = {step.carried_from for step in session.steps if not was_undone(step)}
        for item in self.improvements:
            is_new(session, item, "improvement")
            session = session.revise(improvements=(*session.improvements, item))
        for step in self.steps:
            is_new(session, step, "step")
            if step.carried_from is None or step.carried_from in here:
                raise Rejected("This step has already been carried over.", "Look for it in the plan.")
            session, spelled = with_people_of(session, promising(step))
            session = session.revise(steps=(*session.steps, spelled))
        for row in (*self.needs, *self.reports):
            is_new(session, row, "resource or report")
        return session.revise(resources=(*session.resources, *self.needs), reports=(*session.reports, *self.reports))


class HandOver(Struct, frozen=True):
    """Mark steps of this session as carried over; each link is (id of the step here, "SESSION/STEP" there)."""

    links: tuple[tuple[str, str], ...]
    label: ClassVar[str] = "carry steps over"
    content: ClassVar[bool] = True

    def apply(self, session: Session) -> Session:
        """Mark them; a step that is over, or was carried over before, is rejected."""
        if not self.links:
            raise Rejected("No step has been chosen.", "Choose at least one.")
        for id, place in self.links:
            step = find_here(session, id)
            if not step.live:
                raise Rejected(say("This step is {state}.", state=step.state), "Only open steps can be carried over.")
            session = session.revise(steps=replaced(session.steps, step.revise(carried_to=place)))
        return session


class BringBack(Struct, frozen=True):
    """Undo the carrying over of a step, so that it is open in this session again."""

    id: str
    label: ClassVar[str] = "bring step back"
    content: ClassVar[bool] = True

    def apply(self, session: Session) -> Session:
        """Take the mark away; a step that was not carried over is rejected."""
        step = find(session.steps, self.id, "step")
        if step.carried_to is None:
            raise Rejected("This step was not carried over.", "It is in this plan.")
        return session.revise(steps=replaced(session.steps, step.revise(carried_to=None)))


def carry_over(
    source: Session, chosen: Sequence[str], into: Session, new_id: Callable[[], str]
) -> tuple[TakeOver, HandOver]:
    """Return the commands that carry the `chosen` steps of `source` over, in the order of its plan.

    A carried step keeps its words, owner, dates, first promise, moves and state, and takes copies of its
    reports along, so that its history is whole and its slips are counted where it now is; the answer to the
    read-back is asked anew. It belongs to the improvement of the same words, which comes along with it where
    `into` has none. Needs that are not met yet come along; of what it waited for, only what is carried over with
    it. `new_id` is asked for each item that comes along.
    """
    moving = [step for step in source.steps if step.id in set(chosen) and step.live]
    new = {step.id: new_id() for step in moving}
    twins, improvements = _twins(source, into, moving, new_id)
    steps = tuple(_carried(step, source, new, twins) for step in moving)
    needs = tuple(_with_id(it, new_id(), new) for it in source.resources if _needed(it, new))
    past = (it for it in source.reports if it.live and it.step in new)
    reports = tuple(it.revise(id=new_id(), step=new[it.step], run=None) for it in past)
    links = tuple((old, f"{into.id}/{id}") for old, id in new.items())
    return TakeOver(steps, needs, reports, improvements), HandOver(links)


def _carried(step: Step, source: Session, new: Mapping[str, str], twins: Mapping[str, str]) -> Step:
    return step.revise(
        id=new[step.id],
        improvement=twins.get(step.improvement or ""),
        answer=None,
        first_due=promised(step),
        after=tuple(new[id] for id in step.after if id in new),
        carried_from=f"{source.id}/{step.id}",
    )


def _needed(resource: Resource, steps: Mapping[str, str]) -> bool:
    return resource.live and resource.status != "have" and not steps.keys().isdisjoint(resource.steps)


def _with_id(resource: Resource, id: str, new: Mapping[str, str]) -> Resource:
    return resource.revise(id=id, steps=tuple(new[step] for step in resource.steps if step in new))


def _twins(
    source: Session, into: Session, moving: Sequence[Step], new_id: Callable[[], str]
) -> tuple[Mapping[str, str], tuple[Improvement, ...]]:
    """What stands in `into` for each improvement, by its id in `source`; and those that must be added."""
    there = {_plain(it.text): it.id for it in into.improvements if it.live}
    wanted = {step.improvement for step in moving}
    missing: list[Improvement] = []
    for item in source.improvements:
        if item.live and item.id in wanted and _plain(item.text) not in there:
            missing.append(Improvement(id=new_id(), text=item.text))
            there[_plain(item.text)] = missing[-1].id
    twins = {it.id: there[_plain(it.text)] for it in source.improvements if _plain(it.text) in there}
    return twins, tuple(missing)


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()
