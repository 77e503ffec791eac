"""The layout of text on this stdout: as wide as its terminal, and coloured if that is allowed."""

import sys

from flipchart.cli.frame.call import Call
from flipchart.cli.frame.streams import is_terminal
from flipchart.exchange.writers.markup import StyleName, TextStyle

_CODES: dict[StyleName, str] = {"title": "1", "heading": "1", "late": "33", "done": "32", "clock": "1;36"}
"""Select Graphic Rendition (ECMA-48), in the sixteen colours that follow the terminal's own theme."""

PAGE = 100
"""Columns where stdout is no terminal."""


def fits(cells: int) -> bool:
    """Whether a line of so many cells fits unbroken; always if stdout is no terminal."""
    return not is_terminal(sys.stdout) or cells <= _columns()


def width() -> int:
    """Return the width to fill in cells: that of the terminal, within readable limits."""
    if not is_terminal(sys.stdout):
        return PAGE
    return min(max(_columns(), 40), 120)


def _columns() -> int:
    import shutil

    return shutil.get_terminal_size((80, 24)).columns


def text_style(call: Call, *, plain: bool = False, lines: bool = False) -> TextStyle:
    """Return how to set text; `plain` is 80 columns of ASCII signs without colour.

    With `lines` each row is one line where stdout is no terminal, for programs that read by lines.
    """
    if plain:
        return TextStyle(80, ascii=True)
    cells = sys.maxsize if lines and not is_terminal(sys.stdout) else width()
    return TextStyle(cells, call.config.ascii, _painted) if call.paints else TextStyle(cells, call.config.ascii)


def _painted(style: StyleName, text: str) -> str:
    return f"\x1b[{_CODES[style]}m{text}\x1b[0m"
