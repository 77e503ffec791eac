"""Every open step of many sessions, as text and for scripts."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from tempfile import SpooledTemporaryFile

from flipchart.domain.due_step import DueStep, late_days
from flipchart.domain.saying import STATES, counted
from flipchart.exchange.text_width import hang, pad, width
from flipchart.exchange.view import View
from flipchart.exchange.writers.csv_table import table_of
from flipchart.exchange.writers.markup import TextStyle

SPOOLED = 1 << 20
"""Bytes of lines that wait in memory until all are known."""


def as_json(rows: Iterable[DueStep], today: dt.date) -> Iterator[Mapping[str, object]]:
    """Yield the rows of `due --json`."""
    due, date, late = None, None, None
    for row in rows:
        if row.due != due:  # many of one day follow each other
            due = row.due
            date, late = (due.isoformat(), late_days(due, today)) if due else (None, None)
        yield {
            "session": row.session,
            "title": row.title,
            "file": row.file,
            "step": row.step,
            "text": row.text,
            "owner": row.owner,
            "due": date,
            "late_days": late,
            "slips": row.slips,
            "state": row.state,
        }


CSV = ("Due", "Hoped", "Days late", "Owner", "Step", "Status", "Slips", "Group", "Session", "File", "Step id")


def as_csv(rows: Iterable[DueStep], today: dt.date) -> str:
    """Return a row for each promise, for spreadsheets, dates in ISO."""
    return table_of(CSV, (_cells(row, late_days(row.due, today)) for row in rows))


def _cells(row: DueStep, late: int | None) -> Sequence[str]:
    due = row.due.isoformat() if row.due else ""
    when = (due, "yes" if row.hoped else "", "" if late is None else str(late))
    what = (row.owner or "", row.text, STATES[row.state], str(row.slips))
    return *when, *what, row.group or "", row.title, row.file, row.step


def lines(rows: Iterable[DueStep], view: View, style: TextStyle) -> Iterator[str]:
    """Yield a line or more for each promise: when, who, what and in which session.

    How wide the columns are is only known after the last row; until then the rows wait in a file.
    """
    when = who = 0
    today = view.today
    dates: dict[object, str] = {}
    owners: dict[str | None, str] = {}
    with SpooledTemporaryFile(SPOOLED, "w+", encoding="utf-8", errors="surrogatepass", newline="\n") as waiting:
        for row in rows:
            # Many rows share a day and a person, so each of those is worded and measured once.
            day, person = (row.due, row.hoped), row.owner
            if day not in dates:
                late_by = late_days(row.due, today)
                date = _when(row, late_by, view)
                dates[day], when = f"{'late' if late_by else ''}\t{date}", max(when, width(date))
            if person not in owners:
                owners[person] = " ".join((person or "nobody yet").split())
                who = max(who, width(owners[person]))
            what = " ".join(style.joined(_what(row)).split())
            waiting.write(f"{dates[day]}\t{owners[person]}\t{what}\n")
        waiting.seek(0)
        heads: dict[str, str] = {}
        for line in waiting:
            head, _, what = line[:-1].rpartition("\t")
            late, date, owner = head.split("\t")
            if head not in heads:
                heads[head] = f"{pad(date, when)}  {pad(owner, who)}  "
            hanging = hang(heads[head], what, style.width)
            yield "".join(f"{style.paint('late', it) if late else it}\n" for it in hanging)


def _when(row: DueStep, late_by: int | None, view: View) -> str:
    if row.due is None:
        return "no date"
    late = f", {counted(late_by, 'day')} late" if late_by else ""
    return f"{'hoped for ' if row.hoped else ''}{view.day(row.due)}{late}"


def _what(row: DueStep) -> list[str]:
    return [row.text, STATES[row.state] if row.state != "open" else "", row.title]
