"""Taking in what a sync tool's copy of a session has; the copy is kept under a name that is no session's."""

from pathlib import Path

from flipchart.clock import Clock
from flipchart.store.disk import DISK, Disk
from flipchart.store.errors import Unsaved, cause, place
from flipchart.store.putting_aside import named_aside
from flipchart.store.sync_copies import FileMerge, MergedFile


def is_named_after(copy: Path, path: Path) -> bool:
    """Tell whether a copy's name grew out of the session's, as sync tools make them; else it may be the original."""
    return path.stem in copy.stem


def take_in(
    path: Path, copy: Path, clock: Clock, *, state: Path | None = None, disk: Disk = DISK
) -> tuple[MergedFile, Path]:
    """Merge a copy into the session at `path`; return what came of it and the copy's new name.

    Nothing is known of what both were made from, so each value that differs is a conflict for a person. Raises
    StoreError, with the copy where it was.
    """
    merged = FileMerge(clock, state, disk).merge(None, path, copy)
    try:
        aside = named_aside(copy, "merged", clock, disk)
        # Under its old name it would be taken for a session, and be offered again.
        disk.remove(copy)
    except OSError as error:
        raise Unsaved(f"{place(copy)} is taken in, but could not be put aside: {cause(error)}.") from None
    return merged, aside
