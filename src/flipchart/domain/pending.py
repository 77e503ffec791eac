"""What a stage still has to work through, and how long there is for each."""

from collections.abc import Callable

from msgspec import Struct

from flipchart.domain.clock_words import each_words
from flipchart.domain.kinds import StageKind
from flipchart.domain.needs import lacking, lacks_owner
from flipchart.domain.pace import each
from flipchart.domain.plan import Step
from flipchart.domain.said import joined, said, say, say_count
from flipchart.domain.session import Session


class _Work(Struct, frozen=True):
    """What a stage works through: how to `count` the items left, and how to word them.

    `words` is for one item and for several, `bare` the same without the noun, and `nothing` is for none left.
    """

    count: Callable[[Session], int]
    words: tuple[str, str]
    bare: tuple[str, str]
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
    reported = {it.step for it in session.reports if it.live and it.run == run}
    return sum(step.id not in reported for step in _live(session))


def _unevaluated(session: Session) -> int:
    run = session.last_run.id if session.last_run else None
    shows = [it for it in session.evaluations if it.live and it.run == run]
    asked = ("behaviour", "improvement", "rating")
    return sum(all(getattr(it, name) is None for it in shows) for name in asked)


_WORK: dict[StageKind, _Work] = {
    "assess": _Work(
        lambda it: sum(item.rating is None for item in it.improvements if item.live),
        ("{n} area has no rating", "{n} areas have no rating"), ("{n} has no rating", "{n} have no rating"),
        said("every area has a rating"),
    ),
    "review": _Work(lambda it: len(it.above_line()), ("{n} above the line", "{n} above the line"), ("", "")),
    "goals": _Work(
        lambda it: sum(goal.target is None or goal.by is None for goal in it.goals if goal.live),
        ("{n} goal lacks a target or a date", "{n} goals lack a target or a date"),
        ("{n} lacks a target or a date", "{n} lack a target or a date"),
        said("every goal has a target and a date"),
    ),
    "define": _Work(
        lambda it: sum(not it.steps_of(item.id) for item in it.above_line()),
        ("{n} improvement has no step yet", "{n} improvements have no step yet"),
        ("{n} has no step yet", "{n} have no step yet"), said("every improvement has a step"),
    ),
    "assign": _Work(
        _unassigned, ("{n} step lacks an owner or a date", "{n} steps lack an owner or a date"),
        ("{n} lacks an owner or a date", "{n} lack an owner or a date"), said("every step has an owner and a date"),
    ),
    "risks": _Work(
        lambda it: sum(step.contingency is None for step in _live(it)),
        ("{n} step has no if-then", "{n} steps have no if-then"), ("{n} has no if-then", "{n} have no if-then"),
        said("every step has an if-then"),
    ),
    "readback": _Work(
        lambda it: sum(step.answer is None and step.owner is not None for step in _live(it)),
        ("{n} promise to read back", "{n} promises to read back"), ("{n} to read back", "{n} to read back"),
        said("all have answered"),
    ),
    "checkin": _Work(
        _unreported, ("{n} step to ask about", "{n} steps to ask about"), ("{n} to ask about", "{n} to ask about"),
        said("all asked about"),
    ),
    "evaluate": _Work(
        _unevaluated, ("{n} show of hands to go", "{n} shows of hands to go"), ("{n} to go", "{n} to go"),
        said("all three shown"),
    ),
}  # fmt: skip

_NO_OWNER = (("{n} step lacks an owner", "{n} steps lack an owner"), ("{n} lacks an owner", "{n} lack an owner"))
_NO_DATE = (("{n} step lacks a date", "{n} steps lack a date"), ("{n} lacks a date", "{n} lack a date"))


def still_to_do(session: Session, stage_kind: StageKind) -> int:
    """Return how many items the stage still has to work through; 0 for a stage that does not count items."""
    work = _WORK.get(stage_kind)
    return work.count(session) if work else 0


def pending_words(session: Session, stage_kind: StageKind) -> str | None:
    """Return what is still to do in words ("4 steps lack an owner"), or None if nothing is."""
    count = still_to_do(session, stage_kind)
    return say_count(*_words(session, stage_kind)[0], count) if count else None


def pace_words(session: Session, stage: StageKind, remaining: float) -> tuple[str, ...]:
    """Return what is still to do and the time for each, longest wording first: "4 steps lack an owner · 40 s each".

    `remaining` is what the stage has left, in seconds. Where all is done, that is said; "" is always among them, for
    a line without room, and alone where the stage goes by no items, or there are none to go by.
    """
    words, count = pending_words(session, stage), still_to_do(session, stage)
    if words is None:
        return (_WORK[stage].nothing, "") if stage in _WORK and _has_items(session, stage) else ("",)
    one, several = _words(session, stage)[1]
    return timed_words(words, count, remaining, say_count(one, several, count) if one else None)


def timed_words(words: str, count: int, remaining: float, bare: str | None = None) -> tuple[str, ...]:
    """Return `words`, which say that `count` items are left, with the time for each where that helps.

    `bare` says the same without naming the items. One item has all the time that the clock shows, and less than half
    a minute for each only scares.
    """
    time = each(remaining, count) if count > 1 else None
    # Beside "3:42 left" on the clock, "10 left" alone would read as a time.
    left = say_count("{n} left", "{n} left", count)
    short = (bare, left, "") if bare else (left, "")
    if time is None:
        return (words, *short)
    per = say("{time} each", time=each_words(time))
    return (joined(" · ", (words, per)), words, per, *short)


def _has_items(session: Session, stage: StageKind) -> bool:
    if stage in ("assess", "define", "review"):
        return bool(session.above_line())
    if stage == "goals":
        return any(goal.live for goal in session.goals)
    if stage == "readback":
        return any(step.owner is not None for step in _live(session))
    return bool(_live(session)) or stage == "evaluate"


def _words(session: Session, kind: StageKind) -> tuple[tuple[str, str], tuple[str, str]]:
    """What is said of a stage's items, with and without their noun."""
    count = still_to_do(session, kind)
    if kind == "assign" and _without_owner(session) == count:
        return _NO_OWNER
    if kind == "assign" and _without_date(session) == count and not _without_owner(session):
        return _NO_DATE
    return _WORK[kind].words, _WORK[kind].bare
