"""Other files of the same session in its folder, as sync tools leave them when two people wrote at once."""

import re
from dataclasses import dataclass
from pathlib import Path

from flipchart.clock import Clock
from flipchart.store.codec import decode
from flipchart.store.disk import DISK, Disk
from flipchart.store.errors import StoreError
from flipchart.store.files import file_time, read_bytes
from flipchart.store.reading import parse

_OWN_ID = re.compile(rb"^[ \t]*id[ \t]*=", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class _Identity:
    """A session's id, and whether the file itself says so; else it was made from the title."""

    id: str
    written: bool


def conflicted_copies(path: Path, clock: Clock, disk: Disk = DISK) -> tuple[Path, ...]:
    """Return the other session files beside `path` that hold the same session, by name.

    They are known by an equal id, since each tool names them in its own way (Dropbox "conflicted copy",
    Syncthing "sync-conflict", OneDrive the name of a machine). Files without an id, typed by hand, must
    begin with the same name too: two of them may well have the same title. Damaged files are passed over.
    """
    try:
        mine = _identity(path, read_bytes(path, disk), clock, disk)
    except StoreError:
        return ()
    others = (path.with_name(name) for name in _names(path.parent, disk) if name != path.name)
    return tuple(sorted(each for each in others if _is_copy(each, path, mine, clock, disk)))


def _is_copy(other: Path, path: Path, mine: _Identity, clock: Clock, disk: Disk) -> bool:
    try:
        data = read_bytes(other, disk)
        if _speaks_of_another(data, mine.id):
            return False
        its = _identity(other, data, clock, disk)
    except StoreError:
        return False
    alike = other.stem.startswith(path.stem) or path.stem.startswith(other.stem)
    return its.id == mine.id and (alike or (its.written and mine.written))


def _speaks_of_another(data: bytes, id: str) -> bool:
    """Tell cheaply, for most files of a folder, that they are other sessions."""
    return id.isalnum() and id.encode() not in data and _OWN_ID.search(data.partition(b"\n[")[0]) is not None


def _identity(path: Path, data: bytes, clock: Clock, disk: Disk) -> _Identity:
    session = decode(data, name=str(path), made=file_time(path, clock, disk))
    return _Identity(session.id, "id" in parse(data, str(path)))


def _names(folder: Path, disk: Disk) -> list[str]:
    try:
        names = disk.names(folder)
    except OSError:
        return []
    return [name for name in names if name.endswith(".toml") and not name.startswith(".")]
