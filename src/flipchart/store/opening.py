"""Opens a session's file for driving or reading, with all that a person should be told once."""

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from flipchart.clock import Clock
from flipchart.domain.session import FORMAT, Session
from flipchart.store.codec import decode
from flipchart.store.disk import DISK, Disk
from flipchart.store.files import file_time, read_bytes
from flipchart.store.originals import needs_original, original_for


@dataclass(frozen=True, slots=True)
class Opened:
    """A session as it was read: `data` are its bytes, `written` when the file was last changed.

    `notices` are sentences to say once. A session of a newer format is `read_only`.
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
    if session.format > FORMAT:
        told = (f"{path.name} is of a newer format: it can be looked at, not changed. Install a newer flipchart.",)
        return Opened(session, data, written, told, read_only=True)
    return Opened(session, data, written, _notices(path, data, disk))


def _notices(path: Path, data: bytes, disk: Disk) -> tuple[str, ...]:
    if not needs_original(data):
        return ()
    place, there = original_for(path, data, disk)
    if there:
        return ()
    return (f"Comments and layout do not survive a save: the file as it is now will be kept as {place.name}.",)
