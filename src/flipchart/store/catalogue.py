"""The sessions folder: its files, finding a session by name, and making one."""

import datetime as dt
import os
import unicodedata
from collections.abc import Iterable
from pathlib import Path

from flipchart.clock import Clock
from flipchart.domain.session import Session
from flipchart.store.codec import decode, encode
from flipchart.store.copies import conflicted_copies
from flipchart.store.disk import DISK, Disk
from flipchart.store.errors import Ambiguous, NotFound, StoreError, Unreadable, cause, place, shown
from flipchart.store.files import create_durably, file_time, read_bytes
from flipchart.store.naming import file_name
from flipchart.store.paths import private_folder

_ANY_DAY = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)


def session_files(folder: Path) -> tuple[Path, ...]:
    """Return the session files of a folder by name; none where there is no folder. Raises Unreadable."""
    try:
        found = [path for path in folder.iterdir() if path.suffix == ".toml" and not path.name.startswith(".")]
    except FileNotFoundError:
        return ()
    except OSError as error:
        raise Unreadable(f"{place(folder)} could not be read: {cause(error)}.") from None
    return tuple(sorted(found))


def read_session(path: Path, clock: Clock, disk: Disk = DISK) -> Session:
    """Return the session at `path`. Raises StoreError."""
    return decode(read_bytes(path, disk), name=str(path), made=file_time(path, clock, disk))


def find_session(name: str, folder: Path, clock: Clock | None = None) -> Path:
    """Return the file that `name` means: a path, the start of a title or file name, or `last`.

    A whole title or file name goes before the start of another, and a session before the copies that a sync tool made
    of it beside it: opening it offers what they have. `last` is the file that was changed last, private sessions
    aside. Raises NotFound, or Ambiguous where two fit; both are named.
    """
    if _is_path(name):
        return Path(os.path.expanduser(name))  # noqa: PTH111 - `~name` of somebody unknown is no crash
    files = session_files(folder)
    if name == "last":
        return _last(files, folder, clock)
    fits = {path: _fits(path, _folded(name), clock) for path in files}
    best = max(fits.values(), default=0)
    found = [path for path, fit in fits.items() if fit == best]
    if not best:
        raise NotFound(f"No session in {place(folder)} begins with {shown(name)}. `flipchart list` names them all.")
    found = _without_copies(found, clock)
    if len(found) > 1:
        raise Ambiguous(f"{shown(name)} fits {_named(found)}. Type more of the name, or the path.")
    return found[0]


def _is_path(name: str) -> bool:
    if {os.sep, os.altsep} & set(name):
        return True
    # A folder of the name of a session must not hide it.
    return os.path.lexists(name) and not os.path.isdir(name)  # noqa: PTH112 - these never raise


def _named(found: list[Path]) -> str:
    names = [shown(path.stem, 80) for path in found[:3]]
    more = f" and {len(found) - 3} more" if len(found) > 3 else ""
    return f"{', '.join(names[:-1])} and {names[-1]}" if not more else f"{', '.join(names)}{more}"


def _last(files: tuple[Path, ...], folder: Path, clock: Clock | None) -> Path:
    for path in sorted(files, key=changed_at, reverse=True):
        session = _read_quietly(path, clock)
        if session is None or not session.private:
            return _original(path, files, clock)
    raise NotFound(f"There is no session in {place(folder)} yet. `flipchart new TITLE` makes one.")


def _without_copies(found: list[Path], clock: Clock | None) -> list[Path]:
    return [path for path in found if _original(path, found, clock) == path]


def _original(path: Path, among: Iterable[Path], clock: Clock | None) -> Path:
    """Return the file of the same session whose name the sync tool made longer; `path` itself where there is none."""
    shorter = {it for it in among if it != path and path.stem.startswith(it.stem)}
    if not shorter or clock is None:
        return path
    return min(shorter.intersection(conflicted_copies(path, clock)), key=lambda it: len(it.stem), default=path)


def changed_at(path: Path) -> float:
    """Return when a file was changed, in seconds; one that is gone meanwhile is older than all others."""
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0


def _folded(text: str) -> str:
    return unicodedata.normalize("NFC", text).casefold()


def _fits(path: Path, wanted: str, clock: Clock | None) -> int:
    """Return 2 for the whole title or name, 1 for the start of one, 0 for neither."""
    names = [_folded(path.name), _folded(path.stem), _folded(path.stem)[len("2026-11-18-") :]]
    session = _read_quietly(path, clock)
    if session is not None:
        names.append(_folded(session.title))
    if wanted and wanted in names:
        return 2
    return int(any(name.startswith(wanted) for name in names))


def _read_quietly(path: Path, clock: Clock | None) -> Session | None:
    try:
        made = file_time(path, clock) if clock else _ANY_DAY
        return decode(read_bytes(path), name=str(path), made=made)
    except StoreError:
        return None


def create(session: Session, folder: Path, clock: Clock, disk: Disk = DISK) -> Path:
    """Write a new session into the folder under a free name and return its path. Raises StoreError."""
    try:
        private_folder(folder)
    except OSError as error:
        raise Unreadable(f"{place(folder)} could not be made: {cause(error)}.") from None
    data = encode(session)
    day = clock.local(session.created).date()
    # Names that differ only by case or by how an accent is written are one name to some systems.
    taken = {_folded(path.name) for path in session_files(folder)}
    number = 0
    while True:
        number += 1
        name = file_name(session.title, day, number)
        if _folded(name) in taken:
            continue
        try:
            create_durably(folder / name, data, disk)
        except FileExistsError:
            continue
        return folder / name
