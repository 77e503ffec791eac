"""Pace: the time left for each item, when the run will end, and what each way out of an overrun costs.

The screens ask everything about the clock through this module: its words, its prices and the fit to a fixed end.
"""

import datetime as dt
import math
import unicodedata
from collections.abc import Callable, Mapping
from typing import NamedTuple

from msgspec import Struct

from flipchart.domain.clock_words import (
    clock_time,
    shown,
)
from flipchart.domain.said import Said, say
from flipchart.domain.timing import RunClock, StageClock, forecast, later

SHORTEST = 30
"""Seconds below which no stage is shrunk."""


class Fitting(Struct, frozen=True):
    """How much to take from which stages (whole seconds by id), and by how many seconds the run still ends late."""

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
    # The seconds lost by rounding down are taken where it changed most.
    by_loss = sorted((id for id in cuts if cuts[id] < room[id]), key=lambda id: cuts[id] - shares[id])
    for id in by_loss[: wanted - sum(cuts.values())]:
        cuts[id] += 1
    return {id: seconds for id, seconds in cuts.items() if seconds}


def _in_proportion(budgets: Mapping[str, float], room: Mapping[str, int], wanted: int) -> dict[str, float]:
    """Share `wanted` by budget; a stage without enough room gives all it has, and the others share the rest."""
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
        none = say("No stage still to come can be shortened.")
        return none if fitting.misses else say("The run ends in time as it is.")
    if fitting.misses:
        return say("Shortened as far as it goes; it still ends {time} late.", time=shown(fitting.misses))
    return say("Shortened; it ends in time.")


PATIENCE = dt.timedelta(minutes=1)
"""How long after the planned start people may simply be about to begin."""

LONG_PAST = dt.timedelta(hours=12)
"""How long after the planned start the session was evidently put off, or is only looked at."""


def is_late_start(clock: RunClock | None, now: dt.datetime) -> bool:
    """Whether to ask if the run has started already: no stage was started, and its planned start passed a while ago.

    From PATIENCE after the planned start until LONG_PAST after it.
    """
    if clock is None or clock.state != "planned" or clock.planned_start is None:
        return False
    return clock.planned_start + PATIENCE <= now <= clock.planned_start + LONG_PAST


MINUTE = 60.0
SCARING = 30.0
"""Seconds for each item below which the number would only alarm people."""


def each(remaining: float, count: int) -> float | None:
    """Return the seconds for each remaining item, or None if the number would only alarm people."""
    if count <= 0 or remaining / count < SCARING:
        return None
    return round(remaining / count, 3)


def until(clock: RunClock, now: dt.datetime) -> dt.datetime | None:
    """Return the instant at which the current stage's time is up; None without a stage or in overtime."""
    if clock.stage is None or clock.stage.remaining < 0:
        return None
    return later(now, clock.stage.remaining)


def timetable(clock: RunClock, now: dt.datetime) -> tuple[tuple[StageClock, dt.datetime], ...]:
    """Return every stage that is not over, each with the instant at which it should begin or resume.

    For the current one it is the instant at which it began. They come in the order in which "next" reaches them: the
    current one, those after it, then those before it that were left open. Empty after the end.
    """
    if clock.state == "ended":
        return ()
    here = clock.stages.index(clock.stage) if clock.stage else 0
    going = [stage for stage in clock.stages[here:] + clock.stages[:here] if not stage.over]
    first = clock.out_at(now, -clock.forecast)
    coming = (later(first, forecast(going[:place])) for place in range(len(going)))
    return tuple(
        (stage, stage.since if stage is clock.stage and stage.since else at)
        for stage, at in zip(going, coming, strict=True)
    )


def course(clock: RunClock, now: dt.datetime) -> tuple[tuple[StageClock, dt.datetime | None], ...]:
    """Return every stage with the instant at which it began or should begin or resume, in order of those instants.

    Stages that are over, and the current one, have the instant at which they began; then follow those to come (see
    `timetable`). A skipped stage, and after the end one that never began, has None and keeps its place in the agenda.
    """
    coming = [(stage, at) for stage, at in timetable(clock, now) if stage is not clock.stage]
    ahead = {stage.id for stage, _ in coming}
    begun: list[tuple[dt.datetime, StageClock]] = []
    for stage in clock.stages:
        if stage.id not in ahead:
            before = begun[-1][0] if begun else clock.started or now
            begun.append((stage.since or before, stage))
    begun.sort(key=lambda it: it[0])
    return (*((stage, stage.since) for _, stage in begun), *coming)


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


class Loan(Struct, frozen=True):
    """A minute that `lender` would give: its budget before and after in seconds, and the end of the run."""

    lender: StageClock
    before: float
    after: float
    out: dt.datetime


class Offer(Struct, frozen=True):
    """What the current stage can have: `more` seconds and when the run would then end, or a loan."""

    more: int
    more_out: dt.datetime
    loan: Loan | None


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
    )


def _loan(giver: StageClock, out: dt.datetime) -> Loan:
    return Loan(giver, giver.budget, giver.budget - MINUTE, out)


Local = Callable[[dt.datetime], dt.datetime]


class OfferKeys(NamedTuple):
    """The keys that work where the cursor is now, as the offer names them."""

    more: str = "+"
    borrow: str = "B"
    next: str = "n"


OUTSIDE_PROMPTS = OfferKeys()
IN_A_PROMPT = OfferKeys("F6", "F7", "pgdn")


def offer_ways(
    offer: Offer, local: Local, columns: int, keys: OfferKeys = OUTSIDE_PROMPTS, translate: Callable[[str], str] = str
) -> tuple[str, ...]:  # fmt: skip
    """Return the ways out, each with its key first, in the longest wording that fits into `columns` cells.

    `translate` puts a message into the language of those who read it. The ways are shown with GAP blanks between, or
    with half of them. Where there is too little room even for the shortest, the lender's title is cut, never a time.
    """
    go_on = translate(say("{key} next", key=keys.next))
    long, short = (tuple(map(translate, _parts(offer, local, keys, long))) for long in (True, False))
    for parts in ((*long, go_on), (*short, go_on), long, short):
        if _together(parts) <= columns:
            return parts
    if offer.loan is None:
        return short
    spare = columns - _together(short) + cells(offer.loan.lender.title)
    return tuple(map(translate, _parts(offer, local, keys, False, cut(offer.loan.lender.title, spare))))


GAP = 4
"""Blanks between two ways out, where there is room."""


def _together(parts: tuple[str, ...]) -> int:
    return sum(map(cells, parts)) + GAP // 2 * (len(parts) - 1)


def _parts(offer: Offer, local: Local, keys: OfferKeys, long: bool, title: str = "") -> tuple[Said, ...]:
    plus = keys.more if keys.more == "+" else f"{keys.more} +"
    at = clock_time(local(offer.more_out))
    more = say("{key} 1:00, ends {time}", key=plus, time=at) if long else say("{key} ends {time}", key=plus, time=at)
    if offer.loan is None:
        return (more,)
    loan = offer.loan
    who, out = title or loan.lender.title, clock_time(local(loan.out))
    return (more, say("{key} from {stage}, ends {time}", key=keys.borrow, stage=who, time=out))


def cells(text: str) -> int:
    """Return how many terminal cells a text takes, by its characters' East Asian width (UAX #11)."""
    return sum(_width(char) for char in text)


def cut(text: str, columns: int) -> str:
    """Return a text in at most `columns` cells (never less than two), with "…" where it was cut."""
    if cells(text) <= columns:
        return text
    kept = text[:-1]
    while len(kept) > 1 and cells(kept) > columns - 1:
        kept = kept[:-1]
    return kept.rstrip() + "…"


def _width(char: str) -> int:
    if unicodedata.combining(char):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1
