"""Votes, and what became of a step, as they stand in lists."""

import re

from flipchart.domain.plan import StepState
from flipchart.exchange.intake.vocabulary import NO, STATES, YES
from flipchart.exchange.readers.columns import plain
from flipchart.exchange.readers.entry import Cell

_VOTES = re.compile(r"([0-9]{1,6})(?:\.0+)?(?: ?(?:votes?|dots?|points?|pts?))?", re.IGNORECASE)
_DOTS = re.compile(r"[●•⬤]{1,50}")
_PERCENT = re.compile(r"([0-9]{1,3}) ?%(?: (?:done|complete|completed))?")


def votes_of(text: str) -> int | None:
    """Return the votes that a cell tells, as a number or as dots; None where it tells none."""
    if found := _VOTES.fullmatch(text):
        return int(found[1])
    return len(text) if _DOTS.fullmatch(text) else None


def percent_of(text: str) -> int | None:
    """Return the number in "60 %" or "60% done", None for anything else and for more than 100."""
    found = _PERCENT.fullmatch(" ".join(text.casefold().split()))
    return int(found[1]) if found and int(found[1]) <= 100 else None


def state_of(cell: Cell) -> StepState | None:
    """Return the state that a cell tells, None where its words tell none."""
    words = " ".join(cell.text.casefold().split()).rstrip(".!")
    if isinstance(cell.value, str) or words in STATES:
        return STATES.get(words) or cell.value  # type: ignore[return-value]  # the reader took only states
    if (percent := percent_of(words)) is not None:
        return "done" if percent == 100 else "doing" if percent else "open"
    # Under a name such as "Done" a tick answers it; under "Status" the same words say nothing.
    if plain(cell.name) in ("done", "complete", "completed"):
        return "done" if words in YES else "open" if words in NO else None
    return None
