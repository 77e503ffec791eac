"""What a stage still has to work through, so that the clock can say how long there is for each."""

from collections.abc import Callable
from dataclasses import dataclass

from flipchart.domain.agenda import StageKind
from flipchart.domain.plan import Step
from flipchart.domain.session import Session


@dataclass(frozen=True, slots=True)
class _Work:
    """How many items a stage has left, and how that is said of one and of several."""

    count: Callable[[Session], int]
    one: str
    several: str


def _live(session: Session) -> list[Step]:
    return [step for step in session.steps if step.live]


def _one_owner(session: Session) -> bool:
    return session.last_run is not None and session.last_run.one_owner


def _without_owner(session: Session) -> int:
    return 0 if _one_owner(session) else sum(step.owner is None for step in _live(session))


def _without_date(session: Session) -> int:
    return sum(step.due is None for step in _live(session))


def _unassigned(session: Session) -> int:
    alone = _one_owner(session)
    return sum(step.due is None or (step.owner is None and not alone) for step in _live(session))


def _unreported(session: Session) -> int:
    run = session.last_run.id if session.last_run else None
    told = {it.step for it in session.reports if it.live and it.run == run}
    return sum(step.id not in told for step in _live(session))


def _unevaluated(session: Session) -> int:
    run = session.last_run.id if session.last_run else None
    shows = [it for it in session.evaluations if it.live and it.run == run]
    asked = ("behaviour", "improvement", "rating")
    return sum(all(getattr(it, name) is None for it in shows) for name in asked)


_WORK: dict[StageKind, _Work] = {
    "assess": _Work(
        lambda it: sum(item.rating is None for item in it.improvements if item.live),
        "area has no rating", "areas have no rating",
    ),
    "review": _Work(lambda it: len(it.above_line()), "above the line", "above the line"),
    "goals": _Work(
        lambda it: sum(goal.target is None or goal.by is None for goal in it.goals if goal.live),
        "goal lacks a target or a date", "goals lack a target or a date",
    ),
    "define": _Work(
        lambda it: sum(not it.steps_of(item.id) for item in it.above_line()),
        "improvement has no step yet", "improvements have no step yet",
    ),
    "assign": _Work(_unassigned, "step lacks an owner or a date", "steps lack an owner or a date"),
    "risks": _Work(
        lambda it: sum(step.contingency is None for step in _live(it)),
        "step has no if-then", "steps have no if-then",
    ),
    "readback": _Work(
        lambda it: sum(step.answer is None and step.owner is not None for step in _live(it)),
        "promise to read back", "promises to read back",
    ),
    "checkin": _Work(_unreported, "step to ask about", "steps to ask about"),
    "evaluate": _Work(_unevaluated, "show of hands to go", "shows of hands to go"),
}  # fmt: skip


def still_to_do(session: Session, stage_kind: StageKind) -> int:
    """Return how many items the stage has still to work through; 0 also where it goes by no items."""
    work = _WORK.get(stage_kind)
    return work.count(session) if work else 0


def pending_words(session: Session, stage_kind: StageKind) -> str | None:
    """Return what is still to do in words ("4 steps lack an owner"), or None where that is nothing."""
    count = still_to_do(session, stage_kind)
    if not count:
        return None
    if stage_kind == "assign":
        return _assign_words(session, count)
    return _say(count, _WORK[stage_kind].one, _WORK[stage_kind].several)


def _assign_words(session: Session, count: int) -> str:
    if _without_owner(session) == count:
        return _say(count, "step lacks an owner", "steps lack an owner")
    if _without_date(session) == count and not _without_owner(session):
        return _say(count, "step lacks a date", "steps lack a date")
    return _say(count, _WORK["assign"].one, _WORK["assign"].several)


def _say(count: int, one: str, several: str) -> str:
    return f"{count} {one if count == 1 else several}"
