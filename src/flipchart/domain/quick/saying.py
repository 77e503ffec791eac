"""What a line was read as, in the few words that the room sees under it."""

import datetime as dt
from collections.abc import Container, Iterator

from flipchart.domain.quick.need import Need
from flipchart.domain.quick.step import Captured
from flipchart.domain.quick.who_when import WhoWhen
from flipchart.domain.when import moment, told_day


def echo(captured: Captured, today: dt.date, *, far: bool = True) -> tuple[str, ...]:
    """Return the short parts to show under a step's line: "Chen Wei", "Fri 20 Nov, in 2 days", "needs it".

    Without `far` a date is not followed by how far off it is, here and in the other two.
    """
    return tuple(_step(captured, today, far))


def echo_who_when(read: WhoWhen, today: dt.date, *, far: bool = True) -> tuple[str, ...]:
    """Return the short parts to show under the box that asks who and when: "Bea", "Wed 2 Dec, in 14 days"."""
    return tuple(_who_when(read, today, far))


def echo_need(need: Need, today: dt.date, *, far: bool = True) -> tuple[str, ...]:
    """Return the short parts to show under a resource's line: "money", "4500 GBP", "ask Ana Lopes"."""
    return tuple(_need(need, today, far))


def _step(captured: Captured, today: dt.date, far: bool) -> Iterator[str]:
    if captured.owner:
        yield named(captured.owner, captured.new)
    if captured.helpers:
        yield "with " + ", ".join(named(helper, captured.new) for helper in captured.helpers)
    if captured.due:
        yield _due(captured.due, captured.hoped, today, far)
    if captured.needs:
        yield "needs " + ", ".join(captured.needs)
    if captured.first_step or captured.first_step_at:
        at = moment(captured.first_step_at, today) if captured.first_step_at else ""
        yield " ".join(part for part in ("first", at, captured.first_step) if part)
    if captured.roadblock or captured.contingency:
        yield _if_then(captured)
    if captured.done_when:
        yield f"done when {captured.done_when}"


def _who_when(read: WhoWhen, today: dt.date, far: bool) -> Iterator[str]:
    if read.owner:
        yield named(read.owner, read.new)
    elif read.clear_owner:
        yield "no owner"
    if read.due:
        yield _due(read.due, read.hoped, today, far)
    elif read.clear_due:
        yield "no date"


def _need(need: Need, today: dt.date, far: bool) -> Iterator[str]:
    if need.kind:
        yield need.kind
    if need.amount is not None:
        yield f"{need.amount:,} {need.unit or ''}".rstrip()
    if need.ask:
        yield f"ask {named(need.ask, need.new)}"
    if need.by:
        yield f"by {_due(need.by, False, today, far)}"
    if need.alternative:
        yield f"if they say no, {need.alternative}"


def named(name: str, new: Container[str]) -> str:
    """Return a name, with a remark where nobody is known by it yet."""
    return f"{name} (new person)" if name in new else name


def _due(due: dt.date, hoped: bool, today: dt.date, far: bool) -> str:
    said = f"{'hoped ' if hoped else ''}{told_day(due, today, far=far)}"
    return said if due >= today else f"{said}, already past"


def _if_then(captured: Captured) -> str:
    roadblock = f"if {captured.roadblock}" if captured.roadblock else ""
    contingency = f"then {captured.contingency}" if captured.contingency else ""
    return f"{roadblock} {contingency}".strip()
