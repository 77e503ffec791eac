"""Processes killed without a word while they save: the file is whole, and what was called saved is in it (I1, I2)."""

import os
import random
import re
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from needs import need_linux, need_program, refused
from processes import Ended, Forker
from sessions import new_session, step_ids

import ledger
from flipchart.clock import SystemClock
from flipchart.store.writer import change_session

pytestmark = pytest.mark.system

MOMENTS = 500
ROUND = 20
"""Kills after which a new session is begun, so that it stays of a usual size."""


@pytest.fixture(scope="module")
def forker() -> Iterator[Forker]:
    """A process with everything imported, which forks one for each job."""
    if not hasattr(os, "fork"):
        pytest.skip("this system cannot fork")
    with Forker() as made:
        yield made


@contextmanager
def strace(pid: int, *options: str) -> Iterator[None]:
    """Trace a process from now to its end."""
    command = ["strace", "-f", "-p", str(pid), *options]
    tracer = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    assert tracer.stderr is not None
    answer = tracer.stderr.readline()
    if "attached" not in answer:
        tracer.wait()
        refused("trace a process", answer)
    yield
    tracer.wait()
    tracer.stderr.close()


OF_THE_DISK = {"flock", "rename", "fsync", "write", "openat", "fchmod"}
"""Calls that every save makes, each as often as any other save."""


def saved_under_strace(forker: Forker, path: Path, *options: str) -> Ended:
    with strace(forker.start("save", path, path.parent / "state", "new"), *options):
        forker.go()
        return forker.outcome()


def calls_of_a_save(forker: Forker, folder: Path) -> list[tuple[str, int]]:
    """Return the system calls of a save in their order, each with how often it was made by then."""
    log = folder / "strace.log"
    ended = saved_under_strace(forker, new_session(folder), "-o", str(log))
    assert ended == Ended(("new",), 0)
    names = re.findall(r"^\d+ +(\w+)\(", log.read_text("utf-8", "replace"), flags=re.MULTILINE)
    calls = [(name, names[: place + 1].count(name)) for place, name in enumerate(names)]
    # Asking for one's own number changes nothing anywhere, and the lock asks very often.
    return [call for call in calls if call[0] != "getpid"]


def test_killed_at_every_system_call_of_a_save(forker: Forker, tmp_path: Path) -> None:
    """By strace: old or new each time, new if it was said; and the next save is not in any way hindered."""
    need_linux()
    need_program("strace", "strace")
    calls = calls_of_a_save(forker, tmp_path / "first")
    assert {name for name, _ in calls} >= OF_THE_DISK
    seen = set()
    for name, number in calls:
        folder = tmp_path / f"{name}-{number}"
        path = new_session(folder)
        inject = f"inject={name}:signal=KILL:when={number}"
        ended = saved_under_strace(forker, path, "-o", os.devnull, "-e", inject)
        if ended.code == 0 and name not in OF_THE_DISK:
            assert step_ids(path) == ["new"]  # made less often this time, as calls for memory and waiting may be
            continue
        assert ended.code == -signal.SIGKILL, f"not killed at {name} {number}"
        found = step_ids(path)
        assert found in ([], ["new"]), f"killed at {name} {number}"
        ledger.nothing_lost([(name, number, id) for id in ended.done], [(name, number, id) for id in found])
        change_session(path, lambda session: session.revise(group="After"), SystemClock(), state=folder / "state")
        assert step_ids(path) == found
        ledger.count("kills")
        seen.add((tuple(found), ended.done))
    assert seen == {((), ()), (("new",), ()), (("new",), ("new",))}


def test_killed_at_five_hundred_random_moments(forker: Forker, tmp_path: Path) -> None:
    """A saver that saves one step after the other: every step that was called saved is there.

    The moments are counted from the start or from the first save, so that both have their half on any machine.
    """
    chance = random.Random(20261118)
    called: set[str] = set()
    path = new_session(tmp_path / "0")
    for number in range(MOMENTS):
        if number % ROUND == 0:
            path = new_session(tmp_path / str(number))
            called.clear()
        pid = forker.start("drive", path, path.parent / "state", f"n{number}-", "1000000")
        forker.go()
        ended = forker.kill_after(pid, number % 2, chance.uniform(0, 0.02))
        assert ended.code == -signal.SIGKILL
        called.update(ended.done)
        ledger.nothing_lost(called, step_ids(path))
        ledger.count("kills")
    assert called, "no save came to its end"
