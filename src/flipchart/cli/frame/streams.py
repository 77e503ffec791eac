"""Data goes to stdout and messages to stderr, whatever the encoding and however limited the terminal."""

import os
import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import PurePath
from typing import TYPE_CHECKING

from flipchart.domain.errors import FlipchartError
from flipchart.patterns import pattern

if TYPE_CHECKING:
    from typing import TextIO

    from flipchart.exchange.readers.columns import Entry


DONE, COULD_NOT, MISUSED, IN_PART = 0, 1, 2, 3
"""The exit codes: done; could not; used wrongly or no terminal; read or written in part."""


class CommandError(FlipchartError):
    """An error that ends the command with one sentence on stderr."""


class Misuse(CommandError):
    """Arguments that contradict each other, or a missing terminal that is needed."""

    exit_code = MISUSED


LARGEST_LIST = 16 * 1024 * 1024
"""Bytes beyond which a list was not made by people."""

_STEERING = pattern("\x1b(?!\\[[0-9;]*m)|[\x00-\x08\x0b-\x1a\x1c-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""Control characters but newline, tab and the escape sequences of colours, and bidirectional overrides."""


def prepare() -> None:
    """Make both streams accept any text: UTF-8 for programs; for a terminal, whatever it can show."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is None:
            continue
        if is_terminal(stream):
            reconfigure(errors="replace")
        else:
            # Names of files may hold bytes that are no text; they come out as they went in.
            reconfigure(encoding="utf-8", errors="surrogateescape")


def data(text: str) -> None:
    """Write to stdout. Raises OSError if that fails.

    Texts of sessions are clean already. On a terminal, anything else that could control it, such as bytes in a file's
    name, is removed; programs get names as they are.
    """
    if sys.stdout is None:
        return
    if is_terminal(sys.stdout):
        text = _STEERING.sub("", text)
    try:
        sys.stdout.write(text)
    except UnicodeEncodeError:
        sys.stdout.write(text.encode("utf-8", "replace").decode())


def in_pieces(texts: Iterator[str]) -> bool:
    """Write texts as `data` does, a few at a time to save memory; tell whether there was any."""
    some = False
    while text := "".join(islice(texts, 20)):
        some = True
        data(text)
    return some


def document(text: str) -> None:
    """Write a text to stdout with its own line endings, which belong to its format on every system.

    Raises OSError if that fails.
    """
    buffer = getattr(sys.stdout, "buffer", None)
    if buffer is None or is_terminal(sys.stdout):
        data(text)
        return
    sys.stdout.flush()
    buffer.write(text.encode("utf-8", "replace"))


def say(sentence: str) -> None:
    """Write one line to stderr, whatever it contains; a closed stderr is not an error."""
    from flipchart.domain.text import clean_line

    try:
        if sys.stderr is not None:
            print(clean_line(sentence), file=sys.stderr, flush=True)
    except (OSError, ValueError):
        pass


def finish() -> None:
    """Flush stdout. Raises OSError if that fails."""
    if sys.stdout is not None and not sys.stdout.closed:
        sys.stdout.flush()


def abandon() -> None:
    """Send what is still buffered nowhere, so that the process ends quietly."""
    try:
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, sys.stdout.fileno())
        os.close(null)
    except (OSError, ValueError, AttributeError):
        pass


def is_terminal(stream: "TextIO | None") -> bool:
    """Whether a stream is open and leads to a terminal."""
    try:
        return stream is not None and stream.isatty()
    except ValueError:
        return False


def has_screen() -> bool:
    """Whether stdout is a terminal on which screens can be drawn."""
    return is_terminal(sys.stdout) and os.environ.get("TERM") != "dumb"


def need_terminal(what: str, instead: str = "") -> None:
    """Raise Misuse unless there is a terminal for screens and keys; `instead` names a way without one.

    A page in a browser counts as a terminal (textual-serve names its driver in the environment).
    """
    if os.environ.get("TEXTUAL_DRIVER"):
        return
    offer = f" {instead}" if instead else ""
    if os.environ.get("TERM") == "dumb":
        raise Misuse(f"{what} needs a terminal that can draw, and TERM says 'dumb'.{offer}")
    if not (is_terminal(sys.stdin) and is_terminal(sys.stdout)):
        raise Misuse(f"{what} needs a terminal; run it in one, without pipes.{offer}")


def read_source(name: str) -> bytes:
    """Return the bytes of a file, or of stdin for "-". Raises CommandError where that cannot be."""
    try:
        if name != "-":
            with open(name, "rb") as file:  # noqa: PTH123 - pathlib costs start-up time
                found = file.read(LARGEST_LIST + 1)
        elif sys.stdin is None:
            raise CommandError("There is nothing to read: stdin is closed.")
        else:
            found = sys.stdin.buffer.read(LARGEST_LIST + 1)
    except OSError as error:
        from flipchart.store.errors import cause

        raise CommandError(f"{name} cannot be read: {cause(error)}.") from error
    if len(found) > LARGEST_LIST:
        raise CommandError(f"{name} is larger than 16 MiB; that is no list, so nothing was read.")
    return found


def take_terminal() -> None:
    """Reopen the terminal as stdin after a piped stdin was read to its end; does nothing without a terminal."""
    try:
        terminal = os.open("CONIN$" if os.name == "nt" else "/dev/tty", os.O_RDWR)
    except OSError:
        return
    os.dup2(terminal, 0)
    os.close(terminal)
    sys.stdin = open(0, encoding="utf-8", errors="replace", closefd=False)  # noqa: SIM115


def read_list(name: str) -> "tuple[Entry, ...]":
    """Return the rows of a file; "-" is stdin. Raises CommandError and ExchangeError for what cannot be read."""
    from flipchart.exchange.readers.detect import read_items

    return read_items(read_source(name), PurePath(name).suffix.casefold())
