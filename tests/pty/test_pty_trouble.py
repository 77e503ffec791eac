"""What may befall the program in its terminal: windows of any size, errors of its own, damaged files, dead disks."""

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from place import PROGRAM, Place
from terminal import CLOCK, KEYS, WAIT, Terminal, within

from flipchart.store.codec import decode

if sys.platform == "win32":
    pytest.skip("needs a pseudo-terminal", allow_module_level=True)


pytestmark = pytest.mark.pty


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """Folders of its own for each test."""
    return Place(tmp_path)


def test_a_window_may_take_any_size(place: Place) -> None:
    """One cell and back, and five hundred sizes at once: it lives, and then the screen is right."""
    with place.define() as terminal:
        terminal.resize(1, 1)
        terminal.settle()
        terminal.send(b"typed ")
        terminal.resize(80, 24)
        for turn in range(500):
            terminal.resize(1 + turn * 7 % 200, 1 + turn * 5 % 60)
            terminal.send(b"k" if turn % 10 == 0 else b"")
        terminal.resize(100, 30)
        terminal.wait("typed " + "k" * 50, 90)
        terminal.wait("3/5 DEFINE")
        terminal.press("ctrl+q")
        assert terminal.ended() == 0
        assert b"Traceback" not in terminal.raw


AMID = """
import fcntl, struct, sys, termios
from flipchart.tui.terminal.driver import TerminalDriver
size = TerminalDriver._get_terminal_size
def looked(driver):
    found = size(driver)
    if found == (90, 26):  # the window is pulled on while its size is looked at
        fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 30, 100, 0, 0))
    return found
TerminalDriver._get_terminal_size = looked
from flipchart.cli.frame.main import main
sys.exit(main(sys.argv[1:]))
"""


def test_the_last_size_of_a_window_counts(place: Place) -> None:
    """Also where it changes while the one before is looked at, as when an edge is pulled on a busy machine."""
    with Terminal([PROGRAM[0], "-c", AMID, "run", str(place.under_way())], place.env) as terminal:
        terminal.wait("3/5")
        terminal.resize(90, 26)
        terminal.screen.resize(30, 100)
        terminal.until(lambda: re.search(rb"\x1b\[30;\d+H", terminal.raw) is not None, "its last row is painted")
        terminal.press("ctrl+q")
        assert terminal.ended() == 0


CRASH = """
import sys
import flipchart.tui.app
from textual._context import active_app
from flipchart.tui.prompts.prompt import NOTHING
from flipchart.tui.actions.registry import ACTIONS
from flipchart.tui.widgets.stage_bar import StageBar
def broken(it):
    secret_of_ana = "Ana"
    raise LookupError(secret_of_ana)
if sys.argv.pop(1) == "action":
    ACTIONS["help"] = broken
else:
    def help(frame):
        StageBar.render_line = StageBar.render = lambda self, *_: broken(self)
        active_app.get().screen.query_one(StageBar).refresh()
        return NOTHING
    ACTIONS["help"] = help
from flipchart.cli.frame.main import main
sys.exit(main(sys.argv[1:]))
"""


@pytest.mark.parametrize("where", ["action", "picture"])
def test_a_crash_saves_tells_one_line_and_keeps_no_words(place: Place, tmp_path: Path, where: str) -> None:
    """An error of our own: saved first, terminal restored, one line on stderr, a private log without values."""
    path, words = place.under_way(), tmp_path / "words.txt"
    with words.open("wb") as stderr, Terminal(
        [PROGRAM[0], "-c", CRASH, where, "run", str(path)], place.env, stderr=stderr.fileno()
    ) as terminal:  # fmt: skip
        terminal.wait("3/5")
        terminal.press("a")
        terminal.send(b"Ring the supplier\r")
        terminal.until(lambda: "Ring the supplier" in terminal.text(), "the step is on the screen")
        terminal.send(KEYS["f1"])
        assert within(4, terminal.ended) == 1
        assert place.steps() == ["Ring the supplier"]
        assert terminal.restored(), terminal.modes()
    said, log = words.read_text(), place.state / "crash.log"
    assert said.startswith("Flipchart stopped by an error of its own (LookupError)") and said.count("\n") == 1
    assert log.stat().st_mode & 0o777 == 0o600
    assert "broken" in log.read_text()
    assert not [word for word in ("Ana", "Bea", "supplier", "secret") if word in log.read_text() + said]


def test_a_damaged_file_is_recovered_by_choice_or_left_alone(place: Place) -> None:
    """`run` of a file that was cut short: Esc ends with the sentence and 1, Enter opens the version before it."""
    path = place.under_way(steps=("Ring the supplier",))
    with place.define() as terminal:
        terminal.send(b"Count the calls\r")
        terminal.until(lambda: len(place.steps()) == 2, "the step is saved")
        terminal.press("ctrl+q")
        assert terminal.ended() == 0
    broken = path.read_bytes().partition(b"[end]")[0]
    path.write_bytes(broken)
    for key in ("esc", "ctrl+q"):
        with place.start("run", str(path)) as terminal:
            terminal.wait("Part of this file cannot be read")
            terminal.press(key)
            assert terminal.ended() == 1
            assert terminal.restored(), terminal.modes()
            assert "the end of the file is missing" in " ".join(terminal.text().split())
        assert path.read_bytes() == broken
    with place.start("run", str(path)) as terminal:
        terminal.wait("Part of this file cannot be read")
        terminal.press("enter")
        terminal.wait("3/5 DEFINE")
        assert place.steps() == ["Ring the supplier"]
        terminal.press("ctrl+q")
        assert terminal.ended() == 0
    (kept,) = path.parent.glob("*.damaged-*")
    assert kept.read_bytes() == broken


NEVER = """
import sys, threading
from flipchart.store import platform
sync = platform.sync
def never(fd, *rest):
    if threading.current_thread().name == "flipchart-saver":
        threading.Event().wait()
    sync(fd, *rest)
platform.sync = never
from flipchart.cli.frame.main import main
sys.exit(main(sys.argv[1:]))
"""


@pytest.mark.parametrize("end", ["ctrl+q", "SIGTERM"])
def test_a_disk_that_never_answers_stops_neither_the_screen_nor_the_way_out(
    place: Place, tmp_path: Path, end: str
) -> None:
    """fsync does not return: keys go on, it is said after five seconds, and leaving takes three and says the copy."""
    path, words = place.under_way(), tmp_path / "words.txt"
    with words.open("wb") as stderr, Terminal(
        [PROGRAM[0], "-c", NEVER, "run", str(path)], place.env, (120, 30), stderr=stderr.fileno()
    ) as terminal:  # fmt: skip
        terminal.wait("3/5")
        terminal.press("a")
        terminal.send(b"Ring the supplier\r")
        terminal.wait("saving")
        terminal.send(b"Count the calls\r")
        terminal.wait("Count the calls")
        terminal.wait("NOT SAVED")
        terminal.wait("A copy is kept")
        terminal.press("f5")
        terminal.wait("PAUSED")
        terminal.press("ctrl+q") if end == "ctrl+q" else terminal.signal(signal.SIGTERM)
        assert within(3.9, terminal.ended) == (1 if end == "ctrl+q" else 143)
        assert terminal.restored(), terminal.modes()
    said, (copy,) = words.read_text(), (place.state / "unsaved").iterdir()
    assert said.startswith("NOT SAVED: ") and str(copy) in said and "Traceback" not in said
    kept = decode(copy.read_bytes(), name="", made=CLOCK.now())
    assert [step.text for step in kept.steps] == ["Ring the supplier", "Count the calls"]
    assert place.steps() == []


def test_a_browser_brings_its_own_driver(place: Place) -> None:
    """Under textual-serve, which names a driver and has no terminal, the screens are drawn all the same."""
    path = place.under_way()
    env = place.env | {"TEXTUAL_DRIVER": "textual.drivers.web_driver:WebDriver", "COLUMNS": "80", "ROWS": "24"}
    child = subprocess.Popen(
        [*PROGRAM, "run", str(path)], env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert child.stdout is not None
    drawn = b""
    end = CLOCK.monotonic() + WAIT
    while b"DEFINE" not in drawn and CLOCK.monotonic() < end and (read := os.read(child.stdout.fileno(), 4096)):
        drawn += read
    child.kill()
    child.communicate()
    assert drawn.startswith(b"__GANGLION__")
    assert b"DEFINE" in drawn


@pytest.mark.parametrize(("tested", "ours"), [("8.2.", True), ("8.3.", False)])
def test_a_textual_that_was_not_tried_gets_its_own_driver(place: Place, tested: str, ours: bool) -> None:
    """What our driver uses of its inner parts may be gone there; the workshop runs all the same and is saved."""
    answer = f"""
import sys, flipchart.tui.process as process
process.TESTED = {tested!r}
driver_for = process.driver_for
def told(*watch):
    found = driver_for(*watch)
    assert (found is not None) is {ours}
    return found
process.driver_for = told
from flipchart.cli.frame.main import main
sys.exit(main(sys.argv[1:]))
"""
    with Terminal([PROGRAM[0], "-c", answer, "run", str(place.under_way())], place.env) as terminal:
        terminal.wait("3/5")
        terminal.press("a")
        terminal.type("Ring the supplier\r")
        terminal.until(lambda: place.steps() == ["Ring the supplier"], "it is saved")
        terminal.press("ctrl+q")
        assert terminal.ended() == 0
