"""Steps that were carried from one session to the next, seen over many sessions: each in one place only."""

from collections.abc import Iterable, Mapping

from flipchart.domain.plan import Step
from flipchart.domain.record import Droppable, Item
from flipchart.domain.session import Session

UNDONE = "undone"
"""The reason in the tombstone of a step whose addition was undone."""


def was_undone(step: Step) -> bool:
    """Whether the step is the tombstone of an undone addition, which was never part of the plan."""
    return step.state == "dropped" and step.reason == UNDONE


def tombstone(item: Item) -> Item | None:
    """Return `item` marked as dropped, or None where its kind has no such mark (runs and stages)."""
    if isinstance(item, Step):
        return item if item.state == "dropped" else item.revise(state="dropped", reason=UNDONE)
    if isinstance(item, Droppable):
        return item if item.dropped else item.revise(dropped=True)
    return None


def place_of(session: Session, step: Step) -> str:
    """Return how a step is named from another session: "SESSION/STEP"."""
    return f"{session.id}/{step.id}"


def settled(sessions: Iterable[Session]) -> tuple[Session, ...]:
    """Return the sessions, in order, with every carried step counted in exactly one of them.

    A single file trusts its own mark; here both ends are known, and together they decide. A step whose other end is
    missing (that session is not among these, or the carrying was undone there) counts in its old session again, so
    that no promise is lost. A step that another session says it took over counts there, even if the old session was
    never marked. Ask this of all sessions before leaving any out.
    """
    known = tuple(sessions)
    there = {place_of(it, step): step for it in known for step in it.steps if not was_undone(step)}
    taken = _taken(there)
    return tuple(_settled(session, there, taken) for session in known)


def marks(there: Mapping[str, Step]) -> Mapping[str, str | None]:
    """Return the corrected marks of carried steps: by "SESSION/STEP", where the step went, or None for nowhere.

    Only steps whose own mark says something else are in it. `there` are all carried steps and the steps that they
    name, as far as they can be found.
    """
    taken = _taken(there)
    marked = ((place, step, _marked(step, place, there, taken).carried_to) for place, step in there.items())
    return {place: target for place, step, target in marked if target != step.carried_to}


def _taken(there: Mapping[str, Step]) -> Mapping[str, str]:
    """Return where each step went according to the sessions that took it over: "SESSION/STEP" by "SESSION/STEP".

    Two copies of a folder may each have carried one step into a new session before they met. The step goes on in one
    of them: where it is live, else where the old session says, else in the first by place; the others count as
    carried there.
    """
    heirs: dict[str, list[str]] = {}
    for place, step in there.items():
        if step.carried_from is not None and step.carried_from != place:
            heirs.setdefault(step.carried_from, []).append(place)
    taken: dict[str, str] = {}
    for source, places in heirs.items():
        said = there[source].carried_to if source in there else None
        ends = {place: _way(place, there)[-1] for place in places}
        first = min(places, key=lambda it: (not _open(there[ends[it]]), it != said, it))
        taken[source] = first
        taken |= {ends[it]: ends[first] for it in places if ends[it] != ends[first] and _open(there[ends[it]])}
    return taken


def _open(step: Step) -> bool:
    return step.state not in ("done", "dropped")


def _way(place: str, there: Mapping[str, Step]) -> list[str]:
    """Return the places that a step was carried to, by its marks, from `place` on; a circle is followed once."""
    way = [place]
    while (after := there[way[-1]].carried_to) is not None and after in there and after not in way:
        way.append(after)
    return way


def _settled(session: Session, there: Mapping[str, Step], taken: Mapping[str, str]) -> Session:
    steps = tuple(_marked(step, place_of(session, step), there, taken) for step in session.steps)
    return session if steps == session.steps else session.revise(steps=steps)


def _marked(step: Step, here: str, there: Mapping[str, Step], taken: Mapping[str, str]) -> Step:
    place = step.carried_to if step.carried_to in there else taken.get(here)
    if (
        place is not None
        and here in there
        and here == min(way := _way(here, there))
        and there[way[-1]].carried_to == here
    ):
        place = None  # two copies each say that it went to the other: it must be in one of them
    return step if place == step.carried_to else step.revise(carried_to=place)
