"""The plan written out from the room: a Markdown file or a calendar beside the session, and a copy for pasting."""

from pathlib import Path

from flipchart.domain.session import Session
from flipchart.exchange.view import View
from flipchart.exchange.writers import ics, markdown

EVENT = "BEGIN:VEVENT"


def as_markdown(session: Session, view: View) -> str:
    """The plan as Markdown."""
    return markdown.write(session, view)


def as_calendar(session: Session, view: View) -> str:
    """The dated steps and the next check for a calendar."""
    return ics.write(session, view)


def place_for(path: Path, text: str, suffix: str = ".md") -> Path:
    """Where the plan of the session at `path` goes: beside it, and never over a file that is somebody else's.

    A file that begins as `text` does is an earlier copy of the same plan.
    """
    stem = path.stem
    for number in range(1, 1000):
        place = path.with_name(f"{stem}{'' if number == 1 else f'-{number}'}{suffix}")
        if not place.exists() or _head(_beginning(place)) == _head(text):
            return place
    raise OSError(f"no free name beside {path.name}")


def _beginning(path: Path) -> str:
    with path.open(encoding="utf-8", errors="replace") as file:
        return file.read(10_000)


def _head(text: str) -> list[str]:
    """The title line of a Markdown file; all that stands before the first event of a calendar."""
    lines = text.splitlines()
    return lines[: lines.index(EVENT)] if EVENT in lines else lines[:1]


def write_beside(path: Path, text: str, suffix: str = ".md") -> Path:
    """Write the plan beside its session and return where. Raises OSError."""
    place = place_for(path, text, suffix)
    place.touch(mode=0o600)
    place.write_bytes(text.encode("utf-8"))
    return place
