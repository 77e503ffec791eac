"""The marks by which people write lists: bullets, numbers and task boxes."""

import re
from typing import NamedTuple

HEADING = re.compile(r"\s{0,3}#{1,6}\s+(?P<text>.*?)(?:\s+#+)?\s*$")
RULE = re.compile(r"\s*(?:([-*_=~])\s*)(?:\1\s*){2,}$")

_QUOTE = re.compile(r"^\s{0,3}(?:>\s)+")
_ITEM = re.compile(
    r"""(?P<indent>\s*)
    (?: (?P<tick>[☐☑☒✓✔✅]\ufe0f?) \s*
      | (?: [-*+•‣◦▪·–—] | \d{1,3}[.)] | [A-Za-z]\) ) \s+ (?: \[(?P<box>.)\] \s+ )?
      | \[(?P<bare>[ xX/-])\] \s+
    )
    (?P<text>\S.*)""",
    re.VERBOSE,
)


class Mark(NamedTuple):
    """Where an item begins, the character in its task box or None, and its text."""

    indent: int
    box: str | None
    text: str


def unquoted(line: str) -> str:
    """Return a line without the marks by which an answered e-mail quotes it."""
    return _QUOTE.sub("", line)


def item_mark(line: str) -> Mark | None:
    """Return what the list mark at the beginning of `line` says, or None where there is none."""
    wide = line.expandtabs(4)
    found = None if RULE.match(line) else _ITEM.match(wide)
    if found is None:
        return None
    box = found["box"] or found["bare"]
    if found["tick"]:
        box = " " if found["tick"][0] == "☐" else "x"
    return Mark(len(found["indent"]), box.lower() if box else None, found["text"].rstrip())
