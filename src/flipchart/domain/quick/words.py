"""A typed line as words, with its quotes and backslashes."""

import re
from bisect import bisect_left

from flipchart.domain.text import NOTE_LIMIT, clean_line

MARKS = "@+>#!=^"
"""The characters that make a mark where they begin a word."""

QUOTES = {'"': '"', "“": "””", "„": "“”", "«": "»"}
"""An opening quote and the characters that close it."""

REACH = 24
"""No name and no date has more words; looking no further keeps a long line cheap."""

_WORD = re.compile(r"\S+")
_ESCAPED = re.compile(rf"\\+[{re.escape(MARKS)}]")
_RISKY = re.compile(rf"[{re.escape(MARKS)}][^\s]")
_BODIES = {
    opening: re.compile(rf'((?:\\["\\]|[^{closing}\\]|\\(?!["\\]))*)[{closing}][,;:.]*(?!\S)')
    for opening, closing in QUOTES.items()
}
_INNER = re.compile(r'\\(["\\])')


class Line:
    """A cleaned line and its words, which are told by spaces."""

    def __init__(self, line: str) -> None:
        self.text = clean_line(line, limit=NOTE_LIMIT)
        found = list(_WORD.finditer(self.text))
        self.words = tuple(word[0] for word in found)
        self._starts = tuple(word.start() for word in found)

    def after_mark(self, place: int) -> tuple[str, ...]:
        """Return the word at `place` without its mark, and so many words after it as a mark can take."""
        return (self.words[place][1:], *self.words[place + 1 : place + REACH])

    def quoted(self, place: int) -> tuple[str, int] | None:
        """Return what is quoted right behind the mark of a word, and how many words that takes.

        None where there is no quote, nothing in it, or no end to it.
        """
        start = self._starts[place] + 1
        body = _BODIES.get(self.text[start : start + 1])
        found = body.match(self.text, start + 1) if body else None
        inner = _INNER.sub(r"\1", found[1]).strip() if found else ""
        if not found or not inner:
            return None
        return inner, bisect_left(self._starts, found.end()) - place


def bare(word: str) -> str:
    """Return a word of text without the backslash that kept it from being a mark."""
    return word[1:] if _ESCAPED.match(word) else word


def escaped(word: str, first: bool = False) -> str:
    """Return a word of text so that it reads as itself; `first` where it follows a mark directly."""
    if _ESCAPED.match(word) or (first and word[0] in MARKS):
        return f"\\{word}"
    if not _RISKY.match(word) or (word[0] in "@+#" and not begins_name(word[1:])):
        return word
    return f"\\{word}"


def escaped_text(text: str, first: bool = False) -> str:
    """Return a text whose words all read as themselves; `first` where it follows a mark directly."""
    return " ".join(escaped(word, first and not place) for place, word in enumerate(text.split()))


def quote(text: str) -> str:
    """Return a text in quotes, as `Line.quoted` reads it."""
    inner = re.sub(r'(["\\])', r"\\\1", text)
    return f'"{inner}"'


def begins_name(text: str) -> bool:
    """Return whether a letter or a quote comes first, as it must after @, + and #."""
    return text[:1].isalpha() or text[:1] in QUOTES


def trimmed(word: str) -> str:
    """Return a word without the punctuation that ends a clause; initials ("J.") keep their dot."""
    tail = word.rstrip(",;:!?")
    return tail if len(tail) <= 2 else tail.rstrip(".,;:!?")
