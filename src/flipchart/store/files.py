"""Reading a regular file, and replacing it so that it is always either the complete old or the complete new one."""

import datetime as dt
import hashlib
import os
import stat
from collections.abc import Callable
from pathlib import Path

from flipchart.clock import Clock, to_millisecond
from flipchart.domain.said import Said, renamed, said, say
from flipchart.store import sidecar_names
from flipchart.store.disk import DISK, Disk
from flipchart.store.errors import StoreError, Unconfirmed, Unreadable, Unsaved, cause, place
from flipchart.store.platform import IGNORED_FOR_MODES, MAKE, READ

LARGEST = 64 * 1024 * 1024
"""The largest session file, in bytes."""

_PIECE = 1024 * 1024


_CLOSED = said(
    "{file} is saved, but the disk did not let it keep its mode: others who could open it may not be able to any "
    "more. Give them access again with `chmod`."
)


class Changed(Exception):
    """The file changed after the save began."""


def read_bytes(path: Path, disk: Disk = DISK, beginning: int | None = None) -> bytes:
    """Return the content of a regular file of at most 64 MiB, or so many bytes of its `beginning`.

    Raises Unreadable for anything else: a folder, a FIFO, a device, a file that may not be opened.
    """
    try:
        fd = disk.open(path, READ)
    except OSError as error:
        raise Unreadable(say("{file} could not be opened: {why}.", file=place(path), why=cause(error))) from None
    try:
        _check_kind(path, disk.status_of(fd))
        return _whole(path, fd, disk) if beginning is None else disk.read(fd, beginning)
    except OSError as error:
        raise Unreadable(say("{file} could not be read: {why}.", file=place(path), why=cause(error))) from None
    finally:
        _close_quietly(fd, disk)


def read_if_there(path: Path, disk: Disk = DISK) -> bytes | None:
    """Return the content of a file, or None where there is no file; else as `read_bytes`."""
    try:
        disk.status(path)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise Unreadable(say("{file} could not be opened: {why}.", file=place(path), why=cause(error))) from None
    return read_bytes(path, disk)


def file_time(path: Path, clock: Clock, disk: Disk = DISK) -> dt.datetime:
    """Return when a file was last changed, in UTC to the millisecond; the clock's time where that is unknown.

    It is the `created` of a file that was typed by hand.
    """
    try:
        return to_millisecond(dt.datetime.fromtimestamp(disk.status(path).st_mtime, dt.UTC))
    except (OSError, OverflowError, ValueError):
        return clock.now()


def replace_durably(path: Path, data: bytes, *, check: Callable[[], None] | None = None, disk: Disk = DISK) -> str:
    """Replace the content of a file by `data` so that it survives a power cut; a new file is for this user alone.

    Returns a sentence if people who could open the old file may not be able to open the new one, since the disk
    refused its mode or group; else "". Links are followed; the mode, the group and, where allowed, the owner of the
    old file stay. `check` is called just before the old file is replaced and may raise. Raises Unsaved with the old
    file in place, or Unconfirmed with the new one there but not certain to stay.
    """
    target = real_path(path, disk)
    temporary, open_to_others = _written_beside(target, data, disk)
    try:
        if check is not None:
            check()
        _swap(temporary, target, data, disk)
    except BaseException:
        _remove_quietly(temporary, disk)
        raise
    _confirm(target, data, disk)
    return "" if open_to_others else say(_CLOSED, file=place(target))


def create_durably(path: Path, data: bytes, disk: Disk = DISK) -> None:
    """Create a file that is complete from the start; raises FileExistsError if the name is taken.

    Else raises as `replace_durably`.
    """
    temporary, _ = _written_beside(path, data, disk)
    try:
        disk.publish(temporary, path)
    except FileExistsError:
        raise
    except OSError as error:
        raise _unsaved(path, error) from None
    finally:
        _remove_quietly(temporary, disk)
    _confirm(path, data, disk)


def _whole(path: Path, fd: int, disk: Disk) -> bytes:
    pieces = []
    size = 0
    while piece := disk.read(fd, _PIECE):
        pieces.append(piece)
        size += len(piece)
        if size > LARGEST:
            raise Unreadable(
                say("{file} is larger than 64 MiB, so it is not a session; name another file.", file=place(path))
            )
    return b"".join(pieces)


def _check_kind(path: Path, status: os.stat_result) -> None:
    if stat.S_ISDIR(status.st_mode):
        raise Unreadable(say("{file} is a folder; name a file in it.", file=place(path)))
    if not stat.S_ISREG(status.st_mode):
        raise Unreadable(say("{file} is not a regular file; name another one.", file=place(path)))


def _written_beside(target: Path, data: bytes, disk: Disk) -> tuple[Path, bool]:
    """Return the new file, and whether everybody who could open the old one can open it."""
    temporary = sidecar_names.temporary(target)
    try:
        old = _status(target, disk)
        kept = _fill(disk.open(temporary, MAKE, 0o600), data, old, disk)
    except OSError as error:
        _remove_quietly(temporary, disk)
        raise _unsaved(target, error) from None
    return temporary, kept


def _fill(fd: int, data: bytes, old: os.stat_result | None, disk: Disk) -> bool:
    kept = True
    try:
        left = memoryview(data)
        while left:
            left = left[disk.write(fd, bytes(left[:_PIECE])) :]
        if old is not None:
            kept = _take_after(fd, old, disk)
        disk.sync(fd)
    except BaseException:
        _close_quietly(fd, disk)
        raise
    disk.close(fd)
    return kept


def _take_after(fd: int, old: os.stat_result, disk: Disk) -> bool:
    """Give a new file the old one's owner and mode as far as the disk allows; tell whether nobody lost access."""
    mode = _mode(fd, old, disk)
    try:
        disk.set_mode(fd, mode)
    except OSError as error:
        if error.errno not in IGNORED_FOR_MODES:
            raise
        mode = disk.status_of(fd).st_mode  # a disk without modes of its own gives all files the same
    return not stat.S_IMODE(old.st_mode) & 0o077 & ~mode


def _mode(fd: int, old: os.stat_result, disk: Disk) -> int:
    """Return the old file's mode; if its group cannot be kept, the new group gets only what everybody has."""
    mode = stat.S_IMODE(old.st_mode)
    for user in (old.st_uid, -1):
        try:
            disk.set_owner(fd, user, old.st_gid)
            return mode
        except OSError:
            continue
    return mode & ~0o070 | (mode & 0o007) << 3


def _swap(temporary: Path, target: Path, data: bytes, disk: Disk) -> None:
    try:
        disk.replace(temporary, target)
    except OSError as error:
        # A network disk may answer with an error and have done it.
        if not _holds(target, data, disk):
            raise _unsaved(target, error) from None


def _confirm(target: Path, data: bytes, disk: Disk) -> None:
    try:
        disk.sync_folder(target.parent)
    except OSError as error:
        if not _holds(target, data, disk):
            raise _unsaved(target, error) from None
        why = say("{file} is written, but the disk did not confirm it: {why}.", file=place(target), why=cause(error))
        raise Unconfirmed(why) from None


def _holds(path: Path, data: bytes, disk: Disk) -> bool:
    try:
        return read_bytes(path, disk) == data
    except StoreError:
        return False


def real_path(path: Path, disk: Disk = DISK) -> Path:
    """Return a path without links; raises Unsaved where the system cannot tell it, as in a folder that is gone."""
    try:
        return disk.real(path)
    except OSError as error:
        raise _unsaved(path, error) from None


def by_name(sentence: str, path: Path, disk: Disk = DISK) -> Said:
    """Return a sentence with a file's name in place of its path, also where it has the path behind a link.

    The real path is replaced first, since a relative path is the end of it.
    """
    words = said(sentence)
    for known in (disk.real(path), path):
        words = renamed(words, place(known), place(path.name))
    return words


def _status(path: Path, disk: Disk) -> os.stat_result | None:
    try:
        return disk.status(path)
    except FileNotFoundError:
        return None


def _unsaved(path: Path, error: OSError) -> Unsaved:
    return Unsaved(say("{file} was not saved: {why}.", file=place(path), why=cause(error)))


def _close_quietly(fd: int, disk: Disk) -> None:
    try:
        disk.close(fd)
    except OSError:
        return


def _remove_quietly(path: Path, disk: Disk) -> None:
    try:
        disk.remove(path)
    except OSError:
        return


def session_files(folder: Path) -> tuple[Path, ...]:
    """Return the session files of a folder by name; none where there is no folder. Raises Unreadable."""
    return tuple(folder / name for name in session_names(folder))


def session_names(folder: Path) -> list[str]:
    """Return the names of the session files of a folder, in order; as `session_files`."""
    try:
        return sorted(name for name in os.listdir(folder) if is_session_name(name))  # noqa: PTH208 - names do
    except FileNotFoundError:
        return []
    except OSError as error:
        raise Unreadable(say("{file} could not be read: {why}.", file=place(folder), why=cause(error))) from None


def is_session_name(name: str) -> bool:
    """Tell whether a file of this name in a folder of sessions is one."""
    return name.endswith(".toml") and not name.startswith(".")


def stamp_of(path: Path) -> str:
    """Return a text that changes when a file does, with its two times last; "" if there is no file."""
    try:
        it = path.stat()
    except OSError:
        return ""
    return f"{it.st_dev} {it.st_ino} {it.st_size} {it.st_mtime_ns} {it.st_ctime_ns}"


def hash_of(data: bytes) -> bytes:
    """Return a hash that only equal bytes have in common."""
    return hashlib.sha256(data).digest()
