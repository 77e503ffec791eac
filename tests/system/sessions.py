"""A session on a disk that things are done to."""

import datetime as dt
from pathlib import Path

from flipchart.domain.session import Session
from flipchart.store.codec import decode, encode

NOW = dt.datetime(2026, 11, 18, 10, 0, tzinfo=dt.UTC)


def new_session(folder: Path, **values: object) -> Path:
    """Make a session file in a folder that may not exist yet."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "retro.toml"
    session = Session.of({"format": 1, "id": "retro123", "title": "Retro", "created": NOW, **values})
    path.write_bytes(encode(session))
    return path


def step_ids(path: Path) -> list[str]:
    """Read the session, which must be whole, and return the ids of its steps."""
    return [step.id for step in decode(path.read_bytes(), name=str(path), made=NOW).steps]
