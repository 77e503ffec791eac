"""Every open promise over the sessions, as text and for scripts."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from tempfile import SpooledTemporaryFile

from flipchart.domain.portfolio import OpenPromise
from flipchart.domain.saying import STATES, counted
from flipchart.exchange.text_width import hang, pad, width
from flipchart.exchange.view import View
from flipchart.exchange.writers.csv import table_of
from flipchart.exchange.writers.json import plain
from flipchart.exchange.writers.markup import Ink

SPOOLED = 1 << 20
"""Bytes of lines that wait in memory until all are known."""


@dataclass(frozen=True, slots=True)
class DueRow:
    """An open promise and the file that it is kept in."""

    promise: OpenPromise
    file: str


def as_json(rows: Iterable[DueRow]) -> Iterator[Mapping[str, object]]:
    """Yield the rows of `due --json`."""
    for row in rows:
        yield {
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


def lines(rows: Iterable[DueRow], view: View, ink: Ink) -> Iterator[str]:
    """Yield a line or more for each promise: when, who, what and in which session.

    How wide the columns are is only known after the last row; until then the rows wait in a file.
    """
    when = who = 0
    dates: dict[tuple[object, ...], str] = {}
    with SpooledTemporaryFile(SPOOLED, "w+", encoding="utf-8", errors="surrogatepass", newline="\n") as waiting:
        for row in rows:
            promise = row.promise
            key = promise.step.due, promise.step.hoped, promise.late_days
            date = dates.get(key) or dates.setdefault(key, _when(promise, view))
            owner, what = _owner(promise), ink.joined(_what(promise))
            when, who = max(when, width(date)), max(who, width(owner))
            waiting.write(f"{'late' if promise.late_days else ''}\t{date}\t{owner}\t{' '.join(what.split())}\n")
        waiting.seek(0)
        for line in waiting:
            late, date, owner, what = line[:-1].split("\t")
            told = hang(f"{pad(date, when)}  {pad(owner, who)}  ", what, ink.width)
            yield "".join(f"{ink.paint('late', it) if late else it}\n" for it in told)


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
