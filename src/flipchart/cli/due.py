"""`flipchart due`: every open promise over all sessions."""

import datetime as dt
from argparse import ArgumentParser
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from flipchart.cli.frame.call import Call
from flipchart.cli.frame.catalogue import Indexed, Shelf, owner_of, read_shelf
from flipchart.cli.frame.streams import DONE, IN_PART, document, in_pieces, say
from flipchart.domain.plan import Step
from flipchart.domain.portfolio import OpenPromise, late_days
from flipchart.domain.saying import name_key
from flipchart.exchange.writers.due import DueRow
from flipchart.store.catalogue import Kept
from flipchart.store.index import Index


def arguments(parser: ArgumentParser) -> None:
    """Add what the verb takes."""
    parser.add_argument("--group", metavar="G", help="only the sessions of one group, private ones too")
    parser.add_argument("--owner", metavar="O", help="only the steps of one person")
    parser.add_argument("--before", metavar="WHEN", help="only steps due before a day, such as fri or '2 dec'")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="for scripts")
    form.add_argument("--ics", action="store_true", help="as a calendar")


def run(call: Call) -> int:
    """Print the steps neither done nor dropped, by date; 3 where a damaged file is among the sessions."""
    if call.args.ics:
        shelf = read_shelf(call)
        kept = shelf.of_group(call.args.group)
        document(_calendar(call, kept, _wanted(call, kept)))
    else:
        with Index(call.sessions_dir, call.clock) as index:
            shelf = Shelf(call.sessions_dir, Indexed(index), tuple(index.problems.values()))
            _print(call, _rows(call, shelf, index))
    for problem in shelf.problems:
        say(problem)
    return IN_PART if shelf.problems else DONE


@dataclass(frozen=True, slots=True)
class _Wanted:
    """Whose steps, and before which day they are due; None for any."""

    owner: str | None
    before: dt.date | None

    def takes(self, step: Step) -> bool:
        """Whether a step is among those that were asked for."""
        mine = self.owner is None or name_key(step.owner) == self.owner
        return mine and self.in_time(step.due)

    def in_time(self, on: dt.date | None) -> bool:
        """Whether a day is before the one that was named; without a date nothing is before it."""
        return self.before is None or (on is not None and on < self.before)


def _wanted(call: Call, kept: Iterable[Kept]) -> _Wanted:
    before: dt.date | None = None
    if call.args.before is not None:
        from flipchart.domain.when import read_date

        before = read_date(call.args.before, call.view.today, call.config.date_order)
    return _Wanted(owner_of(kept, call.args.owner) if call.args.owner is not None else None, before)


def _rows(call: Call, shelf: Shelf, index: Index) -> Iterator[DueRow]:
    mine = shelf.wanted(call.args.group)
    wanted = _wanted(call, (it for it in shelf.kept if mine(it.session)))
    today = call.view.today
    for it in index.promises():
        if mine(it.session) and wanted.takes(it.step):
            yield DueRow(OpenPromise(it.session, it.step, late_days(it.step, today), it.slips), it.path)


def _print(call: Call, rows: Iterator[DueRow]) -> None:
    from flipchart.cli.frame.colour import ink
    from flipchart.exchange.writers.due import as_json, lines
    from flipchart.exchange.writers.json import dumped_rows

    texts = dumped_rows(as_json(rows)) if call.args.json else lines(rows, call.view, ink(call))
    if not in_pieces(texts):
        say("No open step was found.")


def _calendar(call: Call, kept: Sequence[Kept], wanted: _Wanted) -> str:
    """A session's next check is in the calendar of whoever has an open step in it."""
    from flipchart.exchange.writers.ics import write_many

    plans = []
    for session in (it.session for it in kept):
        steps = [step for step in session.steps if wanted.takes(step)]
        check = any(step.live for step in steps) and wanted.in_time(session.next_check)
        plans.append((session, steps, check))
    return write_many(plans, call.view, "Open steps")
