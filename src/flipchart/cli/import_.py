"""`flipchart import SESSION FILE`: adds a list of improvements or steps to a session."""

import gc
import sys
from argparse import ArgumentParser
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePath
from typing import get_args

from msgspec import Struct

from flipchart.cli.frame.call import Call
from flipchart.cli.frame.colour import width
from flipchart.cli.frame.streams import DONE, IN_PART, Misuse, data, is_terminal, read_source, say
from flipchart.clock import SystemClock
from flipchart.domain.session import Session
from flipchart.exchange.intake.import_draft import Reading
from flipchart.exchange.intake.rows import Intake
from flipchart.exchange.intake.taking import take_in
from flipchart.exchange.readers.column_names import Field
from flipchart.exchange.readers.columns import Column, Entry, field_of, plain
from flipchart.exchange.readers.detect import Listing
from flipchart.exchange.text_width import hang
from flipchart.exchange.writers.json_text import dumped
from flipchart.exchange.writers.rows import HEAD, column_words, row_lines
from flipchart.ids import random_id
from flipchart.store.opening import Opened, open_session
from flipchart.store.state_files import keep_columns, read_columns
from flipchart.store.writer import change_session

SLOW = 500_000
"""Bytes of a list that takes longer than a second to read, so that a notice is shown first."""

Columns = tuple[tuple[Column, Field | None], ...]


def arguments(parser: ArgumentParser) -> None:
    """Add what the verb takes."""
    parser.add_argument("session", metavar="SESSION", help="a path, the start of a title or name, or 'last'")
    parser.add_argument(
        "file", metavar="FILE", help="a table, workbook, minutes, task list or session; '-' reads what is piped in"
    )
    kinds, about = (
        ["improvements", "steps"],
        "what its lines are, 'improvements' or 'steps'; if not said, the list tells",
    )
    parser.add_argument("--as", dest="kind", metavar="KIND", choices=kinds, help=about)
    parser.add_argument(
        "--sheet", metavar="NAME", help="the sheet of a workbook; the first that is visible if not said"
    )
    parser.add_argument(
        "--map", metavar="FIELD=COLUMN", action="append", default=[],
        help="what a column holds, as in 'Due=Revised date'",
    )  # fmt: skip
    parser.add_argument("--update", action="store_true", help="take over what the list says of steps that are there")
    parser.add_argument("--dry-run", action="store_true", help="only say what would be added")
    parser.add_argument("--json", action="store_true", help="for scripts")


class _List(Struct, frozen=True):
    """A list as it was read, and the columns of its table, if it is one."""

    entries: tuple[Entry, ...]
    columns: Columns


def run(call: Call) -> int:
    """Add what is new, and report row by row how it was read; exit code 3 if rows were kept only as notes."""
    # A long list makes a million small objects, none of them garbage: collecting takes a third of the time.
    collects = gc.isenabled()
    gc.disable()
    try:
        return _run(call)
    finally:
        if collects:
            gc.enable()


def _run(call: Call) -> int:
    path = call.find(call.args.session)
    before = open_session(path, call.clock)
    found = _read(call, before.session.group or "")
    intake = _taken(call, path, before, found.entries)
    _report(call, intake, found.columns)
    as_improvements = call.args.kind != "steps" and any(map(_says_who_or_when, found.entries))
    if as_improvements and any(row.kind == "improvement" for row in intake.rows):
        say("Owners, dates and states belong to steps: --as steps reads them as such.")
    return IN_PART if intake.notes else DONE


def _read(call: Call, group: str) -> _List:
    """Read the file, with the column meanings given now, or last given by this group for the same columns."""
    args = call.args
    source, suffix = read_source(args.file), PurePath(args.file).suffix.casefold()
    if len(source) > SLOW:
        say("Reading the list …")
    listing = Listing(source, suffix, args.sheet)
    columns = listing.columns()
    names = [it.name for it, _ in columns]
    chosen = _chosen(args.map, names)
    if not chosen and names and (kept := read_columns(group, names)):
        chosen = {name: field for name, field in kept.items() if field in get_args(Field)}  # type: ignore[misc]
        say(f"Columns as they were chosen last time: {_column_words(chosen)}.")
    elif chosen and not args.dry_run:
        keep_columns(group, names, {name: str(field) for name, field in chosen.items()})
    if chosen:
        columns = listing.columns(chosen)
    return _List(listing.entries(chosen), columns)


def _column_words(chosen: Mapping[str, Field | None]) -> str:
    return ", ".join(f"{field}={name}" for name, field in chosen.items())


def _chosen(said: list[str], names: list[str]) -> dict[str, Field | None]:
    """Return the field of each column that `--map` names. Raises Misuse for a field or column that is none."""
    found: dict[str, Field | None] = {}
    for words in said:
        field, sign, column = words.partition("=")
        known = field.strip().casefold().replace(" ", "_").replace("-", "_")
        to: Field | None = known if known in get_args(Field) else field_of(field)  # type: ignore[assignment]
        fits = [name for name in names if plain(name) == plain(column) and plain(name)]
        if not sign or to is None:
            raise Misuse(f"--map '{words}' names no field; write FIELD=COLUMN, such as 'Due=Revised date'.")
        if not fits:
            listed = ", ".join(f"'{name}'" for name in names if name) or "none, since it is no table"
            raise Misuse(f"The list has no column '{column.strip()}'; it has {listed}.")
        found[fits[0]] = to
    return found


def _says_who_or_when(entry: Entry) -> bool:
    """Whether a row that is not a step has values that only steps have."""
    said = any(cell.field in ("owner", "due", "state") for cell in entry.cells)
    return entry.under is None and entry.kind == "item" and said


def _taken(call: Call, path: Path, before: Opened, entries: tuple[Entry, ...]) -> Intake:
    """Write the session with the list; a file that would not change is left alone, with its layout and time."""
    now, order = call.clock.local(call.clock.now()), call.config.date_order
    as_steps = None if call.args.kind is None else call.args.kind == "steps"
    reading = Reading(now, random_id, as_steps, order, call.args.update, call.config.language)
    intake = take_in(before.session, entries, reading)
    if call.args.dry_run or intake.session == before.session:
        return intake
    for notice in before.notices:
        say(notice)
    taken: list[Intake] = []

    def change(session: Session) -> Session:
        # Usually nobody else wrote meanwhile: then the result from before is still right.
        taken.append(intake if session == before.session else take_in(session, entries, reading))
        return taken[-1].session

    change_session(path, change, SystemClock(), notify=say)
    return taken[-1]


def _set(intake: Intake) -> Iterator[str]:
    """Yield the lines, set in behind the row number on a terminal; for programs each fact stays on one line."""
    lines = row_lines(intake)
    if not is_terminal(sys.stdout):
        yield from lines
        return
    across = width()
    for line in lines:
        yield from hang(line[:HEAD], line[HEAD:], across)


def _report(call: Call, intake: Intake, columns: Columns) -> None:
    if call.args.json:
        shown = {"columns": {it.name: to for it, to in columns}} if columns and call.args.dry_run else {}
        data(dumped(intake.as_json() | shown))
        return
    data("".join(f"{line}\n" for line in _set(intake)))
    if columns and call.args.dry_run:
        as_steps = any(row.kind == "step" for row in intake.rows) and not any(to == "step" for _, to in columns)
        say(f"Columns: {column_words(columns, as_steps=as_steps)}. Change it with --map FIELD=COLUMN.")
    for remark in intake.remarks:
        say(remark)
    would = "Nothing was saved; it would be: " if call.args.dry_run and intake.rows else ""
    say(f"{would}{intake.sum}")
    if not call.args.update and any(row.changes for row in intake.rows):
        say("What the list says otherwise is taken over with --update, as reports.")
