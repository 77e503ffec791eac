"""Temporary files that a killed program left behind go after a day; until then they may help to recover."""

import datetime as dt
from contextlib import suppress
from pathlib import Path

from flipchart.clock import Clock
from flipchart.store import platform, sidecar_names
from flipchart.store.disk import DISK, Disk

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
