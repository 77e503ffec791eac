"""Reads a line's marks from left to right; whatever is not a mark, or cannot be read, stays in the text."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Self, TypeVar

from flipchart.domain.errors import Rejected
from flipchart.domain.quick.names import QUOTES, Line, Named, People, bare, begins_name, trimmed
from flipchart.domain.said import say
from flipchart.domain.text import FIELD_LIMIT, clean_line, cut_notice, folded
from flipchart.domain.when import DateOrder, Language, Lead, day, lead, says_eve

MOST_HINTS = 5

Kind = TypeVar("Kind", bound=str)
"""A word of a mark's own, as the file has it."""


def meant(typed: str, kinds: Iterable[Kind], spellings: Mapping[Kind, tuple[str, ...]]) -> list[Kind]:
    """Return the kinds that a word or its beginning stands for, in English or else by a language's spellings."""
    begun = folded(typed)
    return [kind for kind in kinds if kind.startswith(typed.casefold())] or [
        kind for kind, words in spellings.items() if any(folded(it).startswith(begun) for it in words)
    ]


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
        self.language: Language = None
        self.text: list[str] = []
        self.section = self.text
        self._tags: list[tuple[list[str], bool]] = []
        self.new: list[str] = []
        self.who: str | None = None
        self.day: dt.date | None = None
        self._hints: list[str] = []

    def speaking(self, language: Language) -> Self:
        """Return this reader with the language of its dates."""
        self.language = language
        return self

    def walk(self, handlers: Mapping[str, Callable[[int], int]]) -> None:
        """Read the whole line; `handlers` has one handler for every mark's character."""
        place, words = 0, self.line.words
        while place < len(words):
            handler = handlers.get(words[place][0]) if len(words[place]) > 1 else None
            used = handler(place) if handler else 0
            if handler and not used and self._in_tag():
                self.close(0)
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
        words = (first, *rest)
        found = lead(words, self.now.date(), self.order, self.language)
        if found is None:
            if first[:1].isalnum() or (first and set(first) <= set("?-–—….")):
                self.hint(say("“{first}” is not a date; it stays in the text.", first=trimmed(first) or first))
            return None
        self.refuse(found.refused)
        self.eve(found, words)
        return found

    def eve(self, found: Lead, words: Sequence[str]) -> None:
        """Add a hint that "before friday" was read as the day before."""
        phrase = " ".join(words[: found.used])
        if found.date is not None and says_eve(phrase, self.language):
            self.hint(
                say("“{phrase}” is the day before: {day}.", phrase=phrase, day=day(found.date, self.now.date()))
            )

    def word(self, place: int) -> tuple[str, int] | None:
        """Return the word or the quoted words behind the mark at `place`, and how many words it takes."""
        if quoted := self.line.quoted(place):
            return quoted
        word = self.line.words[place][1:]
        if word[0] in QUOTES:
            self.hint(say("{words} cannot be read: close the quote.", words=self.line.words[place]))
        return (trimmed(word), 1) if word[0].isalpha() else None

    def takes_tag(self, place: int) -> int:
        """Begin the section of a #: the quoted words behind it, or all up to the next mark; 0 if it is text."""
        if quoted := self.line.quoted(place):
            self._tags.append(([quoted[0]], True))
            return self.close(quoted[1])
        word = self.line.words[place][1:]
        if word[0] in QUOTES:
            self.hint(say("{words} cannot be read: close the quote.", words=self.line.words[place]))
        if not word[0].isalpha():
            if any(sign.isalpha() or sign in "$£€¥" for sign in word) and word[0] not in QUOTES:
                self.hint(
                    say(
                        '#{word} stays in the text: what a step needs begins with a letter, or is quoted: #"{word}".',
                        word=word,
                    )
                )
            return 0
        self.section = [word]
        self._tags.append((self.section, False))
        return 1

    def takes_one_tag(self, place: int) -> int:
        """Take the #, of which the line may have only one."""
        return 0 if self._tags and self.again(self._tags, place) else self.takes_tag(place)

    @property
    def tags(self) -> tuple[str, ...]:
        """What the line's # name, each once; the punctuation that ends a clause is no part of it."""
        texts = (self.joined(words if quoted else [trimmed(" ".join(words))]) for words, quoted in self._tags)
        return tuple(dict.fromkeys(texts))

    def _in_tag(self) -> bool:
        return any(words is self.section for words, _ in self._tags)

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
        """Whether a mark comes a second time; it then stays in the text, with a hint."""
        again = value is not None and value != []
        if again:
            word = self.line.words[place]
            self.hint(say("{word} stays in the text: one {word2} a line.", word=trimmed(word), word2=word[0]))
        return again

    def takes_who(self, place: int) -> int:
        """Take the name, of which the line may have only one."""
        named = self.name(place)
        if named is None or named.name is None or self.again(self.who, place):
            return 0
        self.who = named.name
        return self.accept(named)

    def takes_day(self, place: int) -> int:
        """Take the date, of which the line may have only one."""
        found = self.date(place)
        if found is None or found.date is None or self.again(self.day, place):
            return 0
        self.day = found.date
        return self.close(found.used)

    def repeats(self, place: int, kinds: Iterable[str]) -> bool:
        """Whether a second value of the same kind directly follows a mark's value; a hint then asks about it."""
        ended = self.line.words[place - 1][-1] in ",;:."
        behind = "" if ended else trimmed("".join(self.line.words[place : place + 1])).casefold()
        if behind in kinds:
            self.hint(say("{words} or #{behind}? Type one of them.", words=self.line.words[place - 1], behind=behind))
        return behind in kinds

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
        """Add a hint for the person who types."""
        self._hints.append(hint)

    def refuse(self, why: Rejected | None) -> None:
        """Add the sentence of a refusal to the hints, if there is one."""
        if why:
            self.hint(str(why))

    @property
    def hints(self) -> tuple[str, ...]:
        """The first few different hints."""
        return tuple(dict.fromkeys(self._hints))[:MOST_HINTS]
