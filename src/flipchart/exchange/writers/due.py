"""Every open promise over the sessions, as text and for scripts."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from flipchart.domain.portfolio import OpenPromise
from flipchart.domain.saying import STATES, counted
from flipchart.exchange.text_width import hang, pad, width
from flipchart.exchange.view import View
from flipchart.exchange.writers.csv import table_of
from flipchart.exchange.writers.json import plain
from flipchart.exchange.writers.markup import Ink


@dataclass(frozen=True, slots=True)
class DueRow:
    """An open promise and the file that it is kept in."""

    promise: OpenPromise
    file: str


def as_json(rows: Iterable[DueRow]) -> list[Mapping[str, object]]:
    """Return the list of `due --json`."""
    return [
        {
            "session": row.promise.session.id,
            "title": row.promise.session.title,
            "file": row.file,
            "step": row.promise.step.id,
            "text": row.promise.step.text,
            "owner": row.promise.step.owner,
            "due": plain(row.promise.step.due),
            "late_days": row.promise.late_days,
            "slips": row.promise.slips,
            "state": row.promise.step.state,
        }
        for row in rows
    ]


CSV = ("Due", "Hoped", "Days late", "Owner", "Step", "Status", "Slips", "Group", "Session", "File", "Step id")


def as_csv(rows: Iterable[DueRow]) -> str:
    """Return a row for each promise, for spreadsheets, dates in ISO."""
    return table_of(CSV, map(_cells, rows))


def _cells(row: DueRow) -> Sequence[str]:
    step, session = row.promise.step, row.promise.session
    late = "" if row.promise.late_days is None else str(row.promise.late_days)
    due = step.due.isoformat() if step.due else ""
    who = (step.owner or "", step.text, STATES[step.state], str(row.promise.slips))
    return due, "yes" if step.hoped else "", late, *who, session.group or "", session.title, row.file, step.id


def write(rows: Sequence[DueRow], view: View, ink: Ink) -> str:
    """Return a line or more for each promise: when, who, what and in which session."""
    whens = [_when(row.promise, view) for row in rows]
    owners = [_owner(row.promise) for row in rows]
    when, who = max(map(width, whens), default=0), max(map(width, owners), default=0)
    lines: list[str] = []
    for row, date, owner in zip(rows, whens, owners, strict=True):
        head = f"{pad(date, when)}  {pad(owner, who)}  "
        told = hang(head, ink.joined(_what(row.promise)), ink.width)
        late = bool(row.promise.late_days)
        lines += [ink.paint("late", line) for line in told] if late else told
    return "".join(f"{line}\n" for line in lines)


def _when(promise: OpenPromise, view: View) -> str:
    due = promise.step.due
    if due is None:
        return "no date"
    late = f", {counted(promise.late_days, 'day')} late" if promise.late_days else ""
    return f"{'hoped ' if promise.step.hoped else ''}{view.day(due)}{late}"


def _owner(promise: OpenPromise) -> str:
    return " ".join((promise.step.owner or "nobody yet").split())


def _what(promise: OpenPromise) -> list[str]:
    state = STATES[promise.step.state] if promise.step.state != "open" else ""
    return [promise.step.text, state, promise.session.title]
