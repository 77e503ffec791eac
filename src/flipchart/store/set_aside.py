"""What a save would lose is first put beside the file as it was."""

from pathlib import Path

from flipchart.store import sidecar_names
from flipchart.store.codec import would_lose
from flipchart.store.disk import DISK, Disk
from flipchart.store.errors import StoreError
from flipchart.store.files import create_durably, read_if_there, real_path


def needs_original(data: bytes) -> bool:
    """Tell whether a file holds comments, hand layout or long texts; one that cannot be read is never written."""
    try:
        return would_lose(data)
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
