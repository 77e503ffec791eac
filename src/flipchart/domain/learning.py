"""How long stages really took in this group, offered for the next agenda; nothing is ever changed unasked."""

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from flipchart.domain.agenda import TemplateStage
from flipchart.domain.clock_words import shown
from flipchart.domain.group_record import Duration
from flipchart.domain.kinds import StageKind
from flipchart.domain.said import joined, said, say
from flipchart.domain.saying import KINDS, counted, listed, spelled_out

FEWEST_RUNS = 3
"""With fewer runs than this, how long a kind of stage took may be chance."""

STEP = 30
"""Seconds that a suggestion is rounded to: nobody plans a stage to the second."""

MOST = 3
"""How many stages are suggested at once: those that are furthest off."""

COMPARABLE = 2
"""A stage planned to be longer or shorter than past ones by more than this factor cannot be compared."""


class Suggestion(Struct, frozen=True):
    """A kind of stage, how long it took in this group, and what to plan for it in this agenda, in seconds."""

    past: Duration
    planned: int
    suggested: int

    @property
    def off(self) -> int:
        """How many seconds the agenda is off."""
        return abs(self.suggested - self.planned)


def suggestions(durations: Iterable[Duration], agenda: Sequence[TemplateStage]) -> tuple[Suggestion, ...]:
    """Return what to plan for the stages of an agenda, in its order; `durations` are those of the group.

    Suggested is the median, rounded to half a minute and never less than that. Only for kinds with FEWEST_RUNS
    runs or more, planned in the past for about as long as in this agenda, and where it is off by half a minute
    or more; of those at most MOST.
    """
    planned = _seconds(agenda)
    found = [
        Suggestion(it, planned[it.kind], max(round_half_up(it.taken, STEP), STEP))
        for it in durations
        if it.kind in planned and it.runs >= FEWEST_RUNS and _comparable(it.planned, planned[it.kind])
    ]
    worth = sorted((it for it in found if it.off >= STEP), key=lambda it: -it.off)[:MOST]
    order = list(planned)
    return tuple(sorted(worth, key=lambda it: order.index(it.past.kind)))


def round_half_up(seconds: float, step: int) -> int:
    """Return `seconds` in whole steps; what lies in the middle goes up, as time is short more often than long."""
    return int((seconds + step / 2) // step) * step


def suggestion_words(found: Sequence[Suggestion], agenda: Sequence[TemplateStage]) -> str:
    """Return the offer: "Your last four: Define took 7:40 of 5:00. Plan 7:30?", with the sum where it changes."""
    runs = {it.past.runs for it in found}
    one = len(runs) == 1
    parts = [
        say(
            "{kind} took {taken} of {planned}" if one else "{kind} took {taken} of {planned} ({runs})",
            kind=KINDS[it.past.kind], taken=shown(round(it.past.taken)), planned=shown(round(it.past.planned)),
            **({} if one else {"runs": counted(it.past.runs, "run")}),
        )
        for it in found
    ]  # fmt: skip
    plan = listed([shown(it.suggested) for it in found])
    head = say("Your last {count}", count=said(spelled_out(next(iter(runs))))) if one else say("So far")
    return say(
        "{head}: {what}. Plan {plan} ({total} in all)?",
        head=head, what=joined(", ", parts), plan=plan, total=shown(sum(seconds_after(found, agenda))),
    )  # fmt: skip


def seconds_after(found: Iterable[Suggestion], agenda: Sequence[TemplateStage]) -> tuple[int, ...]:
    """Return the seconds of every stage of the agenda with what is suggested.

    Several stages of a kind share it as they share what is planned, each in whole seconds.
    """
    wanted: Mapping[StageKind, Suggestion] = {it.past.kind: it for it in found}
    seconds: list[int] = []
    left = {kind: it.suggested for kind, it in wanted.items()}
    last = {stage.kind: number for number, stage in enumerate(agenda)}
    for number, stage in enumerate(agenda):
        plan = round(stage.minutes * 60)
        it = wanted.get(stage.kind)
        if it is not None:
            plan = left[stage.kind] if number == last[stage.kind] else plan * it.suggested // it.planned
            left[stage.kind] -= plan
        seconds.append(plan)
    return tuple(seconds)


def _seconds(agenda: Sequence[TemplateStage]) -> dict[StageKind, int]:
    planned: dict[StageKind, int] = {}
    for stage in agenda:
        planned[stage.kind] = planned.get(stage.kind, 0) + round(stage.minutes * 60)
    return planned


def _comparable(past: float, now: float) -> bool:
    return 0 < past <= now * COMPARABLE and now <= past * COMPARABLE
