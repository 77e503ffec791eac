"""How many cells a terminal gives to a sign, and what is right of a sign whose cells are not sure.

The table that Textual measures by (Rich 15) gives spacing vowel signs, as in अनीता, no cell of their own. Of fourteen
terminals asked by a cursor position report, eleven give them one (xterm 379, urxvt 9.30, alacritty 0.11, tmux 3.3a,
…) and three do not (kitty 0.26, mlterm 3.9, qterminal 1.2). Where "ambiguous width" is wide (xterm -cjk_width), the
signs and letters that Unicode calls ambiguous (TR 11) take two. So `use` sets the table, and `anchored` sets the
column behind whatever may still be drawn wider or narrower than the table says.
"""

import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache

from msgspec import Struct
from rich import cells
from rich._unicode_data import load

from flipchart.patterns import pattern
from flipchart.tui.text.signs import PLAIN

# Where terminals differ: what combines, joins or is drawn in clusters, and all beyond the first plane.
_UNSURE = pattern(
    "[\u00ad\u0300-\u036f\u0483-\u0489\u0590-\u109f\u1100-\u11ff\u135d-\u135f\u1700-\u18af\u1900-\u1cff\u1dc0-\u1dff"
    "\u200b-\u200f\u20d0-\u20ff\u302a-\u302f\u3099\u309a\ua620-\uabff\ud7b0-\ud7ff\ufb1d-\ufe0f\ufe20-\ufe2f"
    "\ufe70-\ufeff\U00010000-\U0010ffff]"
)
_PIECE = pattern(r"\x1b\[([0-?]*)[ -/]*([@-~])|\x1b[]PX^_][\s\S]*?(?:\x1b\\|\x07)|[\x00-\x1f]|[^\x00-\x1f]+")
_RUN = pattern(r"[\x21-\x7e]?[^\x00-\x7f]+(?: [^\x00-\x7f]+)*")
_LEFTWARD = pattern("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]")
_NEUTRAL = pattern(r"[ -@\[-`{-~\u2010-\u27bf]*")

_GAP = pattern("(?<! ) (?= )")

GUARDED = 6
"""Columns at the beginning of a row whose blanks may be guards: before them is at most a cursor, a number, a sign."""

BLANK = "\u2800"
"""A strong sign from left to right that shows nothing: the braille pattern without dots, of one cell."""

_BURMESE = pattern("[\u1000-\u109f\ua9e0-\ua9ff\uaa60-\uaa7f]")
_HELD = pattern(r"([^\x1b]*?)( +)\x1b\[(\d+)G([^\x1b]+)\x1b\[\d+G")

_LAST = 0x2FFFF
"""The last code point that is looked at: beyond it is nothing that people write."""


class Widths(Struct, frozen=True):
    """Cells of a spacing vowel sign (0 or 1), of an ambiguous sign and of an ambiguous letter (1 or 2)."""

    marks: int = 1
    signs: int = 1
    letters: int = 1


def use(widths: Widths) -> None:
    """Let all that is measured from now on be measured so; what was measured before is to be measured again."""
    table = _table(widths)
    vars(cells)["load_cell_table"] = lambda unicode_version="auto": table
    cells._is_single_cell_widths = cells._SINGLE_CELLS.difference(map(chr, _ambiguous(widths))).issuperset
    cells.get_character_cell_size.cache_clear()
    cells.cached_cell_len.cache_clear()


def leftward(painted: str) -> bool:
    """Return whether a text has a letter that is written from right to left."""
    return _LEFTWARD.search(painted) is not None


def anchored(painted: str, *, guarded: bool = False, last: bool = False) -> str:
    """Return what to paint: behind each run of characters of unsure width the cursor's column is set.

    The cells of a run are blanked first, since a terminal may draw it narrower. Where no place was set yet, the words
    stay as they are.
    In a `guarded` row the first blanks, and one in each gap between columns, become strong left-to-right characters:
    then a terminal that takes the direction of a row from the first of these (UAX 9, P2) leaves the columns in their
    order, and two names do not become one run from right to left.
    With `last` names in Burmese are written after all else of their row, for a multiplexer that is wrong about their
    cells and then sets no column.
    """
    if not (guarded or _UNSURE.search(painted)):
        return painted
    return "".join(_held(_anchor(painted, guarded))) if last else "".join(_anchor(painted, guarded))


def _held(pieces: Iterable[str]) -> Iterator[str]:
    """Hold back what `_text` blanked and wrote, with its style, until the row is left."""
    held, style = "", ""
    for piece in pieces:
        found = _PIECE.match(piece)
        final = found[2] if found else None
        if final == "m" and found:
            style = "" if found[1] in ("", "0") else style + piece
        if (run := _HELD.fullmatch(piece)) and _BURMESE.search(run[4]):
            held += f"\x1b[{run[3]}G{style}{run[4]}\x1b[m"
            yield f"{run[1]}{run[2]}"
            continue
        if held and (final in ("H", "f") or piece in ("\r", "\n")):
            yield f"{held}{style}"
            held = ""
        yield piece
    yield f"{held}{style}" if held else ""


def _anchor(painted: str, guarded: bool) -> Iterator[str]:
    column: int | None = None
    for piece in _PIECE.finditer(painted):
        text, parameters, final = piece[0], piece[1], piece[2]
        if final in ("H", "f"):
            column = int(parameters.partition(";")[2] or 1)
        elif final == "G":
            column = int(parameters or 1)
        elif text in ("\r", "\n"):
            column = None
        elif column is not None and text >= " ":
            yield from _text(_guard(text, column) if guarded else text, column)
            column += cells.cell_len(text)
            continue
        yield text


def _guard(text: str, column: int) -> str:
    """Return a text with guards in its blanks at the beginning of a row, and one in each gap between two columns."""
    head = _NEUTRAL.match(text, 0, max(GUARDED + 1 - column, 0))
    first = text[: head.end() if head else 0]
    return first.replace(" ", BLANK) + _GAP.sub(BLANK, text[len(first) :])


def _text(text: str, column: int) -> Iterator[str]:
    done = 0
    for run in _RUN.finditer(text):
        if not _UNSURE.search(run[0]):
            continue
        first, taken = column + cells.cell_len(text[: run.start()]), cells.cell_len(run[0])
        blank = f"{' ' * taken}\x1b[{first}G" if taken else ""
        yield f"{text[done : run.start()]}{blank}{run[0]}\x1b[{first + taken}G"
        done = run.end()
    yield text[done:]


@cache
def _table(widths: Widths) -> cells.CellTable:
    known = load()
    rows = [(code, code, 2) for code in _ambiguous(widths)]
    for first, last, width in known.widths:
        if width or not widths.marks:
            rows.append((first, last, width))
        else:
            rows += ((code, code, 0) for code in range(first, last + 1) if unicodedata.category(chr(code)) != "Mc")
    return known._replace(widths=tuple(sorted(rows)))


@cache
def _ambiguous(widths: Widths) -> tuple[int, ...]:
    """The code points that take two cells because they are ambiguous; for our own signs others are shown."""
    if widths.signs < 2 and widths.letters < 2:
        return ()
    return tuple(code for code in range(0xA1, _LAST) if code not in PLAIN and _is_wide(chr(code), widths))


def _is_wide(sign: str, widths: Widths) -> bool:
    kind = unicodedata.category(sign)
    if unicodedata.east_asian_width(sign) != "A" or kind in ("Mn", "Me", "Cf", "Co"):
        return False
    return (widths.letters if kind[0] == "L" else widths.signs) == 2
