"""Versions that can replace a damaged file; the damaged one is kept, and nothing happens unless a person chooses."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from msgspec import Struct

from flipchart.clock import Clock
from flipchart.domain.said import say
from flipchart.domain.session import Session
from flipchart.store import paths, sidecar_names
from flipchart.store.backups import Backups, folder_name
from flipchart.store.codec import decode
from flipchart.store.disk import DISK, Disk
from flipchart.store.errors import StoreError, Unsaved, cause, place
from flipchart.store.files import file_time, read_bytes, real_path, replace_durably
from flipchart.store.reading import text_in
from flipchart.store.rescue import rescue_folder
from flipchart.store.set_aside import named_aside

Kind = Literal["temporary", "unsaved", "backup", "copy"]


class Candidate(Struct, frozen=True):
    """A complete version of a session: an unfinished save, a rescue copy, a backup, or a sync tool's copy."""

    path: Path
    kind: Kind
    at: dt.datetime
    session: Session


def candidates(path: Path, clock: Clock, *, state: Path | None = None, disk: Disk = DISK) -> tuple[Candidate, ...]:
    """Return the complete versions of the session that was at `path`, newest first.

    If its id is still legible in the file, only versions of that session; else those of its name. Raises StoreError
    if the folder cannot be found.
    """
    try:
        id = text_in(read_bytes(path, disk), "id")
    except StoreError:
        id = None
    found = (_candidate(each, kind, clock, disk) for each, kind in _places(path, id, clock, state, disk))
    whole = (each for each in found if each is not None and id in (None, each.session.id))
    return tuple(sorted(whole, key=lambda each: each.at, reverse=True))


def recover(path: Path, candidate: Candidate, clock: Clock, disk: Disk = DISK) -> Path:
    """Replace the damaged file by a candidate; return the new name of the damaged one.

    Raises StoreError, with the damaged file in place.
    """
    data = read_bytes(candidate.path, disk)
    decode(data, name=str(candidate.path), made=candidate.at)
    real = real_path(path, disk)
    try:
        damaged = named_aside(real, "damaged", clock, disk)
    except OSError as error:
        raise Unsaved(say("{file} could not be put aside: {why}.", file=place(real), why=cause(error))) from None
    replace_durably(real, data, disk=disk)
    return damaged


def _places(path: Path, id: str | None, clock: Clock, state: Path | None, disk: Disk) -> Iterator[tuple[Path, Kind]]:
    real = real_path(path, disk)
    for name in _names(real.parent, disk):
        if sidecar_names.is_temporary(name, real):
            yield real.with_name(name), "temporary"
        elif name.endswith(".toml") and not name.startswith(".") and name != real.name and _related(name, real, id):
            yield real.with_name(name), "copy"
    start = f"{sidecar_names.name_of(real)}-"
    end = f"{folder_name(id)[:8]}.toml" if id else ".toml"
    unsaved = rescue_folder(state or paths.state_dir())
    for name in _names(unsaved, disk):
        if name.startswith(start) and name.endswith(end):
            yield unsaved / name, "unsaved"
    if id is not None:
        for backup in Backups(id, clock, state=state, disk=disk).kept():
            yield backup.path, "backup"


def _related(name: str, path: Path, id: str | None) -> bool:
    return id is not None or name.startswith(path.stem)


def _candidate(path: Path, kind: Kind, clock: Clock, disk: Disk) -> Candidate | None:
    at = file_time(path, clock, disk)
    try:
        return Candidate(path, kind, at, decode(read_bytes(path, disk), name=str(path), made=at))
    except StoreError:
        return None


def _names(folder: Path, disk: Disk) -> list[str]:
    try:
        return disk.names(folder)
    except OSError:
        return []
