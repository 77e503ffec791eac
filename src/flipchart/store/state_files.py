"""Small files in the state folder: unfinished lines by session, room preferences, and known column meanings."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import asdict, replace

from flipchart.domain.text import clean
from flipchart.store import paths
from flipchart.store.backups import folder_name
from flipchart.store.disk import DISK, Disk
from flipchart.store.errors import StoreError
from flipchart.store.files import read_if_there, replace_durably
from flipchart.store.latest_worker import Latest

LONGEST = 4_000_000
"""Characters of one draft: a paste that waits for its answer is one."""


def drafts_file(session_id: str, state: Path | None = None) -> Path:
    """Return where the drafts of a session are."""
    return (state or paths.state_dir()) / "drafts" / f"{folder_name(session_id)}.json"


def read_drafts(session_id: str, *, state: Path | None = None, disk: Disk = DISK) -> dict[str, str]:
    """Return the drafts of a session by key; none where there are none or they cannot be read."""
    try:
        data = read_if_there(drafts_file(session_id, state), disk)
        texts = json.loads(data or b"{}")
    except (StoreError, ValueError, RecursionError):
        return {}
    if not isinstance(texts, dict):
        return {}
    return {key: clean(text, limit=LONGEST) for key, text in texts.items() if isinstance(text, str) and text}


def write_drafts(session_id: str, texts: Mapping[str, str], *, state: Path | None = None, disk: Disk = DISK) -> bool:
    """Keep these drafts of a session and no others, for this user alone; tell whether that worked."""
    path = drafts_file(session_id, state)
    kept = {key: text for key, text in texts.items() if text}
    try:
        if not kept:
            disk.remove(path)
            return True
        paths.private_folder(path.parent)
        replace_durably(path, json.dumps(kept, ensure_ascii=True).encode(), disk=disk)
    except (StoreError, OSError):
        return False
    return True


def keep_drafts(session_id: str, *, state: Path | None = None, disk: Disk = DISK) -> Latest[Mapping[str, str]]:
    """Return a background writer of a session's drafts.

    It uses the state folder of this moment, even if the environment changes before the last draft is written.
    """

    kept_in = state or paths.state_dir()

    def write(texts: Mapping[str, str]) -> bool:
        return write_drafts(session_id, texts, state=kept_in, disk=disk)

    return Latest(write)


MOST = 200
"""How many rooms are remembered: the latest ones."""


class Room(Struct, frozen=True):
    """The theme chosen in a room, and how many rows its back row could read; None for unknown."""

    theme: str | None = None
    rows: int | None = None


def room_preferences_file(state: Path | None = None) -> Path:
    """Return the file of the room preferences."""
    return (state or paths.state_dir()) / "rooms.json"


def read_room(name: str, *, state: Path | None = None, disk: Disk = DISK) -> Room:
    """Return the preferences of the room of that name; anything unreadable counts as unknown."""
    values = _read(state, disk).get(name)
    if not isinstance(values, dict):
        return Room()
    theme, rows = values.get("theme"), values.get("rows")
    return Room(theme if isinstance(theme, str) else None, rows if type(rows) is int and rows > 0 else None)


def keep_room(name: str, room: Room, *, state: Path | None = None, disk: Disk = DISK) -> bool:
    """Remember the preferences of `room` under that name, adding to what was known; tell whether that worked."""
    before = read_room(name, state=state, disk=disk)
    kept = replace(before, **{key: value for key, value in asdict(room).items() if value is not None})
    others = [(other, values) for other, values in _read(state, disk).items() if other != name]
    path = room_preferences_file(state)
    try:
        paths.private_folder(path.parent)
        data = json.dumps(dict([*others, (name, asdict(kept))][-MOST:]), ensure_ascii=True)
        replace_durably(path, data.encode(), disk=disk)
    except (StoreError, OSError):
        return False
    return True


def _read(state: Path | None, disk: Disk) -> Mapping[str, Any]:
    return _read_json(room_preferences_file(state), disk)


def _read_json(path: Path, disk: Disk) -> Mapping[str, Any]:
    try:
        values = json.loads(read_if_there(path, disk) or b"{}")
    except (StoreError, OSError, ValueError, RecursionError):
        return {}
    return values if isinstance(values, dict) else {}


def columns_file(state: Path | None = None) -> Path:
    """Return the file of what people said the columns of their lists hold."""
    return (state or paths.state_dir()) / "columns.json"


def read_columns(group: str, names: Sequence[str], *, state: Path | None = None, disk: Disk = DISK) -> dict[str, str]:
    """Return what a group last said of a list with these column names: field by column, {} if nothing."""
    found = _read_json(columns_file(state), disk).get(_shape(group, names))
    return {str(name): str(field) for name, field in found.items()} if isinstance(found, dict) else {}


def keep_columns(
    group: str, names: Sequence[str], chosen: Mapping[str, str], *, state: Path | None = None, disk: Disk = DISK
) -> bool:
    """Remember what a group says of a list's columns, for the next list of that shape; tell whether that worked."""
    key, path = _shape(group, names), columns_file(state)
    others = [(other, values) for other, values in _read_json(path, disk).items() if other != key]
    try:
        paths.private_folder(path.parent)
        data = json.dumps(dict([*others, (key, dict(chosen))][-MOST:]), ensure_ascii=True)
        replace_durably(path, data.encode(), disk=disk)
    except (StoreError, OSError):
        return False
    return True


def _shape(group: str, names: Sequence[str]) -> str:
    return "\n".join([group.casefold(), *(name.casefold() for name in names)])
