"""The index files of folders, in the user's cache folder; each appears there complete or not at all."""

import hashlib
import os
import sqlite3
from contextlib import suppress
from pathlib import Path
from typing import Any

from flipchart import __version__
from flipchart.store import paths

Row = tuple[Any, ...]
"""A row of a table of the index."""

VERSION = 2
"""The version of the tables in the file; an index of another version is made anew."""

LEFT = 3_600.0
"""Seconds after which another program's unfinished file is removed."""

_FILES = (
    "f INTEGER PRIMARY KEY, name BLOB, stamp TEXT, seen INTEGER, hash BLOB, id TEXT, typed INTEGER, brief TEXT, "
    "times TEXT"
)
_STEPS = (
    "f INTEGER, n INTEGER, id TEXT, live INTEGER, due TEXT, slips INTEGER, origin TEXT, target TEXT, step TEXT, "
    "PRIMARY KEY (f, n)"
)
TABLES = (f"CREATE TABLE {{0}}files ({_FILES})", f"CREATE TABLE {{0}}steps ({_STEPS}) WITHOUT ROWID")

_SMALL = "PRAGMA cache_size = -500"
"""KiB of pages, and of rows in order, that are in memory: with more, telling all takes no less time."""


def connect(path: Path | str, *, read_only: bool = False) -> sqlite3.Connection:
    """Open an index; `""` is one that goes when it is closed, in a file of the system's if it grows large."""
    if read_only:
        db = sqlite3.connect(f"{Path(path).as_uri()}?mode=ro&immutable=1", uri=True)
        db.execute(_SMALL)
        return db
    new = path == "" or not Path(path).stat().st_size
    db = sqlite3.connect(path)
    # It is published whole or not at all, so a journal and waiting for the disk would guard nothing.
    db.executescript(f"PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; {_SMALL}")
    if new:
        for statement in TABLES:
            db.execute(statement.format("main."))
        db.execute("CREATE INDEX by_name ON files (name)")
    return db


class Cache:
    """The indexes in the user's cache folder, which others may remove at any time."""

    def __init__(self, folder: Path, cache: Path | None = None) -> None:
        self._place = (cache or paths.cache_dir()).absolute() / "folders"
        named = hashlib.sha256(os.fsencode(os.path.realpath(folder))).hexdigest()[:16]
        self._start = f"{named}-{__version__}-{VERSION}-"

    def newest(self) -> Path | None:
        """Return an undamaged index, or None."""
        found = sorted(self._found(), key=age, reverse=True)
        return next((path for path in found if path.stem.removeprefix(self._start) == checked(path)), None)

    def begin(self, old: Path | None) -> Path:
        """Return a new file for this user alone, with the content of `old`. Raises OSError."""
        path = paths.private_folder(self._place) / f"{self._start}{os.urandom(8).hex()}.tmp"
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        try:
            if old is not None:
                import shutil  # noqa: PLC0415 - only where something changed

                shutil.copyfile(old, path)
        except OSError:
            self.discard(path)  # another program made a newer one meanwhile
            raise
        return path

    def publish(self, new: Path) -> Path:
        """Put an index in place of the earlier ones and return its path. Raises OSError."""
        path = new.with_name(f"{self._start}{checked(new)}.sqlite")
        new.replace(path)
        left = (it for it in self._found(".tmp") if age(path) - age(it) > LEFT)
        for old in (*self._found(), *left):
            if old != path:
                self.discard(old)
        return path

    def discard(self, path: Path | None) -> None:
        """Remove a file, which may be gone already or open elsewhere."""
        if path is not None:
            with suppress(OSError):
                path.unlink()

    def _found(self, suffix: str = ".sqlite") -> list[Path]:
        try:
            names = os.listdir(self._place)  # noqa: PTH208 - names, not paths
        except OSError:
            return []
        return [self._place / name for name in names if name.startswith(self._start) and name.endswith(suffix)]


def age(path: Path) -> float:
    """Return when a file was written, in seconds since the epoch; 0 if it is gone."""
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0


def checked(path: Path) -> str:
    """Return the part of an index's name that is the hash of its content; "" if the file is gone."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()[:32]
    except OSError:
        return ""
