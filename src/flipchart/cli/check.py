"""`flipchart check SESSION…`: whether session files are sound."""

import os
import shlex
from argparse import ArgumentParser
from pathlib import Path

from flipchart.cli.frame.call import Call
from flipchart.cli.frame.streams import DONE, data, say
from flipchart.store.errors import StoreError, place
from flipchart.store.paths import open_to_all
from flipchart.store.sync_copies import conflicted_copies


def arguments(parser: ArgumentParser) -> None:
    """Add what the verb takes."""
    parser.add_argument("sessions", metavar="SESSION", nargs="+", help="paths, starts of titles or names, or 'last'")


def run(call: Call) -> int:
    """Say of each file whether it is sound; what is wrong is said with path, line or key, and remedy."""
    code = DONE
    folders: set[Path] = set()
    for name in call.args.sessions:
        try:
            path = call.find(name)
            session = call.open(str(path)).session
        except StoreError as error:
            say(error.sentence)
            code = max(code, error.exit_code)
            continue
        for sentence in session.dangling():
            say(f"{path}: {sentence}")
        for copy in conflicted_copies(path, call.clock):
            say(_told(path, copy))
        if path.parent not in folders and (warning := open_to_all(path.parent)):
            say(warning)
        folders.add(path.parent)
        data(f"{path}: sound\n")
    return code


def _told(path: Path, copy: Path) -> str:
    command = shlex.join(["flipchart", "merge", os.devnull, str(path), str(copy)])
    return f"{place(path)}: {place(copy.name)} holds the same session. To take in what it has: {command}"
