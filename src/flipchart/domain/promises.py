"""What becomes of a step's date: the first promise, moves, and slips.

A date that is replaced while the plan is being made is a correction: it becomes the first promise itself.
Later it is a move: `first_due` stays and `moves` goes up. A date that had already passed, and one that was
carried over from an earlier session, is always moved and never corrected, also in a workshop: it was promised
before. Every move of a live step leaves a report with the new date, so that the reports tell one date after
the other and slips can be counted.
"""

import datetime as dt
from collections.abc import Iterable

from msgspec import Struct

from flipchart.domain.errors import Rejected
from flipchart.domain.follow_up import Report
from flipchart.domain.plan import Step
from flipchart.domain.said import say
from flipchart.domain.saying import name_key
from flipchart.domain.session import Session


def to_come(due: dt.date | None, today: dt.date, before: dt.date | None = None) -> dt.date | None:
    """Return a day that something is promised for from now on; raises Rejected where it is past.

    The day that stood there `before` may stay.
    """
    if due is not None and due < today and due != before:
        from flipchart.domain.when import day_words  # noqa: PLC0415 - the grammar of days, for a refusal alone

        raise Rejected(say("{day} is past: type a day still to come.", day=day_words(due, today, far=False)))
    return due


def promised(step: Step) -> dt.date | None:
    """The first date that was promised for the step; None where there was at most a hope."""
    if step.first_due is not None:
        return step.first_due
    return None if step.hoped else step.due


def redated(step: Step, due: dt.date | None, hoped: bool, *, today: dt.date, planning: bool) -> Step:
    """Return `step` with its date set, changed or taken away (None), and the promise kept in mind."""
    hoped = hoped and due is not None
    undated = step.due is None and step.first_due is None
    kept = step.late(today) or step.carried_from is not None or step.first_due not in (None, step.due)
    if undated or (planning and not kept):
        return step.revise(due=due, hoped=hoped, first_due=None if hoped else due)
    first = promised(step) or (None if hoped else due)
    moves = step.moves + (due != step.due)
    return step.revise(due=due, hoped=hoped, first_due=first, moves=moves)


def redating_report(
    before: Step, after: Step, *, today: dt.date, report_id: str, run: str | None = None
) -> Report | None:
    """The report that a change of date leaves, or None where it was a correction or no change.

    The step's state stays as it is; `due` of the report is the new date.
    """
    if not before.live or after.due is None or after.moves == before.moves:
        return None
    return Report(id=report_id, step=after.id, on=today, state=after.state, run=run, due=after.due, owner=after.owner)


class Move(Struct, frozen=True):
    """A date that was changed: on which day, from which date to which, and whether the old one had passed."""

    on: dt.date
    before: dt.date
    due: dt.date

    @property
    def slipped(self) -> bool:
        """Whether the date had passed when it was moved; moving it before is planning."""
        return self.before < self.on


def date_moves(step: Step, reports: Iterable[Report]) -> tuple[Move, ...]:
    """Return the changes of the step's promised date, in the order of the days on which they were reported.

    The date is followed through the reports of this step that give a new one. A step that never had more
    than a hoped date has none: a wish is no promise.
    """
    standing = promised(step)
    if standing is None:
        return ()
    mine = (it for it in reports if it.live and it.step == step.id)
    dues = sorted(((it.on, it.due) for it in mine if it.due is not None), key=lambda it: it[0])
    # Dates given before the first promise were hopes; that promise may itself have been given in a report.
    start = next((place + 1 for place, (_, due) in enumerate(dues) if due == standing), 0)
    moves: list[Move] = []
    for on, due in dues[start:]:
        if due != standing:
            moves.append(Move(on, standing, due))
        standing = due
    return tuple(moves)


def slips(step: Step, reports: Iterable[Report]) -> int:
    """How often the step's date was moved after it had passed."""
    return sum(move.slipped for move in date_moves(step, reports))


def people_with_promises(session: Session) -> tuple[str, ...]:
    """Return who owns a step that is neither done nor dropped, in the order of the plan."""
    owners = (step.owner for step in session.steps if step.live and step.owner)
    known = {name_key(owner): owner for owner in reversed(list(owners))}
    return tuple(dict.fromkeys(known[name_key(step.owner)] for step in session.steps if step.live and step.owner))
