"""Gaps: what is still missing in a plan, to be asked aloud, most urgent first. A gap never blocks anything."""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Literal

from msgspec import Struct

from flipchart.domain.check_in import standing_check
from flipchart.domain.figures import owned_steps
from flipchart.domain.needs import lacks_owner
from flipchart.domain.plan import Step
from flipchart.domain.said import Said, said, say
from flipchart.domain.saying import counted
from flipchart.domain.session import Session
from flipchart.domain.text import brief
from flipchart.domain.vagueness import is_two_in_one, is_vague, names_a_group
from flipchart.domain.when import by_day, day

GapKind = Literal[
    "no_owner", "group_owner", "no_date", "past_date", "weekend", "hoped", "vague", "two_in_one",
    "no_first_step", "no_steps", "overloaded", "clustered", "no_asker", "order", "no_next_check",
]  # fmt: skip
"""The kinds of gaps by the names of `show --json`, most urgent first."""

SOON = dt.timedelta(days=7)
"""How many days ahead a first step should be at most."""


class Asked(Struct, frozen=True):
    """A step to look for gaps in, with its session and today's date."""

    step: Step
    session: Session
    today: dt.date


def _no_owner(it: Asked) -> Said | None:
    return said("whose name goes here?") if lacks_owner(it.session, it.step) else None


def _group_owner(it: Asked) -> Said | None:
    owner = it.step.owner
    if owner is None or not (names_a_group(owner) or owner.casefold() == (it.session.group or "").casefold()):
        return None
    return say("“{owner}” is not one person. Whose name goes here?", owner=owner)


def _no_date(it: Asked) -> Said | None:
    return said("by which day?") if it.step.due is None else None


def _past_date(it: Asked) -> Said | None:
    if it.step.due is None or not it.step.late(it.today):
        return None
    was = by_day(it.step.due, it.today, hoped=it.step.hoped)
    return say("{was}. Is it done, or which day is it now?", was=was)


def _weekend(it: Asked) -> Said | None:
    due = it.step.due
    if due is None or due < it.today or due.weekday() < 5:
        return None
    return say("{day} is on a weekend. Is that right?", day=day(due, it.today))


def _hoped(it: Asked) -> Said | None:
    if it.step.due is None or not it.step.hoped:
        return None
    return say("{day} is hoped for. Which day can be promised?", day=day(it.step.due, it.today))


def _vague(it: Asked) -> Said | None:
    # If the step says when it counts as done, this question is answered.
    vague = it.step.done_when is None and is_vague(it.step.text, it.session.people)
    return said("how will we see that it is done?") if vague else None


def _two_in_one(it: Asked) -> Said | None:
    return said("is this one step or two?") if is_two_in_one(it.step.text) else None


def _no_first_step(it: Asked) -> Said | None:
    at = it.step.first_step_at
    begun = it.step.state != "open" or (at is not None and at.date() <= it.today + SOON)
    return None if begun else said("what happens first, on which day and at what hour?")


QUESTIONS: tuple[tuple[GapKind, Callable[[Asked], Said | None]], ...] = (
    ("no_owner", _no_owner),
    ("group_owner", _group_owner),
    ("no_date", _no_date),
    ("past_date", _past_date),
    ("weekend", _weekend),
    ("hoped", _hoped),
    ("vague", _vague),
    ("two_in_one", _two_in_one),
    ("no_first_step", _no_first_step),
)
"""What each kind asks of a step, or None where there is nothing to ask."""


MOST_HERE = 3
"""Open steps of one owner in a session above which the room is asked whether that is too much."""
MOST_IN_ALL = 5
"""The same over all sessions of the group. Goals help less the more there are (Dalton & Spiller 2012)."""
FEWEST_DATES = 3
"""With fewer dates than this, it is no gap if they fall on one day."""
NO_LOADS: Mapping[str, int] = {}
NO_CHECK = said("There is no date for the next check: when do we look again, and who calls it?")


class Gap(Struct, frozen=True):
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


class Aloud(Struct, frozen=True):
    """One question for the room: a gap as it is, or several of a kind asked as one; `items` are what it is about."""

    kind: GapKind
    items: tuple[str, ...]
    say: str


SEVERAL_OF_A_KIND = 3
"""So many gaps of one kind are asked as one question."""

AT_ONCE = 7
"""The most questions asked at once: they fill a screen."""

TOGETHER: Mapping[GapKind, str] = {
    "no_owner": said("{n} steps have no owner: whose names go here?"),
    "group_owner": said("{n} steps belong to a group: whose names go here?"),
    "no_date": said("{n} steps have no date: by when?"),
    "past_date": said("{n} steps have a date that is past: are they done?"),
    "weekend": said("{n} steps are due on a weekend: is that right?"),
    "hoped": said("{n} dates are hoped for: which can be promised?"),
    "vague": said("{n} steps are hard to check: how will we see them done?"),
    "two_in_one": said("{n} steps may each be two: which are?"),
    "no_first_step": said("{n} steps have no first step: which two matter most?"),
    "no_steps": said("{n} improvements have no step yet: what happens first?"),
    "overloaded": said("{n} people have a lot to do: what can go to others?"),
    "no_asker": said("{n} needs have nobody to ask: who asks, and by when?"),
    "order": said("{n} steps are due before what they wait for: which dates move?"),
}
"""What is asked of several of a kind, with their number."""


def aloud(found: Sequence[Gap], most: int = AT_ONCE) -> tuple[Aloud, ...]:
    """Return what to ask in the room: at most `most` questions, most urgent first, each kind of gap asked once."""
    kinds: dict[GapKind, list[Gap]] = {}
    for gap in found:
        kinds.setdefault(gap.kind, []).append(gap)
    asked: list[Aloud] = []
    for kind, alike in kinds.items():
        items = tuple(gap.item for gap in alike if gap.item is not None)
        if len(alike) >= SEVERAL_OF_A_KIND and kind in TOGETHER:
            asked.append(Aloud(kind, items, say(TOGETHER[kind], n=len(alike))))
        else:
            asked += singly(alike)
    return tuple(asked[:most])


def singly(found: Sequence[Gap]) -> tuple[Aloud, ...]:
    """Return each gap as a question of its own."""
    return tuple(Aloud(gap.kind, (gap.item,) if gap.item else (), gap.say) for gap in found)


def _of_steps(session: Session, today: dt.date) -> Iterator[Gap]:
    live = [Asked(step, session, today) for step in session.steps if step.live]
    for kind, question in QUESTIONS:
        for asked in live:
            if words := question(asked):
                yield Gap(kind, asked.step.id, say("{text}: {question}", text=brief(asked.step.text), question=words))


def _no_steps(session: Session) -> Iterator[Gap]:
    for item in session.above_line():
        if not session.steps_of(item.id):
            yield Gap("no_steps", item.id, say("{text} has no step yet: what happens first?", text=brief(item.text)))


def _overloaded(session: Session, elsewhere: Mapping[str, int]) -> Iterator[Gap]:
    """Yield a gap for each overloaded owner, once, about the last of their steps: the one to give to somebody else.

    People have no ids, so the gap is identified by that step. It stays waved off for the owner as long as that step
    is theirs.
    """
    waved = {it.item for it in session.waved if it.gap == "overloaded"}
    owners = {step.owner.casefold(): step.owner for step in session.steps if step.live and step.owner}
    for name, owner in owners.items():
        mine, others = owned_steps(session, owner), elsewhere.get(name, 0)
        theirs = {step.id for step in session.steps if (step.owner or "").casefold() == name}
        if (len(mine) > MOST_HERE or len(mine) + others > MOST_IN_ALL) and waved.isdisjoint(theirs):
            load = counted(len(mine), "open step")
            if others:
                question = say("{owner} has {load} here and {others} elsewhere: which can go to somebody else?",
                           owner=owner, load=load, others=others)  # fmt: skip
            else:
                question = say("{owner} has {load} here: which can go to somebody else?", owner=owner, load=load)
            yield Gap("overloaded", mine[-1].id, question)


def _clustered(session: Session, today: dt.date) -> Iterator[Gap]:
    dates = Counter(step.due for step in session.steps if step.live and step.due is not None)
    total = dates.total()
    for date, count in dates.most_common(1):
        if total >= FEWEST_DATES and count * 2 > total:
            question = say("{n} of {total} dates fall on {day}: which can come sooner?",
                       n=count, total=total, day=day(date, today))  # fmt: skip
            yield Gap("clustered", None, question)


def _no_asker(session: Session) -> Iterator[Gap]:
    over = {step.id for step in session.steps if not step.live}
    for need in session.resources:
        moot = bool(need.steps) and over.issuperset(need.steps)
        if need.live and need.status == "need" and need.ask is None and not moot:
            yield Gap("no_asker", need.id, say("{text}: who is asked for it, and by when?", text=brief(need.text)))


def _order(session: Session, today: dt.date) -> Iterator[Gap]:
    live = {step.id: step for step in session.steps if step.live}
    for step in live.values():
        ends = [(live[id].due, live[id].text) for id in step.after if id in live]
        later = [(due, text) for due, text in ends if due and step.due and due > step.due]
        if later:
            due, text = max(later)
            question = say("{step} waits for {other}, due later, on {day}: which date moves?",
                       step=brief(step.text), other=brief(text), day=day(due, today))  # fmt: skip
            yield Gap("order", step.id, question)


def _no_next_check(session: Session, today: dt.date) -> Iterator[Gap]:
    steps = [step for step in session.steps if step.state != "dropped"]
    if steps and not any(step.live for step in steps):
        return
    if session.check_day is None:
        yield Gap("no_next_check", None, NO_CHECK)
    elif standing_check(session, today) is None:
        question = say("The next check was on {day}: when do we look again?", day=day(session.check_day, today))
        yield Gap("no_next_check", None, question)
