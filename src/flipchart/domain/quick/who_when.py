"""The prompt that takes both owner and date: `ana fri`."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from flipchart.domain.quick.names import ALSO, REACH, Named, begins_name, is_nobody, nobody, quote, trimmed
from flipchart.domain.quick.reader import Reader
from flipchart.domain.said import say
from flipchart.domain.when import DateOrder, Language, Lead
from flipchart.domain.when.phrases import may_belong, tokens
from flipchart.domain.when.reading import closed, lexicon_of, longest, refusal
from flipchart.domain.when.spans import month_end
from flipchart.domain.when.tables import MONTHS

MOST_WORDS = 40
"""How many words of the prompt are read; those behind are left."""

ALSO_NAMES = MONTHS.keys() | {"tom", "domingo"}
"""Words of dates that are people's names as well: Jan, May, June, Tom, Domingo."""


class WhoWhen(Struct, frozen=True):
    """What was read of who and when.

    `left` is what was not read, and `hints` say why. `clear_owner` and `clear_due` tell that the owner or the date is
    to be taken away (`@-`, `>-`); `helpers` are read only if a step can have some; `new` holds the names not known
    yet.
    """

    owner: str | None = None
    due: dt.date | None = None
    hoped: bool = False
    hints: tuple[str, ...] = ()
    left: str = ""
    clear_owner: bool = False
    clear_due: bool = False
    new: tuple[str, ...] = ()
    helpers: tuple[str, ...] = ()


def read_who_when(  # noqa: PLR0913 - each says one thing about how the line was meant
    line: str,
    people: Iterable[str],
    now_local: dt.datetime,
    order: DateOrder = None,
    language: Language = None,
    *,
    helped: bool = False,
) -> WhoWhen:
    """Read a name and a date in any order, each with or without its mark (`ana fri`, `>2w @Ana`, `~fri`).

    Where the first words are both a known name and a date, the name wins, unless only the date leaves
    nothing unread; a hint tells the other reading. Where a step can be `helped`, `+bea` names who
    helps; `+2w` stays a date. Never raises.
    """
    known = tuple(people)
    ways: tuple[First, ...] = ("name", "date", "new")
    readings = [
        _WhoWhenReader(line, known, now_local, order).speaking(language).read(first, helped=helped) for first in ways
    ]
    return min(readings, key=lambda reading: len(reading.left.split()))


First = Literal["name", "date", "new"]


class _WhoWhenReader(Reader):
    """One reading of the prompt; `first` says whether its first word is tried as a name or as a date."""

    first: First
    helped = False
    begins_with = ""

    def read(self, first: First, *, helped: bool) -> WhoWhen:
        """Walk the line and return what it says, with the words that were not read."""
        self.first, self.found = first, WhoWhen()
        self.helped = helped
        place, words = 0, self.line.words
        while place < min(len(words), MOST_WORDS):
            used = self._marked(place) if self._is_marked(words[place]) else self._plain(place)
            self.text.extend(() if used else (words[place],))
            place += used or 1
        self.text.extend(words[place:])
        if words in {("-",), ("–",)}:
            self.hint("Type @- to take the owner away, >- to take the date away.")
        self._both_ways()
        return replace(
            self.found, hints=self.hints, left=" ".join(self.text), new=tuple(self.new),
            clear_owner=self.found.clear_owner and self.found.owner is None,
            clear_due=self.found.clear_due and self.found.due is None,
        )  # fmt: skip

    def _is_marked(self, word: str) -> bool:
        return word[0] in "@>~" or (self.helped and word[0] == "+" and begins_name(word[1:]))

    def _marked(self, place: int) -> int:
        word = self.line.words[place]
        if word == "@-":
            self.found = replace(self.found, clear_owner=True)
            return 1
        if word == ">-":
            self.found = replace(self.found, clear_due=True)
            return 1
        if word[0] == "@":
            named = self.name(place) if len(word) > 1 else None
            return self._own(named, place) if named else 0
        if word[0] == "+":
            return self._helping(place)
        hoped = "~" in word[:2]
        skip = 2 if word.startswith(">~") else 1
        found = self.date(place, skip) if len(word) > skip else None
        if found is None:
            return 0
        return self._promise(found.date, found.used, hoped, place) if found.date else self._leave(place, found.used)

    def _helping(self, place: int) -> int:
        named = self.name(place)
        if named is None or named.name is None:
            return 0
        self.found = replace(self.found, helpers=tuple(dict.fromkeys((*self.found.helpers, named.name))))
        return self.accept(named)

    def _plain(self, place: int) -> int:
        words = self.line.words[place : place + REACH]
        if self.found.owner and words[0].casefold() in ALSO and words[1:]:
            other = self.people.known(words[1:]) or Named(1, trimmed(words[1]))
            date = self._longest(words)
            if other.name and not may_belong(words[1]) and not (date and date.date):
                self.hint(
                    say("One person owns a step; the other helps: +{name}.", name=self.people.typed(other.name))
                )
                return self._leave(place, 1 + other.used)
        if not any(character.isalnum() for character in words[0]):
            return 1
        date = self._day(words)
        named = self._person(words, date) if self.found.owner is None else None
        if place == 0 and self.first == "new" and words[0].istitle() and words[0].casefold() in ALSO_NAMES:
            return self._own(named or Named(1, words[0], new=True), place)
        if named and date and date.date and place == 0 and self.first == "date":
            named = None
        if named:
            return self._own(named, place)
        return self._dated(date, place) if date else self._newcomer(place)

    def _day(self, words: Sequence[str]) -> Lead | None:
        """Return the day that the first words read as; one behind which a person stands does not go on as a date."""
        found = self._longest(words)
        rest = words[found.used :] if found and found.date else ()
        if rest and self.found.owner is None:
            behind = self._person(rest, self._longest(rest))
            if behind and behind.name:
                return found
        return closed(found, words, lexicon_of(self.language or "en")) if found and found.date else found

    def _longest(self, words: Sequence[str]) -> Lead | None:
        """Return how the longest run of words reads as a day, in English where no language is said.

        Else in any other language that knows it, but for a month alone, which may be a name: Julio, Abril.
        """
        read = longest(words, self.now.date(), self.order, self.language or "en")
        if self.language or (read and read.date):
            return read
        other = longest(words, self.now.date(), self.order)
        month = (
            other and other.date and other.used == 1 and other.date == month_end(other.date.year, other.date.month)
        )
        return read if other is None or other.date is None or month else other

    def _person(self, words: Sequence[str], date: Lead | None) -> Named | None:
        """Return whom the first words name; the beginning of a name counts where it is no word of a date but a month.

        "mar fri" is María and Friday; "fri" is Friday for Friedrich, but the person for Fri Olsen.
        """
        if exact := self.people.known(words):
            return exact
        begun = date is None or trimmed(words[0]).casefold() in MONTHS
        named = self.people.known(words, begun=True) if begun else None
        return self.people.alone(named, words) if named and named.name else named

    def _dated(self, date: Lead, place: int) -> int:
        if date.date is not None:
            self.eve(date, self.line.words[place:])
            return self._promise(date.date, date.used, False, place)
        self.refuse(date.refused)
        return self._leave(place, date.used)

    def _own(self, named: Named, place: int) -> int:
        if named.name is None:
            self.hint(named.hint)
            return self._leave(place, named.used)
        if self.found.owner is not None:
            self.hint(
                say("A step has one owner, {owner}; {name} is left out.", owner=self.found.owner, name=named.name)
            )
            return self._leave(place, named.used)
        self.found = replace(self.found, owner=named.name)
        self.begins_with = self.begins_with if place else "name"
        return self.accept(named)

    def _promise(self, date: dt.date, used: int, hoped: bool, place: int) -> int:
        if self.found.due is not None:
            self.hint("A step has one date; the second is left out.")
            return self._leave(place, used)
        self.found = replace(self.found, due=date, hoped=hoped)
        self.begins_with = self.begins_with if place else "day"
        return used

    def _newcomer(self, place: int) -> int:
        """Take unknown words as a new name: one word, or two that begin with capitals."""
        run = self._unknown(self.line.words[place : place + REACH])
        if not run:
            self._unread(self.line.words[place])
            return self._leave(place, 1)
        name = " ".join(trimmed(word) for word in run)
        if self.found.owner is not None:
            self.hint(say("“{name}” is left out: {owner} is the owner.", name=name, owner=self.found.owner))
        elif is_nobody(run[0]):
            self.hint(nobody(run[0]).hint)
            return self._leave(place, 1)
        elif len(run) == 1 or (len(run) == 2 and all(word[0].isupper() for word in run)):
            return self._own(Named(len(run), name, new=True), place)
        else:
            self.hint(
                say("“{name}” is not in the group: for a new person, type @{name2}.", name=name, name2=quote(name))
            )
        return self._leave(place, len(run))

    def _unread(self, word: str) -> None:
        if may_belong(word):
            self.hint(refusal(word, tokens(word), self.language).sentence)
        else:
            self.hint(say("“{word}” is neither a name nor a date.", word=trimmed(word)))

    def _unknown(self, words: Sequence[str]) -> Sequence[str]:
        """Return the leading words that may be a name: plain, of no date and no known name."""
        for count, word in enumerate(words):
            plain = word[0].isalpha() and not may_belong(word)
            if not plain or (count and self.people.known(words[count:])):
                return words[:count]
        return words

    def _leave(self, place: int, used: int) -> int:
        self.text.extend(self.line.words[place : place + used])
        return used

    def _both_ways(self) -> None:
        """Tell the other reading where the first words are both a name and a date."""
        words = self.line.words
        date = self._longest(words[:REACH]) if words else None
        if date is None or date.date is None:
            return
        phrase = " ".join(words[: date.used])
        if self.begins_with == "name":
            self.hint(
                say(
                    "{owner} is read as the person; type >{phrase} for the day.",
                    owner=self.found.owner,
                    phrase=phrase,
                )
            )
            return
        a_name_too = date.used == 1 and self.found.owner is None and words[0].casefold() in ALSO_NAMES
        if self.begins_with == "day" and (a_name_too or self._person(words, date)):
            self.hint(
                say("“{phrase}” is read as the day; type @{words} for the person.", phrase=phrase, words=words[0])
            )
