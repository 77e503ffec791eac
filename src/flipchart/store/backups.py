"""Earlier versions of a session, kept on this machine whatever happens to the file."""

import datetime as dt
import hashlib
from pathlib import Path

from msgspec import Struct

from flipchart.clock import Clock
from flipchart.store import paths
from flipchart.store.disk import DISK, Disk
from flipchart.store.errors import StoreError
from flipchart.store.files import create_durably, read_bytes
from flipchart.store.set_aside import STAMP

EVERY = 600.0
"""Seconds after which a changed session is backed up again."""

LAST = 10
"""How many backups are kept whatever their age; of older ones, one a day."""

DAYS = 30
"""For how many days one backup a day is kept."""


class Backup(Struct, frozen=True):
    """A backup of a session and when it was made (UTC)."""

    path: Path
    at: dt.datetime


class Backups:
    """The backups of one session, filed under its id, so that file names reveal no people's names."""

    def __init__(self, session_id: str, clock: Clock, *, state: Path | None = None, disk: Disk = DISK) -> None:
        self.folder = (state or paths.state_dir()) / "backups" / folder_name(session_id)
        self._clock = clock
        self._disk = disk
        self._last: float | None = None

    def due(self) -> bool:
        """Whether a backup should be made: the first in this run of the program, or ten minutes after the last."""
        return self._last is None or self._clock.monotonic() - self._last >= EVERY

    def keep(self, data: bytes) -> Path | None:
        """Make a backup of `data` and thin out the old ones; return None if that fails, which stops nothing."""
        self._last = self._clock.monotonic()
        try:
            kept = self.kept()
            if kept and read_bytes(kept[0].path, self._disk) == data:
                return kept[0].path
            path = self._store(data)
            self._thin()
        except (StoreError, OSError):
            return None
        return path

    def kept(self) -> tuple[Backup, ...]:
        """Return the backups, newest first."""
        try:
            names = self._disk.names(self.folder)
        except OSError:
            return ()
        found = (Backup(self.folder / name, at) for name in names if (at := _when(name)) is not None)
        return tuple(sorted(found, key=_age, reverse=True))

    def _store(self, data: bytes) -> Path:
        paths.private_folder(self.folder)
        stamp = self._clock.now().strftime(STAMP)
        number = 1
        while True:
            path = self.folder / f"{stamp}{'' if number == 1 else f'-{number}'}.toml"
            try:
                create_durably(path, data, self._disk)
            except FileExistsError:
                number += 1
            else:
                return path

    def _thin(self) -> None:
        oldest = self._clock.now().date() - dt.timedelta(days=DAYS)
        days: set[dt.date] = set()
        for backup in self.kept()[LAST:]:
            day = backup.at.date()
            if day in days or day < oldest:
                self._disk.remove(backup.path)
            days.add(day)


def _age(backup: Backup) -> tuple[dt.datetime, int, str]:
    # `…Z-2` is younger than `…Z`, and `…Z-10` than `…Z-9`.
    return backup.at, len(backup.path.name), backup.path.name


def folder_name(session_id: str) -> str:
    """Return the name of a session's folder in the state folder: a hash of the id, which may hold any characters."""
    return hashlib.sha256(session_id.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _when(name: str) -> dt.datetime | None:
    try:
        return dt.datetime.strptime(name[:16], STAMP).replace(tzinfo=dt.UTC) if name.endswith(".toml") else None
    except ValueError:
        return None
