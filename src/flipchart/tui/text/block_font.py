"""Block letters and digits made of dots, for words that are read from the back row; pure.

The glyphs are in block_font.txt. A text has block letters only if every one of its signs has a glyph and it fits:
else none of it has, and it is shown in ordinary bold cells.
"""

import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

DOTS = 6
"""Half rows of a glyph: one for an accent and five for the letter, or the accent, a gap and a letter of four."""

ALIKE = str.maketrans("’‘‐‑–—\u00a0", "''---- ")
"""Signs that are printed like others which have a glyph."""


class Scale(NamedTuple):
    """How large a dot is: `columns` cells wide, `halves` half-cells high; with `signs` it is drawn by "#"."""

    columns: int
    halves: int
    signs: bool = False


BLOCK, DOUBLE, HUGE = Scale(1, 1), Scale(2, 2), Scale(4, 4)
"""Three rows a line, six rows, and ten for digits alone."""


@cache
def _sections() -> dict[str, tuple[str, ...]]:
    """The sections of the font by their names, with their rows as they stand there."""
    text = Path(__file__).with_name("block_font.txt").read_text(encoding="utf-8")
    found: dict[str, tuple[str, ...]] = {}
    for part in text.split("\n[")[1:]:
        name, rows = part.split("]\n", 1)
        found[name] = tuple(rows.split())
    return found


@cache
def glyph(sign: str) -> tuple[str, ...] | None:
    """Return the six half rows of a sign, `#` and blanks of one length, or None where it has none."""
    letter, *marks = list(unicodedata.normalize("NFD", sign))
    rows = _sections().get(letter) if not marks else _accented(letter, marks)
    if rows is None:
        return None
    wide = max(map(len, rows))
    return tuple(row.ljust(wide, ".").replace(".", " ") for row in (*["."] * (DOTS - len(rows)), *rows))


def _accented(letter: str, marks: list[str]) -> tuple[str, ...] | None:
    body = _sections().get(f"under {letter}")
    name = unicodedata.name(marks[0], "").removeprefix("COMBINING ").removesuffix(" ACCENT")
    above = _sections().get(f"mark {name}")
    if body is None or above is None or len(marks) > 1:
        return None
    wide = max(map(len, body))
    fitting = [mark for mark in above if len(mark) == wide and "#" in mark]
    return (fitting[0], ".", *body) if fitting else None


@lru_cache(maxsize=1024)
def dots(text: str) -> tuple[str, ...] | None:
    """Return the six half rows of a text in capitals, a blank column between its signs; None where one is missing."""
    signs = [glyph(sign) for sign in unicodedata.normalize("NFC", text.translate(ALIKE).upper())]
    known = [sign for sign in signs if sign is not None]
    if not known or len(known) < len(signs):
        return None
    return tuple(" ".join(sign[row] for sign in known) for row in range(DOTS))


def scaled(rows: tuple[str, ...], scale: Scale, *, whole: bool = False) -> tuple[str, ...]:
    """Return half rows of dots as terminal rows of half blocks, each dot of `scale`; `whole` cells are of `#`."""
    if whole:
        tall = max(scale.halves // 2, 1)
        return tuple(_wide(row, scale.columns) for row in rows for _ in range(tall))
    halves = [_wide(row, scale.columns) for row in rows for _ in range(scale.halves)]
    if len(halves) % 2:
        halves.insert(0, " " * len(halves[0]))
    return tuple(
        "".join(" ▄▀█"[2 * (up != " ") + (down != " ")] for up, down in zip(above, below, strict=True))
        for above, below in zip(halves[::2], halves[1::2], strict=True)
    )


def _wide(row: str, columns: int) -> str:
    return "".join(sign * columns for sign in row)


@lru_cache(maxsize=256)
def block_lines(text: str, width: int, scale: Scale = BLOCK, lines: int = 2) -> tuple[str, ...] | None:
    """Return a text in block letters, broken between words into at most `lines` of `width` cells, or None.

    Lines have a blank row between them and are as wide as their words. None where a sign has no glyph, or where it
    does not fit.
    """
    words = text.split()
    parts = _broken(words, width // scale.columns, lines) if all(dots(word) for word in words) else []
    if not parts:
        return None
    rows = [scaled(found, scale) for part in parts if (found := dots(part))]
    return tuple(row.rstrip() for number, line in enumerate(rows) for row in (*([""] if number else []), *line))


@lru_cache(maxsize=64)
def balanced(text: str, width: int) -> tuple[str, ...] | None:
    """Return a text in block letters; what takes two lines is broken where both are about as wide."""
    whole = block_lines(text, width)
    if whole is None or "" not in whole:
        return whole
    return next((rows for room in range(width // 2, width) if (rows := block_lines(text, room))), whole)


def hash_lines(
    text: str, width: int, scales: Sequence[Scale] = (DOUBLE, BLOCK), lines: int = 1
) -> tuple[str, ...] | None:
    """Return a text in letters of "#", as broad as they fit, on at most `lines` lines, or None where they do not."""
    words = text.split()
    for scale in scales if all(dots(word) for word in words) else ():
        if parts := _broken(words, width // scale.columns, lines):
            high = [dots(part) or ("",) for part in parts]
            first = 0 if any(rows[0].strip() for rows in high) else 1
            drawn = [scaled(rows[first:], scale, whole=True) for rows in high]
            return tuple(row for number, rows in enumerate(drawn) for row in (*([""] if number else []), *rows))
    return None


def _broken(words: list[str], width: int, lines: int) -> list[str]:
    """The words on as few lines as they need, each filled; empty where they need more than there are."""
    parts: list[str] = []
    for word in words:
        together = f"{parts[-1]} {word}" if parts else word
        if parts and cells(together) <= width:
            parts[-1] = together
        elif cells(word) <= width:
            parts.append(word)
        else:
            return []
    return parts if len(parts) <= lines else []


def cells(text: str) -> int:
    """How many dots wide a text is in block letters; all its signs must have a glyph."""
    return len((dots(text) or ("",))[0])


def centred(rows: tuple[str, ...], width: int) -> tuple[str, ...]:
    """Return rows of one picture with the blanks before them that put it into the middle of `width` cells."""
    left = max((width - max(map(len, rows), default=0)) // 2, 0)
    return tuple(f"{' ' * left}{row}".rstrip() for row in rows)
