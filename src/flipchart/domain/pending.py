"""What a stage still has to work through, and how long there is for each."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from flipchart.domain.agenda import StageKind
from flipchart.domain.clock_words import each_words
from flipchart.domain.needs import lacking, lacks_owner
from flipchart.domain.pace import each
from flipchart.domain.plan import Step
from flipchart.domain.saying import counted
from flipchart.domain.session import Session


@dataclass(frozen=True, slots=True)
class _Work:
    """How many items a stage has left, how that is said of one, of several, and when nothing is left."""

    count: Callable[[Session], int]
    one: str
    several: str
    nothing: str = ""


def _live(session: Session) -> list[Step]:
    return [step for step in session.steps if step.live]


def _without_owner(session: Session) -> int:
    return sum(lacks_owner(session, step) for step in session.steps)


def _without_date(session: Session) -> int:
    return sum(step.due is None for step in _live(session))


def _unassigned(session: Session) -> int:
    return sum(lacking(session, step) for step in session.steps)


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
        "area has no rating", "areas have no rating", "every area has a rating",
    ),
    "review": _Work(lambda it: len(it.above_line()), "above the line", "above the line"),
    "goals": _Work(
        lambda it: sum(goal.target is None or goal.by is None for goal in it.goals if goal.live),
        "goal lacks a target or a date", "goals lack a target or a date", "every goal has a target and a date",
    ),
    "define": _Work(
        lambda it: sum(not it.steps_of(item.id) for item in it.above_line()),
        "improvement has no step yet", "improvements have no step yet", "every improvement has a step",
    ),
    "assign": _Work(
        _unassigned, "step lacks an owner or a date", "steps lack an owner or a date",
        "every step has an owner and a date",
    ),
    "risks": _Work(
        lambda it: sum(step.contingency is None for step in _live(it)),
        "step has no if-then", "steps have no if-then", "every step has an if-then",
    ),
    "readback": _Work(
        lambda it: sum(step.answer is None and step.owner is not None for step in _live(it)),
        "promise to read back", "promises to read back", "all have answered",
    ),
    "checkin": _Work(_unreported, "step to ask about", "steps to ask about", "all asked about"),
    "evaluate": _Work(_unevaluated, "show of hands to go", "shows of hands to go", "all three shown"),
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
    return counted(count, _WORK[stage_kind].one, _WORK[stage_kind].several)


def pace_words(session: Session, stage: StageKind, remaining: float) -> tuple[str, ...]:
    """Return what is still to do and the time for each, longest wording first: "4 steps lack an owner · 40 s each".

    `remaining` is what the stage has left, in seconds. Where all is done, that is said; "" is always among them, for
    a line without room, and alone where the stage goes by no items, or there are none to go by.
    """
    words, count = pending_words(session, stage), still_to_do(session, stage)
    if words is None:
        return (_WORK[stage].nothing, "") if stage in _WORK and _has_items(session, stage) else ("",)
    return timed_words(words, count, remaining)


def timed_words(words: str, count: int, remaining: float) -> tuple[str, ...]:
    """Return `words`, which say that `count` items are left, with the time for each where that helps.

    One item has all the time that the clock shows, and less than half a minute for each only scares.
    """
    time = each(remaining, count) if count > 1 else None
    bare = _NOUN.sub(r"\1 ", words)
    short = (bare, f"{count} left", "") if bare != words else (f"{count} left", "")
    if time is None:
        return (words, *short)
    return (f"{words} · {each_words(time)} each", words, f"{each_words(time)} each", *short)


# Beside "3:42 left" on the clock, "10 left" alone would read as a time.
_NOUN = re.compile(r"^(\d+) (?:areas?|goals?|improvements?|steps?|promises?|shows? of hands) ")


def _has_items(session: Session, stage: StageKind) -> bool:
    if stage in ("assess", "define", "review"):
        return bool(session.above_line())
    if stage == "goals":
        return any(goal.live for goal in session.goals)
    if stage == "readback":
        return any(step.owner is not None for step in _live(session))
    return bool(_live(session)) or stage == "evaluate"


def _assign_words(session: Session, count: int) -> str:
    if _without_owner(session) == count:
        return counted(count, "step lacks an owner", "steps lack an owner")
    if _without_date(session) == count and not _without_owner(session):
        return counted(count, "step lacks a date", "steps lack a date")
    return counted(count, _WORK["assign"].one, _WORK["assign"].several)
