"""File names for sessions: from any title something that every system can hold."""

import datetime as dt
import unicodedata

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
