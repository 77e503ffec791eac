"""Who drives a session: a lock that the kernel frees, and a small file for watchers and for other machines."""

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from flipchart.clock import Clock
from flipchart.domain.text import clean_line
from flipchart.store import platform, sidecar_names
from flipchart.store.disk import DISK, Disk
from flipchart.store.errors import StoreError
from flipchart.store.files import read_if_there

HEARTBEAT = 5.0
"""Seconds between two signs of life."""

STALE = 15.0
"""Seconds without one after which a driver on another machine counts as gone."""


@dataclass(frozen=True, slots=True)
class Driver:
    """Who drives a session, where, since when (UTC), when last heard of, and what the screen is on.

    `gone` is a driver who left while the clock went on.
    """

    who: str = ""
    host: str = ""
    since: dt.datetime | None = None
    heartbeat: dt.datetime | None = None
    screen: Mapping[str, object] = field(default_factory=dict)
    gone: bool = False


def read_live(path: Path, disk: Disk = DISK) -> Driver | None:
    """Return what the live file of the session at `path` says, of whatever age; None where it says nothing."""
    try:
        data = read_if_there(sidecar_names.live_file(disk.real(path)), disk)
        values = json.loads(data) if data else None
    except (StoreError, OSError, ValueError, RecursionError):
        return None
    return _driver(values) if isinstance(values, dict) else None


def driver_of(path: Path, clock: Clock, disk: Disk = DISK) -> Driver | None:
    """Return who drives the session at `path` now, or None.

    On this machine the lock tells; of other machines their last sign of life does, if it is not older than 15 s.
    """
    driver = read_live(path, disk)
    held = is_driven_here(path, disk)
    if held:
        return driver or Driver(host=platform.host())
    if (
        driver is None
        or driver.gone
        or driver.heartbeat is None
        or (held is False and driver.host == platform.host())
    ):
        return None
    return driver if abs((clock.now() - driver.heartbeat).total_seconds()) <= STALE else None


def is_driven_here(path: Path, disk: Disk = DISK) -> bool | None:
    """Tell whether a program holds the lock of whoever drives; None where the disk gives no locks."""
    try:
        return disk.held(sidecar_names.open_lock(disk.real(path)))
    except FileNotFoundError:
        return False
    except OSError:
        return None


def _driver(values: Mapping[str, object]) -> Driver:
    screen = values.get("screen")
    return Driver(
        who=_line(values.get("who")),
        host=_line(values.get("host")),
        since=_instant(values.get("since")),
        heartbeat=_instant(values.get("heartbeat")),
        screen=screen if isinstance(screen, dict) else {},
        gone=values.get("gone") is True,
    )


def _line(value: object) -> str:
    return clean_line(value, limit=80) if isinstance(value, str) else ""


def _instant(value: object) -> dt.datetime | None:
    try:
        instant = dt.datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
    return instant if instant is not None and instant.tzinfo is not None else None
