"""Writes the tables of keys and commands in README.md anew, from the program: `python tests/make_readme.py`."""

import argparse
import re
import sys
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

from flipchart.cli.frame.parser import VERBS, verb_module
from flipchart.tui.text.keys import KEYS, Key

README = Path(__file__).parent.parent / "README.md"

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


def rewritten(text: str) -> str:
    """Return the README with its tables as they should be. Raises ValueError without the marks."""
    return _between(_between(text, "keys", key_rows()), "commands", command_rows())


def _between(text: str, name: str, rows: Iterable[str]) -> str:
    first, last = f"<!-- {name} -->\n", f"\n<!-- /{name} -->"
    if text.count(first) != 1 or text.count(last) != 1:
        raise ValueError(f"{README} needs one pair of marks {first.strip()} and {last.strip()}, each on a line.")
    table = "\n".join(rows)
    before, rest = text.split(first)
    return f"{before}{first}{table}{last}{rest.split(last)[1]}"


def main() -> None:
    """Rewrite the file."""
    README.write_text(rewritten(README.read_text("utf-8")), "utf-8", newline="\n")
    sys.stdout.write(f"{README}\n")


if __name__ == "__main__":
    main()
