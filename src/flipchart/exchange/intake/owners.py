"""Who is meant by the words in a cell or in a line of minutes: one person of the group, a new one, or nobody yet."""

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from flipchart.domain.gaps import names_a_group
from flipchart.domain.quick import People, is_nobody
from flipchart.domain.quick.names import ASK_NAME
from flipchart.domain.text import clean_line
from flipchart.domain.vague_words import OTHERS, VERBS
from flipchart.exchange.readers.column_names import Field
from flipchart.exchange.readers.columns import Cell, field_of
from flipchart.exchange.readers.vocabulary import DEGREES, NOBODY, ROLES, TITLES, folded

LONGEST = 80
"""No person's name has more characters."""

_WORD = r"[^\W\d_]+(?:['’.-]+[^\W\d_]+)*\.?"
_NAME = re.compile(rf"{_WORD}(?: {_WORD}){{0,3}}")
_BETWEEN = re.compile(r"[,;/&+\n]| and | und | et | y | e | en ")
_ASIDE = re.compile(r"(?P<name>[^()\[\]]+?)\s*[(\[](?P<aside>[^()\[\]]+)[)\]]\s*")
_MAIL = re.compile(
    r"(?:(?P<name>[^<>@(]+?)\s*(?=[<(]))?[<(]?(?:mailto:)?(?P<local>[\w.+-]+)@[\w-]+(?:\.[\w-]+)+[>)]?"
)
_DOTTED = re.compile(r"(?:[^\W\d_]\.){2,4}")
_BEHIND = re.compile(r"(?P<name>[^,/–]+?)\s*(?:,|/| [–-] )\s*(?P<aside>.+)")
_LINK = re.compile(r"\[([^\]]+)\]\([^)\s]+\)")
_MARKS = re.compile(r"\*\*|__|[`*~]|^@")


class Who(NamedTuple):
    """The one person whom some words name, with what else they say; "" and a sentence where they name none."""

    name: str
    aside: str = ""
    hint: str = ""


@lru_cache(maxsize=1024)
def who(text: str, people: People) -> Who:
    """Return the one person whom a cell names; a role, a group, several people and nobody are none."""
    bare = _MARKS.sub("", _LINK.sub(r"\1", clean_line(text))).strip(" \t|[]_")
    if "\n" in text.strip() or len(bare) > LONGEST:
        return _none(bare[:LONGEST])
    if {bare.casefold(), bare.casefold().replace(".", "")} & NOBODY or is_nobody(bare):
        return _none(bare)
    first, *others = known = _known(bare, people)
    if first or others:
        return (
            Who(first, "asked" if "?" in bare else "")
            if not others
            else Who("", hint=" or ".join(known[1:]) + f"? {ASK_NAME}")
        )
    return _with_more(bare, people) or _newcomer(bare)


def _none(bare: str) -> Who:
    return Who("", hint=f"'{bare}' is not read as one person: {ASK_NAME}")


def _known(bare: str, people: People) -> list[str]:
    """Return the one known person as the first, else "" and behind it those who fit, if any."""
    words = bare.split()
    named = people.known(words) if words else None
    if named and named.used == len(words) and not is_nobody(bare):
        return [named.name] if named.name else ["", *_fits(words, people)]
    if len(words) > 1 and words[0].casefold().rstrip(".") in TITLES:
        return _known(" ".join(words[1:]), people)
    fits = _fits([bare.replace(".", "")] if _DOTTED.fullmatch(bare) else words, people)
    return fits if len(fits) == 1 else ["", *fits]


def _fits(words: list[str], people: People) -> list[str]:
    """The known people whose name these words are, with accents, initials or parts left out."""
    asked = [folded(word).rstrip(".,") for word in words]
    if not asked or not all(word.isalpha() or "-" in word or "'" in word for word in asked):
        return []
    return [name for name in people.names if _is_short_for(asked, words, folded(name).split())]


def _is_short_for(asked: list[str], words: list[str], name: list[str]) -> bool:
    if asked == name or (len(asked) == 1 and len(asked[0]) > 2 and asked[0] in name):
        return True
    if len(asked) == 1 and len(name) > 1 and asked[0] in (name[0][0] + name[-1], name[0] + name[-1][0]):
        return True
    if len(asked) == 1:
        return words[0].isupper() and 1 < len(asked[0]) == len(name) and asked[0] == "".join(it[0] for it in name)
    for given in (asked, [*asked[1:], asked[0]]):
        pairs = [given[0], given[-1]], [name[0], name[-1]]
        if all(_abbreviates(one, other) for one, other in zip(*pairs, strict=True)) and max(map(len, pairs[0])) > 1:
            return len(name) > 1
    return False


def _abbreviates(one: str, other: str) -> bool:
    if "-" in one and "-" in other:
        return all(_abbreviates(*pair) for pair in zip(one.split("-"), other.split("-"), strict=False))
    return one == other or (len(one) == 1 and other.startswith(one))


def _with_more(bare: str, people: People) -> Who | None:
    """Read a name with brackets, an address, or with the last name first."""
    if mail := _MAIL.fullmatch(bare):
        if mail["name"] and (found := who(mail["name"].strip(' "'), people)).name:
            return found
        parts = re.split(r"[._+-]+", mail["local"])
        known = _known(" ".join(parts), people) if len(parts) > 1 else [""]
        return Who(known[0]) if known[0] else _none(bare)
    if aside := _ASIDE.fullmatch(bare):
        known = _known(aside["name"], people)
        whole = known[0] or (_reversed(aside["name"], people))
        if not whole and len(aside["name"].split()) > 1:
            whole = _newcomer(aside["name"]).name
        return Who(whole, aside["aside"]) if whole else _none(bare)
    name = _reversed(bare, people)
    behind = _BEHIND.fullmatch(bare) if not name else None
    if behind and _is_no_name(behind["aside"]) and (person := _known(behind["name"], people)[0]):
        return Who(person, behind["aside"])
    return Who(name) if name else None


def _is_no_name(words: str) -> bool:
    """Whether what stands behind a name is a degree, a role or a place: "PhD", "Ward 5"."""
    parts = words.casefold().replace(".", "").split()
    return any(map(str.isdigit, words)) or _is_role(parts) or bool(DEGREES.intersection(parts))


def _reversed(bare: str, people: People) -> str:
    """Return the known person whose last name stands first, "" where there is none."""
    last, comma, first = bare.partition(",")
    return _known(f"{first.strip()} {last.strip()}", people)[0] if comma and first.strip() else ""


def _newcomer(bare: str) -> Who:
    words = bare.split()
    name = " ".join(words)
    if len(bare) < 2 and bare.isascii():
        return _none(bare)
    if is_nobody(bare) or names_a_group(bare) or not _NAME.fullmatch(name) or _is_role(words):
        return _none(bare)
    return Who(name)


def person(text: str, people: People) -> tuple[str, str]:
    """Return the one person whom a cell names and "", else "" and a sentence: a role, a group, several, nobody."""
    found = who(text, people)
    return found.name, found.hint


def persons(text: str, people: People) -> tuple[tuple[str, ...], str]:
    """Return several people, told with commas or the like between; none of them where one cannot be read."""
    read = [person(part, people) for part in _BETWEEN.split(text) if part.strip()]
    hint = next((hint for _, hint in read if hint), "")
    return ((), hint) if hint else (tuple(dict.fromkeys(name for name, _ in read)), "")


def _is_role(words: Iterable[str]) -> bool:
    return any(word.strip(".,()").casefold() in ROLES for word in words)


class Action(NamedTuple):
    """A line of minutes: what is to be done, and as cells who and by when, where the line says it."""

    text: str
    cells: tuple[Cell, ...] = ()


_HEAD = re.compile(
    r"(?P<open>\*\*|__|\[|\(|@)?(?P<name>[^\W\d_][^:–—\[\]()*]{0,60}?)(?P<close>\*\*|__|\]|\))?\s*"
    r"(?P<sign>:(?:\*\*|__)?|[–—]|\s-(?=\s)|(?<=[\])])(?=\s)|(?<=\*\*)(?=\s))\s*(?P<rest>\S.*)"
)
_TO = re.compile(
    r"(?P<name>[^\W\d_][^\s,]*(?: [^\W\d_][^\s,]*){0,2}?)"
    r"(?: to| will|s? soll| doit| debe| deve| zal) (?P<rest>[^\W\d_].*)"
)
_GROUP = re.compile(r"(?P<text>.*\S)\s*[(\[](?P<said>[^()\[\]]{1,80})[)\]]\.?")
_DASHED = re.compile(r"(?P<text>.*\S)\s+(?:[–—|-]|//)\s+(?P<said>[^–—|]{1,80})")
_BY = re.compile(
    r"(?P<text>.*\S)[,;]?\s+(?:by|due|until|before|no later than|deadline|bis|bis zum|fällig|spätestens|avant le"
    r"|pour le|d'ici le|d’ici le|échéance|antes del?"
    r"|para el|antes de|até|vóór|voor|uiterlijk|tegen|avant|jusqu.au|au plus tard le"
    r"|vor dem|zum|antes de|para|até ao?|op)(?: on| by| am)?:?\s+"
    r"(?P<said>(?=\S*\d|\S+ \d|[^\W\d_]+ )\S+(?: \S+){0,4}?)\.?",
    re.IGNORECASE,
)
_BEFORE_DATE = re.compile(
    r"(?:by|due|until|before|bis|bis zum|avant le|pour le|para el|até|uiterlijk|deadline)(?: on| by)?:?\s+", re.I
)
_LABELLED = re.compile(r"(?P<name>[^\W\d_]{2,14}(?: [^\W\d_]{2,10}){0,2})\s*[:=]\s*(?P<said>.+)")


class ActionReader:
    """Reads lines of minutes: "Noor: order pads (by 10 Dec 2026)", "Order pads – Noor", "Noor to order pads".

    `is_date` tells whether words are one date. A name that nobody is known by counts where it has two words at
    least, or where nobody is known at all.
    """

    def __init__(self, people: People, is_date: Callable[[str], bool]) -> None:
        self._people = people
        self._is_date = is_date

    def read(self, line: str) -> Action:
        """Return the line without who and when at its ends, and both as cells; all else stays in the text."""
        text, cells = line, list[Cell]()
        if head := self._head(text):
            text, cells = head
        for _ in range(4):
            tail = self._tail(text)
            if tail is None:
                break
            text = tail[0]
            cells += tail[1]
        if not any(cell.field == "owner" for cell in cells):
            cells += self._subject(text)
        return Action(text, tuple(cells))

    def _head(self, line: str) -> tuple[str, list[Cell]] | None:
        found = _HEAD.fullmatch(line)
        if found and self._means(found["name"], sure=found["sign"].startswith(":") or bool(found["open"])):
            return found["rest"], self._owners(found["name"])
        to = _TO.fullmatch(line)
        if to and self._one(to["name"]):
            return to["rest"], [Cell("owner", "Owner", to["name"])]
        return None

    def _means(self, name: str, *, sure: bool) -> bool:
        """Whether words in front of a line are people: each known, or like a name of nobody else."""
        parts = [part.strip() for part in _BETWEEN.split(name) if part.strip()]
        return bool(parts) and all(self._one(part) or (sure and self._new(part)) for part in parts)

    def _one(self, name: str) -> str:
        found = _known(name.strip(" *_@"), self._people)[0]
        return "" if is_nobody(name) else found

    def _new(self, name: str) -> bool:
        words = name.split()
        capital = all(word[0].isupper() for word in words)
        common = {folded(word) for word in words} & (VERBS | OTHERS) or field_of(name) is not None
        enough = 1 < len(words) <= 3 or (len(words) == 1 and not self._people.names)
        return capital and enough and not common and bool(_newcomer(name).name)

    def _owners(self, name: str) -> list[Cell]:
        parts = [part.strip() for part in _BETWEEN.split(name) if part.strip()]
        helpers = [Cell("helpers", "With", ", ".join(parts[1:]))] if len(parts) > 1 else []
        return [Cell("owner", "Owner", parts[0]), *helpers]

    def _tail(self, text: str) -> tuple[str, list[Cell]] | None:
        """Read who or when at the end of a line: in brackets, behind a dash, or after "by"."""
        for shape in (_GROUP, _DASHED):
            found = shape.fullmatch(text)
            cells = list(self._said(found["said"])) if found else []
            if found and cells and all(cells):
                return found["text"].rstrip(" ,;–—-"), [cell for cell in cells if cell is not None]
        found = _BY.fullmatch(text)
        if found and self._is_date(found["said"]):
            return found["text"].rstrip(" ,;–—-"), [Cell("due", "Due", found["said"])]
        return None

    def _said(self, words: str) -> Iterator[Cell | None]:
        """Yield a cell for each part of what stands in brackets, None for one that says something else."""
        parts = [self._part(part) for part in re.split(r"\s*[,;/|]\s*|\s+[–—-]\s+", words)]
        yield from parts if all(parts) else [self._part(words)]

    def _part(self, words: str) -> Cell | None:
        labelled = _LABELLED.fullmatch(words)
        field: Field | None = field_of(labelled["name"]) if labelled else None
        if labelled and field in ("owner", "due", "state", "helpers"):
            return Cell(field, labelled["name"], labelled["said"])
        dated = _BEFORE_DATE.sub("", words, count=1)
        if self._is_date(dated):
            return Cell("due", "Due", dated)
        return Cell("owner", "Owner", words) if self._one(words) else None

    def _subject(self, text: str) -> list[Cell]:
        """Who is told to do it by a whole sentence: "Noor orders two more pads"; the sentence stays whole."""
        words = text.split()
        for count in (3, 2, 1):
            name = " ".join(words[:count])
            if len(words) > count + 1 and words[count][0].islower() and self._one(name):
                return [Cell("owner", "Owner", name)]
        return []


def today_reader(day_of: Callable[[str], dt.date | str]) -> Callable[[str], bool]:
    """Return whether words are a date, by the reader of dates in cells."""
    return lambda words: any(sign.isdigit() for sign in words) and not isinstance(day_of(words), str)
