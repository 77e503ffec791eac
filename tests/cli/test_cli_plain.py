"""`run --plain` and `follow-up --plain` as processes: whole sittings on standard input, and the ways they end."""

import datetime as dt
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from cli_help import Desk

from flipchart.domain.session import Session
from flipchart.store.codec import decode

TEN = dt.datetime(2026, 11, 18, 10, tzinfo=dt.UTC)
FLIPCHART = (sys.executable, "-m", "flipchart")

WORKSHOP = """Dora
1
/start
Faster triage
/next
Shorten onboarding
/item.votes 1
3
5
/item.up 2
/next
Draft the intake form @ana >fri #designer
/gap.next
Walk the escalation path
/next
chen 4 dec
/next
1
/next
ana 2 weeks
"""

FOLLOW_UP = """/start
1 1
Nobody waits for a signature any more
/next
/next
33445
22345
55555
/next
bea 2 weeks
/next
/quit
"""


def flipchart(folder: Path, *arguments: str, said: bytes = b"", **environ: str) -> subprocess.CompletedProcess[str]:
    """Run the program in a pipe."""
    done = subprocess.run(
        [*FLIPCHART, "--dir", str(folder), *arguments], input=said, capture_output=True, timeout=60, check=False,
        env=os.environ | {"FLIPCHART_CONFIG": str(folder / "config")} | environ,
    )  # fmt: skip
    return subprocess.CompletedProcess(
        done.args, done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8")
    )


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A session that has not begun."""
    people = "Ana Lopes, Bea, Chen Wei"
    return Path(
        Desk(tmp_path).call("--dir", str(tmp_path), "new", "Clinic", "--people", people, "--no-run").out.strip()
    )


def kept(path: Path) -> Session:
    """What is in the file."""
    return decode(path.read_bytes(), name=path.name, made=TEN)


def test_a_whole_workshop_and_its_follow_up_come_from_standard_input(tmp_path: Path, path: Path) -> None:
    """Data to stdout and nothing to stderr; the end of the input leaves as /quit does, and all is saved."""
    done = flipchart(tmp_path, "run", "last", "--plain", said=WORKSHOP.encode())
    assert (done.returncode, done.stderr) == (0, "")
    session = kept(path)
    assert [step.owner for step in session.steps] == ["Ana Lopes", "Chen Wei"]
    assert session.runs[0].present == ("Ana Lopes",)
    assert (session.timing[-1].event, session.next_caller) == ("end", "Ana Lopes")
    assert "\x1b" not in done.stdout
    done = flipchart(tmp_path, "follow-up", "last", "--plain", said=FOLLOW_UP.encode())
    assert (done.returncode, done.stderr) == (0, "")
    session = kept(path)
    assert ([run.kind for run in session.runs], session.next_caller) == (["workshop", "follow-up"], "Bea")
    assert session.steps[0].state == "done"
    assert session.reports[-1].note == "Nobody waits for a signature any more"
    assert sum(session.evaluations[-1].behaviour or ()) == 5


def test_bytes_that_are_no_text_and_a_last_line_without_an_end_are_taken(tmp_path: Path, path: Path) -> None:
    """What cannot be read is one sign of a step; the words around it are there."""
    done = flipchart(tmp_path, "run", "last", "--plain", said=b"/start\n/next\n/next\nDraft \xff it\nBook a room")
    assert done.returncode == 0, done.stderr
    assert [step.text for step in kept(path).steps] == ["Draft \ufffd it", "Book a room"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows ends processes without a signal that can be caught")
def test_a_signal_saves_first(tmp_path: Path, path: Path) -> None:
    """SIGTERM while a line is waited for: the exit code names it, and the words are in the file."""
    with subprocess.Popen(
        [*FLIPCHART, "--dir", str(tmp_path), "run", "last", "--plain"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(b"/start\n/next\n/next\nDraft the intake form\n")
        process.stdin.flush()
        for line in process.stdout:
            if b"1. Draft the intake form." in line:
                break
        process.send_signal(signal.SIGTERM)
        assert process.wait(20) == 128 + signal.SIGTERM
    assert [step.text for step in kept(path).steps] == ["Draft the intake form"]


def test_a_terminal_that_cannot_draw_is_offered_lines(tmp_path: Path, path: Path) -> None:
    """The sentence names --plain."""
    done = flipchart(tmp_path, "run", "last", TERM="dumb")
    assert done.returncode == 2
    assert done.stderr.endswith("TERM says 'dumb'. With --plain it goes line by line.\n")


def test_a_rehearsal_by_ear_writes_nothing(tmp_path: Path, path: Path) -> None:
    """It says so, and the file stays as it was; --publish does not go with it."""
    before = path.read_bytes()
    done = flipchart(tmp_path, "run", "last", "--plain", "--rehearse", said=WORKSHOP.encode())
    assert "REHEARSAL" in done.stdout.splitlines()[0]
    assert path.read_bytes() == before
    assert flipchart(tmp_path, "run", "last", "--plain", "--publish", "x.html").returncode == 2


def test_a_day_behind_a_digit_and_a_question_that_waits(tmp_path: Path, path: Path) -> None:
    """`1 yesterday` is done on that day; what is asked about its roadblock is asked again when one comes back."""
    late = "Draft the form @ana >1 nov 2026 !if legal is slow then reuse it"
    Desk(tmp_path).call("--dir", str(tmp_path), "import", "last", "-", "--as", "steps", stdin=late.encode())
    done = flipchart(tmp_path, "follow-up", "last", "--plain", said=b"/start\n/next\n1 2 nov 2026 with Noor\n")
    asked = "Draft the form. Did it happen: legal is slow? y yes, n no."
    assert asked in done.stdout
    (step,) = kept(path).steps
    assert (step.state, step.finished) == ("done", dt.date(2026, 11, 2))
    again = flipchart(tmp_path, "follow-up", "last", "--plain", said=b"n\n")
    assert asked in again.stdout
    assert [(it.note, it.obstacle_came) for it in kept(path).reports] == [("with Noor", None), (None, False)]


def test_a_weekly_agenda_of_ones_own(tmp_path: Path, path: Path) -> None:
    """A follow-up has the agenda that is named, once it begins; that of a workshop, or none, is refused."""
    weekly = tmp_path / "templates" / "weekly.toml"
    weekly.parent.mkdir()
    weekly.write_text('title = "Weekly"\nfor = "us"\nkind = "follow-up"\n[[stages]]\nkind = "checkin"\n'
                      'title = "Round"\nminutes = 8\n', encoding="utf-8")  # fmt: skip
    own = str(tmp_path / "config.toml")
    assert (
        "Stage 1 of 1: Round. 8:00 left"
        in flipchart(
            tmp_path, "follow-up", "last", "--template", "weekly", "--plain", said=b"/start\n", FLIPCHART_CONFIG=own
        ).stdout
    )
    assert [run.template for run in kept(path).runs] == ["action-planning", "weekly"]
    for name, code in (("coaching", 2), ("nope", 1)):
        refused = flipchart(tmp_path, "follow-up", "last", "--template", name, "--plain", FLIPCHART_CONFIG=own)
        assert (refused.returncode, len(kept(path).runs)) == (code, 2)
        assert name in refused.stderr
