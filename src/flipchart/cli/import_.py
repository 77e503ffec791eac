"""`flipchart import SESSION FILE`: a list of improvements or steps into a session."""

import sys
from argparse import ArgumentParser
from collections.abc import Iterator

from flipchart.cli.frame.call import Call
from flipchart.cli.frame.colour import width
from flipchart.cli.frame.streams import DONE, IN_PART, data, is_terminal, read_list, say
from flipchart.clock import SystemClock
from flipchart.domain.session import Session
from flipchart.exchange.intake.import_draft import Reading
from flipchart.exchange.intake.rows import Intake
from flipchart.exchange.intake.taking import take_in
from flipchart.exchange.readers.columns import Entry
from flipchart.exchange.text_width import hang
from flipchart.exchange.writers.json import dumped
from flipchart.exchange.writers.rows import HEAD, row_lines, sum_up
from flipchart.ids import random_id
from flipchart.store.opening import open_session
from flipchart.store.writer import change_session


def arguments(parser: ArgumentParser) -> None:
    """Add what the verb takes."""
    parser.add_argument("session", metavar="SESSION", help="a path, the start of a title or name, or 'last'")
    parser.add_argument("file", metavar="FILE", help="lines, Markdown, CSV, TSV or a session; '-' is stdin")
    kinds = ["improvements", "steps"]
    parser.add_argument("--as", dest="kind", choices=kinds, default=kinds[0], help="what the items are")
    parser.add_argument("--dry-run", action="store_true", help="only say what would be added")
    parser.add_argument("--json", action="store_true", help="say it for scripts")


def run(call: Call) -> int:
    """Add what is new, and say row by row what was understood; 3 where rows were left as notes."""
    entries = read_list(call.args.file)
    intake = _taken(call, entries)
    _tell(call, intake)
    if call.args.kind == "improvements" and any(map(_says_who_or_when, entries)):
        say("Owners, dates and states belong to steps: --as steps reads them as such.")
    return IN_PART if intake.notes else DONE


def _says_who_or_when(entry: Entry) -> bool:
    """Whether a row that is no step says what only steps have."""
    return entry.under is None and any(cell.field in ("owner", "due", "state") for cell in entry.cells)


def _taken(call: Call, entries: tuple[Entry, ...]) -> Intake:
    """A file that would not change is not written: its layout and its time stay as they are."""
    path = call.find(call.args.session)
    now, order = call.clock.local(call.clock.now()), call.config.date_order
    reading = Reading(now, random_id, call.args.kind == "steps", order, language=call.config.language)
    before = open_session(path, call.clock)
    intake = take_in(before.session, entries, reading)
    if call.args.dry_run or intake.session == before.session:
        return intake
    for notice in before.notices:
        say(notice)
    taken: list[Intake] = []

    def change(session: Session) -> Session:
        taken.append(take_in(session, entries, reading))
        return taken[-1].session

    change_session(path, change, SystemClock(), tell=say)
    return taken[-1]


def _set(intake: Intake) -> Iterator[str]:
    """The lines for a terminal behind the number of their row; whole for programs, so that one is one fact."""
    for line in row_lines(intake):
        yield from hang(line[:HEAD], line[HEAD:], width()) if is_terminal(sys.stdout) else (line,)


def _tell(call: Call, intake: Intake) -> None:
    if call.args.json:
        data(dumped(intake.as_json()))
        return
    data("".join(f"{line}\n" for line in _set(intake)))
    would = "Nothing was saved; it would be: " if call.args.dry_run else ""
    say(f"{would}{sum_up(intake)}")
