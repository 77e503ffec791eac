"""`flipchart run`: drives a session, on screens or line by line."""

import gc
import queue
import signal
import sys
import threading
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

from msgspec.structs import replace

from flipchart.cli.frame.call import Call
from flipchart.cli.frame.streams import COULD_NOT, DONE, Misuse, data, finish, need_terminal, say

if TYPE_CHECKING:
    from flipchart.service.context import Context

TICK = 1.0
"""Seconds between two looks at the clock while no line comes."""

CHUNK = 65_536
"""Bytes that are read of stdin at a time, at most."""

SAVING = 3.0
"""Seconds that the last save may take."""


def arguments(parser: ArgumentParser) -> None:
    """Add what the verb takes."""
    parser.add_argument("session", metavar="SESSION", help="a path, the start of a title or name, or 'last'")
    view_argument(parser)
    parser.add_argument(
        "--rehearse", action="store_true", help="try it on a fast clock, from the start; nothing is saved"
    )
    about = "keep the plan in FILE as an HTML page for others, written anew after every change"
    parser.add_argument("--publish", metavar="FILE", help=about)
    parser.add_argument("--plain", action="store_true", help="line by line, for screen readers and pipes; no screen")


def view_argument(parser: ArgumentParser) -> None:
    """Add the choice between the two screens."""
    about = "'room', to be projected, or 'desk', for the facilitator alone; the room if not said"
    parser.add_argument("--view", metavar="VIEW", choices=["room", "desk"], default="room", help=about)


def run(call: Call) -> int:
    """Open the session's screens."""
    return drive(call)


def drive(call: Call, *, follow_up: str = "") -> int:
    """Open the session's screens or drive it line by line; `follow_up` names the agenda of a follow-up."""
    path = call.find(call.args.session)
    if not call.args.plain:
        need_terminal("A session on the screen", instead="With --plain it goes line by line.")
    if call.stands:
        raise Misuse("--as-of is for reading; a run keeps the real time.")
    if call.args.rehearse and call.args.publish:
        raise Misuse("A rehearsal publishes nothing; leave out --rehearse or --publish.")
    if call.args.plain and call.args.publish:
        raise Misuse("--plain publishes nothing; leave out --plain or --publish.")
    context = call.context()
    context = replace(context, follow_up=follow_up or context.follow_up)
    if call.args.rehearse:
        from flipchart.service.rehearsal import rehearsing

        context = rehearsing(path, context)
    if call.args.plain:
        return by_lines(path, context, follow_up=bool(follow_up), at_desk=call.args.view == "desk")
    if call.args.publish:
        from flipchart.service.publisher import check_place

        context = replace(context, publish=Path(call.args.publish).absolute())
        check_place(Path(call.args.publish))
    from flipchart.tui.start import open_screens

    return open_screens(path, context=context, follow_up=bool(follow_up), view=call.args.view)


def by_lines(path: Path, context: "Context", *, follow_up: bool, at_desk: bool) -> int:
    """Drive a session by the lines of stdin until they end or /quit comes; the session is saved in either case."""
    from flipchart.service.open_session import open_to_drive
    from flipchart.tui.plain_session import PlainSession
    from flipchart.tui.plain_view import unsaved_words

    open_session = open_to_drive(path, context, follow_up=follow_up)
    gc.enable()
    try:
        with _ending_signals():
            session = PlainSession(open_session, context, at_desk=at_desk)
            _write(session.begin())
            for line in _lines():
                _write(session.tick())
                if line is not None:
                    _write(session.line(line))
                if session.left:
                    break
    finally:
        saved = open_session.close(SAVING)
        if not saved:
            say(unsaved_words(open_session.state))
    return DONE if saved else COULD_NOT


def _write(lines: list[str]) -> None:
    for line in lines:
        data(f"{line}\n")
    if lines:
        finish()


def _lines() -> Iterator[str | None]:
    """Yield the lines of stdin as they come, and None for each second without one.

    A thread reads them, since on Windows neither pipes nor consoles can be waited for with a timeout.
    """
    arrived: queue.SimpleQueue[str | None] = queue.SimpleQueue()

    def read() -> None:
        for line in _whole_lines():
            arrived.put(line)
        arrived.put(None)

    threading.Thread(target=read, name="flipchart-lines", daemon=True).start()
    while True:
        try:
            line = arrived.get(timeout=TICK)
        except queue.Empty:
            yield None
            continue
        if line is None:
            return
        yield line


def _whole_lines() -> Iterator[str]:
    """Yield the lines of stdin, whatever their bytes, from an unbuffered stream of its own.

    A thread blocked in `sys.stdin` holds its lock, which the interpreter needs when it ends (it would abort).
    """
    if sys.stdin is None:
        return
    rest = b""
    with open(sys.stdin.fileno(), "rb", buffering=0, closefd=False) as stream:
        while block := stream.read(CHUNK):
            *lines, rest = (rest + block).split(b"\n")
            yield from (line.decode("utf-8", "replace") for line in lines)
    if rest:
        yield rest.decode("utf-8", "replace")


@contextmanager
def _ending_signals() -> Iterator[None]:
    """Turn the signals that end a program into SystemExit, so that the session is saved.

    The exit code is 128 plus the number of the signal, as shells have it.
    """

    def leave(number: int, frame: FrameType | None) -> None:
        raise SystemExit(128 + number)

    names = ("SIGTERM", "SIGHUP", "SIGINT")
    numbers = [getattr(signal, name) for name in names if hasattr(signal, name)]
    before = [(number, signal.signal(number, leave)) for number in numbers]
    try:
        yield
    finally:
        for number, handler in before:
            signal.signal(number, handler)
