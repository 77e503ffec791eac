"""The plan written out from the room: a Markdown file or a calendar beside the session, and a copy for pasting."""

import shutil
import subprocess
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Literal

from flipchart.clock import Clock
from flipchart.domain.session import Session
from flipchart.exchange.view import View
from flipchart.exchange.writers import codes, ics, markdown
from flipchart.exchange.writers.codes import people_with_promises
from flipchart.store.errors import StoreError
from flipchart.store.files import replace_durably

__all__ = ["as_markdown", "copy_out", "people_with_promises", "place_for", "take_home", "write_beside", "write_out"]

EVENT = "BEGIN:VEVENT"


def as_markdown(session: Session, clock: Clock) -> str:
    """The plan as Markdown."""
    return markdown.write(session, View.of(clock))


CLIPBOARDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("", ("pbcopy",)),
    ("WAYLAND_DISPLAY", ("wl-copy",)),
    ("DISPLAY", ("xclip", "-selection", "clipboard")),
    ("DISPLAY", ("xsel", "--clipboard", "--input")),
    ("", ("clip.exe",)),
)
"""The programs that fill a clipboard, and the variable of the environment without which each of them cannot."""

PATIENCE = 2.0
"""Seconds after which a program that fills the clipboard has not done so."""


def copy_out(text: str, environ: Mapping[str, str]) -> bool:
    """Put a text on the clipboard by the system's own program; tell whether it is known to be there.

    Over ssh the clipboard of this machine is not the person's, so it is left alone.
    """
    if environ.get("SSH_CONNECTION") or environ.get("SSH_TTY"):
        return False
    for needs, command in CLIPBOARDS:
        program = shutil.which(command[0], path=environ.get("PATH"))
        if program is None or (needs and not environ.get(needs)):
            continue
        data = text.encode("utf-16-le" if command[0] == "clip.exe" else "utf-8")
        with suppress(OSError, subprocess.SubprocessError):
            quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
            subprocess.run([program, *command[1:]], input=data, timeout=PATIENCE, check=True, **quiet)  # type: ignore[call-overload]
            return True
    return False


def write_out(path: Path, session: Session, clock: Clock, format: Literal["md", "ics"]) -> str:
    """Write the plan of the session at `path` beside it and return what to say: where, or why not.

    "ics" is a calendar with the dated steps and the next check.
    """
    text = as_markdown(session, clock) if format == "md" else ics.write(session, View.of(clock))
    try:
        return f"written: {write_beside(path, text, f'.{format}').name}"
    except StoreError as error:
        return f"not written: {error.sentence}"
    except OSError as error:
        return f"not written: {error.strerror or error}"


def take_home(session: Session, clock: Clock, who: str, columns: int, rows: int) -> tuple[tuple[str, ...], str]:
    """Return the QR code of a person's promises as lines that fit into so many cells, and what it says.

    Each module is as large as fits. Where none fits there are no lines.
    """
    largest = codes.version_for(columns, rows)
    if not largest:
        return (), ""
    code = codes.code_of(session, who, View.of(clock), largest)
    scale = min(columns // code.modules, rows * 2 // code.modules)
    return codes.half_blocks(code.matrix, max(scale, 1)), code.text


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
    """Write the plan beside its session and return where; a copy of before stays whole until then.

    Raises OSError or StoreError.
    """
    place = place_for(path, text, suffix)
    replace_durably(place, text.encode("utf-8"))
    return place
