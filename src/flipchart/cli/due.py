"""`flipchart due`: every open promise over all sessions."""

import datetime as dt
from argparse import ArgumentParser
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from flipchart.cli.frame.call import Call
from flipchart.cli.frame.catalogue import Indexed, KeptSessions, owner_of, read_kept, state_of
from flipchart.cli.frame.streams import DONE, IN_PART, Misuse, document, in_pieces, say
from flipchart.domain.due_step import DueStep
from flipchart.domain.kinds import StepState
from flipchart.domain.saying import name_key
from flipchart.store.index import Index

if TYPE_CHECKING:
    from flipchart.domain.plan import Step
    from flipchart.store.catalogue import Kept


def arguments(parser: ArgumentParser) -> None:
    """Add what the verb takes."""
    parser.add_argument("--group", metavar="NAME", help="only the sessions of one group, private ones too")
    parser.add_argument("--owner", metavar="NAME", help="only the steps of one person")
    parser.add_argument("--before", metavar="WHEN", help="only steps due before a day, such as fri or '2 dec'")
    parser.add_argument("--state", metavar="STATE", help="only steps in that state: open, doing or blocked")
    parser.add_argument("--no-owner", action="store_true", help="only steps that are nobody's")
    parser.add_argument("--slipped", metavar="N", type=int, help="only steps whose date slipped N times or more")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="for scripts")
    form.add_argument("--csv", action="store_true", help="for spreadsheets")
    form.add_argument("--ics", action="store_true", help="as a calendar")
    parser.add_argument("--no-alarm", action="store_true", help="with --ics: a calendar that does not ring")


def run(call: Call) -> int:
    """Print the open steps by date; exit code 3 if a session's file is damaged."""
    if call.args.ics:
        folder = read_kept(call)
        kept = folder.of_group(call.args.group)
        document(_calendar(call, kept, _wanted(call, kept)))
    else:
        with Index(call.folder_to_read, call.clock) as index:
            folder = KeptSessions(call.sessions_dir, Indexed(index), tuple(index.problems.values()))
            _print(call, _rows(call, folder, index))
    for problem in folder.problems:
        say(problem)
    return IN_PART if folder.problems else DONE


class _Wanted(Struct, frozen=True):
    """What to print: whose steps, in which state, due before which day, with how many slips; None for any."""

    owner: str | None
    before: dt.date | None
    state: StepState | None = None
    slipped: int = 0

    def takes(self, step: "Step | DueStep", slips: int) -> bool:
        """Whether a step was asked for; "" asks for steps without an owner."""
        mine = self.owner is None or name_key(step.owner) == self.owner
        stands = self.state is None or step.state == self.state
        return mine and stands and slips >= self.slipped and self.in_time(step.due)

    def in_time(self, on: dt.date | None) -> bool:
        """Whether a date is before the day that was named; a missing date is not."""
        return self.before is None or (on is not None and on < self.before)


def _wanted(call: Call, kept: "Iterable[Kept]") -> _Wanted:
    before: dt.date | None = None
    if call.args.before is not None:
        before = call.read_day(call.args.before)
    state = state_of(call.args.state) if call.args.state is not None else None
    if call.args.slipped is not None and call.args.slipped < 1:
        raise Misuse("--slipped is how often a date slipped at least: 1 or more.")
    if call.args.no_owner and call.args.owner is not None:
        raise Misuse("--owner and --no-owner do not go together.")
    if state in ("done", "dropped"):
        raise Misuse("'due' tells of what is open: --state is open, doing or blocked.")
    owner = owner_of(kept, call.args.owner) if call.args.owner is not None else None
    return _Wanted("" if call.args.no_owner else owner, before, state, call.args.slipped or 0)


def _rows(call: Call, folder: KeptSessions, index: Index) -> Iterator[DueStep]:
    mine = folder.wanted(call.args.group)
    wanted = _wanted(call, (it for it in folder.kept if mine(it.session)))
    return (it for it in index.promises() if mine(it) and wanted.takes(it, it.slips))


def _print(call: Call, rows: Iterator[DueStep]) -> None:
    from flipchart.cli.frame.colour import text_style
    from flipchart.exchange.writers.due import as_csv, as_json, lines

    if call.args.csv:
        document(as_csv(rows, call.view.today))
        return
    if call.args.json:
        from flipchart.exchange.writers.json_text import dumped_rows

        texts = dumped_rows(as_json(rows, call.view.today))
    else:
        texts = lines(rows, call.view, text_style(call, lines=True))
    if not in_pieces(texts):
        say("No open step was found.")


def _calendar(call: Call, kept: "Sequence[Kept]", wanted: _Wanted) -> str:
    """Return a calendar; it has a session's next check if the owner has an open step there."""
    from flipchart.domain.portfolio import open_promises
    from flipchart.exchange.writers.ics import write_many

    plans = []
    for session in (it.session for it in kept):
        live = {it.step.id for it in open_promises(session, call.view.today) if wanted.takes(it.step, it.slips)}
        steps = [step for step in session.steps if step.id in live or _over(step, wanted)]
        plans.append((session, steps, bool(live) and wanted.in_time(session.check_day)))
    return write_many(plans, call.view, "Open steps", alarms=not call.args.no_alarm)


def _over(step: "Step", wanted: _Wanted) -> bool:
    """Whether a step is a cancelled event in the calendar: it is done, dropped or carried over."""
    mine = wanted.owner is None or name_key(step.owner) == wanted.owner
    return not step.live and mine and wanted.in_time(step.due)
