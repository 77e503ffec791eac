"""Bytes → raw tables: encoding, TOML and the end mark, each failure as one sentence."""

import re
from collections.abc import Iterable
from typing import Any

import tomli

from flipchart.domain.kinds import FORMAT
from flipchart.domain.said import said, say
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
        return data.decode("utf-8-sig")
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


def _toml(text: str, name: str) -> Tables:
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
