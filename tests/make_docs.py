"""Writes the tables in docs/ and the manual page anew, from the program itself: `python tests/make_docs.py`."""

import argparse
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

from flipchart import __version__
from flipchart.cli.frame.help_text import ENVIRONMENT, EXAMPLES, EXIT_CODES, SESSION
from flipchart.cli.frame.parser import VERBS, built
from flipchart.domain.record import REQUIRED, Record, defaults
from flipchart.domain.session import Session
from flipchart.exchange.templates.agenda_template import load_template
from flipchart.exchange.templates.template_list import template_names
from flipchart.store.config import SETTINGS
from flipchart.store.tables import MODELS
from flipchart.tui.text.keys import KEYS, Key

DOCS = Path(__file__).parent.parent / "docs"

SAID = {
    "plus": "+", "equals_sign": "=", "minus": "-", "full_stop": ".", "comma": ",", "question_mark": "?",
    "pagedown": "page down", "pageup": "page up", "escape": "esc", "delete": "del",
}  # fmt: skip
"""What people call the keys that the program knows by other names."""

ANSWERS = re.compile(r"answer\.[1-9]")


def said(name: str) -> str:
    """Return a key as people call it: `F5`, `page down`, `+`."""
    name = SAID.get(name) or SAID.get(name.removeprefix("shift+")) or name
    return name.upper() if re.fullmatch(r"f\d+", name) else name


def key_rows(keys: tuple[Key, ...] = KEYS) -> Iterator[str]:
    """Yield the rows of the table: a heading for each group, then its keys, the nine answers as one."""
    yield from ("| key | does | id |", "|---|---|---|")
    for group, members in groupby(keys, key=lambda key: key.group):
        yield f"| **{group}** | | |"
        for key in members:
            if not ANSWERS.fullmatch(key.id):
                names = dict.fromkeys(said(name) for name in key.keys.split(","))
                yield f"| {' '.join(f'`{name}`' for name in names)} | {key.help} | `{key.id}` |"
            elif key.id == "answer.1":
                yield f"| `1` … `9` | {key.help} | `answer.1` … |"


def usage(verb: str) -> str:
    """Return how a command is typed, without what may be left out: `new TITLE`."""
    parser: Any = next(it for it in built(whole=True)._actions if it.dest == "verb").choices
    first = parser[verb].usage.splitlines()[0].removeprefix("flipchart ")
    return re.sub(r" \[[^]]*\]| …", "", first)


def command_rows() -> Iterator[str]:
    """Yield the rows of the table of commands."""
    yield from ("| command | does |", "|---|---|", "| `flipchart` | the home screen |")
    for verb, summary in VERBS.items():
        yield f"| `flipchart {usage(verb)}` | {summary} |"


def setting_rows() -> Iterator[str]:
    """Yield the rows of the table of settings."""
    yield from ("| setting | does | may be | default |", "|---|---|---|---|")
    for name, it in SETTINGS.items():
        yield f"| `{name}` | {it.does} | {it.may_be} | {it.unset or f'`{it.default}`'} |"


def file_rows() -> Iterator[str]:
    """Yield the rows of the table of the file's tables and keys, from the models; keys that must be there in bold."""
    yield from ("| table | what it is | keys |", "|---|---|---|")
    yield f"| top level | {_first_sentence(Session)} | {_keys_of(Session, leave_out=frozenset(MODELS))} |"
    for table, model in MODELS.items():
        yield f"| `[[{table}]]` | {_first_sentence(model)} | {_keys_of(model)} |"


def agenda_rows() -> Iterator[str]:
    """Yield the rows of the table of agendas: whom each is for, and its stages with their minutes."""
    yield from ("| agenda | for | stages and minutes |", "|---|---|---|")
    for name in template_names():
        template = load_template(name)
        stages = ", ".join(f"{it.title} {it.minutes:g}" for it in template.stages)
        yield f"| `{name}`, {template.minutes:g} | {' '.join(template.for_.split())} | {stages} |"


def _first_sentence(model: type[Record]) -> str:
    words = " ".join((model.__doc__ or "").split())
    return words.partition(". ")[0].rstrip(".").replace("|", "\\|")


def _keys_of(model: type[Record], leave_out: frozenset[str] = frozenset()) -> str:
    keys = [(name, value is REQUIRED) for name, value in defaults(model).items() if name not in leave_out]
    return ", ".join(f"**`{name}`**" if needed else f"`{name}`" for name, needed in keys)


TABLES: dict[str, tuple[str, Callable[[], Iterator[str]]]] = {
    "keys": ("keys.md", key_rows),
    "commands": ("commands.md", command_rows),
    "settings": ("settings.md", setting_rows),
    "file": ("file.md", file_rows),
    "agendas": ("guide.md", agenda_rows),
}
"""The name of each table's marks, the page that it stands on, and its rows."""


def rewritten(name: str, text: str) -> str:
    """Return a page with its table as it should be. Raises ValueError without the marks."""
    return _between(text, name, TABLES[name][1]())


def _between(text: str, name: str, rows: Iterable[str]) -> str:
    first, last = f"<!-- {name} -->\n", f"<!-- /{name} -->"
    if text.count(first) != 1 or text.count(last) != 1:
        raise ValueError(f"The page needs one pair of marks {first.strip()} and {last}, each on a line.")
    table = "\n".join(rows)
    before, rest = text.split(first)
    return f"{before}{first}{table}\n{last}{rest.split(last)[1]}"


MANUAL = DOCS / "flipchart.1"

MANUAL_DAY = "2026-11-28"
"""The day on which the form of the manual page was last changed."""


def manual() -> str:
    """Return the manual page (man(7)), made from the parser: each command with its arguments and examples."""
    parser = built(whole=True)
    verbs: Any = next(action for action in parser._actions if action.dest == "verb")
    everywhere = tuple(action.dest for action in parser._actions)
    lines = [
        f'.TH FLIPCHART 1 {MANUAL_DAY} "flipchart {__version__}" "User commands"',
        ".SH NAME", r"flipchart \- a workshop's agenda, clock and plan in a terminal",
        ".SH SYNOPSIS", r"\fBflipchart\fR [\fIoptions\fR] [\fIcommand\fR ...]",
        ".SH DESCRIPTION", roff(parser.description or ""), ".PP", roff(SESSION),
        ".SH OPTIONS", "They stand before or after a command.", *_arguments(parser, hidden=("verb",)),
        ".SH COMMANDS",
    ]  # fmt: skip
    for name, verb in verbs.choices.items():
        lines += [f".SS flipchart {roff(usage(name))}", roff(verb.description), *_arguments(verb, hidden=everywhere)]
        lines += [line for it in EXAMPLES.get(name, ()) for line in (".PP", ".EX", roff(it), ".EE")]
    for title, pairs in (("ENVIRONMENT", ENVIRONMENT), ("EXIT STATUS", EXIT_CODES)):
        lines += [f".SH {title}", *(line for name, does in pairs.items() for line in _entry(name, does))]
    lines += [".SH FILES", *_entry("~/Documents/Flipchart", "the sessions, unless another folder is named")]
    lines += [".PP", r"\fBflipchart config\fR tells where everything else is.", ""]
    return "\n".join(lines)


def _arguments(parser: argparse.ArgumentParser, hidden: tuple[str, ...]) -> Iterator[str]:
    """Yield what a command takes, but its help and what is hidden."""
    for action in parser._actions:
        if action.dest in hidden:
            continue
        value = "" if action.nargs == 0 else str(action.metavar or "|".join(map(str, action.choices or ())))
        name = f"{', '.join(action.option_strings)} {value}".strip()
        yield from _entry(name, action.help or "")


def _entry(name: str, does: str) -> tuple[str, ...]:
    return (".TP", f"\\fB{roff(name)}\\fR", roff(does.replace("%%", "%")))


def roff(text: str) -> str:
    """Return a text as roff takes it literally: hyphens that can be copied, no line that is taken for a request."""
    plain = text.replace("\\", "\\e").replace("-", "\\-").replace("'", "\\(aq").replace("~", "\\(ti")
    return f"\\&{plain}" if plain[:1] in (".", "'") else plain


def main() -> None:
    """Rewrite the pages."""
    MANUAL.write_text(manual(), "utf-8", newline="\n")
    for name, (page, _) in TABLES.items():
        path = DOCS / page
        path.write_text(rewritten(name, path.read_text("utf-8")), "utf-8", newline="\n")
        sys.stdout.write(f"{path.name}\n")


if __name__ == "__main__":
    main()
