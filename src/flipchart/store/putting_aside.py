"""A file that was there gets a name of its own before another takes its place; no name is used twice."""

from pathlib import Path

from flipchart.clock import Clock
from flipchart.store.disk import Disk

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
