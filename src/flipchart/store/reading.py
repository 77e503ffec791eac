"""Bytes → raw tables: encoding, TOML and the end mark, each failure as one sentence."""

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import lru_cache
from typing import Any

import tomli

from flipchart.domain.kinds import FORMAT
from flipchart.domain.said import said, say
from flipchart.patterns import pattern
from flipchart.store.errors import Damaged, place, shown

Tables = dict[str, Any]

_WIDE = (b"\xff\xfe", b"\xfe\xff")
_MARKERS = ("<<<<<<< ", ">>>>>>> ", "||||||| ")
MEND = said("Mend it in a text editor, or open a backup, which `flipchart run` offers")
"""What helps where a session cannot be read."""


def parse(data: bytes, name: str) -> Tables:
    """Return the tables of a file, checked to be whole: one that has a `format` ends with its end mark.

    Raises Damaged with a sentence that names the file, the line and the remedy.
    """
    try:
        tables = _toml(_text(data, name), name)
    except RecursionError:
        raise Damaged(
            say("{file}: its brackets are nested too deeply. {mend}.", file=place(name), mend=MEND)
        ) from None
    _check_whole(tables, name)
    return tables


HEAD = 16 * 1024
"""Bytes at a file's beginning that hold its title and id; a whole folder is searched by them."""

_TOP_LEVEL = rb"^%s[ \t]*=[ \t]*(\"(?:[^\"\\\n]|\\.)*\"(?!\")|'[^'\n]*'(?!'))"


def text_in(data: bytes, key: str) -> str | None:
    """Return a text at the top of a session file, which need not be whole or readable otherwise; None for none."""
    found = re.search(_TOP_LEVEL % key.encode(), data.partition(b"\n[")[0], re.MULTILINE)
    if found is None:
        return None
    try:
        written = found[1].decode()
        return str(tomli.loads(f"v = {written}")["v"]) if "\\" in written else written[1:-1]
    except (tomli.TOMLDecodeError, UnicodeDecodeError):
        return None


def decoded(data: bytes) -> str:
    """Return the text of a file without its byte-order mark. Raises UnicodeDecodeError."""
    return data.decode().removeprefix("\ufeff")  # "utf-8-sig" is not in C and takes as long as all other checks


def _text(data: bytes, name: str) -> str:
    if not data.strip():
        raise Damaged(say("{file}: the file is empty. Open a backup, or start a new session.", file=place(name)))
    if data.startswith(_WIDE):
        raise Damaged(
            say("{file}: the file is in UTF-16. Save it as UTF-8 in the editor that made it.", file=place(name))
        )
    if b"\0" in data:
        line = data[: data.index(b"\0")].count(b"\n") + 1
        raise Damaged(
            say(
                "{file}, line {line}: there are zero bytes, as a full disk or a power cut leaves them. "
                "Open a backup.",
                file=place(name),
                line=line,
            )
        )
    try:
        return decoded(data)
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise Damaged(
            say(
                "{file}, line {line}: byte {byte} is not UTF-8. Save the file as UTF-8 in the editor that made it.",
                file=place(name),
                line=line,
                byte=f"{data[error.start]:#04x}",
            )
        ) from None


_LINE = pattern(r'([\w-]+) = (?:"([^"\\\x00-\x1f\x7f]*)"|([\w:.+-]+))', re.ASCII)
"""A key with a text that has no escapes, or with something short: a date, a number, true."""

_SHORT = 240
"""Characters up to which a line is remembered: long ones are seldom in a second file."""

_LIST = pattern(r"[\w-]+ = \[", re.ASCII)
_HEADER = pattern(r"\[([\w-]+)\]|\[\[([\w-]+)\]\]", re.ASCII)


def line_by_line(text: str) -> Tables | None:
    """Return the tables of a TOML text in which each key has lines of its own, three times as fast; None for others.

    A line is only read alone if it means the same in its context; anything doubtful is left to `tomli`, which also
    words the errors.
    """
    tables: Tables = {}
    row, rows = tables, dict[str, list[Tables]]()
    lines = iter(text.split("\n"))
    for line in lines:
        if not line:
            continue
        if len(line) < _SHORT and (pair := _said(line)):
            key, value = pair
            if key in row:
                return None
            row[key] = value
        elif found := _HEADER.fullmatch(line):
            one, many = found.groups()
            row = {}
            if many in rows:
                rows[many].append(row)
            elif (one or many) in tables:
                return None
            else:
                tables[one or many] = row if one else rows.setdefault(many, [row])
        elif line.lstrip().startswith("["):
            return None
        else:
            others = tomli.loads(_to_its_end(line, lines))
            if len(others) > 1 or others.keys() & row.keys():
                return None
            row |= others
    return tables


@lru_cache(maxsize=1024)
def _said(line: str) -> tuple[str, Any] | None:
    """Return the key and the value of a line that is nothing else; most lines are in many files of a folder."""
    found = _LINE.fullmatch(line)
    if found is None:
        return None
    key, value, short = found.groups()
    return key, value if short is None else tomli.loads(line)[key]


def _to_its_end(line: str, lines: Iterator[str]) -> str:
    """Return a line with those that follow it, where it begins a list."""
    if _LIST.fullmatch(line) is None:
        return line
    whole = [line]
    for more in lines:
        whole.append(more)
        if more == "]":
            break
    return "\n".join(whole)


def _toml(text: str, name: str) -> Tables:
    with suppress(ValueError):
        if (tables := line_by_line(text)) is not None:
            return tables
    try:
        return tomli.loads(text)
    except tomli.TOMLDecodeError as error:
        line = _conflict(text.splitlines())
        if line:
            raise Damaged(
                say(
                    "{file}, line {line}: git left a conflict here. "
                    "Settle it with `git mergetool` or in a text editor.",
                    file=place(name),
                    line=line,
                )
            ) from None
        at, why = {"line": error.lineno, "column": error.colno}, shown(error.msg, 80)
        raise Damaged(
            say("{file}, line {line}, column {column}: {why}. {mend}.", file=place(name), **at, why=why, mend=MEND)
        ) from None
    except ValueError:
        raise Damaged(say("{file}: a number has too many digits. {mend}.", file=place(name), mend=MEND)) from None


def _conflict(lines: Iterable[str]) -> int:
    return next((number for number, line in enumerate(lines, 1) if line.startswith(_MARKERS)), 0)


def _check_whole(tables: Tables, name: str) -> None:
    if "format" not in tables:
        return
    number = tables["format"]
    if type(number) is not int or number < 1:
        raise Damaged(
            say(
                "{file}: `format` is not a format's number. Write `format = {number}`.",
                file=place(name),
                number=FORMAT,
            )
        )
    end = tables.get("end")
    if not isinstance(end, dict) or end.get("complete") is not True:
        raise Damaged(
            say(
                "{file}: the end of the file is missing, so it was cut short. Open a backup, which `flipchart "
                "run` offers; or, if you know that it is whole, add `[end]` and `complete = true` as its last lines.",
                file=place(name),
            )
        )
