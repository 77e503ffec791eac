"""The language of the screens: what is said to the room goes through `t`, `tn` or `tp` here.

The current language is one for the whole process, set when a session or the home screen is opened and never while one
is shown. A row, a key's word or a widget has no frame in which it could be given, and one program shows one session.
The domain has no part in it: what it says are values (domain/said.py) that are put into the language here.
"""

from collections.abc import Mapping
from gettext import NullTranslations

from flipchart.domain.said import Said, figure, put
from flipchart.translation import ENGLISH, catalogue

_current: list[NullTranslations] = [ENGLISH]


class _Instead(NullTranslations):
    """A catalogue that replaces some messages by others."""

    def __init__(self, words: NullTranslations, others: Mapping[str, str]) -> None:
        super().__init__()
        self._words, self._others = words, others

    def gettext(self, message: str) -> str:
        return self._words.gettext(self._others.get(message, message))

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self._words.ngettext(self._others.get(msgid1, msgid1), self._others.get(msgid2, msgid2), n)

    def pgettext(self, context: str, message: str) -> str:
        return self._words.pgettext(context, message)


def speak(language: str | None, instead: Mapping[str, str] | None = None) -> None:
    """Say everything in this language from now on; English where it is None or one that we do not have.

    `instead` maps messages to those that replace them, both in English as in the source.
    """
    words = catalogue(language)
    _current[0] = _Instead(words, instead) if instead else words


def spoken() -> object:
    """Return the current language (and replacements), as a part of a cache key for words made in it."""
    return _current[0]


def t(message: str, /, **values: object) -> str:
    """Return a message in the current language, with `values` in its places.

    What the domain said comes with its values. A text that is no message, such as what people wrote, stays as it is.
    """
    words = _current[0]
    if isinstance(message, Said):
        return message.put(words)
    text = words.gettext(message) if message else ""
    return text.format(**{name: put(value, words) for name, value in values.items()}) if values else text


def voiced(text: str) -> str:
    """Return what the domain said in the current language; any other text as it is, since it may be people's own."""
    return text.put(_current[0]) if isinstance(text, Said) else text


def tn(one: str, several: str, count: int, /, **values: object) -> str:
    """Return `one` or `several` by the plural rule of the current language; the count is the value "n" in them."""
    words = _current[0]
    text = words.ngettext(one, several, count)
    return text.format(
        n=put(figure(f"{count:,}"), words), **{name: put(value, words) for name, value in values.items()}
    )


def labelled(label: str, text: str) -> str:
    """Return a text behind what it is, with a colon as the current language writes it."""
    return t("{label}: {text}", label=label, text=text)


def tp(context: str, message: str) -> str:
    """Return a message whose English words mean several things, in the one that `context` names."""
    return _current[0].pgettext(context, message)
