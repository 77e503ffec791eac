"""What the commands of a step have in common: finding it, its people, its needs, and keeping its report."""

from collections.abc import Iterable

from flipchart.domain.commands.changes import is_new
from flipchart.domain.commands.people import known_as, with_people
from flipchart.domain.errors import Rejected
from flipchart.domain.follow_up import Report
from flipchart.domain.plan import Resource, Step
from flipchart.domain.record import find, replaced
from flipchart.domain.said import said
from flipchart.domain.session import Session

OPEN_AGAIN = said("Open it again first, by setting its state.")


def find_here(session: Session, id: str) -> Step:
    """Return a step whatever its state; raise Rejected if it was carried over to another session."""
    step = find(session.steps, id, "step")
    if step.carried_to is not None:
        raise Rejected("This step was carried over to another session.", "Open that session and say it there.")
    return step


def find_kept(session: Session, id: str) -> Step:
    """Return a step that is not dropped and was not carried over; else raise Rejected."""
    step = find_here(session, id)
    if step.state == "dropped":
        raise Rejected("This step was dropped.", OPEN_AGAIN)
    return step


def with_people_of(session: Session, step: Step) -> tuple[Session, Step]:
    """Add the step's owner and helpers to the group, and spell them as the group does; an owner is no helper."""
    session = with_people(session, [name for name in (step.owner, *step.helpers) if name])
    owner = step.owner and known_as(session.people, step.owner)
    helpers = tuple(dict.fromkeys(known_as(session.people, name) for name in step.helpers))
    helpers = tuple(name for name in helpers if name != owner)
    same = (owner, helpers) == (step.owner, step.helpers)
    return session, step if same else step.revise(owner=owner, helpers=helpers)


def with_needs(session: Session, step: str, needs: Iterable[Resource]) -> Session:
    """Add what the step needs; a need that does not name the step is tied to it."""
    for need in needs:
        is_new(session, need, "resource")
        of_step = need if step in need.steps else need.revise(steps=(*need.steps, step))
        session = session.revise(resources=(*session.resources, of_step))
    return session


def unanswered(before: Step, after: Step) -> Step:
    """Clear the answer if the owner changed: it does not bind the new one."""
    same = (before.owner or "").casefold() == (after.owner or "").casefold()
    return after if same else after.revise(answer=None)


def promising(step: Step) -> Step:
    """Return a new step with its date as the first promise, unless that date is only hoped for."""
    fresh = step.first_due is None and step.due is not None and not step.hoped
    return step.revise(first_due=step.due) if fresh else step


def stored(session: Session, step: Step, report: Report | None = None) -> Session:
    """Put a changed step in its place, with its people, and add the report of the change if there is one."""
    session, step = with_people_of(session, step)
    session = session.revise(steps=replaced(session.steps, step))
    if report is None:
        return session
    is_new(session, report, "report")
    return session.revise(reports=(*session.reports, report))
