"""The plan for spreadsheets: a row for each step, and for each improvement that has none yet."""

import csv
import datetime as dt
import io
from collections.abc import Iterable, Iterator, Sequence

from flipchart.domain.identity import was_undone
from flipchart.domain.plan import Improvement, Step
from flipchart.domain.saying import STATES
from flipchart.domain.session import Session
from flipchart.exchange.view import View
from flipchart.exchange.writers.selection import ALL, Selection

MARK = "\ufeff"
"""Tells spreadsheets that what follows is UTF-8."""

_FORMULA = frozenset("=+-@\t\r\n＝＋－＠")

COLUMNS = (
    "Improvement", "Votes", "Step", "Owner", "Helpers", "Due", "Hoped", "First due", "Status", "Finished",
    "Done when", "First step", "First step at", "Resources", "Roadblock", "Contingency", "Reason", "Note",
)  # fmt: skip


def write(session: Session, view: View, selection: Selection = ALL) -> str:
    """Return the steps as RFC 4180 asks, dates in ISO; no cell is taken for a formula."""
    chosen = selection.of(session)
    return table_of(COLUMNS, _rows(chosen, view))


def table_of(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table for spreadsheets, in which no cell is taken for a formula."""
    table = io.StringIO()
    writer = csv.writer(table)
    writer.writerow(head)
    writer.writerows([defused(cell) for cell in row] for row in rows)
    return MARK + table.getvalue()


def defused(cell: str) -> str:
    """Return a cell that a spreadsheet shows as it is, also where it begins like a formula (OWASP, CSV injection).

    Spreadsheets in Japanese take the wide signs for the others.
    """
    return f"'{cell}" if cell[:1] in _FORMULA and cell else cell


def _rows(session: Session, view: View) -> Iterator[list[str]]:
    known = [it for it in session.improvements if it.live]
    steps = [step for step in session.steps if not was_undone(step)]
    for item in sorted(known, key=lambda it: it.below_line):
        mine = [step for step in steps if step.improvement == item.id]
        yield from (_row(session, item, step, view) for step in mine)
        if not mine:
            yield [item.text, _votes(item), *[""] * (len(COLUMNS) - 3), item.note or ""]
    ids = {it.id for it in known}
    yield from (_row(session, None, step, view) for step in steps if step.improvement not in ids)


def _row(session: Session, item: Improvement | None, step: Step, view: View) -> list[str]:
    needs = [it.text for it in session.resources if step.id in it.steps and it.live]
    at = view.local(step.first_step_at).strftime("%Y-%m-%d %H:%M") if step.first_step_at else ""
    return [
        item.text if item else "", _votes(item), step.text, step.owner or "", "; ".join(step.helpers),
        _day(step.due), "yes" if step.hoped else "", _day(step.first_due), STATES[step.state], _day(step.finished),
        step.done_when or "", step.first_step or "", at, "; ".join(needs), step.roadblock or "",
        step.contingency or "", step.reason or "", step.note or "",
    ]  # fmt: skip


def _votes(item: Improvement | None) -> str:
    return str(item.votes) if item is not None and item.votes is not None else ""


def _day(date: dt.date | None) -> str:
    return date.isoformat() if date else ""
