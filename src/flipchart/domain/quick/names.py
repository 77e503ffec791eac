"""Names: which of the people a typed name means, and how a name is typed so that it reads as itself."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from flipchart.domain.said import said, say
from flipchart.domain.saying import either, name_key
from flipchart.domain.text import NOTE_LIMIT, clean_line, folded
from flipchart.domain.vagueness import LEADS, OTHERS, PARTICLES, TITLES, VERBS
from flipchart.domain.when.phrases import may_belong
from flipchart.patterns import pattern

MARKS = "@+>#!=^"
"""The characters that make a mark where they begin a word."""

QUOTES = {'"': '"', "“": "””", "„": "“”", "«": "»"}
"""An opening quote and the characters that close it."""

REACH = 24
"""The most words that a name or a date can have; looking no further keeps long lines fast."""

_WORD = pattern(r"\S+")
_ESCAPED = pattern(rf"\\+[{re.escape(MARKS)}]")
_RISKY = pattern(rf"[{re.escape(MARKS)}][^\s]")
_BODIES = {
    opening: pattern(rf'((?:\\["\\]|[^{closing}\\]|\\(?!["\\]))*)[{closing}][,;:.]*(?!\S)')
    for opening, closing in QUOTES.items()
}
_INNER = pattern(r'\\(["\\])')


class Line:
    """A cleaned line and its words, which spaces part."""

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
    """Return a word without the backslash that kept it from being read as a mark."""
    return word[1:] if _ESCAPED.match(word) else word


def escaped(word: str, first: bool = False) -> str:
    """Return a word with a backslash where it would be read as a mark; `first` if it follows a mark directly."""
    if _ESCAPED.match(word) or (first and word[0] in MARKS):
        return f"\\{word}"
    if not _RISKY.match(word) or (word[0] in "@+#" and not begins_name(word[1:])):
        return word
    return f"\\{word}"


def escaped_text(text: str, first: bool = False) -> str:
    """Return a text whose words are all escaped; `first` if it follows a mark directly."""
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


NEVER = frozenset({
    "team", "everyone", "everybody", "all", "we", "us", "tbd", "tba",
    "someone", "somebody", "nobody", "anyone", "anybody",
})  # fmt: skip
"""Words that people write where one person's name belongs; a name that is one of them is typed in quotes."""

NOBODY = NEVER.union(
    folded("""
        tbc n/a me you niemand keiner alle jemand wir ich personne tous quelqu'un nous moi nadie todos alguien
        nosotros yo ninguém alguém nós eu iedereen iemand wij ik
    """).split()
)
"""Such words of all languages; some are also part of a name (You Li), and then mean that person."""

ASK_NAME = said("whose name goes here?")


class Named(Struct, frozen=True):
    """How the words behind a name's mark read: the first `used` words are `name`, or else `hint` says why not.

    `new` tells that nobody is known by that name yet.
    """

    used: int
    name: str | None
    new: bool = False
    hint: str = ""


@lru_cache(maxsize=4_096)
def _parts(name: str) -> tuple[str, ...]:
    """Return the parts of a name as they are compared, hyphened ones apart."""
    return tuple(folded(name).replace("-", " ").split())


class _Index(Struct, frozen=True):
    """People by the parts of their names, so that a lookup does not walk through all of them."""

    with_part: dict[str, list[str]]
    with_initials: dict[str, list[str]]
    parts: list[str]

    def begun(self, word: str) -> list[str]:
        """Return the names of which a part begins with a word, or whose initials it is."""
        found = list(self.with_initials.get(word, ())) if len(word) > 1 else []
        place = bisect_left(self.parts, word)
        while word and place < len(self.parts) and self.parts[place].startswith(word):
            found += self.with_part[self.parts[place]]
            place += 1
        return list(dict.fromkeys(found))


@lru_cache(maxsize=8)
def _index(names: tuple[str, ...]) -> _Index:
    with_part: dict[str, list[str]] = {}
    with_initials: dict[str, list[str]] = {}
    for name in names:
        for part in dict.fromkeys(_parts(name)):
            with_part.setdefault(part, []).append(name)
        with_initials.setdefault("".join(part[0] for part in _parts(name)), []).append(name)
    return _Index(with_part, with_initials, sorted(with_part))


class People:
    """The people of a session, for looking up names as they are typed.

    Case, accents and width do not matter. A typed word matches a whole part of a name; behind a mark, the beginning
    of a part or all initials in a row ("mgm" for María García Márquez) match too. A whole part wins.
    """

    def __init__(self, names: Iterable[str]) -> None:
        self.names = tuple(dict.fromkeys(names))

    def read(self, line: Line, place: int) -> Named:
        """Read the name behind the mark of the word at `place` in a line."""
        rest = line.after_mark(place)
        if rest[0][0] not in QUOTES:
            found = self.known(rest, begun=True) or self._titled(rest) or _newcomer(rest[0])
            return self.alone(found, rest) if found.name is not None else found
        quoted = line.quoted(place)
        if quoted is None:
            return Named(0, None, hint=say("{words} cannot be read: close the quote.", words=line.words[place]))
        name = self.spelled(quoted[0])
        return Named(quoted[1], name, new=name not in self.names)

    def known(self, words: Sequence[str], begun: bool = False) -> Named | None:
        """Return the longest run of words that matches exactly one known person, None if there is none.

        With `begun`, the beginning of a part or the initials are enough.
        """
        used, fits = self._fits(words, begun)
        if not fits:
            return None
        if used == 1 and is_nobody(words[0]) and not any(_bears(name, words[0]) for name in fits):
            return nobody(words[0])
        return Named(used, fits[0]) if len(fits) == 1 else Named(used, None, hint=self._which(fits))

    def alone(self, named: Named, words: Sequence[str]) -> Named:
        """Return `named`, or no name and a question if more of it, or another name, follows directly."""
        rest, last = words[named.used : named.used + 4], words[named.used - 1]
        ended = trimmed(last) != last and not _is_title(last)
        listed = ended and self._begins_list(last, words[named.used :])
        if not rest or not (listed or (not ended and self._more(rest))):
            return named
        linked = next((n for n, word in enumerate(rest) if _capital(trimmed(word))), 0) if rest[0] in LINKS else 0
        whole = " ".join((*words[: named.used], *rest[:linked], trimmed(rest[linked])))
        if listed or trimmed(rest[0]).casefold() in ALSO | WITH:
            first, second = self.typed(named.name or ""), trimmed(rest[not listed])
            hint = say("One person per mark: @{first} +{second}?", first=first, second=second)
        else:
            hint = say(
                "{name}, or {whole}? Type @{typed}, or put a comma after the name.",
                name=named.name,
                whole=whole,
                typed=quote(whole),
            )
        return Named(named.used, None, hint=hint)

    def _more(self, rest: Sequence[str]) -> bool:
        """Whether the words behind a name begin another name, or continue this one."""
        word = trimmed(rest[0])
        if word.casefold() in ALSO | WITH and len(rest) > 1:
            named = word.casefold() in ALSO and _capital(trimmed(rest[1]))
            return named or bool(self._fits(rest[1:], False)[1])
        if word in LINKS:
            return _capital(trimmed(next((it for it in rest[1:] if it not in PARTICLES), "")))
        return _capital(word) or bool(not may_belong(word) and self._fits(rest[:1], False)[1])

    def _begins_list(self, last: str, rest: Sequence[str]) -> bool:
        """Whether the comma behind a name begins a list of known people: "Ana, Bo and Chen"."""
        known = self.known(rest) if rest and last[-1] == "," else None
        if known is None or known.name is None:
            return False
        behind = rest[known.used][0] if len(rest) > known.used else MARKS[0]
        return behind in MARKS or rest[known.used - 1][-1] == "," or rest[known.used].casefold() in ALSO

    def _titled(self, words: Sequence[str]) -> Named | None:
        """Return the known person behind a title that is not part of the name: "Dr. Osei"."""
        found = self.known(words[1:]) if _is_title(words[0]) and len(words) > 1 else None
        return replace(found, used=found.used + 1) if found and found.name else None

    def spelled(self, name: str) -> str:
        """Return a whole name in the spelling of the known person whose name it is, else as it is."""
        fits = [known for known in self.names if name_key(known) == name_key(name)]
        return fits[0] if len(fits) == 1 and name not in self.names else name

    def typed(self, name: str) -> str:
        """Return a name as it must be typed behind a mark to be read back: bare if that works, else in quotes."""
        plain = "@" + name
        line = Line(plain)
        safe = line.text == plain and not set("\\").union(QUOTES, *QUOTES.values()) & set(name)
        safe = safe and begins_name(name) and not any(word[0] in MARKS for word in line.words[1:])
        return name if safe and self._reads_bare(name, line.after_mark(0)) else quote(name)

    def _reads_bare(self, name: str, words: Sequence[str]) -> bool:
        used, fits = self._fits(words, True)
        if not fits:
            used, fits = 1, [_newcomer(words[0]).name or ""]
        return (used, fits) == (len(words), [name]) and not (used == 1 and is_nobody(name))

    def _fits(self, words: Sequence[str], begun: bool) -> tuple[int, list[str]]:
        """Return how long the longest run of words is that fits a known name, and the names that it fits."""
        typed, index = _typed(words[:REACH]), _index(self.names)
        word = typed[0][0] if typed else ""
        first = word.replace("-", " ").split()[:1]
        exact = [name for key in {*first, word.rstrip("."), f"{word}."} for name in index.with_part.get(key, ())]
        runs = [(name, _common(_parts(name), typed)) for name in dict.fromkeys(exact)]
        if begun and not any(run for _, run in runs):
            runs = [(name, 1 + _common_at(_parts(name), typed[1:], typed[0])) for name in index.begun(word)]
        longest = max((run for _, run in runs), default=0)
        fits = {name for name, run in runs if run == longest and run}
        return longest, [name for name in self.names if name in fits] if fits else []

    def _which(self, fits: Sequence[str]) -> str:
        shown = fits[:3]
        typed = [f"@{self.typed(name)}" for name in shown]
        return say("{names}? Type {typed}.", names=either(shown), typed=either(typed))


ALSO = frozenset({"and", "or", "&", "/", "und", "oder", "et", "ou", "y", "e", "en", "of"})
"""Words between two names."""

WITH = frozenset({"with", "w/", "plus", "+", "mit", "sowie", "samt", "bzw", "u.", "avec", "con", "o", "com", "met"})
"""Words behind which a known person is a second one."""

LINKS = frozenset({"van", "von", "de", "del", "di", "dos", "ten", "ter", "bin", "ibn"})
"""Particles of names with which no other sentence begins: Zoe van Dijk."""


def _is_title(word: str) -> bool:
    return word.casefold().rstrip(".") in TITLES


def _capital(word: str) -> bool:
    """Whether a word looks like more of a name: a capital, then small letters, and no word that steps begin with."""
    plain = word.replace("-", "").replace("'", "").replace("’", "").removesuffix(".")
    return plain.isalpha() and plain.istitle() and folded(word) not in VERBS | OTHERS | LEADS and not may_belong(word)


def _typed(words: Sequence[str]) -> list[tuple[str, bool]]:
    """Return the words that may be a name, folded for comparison; True for one that must be the last of a name."""
    typed: list[tuple[str, bool]] = []
    for word in words:
        ended = trimmed(word) != word
        typed.append((folded(trimmed(word) if word[-1] in ",;:!?" else word), ended))
        if ended:
            break
    return typed


def _common(parts: Sequence[str], typed: Sequence[tuple[str, bool]]) -> int:
    """Return how many of the first typed words are parts of a name, in the same order."""
    return max((_run(parts[start:], typed) for start in range(len(parts))), default=0)


def _run(parts: Sequence[str], typed: Sequence[tuple[str, bool]]) -> int:
    """Return how many typed words are the first of some parts; a later one may be its initial with a dot."""
    place = 0
    for count, (word, _) in enumerate(typed):
        pieces = word.replace("-", " ").split()
        here = list(parts[place : place + len(pieces)])
        initial = count and len(word) == 2 and word[1] == "." and here and here[0][0] == word[0]
        if not pieces or not (here == pieces or [it.rstrip(".") for it in here] == [word.rstrip(".")] or initial):
            return count
        place += len(pieces)
    return len(typed)


def _common_at(parts: Sequence[str], typed: Sequence[tuple[str, bool]], first: tuple[str, bool]) -> int:
    """Return how many words behind a part that was only begun are the parts behind it."""
    places = [place for place, part in enumerate(parts) if part.startswith(first[0])]
    return max((_run(parts[place + 1 :], typed) for place in places), default=0) if not first[1] else 0


def is_nobody(name: str) -> bool:
    """Whether a name is a word such as "team" or "everyone", which is not one person."""
    return _looked_up(name) in NOBODY


def _looked_up(name: str) -> str:
    """Return a name in the form in which it is looked up among the words for nobody."""
    return folded(trimmed(name.strip())).replace("’", "'")


def _bears(name: str, word: str) -> bool:
    """Whether a person has a word for nobody as a part of the name, where it can be one."""
    return _looked_up(word) not in NEVER and folded(trimmed(word)) in _parts(name)


def complete(line: str, people: Iterable[str]) -> str | None:
    """Return the whole line with the name mark at its end completed, so `@an` becomes `@Ana Lopes`.

    None if the line does not end in such a mark, or if no name or more than one matches.
    """
    known = People(people)
    place = _last_mark(line)
    if place is None:
        return None
    begun = folded(line[place + 1 :].lstrip("".join(QUOTES)))
    fits = [name for name in known.names if folded(name).startswith(begun)]
    fits = fits or [name for name in known.names if any(part.startswith(begun) for part in _parts(name))]
    whole = f"{line[: place + 1]}{known.typed(fits[0])}" if len(fits) == 1 else line
    return None if whole == line else whole


def _last_mark(line: str) -> int | None:
    """Return where the last name mark of a line stands."""
    for place in range(len(line) - 1, -1, -1):
        starts = place == 0 or line[place - 1].isspace()
        if starts and line[place] in "@+" and begins_name(line[place + 1 :]):
            return place
    return None


_GLUED = pattern(r"([^/,;&+>#=^@]+)([/,;&+>#=^])[@+]?(.+)")
"""A name with a sign in it that parts two names, or begins another mark."""


def _newcomer(word: str) -> Named:
    """Read a word that nobody is known by: a new name, unless it holds two names or is somebody's ("Ana's")."""
    name = trimmed(word)
    if is_nobody(word):
        return nobody(word)
    if glued := _GLUED.fullmatch(name):
        first, sign, second = glued.groups()
        if sign in ">#=^":
            there = f"@{first.rstrip('-')} {sign}{second}"
            hint = say("@{name} stays in the text: a mark begins a word, as in {there}.", name=name, there=there)
            return Named(1, None, hint=hint)
        return Named(1, None, hint=say("One person per mark: @{first} +{second}?", first=first, second=second))
    if folded(name).replace("’", "'").endswith("'s"):
        return Named(
            1, None, hint=say("@{name} stays in the text: @{name2} would be the owner.", name=name, name2=name[:-2])
        )
    return Named(1, name, new=True)


def nobody(word: str) -> Named:
    """Return the reading of a word such as "team", which is not one person's name."""
    return Named(1, None, hint=say("“{word}” is not one person: {question}", word=trimmed(word), question=ASK_NAME))
