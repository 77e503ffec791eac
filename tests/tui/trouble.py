"""Disks that are full and sittings on them."""

import errno
import os
from functools import partial
from pathlib import Path

import pytest

from flipchart.service import open_session
from flipchart.store.disk import Disk
from flipchart.store.saver import Saver


class FullDisk(Disk):
    """A disk on which, while it is `full`, no new file can be written in the folder of the sessions."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.full = folder, False

    def open(self, path: Path, flags: int, mode: int = 0o600) -> int:
        """Open a file, unless it would be a new one."""
        if self.full and flags & os.O_CREAT and path.suffix == ".tmp" and path.parent == self.folder:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return super().open(path, flags, mode)


def full_disk(monkeypatch: pytest.MonkeyPatch, folder: Path) -> FullDisk:
    """Have the sessions of `folder` saved on a disk that can be full."""
    disk = FullDisk(folder)
    monkeypatch.setattr(open_session, "Saver", partial(Saver, disk=disk))
    return disk
