"""Whose the steps are: asked of each one, or all of them the one person's of a coaching."""

from flipchart.domain.plan import Step
from flipchart.domain.saying import name_key
from flipchart.domain.session import Session


def asks_owner(session: Session) -> bool:
    """Whether an owner is asked for: not where the steps are the one person's."""
    run = session.last_run
    return run is None or not run.one_owner


def sole_owner(session: Session) -> str | None:
    """Return the one person whose the steps are, or None where there is no such, or it is not told who.

    That is the only one of the people beside the facilitator, or the only one of them who is here.
    """
    run = session.last_run
    if run is None or not run.one_owner:
        return None
    others = [name for name in session.people if name_key(name) != name_key(session.facilitator)]
    here = {name_key(name) for name in run.present}
    present = [name for name in others if name_key(name) in here]
    return next((names[0] for names in (others, present) if len(names) == 1), None)


def lacks_owner(session: Session, step: Step) -> bool:
    """Whether a live step has nobody to its name, and somebody is asked for."""
    return step.live and step.owner is None and asks_owner(session)


def lacking(session: Session, step: Step) -> bool:
    """Whether a live step has nobody or no day to its name."""
    return step.live and (step.due is None or lacks_owner(session, step))
