"""What suited a room the last time: the theme, and how large the letters were; in the state folder, by group."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from flipchart.store import paths
from flipchart.store.disk import DISK, Disk
from flipchart.store.errors import StoreError
from flipchart.store.files import read_if_there, replace_durably

MOST = 200
"""Rooms that are remembered, the latest of them."""


@dataclass(frozen=True, slots=True)
class Room:
    """The theme that was chosen there, and the rows of the window that the back row could read; None for unknown."""

    theme: str | None = None
    rows: int | None = None


def rooms_file(state: Path | None = None) -> Path:
    """Return where it is kept."""
    return (state or paths.state_dir()) / "rooms.json"


def read_room(name: str, *, state: Path | None = None, disk: Disk = DISK) -> Room:
    """Return what suited the room of that name; what cannot be read is unknown."""
    values = _read(state, disk).get(name)
    if not isinstance(values, dict):
        return Room()
    theme, rows = values.get("theme"), values.get("rows")
    return Room(theme if isinstance(theme, str) else None, rows if type(rows) is int and rows > 0 else None)


def keep_room(name: str, room: Room, *, state: Path | None = None, disk: Disk = DISK) -> bool:
    """Remember what is known of `room` under that name, beside what was known before; tell whether that worked."""
    before = read_room(name, state=state, disk=disk)
    kept = replace(before, **{key: value for key, value in asdict(room).items() if value is not None})
    others = [(other, values) for other, values in _read(state, disk).items() if other != name]
    path = rooms_file(state)
    try:
        paths.private_folder(path.parent)
        data = json.dumps(dict([*others, (name, asdict(kept))][-MOST:]), ensure_ascii=True)
        replace_durably(path, data.encode(), disk=disk)
    except (StoreError, OSError):
        return False
    return True


def _read(state: Path | None, disk: Disk) -> Mapping[str, Any]:
    try:
        values = json.loads(read_if_there(rooms_file(state), disk) or b"{}")
    except (StoreError, OSError, ValueError, RecursionError):
        return {}
    return values if isinstance(values, dict) else {}
