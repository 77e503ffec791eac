"""Who is meant by the words in a cell or a line of minutes: one person of the group, a new one, or nobody yet."""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from flipchart.domain.quick import People, is_nobody
from flipchart.domain.quick.names import ASK_NAME
from flipchart.domain.text import clean_line
from flipchart.domain.vagueness import PARTICLES, TITLES, names_a_group
from flipchart.exchange.readers.vocabulary import (
    DEGREES,
    NOBODY,
    ROLE_ENDS,
    ROLES,
    ROLES_ALONE,
    folded,
)

LONGEST = 80
"""The most characters that a person's name can have."""

_WORD = r"[^\W\d_]+(?:['’.-]+[^\W\d_]+)*\.?"
_NAME = re.compile(rf"{_WORD}(?: {_WORD}){{0,3}}")
BETWEEN = re.compile(r"[,;/&+\n]| and | und | et | y | e | en ")
_DASHED = re.compile(r"\s[–-]\s?")
_ASIDE = re.compile(r"(?P<name>[^()\[\]]+?)\s*[(\[](?P<aside>[^()\[\]]+)[)\]]\s*")
_MAIL = re.compile(
    r"(?:(?P<name>[^<>@(]+?)\s*(?=[<(]))?[<(]?(?:mailto:)?(?P<local>[\w.+-]+)@[\w-]+(?:\.[\w-]+)+[>)]?"
)
_DOTTED = re.compile(r"(?:[^\W\d_]\.){2,4}")
_BEHIND = re.compile(r"(?P<name>[^,/–]+?)\s*(?:,|/| [–-] )\s*(?P<aside>.+)")
_LINK = re.compile(r"\[([^\]]+)\]\([^)\s]+\)")
_SHAREPOINT = re.compile(r"(?:^|;#)\d+;#")
"""The number that SharePoint writes before each name."""
_MARKS = re.compile(r"\*\*|__|[`*~]|^@|\[\d{1,3} ?%\]")
_TO_FILL_IN = re.compile(r"`?(?:\[[^\[\]]+\]|<[^<>@]+>|\{+[^{}]+\}+)`?")
"""A word that a form has where a name is to be written."""


class Who(NamedTuple):
    """The one person whom words name, with whatever else they say; "" and a sentence if they name none.

    If several are named and nothing tells which of them is the owner, all are `helpers`.
    """

    name: str
    aside: str = ""
    hint: str = ""
    helpers: tuple[str, ...] = ()


@lru_cache(maxsize=1024)
def who(text: str, people: People) -> Who:
    """Return the one person whom a cell names; a role, a group, several people and nobody are none."""
    text = _SHAREPOINT.sub(lambda it: ", " if it.start() else "", text) if ";#" in text else text
    bare = _MARKS.sub("", _LINK.sub(r"\1", clean_line(text))).strip(" \t|[]_")
    if "\n" in text.strip() or len(bare) > LONGEST:
        return _together(text, people) or _none(bare[:LONGEST])
    bare = _LABELS.sub("", bare)
    if {bare.casefold(), bare.casefold().replace(".", "")} & NOBODY or is_nobody(bare):
        return _none(bare)
    first, *others = known = known_in(bare, people)
    if first or others:
        return (
            Who(first, "asked" if "?" in bare else "")
            if not others
            else Who("", hint=" or ".join(known[1:]) + f": {ASK_NAME}")
        )
    if _TO_FILL_IN.fullmatch(text.strip()) and (" " not in bare or bare[0].islower()):
        return _none(bare)
    read = _with_helpers(bare, people) or _with_more(bare, people) or newcomer(bare)
    return read if read.name else _together(f"@{bare}" if text.lstrip().startswith("@") else bare, people) or read


def _with_helpers(bare: str, people: People) -> Who | None:
    """Read "Noor Haddad (with Piet Vos)", "Noor, supported by Piet" and "Noor (lead), Piet"."""
    if found := _WITH.fullmatch(bare):
        owner, (helpers, hint) = who(found["name"].strip(" ,;("), people), persons(found["rest"].strip(" )"), people)
        return Who(owner.name, helpers=helpers) if owner.name and helpers and not hint else None
    parts = [part.strip() for part in BETWEEN.split(bare) if part.strip()]
    leads = [part for part in parts if _LEADS.search(part)]
    if len(leads) != 1 or len(parts) < 2:
        return None
    owner = who(_LEADS.sub("", leads[0]).strip(), people)
    helpers, hint = persons(", ".join(part for part in parts if part is not leads[0]), people)
    return Who(owner.name, helpers=helpers) if owner.name and helpers and not hint else None


_WITH = re.compile(
    r"(?P<name>.+?)\s*[,;(]?\s*\b(?:with|w/|supported by|support(?:ed)?:|assisted by|helped by|mit|avec|con|com|met)"
    r"\s+(?:(?:the )?(?:support|help) (?:from|of|by) )?(?P<rest>.+)",
    re.IGNORECASE,
)
_LEADS = re.compile(r"\s*[(\[](?:lead|owner|chair|responsible|resp\.?|r|leitung|pilote|trekker)[)\]]", re.IGNORECASE)
_LABELS = re.compile(r"^(?:lead|owner|action|responsible|resp\.?|assigned to|assignee)\s*:\s*", re.IGNORECASE)


def _together(text: str, people: People) -> Who | None:
    """Read several people, each known or named in full; one of them owns it, which nobody but the group can say."""
    if _DASHED.search(text) and not BETWEEN.search(text):
        text = _DASHED.sub(", ", text)
    if not BETWEEN.search(text):
        return None
    names, hint = persons(text, people)
    marked = {part.strip().removeprefix("@") for part in BETWEEN.split(text) if part.strip().startswith("@")}
    if hint or len(names) < 2 or not all(name in people.names or " " in name or name in marked for name in names):
        return None
    return Who("", hint=f"{', '.join(names[:-1])} or {names[-1]}: {ASK_NAME}", helpers=names)


def _none(bare: str) -> Who:
    return Who("", hint=f"'{bare}' is not read as one person: {ASK_NAME}")


def known_in(bare: str, people: People) -> list[str]:
    """Return the one known person first; else "" followed by those who match, if any."""
    words = bare.split()
    while len(words) > 2 and words[-1].casefold().strip(".,()") in DEGREES:
        words = words[:-1]
    named = people.known(words) if words else None
    if named and named.used == len(words) and not is_nobody(bare):
        return [named.name] if named.name else ["", *_fits(words, people)]
    if len(words) > 1 and words[0].casefold().rstrip(".") in TITLES:
        return known_in(" ".join(words[1:]), people)
    bare = " ".join(words)
    fits = _fits([bare.replace(".", "")] if _DOTTED.fullmatch(bare) else words, people)
    return fits if len(fits) == 1 else ["", *fits]


def known_person(words: str, people: People) -> str:
    """Return the one person of the group whom words name, "" where they name none or several."""
    return known_in(words, people)[0]


def _fits(words: list[str], people: People) -> list[str]:
    """The known people whose name these words are, with accents, initials or parts left out."""
    asked = [folded(word).rstrip(".,") for word in words]
    if not asked or not all(word.isalpha() or "-" in word or "'" in word for word in asked):
        return []
    # A name of signs only is empty once folded.
    return [name for name in people.names if (bare := folded(name).split()) and _is_short_for(asked, words, bare)]


def _is_short_for(asked: list[str], words: list[str], name: list[str]) -> bool:
    if asked == name or (len(asked) == 1 and len(asked[0]) > 2 and asked[0] in (*name, "".join(name))):
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
        address = f"{mail['local']}@{bare.rpartition('@')[2].rstrip(' >)')}"
        if mail["name"] and (found := who(mail["name"].strip(' "'), people)).name:
            return found._replace(aside=", ".join(filter(None, (found.aside, address))))
        parts = re.split(r"[._+-]+", mail["local"])
        known = known_in(" ".join(parts), people) if len(parts) > 1 else [""]
        return Who(known[0], address) if known[0] else _none(bare)
    if aside := _ASIDE.fullmatch(bare):
        known = known_in(aside["name"], people)
        whole = known[0] or (_reversed(aside["name"], people))
        if not whole and len(aside["name"].split()) > 1:
            whole = newcomer(aside["name"]).name
        other = aside["aside"]
        if not whole and _is_role(aside["name"].split()) and "?" not in other:
            # "Ward manager (Noor Haddad)"
            whole, other = known_in(other, people)[0], aside["name"]
        return Who(whole, other) if whole else _none(bare)
    name = _reversed(bare, people)
    behind = _BEHIND.fullmatch(bare) if not name else None
    if behind and known_in(behind["aside"], people)[0]:
        return None
    if behind and _is_no_name(behind["aside"]) and (person := known_in(behind["name"], people)[0]):
        return Who(person, behind["aside"])
    return Who(name) if name else None


_ATTENDEE = re.compile(r"(?P<name>[^,;/|()\[\]–—:]+?)\s*(?P<aside>(?:[,;/|(\[–—:]|\s-\s).*)")


def attendee(text: str, people: People) -> Who:
    """Return who is meant in a list of people present: "Andrew Reid (he/him), NIST", "Mats (online)"."""
    found = who(text, people)
    parts = _ATTENDEE.fullmatch(clean_line(text))
    if found.name or found.helpers or parts is None:
        return found
    said = parts["name"].strip()
    name = known_in(said, people)[0] or ("" if said.casefold() in NOBODY else newcomer(said).name)
    return Who(name, parts["aside"].strip(" ,;/|–—:-")) if name else found


def _is_no_name(words: str) -> bool:
    """Whether what stands behind a name is a degree, a role or a place: "PhD", "Ward 5"."""
    parts = words.casefold().replace(".", "").split()
    short = words.isupper() and words.isalpha() and len(words) <= 5
    return short or any(map(str.isdigit, words)) or _is_role(parts) or bool(DEGREES.intersection(parts))


def _reversed(bare: str, people: People) -> str:
    """Return the known person whose last name stands first, "" where there is none."""
    last, comma, first = bare.partition(",")
    return known_in(f"{first.strip()} {last.strip()}", people)[0] if comma and first.strip() else ""


_LAST_FIRST = re.compile(rf"(?P<last>{_WORD}(?: {_WORD})?), (?P<first>{_WORD}(?: {_WORD})?)")


def last_name_first(cells: Iterable[str], known: People) -> list[str]:
    """Return the people in cells such as "Haddad, Noor", first name first; none if a cell may be two people.

    Two such cells are enough, or one beside people named in full: no name stands on both sides of a comma, and none
    is known as a person by itself.
    """
    pairs = [found for cell in sorted(cells) if (found := _LAST_FIRST.fullmatch(clean_line(cell)))]
    first, last = {it["first"] for it in pairs}, {it["last"] for it in pairs}
    alone = any(known_in(name, known) != [""] for name in first | last)
    names = [newcomer(f"{it['first']} {it['last']}").name for it in pairs if it[0][0].isupper()]
    if alone or first & last or len(pairs) + len(known.names) < 2 or len(names) < len(pairs):
        return []
    return list(filter(None, names))


_POLITE = frozenset({
    "mr", "mrs", "ms", "miss", "herr", "frau", "hr", "fr", "m", "mme", "mlle", "sr", "sra", "dhr", "mevr", "mw",
})  # fmt: skip
"""Titles that anybody has, which say nothing of a person who is named in full."""
_MISTER = ("Hr.", "Hr")
"""One of them, which in capitals is a department."""


def newcomer(bare: str) -> Who:
    words = bare.split()
    if len(words) > 2 and words[0].casefold().rstrip(".") in _POLITE and len(words[1].rstrip(".")) > 1:
        words = words[1:]
    name = " ".join(words)
    if len(bare) < 2 and bare.isascii():
        return _none(bare)
    # Names of five words and more have one such as "da" among them.
    core = [word for word in words if word.casefold() not in PARTICLES] or words
    unlike = not _NAME.fullmatch(" ".join(core)) or _is_role(words[words[0] in _MISTER :])
    unlike = unlike or name.casefold() in ROLES_ALONE
    if is_nobody(bare) or names_a_group(bare) or unlike:
        return _none(bare)
    # "New starter" is nobody's name; one that is typed in small letters throughout may be.
    small = [word for word in words[1:] if word[0].islower()]
    if words[0][0].isupper() and any(re.split(r"[-’']", word)[0] not in PARTICLES for word in small):
        return _none(bare)
    return Who(name)


def person(text: str, people: People) -> tuple[str, str]:
    """Return the one person whom a cell names and "", else "" and a sentence: a role, a group, several, nobody."""
    found = who(text, people)
    return found.name, found.hint


def persons(text: str, people: People) -> tuple[tuple[str, ...], str]:
    """Return several people, separated by commas or the like; none of them if one cannot be read."""
    read = [person(part, people) for part in BETWEEN.split(text) if part.strip()]
    hint = next((hint for _, hint in read if hint), "")
    return ((), hint) if hint else (tuple(dict.fromkeys(name for name, _ in read)), "")


def _is_role(words: Iterable[str]) -> bool:
    bare = [word.strip(".,()").casefold() for word in words]
    return any(word in ROLES or word.endswith(ROLE_ENDS) for word in bare)
