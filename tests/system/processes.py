"""Other processes at work on a session: starting them, hearing what they acknowledged, killing them."""

import json
import os
import select
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Self

from flipchart.clock import SystemClock

CLOCK = SystemClock()
PATIENCE = 60.0
"""Seconds after which a process that says nothing is given up."""

SCRIPT = Path(__file__).with_name("jobs.py")


class Lines:
    """The lines of a pipe, each waited for no longer than it should take."""

    def __init__(self, pipe: IO[bytes]) -> None:
        self._fd = pipe.fileno()
        self._left = b""

    def next(self, seconds: float = PATIENCE) -> str:
        """Return the next line; "" at the end, or when none comes in time."""
        end = CLOCK.monotonic() + seconds
        while b"\n" not in self._left:
            if not select.select([self._fd], [], [], max(end - CLOCK.monotonic(), 0))[0]:
                return ""
            read = os.read(self._fd, 65536)
            if not read:
                return ""
            self._left += read
        line, _, self._left = self._left.partition(b"\n")
        return line.decode("utf-8", "replace")


@dataclass(frozen=True)
class Ended:
    """How a job ended: what it called saved, and its exit code (negative: the signal)."""

    done: tuple[str, ...]
    code: int


class Process:
    """One process of `jobs.py`, either a job or the server that forks them."""

    def __init__(self, *words: str) -> None:
        command = [sys.executable, str(SCRIPT), *words]
        self._child = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        assert self._child.stdin is not None and self._child.stdout is not None
        self._stdin, self.lines = self._child.stdin, Lines(self._child.stdout)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._stdin.close()
        self._child.kill()
        self._child.wait()
        assert self._child.stdout is not None
        self._child.stdout.close()

    def send(self, line: str) -> None:
        """Say something to it."""
        self._stdin.write(f"{line}\n".encode())
        self._stdin.flush()

    def ready(self) -> int:
        """Wait until a job is ready to go and return its process id."""
        word, pid = self.lines.next().split()
        assert word == "ready"
        return int(pid)

    def ended(self) -> Ended:
        """Wait for the end of a process that is a job itself."""
        done = []
        while line := self.lines.next():
            done.append(line.removeprefix("done "))
        return Ended(tuple(done), self._child.wait(PATIENCE))


class Forker(Process):
    """A process that forks a child for each job."""

    def start(self, job: str, path: Path, state: Path, *words: str) -> int:
        """Have a job made ready and return its process id."""
        self.send(json.dumps([job, str(path), str(state), *words]))
        return self.ready()

    def go(self) -> None:
        """Let it begin."""
        self.send("go")

    def kill_after(self, pid: int, saves: int, seconds: float) -> Ended:
        """Let a job save some times and run on for a while, kill it, and return what it had called saved."""
        done = [self.lines.next().removeprefix("done ") for _ in range(saves)]
        end = CLOCK.monotonic() + seconds
        while (left := end - CLOCK.monotonic()) > 0:
            line = self.lines.next(left)
            if line.startswith("end "):
                return Ended(tuple(done), int(line.split()[1]))
            if line:
                done.append(line.removeprefix("done "))
        os.kill(pid, signal.SIGKILL)
        rest = self.outcome()
        return Ended((*done, *rest.done), rest.code)

    def outcome(self) -> Ended:
        """Wait for the end of the child."""
        done: list[str] = []
        while (line := self.lines.next()) and not line.startswith("end "):
            done.append(line.removeprefix("done "))
        assert line, "the child has not ended"
        return Ended(tuple(done), int(line.split()[1]))
