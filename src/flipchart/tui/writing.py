"""The plan written out from the room: a Markdown file beside the session, and the same on the clipboard."""

from pathlib import Path

from flipchart.domain.session import Session
from flipchart.exchange.view import View
from flipchart.exchange.writers import markdown


def as_markdown(session: Session, view: View) -> str:
    """The plan as Markdown."""
    return markdown.write(session, view)


def place_for(path: Path, text: str) -> Path:
    """Where the plan of the session at `path` goes: beside it, and never over a file that is somebody else's.

    A file whose first line is that of `text` is an earlier copy of the same plan.
    """
    stem = path.stem
    for number in range(1, 1000):
        place = path.with_name(f"{stem}{'' if number == 1 else f'-{number}'}.md")
        if not place.exists() or _first(place) == text.partition("\n")[0]:
            return place
    raise OSError(f"no free name beside {path.name}")


def _first(path: Path) -> str:
    with path.open(encoding="utf-8", errors="replace") as file:
        return file.readline(10_000).rstrip("\n")


def write_beside(path: Path, text: str) -> Path:
    """Write the plan beside its session and return where. Raises OSError."""
    place = place_for(path, text)
    place.touch(mode=0o600)
    place.write_text(text, encoding="utf-8")
    return place
