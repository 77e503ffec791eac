"""What other processes do to a session while a test watches or kills them.

`python jobs.py` reads a job a line (a JSON array) and forks a child for each, so that hundreds of them cost no
start-up; `python jobs.py JOB ARGUMENT…` does one itself. A job waits for "go" on stdin, says "done X" after what was
acknowledged as saved, and every line that is written tells how far it came.
"""

import gc
import json
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from pathlib import Path

from flipchart.clock import SystemClock
from flipchart.domain.plan import Step
from flipchart.domain.session import Session
from flipchart.store.codec import decode
from flipchart.store.files import read_bytes
from flipchart.store.saver import Saver
from flipchart.store.writer import change_session

for name in ("filelock", "_strptime"):
    import_module(name)  # loaded where a save comes to need it; a fork should have it already

CLOCK = SystemClock()
LONG = 60.0
"""Seconds that a save may take before a job gives up."""


def tell(words: str) -> None:
    """Write one line at once; a pipe takes a short line whole."""
    os.write(1, f"{words}\n".encode())


def wait_for_go() -> None:
    """Wait until the test says that it may begin."""
    tell(f"ready {os.getpid()}")
    os.read(0, 3)


def with_step(session: Session, id: str) -> Session:
    """The same session with one more step."""
    return session.revise(steps=(*session.steps, Step(id=id, text=f"Step {id}", state="open")))


def save(path: Path, state: Path, id: str) -> None:
    """Add one step, as a command does."""
    wait_for_go()
    change_session(path, lambda session: with_step(session, id), CLOCK, state=state)
    tell(f"done {id}")


def add(path: Path, state: Path, prefix: str, number: str) -> None:
    """Add many steps, one after the other, as a command does."""
    wait_for_go()
    for count in range(int(number)):
        change_session(path, lambda session, id=f"{prefix}{count}": with_step(session, id), CLOCK, state=state)  # type: ignore[misc]
        tell(f"done {prefix}{count}")


def drive(path: Path, state: Path, prefix: str, number: str) -> None:
    """Add many steps as somebody does who has the session open, and leave."""
    data = read_bytes(path)
    session = decode(data, name=str(path), made=CLOCK.now())
    saver = Saver(path, data, CLOCK, state=state)
    wait_for_go()
    for count in range(int(number)):
        session = with_step(saver.take(session), f"{prefix}{count}")
        saver.submit(session)
        if not saver.flush(LONG):
            raise SystemExit(saver.state.why)
        tell(f"done {prefix}{count}")
    saver.close(LONG)


JOBS: Mapping[str, Callable[..., None]] = {"save": save, "add": add, "drive": drive}


def carry_out(words: Sequence[str]) -> None:
    """Do one job."""
    name, path, state, *others = words
    JOBS[name](Path(path), Path(state), *others)


def serve() -> None:
    """Fork a child for every job that is asked for, one at a time, and tell how it ended."""
    # What is loaded is not looked through for garbage, which would copy it in each child.
    gc.freeze()
    while line := _line():
        if line.startswith("["):
            child = os.fork()
            if child == 0:
                carry_out(json.loads(line))
                os._exit(0)
            tell(f"end {os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])}")


def _line() -> str:
    """Read one line and not a byte more: what follows is for the child."""
    found = b""
    while not found.endswith(b"\n") and (byte := os.read(0, 1)):
        found += byte
    return found.decode()


if __name__ == "__main__":
    carry_out(sys.argv[1:]) if len(sys.argv) > 1 else serve()
