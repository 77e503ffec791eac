"""`flipchart merge BASE OURS THEIRS [PATH]`: two versions of a session into one, also for git."""

import os
from argparse import ArgumentParser
from pathlib import Path
from typing import TYPE_CHECKING

from flipchart.cli.frame.call import Call
from flipchart.cli.frame.streams import COULD_NOT, DONE, say
from flipchart.clock import SystemClock
from flipchart.domain.saying import counted
from flipchart.store.errors import StoreError, place, shown
from flipchart.store.sync_copies import GIT_FILE, FileMerge, MergedFile, merge_text

if TYPE_CHECKING:
    from flipchart.domain.session import Conflict, Session


MOST_SHOWN = 10
"""How many conflicts are shown one by one; all of them are in the file."""


def arguments(parser: ArgumentParser) -> None:
    """Add what the verb takes."""
    parser.add_argument("base", metavar="BASE", help=f"what both were made from; {os.devnull} if it is not known")
    parser.add_argument("ours", metavar="OURS", help="the file that takes the result")
    parser.add_argument("theirs", metavar="THEIRS", help="the other version; it stays as it is")
    parser.add_argument("path", metavar="PATH", nargs="?", help="for git: what the file is called there (%%P)")


def run(call: Call) -> int:
    """Merge item by item into OURS; exit code 1 if both changed the same field, or if there is no base."""
    args = call.args
    base = None if args.base == os.devnull else Path(args.base)
    ours, theirs = Path(args.ours), Path(args.theirs)
    files = FileMerge(SystemClock())
    if args.path is None and not ours.name.startswith(GIT_FILE):
        return _say(files.merge(base, ours, theirs), f" ({place(ours)})")
    name = args.path or ours.name
    try:
        merged = files.merge_for_git(base, ours, theirs, name)
    except StoreError as error:
        return _as_text(files, (base, ours, theirs), name, error.sentence)
    return _say(merged, f" ({place(name)})" if args.path else "")


def _as_text(files: FileMerge, three: tuple[Path | None, Path, Path], name: str, why: str) -> int:
    """Merge files that are no sessions as git does without this driver, with conflict markers."""
    was_session = files.is_session(three[1])
    marked = merge_text(*three)
    if marked is None:
        say(f"{why} It could not be merged as text either, so OURS was kept.")
    elif marked:
        say(f"{why} {place(name)} was merged as text; settle what is marked in it.")
    elif was_session and not files.is_session(three[1]):
        say(f"{why} {place(name)} was merged as text and is no whole session now; mend it before it is committed.")
        return COULD_NOT
    return COULD_NOT if marked != 0 else DONE


def _say(merged: MergedFile, where: str) -> int:
    """Report the result of a merge, and return the exit code."""
    if merged.problem:
        say(merged.problem)
    for conflict in merged.conflicts[:MOST_SHOWN]:
        say(_conflict_words(conflict, merged.session))
    if merged.conflicts:
        values = counted(len(merged.conflicts), "value")
        say(f"{shown(merged.session.title)}{where}: {values} changed on both sides. OURS were kept, the others are "
            "under [[conflicts]]; open the session to settle them.")  # fmt: skip
    return COULD_NOT if merged.conflicts or merged.problem else DONE


def _conflict_words(conflict: "Conflict", session: "Session") -> str:
    named = {item.id: getattr(item, "text", None) or getattr(item, "title", None) for _, item in session.items()}
    item = named.get(conflict.item) or ("the session" if conflict.item == session.id else conflict.item)
    return f"{shown(item)}, {shown(conflict.key)}: kept {_value(conflict.kept)}, not {_value(conflict.other)}"


def _value(value: object) -> str:
    return "nothing" if value is None else shown(value)
