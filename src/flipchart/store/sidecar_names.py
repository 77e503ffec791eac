"""The names of the files beside a session, none of which is needed to open it."""

import datetime as dt
import hashlib
import os
import re
import unicodedata
from pathlib import Path

from flipchart.store import platform

_LONGEST = 120
_TEMPORARY = r"\.~{name}\.(?P<host>[A-Za-z0-9-]+)\.(?P<pid>\d+)\.[0-9a-f]+\.tmp"


def name_of(path: Path) -> str:
    """Return a session's name without `.toml`; a very long one is cut, with a hash, to leave room for suffixes."""
    name = path.name.removesuffix(".toml")
    if len(name.encode(errors="surrogateescape")) <= _LONGEST:
        return name
    digest = hashlib.sha256(name.encode(errors="surrogateescape")).hexdigest()[:8]
    return f"{name[: _LONGEST // 4]}-{digest}"


def write_lock(path: Path) -> Path:
    """Return the lock that is held for the moment of a write."""
    return path.with_name(f".~{name_of(path)}.lock")


def open_lock(path: Path) -> Path:
    """Return the empty lock that whoever drives the session holds."""
    return path.with_name(f".~{name_of(path)}.open")


def live_file(path: Path) -> Path:
    """Return the file that tells watchers who drives and what the screen is on."""
    return path.with_name(f".{name_of(path)}.live")


def private_file(path: Path) -> Path:
    """Return the file of the facilitator's private notes, which is never shown nor exported."""
    return path.with_name(f".{name_of(path)}.private.toml")


def original(path: Path, number: int) -> Path:
    """Return where the original of a file goes that a save would change too much; `number` counts from 1."""
    return path.with_name(f"{name_of(path)}.toml.orig{'' if number == 1 else f'-{number}'}")


def temporary(path: Path) -> Path:
    """Return a new name for a file being written, unique by machine, process and a random part."""
    return path.with_name(f".~{name_of(path)}.{platform.host()}.{os.getpid()}.{os.urandom(4).hex()}.tmp")


def is_temporary(name: str, path: Path, host: str | None = None) -> bool:
    """Tell whether `name` is a temporary file of the session at `path`, made on `host` (None: on any)."""
    found = re.fullmatch(_TEMPORARY.format(name=re.escape(name_of(path))), name)
    return found is not None and host in (None, found["host"])


LONGEST = 80
"""Bytes of a file name in UTF-8, with the day before and `.toml` behind it."""

_KEPT = frozenset("LNM")  # letters, numbers, marks
_ROOM = LONGEST - len("2026-11-18-") - len("-999.toml")


def slug(title: str) -> str:
    """Return a title as words of letters and digits with dashes between, in lower case, at most 60 bytes.

    Letters of every script are kept, with the marks that belong to them; separators, dots and signs that no
    file system agrees on never come out.
    """
    text = unicodedata.normalize("NFC", title[: 4 * LONGEST].lower())
    words = "".join(char if unicodedata.category(char)[0] in _KEPT else " " for char in text).split()
    name = ""
    for word in words:
        longer = f"{name}-{word}" if name else word
        if len(longer.encode()) > _ROOM:
            break
        name = longer
    return name or _cut(words[0] if words else "session")


def _cut(word: str) -> str:
    return word.encode()[:_ROOM].decode(errors="ignore")


def file_name(title: str, day: dt.date, number: int = 1) -> str:
    """Return the name of a session's file; `number` from 2 on tells files of one name apart.

    The day in front keeps names that a system has reserved for itself (CON, aux) from ever standing alone.
    """
    return f"{day.isoformat()}-{slug(title)}{'' if number == 1 else f'-{number}'}.toml"
