"""Each step at a follow-up with how it stands, and days late and slips, which are never on the wall; pure."""

import datetime as dt
from typing import NamedTuple

from msgspec.structs import replace

from flipchart.domain.check_in import ask_smaller
from flipchart.domain.figures import finished_on
from flipchart.domain.plan import Step
from flipchart.domain.promises import promised, slips
from flipchart.domain.said import say
from flipchart.domain.saying import STATES, times
from flipchart.domain.when import short_day
from flipchart.tui.text.frame import Frame
from flipchart.tui.text.language import t, tn
from flipchart.tui.text.lines import Line, block, line, pad, width_of, wrap, wrap_whole
from flipchart.tui.text.plan import ordered
from flipchart.tui.text.rows import READ, Heading, Row, chip

CHIP = 12
"""Cells of the column for a step's state."""

WEEK = 7


class Cells(NamedTuple):
    """The width in cells of each column, the same for all rows: state, owner, date, history."""

    chip: int = 0
    who: int = 0
    when: int = 0
    extra: int = 0


NO_CELLS = Cells()


class CheckInRow(Row, frozen=True):
    """How a step stands, its words, owner, date, and what became of earlier dates; `under` is a question about it."""

    chip: str
    style: str
    what: str
    who: str
    when: str
    extra: str
    under: str = ""
    cells: Cells = NO_CELLS

    @property
    def _head(self) -> int:
        return max(CHIP, self.cells.chip + 1)

    def lines(self, width: int, selected: bool) -> tuple[Line, ...]:
        """All on one line; owner and date go below where the words would have too little room."""
        width = min(width, READ)
        who = min(self.cells.who, max(width // 5, 12))
        space = width - self._head - who - self.cells.when - self.cells.extra - 6
        rows = self._on_wide_walls(space, who, selected) if space >= LEAST else self._below(width, selected)
        return (
            *rows,
            *block((f"{'':{self._head}}{text}" for text in wrap(self.under, width - self._head) if text), "warn"),
        )

    def _on_wide_walls(self, space: int, who: int, selected: bool) -> tuple[Line, ...]:
        whats, whos = wrap(self.what, space), wrap_whole(self.who, who)
        height = max(len(whats), len(whos))
        cell = [column + [""] * (height - len(column)) for column in (whats, whos)]
        ends = [(self.chip, self.when, self.extra), *([("", "", "")] * (height - 1))]
        return tuple(
            line(*chip(words, self.style, self._head), (pad(what, space), "bold" if selected else ""), "  ",
                 pad(name, who), "  ", pad(when, self.cells.when), "  ", (extra, "quiet"))
            for (words, when, extra), what, name in zip(ends, *cell, strict=True)
        )  # fmt: skip

    def _below(self, width: int, selected: bool) -> tuple[Line, ...]:
        texts = wrap(self.what, width - self._head)
        rows = [line(*chip(self.chip if not n else "", self.style, self._head), (text, "bold" if selected else ""))
                for n, text in enumerate(texts)]  # fmt: skip
        words = " · ".join(part for part in (self.who, self.when, self.extra) if part)
        return (*rows, *(line(f"{'':{self._head}}{text}") for text in wrap_whole(words, width - self._head)))


LEAST = 24
"""The least cells for a step's words beside the other columns."""


def check_in_rows(view: Frame) -> tuple[Row, ...]:
    """Every step: first those that are asked about one by one, then the others by date, those that are over last."""
    steps = ordered(view)
    urgent = [step for step in steps if step.id in view.order]
    rest = sorted((step for step in steps if step.id not in view.order), key=lambda it: (not it.live, _due(it)))
    rows = tuple(_row(step, view) for step in (*urgent, *rest))
    cells = Cells(*(max((width_of(getattr(row, name)) for row in rows), default=0) for name in Cells._fields))
    return tuple(replace(row, cells=cells) for row in rows) or (Heading(None, t("There are no steps in this plan.")),)


def _due(step: Step) -> dt.date:
    return step.due or dt.date.max


def _row(step: Step, view: Frame) -> CheckInRow:
    chip, style = stands(step, view.today)
    when = _when(step, view.today)
    under = ask_smaller(view.session, step) or "" if step.id == view.cursor else ""
    return CheckInRow(step.id, chip, style, step.text, step.owner or t("? owner"), when, past_of(step, view), under)


def _when(step: Step, today: dt.date) -> str:
    """The date, with its year where that is another one; late ones are told by the chip before them."""
    if step.due is None:
        return t("no date") if step.live else ""
    on = short_day(step.due, today)
    return t(say("hoped for {day}", day=on) if step.hoped and step.live else on)


def stands(step: Step, today: dt.date) -> tuple[str, str]:
    """Return how a step stands in a word with its sign, and the style of that."""
    if step.carried_to is not None:
        return t("– CARRIED ON"), "quiet"
    if not step.live:
        return (t("✓ DONE"), "ok") if step.state == "done" else (t("– DROPPED"), "quiet")
    if step.late(today) and step.due:
        return t("! LATE {days} d", days=f"{(today - step.due).days:>2}"), "late"
    if step.state == "blocked":
        return t("! STUCK"), "warn"
    if step.due is not None and (step.due - today).days < WEEK:
        return t("> THIS WEEK"), "warn"
    return f"  {STATES[step.state].upper()}", "info"


def past_of(step: Step, view: Frame) -> str:
    """Return how often a step's date was moved after it had passed; of a done step how early or late it was."""
    finished, first = finished_on(step, view.session.reports), promised(step)
    if finished is not None and first is not None:
        days = (finished - first).days
        return (
            tn("{n} day late", "{n} days late", days)
            if days > 0
            else tn("{n} day early", "{n} days early", -days)
            if days
            else t("on the day")
        )
    moved = slips(step, view.session.reports)
    return t("slipped {times}", times=times(moved)) if moved and step.live else ""
