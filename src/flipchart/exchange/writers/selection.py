"""Which steps an export includes: all, those still open, or those of one owner."""

from msgspec import Struct

from flipchart.domain.errors import ExchangeError
from flipchart.domain.plan import Resource, Step
from flipchart.domain.session import Session


class Selection(Struct, frozen=True):
    """`open_only` leaves out what is done or dropped; `owner` takes the steps of one person only."""

    open_only: bool = False
    owner: str | None = None

    def of(self, session: Session) -> Session:
        """Return the session with the chosen steps and what belongs to them.

        An owner is named as people do, in any case and by the first words of the name. Raises ExchangeError
        where no step has such an owner, or two people fit.
        """
        if self == ALL:
            return session
        owner = _owner(session, self.owner) if self.owner else None
        steps = tuple(step for step in session.steps if self._takes(step, owner))
        kept = {step.id for step in steps}
        worked_on = {step.improvement for step in steps}
        return session.revise(
            steps=steps,
            improvements=tuple(it for it in session.improvements if owner is None or it.id in worked_on),
            resources=tuple(it for it in session.resources if _belongs(it, kept, owner)),
            reports=tuple(it for it in session.reports if it.step in kept),
        )

    def _takes(self, step: Step, owner: str | None) -> bool:
        return (step.live or not self.open_only) and (
            owner is None or (step.owner or "").casefold() == owner.casefold()
        )


ALL = Selection()
"""Nothing is left out."""


def _belongs(resource: Resource, kept: set[str], owner: str | None) -> bool:
    return not kept.isdisjoint(resource.steps) or (owner is None and not resource.steps)


def _owner(session: Session, name: str) -> str:
    owners = list({step.owner.casefold(): step.owner for step in session.steps if step.owner}.values())
    wanted = " ".join(name.split()).casefold()
    for fits in (
        [owner for owner in owners if owner.casefold() == wanted],
        [owner for owner in owners if owner.casefold().startswith(f"{wanted} ")],
    ):
        if len(fits) == 1:
            return fits[0]
        if fits:
            raise ExchangeError(f"'{name}' fits {' and '.join(fits)}; write the whole name.", exit_code=2)
    known = f"Owners are {', '.join(owners)}." if owners else "No step has an owner yet."
    raise ExchangeError(f"No step is owned by '{name}'. {known}")
