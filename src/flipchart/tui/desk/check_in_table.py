"""Each step at a follow-up with how it stands: days late and slips too, which are never on the wall."""

import datetime as dt
from dataclasses import dataclass, replace
from typing import NamedTuple

from flipchart.domain.check_in import ask_smaller
from flipchart.domain.figures import finished_on
from flipchart.domain.plan import Step
from flipchart.domain.promises import promised, slips
from flipchart.domain.saying import STATES, counted, times
from flipchart.domain.when import day
from flipchart.tui.text.frame import Frame
from flipchart.tui.text.lines import Line, block, line, pad, width_of, wrap
from flipchart.tui.text.plan import ordered
from flipchart.tui.text.rows import Heading, Row, chip

CHIP = 12
"""Cells of how it stands."""

WEEK = 7


class Cells(NamedTuple):
    """What the columns of all rows take, so that they stand below each other: owner, date, past of its dates."""

    who: int = 0
    when: int = 0
    extra: int = 0


NO_CELLS = Cells()


@dataclass(frozen=True, slots=True)
class Standing(Row):
    """How a step stands, what, who, when, and what became of its dates; `under` is a question about it."""

    chip: str
    style: str
    what: str
    who: str
    when: str
    extra: str
    under: str = ""
    cells: Cells = NO_CELLS

    def lines(self, width: int, selected: bool) -> tuple[Line, ...]:
        """Beside each other; where that leaves too little for what it is, who and when stand below."""
        who = min(self.cells.who, max(width // 5, 12))
        space = width - CHIP - who - self.cells.when - self.cells.extra - 6
        rows = self._beside(space, who, selected) if space >= LEAST else self._below(width, selected)
        return (*rows, *block((f"{'':{CHIP}}{text}" for text in wrap(self.under, width - CHIP) if text), "warn"))

    def _beside(self, space: int, who: int, selected: bool) -> tuple[Line, ...]:
        whats, whos = wrap(self.what, space), wrap(self.who, who)
        height = max(len(whats), len(whos))
        cell = [column + [""] * (height - len(column)) for column in (whats, whos)]
        ends = [(self.chip, self.when, self.extra), *([("", "", "")] * (height - 1))]
        return tuple(
            line(*chip(told, self.style, CHIP), (pad(what, space), "bold" if selected else ""), "  ",
                 pad(name, who), "  ", pad(when, self.cells.when), "  ", (extra, "quiet"))
            for (told, when, extra), what, name in zip(ends, *cell, strict=True)
        )  # fmt: skip

    def _below(self, width: int, selected: bool) -> tuple[Line, ...]:
        texts = wrap(self.what, width - CHIP)
        rows = [line(*chip(self.chip if not n else "", self.style, CHIP), (text, "bold" if selected else ""))
                for n, text in enumerate(texts)]  # fmt: skip
        told = " · ".join(part for part in (self.who, self.when, self.extra) if part)
        return (*rows, *(line(f"{'':{CHIP}}{text}") for text in wrap(told, width - CHIP)))


LEAST = 24
"""Cells that what a step is needs beside the other columns."""


def standing_rows(view: Frame) -> tuple[Row, ...]:
    """Every step, those first that are asked about first."""
    steps = ordered(view)
    urgent = [step for step in steps if step.id in view.order]
    rest = sorted((step for step in steps if step.id not in view.order), key=lambda it: (not it.live, _due(it)))
    rows = tuple(_row(step, view) for step in (*urgent, *rest))
    cells = Cells(*(max((width_of(getattr(row, name)) for row in rows), default=0) for name in Cells._fields))
    return tuple(replace(row, cells=cells) for row in rows) or (Heading(None, "There are no steps in this plan."),)


def _due(step: Step) -> dt.date:
    return step.due or dt.date.max


def _row(step: Step, view: Frame) -> Standing:
    chip, style = stands(step, view.today)
    when = day(step.due, view.today) if step.due else ("no date" if step.live else "")
    # A year after a date makes the column wide; of what is done long ago the day does not matter any more.
    when = when if step.live or not when.endswith(f"{step.due:%Y}" if step.due else " ") else ""
    under = ask_smaller(view.session, step) or "" if step.id == view.cursor else ""
    return Standing(step.id, chip, style, step.text, step.owner or "? owner", when, past_of(step, view), under)


def stands(step: Step, today: dt.date) -> tuple[str, str]:
    """Return how a step stands in a word with its sign, and the style of that."""
    if not step.live:
        return ("✓ DONE", "ok") if step.state == "done" else ("– DROPPED", "quiet")
    if step.late(today) and step.due:
        return f"! LATE {(today - step.due).days:>2} d", "late"
    if step.state == "blocked":
        return "! STUCK", "warn"
    if step.due is not None and (step.due - today).days < WEEK:
        return "> THIS WEEK", "warn"
    return f"  {STATES[step.state].upper()}", "info"


def past_of(step: Step, view: Frame) -> str:
    """Return how often a date was moved after it had passed; of one that is done how early or late it was."""
    finished, first = finished_on(step, view.session.reports), promised(step)
    if finished is not None and first is not None:
        days = (finished - first).days
        return f"{counted(abs(days), 'day')} {'late' if days > 0 else 'early'}" if days else "on the day"
    moved = slips(step, view.session.reports)
    return f"slipped {times(moved)}" if moved and step.live else ""
