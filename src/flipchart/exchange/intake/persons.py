"""Names as they stand in lists: one person, or what is no one person's name."""

import re
from collections.abc import Iterable

from flipchart.domain.quick import People, is_nobody
from flipchart.domain.quick.names import ASK_NAME
from flipchart.domain.text import clean_line
from flipchart.domain.vagueness import names_a_group
from flipchart.exchange.intake.vocabulary import ROLES

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
