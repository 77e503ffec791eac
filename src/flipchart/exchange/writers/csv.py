"""The plan for spreadsheets: a row for each step, and for each improvement that has none yet."""

import datetime as dt
import math
from collections.abc import Iterable, Iterator

from flipchart.domain.identity import was_undone
from flipchart.domain.plan import Improvement, Resource, Step
from flipchart.domain.saying import STATES
from flipchart.domain.session import Session
from flipchart.exchange.view import View
from flipchart.exchange.writers.csv_table import table_of
from flipchart.exchange.writers.selection import ALL, Selection

COLUMNS = (
    "Improvement", "Votes", "Step", "Owner", "Helpers", "Due", "Hoped", "First due", "Status", "Finished",
    "Done when", "First step", "First step at", "Resources", "Roadblock", "Contingency", "Reason", "Note",
    "Below the line", "After", "Moves", "Carried",
)  # fmt: skip
"""The columns of every table; behind them comes one for the amounts of each unit, such as "Amount (EUR)"."""


def write(session: Session, view: View, selection: Selection = ALL) -> str:
    """Return the steps as RFC 4180 asks, dates in ISO; no cell is taken for a formula.

    What is counted stands once, so that a column can be added up: votes on the first row of their improvement, an
    amount on the row of its first step. A step that was carried on says so in the place of its state.
    """
    chosen = selection.of(session)
    rows = _Rows(chosen, view)
    return table_of((*COLUMNS, *rows.amounts), rows.all())


class _Rows:
    """A session with its amounts by unit, and which of them stand in a row already."""

    def __init__(self, session: Session, view: View) -> None:
        self._session, self._view = session, view
        self._needs = [it for it in session.resources if it.live]
        self._texts = {step.id: step.text for step in session.steps}
        self._counted = [it for it in self._needs if it.amount is not None and math.isfinite(it.amount)]
        self._units = {_unit(it).casefold(): _unit(it) for it in reversed(self._counted)}
        self.amounts = tuple(f"Amount ({unit})" if unit else "Amount" for unit in reversed(self._units.values()))
        self._counted_already: set[str] = set()

    def all(self) -> Iterator[list[str]]:
        """Yield a row for each step and for each improvement without any; then what no step needs alone."""
        known = [it for it in self._session.improvements if it.live]
        steps = [step for step in self._session.steps if not was_undone(step)]
        for item in sorted(known, key=lambda it: it.below_line):
            mine = [step for step in steps if step.improvement == item.id]
            yield from (self._row(item if place == 0 else item.revise(votes=None), step)
                        for place, step in enumerate(mine))  # fmt: skip
            if not mine:
                cells = [item.text, _votes(item), *[""] * (len(COLUMNS) - 2)]
                cells[COLUMNS.index("Note")] = item.note or ""
                cells[COLUMNS.index("Below the line")] = "yes" if item.below_line else ""
                yield [*cells, *self._amounts([])]
        ids = {it.id for it in known}
        yield from (self._row(None, step) for step in steps if step.improvement not in ids)
        for need in [it for it in self._counted if it.id not in self._counted_already]:
            cells = [""] * len(COLUMNS)
            cells[COLUMNS.index("Resources")] = need.text
            yield [*cells, *self._amounts([need])]

    def _row(self, item: Improvement | None, step: Step) -> list[str]:
        needs = [it for it in self._needs if step.id in it.steps]
        at = self._view.local(step.first_step_at).strftime("%Y-%m-%d %H:%M") if step.first_step_at else ""
        waits = (self._texts[id] for id in step.after if id in self._texts)
        return [
            item.text if item else "", _votes(item), step.text, step.owner or "", "; ".join(step.helpers),
            _day(step.due), "yes" if step.hoped else "", _day(step.first_due), _state(step), _day(step.finished),
            step.done_when or "", step.first_step or "", at, "; ".join(it.text for it in needs),
            step.roadblock or "", step.contingency or "", step.reason or "", step.note or "",
            "yes" if item and item.below_line else "", "; ".join(waits), str(step.moves or ""), _carried(step),
            *self._amounts(needs),
        ]  # fmt: skip

    def _amounts(self, needs: Iterable[Resource]) -> list[str]:
        found = dict.fromkeys(reversed(self._units), 0.0)
        for it in needs:
            if it in self._counted and it.id not in self._counted_already:
                found[_unit(it).casefold()] += it.amount or 0
                self._counted_already.add(it.id)
        return [f"{amount:.12g}" if amount else "" for amount in found.values()]


def _unit(item: Resource) -> str:
    return " ".join((item.unit or "").split())


def _state(step: Step) -> str:
    return "carried on" if step.carried_to is not None else STATES[step.state]


def _carried(step: Step) -> str:
    places = (("from an earlier session", step.carried_from), ("to a later session", step.carried_to))
    return " and ".join(words for words, place in places if place is not None)


def _votes(item: Improvement | None) -> str:
    return str(item.votes) if item is not None and item.votes is not None else ""


def _day(date: dt.date | None) -> str:
    return date.isoformat() if date else ""
