"""A program that is forked from the warm process is in nothing that it could tell unlike one that was started."""

import json
import os
import signal
import sys
from pathlib import Path
from typing import Any

import pytest
from place import Place
from terminal import Terminal

if sys.platform == "win32":
    pytest.skip("needs a pseudo-terminal", allow_module_level=True)


pytestmark = pytest.mark.pty

TELLS = """
import gc, json, os, resource, signal, sys, threading
def stream(it):
    return [it.fileno(), it.isatty(), it.mode, it.encoding, it.errors, it.line_buffering, it.closed]
def is_open(fd):
    try:
        return bool(os.fstat(fd))
    except OSError:
        return False
NAMES, own, mask = ("stdin", "stdout", "stderr"), os.getpid(), os.umask(0)
told = {
    "files": [fd for fd in range(200) if is_open(fd)],
    "leads": [os.getsid(0) == own, os.getpgrp() == own, os.tcgetpgrp(0) == own, bool(os.open("/dev/tty", os.O_RDWR))],
    "streams": [stream(getattr(sys, it)) for it in NAMES],
    "first streams": [getattr(sys, it) is getattr(sys, f"__{it}__") for it in NAMES],
    "signals": {int(it): str(signal.getsignal(it)) for it in signal.valid_signals()},
    "held back": [int(it) for it in signal.pthread_sigmask(signal.SIG_BLOCK, ())],
    "limits": [resource.getrlimit(it) for it in range(9)],
    "place": [os.getcwd(), mask, sys.argv, sys.path, dict(os.environ), os.nice(0)],
    "python": [gc.isenabled(), gc.get_threshold(), sys.getswitchinterval(), threading.active_count()],
}
print(json.dumps(told), file=open(sys.argv[1], "w"))
"""


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """Folders of its own."""
    return Place(tmp_path)


def standing(place: Place, *, fresh: bool) -> Any:
    """What a program tells of how it stands."""
    file = place.folder / "told.json"
    call = [sys.executable, "-c", TELLS, str(file)]
    with (
        (place.folder / "words.txt").open("wb") as words,
        Terminal(call, place.env | {"EDITOR": "nano"}, stderr=words.fileno(), fresh=fresh) as terminal,
    ):
        assert (type(terminal.child).__name__ == "Popen") is fresh
        assert terminal.ended() == 0, terminal.text()
    return json.loads(file.read_text())


def test_it_stands_as_one_that_was_started(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    """Session, terminal, streams, signals, files, limits, folder, mask, arguments, environment, and Python itself."""
    standing(place, fresh=False)  # so that what it is forked from was there before
    monkeypatch.chdir(place.folder)
    mask = os.umask(0o027)
    try:
        assert standing(place, fresh=False) == standing(place, fresh=True)
    finally:
        os.umask(mask)


@pytest.mark.parametrize("last", [
    "sys.exit(3)", "sys.exit('words')", "raise LookupError", "os.kill(os.getpid(), 9)", "os.kill(os.getpid(), 15)",
    "os._exit(7)", "atexit.register(print, 'last words'); sys.exit(0)", "print('no line end', end='')",
    "threading.Timer(0.1, print, ['from a thread']).start()", "os.close(1); print('lost')",
])  # fmt: skip
def test_it_ends_as_one_that_was_started(place: Place, last: str) -> None:
    """With the same exit code and the same last line, however it ends."""
    call, ends = [sys.executable, "-c", f"import atexit, os, sys, threading; {last}"], []
    for fresh in (False, True):
        with Terminal(call, place.env, fresh=fresh) as terminal:
            ends.append((terminal.ended(), terminal.text().strip().rpartition("\n")[2]))
    assert ends[0] == ends[1]


HEARS = """
import signal
signal.signal(signal.SIGWINCH, lambda *_: print("another size"))
for each in (signal.SIGINT, signal.SIGHUP):  # which may have been ignored where the tests were started
    signal.signal(each, signal.SIG_DFL)
print("ready")
while True:
    signal.pause()
"""


def test_it_hears_of_signals_and_of_its_terminal(place: Place) -> None:
    """A ctrl+c at the terminal, a new size and a hang-up reach it."""
    with Terminal([sys.executable, "-c", HEARS], place.env) as terminal:
        terminal.wait("ready")
        terminal.resize(90, 30)
        terminal.wait("another size")
        terminal.send(b"\x03")
        assert terminal.ended() == -signal.SIGINT
    with Terminal([sys.executable, "-c", HEARS], place.env) as terminal:
        terminal.wait("ready")
        terminal.hang_up()
        assert terminal.ended() == -signal.SIGHUP


def test_what_is_read_while_loading_is_not_forked(place: Place) -> None:
    """Another locale, or a variable that libraries read when they are loaded, starts the program by itself."""
    for name in ("LC_ALL", "TEXTUAL_ANIMATIONS", "PYTHONUTF8", "TERM_PROGRAM"):
        with Terminal([sys.executable, "-c", ""], place.env | {name: "1"}) as terminal:
            assert type(terminal.child).__name__ == "Popen"
            terminal.ended()
