"""What a line was read as, in a few words to show under it."""

import datetime as dt
from collections.abc import Container, Iterator

from flipchart.domain.quick.need import Need
from flipchart.domain.quick.step import Captured
from flipchart.domain.quick.who_when import WhoWhen
from flipchart.domain.said import figure, joined, said, say
from flipchart.domain.when import day_words, moment


def echo(captured: Captured, today: dt.date, *, far: bool = True) -> tuple[str, ...]:
    """Return the short parts to show under a step's line: "Chen Wei", "Fri 20 Nov, in 2 days", "needs it".

    Without `far` a date is not followed by how far off it is, here and in the other two.
    """
    return tuple(_step(captured, today, far))


def echo_who_when(read: WhoWhen, today: dt.date, *, far: bool = True) -> tuple[str, ...]:
    """Return the short parts to show under the prompt for who and when: "Bea", "Wed 2 Dec, in 14 days"."""
    return tuple(_who_when(read, today, far))


def echo_need(need: Need, today: dt.date, *, far: bool = True) -> tuple[str, ...]:
    """Return the short parts to show under a resource's line: "money", "4500 GBP", "ask Ana Lopes"."""
    return tuple(_need(need, today, far))


def _step(captured: Captured, today: dt.date, far: bool) -> Iterator[str]:
    if captured.owner:
        yield named(captured.owner, captured.new)
    if captured.helpers:
        yield say("with {names}", names=joined(", ", (named(helper, captured.new) for helper in captured.helpers)))
    if captured.due:
        yield due_day_words(captured.due, today, hoped=captured.hoped, far=far)
    if captured.needs:
        yield say("needs {names}", names=", ".join(captured.needs))
    if captured.first_step or captured.first_step_at:
        at = _first_at(captured.first_step_at, today) if captured.first_step_at else ""
        yield say("first {step}", step=joined(" ", (part for part in (at, captured.first_step) if part)))
    if captured.roadblock or captured.contingency:
        yield _if_then(captured)
    if captured.done_when:
        yield say("done when {words}", words=captured.done_when)


def _who_when(read: WhoWhen, today: dt.date, far: bool) -> Iterator[str]:
    if read.owner:
        yield named(read.owner, read.new)
    elif read.clear_owner:
        yield said("no owner")
    if read.helpers:
        yield say("with {names}", names=joined(", ", (named(helper, read.new) for helper in read.helpers)))
    if read.due:
        yield due_day_words(read.due, today, hoped=read.hoped, far=far)
    elif read.clear_due:
        yield said("no date")


def _need(need: Need, today: dt.date, far: bool) -> Iterator[str]:
    if need.kind:
        yield said(need.kind)
    if need.amount is not None:
        yield joined(" ", (part for part in (figure(f"{need.amount:,}"), need.unit) if part))
    if need.ask:
        yield say("ask {name}", name=named(need.ask, need.new))
    if need.by:
        yield say("by {day}", day=due_day_words(need.by, today, far=far))
    if need.alternative:
        yield say("if they say no, {words}", words=need.alternative)


def named(name: str, new: Container[str]) -> str:
    """Return a name, with a remark where nobody is known by it yet."""
    return say("{name} (new person)", name=name) if name in new else name


def _first_at(at: dt.datetime, today: dt.date) -> str:
    words = moment(at, today)
    return words if at.date() >= today else say("{day}, already past", day=words)


def due_day_words(due: dt.date, today: dt.date, *, hoped: bool = False, far: bool = True) -> str:
    """Return a day by which something is promised in few letters, and that it is past where it is."""
    words = day_words(due, today, far=far)
    words = say("hoped for {day}", day=words) if hoped else words
    return words if due >= today else say("{day}, already past", day=words)


def _if_then(captured: Captured) -> str:
    before, then = captured.roadblock, captured.contingency
    if before and then:
        return say("if {roadblock} then {contingency}", roadblock=before, contingency=then)
    return say("if {roadblock}", roadblock=before) if before else say("then {contingency}", contingency=then)
