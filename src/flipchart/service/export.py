"""The plan written out from the room: a Markdown file or a calendar beside the session, and a copy for pasting."""

import os
from pathlib import Path
from typing import Literal

from msgspec import Struct

from flipchart.clock import Clock
from flipchart.domain.said import Said, renamed, say
from flipchart.domain.session import Session
from flipchart.exchange.view import View
from flipchart.store.errors import StoreError, cause
from flipchart.store.files import replace_durably
from flipchart.store.paths import known_as

EVENT = "BEGIN:VEVENT"


def as_markdown(session: Session, clock: Clock) -> str:
    """The plan as Markdown."""
    from flipchart.exchange.writers import markdown  # noqa: PLC0415 - the wall is painted before a plan is written out

    return markdown.write(session, View.of(clock))


class WrittenOut(Struct, frozen=True):
    """The result of an export: the file, or else why there is none."""

    place: Path | None
    why: str = ""

    def notice(self, *, wall: bool, kept: bool = True) -> str:
        """Return the sentence for it; on a wall the folder has the name that people know, elsewhere its whole path.

        What is not `kept` goes with its folder when the program is left.
        """
        if self.place is None:
            return say("not written: {why}", why=self.why)
        if not kept:
            return say("written: {file}, deleted when you leave", file=self.place.name)
        if not wall:
            return say("written: {file}", file=self.place)
        return say("written: {file} in {folder}", file=self.place.name, folder=known_as(self.place.parent))


def write_out(path: Path, session: Session, clock: Clock, format: Literal["md", "ics"]) -> WrittenOut:
    """Write the plan of the session at `path` beside it.

    "ics" is a calendar with the dated steps and the next check.
    """
    text = as_markdown(session, clock) if format == "md" else _calendar(session, clock)
    try:
        return WrittenOut(write_beside(path, text, f".{format}"))
    except StoreError as error:
        return WrittenOut(None, _without(error.sentence, path.parent))
    except OSError as error:
        return WrittenOut(None, say("{why}.", why=cause(error)))


def _without(sentence: str, folder: Path) -> Said:
    """Return a sentence with the folder of its files removed, spelled as the disk has it and as we do."""
    return renamed(renamed(sentence, f"{folder.resolve()}{os.sep}", ""), f"{folder}{os.sep}", "")


def _calendar(session: Session, clock: Clock) -> str:
    from flipchart.exchange.writers import ics  # noqa: PLC0415 - few workshops write a calendar

    return ics.write(session, View.of(clock))


def take_home(
    session: Session, clock: Clock, who: str, room: tuple[int, int], *, halves: bool = True
) -> tuple[tuple[str, ...], str, tuple[int, int]]:
    """Return the QR code of a person's promises as lines, its words, and the columns and rows that it needs.

    The code fits into the columns and rows of `room`. Each module is as large as fits: two of them stand in a cell,
    or without `halves` (for terminals that have no half blocks) each fills two cells beside each other. Where a code
    of all the words does not fit there are no lines: half a promise helps nobody.
    """
    from flipchart.exchange.writers import codes  # noqa: PLC0415 - see above

    columns, rows = room
    largest = codes.version_for(columns, rows) if halves else codes.version_for(columns // 2, rows // 2)
    least = codes.whole_version(session, who, View.of(clock))
    modules = codes.modules_of(least)
    needed = (modules, (modules + 1) // 2) if halves else (2 * modules, modules + 1)
    if largest < least:
        return (), "", needed
    code = codes.code_of(session, who, View.of(clock), largest)
    if not halves:
        return codes.whole_cells(code.matrix), code.text, needed
    scale = min(columns // code.modules, rows * 2 // code.modules)
    return codes.half_blocks(code.matrix, max(scale, 1)), code.text, needed


def place_for(path: Path, text: str, suffix: str = ".md") -> Path:
    """Return the file for the plan of the session at `path`: beside it, and never over somebody else's file.

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
    """Return the title line of a Markdown file; of a calendar all that stands before the first event."""
    lines = text.splitlines()
    return lines[: lines.index(EVENT)] if EVENT in lines else lines[:1]


def write_beside(path: Path, text: str, suffix: str = ".md") -> Path:
    """Write the plan beside its session and return the file; an earlier copy stays whole until then.

    Raises OSError or StoreError.
    """
    place = place_for(path, text, suffix)
    replace_durably(place, text.encode("utf-8"))
    return place
