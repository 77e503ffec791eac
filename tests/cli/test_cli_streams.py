"""What becomes of pipes, locales, crashes and closed streams."""

import io
import os
import signal
import stat
import subprocess
import sys
from pathlib import Path
from unittest import mock

import pytest
from cli_help import AS_OF, SESSION, Desk, one_sentence

posix = pytest.mark.skipif(sys.platform == "win32", reason="pipes and locales of POSIX")


@posix
def test_a_reader_that_leaves_is_no_error(tmp_path: Path) -> None:
    """`flipchart templates … | head -1` ends quietly, as after SIGPIPE."""
    desk = Desk(tmp_path)
    command = f"'{sys.executable}' -m flipchart schema; echo $? >&2"
    done = subprocess.run(
        f"({command}) | head -c 1", shell=True, capture_output=True, env=os.environ | desk.environment, check=False
    )
    assert done.stdout == b"{"
    assert done.stderr in (b"141\n", b"0\n")  # 0 where the pipe took all before its reader left


@posix
def test_a_full_disk_is_told(tmp_path: Path) -> None:
    """Output that cannot be written ends with 1 and a sentence."""
    if not Path("/dev/full").exists():
        pytest.skip("no /dev/full here")
    desk = Desk(tmp_path)
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "flipchart", "schema"],
            stdout=full, stderr=subprocess.PIPE, env=os.environ | desk.environment, check=False,
        )  # fmt: skip
    assert done.returncode == 1
    assert done.stderr.decode().count("\n") == 1
    assert "disk is full" in done.stderr.decode()


@posix
@pytest.mark.parametrize("closing", [">&-", "2>&-", ">&- 2>&-", "<&-"])
def test_closed_streams_are_no_reason_to_crash(closing: str, tmp_path: Path) -> None:
    """With any stream closed the command ends as it would."""
    desk = Desk(tmp_path)
    desk.file()
    for args, code in (("show clinic", 0), ("when asap", 1), ("", 2)):
        done = subprocess.run(
            f"'{sys.executable}' -m flipchart {args} {closing}",
            shell=True, capture_output=True, env=os.environ | desk.environment, check=False, timeout=60,
        )  # fmt: skip
        assert (args, done.returncode) == (args, code)
        assert b"Traceback" not in done.stderr


@posix
@pytest.mark.parametrize(
    "locale", [{"LC_ALL": "C"}, {"LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}]
)
def test_a_plain_locale_prints_every_letter(locale: dict[str, str], tmp_path: Path) -> None:
    """Data for programs is UTF-8 whatever the locale."""
    desk = Desk(tmp_path)
    desk.file(SESSION.replace("Ana Lopes", "Émilie 漢"))
    done = desk.start("show", "clinic", environment=locale)
    assert done.code == 0
    assert "Émilie 漢" in done.out


def test_a_terminal_that_knows_no_utf8_gets_what_it_knows(tmp_path: Path) -> None:
    """Letters that an old terminal cannot show become question marks, and nothing ends."""
    desk = Desk(tmp_path)
    desk.file(SESSION.replace("Ana Lopes", "Émilie 漢"))
    with mock.patch("cli_help.Terminal.__init__", _ascii):
        done = desk.call("show", "clinic", terminal=True, NO_COLOR="1")
    assert done.code == 0
    assert "?milie ?" in done.out


def _ascii(self: io.TextIOWrapper, buffer: io.BytesIO, encoding: str) -> None:
    io.TextIOWrapper.__init__(self, buffer, encoding="ascii")


def broken(*_args: object) -> int:
    """An error of our own, with a name in it."""
    secret = "Ana Lopes"
    raise KeyError(secret)


def test_a_crash_is_one_line_and_a_log_without_names(tmp_path: Path) -> None:
    """Where it happened is kept for this user alone; nothing that people typed is in it."""
    desk = Desk(tmp_path)
    with mock.patch("flipchart.cli.when.run", broken):
        done = desk.call("when", "fri", *AS_OF)
    log = desk.state / "crash.log"
    assert done.code == 1
    assert done.err.count("\n") == 1
    assert "KeyError" in done.err
    assert str(log) in done.err
    assert stat.S_IMODE(log.stat().st_mode) == 0o600
    assert stat.S_IMODE(log.parent.stat().st_mode) == 0o700
    answer = log.read_text("utf-8")
    assert "in broken" in answer
    assert "Ana" not in answer + done.err


def test_a_crash_tells_its_causes_once(tmp_path: Path) -> None:
    """Errors behind an error are kept too, also when they point at each other."""

    def knotted(*_args: object) -> int:
        first, second = ValueError("a"), TypeError("b")
        first.__cause__, second.__cause__ = second, first
        raise first

    desk = Desk(tmp_path)
    with mock.patch("flipchart.cli.when.run", knotted):
        assert desk.call("when", "fri", *AS_OF).code == 1
    answer = (desk.state / "crash.log").read_text("utf-8")
    assert answer.count("builtins.ValueError") == answer.count("builtins.TypeError") == 1


def test_a_crash_whose_log_cannot_be_written_says_so(tmp_path: Path) -> None:
    """The line on stderr comes all the same."""
    desk = Desk(tmp_path)
    desk.state.parent.write_text("in the way", encoding="utf-8")
    with mock.patch("flipchart.cli.when.run", broken):
        done = desk.call("when", "fri", *AS_OF)
    assert done.code == 1
    assert "could not be written down" in done.err


@posix
def test_a_log_that_is_a_link_is_not_followed(tmp_path: Path) -> None:
    """Nobody's other file is overwritten by way of the log's name."""
    desk = Desk(tmp_path)
    desk.state.mkdir(parents=True)
    victim = tmp_path / "victim"
    victim.write_text("mine", encoding="utf-8")
    (desk.state / "crash.log").symlink_to(victim)
    with mock.patch("flipchart.cli.when.run", broken):
        assert desk.call("when", "fri", *AS_OF).code == 1
    assert victim.read_text("utf-8") == "mine"


def test_an_interrupt_is_quiet(tmp_path: Path) -> None:
    """Ctrl+C ends with 130 and without a word."""

    def interrupted(*_args: object) -> int:
        raise KeyboardInterrupt

    with mock.patch("flipchart.cli.when.run", interrupted):
        done = Desk(tmp_path).call("when", "fri", *AS_OF)
    assert (done.code, done.out, done.err) == (130, "", "")


@posix
def test_a_signal_ends_with_its_number(tmp_path: Path) -> None:
    """A command that waits for its list is ended by SIGTERM as any program is."""
    desk = Desk(tmp_path)
    desk.file()
    process = subprocess.Popen(
        [sys.executable, "-m", "flipchart", "import", "clinic", "-"],
        stdin=subprocess.PIPE, stderr=subprocess.PIPE, env=os.environ | desk.environment,
    )  # fmt: skip
    process.terminate()
    assert process.wait(30) == -signal.SIGTERM
    assert b"Traceback" not in process.communicate()[1]


@pytest.mark.parametrize("args", [[], ["run", "clinic"], ["demo", "clinic"]])
@pytest.mark.parametrize("terminal", [False, True])
def test_screens_need_a_terminal(args: list[str], terminal: bool, tmp_path: Path) -> None:
    """Without a terminal, or with one that cannot draw, the end is 2 with a sentence."""
    desk = Desk(tmp_path)
    desk.file()
    done = desk.call(*args, terminal=terminal, TERM="dumb" if terminal else "xterm")
    assert (done.code, done.out) == (2, "")
    assert one_sentence(done)
