"""Opens a session's file for driving or reading, with all that a person should be told once."""

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from flipchart.clock import Clock
from flipchart.domain.session import FORMAT, Session
from flipchart.store.codec import decode
from flipchart.store.disk import DISK, Disk
from flipchart.store.errors import shown
from flipchart.store.files import file_time, read_bytes, real_path
from flipchart.store.reading import parse
from flipchart.store.set_aside import needs_original, original_for
from flipchart.store.tidy import cut


@dataclass(frozen=True, slots=True)
class Opened:
    """A session as it was read: `data` are its bytes, `written` when the file was last changed.

    `notices` are sentences to say once. A session of a newer format, or one that is write-protected, is
    `read_only`.
    """

    session: Session
    data: bytes
    written: dt.datetime
    notices: tuple[str, ...] = ()
    read_only: bool = False


def open_session(path: Path, clock: Clock, disk: Disk = DISK) -> Opened:
    """Read the session at `path`; nothing is written yet. Raises StoreError with one sentence."""
    data = read_bytes(path, disk)
    written = file_time(path, clock, disk)
    session = decode(data, name=str(path), made=written)
    name = shown(path.name, 80)
    if session.format > FORMAT:
        told = f"{name} is of a newer format: it can be looked at, not changed. Install a newer flipchart."
        return Opened(session, data, written, (told,), read_only=True)
    if not disk.writable(path):
        told = f"{name} is write-protected: it can be looked at, not changed."
        return Opened(session, data, written, (told,), read_only=True)
    if not disk.writable(real_path(path, disk).parent):
        told = f"{name} is in a folder that you may not write to: it can be looked at, not changed."
        return Opened(session, data, written, (told,), read_only=True)
    return Opened(session, data, written, _notices(path, data, session, disk))


def _notices(path: Path, data: bytes, session: Session, disk: Disk) -> tuple[str, ...]:
    if not needs_original(data, session):
        return ()
    place, there = original_for(path, data, disk)
    if there:
        return ()
    name = shown(place.name, 80)
    long = cut(parse(data, str(path)))
    if long:
        return (f"{long[0]} is longer than is kept here: the whole file as it is now will be kept as {name}.",)
    return (f"Comments and layout do not survive a save: the file as it is now will be kept as {name}.",)
