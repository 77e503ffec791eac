"""Shrinks the stages still to come, so that a run ends when it has to."""

import datetime as dt
import math
from collections.abc import Mapping
from dataclasses import dataclass

from flipchart.domain.clock_words import shown
from flipchart.domain.timing import RunClock, StageClock

SHORTEST = 30
"""Seconds below which no stage is shrunk."""


@dataclass(frozen=True, slots=True)
class Fitting:
    """How much to take from which stage (whole seconds by id), and the seconds by which it still misses."""

    cuts: Mapping[str, int]
    misses: float


def fit(clock: RunClock, now: dt.datetime, ends_by: dt.datetime) -> Fitting:
    """Return how to shrink the pending stages in proportion, so that the run ends at `ends_by`.

    None goes below SHORTEST, and one that is shorter already stays as it is. Whole seconds are taken, so
    the run may end a part of a second early, but never late if it can be helped. What has ended stays.
    """
    late = (clock.out_at(now) - ends_by).total_seconds()
    pending = [stage for stage in clock.stages if stage.state == "pending" and stage.budget >= SHORTEST + 1]
    pending = pending if clock.state != "ended" else []
    cuts = _shares(pending, max(0, math.ceil(late)))
    return Fitting(cuts, max(0.0, round(late - sum(cuts.values()), 3)))


def _shares(stages: list[StageClock], wanted: int) -> dict[str, int]:
    room = {stage.id: math.floor(stage.budget - SHORTEST) for stage in stages}
    if wanted >= sum(room.values()):
        return {id: seconds for id, seconds in room.items() if wanted}
    shares = _in_proportion({stage.id: stage.budget for stage in stages}, room, wanted)
    cuts = {id: math.floor(share) for id, share in shares.items()}
    # The parts of a second that rounding left go to those that lost most by it.
    by_loss = sorted((id for id in cuts if cuts[id] < room[id]), key=lambda id: cuts[id] - shares[id])
    for id in by_loss[: wanted - sum(cuts.values())]:
        cuts[id] += 1
    return {id: seconds for id, seconds in cuts.items() if seconds}


def _in_proportion(budgets: Mapping[str, float], room: Mapping[str, int], wanted: int) -> dict[str, float]:
    """Share `wanted` by budget; who has not that much room gives all of it, and the others share the rest."""
    full: dict[str, float] = {}
    while True:
        free = {id: budget for id, budget in budgets.items() if id not in full}
        rest, total = wanted - sum(full.values()), sum(free.values())
        shares = {id: rest * budget / total for id, budget in free.items()}
        crowded = [id for id in shares if shares[id] > room[id]]
        if not crowded:
            return full | shares
        full |= {id: float(room[id]) for id in crowded}


def fit_words(fitting: Fitting) -> str:
    """Return what shrinking comes to, as a sentence for the facilitator."""
    if not fitting.cuts:
        return "No stage still to come can be shortened." if fitting.misses else "The run ends in time as it is."
    if fitting.misses:
        return f"Shortened as far as it goes; it still ends {shown(fitting.misses)} late."
    return "Shortened; it ends in time."
