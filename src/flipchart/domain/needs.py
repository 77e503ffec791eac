"""What the plan needs in all, with amounts added up by kind and unit; and whether steps lack an owner."""

from collections.abc import Iterable, Mapping
from typing import get_args

from msgspec import Struct

from flipchart.domain.kinds import Number, ResourceKind
from flipchart.domain.plan import Resource, Step
from flipchart.domain.said import figure, joined, said, say
from flipchart.domain.saying import name_key
from flipchart.domain.session import Session

ORDER: tuple[ResourceKind | None, ...] = (*sorted(get_args(ResourceKind), key=lambda it: it != "money"), None)
"""The order of kinds: money first, since it is asked for first; no kind last."""

KIND_WORDS: Mapping[ResourceKind, str] = {
    "people": said("people"), "money": said("money"), "time": said("time"), "tool": said("tool"),
    "external": said("external"),
}  # fmt: skip


MOST = 1e15
"""An amount beyond which it is taken for a typing error."""


class Sum(Struct, frozen=True):
    """How much of one kind in one unit is needed in all, and how much of it is there already."""

    kind: ResourceKind | None
    unit: str | None
    amount: Number
    there: Number

    @property
    def words(self) -> str:
        """Return "money 1,200 EUR" or "people 3 days, 1 there"; "4 people" where the unit says the kind."""
        unit = self.unit or ""
        kind = KIND_WORDS[self.kind] if self.kind and self.kind != unit.casefold() else ""
        much = joined(" ", (part for part in (kind, amount_words(self.amount), unit) if part))
        return say("{much}, have {amount}", much=much, amount=amount_words(self.there)) if self.there else much


def amount_words(value: Number) -> str:
    """Return a number with its thousands apart: "1,200", "2.5"."""
    if not abs(value) < MOST:
        return figure(f"{value:g}")
    rounded = round(value, 6)
    return figure(f"{int(rounded):,}" if rounded == int(rounded) else f"{rounded:,}")


def sums(resources: Iterable[Resource]) -> tuple[Sum, ...]:
    """Return the sums of what is not dropped; units are one in any case of their letters, and are never converted.

    What has no amount, or none that is a number, is in no sum.
    """
    found: dict[tuple[ResourceKind | None, str], Sum] = {}
    for item in resources:
        amount = item.amount
        if not item.live or amount is None or not abs(amount) < MOST:
            continue
        key = (item.kind, (item.unit or "").casefold())
        before = found.get(key, Sum(item.kind, item.unit, 0, 0))
        there = amount if item.status == "have" else 0
        found[key] = Sum(before.kind, before.unit, before.amount + amount, before.there + there)
    return tuple(sorted(found.values(), key=lambda it: ORDER.index(it.kind)))


def sum_words(session: Session) -> list[str]:
    """Return the sums in words where there is something to add up: more than one amount."""
    amounts = [it for it in session.resources if it.live and it.amount is not None]
    return [it.words for it in sums(session.resources)] if len(amounts) > 1 else []


def asks_owner(session: Session) -> bool:
    """Whether owners are asked for: not in a run whose steps all belong to one person."""
    run = session.last_run
    return run is None or not run.one_owner


def sole_owner(session: Session) -> str | None:
    """Return the one person to whom all steps belong, or None.

    That is the only person beside the facilitator, or the only one of them who is present.
    """
    run = session.last_run
    if run is None or not run.one_owner:
        return None
    others = [name for name in session.people if name_key(name) != name_key(session.facilitator)]
    here = {name_key(name) for name in run.present}
    present = [name for name in others if name_key(name) in here]
    return next((names[0] for names in (others, present) if len(names) == 1), None)


def lacks_owner(session: Session, step: Step) -> bool:
    """Whether a live step has no owner although owners are asked for."""
    return step.live and step.owner is None and asks_owner(session)


def lacking(session: Session, step: Step) -> bool:
    """Whether a live step lacks an owner or a date."""
    return step.live and (step.due is None or lacks_owner(session, step))
