"""The history of one step, from its first promise to what became of it, each row with a sentence to read."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from flipchart.domain.follow_up import Report
from flipchart.domain.identity import was_undone
from flipchart.domain.plan import Step, StepState
from flipchart.domain.promises import Move, moves_told, promised
from flipchart.domain.saying import STATES
from flipchart.domain.when import day

RowKind = Literal["promised", "hoped", "carried", "moved", "slipped", "told", "done", "dropped"]


@dataclass(frozen=True, slots=True)
class Row:
    """Something that happened to a step; `on` is None where nobody wrote down when.

    `words` are one or more whole sentences and may hold text that people typed. `report` is the row of the
    file that tells it, if one does.
    """

    on: dt.date | None
    kind: RowKind
    words: str
    report: Report | None = None


def history_of(step: Step, reports: Iterable[Report], today: dt.date, *, room: bool = False) -> tuple[Row, ...]:
    """Return what happened to a step: where it came from, its first promise, its reports and its end.

    Rows of the file come in the order of their days; `today` only decides which dates are said with a year.
    In the `room` nobody is told that a date had passed when it was moved.
    """
    mine = sorted((it for it in reports if it.live and it.step == step.id), key=lambda it: it.on)
    # Of several dates told on one day, each is known by what it moved to.
    moves = {(move.on, move.due): move for move in moves_told(step, mine)}
    before = [None, *(it.state for it in mine)]
    told = (
        _told(it, state, moves.get((it.on, it.due)) if it.due else None, today)
        for it, state in zip(mine, before, strict=False)
    )
    rows = tuple(_gently(row) for row in told) if room else tuple(told)
    return (*_beginning(step, today), *_dated(step, rows, today), *_end(step, mine, today))


def _beginning(step: Step, today: dt.date) -> Iterator[Row]:
    if step.carried_from is not None:
        yield Row(None, "carried", "Carried over from an earlier session.")
    if (first := promised(step)) is not None:
        yield Row(None, "promised", f"Promised for {day(first, today)}.")
    elif step.due is not None:
        yield Row(None, "hoped", f"Hoped for {day(step.due, today)}.")


PASSED = ", after it had passed"


def _gently(row: Row) -> Row:
    return replace(row, kind="moved", words=row.words.replace(PASSED, "", 1)) if row.kind == "slipped" else row


def _told(report: Report, before: StepState | None, move: Move | None, today: dt.date) -> Row:
    kind: RowKind = "told"
    # A word about a step that stands as it stood says only the word.
    more = list(_around(report))
    said = [] if report.state == before and more else [f"{STATES[report.state].capitalize()}."]
    if move is not None:
        kind = "slipped" if move.slipped else "moved"
        passed = PASSED if move.slipped else ""
        said = [f"Moved from {day(move.before, today)} to {day(move.due, today)}{passed}."]
    elif report.due is not None:
        said = [f"For {day(report.due, today)}."]
    elif report.state in ("done", "dropped"):
        kind = "done" if report.state == "done" else "dropped"
    return Row(report.on, kind, " ".join(said + more), report)


def _around(report: Report) -> Iterator[str]:
    if report.note:
        yield _sentence(report.note)
    if report.support:
        yield _sentence(f"Help asked: {report.support}")
    if report.obstacle_came is not None:
        yield "What was feared came." if report.obstacle_came else "What was feared did not come."
    if report.contingency_ran is not None:
        yield "The answer to it was used." if report.contingency_ran else "The answer to it was not used."


def _dated(step: Step, rows: tuple[Row, ...], today: dt.date) -> tuple[Row, ...]:
    """Say the day on which the step was done where it was told later."""
    told = (place for place, row in enumerate(rows) if row.kind == "done" and row.words.startswith("Done."))
    last = max(told, default=None)
    if last is None or step.finished in (None, rows[last].on):
        return rows
    words = rows[last].words.replace("Done.", f"Done on {day(step.finished, today)}.", 1)
    return (*rows[:last], replace(rows[last], words=words), *rows[last + 1 :])


def _end(step: Step, mine: list[Report], today: dt.date) -> Iterator[Row]:
    """What the step itself tells and no report does."""
    told = any(it.state == step.state for it in mine)
    if step.state == "done" and not told:
        yield Row(step.finished, "done", f"Done on {day(step.finished, today)}." if step.finished else "Done.")
    if step.state == "dropped" and not told and not was_undone(step):
        yield Row(None, "dropped", f"Dropped. {_sentence(step.reason)}" if step.reason else "Dropped.")
    if step.carried_to is not None:
        yield Row(None, "carried", "Carried over to a later session.")


def _sentence(text: str) -> str:
    line = " ".join(text.split())
    return line if line.endswith((".", "!", "?", "…")) else f"{line}."
