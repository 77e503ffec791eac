"""Text in cells: how wide it is on a terminal or in a fixed-width page, padded and wrapped by that width."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from itertools import accumulate, takewhile

_NARROW = re.compile(r"[ -~\u00a0-\u00ac\u00ae-\u02ff\u0370-\u0482\u2010-\u2027]*")
"""Texts of characters that all take one cell, which need not be looked at one by one."""


def width(text: str) -> int:
    """Return the cells that `text` takes: wide characters two, combining and invisible ones none."""
    return len(text) if text.isascii() or _NARROW.fullmatch(text) else sum(map(_cells, text))


def pad(text: str, cells: int, *, right: bool = False) -> str:
    """Return `text` filled with spaces up to `cells`, at its left side when `right`; never cut."""
    space = " " * max(0, cells - width(text))
    return space + text if right else text + space


def wrap(text: str, cells: int) -> list[str]:
    """Return the lines of `text`, at least one, none wider than `cells`.

    A word that is wider than a line is broken; no word is lost.
    """
    lines: list[str] = []
    for paragraph in text.split("\n"):
        rest = " ".join(paragraph.split())
        if width(rest) == len(rest):
            while len(rest) > cells and (cut := rest.rfind(" ", 0, cells + 1)) > 0:
                lines.append(rest[:cut])
                rest = rest[cut + 1 :]
            if len(rest) <= cells:
                lines.append(rest)
                continue
        line, used = "", 0
        for word in _pieces(rest, max(2, cells)):
            more = width(word)
            if line and used + 1 + more > cells:
                lines.append(line)
                line, used = word, more
            else:
                line, used = (f"{line} {word}", used + 1 + more) if line else (word, more)
        lines.append(line)
    return lines


def hang(head: str, text: str, cells: int) -> list[str]:
    """Return `text` wrapped to `cells` behind `head`, its later lines set in by as much as `head` is wide.

    A head that would take more than half of the width is only the first words of the text.
    """
    taken = width(head)
    if taken > cells // 2:
        return wrap(head + text, cells)
    line = " ".join(text.split())
    if taken + width(line) <= cells and "\n" not in text:
        return [(head + line).rstrip()]
    first, *rest = wrap(text, cells - taken)
    space = " " * taken
    return [(head + first).rstrip(), *((space + line).rstrip() for line in rest)]


def table(rows: Sequence[Sequence[str]], *, gap: str = "  ", right: Iterable[int] = ()) -> list[str]:
    """Return `rows` as lines with aligned columns; the columns numbered in `right` are set flush right."""
    widths = widest(rows)
    return [aligned(row, widths, gap=gap, right=right) for row in rows]


def widest(rows: Iterable[Sequence[str]]) -> list[int]:
    """Return the cells that each column of a table takes; the rows are looked at one by one."""
    widths: list[int] = []
    for row in rows:
        widths = [max(pair) for pair in zip(map(width, row), widths or [0] * len(row), strict=True)]
    return widths


def aligned(row: Sequence[str], widths: Sequence[int], *, gap: str = "  ", right: Iterable[int] = ()) -> str:
    """Return a row of a table whose columns are so wide; those numbered in `right` are set flush right."""
    flush = set(right)
    return gap.join(pad(cell, widths[i], right=i in flush) for i, cell in enumerate(row)).rstrip()


def _cells(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _pieces(paragraph: str, cells: int) -> list[str]:
    pieces: list[str] = []
    for word in paragraph.split():
        rest = word
        while width(rest) > cells:
            cut = _fitting(rest, cells)
            pieces.append(rest[:cut])
            rest = rest[cut:]
        pieces.append(rest)
    return pieces


def _fitting(word: str, cells: int) -> int:
    ends = accumulate(map(_cells, word))
    return sum(1 for _ in takewhile(lambda taken: taken <= cells, ends))
