"""`flipchart demo`: a copy of the worked sessions, to try things with."""

import shutil
import sys
import tempfile
from argparse import ArgumentParser
from pathlib import Path

import flipchart
from flipchart.cli.frame import streams
from flipchart.cli.frame.call import Call, MovingClock
from flipchart.cli.frame.streams import DONE, CommandError
from flipchart.store.catalogue import find_session
from flipchart.store.opening import open_session


def arguments(parser: ArgumentParser) -> None:
    """Add what the verb takes."""
    parser.add_argument("name", metavar="NAME", nargs="?", help="a worked session; without it, all of them")


def run(call: Call) -> int:
    """Open a copy in a temporary folder; without a terminal, list the worked sessions."""
    name = call.args.name
    source = worked()
    if name is None and not (streams.is_terminal(sys.stdin) and streams.has_screen()):
        return _listed(call, source)
    if name is not None:
        find_session(name, source, call.clock)
    streams.need_terminal("A worked session on the screen")
    folder = copied(source)
    streams.say(f"These are copies, in {folder}; nothing of yours is touched.")
    context = call.context(folder, MovingClock(call.clock.now()) if call.stands else None)
    if name is None:
        from flipchart.tui.start import open_home

        return open_home(context=context)
    from flipchart.tui.start import open_session as open_screens

    return open_screens(find_session(name, folder, call.clock), context=context)


def worked() -> Path:
    """Return the folder of the worked sessions: in an installed package, or in the source tree.

    Raises CommandError where there is none.
    """
    package = Path(flipchart.__file__).parent
    for folder in (package / "worked", package.parent.parent / "sessions"):
        if folder.is_dir() and any(folder.glob("*.toml")):
            return folder
    raise CommandError("The worked sessions are missing from this installation; install flipchart again.")


def copied(source: Path) -> Path:
    """Copy the worked sessions into a new temporary folder, for this user alone, and return it."""
    folder = Path(tempfile.mkdtemp(prefix="flipchart-demo-"))
    for file in sorted(source.glob("*.toml")):
        copy = folder / file.name
        copy.touch(mode=0o600)
        shutil.copyfile(file, copy)
    return folder


def _listed(call: Call, source: Path) -> int:
    for file in sorted(source.glob("*.toml")):
        streams.data(f"{file.stem}  {open_session(file, call.clock).session.title}\n")
    return DONE
