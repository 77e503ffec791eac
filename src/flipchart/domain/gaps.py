"""What to ask aloud: what is still missing in a plan, most urgent first. A pure list that blocks nothing."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from flipchart.domain.figures import owned_steps
from flipchart.domain.next_check import standing_check
from flipchart.domain.session import Session
from flipchart.domain.step_gaps import QUESTIONS, Asked, GapKind
from flipchart.domain.when import day

__all__ = ["Gap", "GapKind", "brief", "gaps"]

MOST_HERE = 3
"""Open steps of one owner in a session above which it is asked whether that is too much."""
MOST_IN_ALL = 5
"""The same over all sessions of the group. Goals help less the more there are (Dalton & Spiller 2012)."""
FEWEST_DATES = 3
"""Dates below which it says nothing that they fall on one day."""
NO_LOADS: Mapping[str, int] = {}


@dataclass(frozen=True, slots=True)
class Gap:
    """Something to ask; `item` is the id of what it is about, if it is about one; `say` is what to say."""

    kind: GapKind
    item: str | None
    say: str


def gaps(session: Session, today: dt.date, *, load_elsewhere: Mapping[str, int] = NO_LOADS) -> tuple[Gap, ...]:
    """Return what to ask of the plan as it stands on `today`, without what was waved off.

    `load_elsewhere` tells how many live steps an owner (in any case) has in the group's other sessions;
    leave it out where the room sees the answer.
    """
    elsewhere = {owner.casefold(): load for owner, load in load_elsewhere.items()}
    waved = {(it.gap, it.item) for it in session.waved}
    found = (
        *_of_steps(session, today),
        *_no_steps(session),
        *_overloaded(session, elsewhere),
        *_clustered(session, today),
        *_no_asker(session),
        *_order(session, today),
        *_no_next_check(session, today),
    )
    return tuple(gap for gap in found if (gap.kind, gap.item) not in waved)


def brief(text: str, width: int = 48) -> str:
    """Return a text in one line, a long one cut between words."""
    line = " ".join(text.split())
    if len(line) <= width:
        return line
    return line[:width].rsplit(" ", 1)[0].rstrip(" ,;:.") + "…"


def _of_steps(session: Session, today: dt.date) -> Iterator[Gap]:
    live = [Asked(step, session, today) for step in session.steps if step.live]
    for kind, question in QUESTIONS:
        for asked in live:
            if say := question(asked):
                yield Gap(kind, asked.step.id, f"{brief(asked.step.text)}: {say}")


def _no_steps(session: Session) -> Iterator[Gap]:
    for item in session.above_line():
        if not session.steps_of(item.id):
            yield Gap("no_steps", item.id, f"{brief(item.text)} has no step yet: what happens first?")


def _overloaded(session: Session, elsewhere: Mapping[str, int]) -> Iterator[Gap]:
    """Tell of each overloaded owner once, by the last of their steps, which could go to somebody else.

    People have no ids, so this gap is known by a step. It stays waved off for the owner as long as that
    step is theirs.
    """
    waved = {it.item for it in session.waved if it.gap == "overloaded"}
    owners = {step.owner.casefold(): step.owner for step in session.steps if step.live and step.owner}
    for name, owner in owners.items():
        mine, others = owned_steps(session, owner), elsewhere.get(name, 0)
        theirs = {step.id for step in session.steps if (step.owner or "").casefold() == name}
        if (len(mine) > MOST_HERE or len(mine) + others > MOST_IN_ALL) and waved.isdisjoint(theirs):
            load = f"{len(mine)} open {'step' if len(mine) == 1 else 'steps'} here"
            load += f" and {others} elsewhere" if others else ""
            yield Gap("overloaded", mine[-1].id, f"{owner} has {load}: which can go to somebody else?")


def _clustered(session: Session, today: dt.date) -> Iterator[Gap]:
    dates = Counter(step.due for step in session.steps if step.live and step.due is not None)
    total = dates.total()
    for date, count in dates.most_common(1):
        if total >= FEWEST_DATES and count * 2 > total:
            say = f"{count} of {total} dates fall on {day(date, today)}: which can come sooner?"
            yield Gap("clustered", None, say)


def _no_asker(session: Session) -> Iterator[Gap]:
    over = {step.id for step in session.steps if not step.live}
    for need in session.resources:
        moot = bool(need.steps) and over.issuperset(need.steps)
        if need.live and need.status == "need" and need.ask is None and not moot:
            yield Gap("no_asker", need.id, f"{brief(need.text)}: who is asked for it, and by when?")


def _order(session: Session, today: dt.date) -> Iterator[Gap]:
    live = {step.id: step for step in session.steps if step.live}
    for step in live.values():
        ends = [(live[id].due, live[id].text) for id in step.after if id in live]
        later = [(due, text) for due, text in ends if due and step.due and due > step.due]
        if later:
            due, text = max(later)
            say = f"{brief(step.text)} waits for {brief(text)}, due later, on {day(due, today)}"
            yield Gap("order", step.id, f"{say}: which date moves?")


def _no_next_check(session: Session, today: dt.date) -> Iterator[Gap]:
    steps = [step for step in session.steps if step.state != "dropped"]
    if steps and not any(step.live for step in steps):
        return
    if session.next_check is None:
        say = "There is no date for the next check: when do we look again, and who calls it?"
        yield Gap("no_next_check", None, say)
    elif standing_check(session, today) is None:
        say = f"The next check was {day(session.next_check, today)}: when do we look again?"
        yield Gap("no_next_check", None, say)
