"""Lines of minutes: what is to be done, and at their ends who does it and by when."""

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple, Protocol

from flipchart.domain.quick import People, is_nobody
from flipchart.domain.vagueness import OTHERS, VERBS
from flipchart.exchange.intake.dates import FROM_WHICH_DAY, OF_WHICH_YEAR
from flipchart.exchange.intake.owners import BETWEEN, known_in, newcomer
from flipchart.exchange.readers.column_names import Field
from flipchart.exchange.readers.columns import Cell, field_of
from flipchart.exchange.readers.vocabulary import LOOSE_STATES, OF_THINGS, STATES, folded


class Action(NamedTuple):
    """A line of minutes: what is to be done, and as cells who and by when, where the line says it."""

    text: str
    cells: tuple[Cell, ...] = ()


_HEAD = re.compile(
    r"(?P<open>\*\*?|__?|\[|\(|@)?(?P<name>[^\W\d_][^:–—\[\]()*]{0,60}?)(?P<close>\*\*?|__?|\]|\))?\s*"
    r"(?P<sign>:(?:\*\*|__)?|[–—→⇒➔|]|[-=]+>|\s-(?=\s)|(?<=[\])])(?=\s)|(?<=\*\*)(?=\s))\s*(?P<rest>\S.*)"
)
_OPEN = frozenset({"unassigned", "not assigned", "tbc", "tbd", "tba", "owner tbc", "to be confirmed", "nobody",
                   "vacant", "n.n.", "niemand", "personne", "sin asignar", "a definir", "à définir",
                   "?", "??"})  # fmt: skip
"""What stands before an action that nobody has taken yet."""

_TO = re.compile(
    r"(?P<name>[^\W\d_][^\s,]*(?: (?:& |\+ )?[^\W\d_][^\s,]*){0,4}?)"
    r"(?: to| will|s? soll| wird| doit| va a| va| debe| deberá| tiene que| deve| vai| irá| ficou de| zal| gaat)"
    r" (?P<rest>[^\W\d_].*)"
)
_NO_ACTS = OTHERS | {"be"}
"""Words that are no act: in "Doors to be painted" the first word is nobody."""
_GROUP = re.compile(r"(?P<text>.*\S)\s*[(\[](?P<said>[^()\[\]]{1,80})[)\]]\.?")
_DASHED = re.compile(r"(?P<text>.*\S)\s+(?:[–—|→⇒]|-{1,3}|//|[-=]+>|>>)\s*(?<=[\s>→⇒])(?P<said>[^–—|]{1,80})")
_DATED = re.compile(
    r"(?P<text>.*?(?P<last>[\w)]+))\s+"
    r"(?P<said>\d{4}-\d\d-\d\d|\d{1,2}\.? [^\W\d_]{3,10}\.? \d{4}|\d{1,2}[./]\d{1,2}[./]\d{4})\.?"
)
"""A whole date at the very end, as some programs write it; not that of a thing: "the report of 3 May 2026"."""
_BEHIND_COMMAS = re.compile(r"(?P<text>.+?),\s+(?P<said>[^,]{2,40},\s+[^,]{3,30})\.?")
_BEHIND_COMMA = re.compile(
    r"(?P<text>\S+ .*\S),\s+"
    r"(?P<said>\d{1,2}\.? (?:de )?[^\W\d_]{3,10}\.?|[^\W\d_]{3,10}\.? \d{1,2}|\d{1,2}[./]\d{1,2})\.?"
)
"""A day of the year alone: "Order two more pads, 4 Dec"."""
_BEHIND_COLON = re.compile(
    r"(?P<text>\S+ .*\S)(?<! with)(?<! to)(?<! for)(?<! from)(?<! mit)(?<! an)(?<! für)(?<! von)(?<! avec)(?<! pour)"
    r"(?<! à)(?<! con)(?<! para)(?<! com)(?<! met)(?<! voor)(?<! aan)\s*:\s*(?P<said>[^:]{2,40})"
)
"""Not where the name goes on with the sentence: "give the form to: Noor"."""
_MARKED = re.compile(r"(?P<text>.*\S)\s+(?P<mark>\*\*|\*|__?)(?P<said>[^*_]{1,60})(?P=mark)\.?")
_PAGE = re.compile(r"(?P<text>.*\S)\s+\[\[(?P<said>[^\[\]|]+)(?:\|[^\[\]]*)?\]\]\.?")
_FIRST_PAGE = re.compile(r"^\[\[([^\[\]|]+)(?:\|[^\[\]]*)?\]\]")
"""Links to pages of a notebook, of which some are people."""
_AT = re.compile(r"(?P<text>.*\S)\s+@(?P<said>(?:\d|[^\W\d_]{3,10}\.? \d)[^@]*)")
"""A day behind a mention, as Notion writes it: "@December 10, 2026"."""
_NAMED_PART = re.compile(r"(?P<text>.*\S)\s+(?P<said>[^\W\d_]{2,14}(?: [^\W\d_]{2,10}){0,2}\s*:\s*[^:]{1,60}?)\.?")
_BY = re.compile(
    r"(?P<text>.*\S)[,;]?\s+(?:by|due|until|before|no later than|deadline|bis|bis zum|fällig|spätestens|avant le"
    r"|pour le|d'ici le|d’ici le|échéance|antes del?"
    r"|para el|antes de|até|vóór|voor|uiterlijk|tegen|avant|jusqu.au|au plus tard le"
    r"|vor dem|zum|antes de|para|até ao?|op(?=\s\S*\d))(?: on| by| am)?:?\s+"
    r"(?P<said>\S+(?: \S+){0,4}?)\.?",
    re.IGNORECASE,
)
_WITHIN = re.compile(
    r"(?<!\S)(?:by|no later than|bis|bis zum|spätestens(?: am)?|avant le|d'ici le|d’ici le|au plus tard le|antes del?"
    r"|até|vóór|uiterlijk|before)\s+(?P<said>\d{4}-\d\d-\d\d|\d{1,2}[./]\d{1,2}[./](?:\d{4}|\d{2})?(?!\d)"
    r"|\d{1,2}\.? (?:de )?[^\W\d_]{3,10}\.?(?: (?:de )?\d{4})?"
    r"|(?:(?:next|this|nächsten?|diesen?|kommenden) )?[^\W\d_]{4,10})(?=[\s,;.]|$)",
    re.IGNORECASE,
)
"""A day by which something is to be done, inside a sentence: in digits, or one that a word names."""
_IN_DIGITS = re.compile(r"\d{1,2}([/.-])\d{1,2}\1(?:20)?\d{2}")
"""A date in digits, also where it may be read day first or month first: then that is asked of it."""
_DAY_AND_MONTH = re.compile(r"\d{1,2}/\d{1,2}")
_BEFORE_DATE = re.compile(
    r"^(?:by|due|until|before|bis|bis zum|vor dem|avant(?: le)?|pour(?: le)?|para(?: el)?|antes del?|hasta(?: el)?"
    r"|até(?: ao?)?|voor|vóór|tegen|uiterlijk|deadline)(?: on| by)?:?\s+",
    re.I,
)
_SAID_OF = re.compile(
    r"(?P<name>assigned to|owner|lead|led by|responsible|verantwortlich|zuständig|responsable|pilote|responsável"
    r"|verantwoordelijk|eigenaar|trekker) (?P<said>.+)",
    re.IGNORECASE,
)
_PARTS = re.compile(r"\s*(?:,(?!\s*\d{4}(?![-/.\d]))|[;|+&]|(?<!\d)/|/(?!\d))\s*|\s+[–—-]\s+")
"""What stands between who and when; a comma before a year is inside a date."""
_LABELLED = re.compile(r"(?P<name>[^\W\d_]{2,14}(?: [^\W\d_]{2,10}){0,2})\s*[:=]\s*(?P<said>.+)")


_REFS = re.compile(r"(?P<text>.*[)\]])(?P<refs>(?:\s+[#!]\d+)+)\s*")
"""What trackers know their work by, behind who does it: "(@noor) !142"."""


def _refs_apart(line: str) -> tuple[str, str]:
    found = _REFS.fullmatch(line)
    return (found["text"], found["refs"]) if found else (line, "")


_THING = re.compile(r".*(?:[ts]ion|ción|ção|keit|heit|schaft|ness|ität|ité)s?")
_WORK = re.compile(r"[^\W\d_]{4,}(?:ing|ung)")
"""Words before a colon that name no person: "Panel discussion: …", "Testing: …"."""


class IsDate(Protocol):
    """Whether words are one date.

    With `sure`, as behind a word such as "by", a single word may be one. With `asked`, so may a date that counts from
    an unknown day ("friday").
    """

    def __call__(self, words: str, *, sure: bool = False, asked: bool = False) -> bool: ...


class ActionReader:
    """Reads lines of minutes: "Noor: order pads (by 10 Dec 2026)", "Order pads – Noor", "Noor to order pads".

    `is_date` tells whether words are one date. An unknown name counts if it has two words or more, or if the people
    of the group are not known.
    """

    def __init__(self, people: People, is_date: IsDate, *, group_known: bool) -> None:
        self._people = people
        self._is_date = is_date
        self._group_known = group_known

    def read(self, line: str, *, action: bool = False) -> Action:
        """Return the line without who and when at its ends, and both as cells; everything else stays in the text.

        `action` means that the line stands where actions do: then the unknown Tom of "Tom to order pads" counts as a
        person.
        """
        text, refs = _refs_apart(_FIRST_PAGE.sub(r"\1", line))
        cells = list[Cell]()
        if head := self._head(text, action):
            text, cells = head
        for _ in range(4):
            tail = self._tail(text)
            if tail is None:
                break
            text = tail[0]
            cells += tail[1]
        if not any(cell.field == "owner" for cell in cells):
            cells += self._subject(text)
        if not any(cell.field == "due" for cell in cells):
            cells += self._by_within(text)
        return Action(f"{text}{refs}", tuple(cells))

    def _head(self, line: str, action: bool) -> tuple[str, list[Cell]] | None:
        found = _HEAD.fullmatch(line)
        aside = found and (found["sign"].startswith(":") or found["open"] in ("(", "["))
        if found and aside and found["name"].strip(" _*").casefold() in _OPEN:
            return found["rest"], [Cell("owner", "Owner", found["name"].strip(" _*"))]
        if found and self._means(found["name"], sure=found["sign"].startswith(":") or bool(found["open"])):
            return found["rest"], self._owners(found["name"])
        to = _TO.fullmatch(line)
        acts = to is not None and action and to["rest"].split()[0].casefold() not in _NO_ACTS
        if to and self._means(to["name"], sure=acts):
            return to["rest"], self._owners(to["name"])
        return None

    def _means(self, name: str, *, sure: bool) -> bool:
        """Whether the words before a line are people: all known, or names that cannot be anything else."""
        parts = [part.strip() for part in BETWEEN.split(name) if part.strip()]
        return bool(parts) and all(self._one(part) or (sure and self._new(part)) for part in parts)

    def _one(self, name: str) -> str:
        found = known_in(name.strip(" *_@"), self._people)[0]
        return "" if is_nobody(name) else found

    def _new(self, name: str, *, enough: bool = False) -> bool:
        words = name.split()
        capital = bool(words) and all(word[0].isupper() for word in words)
        thing = bool(words) and (_THING.fullmatch(words[-1]) or (len(words) == 1 and _WORK.fullmatch(name)))
        common = thing or {folded(word) for word in words} & (VERBS | OTHERS) or field_of(name) is not None
        enough = enough or 1 < len(words) <= 3 or (len(words) == 1 and not self._group_known)
        return capital and enough and not common and bool(newcomer(name).name)

    def _owners(self, name: str) -> list[Cell]:
        parts = [part.strip() for part in BETWEEN.split(name) if part.strip()]
        return [Cell("owner", "Owner", ", ".join(parts))]

    def _tail(self, text: str) -> tuple[str, list[Cell]] | None:
        """Read who or when at the end of a line: in brackets, behind a dash, or after "by"."""
        for shape in (
            _PAGE,
            _AT,
            _GROUP,
            _DASHED,
            _MARKED,
            _BEHIND_COMMAS,
            _BEHIND_COMMA,
            _NAMED_PART,
            _BEHIND_COLON,
        ):
            found = shape.fullmatch(text)
            cells = list(self._said(found["said"])) if found else []
            if found and cells and all(cells):
                ends = " ,;–—-." if shape is _NAMED_PART else " ,;–—-"
                return found["text"].rstrip(ends), _as_one(cell for cell in cells if cell is not None)
        found = _BY.fullmatch(text)
        found = None if found and found["text"].count("(") > found["text"].count(")") else found
        by_day = found and (self._is_date(found["said"], sure=True) or _DAY_AND_MONTH.fullmatch(found["said"]))
        if found and by_day and not self._one(found["said"]):
            return found["text"].rstrip(" ,;–—-"), [Cell("due", "Due", found["said"])]
        dated = _DATED.fullmatch(text)
        if dated and dated["last"].casefold() not in OF_THINGS and self._is_date(dated["said"]):
            return dated["text"], [Cell("due", "Due", dated["said"])]
        return None

    def _said(self, words: str) -> Iterator[Cell | None]:
        """Yield a cell for each part of the words in brackets, None for a part that is neither who nor when."""
        whole = self._part(words)
        texts = _PARTS.split(words)
        parts = [self._part(part) for part in texts]
        if any(part is not None and part.field == "due" for part in parts):
            # Beside a day, a name that nobody is known by yet is who does it: "(Brandt, by 1 Dec)".
            parts = [it or self._beside_day(part) for it, part in zip(parts, texts, strict=True)]
        yield from parts if all(parts) and (whole is None or whole.field != "due") else [whole]

    def _part(self, words: str) -> Cell | None:
        if words.casefold() in _OPEN:
            return Cell("owner", "Owner", words)
        labelled = _LABELLED.fullmatch(words) or _SAID_OF.fullmatch(words)
        field: Field | None = field_of(labelled["name"]) if labelled else None
        if labelled and field in ("owner", "due", "state", "helpers"):
            return Cell(field, labelled["name"], labelled["said"])
        if words.casefold() in STATES and words.casefold() not in LOOSE_STATES:
            return Cell("state", "Status", words)
        dated = _BEFORE_DATE.sub("", words, count=1)
        if self._is_date(dated, sure=dated != words) or _IN_DIGITS.fullmatch(dated):
            return Cell("due", "Due", dated)
        return Cell("owner", "Owner", words) if self._one(words) else None

    def _beside_day(self, name: str) -> Cell | None:
        return Cell("owner", "Owner", name) if self._new(name, enough=True) else None

    def _by_within(self, text: str) -> Iterator[Cell]:
        """By when a sentence says it in its middle: "Noor writes the report by 4 Dec 2026 and sends it"."""
        found = [it["said"] for it in _WITHIN.finditer(text) if self._is_date(it["said"], sure=True, asked=True)]
        if len(found) == 1:
            yield Cell("due", "Due", found[0])

    def _subject(self, text: str) -> list[Cell]:
        """Return the owners in a whole sentence, "Noor orders two more pads"; the sentence itself stays whole."""
        words = text.split()
        for count in (7, 5, 3, 2, 1):  # the longer ones are two people, with a word between
            name = " ".join(words[:count])
            if len(words) > count + 1 and words[count][0].islower() and self._means(name, sure=False):
                return self._owners(name)
        return []


def _as_one(cells: Iterable[Cell]) -> list[Cell]:
    """Put all who are named behind an action into one cell, as a column of owners has them."""
    found = list(cells)
    owners = [cell for cell in found if cell.field == "owner"]
    if len(owners) < 2:
        return found
    together = Cell("owner", "Owner", ", ".join(cell.text for cell in owners))
    return [together, *(cell for cell in found if cell.field != "owner")]


def today_reader(day_of: Callable[[str], dt.date | str]) -> IsDate:
    """Return an IsDate that uses the reader of dates in cells."""

    def is_date(words: str, *, sure: bool = False, asked: bool = False) -> bool:
        may_be_date = sure or len(words.split()) > 1 or any(sign.isdigit() for sign in words)
        day = day_of(words) if may_be_date else ""
        return not isinstance(day, str) or day.endswith((OF_WHICH_YEAR, FROM_WHICH_DAY) if asked else OF_WHICH_YEAR)

    return is_date
