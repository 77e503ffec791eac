"""The sessions folder: finding a session, making one, and all of them in a line each."""

import datetime as dt
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from flipchart.clock import Clock
from flipchart.domain.portfolio import Summary, summarise
from flipchart.domain.session import Session
from flipchart.store.codec import decode, encode
from flipchart.store.disk import DISK, Disk
from flipchart.store.errors import Ambiguous, NotFound, StoreError, Unreadable, cause, place, shown
from flipchart.store.files import create_durably, file_time, read_bytes
from flipchart.store.naming import file_name
from flipchart.store.paths import private_folder

_ANY_DAY = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)


@dataclass(frozen=True, slots=True)
class Listed:
    """A file of the folder with its session in a line, or with the sentence that says why it has none."""

    path: Path
    summary: Summary | None
    problem: str = ""


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


def summaries(folder: Path, clock: Clock, *, private: bool = False) -> Iterator[Listed]:
    """Yield every session of a folder, one by one as it is read; damaged files with their sentence.

    Private sessions are left out unless asked for.
    """
    now = clock.now()
    for path in session_files(folder):
        try:
            summary = summarise(read_session(path, clock), now, clock.local(now).date())
        except StoreError as error:
            yield Listed(path, None, error.sentence)
            continue
        if private or not summary.private:
            yield Listed(path, summary)


def find_session(name: str, folder: Path, clock: Clock | None = None) -> Path:
    """Return the file that `name` means: a path, the start of a title or file name, or `last`.

    `last` is the file that was changed last. Raises NotFound, or Ambiguous where two fit; both are named.
    """
    given = Path(name).expanduser()
    if given.is_file() or (given.suffix == ".toml" and (given.exists() or given.parent != Path())):
        return given
    files = session_files(folder)
    if name == "last":
        return _last(files, folder)
    found = [path for path in files if _begins(path, name, clock)]
    exact = [path for path in found if path.stem == name or path.name == name]
    if len(exact or found) == 1:
        return (exact or found)[0]
    if not found:
        raise NotFound(f"No session in {place(folder)} begins with {shown(name)}. `flipchart list` names them all.")
    raise Ambiguous(f"{shown(name)} fits {_named(found)}. Type more of the name, or the path.")


def _named(found: list[Path]) -> str:
    names = [path.stem for path in found[:3]]
    more = f" and {len(found) - 3} more" if len(found) > 3 else ""
    return f"{', '.join(names[:-1])} and {names[-1]}" if not more else f"{', '.join(names)}{more}"


def _last(files: tuple[Path, ...], folder: Path) -> Path:
    if not files:
        raise NotFound(f"There is no session in {place(folder)} yet. `flipchart new TITLE` makes one.")
    return max(files, key=lambda path: path.stat().st_mtime)


def _folded(text: str) -> str:
    return unicodedata.normalize("NFC", text).casefold()


def _begins(path: Path, name: str, clock: Clock | None) -> bool:
    wanted = _folded(name)
    stem = _folded(path.stem)
    if stem.startswith(wanted) or stem[len("2026-11-18-") :].startswith(wanted):
        return True
    try:
        data = read_bytes(path)
        made = file_time(path, clock) if clock else _ANY_DAY
        return _folded(decode(data, name=str(path), made=made).title).startswith(wanted)
    except StoreError:
        return False


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
    for number in count(1):
        name = file_name(session.title, day, number)
        if _folded(name) in taken:
            continue
        try:
            create_durably(folder / name, data, disk)
        except FileExistsError:
            continue
        return folder / name
    raise AssertionError("unreachable")
