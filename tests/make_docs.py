"""Writes the tables in docs/ anew, from the program itself: `python tests/make_docs.py`."""

import argparse
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

from flipchart.cli.frame.parser import VERBS, verb_module
from flipchart.domain.record import Record
from flipchart.domain.session import Session
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


class Told(argparse.ArgumentParser):
    """Remembers what a command cannot do without: `SESSION --to FORMAT`."""

    def __init__(self) -> None:
        super().__init__(add_help=False)
        self.words: list[str] = []

    def add_argument(self, *names: Any, **settings: Any) -> argparse.Action:
        """Add the argument, and remember its name where it must be given."""
        option = names[0].startswith("-")
        if settings.get("required") if option else settings.get("nargs") not in ("?", "*"):
            self.words.append(f"{names[0]} {settings['metavar']}" if option else settings["metavar"])
        return super().add_argument(*names, **settings)


def usage(verb: str) -> str:
    """Return how a command is typed, without what may be left out: `new TITLE`."""
    told = Told()
    verb_module(verb).arguments(told)
    return " ".join([verb, *told.words])


def command_rows() -> Iterator[str]:
    """Yield the rows of the table of commands."""
    yield from ("| command | does |", "|---|---|", "| `flipchart` | the home screen |")
    for verb, summary in VERBS.items():
        yield f"| `flipchart {usage(verb)}` | {summary} |"


def setting_rows() -> Iterator[str]:
    """Yield the rows of the table of settings."""
    yield from ("| setting | does | may be | default |", "|---|---|---|---|")
    for name, it in SETTINGS.items():
        yield f"| `{name}` | {it.does} | {it.may_be} | `{it.default}` |"


def file_rows() -> Iterator[str]:
    """Yield the rows of the table of the file's tables and keys, from the models; keys that must be there in bold."""
    yield from ("| table | what it is | keys |", "|---|---|---|")
    yield f"| top level | {_first_sentence(Session)} | {_keys_of(Session, leave_out=frozenset(MODELS))} |"
    for table, model in MODELS.items():
        yield f"| `[[{table}]]` | {_first_sentence(model)} | {_keys_of(model)} |"


def _first_sentence(model: type[Record]) -> str:
    words = " ".join((model.__doc__ or "").split())
    return words.partition(". ")[0].rstrip(".").replace("|", "\\|")


def _keys_of(model: type[Record], leave_out: frozenset[str] = frozenset()) -> str:
    keys = [(name, field.is_required()) for name, field in model.model_fields.items() if name not in leave_out]
    return ", ".join(f"**`{name}`**" if needed else f"`{name}`" for name, needed in keys)


TABLES: dict[str, tuple[str, Callable[[], Iterator[str]]]] = {
    "keys": ("keys.md", key_rows),
    "commands": ("commands.md", command_rows),
    "settings": ("settings.md", setting_rows),
    "file": ("file.md", file_rows),
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


def main() -> None:
    """Rewrite the pages."""
    for name, (page, _) in TABLES.items():
        path = DOCS / page
        path.write_text(rewritten(name, path.read_text("utf-8")), "utf-8", newline="\n")
        sys.stdout.write(f"{path.name}\n")


if __name__ == "__main__":
    main()
