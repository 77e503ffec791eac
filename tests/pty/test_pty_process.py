"""The process in its terminal: every way to end or to stop it saves first and gives the terminal back."""

import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from filelock import FileLock
from place import PROGRAM, Place
from terminal import CLOCK, KEYS, WAIT, Terminal

from flipchart.store import sidecar_names
from flipchart.store.codec import decode

if sys.platform == "win32":
    pytest.skip("needs a pseudo-terminal", allow_module_level=True)


pytestmark = pytest.mark.pty


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """Folders of its own for each test."""
    return Place(tmp_path)


def within(seconds: float, what: Callable[[], int]) -> int:
    """Return what `what` returns, which must not take longer than some seconds."""
    start = CLOCK.monotonic()
    found = what()
    assert CLOCK.monotonic() - start < seconds
    return found


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129), (signal.SIGINT, 130)])
def test_a_signal_saves_gives_the_terminal_back_and_is_told_in_the_exit_code(
    place: Place, number: int, code: int
) -> None:
    """A signal that comes right behind an Enter: the words are in the file, the terminal is as it was."""
    with place.define() as terminal:
        terminal.send(b"Ring the supplier\r")
        terminal.until(lambda: "Ring the supplier" in terminal.text(), "the step is on the screen")
        terminal.signal(number)
        assert within(3.5, terminal.ended) == code
        assert place.steps() == ["Ring the supplier"]
        assert terminal.restored(), terminal.modes()
        assert b"Traceback" not in terminal.raw


def test_a_signal_does_not_end_it_before_it_has_saved(place: Place) -> None:
    """Another program holds the lock, so the save waits when the signal comes: it is made all the same."""
    path = place.under_way()
    with FileLock(sidecar_names.write_lock(path), mode=0o600), place.define() as terminal:
        terminal.send(b"Ring the supplier\r")
        terminal.wait("saving")
        assert place.steps() == []
        terminal.signal(signal.SIGTERM)
        assert within(3.5, terminal.ended) == 143
        assert place.steps() == ["Ring the supplier"]


def test_a_signal_before_there_is_a_screen_ends_it_too(place: Place) -> None:
    """SIGTERM while the program is still starting: it ends, and leaves the terminal as it was."""
    path = place.under_way()
    with place.start("run", str(path)) as terminal:
        terminal.until(lambda: b"\x1b[?1049h" in terminal.raw, "the screen is taken")
        terminal.signal(signal.SIGTERM)
        assert within(3.5, terminal.ended) == 143
        assert terminal.restored(), terminal.modes()


def test_a_terminal_that_nobody_reads_stops_neither_typing_nor_saving(place: Place) -> None:
    """While nothing is read, what is typed is kept and saved; SIGTERM still ends it within three seconds."""
    with place.define(size=(200, 60)) as terminal:
        _paint_unread(terminal, place)
        terminal.signal(signal.SIGTERM)
        assert within(3.5, lambda: terminal.ended(reading=False)) == 143
        # What it left behind is read only now.
        terminal.settle()
        assert terminal.restored(), terminal.modes()
        assert b"Traceback" not in terminal.raw


def test_a_terminal_that_is_not_read_for_ten_seconds_stops_nothing(place: Place) -> None:
    """As long as that, with words typed all the time: all are saved, and it still ends in three seconds."""
    with place.define(size=(200, 60)) as terminal:
        for number in range(20):
            terminal.resize(200 - number % 2, 60)
            os.write(terminal.fd, b"Step %d\r" % number)
            terminal.stands_still(0.5)
        terminal.until(lambda: len(place.steps()) == 20, "all is saved", reading=False)
        terminal.signal(signal.SIGTERM)
        assert within(3.5, lambda: terminal.ended(reading=False)) == 143


def test_a_terminal_that_is_read_again_shows_everything(place: Place) -> None:
    """After a standstill in which pictures were dropped the whole screen is painted anew."""
    with place.define(size=(200, 60)) as terminal:
        _paint_unread(terminal, place)
        terminal.screen.reset()
        for words in ("Step 7", "3/5 DEFINE", "F1 keys"):
            terminal.wait(words)
        terminal.press("ctrl+q")
        assert terminal.ended() == 0


def _paint_unread(terminal: Terminal, place: Place) -> None:
    """Have several whole pictures painted and read none, while words are typed and saved."""
    terminal.stands_still(1.0)
    for number in range(8):
        terminal.resize(200 - number % 2, 60)
        os.write(terminal.fd, b"Step %d\r" % number)
        terminal.stands_still(0.4)
    terminal.until(lambda: len(place.steps()) == 8, "all is saved", reading=False)


def test_stopped_for_a_while_and_going_on(place: Place) -> None:
    """SIGTSTP saves and gives the terminal back; after SIGCONT the screen is there again and keys work."""
    with place.define() as terminal:
        terminal.send(b"Ring the supplier\rhalf a li")
        terminal.wait("half a li")
        terminal.signal(signal.SIGTSTP)
        terminal.until(lambda: stopped(terminal), "it is stopped")
        assert terminal.restored(), terminal.modes()
        assert place.steps() == ["Ring the supplier"]
        terminal.screen.reset()
        terminal.signal(signal.SIGCONT)
        terminal.wait("half a li")
        terminal.wait("3/5 DEFINE")
        terminal.send(b"ne\r")
        terminal.until(lambda: place.steps()[1:] == ["half a line"], "the keys work")
        terminal.signal(signal.SIGTERM)
        assert within(3.5, terminal.ended) == 143
        assert terminal.restored(), terminal.modes()


def test_stopped_without_a_word_and_going_on(place: Place) -> None:
    """After SIGSTOP, which nobody can catch, and SIGCONT, each key still counts once and the terminal is restored."""
    with place.define() as terminal:
        for _ in range(2):
            terminal.signal(signal.SIGSTOP)
            terminal.until(lambda: stopped(terminal), "it is stopped")
            terminal.screen.reset()
            terminal.signal(signal.SIGCONT)
            terminal.wait("3/5 DEFINE")
        terminal.send(b"Ring the supplier\r")
        terminal.until(lambda: place.steps() == ["Ring the supplier"], "the keys work")
        terminal.press("ctrl+q")
        assert terminal.ended() == 0
        assert terminal.restored(), terminal.modes()


@pytest.mark.skipif(shutil.which("bash") is None, reason="needs a shell with job control")
def test_a_shell_takes_it_back(place: Place) -> None:
    """`kill -TSTP` leaves the prompt of a shell with job control, `fg` goes on, and ctrl+q is the prompt again."""
    path = place.under_way(steps=("Ring the supplier",))
    shell = [shutil.which("bash") or "bash", "--norc", "--noprofile", "-i"]
    with Terminal(shell, place.env | {"PS1": "shell> "}) as terminal:
        terminal.wait("shell>")
        terminal.send(f"{sys.executable} -m flipchart run {path}\r".encode())
        terminal.wait("3/5 DEFINE")
        child = Path(f"/proc/{terminal.child.pid}/task/{terminal.child.pid}/children").read_text().split()[-1]
        os.kill(int(child), signal.SIGTSTP)
        terminal.wait("Stopped")
        assert "3/5 DEFINE" not in terminal.text()
        terminal.send(b"echo still $((40 + 2))\r")
        terminal.wait("still 42")
        terminal.send(b"fg\r")
        terminal.wait("3/5 DEFINE")
        terminal.press("ctrl+z")
        terminal.wait("3/5 DEFINE")
        terminal.press("ctrl+q")
        terminal.wait("shell>")
        terminal.send(b"echo left $((40 + 3))\r")
        terminal.wait("left 43")
        terminal.send(b"exit\r")
        terminal.ended()


def stopped(terminal: Terminal) -> bool:
    """Whether the process is stopped; asked without taking its end away from whoever waits for that."""
    told = os.waitid(os.P_PID, terminal.child.pid, os.WSTOPPED | os.WNOHANG | os.WNOWAIT)
    return told is not None


def test_a_closed_terminal_ends_it(place: Place) -> None:
    """When the window is closed, what was entered is saved and the process is gone."""
    with place.define() as terminal:
        terminal.send(b"Ring the supplier\r")
        terminal.until(lambda: "Ring the supplier" in terminal.text(), "the step is on the screen")
        terminal.hang_up()
        assert within(3.5, terminal.ended) == 129
        assert place.steps() == ["Ring the supplier"]


def test_a_closed_terminal_ends_it_where_no_signal_tells(place: Place) -> None:
    """The same where SIGHUP is ignored from the start, as under nohup, and does not come."""
    with place.define(before="import signal; signal.signal(signal.SIGHUP, signal.SIG_IGN); os.setpgid") as terminal:
        terminal.send(b"Ring the supplier\r")
        terminal.until(lambda: "Ring the supplier" in terminal.text(), "the step is on the screen")
        terminal.hang_up()
        assert within(3.5, terminal.ended) == 129
        assert place.steps() == ["Ring the supplier"]


@pytest.mark.parametrize("before", ["os.close(2)", "os.dup2(os.open('words.txt', os.O_CREAT | os.O_WRONLY), 2)"])
def test_without_stderr_it_works_all_the_same(
    place: Place, before: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """With stderr closed, or leading to a file, the screen is on the terminal and nothing else is different."""
    monkeypatch.chdir(tmp_path)
    with place.define(before=before) as terminal:
        terminal.send(b"Ring the supplier\r")
        terminal.until(lambda: place.path.exists() and place.steps() == ["Ring the supplier"], "it is saved")
        terminal.press("ctrl+q")
        assert terminal.ended() == 0
        assert terminal.restored(), terminal.modes()
    assert not (tmp_path / "words.txt").exists() or not (tmp_path / "words.txt").read_bytes()


def test_a_session_without_a_terminal_is_refused_in_a_sentence(place: Place) -> None:
    """With stdin closed, or a terminal that cannot draw, the exit code is 2 and one sentence says why."""
    path = place.under_way()
    for how in ({"before": "os.close(0)"}, {"env": {"TERM": "dumb"}}):
        with place.start("run", str(path), **how) as terminal:
            assert within(5, terminal.ended) == 2
            assert "needs a terminal" in terminal.text()
            assert len(terminal.raw.strip().splitlines()) == 1
            assert b"\x1b" not in terminal.raw


def test_any_locale_will_do(place: Place) -> None:
    """In the C locale, where Python would take the terminal for ASCII, the room is drawn and words are kept."""
    with place.define(env={"LC_ALL": "C", "LANG": "C"}) as terminal:
        terminal.send("Grüße an Zoë\r".encode())
        terminal.until(lambda: place.steps() == ["Grüße an Zoë"], "it is saved")
        terminal.wait("Grüße an Zoë")
        terminal.press("ctrl+q")
        assert terminal.ended() == 0


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
    told = f"""
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
    with Terminal([PROGRAM[0], "-c", told, "run", str(place.under_way())], place.env) as terminal:
        terminal.wait("3/5")
        terminal.press("a")
        terminal.type("Ring the supplier\r")
        terminal.until(lambda: place.steps() == ["Ring the supplier"], "it is saved")
        terminal.press("ctrl+q")
        assert terminal.ended() == 0
