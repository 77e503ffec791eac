"""Lines that were begun and not finished, kept in the state folder by session, box and item."""

import json
from collections.abc import Mapping
from pathlib import Path

from flipchart.domain.text import clean
from flipchart.store import paths
from flipchart.store.backups import folder_name
from flipchart.store.disk import DISK, Disk
from flipchart.store.errors import StoreError
from flipchart.store.files import read_if_there, replace_durably
from flipchart.store.latest_worker import Latest


def draft_key(box: str, item: str | None = None) -> str:
    """Return the key of a draft: the box in which it was begun, and the item for which."""
    return f"{box}:{item or ''}"


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
    return {key: clean(text) for key, text in texts.items() if isinstance(text, str) and text}


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
    """Return what writes the drafts of a session, the latest always, while nobody waits for it."""

    def write(texts: Mapping[str, str]) -> bool:
        return write_drafts(session_id, texts, state=state, disk=disk)

    return Latest(write)
