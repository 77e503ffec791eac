"""Keeping the original of a file beside it, before a save that would lose some of it."""

import datetime as dt
from contextlib import suppress
from pathlib import Path

from flipchart.clock import Clock
from flipchart.domain.session import Session
from flipchart.store import platform, sidecar_names
from flipchart.store.codec import would_lose
from flipchart.store.disk import DISK, Disk
from flipchart.store.errors import StoreError
from flipchart.store.files import create_durably, read_if_there, real_path

KEPT_FOR = dt.timedelta(days=1)


def sweep(path: Path, clock: Clock, disk: Disk = DISK) -> None:
    """Remove old temporary files of the session at `path` that this machine made; what cannot be removed stays."""
    with suppress(OSError):
        real = disk.real(path)
        oldest = (clock.now() - KEPT_FOR).timestamp()
        for name in disk.names(real.parent):
            if sidecar_names.is_temporary(name, real, platform.host()):
                left = real.with_name(name)
                if disk.status(left).st_mtime < oldest:
                    disk.remove(left)


def needs_original(data: bytes, session: Session | None = None) -> bool:
    """Tell whether a file holds comments, hand layout or long texts; one that cannot be read is never written."""
    try:
        return would_lose(data, session)
    except StoreError:
        return False


def original_for(path: Path, data: bytes, disk: Disk = DISK) -> tuple[Path, bool]:
    """Return where the original bytes of a file go, and whether they are there already.

    Raises StoreError where what is there cannot be read.
    """
    number, real = 1, real_path(path, disk)
    while True:
        place = sidecar_names.original(real, number)
        there = read_if_there(place, disk)
        if there is None or there == data:
            return place, there is not None
        number += 1


def keep_original(path: Path, data: bytes, disk: Disk = DISK) -> Path | None:
    """Put the original bytes beside the file if a save would lose something; return where, or None.

    Raises StoreError where that cannot be done: then the file must not be saved over.
    """
    if not needs_original(data):
        return None
    while True:
        place, there = original_for(path, data, disk)
        if there:
            return place
        try:
            create_durably(place, data, disk)
        except FileExistsError:
            continue  # somebody else was quicker; look again
        return place


STAMP = "%Y%m%dT%H%M%SZ"
"""How the instant is written in a file's name."""


def named_aside(path: Path, word: str, clock: Clock, disk: Disk) -> Path:
    """Give a file the name `NAME.word-INSTANT`, numbered where that is taken, and return it.

    On most disks it has both names then. Raises OSError.
    """
    stamp, number = clock.now().strftime(STAMP), 1
    while True:
        aside = path.with_name(f"{path.name}.{word}-{stamp}{'' if number == 1 else f'-{number}'}")
        try:
            disk.publish(path, aside)
        except FileExistsError:
            number += 1
        else:
            return aside
