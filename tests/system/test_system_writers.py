"""Four processes write one session at once, and everything that each of them added is there (I4)."""

import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from processes import Process
from sessions import new_session, step_ids

import ledger

pytestmark = [
    pytest.mark.system,
    pytest.mark.skipif(sys.platform == "win32", reason="Windows cannot wait for pipes as these tests do"),
]

WRITERS, STEPS = 4, 40


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A session without steps."""
    return new_session(tmp_path / "sessions")


def all_at_once(path: Path, *jobs: str) -> Iterator[str]:
    """Let each job add its steps, all at the same time; yield what they called saved."""
    with ExitStack() as stack:
        processes = [
            stack.enter_context(Process(job, str(path), str(path.parent.parent / "state"), f"w{number}-", str(STEPS)))
            for number, job in enumerate(jobs)
        ]
        for process in processes:
            process.ready()
        for process in processes:
            process.send("go")
        for process in processes:
            ended = process.ended()
            assert ended.code == 0
            yield from ended.done


def check(path: Path, called: list[str]) -> None:
    found = step_ids(path)
    assert len(called) == len(found) == len(set(found)) == WRITERS * STEPS
    ledger.nothing_lost(called, found)
    assert b"[[conflicts]]" not in path.read_bytes()


def test_four_commands_adding_forty_steps_each(path: Path) -> None:
    """160 of 160, each once, without a conflict."""
    check(path, list(all_at_once(path, *["add"] * WRITERS)))


def test_drivers_and_commands_together(path: Path) -> None:
    """160 of 160, when two have the session open all the time and take in what the others do."""
    check(path, list(all_at_once(path, "drive", "drive", "add", "add")))
