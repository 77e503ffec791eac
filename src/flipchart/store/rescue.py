"""Rescue copies: what cannot be saved, kept on this machine's own disk and offered at the next opening."""

import datetime as dt
import threading
from pathlib import Path

from msgspec import Struct

from flipchart.clock import Clock
from flipchart.domain.said import say
from flipchart.domain.session import Session
from flipchart.store import paths, sidecar_names
from flipchart.store.backups import folder_name
from flipchart.store.codec import decode, encode
from flipchart.store.disk import DISK, Disk
from flipchart.store.errors import StoreError, Unsaved, cause, place
from flipchart.store.files import create_durably, file_time, read_bytes, replace_durably
from flipchart.store.set_aside import named_aside


def rescue_folder(state: Path | None = None) -> Path:
    """Return the folder of the rescue copies."""
    return (state or paths.state_dir()) / "unsaved"


def base_of(copy: Path) -> Path:
    """Return where the version is that a rescue copy was made from: the same name in a folder beside it."""
    return copy.parent.with_name("unsaved-from") / copy.name


class Rescue:
    """The rescue copy of one session; there is at most one, and it is removed when the session is saved.

    It never replaces a copy that another program left.
    """

    def __init__(self, path: Path, session_id: str, state: Path | None = None, disk: Disk = DISK) -> None:
        self._path, self._id = path, folder_name(session_id)[:8]
        self._folder = rescue_folder(state)
        self._disk = disk
        self._busy = threading.Lock()
        self._kept: Session | None = None
        self._base = b""
        self.copy: Path | None = None

    def has(self, session: Session) -> bool:
        """Whether this very session is in the copy."""
        return self._kept is session

    def keep(self, session: Session, base: bytes = b"") -> bool:
        """Write the copy; tell whether that worked. This may take as long as the disk does.

        `base` are the bytes from which the session was made, for a later merge; empty if they are unknown.
        """
        with self._busy:
            try:
                if self.copy is None or base != self._base:
                    old, self.copy, self._base = self.copy, self._new(encode(session), base), base
                    self._remove(old)
                else:
                    replace_durably(self.copy, encode(session), disk=self._disk)
            except (StoreError, OSError):
                return False
            self._kept = session
        return True

    def drop(self) -> None:
        """Remove the copy, since the session is saved; not while the copy is being written."""
        if self._busy.acquire(blocking=False):
            try:
                copy, self._kept, self.copy = self.copy, None, None
                self._remove(copy)
            except OSError:
                return
            finally:
                self._busy.release()

    def _new(self, data: bytes, base: bytes) -> Path:
        """Write the copy under an unused name, after the version it was made from."""
        name, number = sidecar_names.name_of(self._disk.real(self._path)), 1
        copy = self._folder / f"{name}-{self._id}.toml"
        for folder in (copy.parent, base_of(copy).parent):
            paths.private_folder(folder)
        while True:
            try:
                self._create(copy, data, base)
            except FileExistsError:
                number += 1
                copy = copy.with_name(f"{name}-{number}-{self._id}.toml")
            else:
                return copy

    def _create(self, copy: Path, data: bytes, base: bytes) -> None:
        if not base:
            create_durably(copy, data, self._disk)
            return
        create_durably(base_of(copy), base, self._disk)
        try:
            create_durably(copy, data, self._disk)
        except BaseException:
            self._disk.remove(base_of(copy))
            raise

    def _remove(self, copy: Path | None) -> None:
        if copy is not None:
            self._disk.remove(copy)
            self._disk.remove(base_of(copy))


class Rescued(Struct, frozen=True):
    """A rescue copy that was never saved to the session's file; `base` is what it was made from, if known."""

    path: Path
    base: Path | None
    at: dt.datetime


def rescued(session_id: str, clock: Clock, *, state: Path | None = None, disk: Disk = DISK) -> tuple[Rescued, ...]:
    """Return the rescue copies left of a session, oldest first; damaged ones are skipped."""
    folder = rescue_folder(state)
    try:
        names = [name for name in disk.names(folder) if name.endswith(f"-{folder_name(session_id)[:8]}.toml")]
    except OSError:
        return ()
    found = (_rescued(folder / name, session_id, clock, disk) for name in names)
    return tuple(sorted((each for each in found if each), key=lambda each: each.at))


def _rescued(path: Path, session_id: str, clock: Clock, disk: Disk) -> Rescued | None:
    at = file_time(path, clock, disk)
    try:
        if decode(read_bytes(path, disk), name=str(path), made=at).id != session_id:
            return None
        base: Path | None = base_of(path)
        try:
            read_bytes(base_of(path), disk, beginning=1)
        except StoreError:
            base = None
        return Rescued(path, base, at)
    except StoreError:
        return None


def put_away(copy: Rescued, word: str, clock: Clock, disk: Disk = DISK) -> Path:
    """Rename a rescue copy that is dealt with, so that it is not offered again, and return its new path.

    Raises Unsaved, with the copy where it was.
    """
    try:
        aside = named_aside(copy.path, word, clock, disk)
        disk.remove(copy.path)
        disk.remove(base_of(copy.path))
    except OSError as error:
        raise Unsaved(say("{file} could not be put aside: {why}.", file=place(copy.path), why=cause(error))) from None
    return aside
