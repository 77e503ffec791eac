"""The errors of the disk, each with one plain sentence and an exit code."""

import errno
import unicodedata
from pathlib import Path

from flipchart.domain.errors import FlipchartError
from flipchart.domain.said import said, say

ECHO = 40
"""How many characters of a value an error may repeat: files hold people's names and long texts."""


class StoreError(FlipchartError):
    """Something on the disk that could not be read or written; its sentence is free of control characters."""


class Unreadable(StoreError):
    """A file that is missing, may not be opened, or is no file at all."""


class Damaged(StoreError):
    """A file that cannot be read whole; it is never overwritten."""


class Newer(StoreError):
    """A file of a newer format, which this program does not write."""


class NotFound(StoreError):
    """No session of that name."""


class Ambiguous(StoreError):
    """More than one session of that name."""

    exit_code = 2


class Locked(StoreError):
    """Somebody else has been writing the file for too long."""


class Unsaved(StoreError):
    """A change that could not be saved."""


class Unconfirmed(Unsaved):
    """A change that is in the file without the disk confirming it: a power cut might undo it."""


class Misplaced(Unsaved):
    """Another session has taken the place of the file."""


def shown(text: object, limit: int = ECHO) -> str:
    """Return `text` on one line, without control characters, at most `limit` characters long."""
    plain = "".join(" " if unicodedata.category(char)[0] == "C" else char for char in str(text))
    plain = " ".join(plain.split())
    return plain if len(plain) <= limit else plain[: limit - 1].rstrip() + "…"


def place(path: Path | str) -> str:
    """Return a path as a sentence may show it."""
    return shown(path, 300)


_CAUSES = {
    errno.ENOSPC: said("the disk is full; make room on it"),
    errno.EDQUOT: said("your share of the disk is used up; make room in it"),
    errno.EIO: said("the disk reports an error; save to another disk"),
    errno.EROFS: said("the disk is read-only; save to another place"),
    errno.EACCES: said("access is not allowed; ask whoever owns the folder"),
    errno.EPERM: said("access is not allowed; ask whoever owns the folder"),
    errno.EMFILE: said("too many files are open; close other programs"),
    errno.ENFILE: said("too many files are open; close other programs"),
    errno.ENOENT: said("there is no such file or folder; check the name"),
    errno.ENOTDIR: said("part of the path is not a folder; check the name"),
    errno.EISDIR: said("it is a folder; name a file in it"),
    errno.ELOOP: said("its links lead in a circle; mend the link"),
    errno.ENAMETOOLONG: said("the name is too long; choose a shorter one"),
    errno.EXDEV: said("the folder lies on two disks; save to another place"),
    errno.ENOLCK: said("the disk gives no locks; save to another disk"),
    errno.ESTALE: said("the network folder has gone; connect it again"),
    errno.ENXIO: said("it is not a regular file; name another one"),
}


def cause(error: OSError) -> str:
    """Return why the system refused, in plain words and with a remedy, without the error's paths."""
    known = _CAUSES.get(error.errno or 0)
    return known or say(
        "the system says: {words}; try again", words=shown(error.strerror or type(error).__name__, 80)
    )
