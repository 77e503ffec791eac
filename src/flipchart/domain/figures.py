"""The figures of a plan, each with its fraction; where there is nothing to divide it says "no data", never 0."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from flipchart.domain.follow_up import Report
from flipchart.domain.identity import was_undone
from flipchart.domain.plan import Step
from flipchart.domain.promises import promised, slips
from flipchart.domain.said import joined, said, say
from flipchart.domain.session import Session


class Ratio(Struct, frozen=True):
    """`part` of `whole`, both counted."""

    part: int
    whole: int

    @property
    def value(self) -> float | None:
        """The quotient from 0 to 1, or None where there is nothing to divide."""
        return self.part / self.whole if self.whole else None

    @property
    def percent(self) -> str:
        """The quotient as "60 %", or "no data"."""
        return "no data" if self.value is None else f"{self.value:.0%}".replace("%", " %")

    @property
    def words(self) -> str:
        """The fraction that stands beside every percentage: "6 of 10", or "no data"."""
        return say("{n} of {count}", n=self.part, count=self.whole) if self.whole else said("no data")

    @property
    def with_percent(self) -> str:
        """Both: "9 of 14 · 64 %", or "no data"."""
        return joined(" · ", (self.words, self.percent)) if self.whole else self.words


class Counts(Struct, frozen=True):
    """The counts of a plan's steps: the figures of `show --json` and of the closing page.

    `steps` counts all steps, dropped ones included. `live`, `late`, `without_owner` and `without_date` are of steps
    neither done nor dropped, and `owned`, `dated` and `overdue` are the fractions of them that have an owner, have a
    date and are late. `completion` = done of all that are not dropped. `on_time` = done by the first promised date,
    of those done with such a date and a known day of completion. `slips` = how many times a date was moved after it
    had passed, over all steps.

    A step that was carried over to another session is closed and counted there, with all its slips; here it is only
    in `carried`. So it counts once over all sessions, and no session is left with steps that nobody can close in it.
    """

    steps: int
    done: int
    dropped: int
    live: int
    late: int
    without_owner: int
    without_date: int
    slips: int
    carried: int
    completion: Ratio
    on_time: Ratio
    owned: Ratio
    dated: Ratio
    overdue: Ratio

    @property
    def done_words(self) -> str:
        """The completion with what was carried over, "4 of 4 done, 3 carried on"; "no steps" for an empty plan."""
        done = f"{self.completion.words} done" if self.completion.whole else ""
        carried = f"{self.carried:,} carried on" if self.carried else ""
        return ", ".join(part for part in (done, carried) if part) or "no steps"


def steps_counted(session: Session) -> tuple[Step, ...]:
    """The steps that figures are of: not those carried over, nor what is left of an undone addition."""
    return tuple(step for step in session.steps if step.carried_to is None and not was_undone(step))


def reports_by_step(session: Session) -> Mapping[str, Sequence[Report]]:
    """The reports of each step that has some, by its id."""
    reports: dict[str, list[Report]] = {}
    for report in session.reports:
        reports.setdefault(report.step, []).append(report)
    return reports


def finished_on(step: Step, reports: Iterable[Report]) -> dt.date | None:
    """The day on which a done step was finished: as it says itself, else as last reported, else None."""
    if step.state != "done":
        return None
    days = [it.on for it in reports if it.live and it.step == step.id and it.state == "done"]
    return step.finished or (max(days) if days else None)


def on_time(steps: Iterable[Step], reports: Mapping[str, Sequence[Report]]) -> Ratio:
    """Return done by the first promised date ÷ done with one; steps done on an unknown day are left out."""
    days = [(finished_on(step, reports.get(step.id, ())), promised(step)) for step in steps]
    kept = [finished <= due for finished, due in days if finished is not None and due is not None]
    return Ratio(sum(kept), len(kept))


def counts(session: Session, today: dt.date) -> Counts:
    """Count the session's steps as they stand on `today`; additions that were undone never counted."""
    steps = steps_counted(session)
    live = [step for step in steps if step.live]
    done = sum(step.state == "done" for step in steps)
    dropped = sum(step.state == "dropped" for step in steps)
    late = sum(step.late(today) for step in live)
    reports = reports_by_step(session)
    owned, dated = sum(it.owner is not None for it in live), sum(it.due is not None for it in live)
    return Counts(
        steps=len(steps),
        done=done,
        dropped=dropped,
        live=len(live),
        late=late,
        without_owner=len(live) - owned,
        without_date=len(live) - dated,
        slips=sum(slips(step, reports.get(step.id, ())) for step in steps),
        carried=sum(step.carried_to is not None for step in session.steps),
        completion=Ratio(done, len(steps) - dropped),
        on_time=on_time(steps, reports),
        owned=Ratio(owned, len(live)),
        dated=Ratio(dated, len(live)),
        overdue=Ratio(late, len(live)),
    )


def load(session: Session, owner: str) -> int:
    """How many live steps `owner` has in this session; case does not matter."""
    return len(owned_steps(session, owner))


def owned_steps(session: Session, owner: str) -> tuple[Step, ...]:
    """The live steps of `owner` in the order of the plan; case does not matter."""
    name = owner.casefold()
    return tuple(step for step in session.steps if step.live and (step.owner or "").casefold() == name)
