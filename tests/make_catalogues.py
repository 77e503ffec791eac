"""Brings the catalogues of messages in src/flipchart/locale up to date: `python tests/make_catalogues.py`.

Collects every message of the source and of the built-in agendas, puts the new ones into each `.po` file, takes out
those that are gone, fills in the names of days and months by Babel (CLDR), and makes the `.mo` files. At the end it
names what has no words yet.
"""

import ast
import datetime as dt
import io
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import tomli
from babel import Locale
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

import flipchart
from flipchart.domain.when.tables import MONTH_NAMES, WEEKDAY_NAMES
from flipchart.store.config import LANGUAGES
from flipchart.translation import DOMAIN
from flipchart.tui.text.keys import KEYS

SOURCE = Path(flipchart.__file__).parent
OTHERS = tuple(code for code in LANGUAGES if code != "en")
PLURALS = {code: "nplurals=2; plural=(n > 1);" if code == "fr" else "nplurals=2; plural=(n != 1);" for code in OTHERS}
"""The plural rules: in French none is singular. CLDR has a third form of millions, which nothing here counts."""


class Message(NamedTuple):
    """A message of the source: its English words, their plural, what tells its meaning apart, and where it stands."""

    one: str
    several: str = ""
    context: str = ""
    place: str = ""

    @property
    def id(self) -> str | tuple[str, str]:
        """As catalogues have it."""
        return (self.one, self.several) if self.several else self.one


# Where words are messages: what is given to these functions by its place, and what stands under these names.
SAYING = {"t": 0, "say": 0, "said": 0}
COUNTING = {"tn": 0, "say_count": 0}
MEANING = {"tp": 0, "say_as": 0}
SENTENCES = {
    "ListKey": (3, 4, 7), "hint": (0,), "wording": (0,), "Rejected": (0, 1), "Question": (1,), "Piece": (2, 3),
    "_item": (0,), "find": (2,), "find_live": (2,), "is_new": (2,), "worded": (1,), "changed": (1,),
}  # fmt: skip
NAMED = {"Outcome": ("notice", "refused"), "Echo": ("hint",), "ListKey": ("short", "word")}
ATTRIBUTES = ("adds", "asked", "wanted", "verb", "passes", "label")
METHODS = ("label", "invitation", "enters")
ENGLISH = ("cli/", "exchange/writers/")
"""Where words stay English: commands, and files that are written."""
KEY_IDS = {key.id for key in KEYS}


def messages() -> Iterator[Message]:
    """Yield every message of the source, of the keys and of the built-in agendas, in the order of the files."""
    for path in (
        it for it in sorted(SOURCE.rglob("*.py")) if not it.relative_to(SOURCE).as_posix().startswith(ENGLISH)
    ):
        place = path.relative_to(SOURCE).as_posix()
        yield from (found._replace(place=place) for found in of_code(path.read_text("utf-8")))
    for key in KEYS:
        yield from (Message(words, place="tui/text/keys.py") for words in (key.word, key.help, key.group) if words)
    for path in sorted((SOURCE / "agendas").glob("*.toml")):
        yield from (
            Message(text, place=f"agendas/{path.name}") for text in of_agenda(tomli.loads(path.read_text("utf-8")))
        )
    for name in (*WEEKDAY_NAMES, *MONTH_NAMES):
        yield from (
            Message(name, place="domain/when/saying.py"),
            Message(name[:3], context="short", place="domain/when/saying.py"),
        )


def of_agenda(table: object, key: str = "") -> Iterator[str]:
    """Yield the texts of an agenda, but not the words by which the program knows its kinds."""
    if isinstance(table, dict):
        for name, value in table.items():
            yield from of_agenda(value, name)
    elif isinstance(table, list):
        for value in table:
            yield from of_agenda(value, key)
    elif isinstance(table, str) and key != "kind":
        yield table


def of_code(text: str) -> Iterator[Message]:
    """Yield the messages of a module."""
    nodes = list(ast.walk(ast.parse(text)))
    types = {id(node.slice) for node in nodes if isinstance(node, ast.Subscript)}
    for node in (it for it in nodes if id(it) not in types):
        if isinstance(node, ast.Tuple) and len(node.elts) > 1 and _outcome(node.elts[-1]):
            yield from (found for part in node.elts[:-1] for found in _texts(part) if found.one not in KEY_IDS)
        if isinstance(node, ast.Call):
            yield from _of_call(node)
        elif isinstance(node, ast.Tuple) and len(node.elts) == 2:
            name, words = (_text(part) for part in node.elts)
            yield from [Message(words)] if name in KEY_IDS and words and words not in KEY_IDS else []
            yield from [Message(name, words)] if "{n}" in name and "{n}" in words else []
        elif isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
            names = [
                it.id
                for it in (node.targets if isinstance(node, ast.Assign) else [node.target])
                if isinstance(it, ast.Name)
            ]
            yield from _texts(node.value) if any(name in ATTRIBUTES for name in names) else []
        elif isinstance(node, ast.FunctionDef) and node.name in METHODS:
            for part in ast.walk(node):
                yield from _texts(part.value) if isinstance(part, ast.Return) and part.value is not None else []


def _outcome(node: ast.expr) -> bool:
    """Whether an expression is what follows an answer: then the words beside it are the answer's."""
    call = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("Outcome", "_does")
    return call or (isinstance(node, ast.Name) and node.id in ("NOTHING", "REOPENED", "leave"))


def _of_call(call: ast.Call) -> Iterator[Message]:
    name = call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")
    given = [_text(part) for part in call.args]
    if name in SAYING and given[:1] != [""]:
        yield from _texts(call.args[0])
    elif name in COUNTING:
        yield Message(given[0], given[1])
    elif name in MEANING:
        yield Message(given[1], context=given[0])
    elif name == "counted" and len(given) > 1 and given[1]:
        yield Message(f"{{n}} {given[1]}", f"{{n}} {([*given, ''])[2] or given[1] + 's'}")
    for place in SENTENCES.get(name, ()):
        yield from _texts(call.args[place]) if place < len(call.args) else []
    for word in call.keywords:
        yield from _texts(word.value) if word.arg in NAMED.get(name, ()) else []


def _texts(node: ast.expr) -> Iterator[Message]:
    """The messages that an expression may be: itself, or either side of a choice."""
    if isinstance(node, ast.IfExp):
        yield from _texts(node.body)
        yield from _texts(node.orelse)
    elif isinstance(node, ast.BoolOp):
        for part in node.values:
            yield from _texts(part)
    elif text := _text(node):
        yield Message(text)


def _text(node: ast.expr) -> str:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


@cache
def template() -> Catalog:
    """Return every message once, with the places where it stands."""
    found = Catalog()
    for it in messages():
        found.add(it.id, locations=[(it.place, 0)], context=it.context or None)
    return found


def po_path(language: str) -> Path:
    """Return where the messages of a language are written."""
    return SOURCE / "locale" / language / "LC_MESSAGES" / f"{DOMAIN}.po"


def known(language: str) -> Catalog:
    """Return the catalogue of a language as it stands in its file."""
    if not po_path(language).exists():
        return _empty(language)
    with po_path(language).open("rb") as file:
        return read_po(file, locale=language)


def _empty(language: str) -> Catalog:
    catalogue = Catalog(locale=language, header_comment="", fuzzy=False)
    catalogue.mime_headers = [("Plural-Forms", PLURALS[language])]
    return catalogue


def updated(language: str) -> Catalog:
    """Return the catalogue of a language with every message of today and no other."""
    old, new = known(language), _empty(language)
    for it in template():
        if it.id:
            said = old.get(it.id, it.context)
            words = said.string if said is not None else ("", "") if it.pluralizable else ""
            new.add(it.id, words or named_by_cldr(language, it.id, it.context), it.locations, context=it.context)
    return new


def named_by_cldr(language: str, name: object, context: str | None) -> str:
    """Return the name of a day or a month as CLDR has it in dates, without its dot, or "" for other words."""
    width = "abbreviated" if context == "short" else "wide"
    locale = Locale.parse(language)
    for names, table, first in ((WEEKDAY_NAMES, locale.days, 0), (MONTH_NAMES, locale.months, 1)):
        cut = [it[:3] if context == "short" else it for it in names]
        if name in cut:
            return str(table["format"][width][cut.index(str(name)) + first]).rstrip(".")
    return ""


def as_po(catalogue: Catalog, language: str) -> bytes:
    """Return the file of a catalogue, the same for the same messages: without dates and lines."""
    head = (f'msgid ""\nmsgstr ""\n"Language: {language}\\n"\n"MIME-Version: 1.0\\n"\n'
            '"Content-Type: text/plain; charset=utf-8\\n"\n"Content-Transfer-Encoding: 8bit\\n"\n'
            f'"Plural-Forms: {PLURALS[language]}\\n"\n\n')  # fmt: skip
    out = io.BytesIO()
    write_po(out, catalogue, width=118, omit_header=True, include_lineno=False)
    return head.encode() + out.getvalue()


MADE = dt.datetime(2026, 11, 28, tzinfo=dt.UTC)
"""The day in the head of a file, which would else be another at each making."""


def as_mo(language: str) -> bytes:
    """Return what the program reads, made of the `.po` file."""
    out, catalogue = io.BytesIO(), known(language)
    catalogue.creation_date = catalogue.revision_date = MADE
    write_mo(out, catalogue)
    return out.getvalue()


def untranslated(language: str) -> list[str]:
    """Return the messages that a catalogue has no words for."""
    return [
        str(it.id)
        for it in known(language)
        if it.id and not all([*it.string] if isinstance(it.string, tuple) else [it.string])
    ]


def main() -> None:
    """Bring all catalogues up to date."""
    for language in OTHERS:
        path = po_path(language)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(as_po(updated(language), language))
        path.with_suffix(".mo").write_bytes(as_mo(language))
        missing = untranslated(language)
        sys.stdout.write(f"{language}: {len(missing)} of {len(template())} without words\n")
        sys.stdout.writelines(f"  {it}\n" for it in missing)


if __name__ == "__main__":
    main()
