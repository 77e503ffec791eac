"""The process in its terminal: every way to end or to stop it saves first and gives the terminal back."""

import os
import shutil
import signal
import sys
from pathlib import Path

import pytest
from filelock import FileLock
from place import Place
from terminal import Terminal, within

from flipchart.store import sidecar_names

if sys.platform == "win32":
    pytest.skip("needs a pseudo-terminal", allow_module_level=True)


pytestmark = pytest.mark.pty


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """Folders of its own for each test, in which the command itself is started each time."""
    return Place(tmp_path, fresh=True)


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


def test_a_terminal_that_is_not_read_for_ten_seconds_stops_neither_typing_nor_saving(place: Place) -> None:
    """While nothing is read, what is typed is kept and saved; SIGTERM still ends it within three seconds."""
    with place.define(size=(200, 60)) as terminal:
        _paint_unread(terminal, place, 20, 0.5)
        terminal.signal(signal.SIGTERM)
        assert within(3.5, lambda: terminal.ended(reading=False)) == 143
        # What it left behind is read only now.
        terminal.settle()
        assert terminal.restored(), terminal.modes()
        assert b"Traceback" not in terminal.raw


def test_a_terminal_that_is_read_again_shows_everything(place: Place) -> None:
    """After a standstill in which pictures were dropped the whole screen is painted anew."""
    with place.define(size=(200, 60)) as terminal:
        _paint_unread(terminal, place, 8, 0.4)
        terminal.screen.reset()
        for words in ("Step 7", "3/5 DEFINE", "F1 keys"):
            terminal.wait(words)
        terminal.press("ctrl+q")
        assert terminal.ended() == 0


def _paint_unread(terminal: Terminal, place: Place, pictures: int, seconds: float) -> None:
    """Have whole pictures painted, one every so many seconds, and read none, while words are typed and saved."""
    for number in range(pictures):
        terminal.resize(200 - number % 2, 60)
        os.write(terminal.fd, b"Step %d\r" % number)
        terminal.stands_still(seconds)
    terminal.until(lambda: len(place.steps()) == pictures, "all is saved", reading=False)


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
    answer = os.waitid(os.P_PID, terminal.child.pid, os.WSTOPPED | os.WNOHANG | os.WNOWAIT)
    return answer is not None


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
