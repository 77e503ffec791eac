"""Finds what "one minute less" takes back: the last addition to a stage that still stands."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from flipchart.domain.agenda import Stage, Timing
from flipchart.domain.run_fold import Tape, seconds_of


@dataclass(frozen=True, slots=True)
class Addition:
    """Whole seconds that a stage was given; of a loan, also who lent how many."""

    seconds: int
    lender: str | None = None
    lent: int = 0


def last_addition(stages: Sequence[Stage], events: Sequence[Timing], stage: str) -> Addition | None:
    """Return what was last added to the stage while it was current, and has not been taken back since.

    `events` are in order. The file does not say which "less" answers which "more", so they are matched as
    brackets are: taking away as much as was last added takes that addition back.
    """
    tape, standing = Tape(stages), list[Addition]()
    for place, event in enumerate(events):
        tape.read(event)
        here = tape.current is not None and tape.current.stage.id == stage
        if not here or event.event != "add" or event.stage != stage:
            continue
        seconds = math.floor(seconds_of(event.seconds))
        if seconds > 0:
            standing.append(_addition(seconds, _partner(events, place), tape))
        elif standing and standing[-1].seconds == -seconds:
            standing.pop()
        if tape.tracks[stage].planned + tape.tracks[stage].added <= 0:
            standing.clear()
    return standing[-1] if standing else None


def _addition(seconds: int, loan: Timing | None, tape: Tape) -> Addition:
    if loan is None or loan.stage not in tape.tracks:
        return Addition(seconds)
    return Addition(seconds, loan.stage, math.floor(-seconds_of(loan.seconds)))


def _partner(events: Sequence[Timing], place: int) -> Timing | None:
    """Return the other side of a loan: a neighbour at the same instant that takes time from another stage."""
    here = events[place]
    for other in (*events[place + 1 : place + 2], *events[max(place - 1, 0) : place]):
        takes = other.event == "add" and other.stage != here.stage and seconds_of(other.seconds) < 0
        if takes and other.at == here.at:
            return other
    return None
