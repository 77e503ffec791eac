"""`flipchart list`: the sessions in the folder."""

import datetime as dt
from argparse import ArgumentParser
from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from pathlib import Path

from flipchart.cli.frame.call import Call
from flipchart.cli.frame.colour import fits, width
from flipchart.cli.frame.streams import DONE, IN_PART, document, in_pieces, say
from flipchart.domain.portfolio import Summary, home, summarise
from flipchart.domain.text import clean_line
from flipchart.exchange.text_width import aligned, hang, widest, wrap
from flipchart.exchange.view import View
from flipchart.exchange.writers.json import plain
from flipchart.exchange.writers.json_text import dumped_rows
from flipchart.store.index import Index

_HEAD = ("TITLE", "GROUP", "CREATED", "DONE", "NEXT CHECK", "STATE", "FILE")

_CSV = ("Title", "Group", "Created", "Steps", "Done", "Late", "Next check", "State", "File", "Session id")

BAR = 10
"""Cells of a full bar."""


def arguments(parser: ArgumentParser) -> None:
    """Add what the verb takes."""
    parser.add_argument("--late", action="store_true", help="only sessions with a step that is late")
    when = "only sessions whose next check is before a day, such as fri or '2 dec'"
    parser.add_argument("--check-before", metavar="WHEN", help=when)
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="for scripts")
    form.add_argument("--csv", action="store_true", help="for spreadsheets")


def run(call: Call) -> int:
    """Print the sessions in the order of the home screen; for scripts, newest first.

    Exit code 3 if a file is damaged; it is named.
    """
    now, wanted = call.clock.now(), _wanted(call)
    with Index(call.folder_to_read, call.clock) as index:
        today = call.clock.local(now).date()
        every = [
            (str(it.path), summarise(it.session, now, today)) for it in index.sessions() if not it.session.private
        ]
        problems = index.problems
    found = [(path, it) for path, it in every if wanted(it)]
    if call.args.json:
        newest = sorted(found, key=lambda pair: (pair[1].created, pair[1].id), reverse=True)
        in_pieces(dumped_rows(_row(path, it) for path, it in newest))
    elif call.args.csv:
        from flipchart.exchange.writers.csv_table import table_of

        document(table_of(_CSV, (_csv_row(path, it) for path, it in _as_at_home(found))))
    elif found:
        in_pieces(f"{line}\n" for line in _table_lines(call, _as_at_home(found)))
    elif every:
        say("No session is among those that were asked for.")
    else:
        say(f"There is no session in {call.sessions_dir} yet. 'flipchart new TITLE' makes one.")
    for sentence in problems.values():
        say(sentence)
    return IN_PART if problems else DONE


def _wanted(call: Call) -> Callable[[Summary], bool]:
    """Return a test for the sessions that were asked for; a closed session needs no check."""
    before: dt.date | None = None
    if call.args.check_before is not None:
        from flipchart.domain.when import read_date

        before = read_date(call.args.check_before, call.view.today, call.config.date_order, call.config.language)

    def takes(it: Summary) -> bool:
        checked = it.next_check is not None and before is not None and it.next_check < before
        return (not call.args.late or it.late > 0) and (before is None or (checked and it.state != "closed"))

    return takes


def _table_lines(call: Call, found: Sequence[tuple[str, Summary]]) -> Iterator[str]:
    """Yield a table; if the terminal is too narrow for it, each title with the rest below it.

    Each row is formatted twice, once to measure and once to print, so that a large folder is never all in memory.
    """
    widths = widest(chain([_HEAD], (_cells(call, path, it) for path, it in found)))
    rows = (_cells(call, path, it) for path, it in found)
    if fits(sum(widths) + 2 * (len(widths) - 1)):
        yield from (aligned(row, widths) for row in chain([_HEAD], rows))
        return
    for row in rows:
        yield from (*wrap(row[0], width()), *hang("  ", _known(row), width()))


def _known(row: tuple[str, ...]) -> str:
    _, group, created, progress, check, state, file = row
    return " · ".join(part for part in (group, created, progress, check and f"check {check}", state, file) if part)


def _row(path: str, it: Summary) -> dict[str, object]:
    keys = ("id", "title", "group", "created", "steps", "done", "late", "next_check", "state")
    row = {key: plain(getattr(it, key)) for key in keys} | {"file": path}
    return row | ({"next_check": it.check_at.isoformat()} if it.check_at else {})


def _csv_row(path: str, it: Summary) -> tuple[str, ...]:
    row = _row(path, it)
    keys = ("title", "group", "created", "steps", "done", "late", "next_check", "state", "file", "id")
    return tuple("" if row[key] is None else str(row[key]) for key in keys)


def _as_at_home(found: Sequence[tuple[str, Summary]]) -> list[tuple[str, Summary]]:
    paths = {id(it): path for path, it in found}
    return [(paths[id(it)], it) for it in home(it for _, it in found).all]


def _cells(call: Call, path: str, it: Summary) -> tuple[str, ...]:
    view, signs = call.view, ("#", "-") if call.config.ascii else ("█", "░")
    return (
        " ".join(it.title.split()),
        " ".join((it.group or "").split()),
        view.day(view.local(it.created).date()),
        _progress(it, signs),
        _check(it, view),
        it.state,
        clean_line(Path(path).name),
    )


def _progress(it: Summary, signs: tuple[str, str]) -> str:
    """Return a bar with its value, and how many steps are late; dropped steps count in neither."""
    whole = it.steps - it.dropped
    carried = f"{it.carried} carried on" if it.carried else ""
    if not whole:
        return carried or "no steps"
    filled = max(it.done * BAR // whole, min(it.done, 1))
    full, empty = signs
    words = (
        f"{full * filled}{empty * (BAR - filled)} {it.done}/{whole}",
        f"{it.late} late" if it.late else "",
        carried,
    )
    return ", ".join(part for part in words if part)


def _check(it: Summary, view: View) -> str:
    if it.next_check is None:
        return ""
    return f"{view.day(it.next_check)}{f' {it.check_at:%H:%M}' if it.check_at else ''}"
