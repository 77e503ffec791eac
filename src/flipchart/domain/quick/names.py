"""Names: which of the people a typed name means, and how a name is typed so that it reads as itself."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

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


NOBODY = frozenset({
    "team", "everyone", "everybody", "all", "we", "us", "tbd", "tba",
    "someone", "somebody", "nobody", "anyone", "anybody",
})  # fmt: skip
"""Words that people write where one person's name belongs."""

ASK_NAME = "whose name goes here?"


@dataclass(frozen=True, slots=True)
class Named:
    """How the words after a name's mark read: the first `used` are `name`, or `hint` says why none is.

    `new` tells that nobody is known by that name yet.
    """

    used: int
    name: str | None
    new: bool = False
    hint: str = ""


class People:
    """The people of a session, as names are looked up among them."""

    def __init__(self, names: Iterable[str]) -> None:
        self.names = tuple(dict.fromkeys(names))
        self._by_first: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
        for name in self.names:
            key = tuple(name.casefold().split())
            self._by_first.setdefault(key[0] if key else "", []).append((name, key))

    def read(self, line: Line, place: int) -> Named:
        """Read the name behind the mark of the word at `place` in a line."""
        rest = line.after_mark(place)
        if rest[0][0] not in QUOTES:
            return self.known(rest) or _newcomer(rest[0])
        quoted = line.quoted(place)
        if quoted is None:
            return Named(0, None, hint=f"{line.words[place]} is not read: close the quote.")
        name = self.spelled(quoted[0])
        return Named(quoted[1], name, new=name not in self.names)

    def known(self, words: Sequence[str]) -> Named | None:
        """Read the longest run of words that is a known name or its first words, None if there is none."""
        used, fits = self._fits(words)
        if not fits:
            return None
        if used == 1 and is_nobody(words[0]):
            return nobody(words[0])
        return Named(used, fits[0]) if len(fits) == 1 else Named(used, None, hint=self._which(fits))

    def spelled(self, name: str) -> str:
        """Return a whole name in the spelling of the one known person whose it is, else as it stands."""
        fits = [known for known in self.names if known.casefold() == name.casefold()]
        return fits[0] if len(fits) == 1 and name not in self.names else name

    def typed(self, name: str) -> str:
        """Return a name so that it reads as itself behind a mark: bare where that works, else in quotes."""
        plain = "@" + name
        line = Line(plain)
        safe = line.text == plain and not set("\\").union(QUOTES, *QUOTES.values()) & set(name)
        safe = safe and begins_name(name) and not any(word[0] in MARKS for word in line.words[1:])
        return name if safe and self._reads_bare(name, line.after_mark(0)) else quote(name)

    def _reads_bare(self, name: str, words: Sequence[str]) -> bool:
        used, fits = self._fits(words)
        if not fits:
            used, fits = 1, [trimmed(words[0])]
        return (used, fits) == (len(words), [name]) and not (used == 1 and is_nobody(name))

    def _fits(self, words: Sequence[str]) -> tuple[int, list[str]]:
        """Return how long the longest run of words is that begins a known name, and whose names it begins."""
        first = words[0].casefold()
        begun = self._by_first.get(first) or self._by_first.get(trimmed(first), [])
        runs = [(name, _common(key, words[:REACH])) for name, key in begun]
        longest = max((run for _, run in runs), default=0)
        return longest, [name for name, run in runs if run == longest]

    def _which(self, fits: Sequence[str]) -> str:
        shown = fits[:3]
        typed = " or ".join(f"@{self.typed(name)}" for name in shown)
        return f"{' or '.join(shown)}? Type {typed}."


def is_nobody(name: str) -> bool:
    """Return whether a name is a word such as "team" or "everyone", which is no one person."""
    return trimmed(name.strip()).casefold() in NOBODY


def complete(line: str, people: Iterable[str]) -> str | None:
    """Return the whole line with the name mark at its end completed, so `@an` becomes `@Ana Lopes`.

    None where the line ends in no such mark, or in one that no name or more than one fits.
    """
    known = People(people)
    place = _last_mark(line)
    if place is None:
        return None
    begun = line[place + 1 :].lstrip("".join(QUOTES)).casefold()
    fits = [name for name in known.names if name.casefold().startswith(begun)]
    whole = f"{line[: place + 1]}{known.typed(fits[0])}" if len(fits) == 1 else line
    return None if whole == line else whole


def _last_mark(line: str) -> int | None:
    """Return where the last name mark of a line stands."""
    for place in range(len(line) - 1, -1, -1):
        starts = place == 0 or line[place - 1].isspace()
        if starts and line[place] in "@+" and begins_name(line[place + 1 :]):
            return place
    return None


def _common(key: Sequence[str], words: Sequence[str]) -> int:
    """Return how many of the first words are the first words of a name."""
    for count, (part, word) in enumerate(zip(key, words, strict=False)):
        if word.casefold() == part:
            continue
        # A comma ends the name: what comes behind it is something else.
        return count + (trimmed(word).casefold() == part)
    return min(len(key), len(words))


def _newcomer(word: str) -> Named:
    name = trimmed(word)
    return nobody(word) if is_nobody(word) else Named(1, name, new=True)


def nobody(word: str) -> Named:
    """Return the reading of a word that is no one person's name."""
    return Named(1, None, hint=f"'{trimmed(word)}' is no one person: {ASK_NAME}")
