"""From what people type to the plain tokens that the rules of dates look at, in any of the languages."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice, pairwise, product

from msgspec import Struct

from flipchart.domain.text import folded
from flipchart.domain.when import tables as t
from flipchart.patterns import pattern

LONGEST = 80
"""The most characters that a date can have."""

MOST_READINGS = 24
"""The most readings of one phrase that are tried; no real phrase has more."""

_SPACES = pattern(r"[,;()\s]+")
_AT_FIGURE = pattern(r"@(?=[0-9])")
_DOTS = pattern(r"(?<![0-9.])([0-9]{1,2}\.) +([0-9]{1,2}\.)(?: *([0-9]{4})\b)?")
_SLASH = pattern(r"(?<=\d)\s*/\s*(?=\d)")
_ELISION = pattern(r"(?<![\w'])([dl]|qu|jusqu)'(?=[^\W\d])")
_OF_YEAR = pattern(r"\b(kw|cw|wk|w|week|semaine|semana|sem|q|h|t)\.?\s*([0-9]{1,2})\s*/\s*([0-9]{4})\b")
_SHORT_YEAR = pattern(r"(?<=[a-z0-9])'(?=[0-9]{2}\b)")
_DASHED = pattern(r"^[-–—]+(?=[^\W\d])")
_HYPHENS = pattern(r"(?=.*[^\W\d])\w+(?:-\w+)+")
_ISO_WEEK = pattern(r"([0-9]{4})-?w([0-9]{2})(?:-?([1-7]))?")
_COMPACT = pattern(r"(20[0-9]{2}|21[0-9]{2})([0-9]{2})([0-9]{2})")
_DAY_OR_YEAR = pattern(r"([^\W\d]+)-([0-9]{2})")
_DATED = pattern(r"([0-9]{1,2})[./]?([a-z]+)(?:[./]?([0-9]{4}|[0-9]{2}))?")
_GLUED = pattern(r"(\+?)([0-9]{1,6})([a-z]*)")
_BACKWARD = pattern(r"([a-z]+)([0-9]{1,4})")
_DOTTED = pattern(r"[0-9]{1,2}\.[0-9]{1,2}\.")
_NUMERIC = pattern(r"\+|\+?[0-9]{1,8}|'[0-9]{2}|[0-9]{1,4}(?:[-/.][0-9]{1,4}){1,2}\.?|[0-9]{1,2}\.")
_DAY = pattern(r"([0-9]{1,2})(?:th)?")
_ORDINAL = pattern(r"([0-9]{1,2})th")
_WEEK_SIGNS = frozenset({"kw", "cw", "wk", "w", "v", "s", "sem", "week", "weeks"})
_QUARTER_SIGNS = {"fr": "t", "es": "t", "pt": "t", "nl": "k", "de": "q", "en": "q"}

Tokens = tuple[str, ...]


class Lexicon(Struct, frozen=True):
    """The words of a language: what each phrase of one to five words means (several where it may mean several).

    `words` are all single words in it, `own` those of the language itself, and `suffix` is the pattern of what makes
    a number an ordinal.
    """

    language: str
    meanings: dict[str, tuple[str, ...]]
    words: frozenset[str]
    own: frozenset[str]
    suffix: re.Pattern[str]
    quarter: str


def fold(text: str) -> str:
    """Return a text as words of dates are compared, with one kind of apostrophe."""
    return folded(text).replace("’", "'").replace("‘", "'")


@lru_cache(maxsize=512)
def split(phrase: str) -> tuple[str, ...]:
    """Return the folded words of a phrase, parted where people part them: hyphens, elisions, `'26`."""
    flat = _OF_YEAR.sub(r"\1\2 \3", _SLASH.sub("/", _DOTS.sub(r"\1\2\3", fold(phrase).rstrip(": "))))
    flat = _AT_FIGURE.sub("at ", _SHORT_YEAR.sub(" '", _ELISION.sub(r"\1 ", flat)))
    return tuple(part for word in _SPACES.split(flat) for part in _parts(word))


def _parts(word: str) -> list[str]:
    if re.fullmatch(r"[0-9]{1,2}\.", word) or _DOTTED.fullmatch(word):
        return [word]
    word = word.rstrip(".:").removesuffix("'s").rstrip("'")
    word = _DASHED.sub("", word)
    if _HYPHENS.fullmatch(word) and not (_ISO_WEEK.fullmatch(word) or _DAY_OR_YEAR.fullmatch(word)):
        return word.split("-")
    return [word] if word else []


@lru_cache(maxsize=8)
def lexicon(language: str) -> Lexicon:
    """Return the words of a language; English ones are in it where the language has no such word."""
    meanings: dict[str, list[str]] = {}
    for key, token in _english() if language == "en" else _other(language):
        meanings.setdefault(key, [])
        meanings[key] += [token] if token not in meanings[key] else []
    known = {key: tuple(tokens) for key, tokens in meanings.items()}
    own = frozenset(word for key in known for word in key.split())
    suffix = "(?:st|nd|rd|th)"
    if language != "en":
        from flipchart.domain.when.languages import WORDS  # noqa: PLC0415  most dates are typed in English

        known = lexicon("en").meanings | known
        suffix = f"(?:{suffix}|{WORDS[language]['suffix']})"
    words = frozenset(word for key in known for word in key.split())
    ordinal = re.compile(rf"([0-9]{{1,2}}){suffix}")
    return Lexicon(language, known, words, own, ordinal, _QUARTER_SIGNS[language])


def _english() -> Iterator[tuple[str, str]]:
    for name, month in t.MONTHS.items():
        yield name, t.MONTH_NAMES[month - 1].lower()
    for name, day in t.WEEKDAYS.items():
        yield name, t.WEEKDAY_NAMES[day].lower()
    for name, day in t.PLURALS.items():
        yield name, t.WEEKDAY_NAMES[day].lower() + "s"
    numbers, tens = t.NUMBERS.split(), dict(enumerate(("twenty", *t.TENS.split()), 2))
    yield from ((word, str(number)) for number, word in enumerate(numbers))
    for ten, word in tens.items():
        yield word, str(10 * ten)
        yield from ((f"{word} {unit}", str(10 * ten + number)) for number, unit in enumerate(numbers[1:10], 1))
    ordinals = t.ORDINALS.split()
    yield from ((word, f"#{number}") for number, word in enumerate(ordinals, 1))
    yield from ((f"twenty {word}", f"#{20 + number}") for number, word in enumerate(ordinals[:9], 1))
    yield from (("thirtieth", "#30"), ("thirty first", "#31"))
    yield from _phrases(t.PHRASES)


def _other(language: str) -> Iterator[tuple[str, str]]:
    from flipchart.domain.when.languages import WORDS  # noqa: PLC0415

    words = WORDS[language]
    for names, known in ((words["months"], t.MONTH_NAMES), (words["weekdays"], t.WEEKDAY_NAMES)):
        for spellings, name in zip(names.split(), known, strict=True):
            yield from ((key, name.lower()) for spelling in spellings.split("/") for key in _keys(spelling))
    for names, name in zip(words["weekdays"].split(), t.WEEKDAY_NAMES, strict=True):
        day = names.split("/")[0]
        yield from ((key, name.lower()) for part in words["day_parts"].split() for key in _keys(day + part))
    yield from ((key, str(n)) for n, word in enumerate(words["numbers"].split()) for key in _keys(word))
    for number, spellings in enumerate(words["ordinals"].split(), 1):
        yield from ((key, f"#{number}") for spelling in spellings.split("/") for key in _keys(spelling))
    yield from _phrases(words["phrases"])


def _phrases(table: str) -> Iterator[tuple[str, str]]:
    for line in re.split(r"; |\n", table.replace("|\n", "| ").strip()):
        token, _, spellings = line.partition(" = ")
        yield from ((key, token) for spelling in spellings.split("|") for key in _keys(spelling))


def _keys(spelling: str) -> set[str]:
    """Return the folded forms of a spelling, "naechste" as well as "nachste" for "nächste"."""
    plain = spelling.replace("ä", "ae").replace("ö", "oe").replace("ü", "ue")
    return {" ".join(split(spelling)), " ".join(split(plain))} - {""}


def readings(phrase: str, words: Lexicon) -> Iterator[Tokens]:
    """Return the ways in which the words of a phrase can be meant, as tidy tokens; mostly one.

    "By the end of next week," gives end, next, week; "+2w" gives +, 2, week.
    """
    return iter(_readings(phrase, words.language))


@lru_cache(maxsize=512)
def _readings(phrase: str, language: str) -> tuple[Tokens, ...]:
    ways = _tokens(split(phrase), lexicon(language))
    several = (tuple(part for choice in chosen for part in choice.split()) for chosen in product(*ways))
    return tuple(dict.fromkeys(tidy(tokens) for tokens in islice(several, MOST_READINGS)))


def tokens(phrase: str, words: Lexicon | None = None) -> Tokens:
    """Return the first way in which a phrase can be meant."""
    return next(readings(phrase, words or lexicon("en")))


def _tokens(found: Sequence[str], words: Lexicon) -> Iterator[tuple[str, ...]]:
    """Yield what each word or fixed phrase means, the longest phrase first."""
    place = 0
    while place < len(found):
        for size in range(min(5, len(found) - place), 0, -1):
            meanings = words.meanings.get(" ".join(found[place : place + size]))
            if meanings:
                yield meanings
                place += size
                break
        else:
            yield _single(found[place], words)
            place += 1


def _single(word: str, words: Lexicon) -> tuple[str, ...]:
    """Return what a word with figures means; one that nobody knows stands for itself."""
    if word.isalpha():
        return (word,)
    if iso := _ISO_WEEK.fullmatch(word):
        weekday = f" {t.WEEKDAY_NAMES[int(iso[3]) - 1].lower()}" if iso[3] else ""
        return (f"kw {iso[2]} {iso[1]}{weekday}",)
    if compact := _COMPACT.fullmatch(word):
        return ("-".join(compact.groups()),)
    if short := re.fullmatch("'([0-9]{2})", word):
        return (f"20{short[1]}",)
    if nth := words.suffix.fullmatch(word):
        return (f"{nth[1]}th",)
    return _glued(word.rstrip(".") if re.fullmatch(r"[0-9]{1,2}\.", word) else word, words)


def _glued(word: str, words: Lexicon) -> tuple[str, ...]:
    """Return what figures and letters in one word mean: 2w, 15dec2026, dec15, kw49, q1, and dec-26 as dec ~26."""
    if (dated := _DATED.fullmatch(word)) and (months := _months(dated[2], words)):
        return tuple(" ".join(filter(None, (dated[1], month, dated[3]))) for month in months)
    if pair := _DAY_OR_YEAR.fullmatch(word):
        known = words.meanings.get(pair[1], (pair[1],))
        return tuple(f"{it} ~{pair[2]}" if it in _MONTHS else f"{it} {pair[2]}" for it in known)
    if found := _GLUED.fullmatch(word):
        meant = ("hour",) if found[3] == "h" else words.meanings.get(found[3], ())
        units = [unit for unit in meant if unit in (*t.UNITS, "hour")]
        start = f"{found[1]} {found[2]}".strip()
        return tuple(f"{start} {unit}" for unit in units) or ((start,) if not found[3] else (word,))
    found = _BACKWARD.fullmatch(word)
    return (_behind(found[1], found[2], words) if found else ()) or (word,)


_MONTHS = tuple(name.lower() for name in t.MONTH_NAMES)


def _behind(letters: str, figures: str, words: Lexicon) -> tuple[str, ...]:
    """Return what letters with figures behind them mean: dec15, kw49, q1."""
    if months := _months(letters, words):
        return tuple(f"{month} {figures}" for month in months)
    if letters in ("q", words.quarter) and f"q{figures}" in t.QUARTERS:
        return (f"q{figures}",)
    if letters == "h" and f"h{figures}" in t.HALF_YEARS:
        return (f"h{figures}",)
    if letters == "fy":
        return (f"beyond {figures}",)
    if letters in t.ENDS:
        return _ending(t.ENDS[letters], figures)
    halves = (f"h{figures}",) if letters == "s" and f"h{figures}" in t.HALF_YEARS else ()
    return (f"kw {figures}", *halves) if letters in _WEEK_SIGNS and len(figures) <= 2 else ()


def _ending(period: str, figures: str) -> tuple[str, ...]:
    """Return what eoq1 and eoy2027 mean."""
    if period == "quarter":
        return (f"end q{figures}",) if f"q{figures}" in t.QUARTERS else ()
    return (f"end {figures}",) if period == "year" else ()


def _months(letters: str, words: Lexicon) -> list[str]:
    return [month for month in words.meanings.get(letters, ()) if month in _MONTHS]


def may_belong(word: str, words: Lexicon | None = None) -> bool:
    """Return whether a typed word could be part of a date at all."""
    return len(word) <= LONGEST and _may_belong(word, words.language if words else "en")


@lru_cache(maxsize=512)
def _may_belong(word: str, language: str) -> bool:
    words, parts = lexicon(language), split(word)
    return bool(parts) and all(part in words.words or _has_figures_of_date(part, words) for part in parts)


def _has_figures_of_date(part: str, words: Lexicon) -> bool:
    meant = _single(part, words)
    return meant != (part,) or bool(_NUMERIC.fullmatch(part) or ordinal(part)) or part in t.QUARTERS | t.HALF_YEARS


def tidy(found: Sequence[str]) -> Tokens:
    """Return tokens in the one order and form that the rules know, idle words left out."""
    return _without_small(_swapped(_ends_parted(_joined(_without_edges(list(found))))))


def _without_edges(found: list[str]) -> list[str]:
    """Leave out "by" in front, "at the latest", and what names a part of a day beside a day."""
    while len(found) > 1 and found[0] in ("by", "on", "latest", "at", "week-ending", "label"):
        del found[0]
    while len(found) > 1 and found[-1] == "latest":
        del found[-1]
    kept = [token for place, token in enumerate(found) if not _idle(token, found[:place])]
    if "eod" in found and set(kept) <= {"the", "in", "to", "at", "by"}:
        return ["eod"]
    while len(kept) > 1 and kept[-1] in ("on", "of", "the", "in", "at") and len(kept) < len(found):
        del kept[-1]
    return _without_edges(kept) if kept and len(kept) < len(found) else found


def _idle(token: str, before: Sequence[str]) -> bool:
    """Whether a word only names a part of a day that other words name; "am" is one behind a day, not behind 9."""
    if token == "half-of-day":
        return bool(before) and number(before[-1]) is None
    return token in ("part-of-day", "eod")


def _joined(found: list[str]) -> list[str]:
    """Return the tokens with "working days", "q 1", "third quarter" and "first half" made one."""
    joined: list[str] = []
    for token in found:
        last = joined[-1] if joined else ""
        nth = ordinal(last.replace("#", "") + "th" if last.startswith("#") else last)
        if last == "working" and token == "day":
            joined[-1] = "workday"
        elif (last in ("q", "quarter") and f"q{token}" in t.QUARTERS) or (
            last == "h" and f"h{token}" in t.HALF_YEARS
        ):
            joined[-1] = f"{last[0]}{token}"
        elif token == "quarter" and nth and f"q{nth}" in t.QUARTERS:
            joined[-1] = f"q{nth}"
        elif token == "half" and nth and f"h{nth}" in t.HALF_YEARS:
            joined[-1] = f"h{nth}"
        elif token == "week-of" and (nth or last == t.LAST):
            joined += ["week"]
        elif token in _MONTHS and (last == "month" or joined[-2:] == ["month", "of"]):
            joined[-1 if last == "month" else -2 :] = [token]
        elif token == "kw" and nth:
            joined[-1:] = ["kw", str(nth)]
        else:
            joined.append(token)
    return joined


def _ends_parted(found: list[str]) -> list[str]:
    """Return "fin de mois" as the end of the month that is named by a word behind it: fin du mois prochain."""
    which = (t.THIS, t.NEXT, t.NEAREST)
    for place, (here, after) in enumerate(pairwise(found)):
        named = found[place + 2 : place + 3]
        if here in t.ENDS and after in which and not set(named) & {*WEEKDAYS, *t.PERIODS}:
            return [*found[:place], t.END, after, t.ENDS[here], *found[place + 2 :]]
        if here in which and after in t.ENDS:
            return [*found[:place], t.END, here, t.ENDS[after], *found[place + 2 :]]
    return found


_BEFORE = (t.NEXT, t.NEAREST, t.LAST, t.THIS, *t.COMING)


def _swapped(found: list[str]) -> list[str]:
    """Return the tokens with "next" in front of its word, where a language puts it behind."""
    for place in range(1, len(found)):
        before, here, after = found[place - 1], found[place], "".join(found[place + 1 : place + 2])
        named = before in WEEKDAYS or before in t.PERIODS
        behind = here in (t.NEXT, t.NEAREST, t.LAST, t.THIS, *t.COMING) and after not in (
            *WEEKDAYS,
            *t.PERIODS,
            *t.UNITS,
        )
        if behind and named and found[max(place - 2, 0) : place - 1] != ["next"]:
            found[place - 1], found[place] = here, before
    return found


WEEKDAYS = {name.lower(): number for number, name in enumerate(t.WEEKDAY_NAMES)}
MONTHS = {name.lower(): number for number, name in enumerate(t.MONTH_NAMES, 1)}


def _without_small(found: list[str]) -> Tokens:
    """Return the tokens without the small words that only tie a date together; none at its end is idle."""
    kept: list[str] = []
    for place, meant in enumerate(found):
        rest = found[place + 1 :]
        token = meant if meant != "day-or-the" else "the" if rest and day_number(rest[0]) else "day"
        if not rest or not (token == "the" or (token in ("of", "on") and kept) or (token == "in" and _ties(rest))):
            kept.append(token)
        elif token == "the" and len(rest) == 1 and (day := day_number(rest[0].removeprefix("#"))):
            return (*kept, f"{day}th")
    return tuple(f"{token[1:]}th" if token[0] == "#" and len(kept) > 1 else token for token in kept)


def _ties(rest: Sequence[str]) -> bool:
    """Whether "in" only ties what follows to a date: in december, in 2027, in week 49, not in 2 weeks."""
    rest = [token for token in rest if token != "the"]
    counted = not rest or number(rest[0]) is not None or rest[0] in ("few", "and-a-half", t.NEXT)
    return not counted or (len(rest) == 1 and year_number(rest[0]) is not None)


def day_number(token: str) -> int | None:
    """Return the day of a month in "15" or "15th"."""
    found = _DAY.fullmatch(token)
    return int(found[1]) if found else None


def ordinal(token: str) -> int | None:
    """Return the day of a month in "15th", but not in "15"."""
    found = _ORDINAL.fullmatch(token)
    return int(found[1]) if found else None


def number(token: str) -> int | None:
    """Return how many in "2" or "a"."""
    if token == "a":
        return 1
    return int(token) if token.isascii() and token.isdigit() and len(token) <= 6 else None


def year_number(token: str) -> int | None:
    """Return the year in a number of four digits."""
    return int(token) if token.isascii() and token.isdigit() and len(token) == 4 and token[0] != "0" else None
