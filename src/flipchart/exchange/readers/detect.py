"""Bytes from a file or a pipe as text, whatever program wrote them."""

import codecs
import re

from flipchart.domain.text import clean
from flipchart.exchange.errors import ExchangeError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_BREAKS = re.compile("\r\n?|[\x0c\x85\u2028\u2029]")

_STEERING = re.compile("[\x1b\x80-\x9f]")
_BETWEEN_CELLS = re.compile(r'([\n\t,;|"])')
_WHOLE = re.compile(
    r"(?:\x1b\[|\x9b)\??(?:\d[\d;:]*)?[@-{}~]"  # colours and the like
    r"|(?:\x1b\]|\x9d)8;[\w=:]*;[!-~]*(?:\x07|\x1b\\|\x9c)"  # a link's address
)
"""Escape sequences that hold what stands between cells too, and no words."""


def decoded(data: str | bytes) -> str:
    """Return `data` as cleaned text whose lines end in a newline; nothing is cut.

    Bytes are UTF-8 or UTF-16 (with or without a byte-order mark), else Windows-1252, the encoding that
    older spreadsheets save in. Raises ExchangeError for what is no text at all, such as a spreadsheet's
    own format.
    """
    text = data if isinstance(data, str) else _text(data)
    text = _BREAKS.sub("\n", text).replace("\v", " ")
    if not _STEERING.search(text):
        return clean(text, limit=len(text))
    # Cell by cell: a sequence that was begun in one and ended in another would take away all that is between them.
    return "".join(clean(part, limit=len(text)) for part in _BETWEEN_CELLS.split(_WHOLE.sub("", text)))


def _text(data: bytes) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, errors="replace")
    if b"\0" in data:
        return _wide(data)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _wide(data: bytes) -> str:
    """UTF-16 without its mark shows by the zero bytes of its Latin letters and line ends."""
    start = data[:4096]
    even, odd = start[::2].count(0), start[1::2].count(0)
    if max(even, odd) * 4 < len(start) or min(even, odd) > 0:
        raise ExchangeError("This is not a text; save the list as plain text, Markdown or CSV first.")
    return data.decode("utf-16-be" if even else "utf-16-le", errors="replace")
