"""Opening a session's file for driving or reading, with the notices to show once."""

import datetime as dt
from collections.abc import Iterable
from pathlib import Path

from msgspec import Struct

from flipchart.clock import Clock
from flipchart.domain.kinds import FORMAT
from flipchart.domain.said import say
from flipchart.domain.session import Session
from flipchart.store.codec import decode
from flipchart.store.disk import DISK, Disk
from flipchart.store.errors import shown
from flipchart.store.files import file_time, read_bytes, real_path
from flipchart.store.reading import decoded, parse
from flipchart.store.set_aside import needs_original, original_for
from flipchart.store.tidy import cut, is_plain


class Opened(Struct, frozen=True):
    """A session as it was read: `data` are its bytes, `written` is when the file was last changed.

    `notices` are sentences to show once. A session of a newer format, or one that is write-protected, is `read_only`;
    `protected` means the latter, of which a copy elsewhere can be changed.
    """

    session: Session
    data: bytes
    written: dt.datetime
    notices: tuple[str, ...] = ()
    read_only: bool = False
    protected: bool = False


def open_session(path: Path, clock: Clock, disk: Disk = DISK) -> Opened:
    """Read the session at `path`; nothing is written yet. Raises StoreError with one sentence."""
    data = read_bytes(path, disk)
    written = file_time(path, clock, disk)
    session = decode(data, name=str(path), made=written)
    name = shown(path.name, 80)
    if session.format > FORMAT:
        notice = say(
            "{file} is of a newer format: it can be looked at, not changed. Install a newer flipchart.", file=name
        )
        return Opened(session, data, written, (notice,), read_only=True)
    if not disk.writable(path):
        notice = say("{file} is write-protected: it can be looked at, not changed.", file=name)
        return Opened(session, data, written, (notice,), read_only=True, protected=True)
    if not disk.writable(real_path(path, disk).parent):
        notice = say("{file} is in a folder that you may not write to: it can be looked at, not changed.", file=name)
        return Opened(session, data, written, (notice,), read_only=True, protected=True)
    return Opened(session, data, written, _notices(path, data, session, disk))


def place_for_copy(path: Path, folders: Iterable[Path | None], disk: Disk = DISK) -> Path | None:
    """Return the first folder that can take a copy of a write-protected session, or None.

    It is not the session's own folder, and it is writable, or can be made in a writable one.
    """
    own = disk.real(path).parent
    others = (folder for folder in folders if folder is not None and disk.real(folder) != own)
    return next((folder for folder in others if disk.writable(_there(folder))), None)


def _there(folder: Path) -> Path:
    """The folder, or the nearest one above it that is there."""
    return next((each for each in (folder, *folder.parents) if each.exists()), folder)


def _notices(path: Path, data: bytes, session: Session, disk: Disk) -> tuple[str, ...]:
    if not needs_original(data, session):
        return ()
    place, there = original_for(path, data, disk)
    if there:
        return ()
    name = shown(place.name, 80)
    plain = is_plain(decoded(data))
    if long := () if plain else cut(parse(data, str(path))):
        return (
            say(
                "{what} is longer than is kept here: the whole file as it is now will be kept as {file}.",
                what=long[0],
                file=name,
            ),
        )
    return (
        say("Comments and layout do not survive a save: the file as it is now will be kept as {file}.", file=name),
    )
