"""Pace: what is left for each item, when the run will be out, and what each way out of an overrun costs.

The one door to what the screens ask of the clock: its words, its prices and the fit to a fixed end.
"""

import datetime as dt
import math
from dataclasses import dataclass

from flipchart.domain.clock_words import (
    SecondsMode,
    behind_words,
    clock_time,
    each_words,
    face,
    seconds_shown,
    shown,
    shown_phase,
    words,
)
from flipchart.domain.fitting import Fitting, fit, fit_words
from flipchart.domain.timing import RunClock, StageClock, forecast, later

__all__ = [
    "Fitting", "Loan", "Offer", "SecondsMode", "behind_words", "clock_time", "each", "each_words", "face",
    "fit", "fit_words", "lender", "more_seconds", "prices", "seconds_shown", "shown", "shown_phase",
    "timetable", "until", "words",
]  # fmt: skip

MINUTE = 60.0
SCARING = 30.0
"""Seconds for each item under which the number only scares."""


def each(remaining: float, count: int) -> float | None:
    """Return the seconds for each of the items still to do, or None where the number would only scare."""
    if count <= 0 or remaining / count < SCARING:
        return None
    return round(remaining / count, 3)


def until(clock: RunClock, now: dt.datetime) -> dt.datetime | None:
    """Return when the current stage's time is up, or None without one and over time."""
    if clock.stage is None or clock.stage.remaining < 0:
        return None
    return later(now, clock.stage.remaining)


def timetable(clock: RunClock, now: dt.datetime) -> tuple[tuple[StageClock, dt.datetime], ...]:
    """Return every stage that is not over with the instant at which it should begin or go on.

    They come in the order in which "next" reaches them: the current one, those after it, then those
    before it that were left open. Empty after the end.
    """
    if clock.state == "ended":
        return ()
    here = clock.stages.index(clock.stage) if clock.stage else 0
    going = [stage for stage in clock.stages[here:] + clock.stages[:here] if not stage.over]
    first = clock.out_at(now, -clock.forecast)
    return tuple((stage, later(first, forecast(going[:place]))) for place, stage in enumerate(going))


def more_seconds(stage: StageClock) -> int:
    """Return the seconds that "one more minute" adds: over time, as many more as have run over.

    Whole ones, as all durations of the file, counted as the screen shows them: "0:42 OVER" becomes
    "1:00 left".
    """
    return 60 + math.floor(max(0.0, -stage.remaining))


def lender(clock: RunClock) -> StageClock | None:
    """Return the last pending stage that keeps at least a minute when it lends one, or None."""
    able = [it for it in clock.stages if it.state == "pending" and it.remaining - MINUTE >= MINUTE]
    return able[-1] if able else None


@dataclass(frozen=True, slots=True)
class Loan:
    """A minute that `lender` would give: its budget before and after in seconds, and the end of the run."""

    lender: StageClock
    before: float
    after: float
    out: dt.datetime


@dataclass(frozen=True, slots=True)
class Offer:
    """What the current stage can have: `more` seconds and when the run would then end, a loan, or `next`."""

    more: int
    more_out: dt.datetime
    loan: Loan | None
    next_out: dt.datetime


def prices(clock: RunClock, now: dt.datetime) -> Offer | None:
    """Return what each way out would cost at `now`, or None without a current stage."""
    stage = clock.stage
    if stage is None:
        return None
    more = more_seconds(stage)
    gained = max(0.0, stage.remaining + more) - max(0.0, stage.remaining)
    giver = lender(clock)
    return Offer(
        more=more,
        more_out=clock.out_at(now, gained),
        loan=_loan(giver, clock.out_at(now, gained - MINUTE)) if giver else None,
        next_out=clock.out_at(now, -max(0.0, stage.remaining)),
    )


def _loan(giver: StageClock, out: dt.datetime) -> Loan:
    return Loan(giver, giver.budget, giver.budget - MINUTE, out)
