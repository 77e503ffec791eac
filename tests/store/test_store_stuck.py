"""Disks that answer late or never: nothing that is typed waits for them, and leaving takes three seconds (I7)."""

import subprocess
import sys
import threading
from pathlib import Path

import pytest
from saving import PATIENCE, Desk, first, with_step, written

import ledger
from flipchart.clock import SystemClock
from flipchart.store.codec import encode
from flipchart.store.disk import Disk
from flipchart.store.saver import Saver

CLOCK = SystemClock()
AT_MOST = 3.5
"""Seconds that leaving may take, with half a one for a busy machine."""

AT_ONCE = 1.0
"""Seconds that handing in two hundred changes may take on a slow machine; waiting for the disk would take five."""


class Stuck(Disk):
    """A disk whose fsync does not return in the session's folder until it is let go."""

    def __init__(self) -> None:
        self.reached = threading.Event()
        self._go = threading.Event()

    def let_go(self) -> None:
        """Let it answer from now on."""
        self._go.set()

    def sync(self, fd: int) -> None:
        if threading.current_thread().name == "flipchart-saver":
            self.reached.set()
            self._go.wait()
        super().sync(fd)


def test_an_fsync_of_five_seconds_stops_nobody(tmp_path: Path) -> None:
    """What is typed meanwhile is taken at once, after five seconds it is said and copied, then all is saved."""
    disk = Stuck()
    with Desk(tmp_path, disk) as desk:
        before = desk.path.read_bytes()
        desk.submit(with_step(desk.session, "s0"))
        assert disk.reached.wait(PATIENCE)
        start = CLOCK.monotonic()
        for number in range(1, 200):
            desk.submit(with_step(desk.session, f"s{number}"))
        assert CLOCK.monotonic() - start < AT_ONCE
        assert desk.saver.state.kind == "saving"
        assert desk.path.read_bytes() == before
        desk.clock.advance(5)
        state = desk.wait_for(lambda state: state.copy is not None and len(written(state.copy).steps) == 200)
        assert state.kind == "failed" and "the disk has not answered for 5 seconds" in state.why
        disk.let_go()
        desk.wait_for(lambda state: state.kind == "saved")
        ledger.nothing_lost([f"s{number}" for number in range(200)], [step.id for step in written(desk.path).steps])
        ledger.count("faults")


def test_leaving_a_disk_that_never_answers_takes_three_seconds(tmp_path: Path) -> None:
    """By the real clock; it says that not all is saved, and where the copy is, which is whole."""
    disk = Stuck()
    path = tmp_path / "retro.toml"
    path.write_bytes(encode(first()))
    saver = Saver(path, path.read_bytes(), CLOCK, state=tmp_path / "state", disk=disk)
    saver.submit(with_step(first(), "a"))
    assert disk.reached.wait(PATIENCE)
    start = CLOCK.monotonic()
    saved = saver.close()
    assert CLOCK.monotonic() - start < AT_MOST
    assert not saved
    state = saver.state
    assert state.kind != "saved"
    assert state.copy is not None and written(state.copy) == with_step(first(), "a")
    assert written(path) == first()
    disk.let_go()
    ledger.count("faults")


PROGRAM = """
import sys, threading
from pathlib import Path
sys.path[:0] = sys.argv[2:]
from saving import first, with_step
from test_store_stuck import CLOCK, PATIENCE, Saver, Stuck, encode

path = Path(sys.argv[1]) / "retro.toml"
path.write_bytes(encode(first()))
disk = Stuck()
saver = Saver(path, path.read_bytes(), CLOCK, state=path.parent / "state", disk=disk)
saver.submit(with_step(first(), "a"))
disk.reached.wait(PATIENCE)
start = CLOCK.monotonic()
print(saver.close(), flush=True)
"""


def test_a_process_ends_though_its_disk_never_answers(tmp_path: Path) -> None:
    """The thread that hangs in the call does not keep the program: no kill is needed."""
    here = Path(__file__).parent
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(tmp_path), str(here), str(here.parent)],
        capture_output=True, text=True, timeout=PATIENCE, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout, done.stderr) == (0, "False\n", "")
    (copy,) = (tmp_path / "state" / "unsaved").iterdir()
    assert written(copy) == with_step(first(), "a")


@pytest.mark.parametrize("name", ["open", "write", "replace", "sync_folder", "lock", "status", "real"])
def test_whatever_call_hangs_leaving_ends_in_time(tmp_path: Path, name: str) -> None:
    """Not fsync alone: any call of a save may never return on a dead network disk. The copy is made all the same."""
    path = tmp_path / "retro.toml"
    path.write_bytes(encode(first()))
    saver = Saver(path, path.read_bytes(), CLOCK, state=tmp_path / "state", disk=hanging(name, "flipchart-saver"))
    start = CLOCK.monotonic()
    saver.submit(with_step(first(), "a"))
    assert not saver.close(1.5)
    assert CLOCK.monotonic() - start < 2
    copy = saver.state.copy
    assert copy is not None and written(copy) == with_step(first(), "a")
    ledger.count("faults")


def test_leaving_ends_in_time_when_no_disk_answers(tmp_path: Path) -> None:
    """With the state folder on the same dead disk there is no copy, and it is not called saved."""
    path = tmp_path / "retro.toml"
    path.write_bytes(encode(first()))
    saver = Saver(path, path.read_bytes(), CLOCK, state=tmp_path / "state", disk=hanging("open", "flipchart-"))
    start = CLOCK.monotonic()
    saver.submit(with_step(first(), "a"))
    assert not saver.close()
    assert CLOCK.monotonic() - start < AT_MOST
    assert saver.state.kind != "saved" and saver.state.copy is None
    assert written(path) == first()
    ledger.count("faults")


def hanging(name: str, threads: str) -> Disk:
    """A disk of which one call never returns to the threads whose names begin so."""
    disk = Disk()
    call = getattr(disk, name)

    def hang(*arguments: object) -> object:
        if threading.current_thread().name.startswith(threads):
            threading.Event().wait()
        return call(*arguments)

    setattr(disk, name, hang)
    return disk
