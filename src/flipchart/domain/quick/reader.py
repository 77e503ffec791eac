"""The walk along a line that reads its marks; what is no mark, or cannot be read, stays text."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping

from flipchart.domain.errors import Rejected
from flipchart.domain.quick.names import QUOTES, Line, Named, People, bare, begins_name, trimmed
from flipchart.domain.text import FIELD_LIMIT, clean_line, cut_notice
from flipchart.domain.when import DateOrder, Lead, lead

MOST_HINTS = 5


class Reader:
    """Reads a line's marks from left to right into its own attributes.

    A handler of a mark returns how many words it took, and 0 where the word is no mark of its kind. `who` and `day`
    are what the plain handlers `takes_who` and `takes_day` found.
    """

    def __init__(self, line: str, people: Iterable[str], now_local: dt.datetime, order: DateOrder = None) -> None:
        self.line = Line(line)
        self.people = People(people)
        self.now = now_local
        self.order = order
        self.text: list[str] = []
        self.section = self.text
        self.new: list[str] = []
        self.who: str | None = None
        self.day: dt.date | None = None
        self._hints: list[str] = []

    def walk(self, handlers: Mapping[str, Callable[[int], int]]) -> None:
        """Read the whole line; `handlers` has one handler for every mark's character."""
        place, words = 0, self.line.words
        while place < len(words):
            handler = handlers.get(words[place][0]) if len(words[place]) > 1 else None
            used = handler(place) if handler else 0
            if not used:
                self.section.append(bare(words[place]))
            place += used or 1

    def name(self, place: int) -> Named | None:
        """Return the name behind the mark at `place`, None (with a hint) where it names nobody."""
        if not begins_name(self.line.words[place][1:]):
            return None
        named = self.people.read(self.line, place)
        if named.name is None:
            self.hint(named.hint)
            return None
        return named

    def accept(self, named: Named) -> int:
        """Take a name into the plan, remember whether it is new, and return how many words it took."""
        if named.new and named.name and named.name not in self.new:
            self.new.append(named.name)
        return self.close(named.used)

    def close(self, used: int) -> int:
        """End the section before a mark that took `used` words: what comes behind it is text again."""
        self.section = self.text
        return used

    def date(self, place: int, skip: int = 1) -> Lead | None:
        """Return what reads as a date behind the mark at `place`, None where nothing does.

        `skip` is the length of the mark. A hint says why it is no date, or one that cannot be.
        """
        first, *rest = self.line.after_mark(place)
        first = first[skip - 1 :]
        found = lead((first, *rest), self.now.date(), self.order)
        if found is None:
            if first[:1].isalnum():
                self.hint(f"'{trimmed(first)}' is not read as a date; it stays in the text.")
            return None
        self.refuse(found.refused)
        return found

    def word(self, place: int) -> tuple[str, int] | None:
        """Return the word or the quoted words behind the mark at `place`, and how many words it takes."""
        if quoted := self.line.quoted(place):
            return quoted
        word = self.line.words[place][1:]
        if word[0] in QUOTES:
            self.hint(f"{self.line.words[place]} is not read: close the quote.")
        return (trimmed(word), 1) if word[0].isalpha() else None

    def open(self, section: list[str], place: int) -> int:
        """Begin a section with the word or the quoted words behind the mark at `place`; 0 where it is no mark.

        A section that was begun already stays as it is: the second mark is text, with a hint.
        """
        word, quoted = self.line.words[place], self.line.quoted(place)
        if not (word[1].isalnum() or quoted) or self.again(section, place):
            return 0
        if quoted:
            section.append(quoted[0])
            return self.close(quoted[1])
        section.append(bare(word[1:]))
        self.section = section
        return 1

    def again(self, value: object, place: int) -> bool:
        """Whether a mark comes a second time, which stays in the text with a hint."""
        again = value is not None and value != []
        if again:
            word = self.line.words[place]
            self.hint(f"{trimmed(word)} stays in the text: one {word[0]} a line.")
        return again

    def takes_who(self, place: int) -> int:
        """Take the one name of a line."""
        named = self.name(place)
        if named is None or named.name is None or self.again(self.who, place):
            return 0
        self.who = named.name
        return self.accept(named)

    def takes_day(self, place: int) -> int:
        """Take the one date of a line."""
        found = self.date(place)
        if found is None or found.date is None or self.again(self.day, place):
            return 0
        self.day = found.date
        return self.close(found.used)

    def wording(self, asked: str) -> str:
        """Return the text; where there are only marks, a hint asks for it."""
        text = self.joined(self.text)
        if self.line.words and not text:
            self.hint(asked)
        return text

    def joined(self, words: Iterable[str]) -> str:
        """Return the words of a section as one text, cut (with a hint) where it is too long for a field."""
        text = " ".join(words)
        if len(text) > FIELD_LIMIT:
            self.hint(cut_notice())
        return clean_line(text)

    def hint(self, hint: str) -> None:
        """Keep a sentence for the person who types."""
        self._hints.append(hint)

    def refuse(self, why: Rejected | None) -> None:
        """Keep the sentence of a refusal, if there is one."""
        if why:
            self.hint(str(why))

    @property
    def hints(self) -> tuple[str, ...]:
        """The first few different hints."""
        return tuple(dict.fromkeys(self._hints))[:MOST_HINTS]
