"""On which line of a template something stands, so that a fault can be told with its place."""

import re
from collections.abc import Sequence

_HEADER = re.compile(r"\s*\[\[?\s*(?P<name>[^\]]+?)\s*\]")


def line_of(text: str, place: Sequence[str | int]) -> int:
    """Return the line (from 1) of a key such as ("stages", 2, "minutes"), or of what it should stand in.

    A key that is missing is looked for in the table where it belongs; one that is written in another way than a
    line of its own (an inline table) is told by the line of its nearest header.
    """
    lines = text.splitlines()
    here, end, table = 0, len(lines), ""
    for part in place:
        if isinstance(part, str):
            table = f"{table}.{part}" if table else part
            found = _key(lines, here, end, part)
            if found is not None:
                return found + 1
        else:
            headers = _headers(lines, here, end, table)
            if part >= len(headers):
                break
            here = headers[part]
            end = headers[part + 1] if part + 1 < len(headers) else _end(lines, here, end, table)
    return here + 1


def _headers(lines: list[str], here: int, end: int, table: str) -> list[int]:
    """Return where the headers of a table stand from `here` on, that line included."""
    return [n for n in range(here, end) if _named(lines[n]) == table]


def _key(lines: list[str], here: int, end: int, key: str) -> int | None:
    """Return where a key stands among those of the table that begins `here`, before the next header."""
    wanted = re.compile(rf"\s*[\"']?{re.escape(key)}[\"']?\s*=")
    for n in range(here, end):
        if n > here and _named(lines[n]):
            return None
        if wanted.match(lines[n]):
            return n
    return None


def _end(lines: list[str], here: int, end: int, table: str) -> int:
    """Return where the last table of its name ends: at the next header that is not one of its own parts."""
    for n in range(here + 1, end):
        name = _named(lines[n])
        if name and not name.startswith(f"{table}."):
            return n
    return end


def _named(line: str) -> str:
    found = _HEADER.match(line)
    return found["name"] if found else ""
