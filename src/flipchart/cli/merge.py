"""`flipchart merge BASE OURS THEIRS`: two versions of a session into one, also for git."""

import os
from argparse import ArgumentParser
from pathlib import Path
from typing import TYPE_CHECKING

from flipchart.cli.frame.call import Call
from flipchart.cli.frame.streams import COULD_NOT, DONE, say
from flipchart.clock import SystemClock
from flipchart.domain.saying import counted
from flipchart.store.errors import place, shown
from flipchart.store.sync_copies import FileMerge

if TYPE_CHECKING:
    from flipchart.domain.session import Conflict, Session


TOLD = 10
"""How many conflicts are told one by one; all of them are in the file."""


def arguments(parser: ArgumentParser) -> None:
    """Add what the verb takes."""
    parser.add_argument("base", metavar="BASE", help=f"what both were made from; {os.devnull} if it is not known")
    parser.add_argument("ours", metavar="OURS", help="the file that takes the result")
    parser.add_argument("theirs", metavar="THEIRS", help="the other version; it stays as it is")


def run(call: Call) -> int:
    """Merge item by item into OURS; 1 where both changed the same field, which a person settles, or no base."""
    args = call.args
    base = None if args.base == os.devnull else Path(args.base)
    merged = FileMerge(SystemClock()).merge(base, Path(args.ours), Path(args.theirs))
    if merged.problem:
        say(merged.problem)
    for conflict in merged.conflicts[:TOLD]:
        say(_told(conflict, merged.session))
    if merged.conflicts:
        say(f"{place(args.ours)}: {counted(len(merged.conflicts), 'value')} changed on both sides. "
            "OURS were kept, the others are under [[conflicts]]; open the session to settle them.")  # fmt: skip
    return COULD_NOT if merged.conflicts or merged.problem else DONE


def _told(conflict: "Conflict", session: "Session") -> str:
    named = {item.id: getattr(item, "text", None) or getattr(item, "title", None) for _, item in session.items()}
    item = named.get(conflict.item) or ("the session" if conflict.item == session.id else conflict.item)
    return f"{shown(item)}, {shown(conflict.key)}: kept {_value(conflict.kept)}, not {_value(conflict.other)}"


def _value(value: object) -> str:
    return "nothing" if value is None else shown(value)
