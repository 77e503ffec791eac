"""Every call to the operating system for files, so that each call of a save can be made to fail in a test."""

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Protocol

from flipchart.store import platform


class Lock(Protocol):
    """A lock that is held; the kernel frees it when the process ends."""

    def release(self) -> None:
        """Let go of it."""


class Held:
    """A lock that removes its file when it is released, so that nothing of it stays beside a session.

    filelock 4 leaves the file on POSIX. Removing it is safe while it is held: another process that opened it
    meanwhile finds, once it has the lock, that its file has no name any more (`st_nlink`, filelock 4.2.0 and 4.3.1)
    and tries anew.
    """

    def __init__(self, path: Path, release: Callable[[], None]) -> None:
        self._path, self._release = path, release
        self._file = self._inode()

    def release(self) -> None:
        """Let go of it. Raises OSError where the system refuses."""
        if self._file is not None and self._file == self._inode():
            with suppress(OSError):  # Windows refuses while it is open; filelock removes it there afterwards
                self._path.unlink()
        self._file = None
        self._release()

    def _inode(self) -> tuple[int, int] | None:
        try:
            status = self._path.lstat()
        except OSError:
            return None
        return status.st_dev, status.st_ino


class Disk:
    """The calls that reading and saving make, one method each; each raises OSError."""

    def open(self, path: Path, flags: int, mode: int = 0o600) -> int:
        """Open a file and return its descriptor."""
        return os.open(path, flags, mode)

    def close(self, fd: int) -> None:
        """Close a descriptor; a network disk may only now report that a write failed."""
        os.close(fd)

    def status(self, path: Path) -> os.stat_result:
        """Return the file status of a path, following links."""
        return path.stat()

    def status_of(self, fd: int) -> os.stat_result:
        """Return the file status of an open file."""
        return os.fstat(fd)

    def read(self, fd: int, size: int) -> bytes:
        """Read at most `size` bytes."""
        return os.read(fd, size)

    def write(self, fd: int, data: bytes) -> int:
        """Write some of `data` and return how much."""
        return os.write(fd, data)

    def sync(self, fd: int) -> None:
        """Flush a file's content to the disk."""
        platform.sync(fd)

    def sync_folder(self, folder: Path) -> None:
        """Flush a folder's entries to the disk."""
        platform.sync_folder(folder)

    def set_mode(self, fd: int, mode: int) -> None:
        """Set the permissions of an open file."""
        if hasattr(os, "fchmod"):
            os.fchmod(fd, mode)

    def set_owner(self, fd: int, user: int, group: int) -> None:
        """Set the owner (-1: unchanged) and the group of an open file."""
        if hasattr(os, "fchown"):
            os.fchown(fd, user, group)

    def replace(self, source: Path, target: Path) -> None:
        """Replace a file by another one, atomically."""
        platform.replace(source, target)

    def publish(self, source: Path, target: Path) -> None:
        """Give a file a name that no other file has yet."""
        platform.publish(source, target)

    def remove(self, path: Path) -> None:
        """Remove a file, if it is still there."""
        path.unlink(missing_ok=True)

    def real(self, path: Path) -> Path:
        """Return the path without links."""
        return Path(os.path.realpath(path))

    def names(self, folder: Path) -> list[str]:
        """Return the names in a folder, in no order."""
        return os.listdir(folder)  # noqa: PTH208 - names, not paths

    def writable(self, path: Path) -> bool:
        """Tell whether this user may write a file."""
        return os.access(path, os.W_OK)

    def lock(self, path: Path, mode: int = 0o600) -> Lock | None:
        """Take a lock without waiting; None when somebody else holds it. Its file goes when it is released.

        `mode` is for a lock file that is not there yet. Raises OSError where the disk gives no locks.
        """
        from filelock import FileLock, Timeout  # noqa: PLC0415 - costs start-up time, often not needed

        # A lock that only exists as a file goes stale when its owner is killed: better none.
        held = FileLock(path, mode=mode, thread_local=False, fallback_to_soft=False)
        try:
            held.acquire(blocking=False)
            return Held(path, held.release)
        except Timeout:  # an OSError, too
            return None
        except NotImplementedError as error:
            raise OSError(str(error)) from None

    def held(self, path: Path) -> bool:
        """Tell whether somebody holds a lock; the file stays as it is. Raises OSError where there are no locks."""
        held = platform.held_by_another(path)
        if held is None:
            lock = self.lock(path)
            if lock is not None:
                lock.release()
            held = lock is None
        return held


DISK = Disk()
