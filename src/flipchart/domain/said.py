"""Messages that remember what was put into them, so that they can be translated; in English they are plain text.

The domain says everything in English and knows no other language: a rule returns the same value whoever listens.
Whoever shows it looks the message up in a catalogue and puts the same values into the translation.
"""

from collections.abc import Iterable
from typing import Protocol, Self


class Catalogue(Protocol):
    """The messages of one language; the interface of the standard library's `gettext`."""

    def gettext(self, message: str, /) -> str:
        """Return a message, or the English one where there is none."""

    def ngettext(self, one: str, several: str, count: int, /) -> str:
        """Return the form for a count, by the plural rule of the language."""

    def pgettext(self, context: str, message: str, /) -> str:
        """Return a message that means several things, as it is said in one of them."""


class Said(str):
    """An English text that knows the message it was made from, and the values put into it.

    `several` is the message for other counts than one, "" if nothing is counted, and `number` the count. `context`
    tells two meanings of one English message apart.
    """

    message: str
    several: str
    number: int
    context: str
    values: dict[str, object]

    @classmethod
    def of(
        cls, message: str, values: dict[str, object], *, several: str = "", number: int = 1, context: str = ""
    ) -> Self:
        """Return a message with its values put in."""
        text = several if several and number != 1 else message
        self = cls(text.format(**values) if values else text)
        self.message, self.several, self.number = message, several, number
        self.context, self.values = context, values
        return self

    def put(self, catalogue: Catalogue) -> str:
        """Return the text in the language of a catalogue, with its values translated too."""
        if self.several:
            text = catalogue.ngettext(self.message, self.several, self.number)
        elif self.context:
            text = catalogue.pgettext(self.context, self.message)
        else:
            text = catalogue.gettext(self.message) if self.message else ""
        values = {name: put(value, catalogue) for name, value in self.values.items()}
        return text.format(**values) if values else text

    def __str__(self) -> str:
        """Return the words as they are, with what they know: `str` of an error keeps its message."""
        return self


def put(value: object, catalogue: Catalogue) -> object:
    """Return a value of a message: a message is translated, anything else comes back as it is."""
    return value.put(catalogue) if isinstance(value, Said) else value


def say(message: str, /, **values: object) -> Said:
    """Return a message with `values` in its places, each written as "{name}" there."""
    return Said.of(message, values)


def said(text: str) -> Said:
    """Return a text as a message: one that is in no catalogue, as it is."""
    return text if isinstance(text, Said) else Said.of(text, {})


def renamed(text: str, old: str, new: str) -> Said:
    """Return a text with `new` for `old`: in the values of a message, or anywhere in a text that is no message."""
    words = said(text)
    values = {name: _renamed(value, old, new) for name, value in words.values.items()}
    message = words.message if values else words.message.replace(old, new)
    return Said.of(message, values, several=words.several, number=words.number, context=words.context)


def _renamed(value: object, old: str, new: str) -> object:
    if isinstance(value, Said):
        return renamed(value, old, new)
    if value == old:
        return new
    return value.replace(old, new) if isinstance(value, str) else value


def quoted(text: str) -> Said:
    """Return text that people wrote, to put into a message: it is never translated."""
    return Said.of("{words}", {"words": text})


def say_as(context: str, message: str, /, **values: object) -> Said:
    """Return a message whose English words have several meanings, in the one that `context` names."""
    return Said.of(message, values, context=context)


class _Figure(Said):
    """A number as English writes it; other languages use other marks for thousands and decimals."""

    def put(self, catalogue: Catalogue) -> str:
        """Return it with the marks of a language."""
        return self.translate({ord("."): DECIMAL.put(catalogue), ord(","): THOUSANDS.put(catalogue)})


DECIMAL, THOUSANDS = say_as("decimal", "."), say_as("thousands", ",")
"""The marks in a number: before its parts, and between its thousands."""


def figure(text: str) -> Said:
    """Return a number written the English way, "1,234.5", to be shown with each language's own marks."""
    return _Figure.of("{figure}", {"figure": text})


def say_count(one: str, several: str, count: int, /, **values: object) -> Said:
    """Return `one` or `several`; the count is the value "n" in them."""
    return Said.of(one, {"n": figure(f"{count:,}"), **values}, several=several, number=count)


def joined(between: str, parts: Iterable[str]) -> Said:
    """Return parts with the same words between them; a part that is a message is translated by itself."""
    values: dict[str, object] = {f"p{n}": part for n, part in enumerate(parts)}
    return Said.of(between.replace("{", "{{").replace("}", "}}").join(f"{{{name}}}" for name in values), values)
