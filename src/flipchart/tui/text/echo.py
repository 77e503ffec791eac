"""What was understood of a line that is being typed, laid out on a few lines; pure."""

from msgspec import Struct

from flipchart.tui.text.lines import Line, block, line, plain, width_of, wrap

MOST = 2
"""Rows of the list that the words below the box take at most."""


class EchoRoom(Struct, frozen=True):
    """The room for the words below the capture line.

    - `width`: cells of a line, of which the save light takes `light` on the last.
    - `spare`: rows of the list that nothing needs; `pressed`: rows it can give without hiding the cursor's row.
    - `lit`: whether the save light and a message have a row of their own.
    """

    width: int
    light: int = 0
    spare: int = 0
    pressed: int = 0
    lit: bool = False


def echoed(words: str, hint: Line, indent: int, place: EchoRoom) -> tuple[Line, ...]:
    """Return the lines below the capture line; the save light stands beside the last one.

    What was understood is cut at its end where the list has no row to spare. A hint is never cut, since it says what
    went wrong: for it the list gives rows that it would rather keep.
    """
    margin, width, light = " " * indent, place.width, place.light
    most = 1 + min(place.pressed if hint else place.spare, MOST)
    one = line(margin, (words, "ok"), *(line("  ") if words and hint else ()), *hint)
    if width_of(one) <= _room(width, light) or not words:
        return (one,)
    texts = wrap(words, width - indent)
    whole = _hinted([line(margin, (text, "ok")) for text in texts], hint, indent, width)
    if width_of(whole[-1]) > _room(width, light):
        whole.append(())
    if len(whole) <= most:
        return tuple(whole)
    hint_lines = whole_lines(hint, indent, width, light) if hint else ()
    kept = most - len(hint_lines)
    if kept <= 0:
        return hint_lines
    rest = line(margin, (" ".join(texts[kept - 1 :]), "ok"))
    return (*(line(margin, (text, "ok")) for text in texts[: kept - 1]), rest, *hint_lines)


def _hinted(rows: list[Line], hint: Line, indent: int, width: int) -> list[Line]:
    """The lines with the hint behind the last of them, or below."""
    if not hint:
        return rows
    if width_of(rows[-1]) + 2 + width_of(hint) <= width:
        return [*rows[:-1], (*rows[-1], *line("  "), *hint)]
    return [*rows, *(line(" " * indent, *part) for part in block(wrap(plain(hint), width - indent), hint[0].style))]


def whole_lines(words: Line, indent: int, width: int, light: int) -> tuple[Line, ...]:
    """Return a sentence of one style as lines, with the save light beside the last one.

    A sentence that does not fit behind the indent begins at the margin, or else takes two lines: its end says what to
    do.
    """
    if indent + width_of(words) <= _room(width, light):
        return ((*line(" " * indent), *words),)
    if width_of(words) <= _room(width, light):
        return (words,)
    first, *rest = block(wrap(plain(words), width), words[0].style)
    return first, tuple(span for part in rest for span in part)


def _room(width: int, light: int) -> int:
    """The cells that are left beside the save light, which a blank parts from them."""
    return width - light - bool(light)
