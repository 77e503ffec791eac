"""What differs by platform: flags, what it takes to reach the disk, replacing, and this machine's name."""

import errno
import os
import platform
import re
import sys
from collections.abc import Callable
from pathlib import Path
from threading import Event

IGNORED_FOR_FOLDERS = frozenset({errno.EINVAL, errno.ENOTSUP, errno.EACCES, errno.EROFS, errno.EBADF})
"""What the system answers where a folder cannot be brought to the disk at all; that is no failure of ours."""

IGNORED_FOR_MODES = frozenset({errno.EPERM, errno.ENOTSUP, errno.ENOSYS, errno.EINVAL})
"""What disks answer that have no modes of their own (FAT, some network disks)."""

_SHARING = frozenset({5, 32})  # ERROR_ACCESS_DENIED, ERROR_SHARING_VIOLATION: somebody has it open for a moment
_TRIES = 10
_PAUSE = 0.05


def flag(*names: str) -> int:
    """Return the flags of `os.open` of these names, leaving out those that this platform does not have."""
    flags = 0
    for name in names:
        flags |= getattr(os, name, 0)
    return flags


READ = flag("O_RDONLY", "O_NONBLOCK", "O_CLOEXEC", "O_NOCTTY", "O_BINARY", "O_NOINHERIT")
"""How a file is opened for reading: a FIFO must not hang it, a terminal must not become ours."""

MAKE = flag("O_WRONLY", "O_CREAT", "O_EXCL", "O_NOFOLLOW", "O_CLOEXEC", "O_BINARY", "O_NOINHERIT")
"""How a new file is made: it must not be there yet, not even as a link."""


def sync(fd: int, system: str = sys.platform) -> None:
    """Bring a file's content to the disk itself, past the cache of the drive where that takes more (macOS).

    Raises OSError; after that nothing is known of the file, so it must not be tried again on `fd`.
    """
    if system == "darwin":
        import fcntl  # noqa: PLC0415 - POSIX only

        full: int = getattr(fcntl, "F_FULLFSYNC", 51)
        try:
            fcntl.fcntl(fd, full)
            return
        except OSError as error:
            # Network and FAT volumes know no F_FULLFSYNC; see fcntl(2) of macOS.
            if error.errno not in (errno.ENOTSUP, errno.EINVAL, errno.ENOTTY):
                raise
    os.fsync(fd)


def sync_folder(folder: Path, system: str = sys.platform, fsync: Callable[[int], None] = sync) -> None:
    """Bring a folder's entries to the disk, so that a replaced file stays replaced after a power cut.

    Windows has no such call. Raises OSError for what is a real failure.
    """
    if system == "win32":
        return
    fd = -1
    try:
        fd = os.open(folder, flag("O_RDONLY", "O_DIRECTORY", "O_CLOEXEC"))
        fsync(fd)
    except OSError as error:
        if error.errno not in IGNORED_FOR_FOLDERS:
            raise
    finally:
        if fd >= 0:
            os.close(fd)


def replace(
    source: Path,
    target: Path,
    system: str = sys.platform,
    move: Callable[[Path, Path], None] = os.replace,
    wait: Callable[[float], object] | None = None,
) -> None:
    """Replace `target` by `source`, atomically.

    On Windows a file that somebody has open for a moment (a virus scanner, a sync tool) is tried again for half a
    second. Raises OSError.
    """
    left = _TRIES if system == "win32" else 1
    while left:
        left -= 1
        try:
            move(source, target)
            left = 0
        except OSError as error:
            if not left or getattr(error, "winerror", None) not in _SHARING:
                raise
            (wait or Event().wait)(_PAUSE)


def publish(source: Path, target: Path, system: str = sys.platform) -> None:
    """Give `source` the name `target` if nothing has that name yet; FileExistsError if something has.

    `source` may be left beside it. Raises OSError.
    """
    if system == "win32":
        source.rename(target)  # refuses an existing target there
        return
    try:
        os.link(source, target)
    except FileExistsError:
        raise
    except OSError:
        # FAT and some network disks have no links: claim the name, then replace what was claimed.
        os.close(os.open(target, MAKE, 0o600))
        source.replace(target)


def host() -> str:
    """Return this machine's name, fit for a file name: at most 32 letters, digits and dashes."""
    return re.sub(r"[^A-Za-z0-9-]", "", platform.node().split(".")[0])[:32] or "host"


def held_by_another(path: Path, system: str = sys.platform) -> bool | None:
    """Tell whether somebody holds the lock file at `path`, by a lock for reading that leaves the file untouched.

    Probing by taking the lock itself would write to a file that is only watched, and needs the right to. None on
    Windows, where locks for reading are no others. Raises OSError, also where the disk gives no locks.
    """
    if system == "win32":
        return None
    import fcntl  # noqa: PLC0415 - POSIX only

    fd = os.open(path, READ)
    try:
        fcntl.flock(fd, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno not in (errno.EWOULDBLOCK, errno.EACCES):
            raise
        return True
    finally:
        os.close(fd)
    return False
