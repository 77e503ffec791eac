"""Lines of styled words, measured in terminal cells: what pure code hands to the widgets.

A style is a word ("late", "quiet") whose colours look.py knows; so rows can be made and tested without a screen, and
people's text is never read as markup.
"""

import re
from collections.abc import Iterable
from itertools import zip_longest
from typing import NamedTuple

from rich.cells import cell_len, chop_cells, set_cell_size

from flipchart.patterns import pattern
from flipchart.tui.text.language import voiced
from flipchart.tui.text.signs import signed


class Span(NamedTuple):
    """Some words in one style."""

    text: str
    style: str = ""


Line = tuple[Span, ...]
"""One row of cells."""


def _shown(text: str) -> str:
    """Return a text in the current language, with the arrow that the terminal can show."""
    return signed(voiced(text))


def line(*parts: str | Span | tuple[str, str]) -> Line:
    """Return a line of `parts`, each words or (words, style); what the domain said is translated."""
    return tuple(Span(_shown(part)) if isinstance(part, str) else Span(_shown(part[0]), *part[1:]) for part in parts)


def width_of(words: str | Line) -> int:
    """How many cells the words take: wide characters two, combining ones none."""
    return cell_len(unjoined(_shown(words) if isinstance(words, str) else plain(words)))


def unjoined(text: str) -> str:
    """Return `text` without the joiners (U+200D) that join no pictures.

    Rich takes whatever follows one for a part of the sign before it and gives it no cell; terminals do not.
    """
    return _JOINER.sub("", text) if "\u200d" in text else text


_PICTURE = "\u2190-\u2bff\U0001f000-\U0001faff"
_JOINER = pattern(f"(?<![{_PICTURE}\ufe0f])\u200d|\u200d(?![{_PICTURE}])")


def plain(words: Line) -> str:
    """The words alone."""
    return "".join(span.text for span in words)


BOUND, _BOUND = "\u00a0", "\ue000"
"""The space at which no line is broken, as before a question mark in French, and a sign that breaks none either."""


def unbroken(text: str) -> str:
    """Return `text` so that it is wrapped at its points alone: "4 of 4 a date" stays on one line."""
    return " · ".join(part.replace(" ", BOUND) for part in _shown(text).split(" · ")) if " · " in text else text


def wrap_whole(text: str, width: int) -> list[str]:
    """Break `text` at its commas and points alone, so that a name and a day stay whole where a line has room."""
    parts = re.split(r"(?<=,) |(?<= ·) ", _shown(text))
    bound = (part.replace(" ", BOUND) if width_of(part) <= width else part for part in parts)
    return [part.replace(BOUND, " ") for part in wrap(" ".join(bound), width)]


def wrap(text: str, width: int) -> list[str]:
    """Break `text` at spaces into lines of at most `width` cells.

    Words that are longer are broken too: a path after a separator, so that the names in it stay whole.
    """
    text, width = unjoined(_shown(text)).replace(BOUND, _BOUND), max(width, 2)
    if "\n" not in text and cell_len(text) <= width:
        return [text.rstrip().replace(_BOUND, BOUND)]
    # Only where something is wrapped: who hears a session line by line needs no Textual.
    from textual.content import Content  # noqa: PLC0415

    if "/" in text or "\\" in text:
        text = "".join(_in_names(word, width) for word in re.split(r"(\s+)", text))
    rows = [part.plain.rstrip().replace(_BOUND, BOUND) for part in Content(text).wrap(width)] or [""]
    return rows if "\n" in text else _pointed(rows, width)


def _pointed(rows: list[str], width: int) -> list[str]:
    """Put a point that parts two things at the end of the first, and not before the second."""
    for number, row in enumerate(rows[1:]):
        if row.startswith("· ") and cell_len(rows[number]) + 2 <= width:
            rows[number], rows[number + 1] = f"{rows[number]} ·", row[2:]
    return rows


def _in_names(word: str, width: int) -> str:
    """Put spaces into a path that is longer than a line, where each of its lines ends."""
    if cell_len(word) <= width:
        return word
    rows = [""]
    for name in re.split(r"(?<=[/\\])", word):
        for part in chop_cells(name, width):
            if cell_len(rows[-1] + part) > width:
                rows.append("")
            rows[-1] += part
    return " ".join(rows)


def cut(text: str, width: int) -> str:
    """Return `text` on one line of at most `width` cells, with an ellipsis where something is left out.

    It stands behind a whole word, unless that word is as long as half of the line, or of a script without blanks.
    """
    text = unjoined(" ".join(_shown(text).split("\n")))
    if cell_len(text) <= width:
        return text
    if width <= 0:
        return ""
    kept = set_cell_size(text, width - 1)
    following = text[len(kept) : len(kept) + 1]
    whole = kept if following.isspace() or cell_len(following) > 1 else kept.rpartition(" ")[0]
    return (whole if 2 * cell_len(whole.rstrip()) >= width else kept).rstrip(" ·,:;") + "…"


def unfinished(words: Line, width: int) -> Line:
    """Return `words` with an ellipsis at their end, in at most `width` cells, for words that go on out of sight."""
    spans = list(words)
    while spans and not spans[-1].text.strip():
        spans.pop()
    if not spans:
        return words
    spans[-1] = Span(spans[-1].text.rstrip(), spans[-1].style)
    if (spare := width - width_of(tuple(spans))) > 0:
        return (*spans, Span(" …" if spare > 1 else "…"))
    return cut_line((*spans[:-1], Span(spans[-1].text + " " * width, spans[-1].style)), width)


def pad(text: str, width: int) -> str:
    """Return `text` cut or filled to exactly `width` cells."""
    return set_cell_size(cut(text, width), width)


def block(lines: Iterable[str], style: str = "") -> tuple[Line, ...]:
    """Return each of `lines` as a line of one style."""
    return tuple((Span(_shown(text), style),) for text in lines)


def differing(old: Line, new: Line) -> tuple[int, int]:
    """Return the first cell in which two lines differ and the one after the last; two equal numbers where none does.

    Where a character does not take one cell, the lines count as different throughout.
    """
    cells = [[(sign, span.style) for span in it for sign in span.text] for it in (old, new)]
    widths = [width_of(old), width_of(new)]
    if widths != [len(it) for it in cells]:
        return 0, 0 if old == new else max(widths)
    pairs = enumerate(zip_longest(*cells, fillvalue=(" ", "")))
    found = [at for at, (one, other) in pairs if one != other]
    return (found[0], found[-1] + 1) if found else (0, 0)


def spread(left: Line, right: Line, width: int) -> Line:
    """Return `left` and `right` at the two ends of `width` cells; `left` is cut where they would meet."""
    room = width - width_of(right)
    left = cut_line(left, room - bool(right))
    return (*left, Span(" " * (room - width_of(left))), *right)


def cut_line(words: Line, width: int) -> Line:
    """Return `words` cut to at most `width` cells."""
    taken: list[Span] = []
    for text, style in words:
        if cell_len(text) > width:
            taken.append(Span(cut(text, width), style))
            break
        taken.append(Span(text, style))
        width -= cell_len(text)
    return tuple(taken)


def folded(words: Line, width: int) -> tuple[Line, ...]:
    """Return `words` on as many lines of `width` cells as they need, broken only at a point or a wide gap."""
    rows: list[list[Span]] = []
    used, gap = width, Span("")
    for text, style in words:
        for part in _GAPS.split(text):
            if not part or _GAPS.fullmatch(part):
                gap = Span(part, style) if part else gap
                continue
            size = width_of(part)
            if rows and used + width_of(gap.text) + size <= width:
                rows[-1] += [gap, Span(part, style)] if gap.text else [Span(part, style)]
                used += width_of(gap.text) + size
            else:
                rows.append([Span(part, style)])
                used = size
            gap = Span("")
    return tuple(tuple(row) for row in rows)


_GAPS = pattern("( · | {2,})")


def key_at(words: Line, x: int, *, digits: bool = False) -> str:
    """Return the name of the key whose words are in cell `x`, or nothing: a key's words go on up to a wide gap.

    With `digits` the words are answers, each with its digit in front.
    """
    name, end = "", 0
    for text, style in words:
        end += cell_len(text)
        if style == "key":
            name = text.strip()
        elif digits and _ANSWER.match(text):
            name = text[0]
        elif text.isspace() and len(text) > 1:
            name = ""
        if x < end:
            return name
    return ""


_ANSWER = pattern(r"\d \S")
