"""The cells of a row, each read as its column says, or left word for word."""

import datetime as dt
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import partial

from flipchart.domain.errors import Rejected
from flipchart.domain.gaps import names_a_group
from flipchart.domain.plan import Resource, ResourceKind, StepState
from flipchart.domain.quick import People, is_nobody
from flipchart.domain.quick.names import ASK_NAME
from flipchart.domain.text import NOTE_LIMIT, clean, clean_line, was_cut
from flipchart.domain.when import DateOrder, Language, read_date, read_instant
from flipchart.domain.when.tables import MONTH_NAMES, MONTHS
from flipchart.exchange.intake.import_draft import Reading
from flipchart.exchange.intake.vocabulary import BLANK, NO, NOTHING, ROLES, STATES, YES
from flipchart.exchange.readers.columns import Cell, Field, Value, plain
from flipchart.ids import Ids

SOON = 183
"""So many days ahead a date without a year is the next one; a list may be older than it looks."""

_MIDNIGHT = re.compile(r"[ T]00:00(?::00(?:\.0+)?)?(?:Z|[+-]00:?00)?$")
_YEARS = re.compile(
    r"(?:(?P<named>fy|fiscal year) ?)?(?P<one>[0-9]{4}|[0-9]{2})(?: ?[/–-] ?(?P<two>[0-9]{4}|[0-9]{2}))?"
)
_PARTS = re.compile(r"(?:(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?(?: of)?[ -])?(?P<month>[a-z]{3,9})\.?,?"
                    r"(?:[ -]?'?(?P<number>[0-9]{1,2})(?:st|nd|rd|th)?)?")  # fmt: skip


def day_of(text: str, today: dt.date, order: DateOrder = None, language: Language = None) -> dt.date | str:
    """Return the date that a cell of a list means on the day `today`, or a sentence on why it is none.

    What may as well be another date is none: "November 26" is a day, or the year 2026.
    """
    phrase = _MIDNIGHT.sub("", clean_line(text)).replace(" '", " ")
    if _is_fiscal(phrase.casefold()):
        return f"'{phrase}' is a year of accounts: by which day?"
    try:
        date = read_date(phrase, today, order, language)
    except Rejected as why:
        return why.reason
    parts = _PARTS.fullmatch(phrase.casefold())
    if parts is None or parts["month"] not in MONTHS or (parts["day"] is None and parts["number"] is None):
        return date
    number = int(parts["number"] or 0)
    if parts["day"] is None and abs(2000 + number - today.year) <= 5:
        return f"'{phrase}' is a day, or {MONTH_NAMES[date.month - 1]} of the year 20{number:02}: by which day?"
    if (date - today).days > SOON:
        return f"'{phrase}' is past, or {date.year}: of which year?"
    return date


def _is_fiscal(phrase: str) -> bool:
    """Whether a phrase is a year that runs over New Year, as "2026/27", or is called one, as "FY27"."""
    years = _YEARS.fullmatch(phrase)
    if years is None or years["two"] is None:
        return years is not None and years["named"] is not None
    if len(years["one"]) == 2 and years["named"] is None:
        return False  # 11/12 is a day, or two
    return (int(years["one"]) + 1 - int(years["two"])) % 100 == 0


_VOTES = re.compile(r"([0-9]{1,6})(?:\.0+)?(?: ?(?:votes?|dots?|points?|pts?))?", re.IGNORECASE)
_DOTS = re.compile(r"[●•⬤]{1,50}")
_PERCENT = re.compile(r"([0-9]{1,3}) ?%(?: (?:done|complete|completed))?")


def votes_of(text: str) -> int | None:
    """Return the votes that a cell tells, as a number or as dots; None where it tells none."""
    if found := _VOTES.fullmatch(text):
        return int(found[1])
    return len(text) if _DOTS.fullmatch(text) else None


def percent_of(text: str) -> int | None:
    """Return the number in "60 %" or "60% done", None for anything else and for more than 100."""
    found = _PERCENT.fullmatch(" ".join(text.casefold().split()))
    return int(found[1]) if found and int(found[1]) <= 100 else None


def state_of(cell: Cell) -> StepState | None:
    """Return the state that a cell tells, None where its words tell none."""
    words = " ".join(cell.text.casefold().split()).rstrip(".!")
    if isinstance(cell.value, str) or words in STATES:
        return STATES.get(words) or cell.value  # type: ignore[return-value]  # the reader took only states
    if (percent := percent_of(words)) is not None:
        return "done" if percent == 100 else "doing" if percent else "open"
    # Under a name such as "Done" a tick answers it; under "Status" the same words say nothing.
    if plain(cell.name) in ("done", "complete", "completed"):
        return "done" if words in YES else "open" if words in NO else None
    return None


LONGEST = 80
"""No person's name has more characters."""

_WORD = r"[^\W\d_]+(?:['’.-]+[^\W\d_]+)*\.?"
_NAME = re.compile(rf"{_WORD}(?: {_WORD}){{0,3}}")
_BETWEEN = re.compile(r"[,;/&+\n]| and ")


def person(text: str, people: People) -> tuple[str, str]:
    """Return the one person whom a cell names and "", else "" and a sentence: a role, a group, several, nobody."""
    bare = clean_line(text).removeprefix("@")
    if "\n" in text.strip() or len(bare) > LONGEST:
        return "", f"'{bare[:LONGEST]}' is not read as one person: {ASK_NAME}"
    words = bare.split()
    named = people.known(words) if words else None
    if named and named.used == len(words) and named.name:
        return named.name, ""
    if named and named.used == len(words) and not is_nobody(bare):
        return "", named.hint
    if is_nobody(bare) or names_a_group(bare) or not _NAME.fullmatch(" ".join(words)) or _is_role(words):
        return "", f"'{bare}' is not read as one person: {ASK_NAME}"
    return " ".join(words), ""


def persons(text: str, people: People) -> tuple[tuple[str, ...], str]:
    """Return several people, told with commas or the like between; none of them where one cannot be read."""
    read = [person(part, people) for part in _BETWEEN.split(text) if part.strip()]
    hint = next((hint for _, hint in read if hint), "")
    return ((), hint) if hint else (tuple(dict.fromkeys(name for name, _ in read)), "")


def _is_role(words: Iterable[str]) -> bool:
    return any(word.strip(".,()").casefold() in ROLES for word in words)


OF_IMPROVEMENT: frozenset[Field] = frozenset({"votes", "rank", "below_line"})
"""What belongs to the improvement where a row holds one and a step."""

_TEXTS: tuple[Field, ...] = ("done_when", "first_step", "roadblock", "contingency", "reason")
_OWN_NAMES = ("note", "comment", "remark")


@dataclass(slots=True)
class Said:
    """What the cells of a row say: fields of the item, what it needs, words for its note, and what was not read.

    `left` are whole cells, word for word, with the names of their columns.
    """

    values: dict[str, Value] = field(default_factory=dict)
    needs: list[tuple[str, ResourceKind | None]] = field(default_factory=list)
    needs_nothing: bool = False
    notes: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    hints: list[str] = field(default_factory=list)

    def resources(self, step: str, ids: Ids) -> tuple[Resource, ...]:
        """Return what the step with the id `step` needs, each still to be got."""
        return tuple(
            Resource(id=ids(), text=text, status="need", kind=kind, steps=(step,)) for text, kind in self.needs
        )


class CellReader:
    """Reads the cells of one row in the light of the group's people and of the day."""

    def __init__(self, people: Iterable[str], reading: Reading) -> None:
        self._people = People(people)
        self._reading = reading
        self._said = Said()

    def of_step(self, cells: Iterable[Cell]) -> Said:
        """Return what cells say of a step."""
        readers: dict[Field | None, Callable[[Cell], bool]] = {
            "owner": self._owner, "helpers": self._helpers, "state": self._state, "resources": self._needs,
            "money": self._needs, "note": self._note, "rank": _placed, "hoped": self._hoped,
            "due": partial(self._day, "due"), "first_due": partial(self._day, "first_due"),
            "finished": partial(self._day, "finished"), "first_step_at": self._moment,
        }  # fmt: skip
        self._walk(cells, readers | {name: partial(self._text, name) for name in _TEXTS})
        self._settle()
        return self._said

    def of_improvement(self, cells: Iterable[Cell]) -> Said:
        """Return what cells say of an improvement: its votes and notes; all else is left, it has no fields for it."""
        self._walk(cells, {"votes": self._votes, "note": self._note, "rank": _placed, "below_line": self._below})
        return self._said

    def _walk(self, cells: Iterable[Cell], readers: dict[Field | None, Callable[[Cell], bool]]) -> None:
        for cell in cells:
            read = readers.get(cell.field)
            if cell.text.casefold() not in BLANK and (read is None or not read(cell)):
                self._said.left.append(cell.words)

    def _set(self, name: str, value: Value | None, hint: str = "") -> bool:
        self._said.hints += [hint] if hint else []
        if value is None or value in ("", ()):
            return False
        self._said.values[name] = value
        return True

    def _owner(self, cell: Cell) -> bool:
        name, hint = (str(cell.value), "") if cell.value is not None else person(cell.text, self._people)
        return self._set("owner", name, hint)

    def _helpers(self, cell: Cell) -> bool:
        if isinstance(cell.value, tuple):
            return self._set("helpers", cell.value)
        names, hint = persons(cell.text, self._people)
        return self._set("helpers", names, hint)

    def _day(self, name: str, cell: Cell) -> bool:
        if isinstance(cell.value, dt.date):
            return self._set(name, cell.value)
        found = day_of(cell.text, self._reading.now.date(), self._reading.order, self._reading.language)
        return self._set(name, None, found) if isinstance(found, str) else self._set(name, found)

    def _moment(self, cell: Cell) -> bool:
        how = self._reading
        if isinstance(cell.value, dt.datetime) and cell.value.tzinfo is not None:
            return self._set("first_step_at", cell.value)
        try:
            return self._set("first_step_at", read_instant(cell.text, how.now, how.order, how.language))
        except Rejected as why:
            return self._set("first_step_at", None, why.reason)

    def _hoped(self, cell: Cell) -> bool:
        if cell.value is True or cell.text.casefold() in YES:
            return self._set("hoped", True)
        return cell.value is False or cell.text.casefold() in NO

    def _state(self, cell: Cell) -> bool:
        state = state_of(cell)
        if state is None or self._said.values.get("state", state) != state:
            return False
        self._said.notes += [cell.words] if percent_of(cell.text) and state == "doing" else []
        return self._set("state", state)

    def _needs(self, cell: Cell) -> bool:
        text = clean_line(cell.text)
        if text.casefold() in NOTHING:
            self._said.needs_nothing = True
        elif not was_cut(cell.text):
            self._said.needs.append((text, "money" if cell.field == "money" else None))
        return not was_cut(cell.text)

    def _note(self, cell: Cell) -> bool:
        own = plain(cell.name).startswith(_OWN_NAMES)
        self._said.notes.append(clean(cell.text if own else cell.words, limit=NOTE_LIMIT))
        return True

    def _text(self, name: str, cell: Cell) -> bool:
        return not was_cut(cell.text) and self._set(name, clean_line(cell.text))

    def _votes(self, cell: Cell) -> bool:
        return self._set("votes", cell.value if isinstance(cell.value, int) else votes_of(cell.text))

    def _below(self, cell: Cell) -> bool:
        return cell.value is True and self._set("below_line", True)

    def _settle(self) -> None:
        """A hope without a date hopes for nothing; a step that is not done has no day on which it was."""
        values = self._said.values
        if "due" not in values:
            values.pop("hoped", None)
        if "finished" in values and values.setdefault("state", "done") != "done":
            self._said.left.append(f"Finished: {values.pop('finished')}")


def _placed(_cell: Cell) -> bool:
    """The place that a rank tells is the row's place in the plan."""
    return True
