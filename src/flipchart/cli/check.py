"""`flipchart check SESSION…`: checks that session files are sound and hold no misspelt keys or doubtful values."""

import os
import shlex
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from flipchart.cli.frame.call import Call
from flipchart.cli.frame.streams import COULD_NOT, DONE, data, say
from flipchart.domain.commands.session import named
from flipchart.domain.record import defaults
from flipchart.domain.session import Session
from flipchart.store.errors import StoreError, place, shown
from flipchart.store.files import read_bytes
from flipchart.store.paths import open_to_all
from flipchart.store.reading import parse
from flipchart.store.sync_copies import conflicted_copies
from flipchart.store.tables import MODELS

OTHERS = {
    "assignee": "owner", "responsible": "owner", "who": "owner", "deadline": "due", "when": "due", "by_when": "due",
    "status": "state", "what": "text", "name": "title", "idea": "text", "depends": "after", "blocker": "roadblock",
    "tasks": "steps", "actions": "steps", "ideas": "improvements", "todos": "steps",
}  # fmt: skip
"""Synonyms that people use for a key or a table, with its name in the format."""


def arguments(parser: ArgumentParser) -> None:
    """Add what the verb takes."""
    parser.add_argument("sessions", metavar="SESSION", nargs="+", help="paths, starts of titles or names, or 'last'")


def run(call: Call) -> int:
    """Report on each file: whether it is sound, or else what is wrong, with path, line or key, and the remedy.

    Exit code 1 if a file cannot be read or holds something doubtful.
    """
    code = DONE
    folders: set[Path] = set()
    for name in call.args.sessions:
        try:
            path = call.find(name)
            session = call.open(str(path)).session
        except StoreError as error:
            say(error.sentence)
            code = max(code, error.exit_code)
            continue
        for sentence in (*session.dangling(), *_unsettled(session)):
            say(f"{path}: {sentence}")
        for copy in conflicted_copies(path, call.clock):
            say(_copy_words(path, copy))
        if path.parent not in folders and (warning := open_to_all(path.parent)):
            say(warning)
        folders.add(path.parent)
        wrong = [*misspelt(parse(read_bytes(path), str(path))), *_doubtful(call, session)]
        for sentence in wrong:
            say(f"{path}: {sentence}")
        code = max(code, COULD_NOT) if wrong else code
        data("" if wrong else f"{path}: sound\n")
    return code


def misspelt(tables: Mapping[str, Any]) -> Iterator[str]:
    """Yield a sentence for each table or key that resembles one of the format's, and for ids that occur twice."""
    for key, value in tables.items():
        where = f"[[{shown(key)}]]" if isinstance(value, list | dict) else shown(key)
        if meant := _meant(key, defaults(Session)):
            yield f"{where}: did you mean {meant}? It is kept, but nothing reads it."
    for table, model in MODELS.items():
        rows = [row for row in tables.get(table, ()) if isinstance(row, dict)]
        for number, row in enumerate(rows, start=1):
            for key in row:
                if meant := _meant(key, defaults(model)):
                    words = shown(row.get("text") or row.get("title") or "")
                    at = f"{table}[{number}]{f' ({words})' if words else ''}"
                    yield f"{at}.{shown(key)}: did you mean {meant}? It is kept, but nothing reads it."
        ids = Counter(row["id"] for row in rows if isinstance(row.get("id"), str))
        yield from (
            f"{count} of [[{table}]] have the id {shown(id)}: give the others one of their own."
            for id, count in ids.items()
            if count > 1
        )


def _meant(key: str, known: Iterable[str]) -> str | None:
    """Return the key of the format that `key` resembles or is a synonym of; None for a known or unrelated one."""
    names = set(known)
    if key in names or key == "end":
        return None
    if (other := OTHERS.get(key.casefold())) in names:
        return other
    near = get_close_matches(key.casefold(), names, n=1, cutoff=0.75)
    return near[0] if near else None


def _doubtful(call: Call, session: Session) -> Iterator[str]:
    """Yield a sentence for each value that cannot be right."""
    for step in session.steps:
        if step.finished is not None and step.finished > call.view.today:
            yield f"steps ({shown(step.text)}).finished: {step.finished.isoformat()} is still to come."
    for ring in session.circles():
        names = ", which waits for ".join(f"“{shown(step.text)}”" for step in (*ring[1:], ring[0]))
        yield f"steps ({shown(ring[0].text)}).after: it waits for {names}. Take one of them out."


def _unsettled(session: Session) -> Iterator[str]:
    """Yield a sentence for each merge conflict not yet settled; the file is whole and holds both values."""
    for it in session.conflicts:
        about = f"“{shown(named(session, it))}”, {shown(it.key)}"
        yield f"{about}: two people changed it; settle it with 'flipchart run', or take the row out of [[conflicts]]."


def _copy_words(path: Path, copy: Path) -> str:
    command = shlex.join(["flipchart", "merge", os.devnull, str(path), str(copy)])
    return f"{place(path)}: {place(copy.name)} holds the same session. To take in what it has: {command}"
