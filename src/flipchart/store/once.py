"""One change of one session by a command: lock, read, change, write."""

from collections.abc import Callable
from pathlib import Path

from flipchart.clock import Clock
from flipchart.domain.session import Session
from flipchart.store.backups import Backups
from flipchart.store.codec import decode
from flipchart.store.disk import DISK, Disk
from flipchart.store.files import file_time, read_bytes
from flipchart.store.locks import write_lock
from flipchart.store.writer import Writer

COMMAND_WAIT = 30.0
"""Seconds that a command waits for the lock before it gives up with nothing changed."""


def change_session(
    path: Path,
    change: Callable[[Session], Session],
    clock: Clock,
    *,
    state: Path | None = None,
    disk: Disk = DISK,
) -> Session:
    """Read the session at `path`, write what `change` makes of it, and return what is in the file then.

    Nobody else who locks writes in between. Raises Locked after 30 s, and StoreError for a file that cannot be
    read or written; the file is whole then, old or new. What `change` raises comes out, with nothing written.
    """
    with write_lock(path, COMMAND_WAIT, clock, disk):
        data = read_bytes(path, disk)
        session = decode(data, name=str(path), made=file_time(path, clock, disk))
        writer = Writer(path, clock, Backups(session.id, clock, state=state, disk=disk), disk)
        written = writer.write(change(session), data)
    return decode(written.data, name=str(path), made=clock.now())
