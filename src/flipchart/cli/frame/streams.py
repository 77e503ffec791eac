"""Data to stdout, words to stderr, in whatever encoding and however little of a terminal there is."""

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
    """An end with one sentence on stderr."""


class Misuse(CommandError):
    """Arguments that do not fit together, or a terminal that is needed and not there."""

    exit_code = MISUSED


LARGEST_LIST = 16 * 1024 * 1024
"""Bytes of a list beyond which it is not one that people made."""

_STEERING = pattern("\x1b(?!\\[[0-9;]*m)|[\x00-\x08\x0b-\x1a\x1c-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""Control characters but newline, tab and the escape sequences of colours, and bidirectional overrides."""


def prepare() -> None:
    """Make both streams able to take any text: programs read UTF-8, a terminal what it knows of it."""
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
    """Write to stdout. Raises OSError where it cannot be written.

    Texts of sessions are clean already. On a terminal a second net takes out whatever else could steer it,
    such as bytes in the name of a file; programs get names as they are.
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
    """Write texts as `data` does, some at once, never all in memory; tell whether there was one."""
    some = False
    while text := "".join(islice(texts, 20)):
        some = True
        data(text)
    return some


def document(text: str) -> None:
    """Write to stdout a text whose line ends belong to its format, on every system as they are.

    Raises OSError where it cannot be written.
    """
    buffer = getattr(sys.stdout, "buffer", None)
    if buffer is None or is_terminal(sys.stdout):
        data(text)
        return
    sys.stdout.flush()
    buffer.write(text.encode("utf-8", "replace"))


def say(sentence: str) -> None:
    """Write one line of words to stderr, whatever is in it; a stderr that is closed is no reason to end."""
    from flipchart.domain.text import clean_line

    try:
        if sys.stderr is not None:
            print(clean_line(sentence), file=sys.stderr, flush=True)
    except (OSError, ValueError):
        pass


def finish() -> None:
    """Write out what is still held back. Raises OSError where it cannot be written."""
    if sys.stdout is not None and not sys.stdout.closed:
        sys.stdout.flush()


def abandon() -> None:
    """Let what is still held back go nowhere, so that the end of the process is quiet."""
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
    """Raise Misuse unless there is a terminal to draw on and to read keys from; `instead` says what does without.

    A page in a browser stands in for one (textual-serve names its driver in the environment).
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
    """Put the terminal in the place of a stdin that was read to its end; without one, nothing changes."""
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
