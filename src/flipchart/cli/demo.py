"""`flipchart demo`: opens copies of the worked sessions, moved to today, to try things out; nothing is kept."""

import datetime as dt
import os
import shutil
import stat
import sys
import tempfile
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from msgspec.structs import replace

import flipchart
from flipchart.cli.frame import streams
from flipchart.cli.frame.call import Call
from flipchart.cli.frame.streams import DONE, CommandError
from flipchart.clock import FastClock, SystemClock
from flipchart.domain.text import meant
from flipchart.store.catalogue import find_session
from flipchart.store.disk import DISK, Lock
from flipchart.store.errors import NotFound, shown
from flipchart.store.opening import open_session
from flipchart.store.reading import parse
from flipchart.store.writing import Tables, written

SINCE = dt.timedelta(minutes=2)
"""How long before now the last event of a copied session lies, if its run is under way."""

PREFIX, MARK = "flipchart-demo-", ".demo"
"""How the folders of copies are named, and the file in each that is locked while its demo is open."""

SETTLED = 60.0
"""Seconds after which an open demo has certainly locked its folder."""


def arguments(parser: ArgumentParser) -> None:
    """Add what the verb takes."""
    parser.add_argument("name", metavar="NAME", nargs="?", help="clinic, library or retro; all of them if not said")


def run(call: Call) -> int:
    """Open a copy in a temporary folder; without a terminal, list the worked sessions."""
    name = call.args.name
    source = worked()
    if name is None and not (streams.is_terminal(sys.stdin) and streams.has_screen()):
        return _listed(call, source)
    if name is not None:
        _check(name, source, call)
    streams.need_terminal("A worked session on the screen")
    clear_left_over()
    folder = copied(source, call.clock.now())
    streams.say("This is a copy that is deleted when you leave; nothing of yours is touched.")
    # Drafts, backups and what a room prefers go where the copies are, and with them.
    before = os.environ.get("FLIPCHART_STATE")
    os.environ["FLIPCHART_STATE"] = str(folder / "state")
    open_now = _locked(folder / MARK)
    try:
        return _opened(call, folder, name)
    finally:
        os.environ.pop("FLIPCHART_STATE") if before is None else os.environ.update(FLIPCHART_STATE=before)
        if open_now is not None:
            open_now.release()
        shutil.rmtree(folder, ignore_errors=True)


def clear_left_over() -> None:
    """Remove the folders of demos that were killed: those of this user whose lock nobody holds any more.

    Anything else stays: another user's folder, a link, one with another name or without our mark, and one younger
    than a minute, whose demo may not have taken its lock yet.
    """
    with suppress(OSError), os.scandir(tempfile.gettempdir()) as entries:
        for entry in entries:
            if entry.name.startswith(PREFIX) and _left_over(entry):
                shutil.rmtree(entry.path, ignore_errors=True)


def _left_over(entry: "os.DirEntry[str]") -> bool:
    mark = Path(entry.path, MARK)
    with suppress(OSError):
        status = entry.stat(follow_symlinks=False)
        mine = os.name == "nt" or status.st_uid == os.getuid()
        old = SystemClock().now().timestamp() - mark.lstat().st_mtime > SETTLED
        if entry.is_dir(follow_symlinks=False) and mine and old and stat.S_ISREG(mark.lstat().st_mode):
            if (free := _locked(mark)) is not None:
                free.release()
            return free is not None
    return False


def _locked(mark: Path) -> Lock | None:
    try:
        return DISK.lock(mark)
    except OSError:
        return None


def _check(name: str, source: Path, call: Call) -> None:
    try:
        find_session(name, source, call.clock)
    except NotFound:
        names = sorted(file.stem for file in source.glob("*.toml"))
        near = meant(name, names)
        raise CommandError(f"There is no demo '{shown(name)}'{near} There are: {', '.join(names)}.") from None


def _opened(call: Call, folder: Path, name: str | None) -> int:
    clock = FastClock(SystemClock(), 1.0, call.clock.now()) if call.stands else None
    context = replace(call.context(folder, clock), kept=False)
    if name is None:
        from flipchart.tui.start import open_home

        return open_home(context=context)
    from flipchart.tui.start import open_screens

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


def copied(source: Path, now: dt.datetime) -> Path:
    """Copy the worked sessions into a new temporary folder, for this user alone, with their dates moved to today."""
    folder = Path(tempfile.mkdtemp(prefix=PREFIX))
    (folder / MARK).touch(mode=0o600)
    for file in sorted(source.glob("*.toml")):
        copy = folder / file.name
        copy.touch(mode=0o600)
        copy.write_text(written(brought_to(parse(file.read_bytes(), file.name), now)), "utf-8")
    return folder


def brought_to(tables: Tables, now: dt.datetime) -> Tables:
    """Return a session's tables with all dates and instants moved by the same time.

    The last event of a run under way ends up two minutes before `now`. Any other session is moved by whole weeks, so
    that weekdays stay, and its last recorded event ends up in the seven days before `now`.
    """
    days = [value.date() if isinstance(value, dt.datetime) else value for value in _recorded(tables)]
    events = [row["at"] for row in tables.get("timing", ())]
    if events and tables["timing"][-1]["event"] != "end":
        shift = now - max(events) - SINCE
        whole = dt.timedelta(days=(now.date() - max(events).date()).days)
        return {key: _moved(value, shift, whole) for key, value in tables.items()}
    weeks = dt.timedelta(weeks=(now.date() - max(days)).days // 7)
    return {key: _moved(value, weeks, weeks) for key, value in tables.items()}


def _recorded(tables: Tables) -> Iterator[dt.date]:
    """Yield the days and instants at which things happened, not those at which they are due."""
    yield tables["created"]
    for table, key in (("timing", "at"), ("reports", "on"), ("evaluations", "on"), ("measurements", "on")):
        yield from (row[key] for row in tables.get(table, ()))


def _moved(value: Any, instants: dt.timedelta, days: dt.timedelta) -> Any:
    if isinstance(value, dict):
        return {key: _moved(each, instants, days) for key, each in value.items()}
    if isinstance(value, list):
        return [_moved(each, instants, days) for each in value]
    if isinstance(value, dt.datetime):
        return value + instants
    return value + days if isinstance(value, dt.date) else value


def _listed(call: Call, source: Path) -> int:
    for file in sorted(source.glob("*.toml")):
        streams.data(f"{file.stem}  {open_session(file, call.clock).session.title}\n")
    return DONE
