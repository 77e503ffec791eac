"""Promises to take home: a QR code for each person, as half blocks of a terminal or as a picture in a page.

One dated promise is a calendar entry; several are plain text, since phones take only the first entry of a calendar.
segno is imported on this path only. It is always told to write UTF-8 and to say so (ECI): by itself it writes Latin-1
or Shift-JIS, which readers take for something else.
"""

import datetime as dt
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import groupby

from msgspec import Struct

from flipchart.domain.plan import Step
from flipchart.domain.promises import people_with_promises
from flipchart.domain.said import put
from flipchart.domain.saying import name_key
from flipchart.domain.session import Session
from flipchart.domain.text import clean_line
from flipchart.exchange.view import View
from flipchart.translation import catalogue

BORDER = 4
"""Modules of light ground around a code (ISO/IEC 18004, the quiet zone)."""

LARGEST = 13
"""The largest version made: OpenCV reads none from about 30 on, and a phone must come near."""

BYTES = (0, 17, 32, 53, 78, 106, 134, 154, 192, 230, 271, 321, 367, 425)
"""Bytes that a code of each version holds at error level L (ISO/IEC 18004, table 7)."""

ECI = 2
"""Bytes of these that saying UTF-8 takes: 12 bits."""

SHORTEST = 12
"""The fewest characters to which the words of a promise are cut."""

Matrix = Sequence[Sequence[int]]
"""Rows of modules, 1 for dark, without a border."""


class Code(Struct, frozen=True):
    """One person's code to take home."""

    who: str
    text: str
    matrix: Matrix

    @property
    def path(self) -> str:
        """Its dark modules as a path (see `svg_path`)."""
        return svg_path(self.matrix)

    @property
    def modules(self) -> int:
        """How many modules the code is wide, with its border."""
        return len(self.matrix) + 2 * BORDER


def promises_of(session: Session, who: str, view: View, room: int) -> str:
    """Return the promises of a person in at most `room` bytes of UTF-8, those due first in front.

    Words are shortened and then promises counted where there is no room for all.
    """
    mine = _promised(session, who)
    if len(mine) == 1 and (event := _event(mine[0], room)):
        return event
    heads, texts = _parts(session, mine, view)
    title = f"{clean_line(who)}\n"
    for first in (title, ""):
        if _size(first + _listed(heads, texts)) <= room:
            return first + _listed(heads, texts)
    lengths = range(SHORTEST, max(map(len, texts)))
    fitting = bisect_right(lengths, room, key=lambda length: _size(_listed(heads, _shortened(texts, length))))
    texts = _shortened(texts, lengths[max(fitting - 1, 0)] if lengths else SHORTEST)
    if _size(_listed(heads, texts)) <= room:
        return _listed(heads, texts)
    counts = range(1, len(mine))
    fitting = bisect_right(counts, room, key=lambda count: _size(_first(count, heads, texts)))
    return _first(fitting, heads, texts) if fitting else _cut(texts[0], room)


def whole_version(session: Session, who: str, view: View) -> int:
    """Return the smallest version that holds every word of a person's promises; the largest where none does."""
    size = _size(_listed(*_parts(session, _promised(session, who), view))) + ECI
    return min(max(bisect_left(BYTES, size), 1), LARGEST)


def _promised(session: Session, who: str) -> list[Step]:
    """Return the open promises of a person, those due first in front."""
    mine = [step for step in session.steps if step.live and step.owner and name_key(step.owner) == name_key(who)]
    return sorted(mine, key=lambda step: step.due or dt.date.max)


def _parts(session: Session, mine: list[Step], view: View) -> tuple[list[str], list[str]]:
    """Return the days of promises as they begin their lines, and their words."""
    language = catalogue(session.language)
    heads = [f"{put(view.day(step.due), language)}: " if step.due else "" for step in mine]
    return heads, [clean_line(step.text) for step in mine]


def _shortened(texts: list[str], length: int) -> list[str]:
    return [text if len(text) <= length else text[: length - 1].rstrip() + "…" for text in texts]


def _first(count: int, heads: list[str], texts: list[str]) -> str:
    """Return the first promises, and how many more there are."""
    return f"{_listed(heads[:count], texts[:count])}\n+{len(texts) - count}"


def _listed(heads: list[str], texts: list[str]) -> str:
    return "\n".join(head + text for head, text in zip(heads, texts, strict=True))


def _size(text: str) -> int:
    return len(text.encode("utf-8"))


def _cut(text: str, room: int) -> str:
    return text.encode("utf-8")[:room].decode("utf-8", "ignore")


def _event(step: Step, room: int) -> str:
    """An entry for the day of a promise, in as few words as phones take (RFC 5545); "" where there is no room."""
    if step.due is None:
        return ""
    words = clean_line(step.text)
    for sign in ("\\", ";", ","):
        words = words.replace(sign, f"\\{sign}")
    text = f"BEGIN:VEVENT\nSUMMARY:{words}\nDTSTART;VALUE=DATE:{step.due:%Y%m%d}\nEND:VEVENT"
    return text if _size(text) <= room else ""


def code_of(session: Session, who: str, view: View, largest: int = LARGEST) -> Code:
    """Return the code of a person, of no version above `largest`."""
    room = BYTES[min(max(largest, 1), LARGEST)] - ECI
    text = promises_of(session, who, view, room)
    return Code(who, text, matrix(text))


def codes(session: Session, view: View) -> tuple[Code, ...]:
    """Return a code for each person with promises."""
    return tuple(code_of(session, who, view) for who in people_with_promises(session))


def matrix(text: str) -> Matrix:
    """Return the smallest code of a text, at level L or better where that costs nothing."""
    import segno  # noqa: PLC0415 - only who takes something home needs it

    made = segno.make(text, eci=True, encoding="utf-8", micro=False, error="L", boost_error=True)
    return tuple(tuple(int(bool(module)) for module in row) for row in made.matrix)


def modules_of(version: int) -> int:
    """Return how many modules a code of a version is wide, with its border."""
    return 17 + 4 * version + 2 * BORDER


def version_for(columns: int, rows: int) -> int:
    """Return the largest version whose code fits into so many cells as half blocks, with its border; 0 for none."""
    size = min(columns, rows * 2) - 2 * BORDER
    return max(0, min((size - 17) // 4, LARGEST))


BLOCKS = {(0, 0): " ", (1, 0): "▀", (0, 1): "▄", (1, 1): "█"}


def half_blocks(code: Matrix, scale: int = 1) -> tuple[str, ...]:
    """Return a code as lines of half blocks, to be drawn dark on light, with its border; a cell is two modules.

    With a `scale` each module is as many half cells high and cells wide.
    """
    rows = [[module for module in row for _ in range(scale)] for row in _framed(code) for _ in range(scale)]
    rows += [[0] * len(rows[0])] * (len(rows) % 2)
    pairs = zip(rows[::2], rows[1::2], strict=True)
    return tuple("".join(BLOCKS[pair] for pair in zip(top, low, strict=True)) for top, low in pairs)


def whole_cells(code: Matrix) -> tuple[str, ...]:
    """Return a code as lines in which a module is two cells, "██" where it is dark, with its border."""
    return tuple("".join("██" if module else "  " for module in row) for row in _framed(code))


def _framed(code: Matrix) -> Matrix:
    empty = (0,) * (len(code) + 2 * BORDER)
    return (*[empty] * BORDER, *((*(0,) * BORDER, *row, *(0,) * BORDER) for row in code), *[empty] * BORDER)


def printed(session: Session, view: View, columns: int) -> tuple[str, ...]:
    """Return the codes of all to print in so many columns, dark blocks on paper, each below its name."""
    lines: list[str] = []
    for who in people_with_promises(session):
        code = code_of(session, who, view, version_for(columns, columns))
        lines += ["", clean_line(who), *(line.rstrip() for line in half_blocks(code.matrix))]
    return tuple(lines)


def svg_path(code: Matrix) -> str:
    """Return the dark modules of a code as the path of a picture of `modules` by `modules`, a unit each."""
    return "".join(f"M{x} {y}h{size}v1h-{size}z" for y, row in enumerate(code, BORDER) for x, size in _runs(row))


def _runs(row: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield where dark modules stand beside each other, and how many."""
    x = BORDER
    for dark, modules in groupby(row):
        size = len(list(modules))
        if dark:
            yield x, size
        x += size
