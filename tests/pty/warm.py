"""Programs forked from a process in which Flipchart is loaded already, so that hundreds of starts load it once.

Run as a program it takes calls at a socket. Each is carried out by a process of its own, which does what exec would
do: it leads a session of its own in its terminal, has the streams, environment and folder it was given and nothing
else, and ends as Python ends. It did nothing but load before, so all that a start remembers is as at any start.
"""

import atexit
import fcntl
import gc
import json
import os
import pkgutil
import select
import signal
import socket
import subprocess
import sys
import termios
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import import_module
from typing import Any

AT_LOADING = ("LANG", "PYTHONPATH", "TZ")
"""What of the environment has done its work when all is loaded: the same for all that is forked."""

LATER = (
    "PATH", "HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "FLIPCHART_DIR", "FLIPCHART_CONFIG", "TERM", "EDITOR",
    "VISUAL",
)  # fmt: skip
"""What is asked for only where it is needed."""


class Forked:
    """A program that was forked, to be watched and killed as one that was started by itself."""

    def __init__(self, answer: socket.socket) -> None:
        self._told, self._words = answer, b""
        self.returncode: int | None = None
        self._hear(lambda: b"\n" in self._words)
        self.pid = int(self._words.split()[0])

    def poll(self) -> int | None:
        """Its exit code, negative where a signal ended it; None while it runs."""
        while self.returncode is None and select.select([self._told], [], [], 0)[0]:
            self._hear(lambda: True)
        return self.returncode

    def wait(self) -> int:
        """Wait for its end."""
        self._hear(lambda: self.returncode is not None)
        assert self.returncode is not None
        return self.returncode

    def kill(self) -> None:
        """End it without a word."""
        if self.poll() is None:
            os.kill(self.pid, signal.SIGKILL)

    def _hear(self, enough: Any) -> None:
        while self.returncode is None:
            heard = self._told.recv(64)
            assert heard, "whoever waits for the program has ended"
            self._words += heard
            if self._words.count(b"\n") == 2:
                self.returncode = int(self._words.split()[1])
                self._told.close()
            if enough():
                return


def suits(argv: Sequence[str], env: Mapping[str, str]) -> bool:
    """Whether a fork does what the program would do: it is Python of ours, in an environment like any other."""
    ours = hasattr(os, "fork") and argv[0] == sys.executable and argv[1] in ("-c", "-m")
    return ours and {*env} <= {*AT_LOADING, *LATER}


def fork(argv: Sequence[str], env: Mapping[str, str], terminal: int, stderr: int) -> Forked:
    """Carry out `python -m flipchart …` or `python -c CODE …` in a terminal."""
    answer, teller = socket.socketpair()
    call = {"argv": [*argv[1:]], "env": dict(env), "folder": os.getcwd(), "mask": _mask()}  # noqa: PTH109
    data = json.dumps(call).encode() + b"\n"
    with teller:
        line = _server(tuple((name, env.get(name, "")) for name in AT_LOADING))
        sent = socket.send_fds(line, [data], [terminal, stderr, teller.fileno()])
        line.sendall(data[sent:])
    return Forked(answer)


def _mask() -> int:
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


@cache
def _server(loaded_with: tuple[tuple[str, str], ...]) -> socket.socket:
    """Start the process from which all is forked, and return the line to it."""
    ours, its = socket.socketpair()
    env = {name: value for name, value in loaded_with if value}
    with its:
        process = subprocess.Popen(
            [sys.executable, "-P", __file__, str(its.fileno())], env=env, pass_fds=[its.fileno()],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip

    def end() -> None:
        ours.close()
        process.wait()

    atexit.register(end)
    return ours


# What follows is done in the process from which all is forked.


def load() -> None:
    """Load all that the program may come to load."""
    import flipchart  # noqa: PLC0415 - only where it is forked

    for name in ("_strptime", "filelock", "textual.pilot", "textual.scrollbar", "textual.layouts.factory",
                 "textual.layouts.horizontal", "textual.layouts.stream"):  # fmt: skip
        import_module(name)
    for found in pkgutil.walk_packages(flipchart.__path__, "flipchart."):
        if "windows" not in found.name:
            import_module(found.name)


def serve(line: socket.socket) -> list[str]:
    """Fork for each call; return the arguments in the child that is to carry it out. Ends with the line."""
    while True:
        data, fds, _, _ = socket.recv_fds(line, 65536, 3)
        while data and not data.endswith(b"\n"):
            data += line.recv(65536)
        if not data:
            break
        if os.fork() == 0:
            line.close()
            return keep(json.loads(data), *fds)
        for fd in fds:
            os.close(fd)
        while _reaped(os.WNOHANG):
            pass
    while _reaped(0):
        pass
    os._exit(0)


def _reaped(how: int) -> bool:
    try:
        return os.waitpid(-1, how) != (0, 0)
    except ChildProcessError:
        return False


def keep(call: dict[str, Any], terminal: int, stderr: int, teller: int) -> list[str]:
    """Fork the program itself, tell its number and how it ended; return its arguments in the program."""
    child = os.fork()
    if child == 0:
        become(call, terminal, stderr)
        return list(call["argv"])
    os.close(terminal)
    os.close(stderr)
    os.write(teller, f"{child}\n".encode())
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    os.write(teller, f"{code}\n".encode())
    os._exit(0)


def become(call: dict[str, Any], terminal: int, stderr: int) -> None:
    """Do what a new session and exec do for a program that is started by itself."""
    os.setsid()
    for fd, stream in enumerate((terminal, terminal, stderr)):
        os.dup2(stream, fd)
    os.closerange(3, os.sysconf("SC_OPEN_MAX"))
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
    for fd, name in enumerate(("stdin", "stdout", "stderr")):
        before = getattr(sys, name)
        how: dict[str, Any] = {"encoding": before.encoding, "errors": before.errors, "closefd": False}
        stream = open(fd, "w" if fd else "r", 1 if fd == 2 else -1, **how)  # noqa: PTH123, SIM115
        setattr(sys, name, stream)
        setattr(sys, f"__{name}__", stream)
    for name in (*AT_LOADING, *LATER):
        os.environ.pop(name, None)
    os.environ.update(call["env"])
    os.chdir(call["folder"])
    os.umask(call["mask"])


def carry_out(how: str, what: str, *arguments: str) -> None:
    """Be `python -m flipchart` or `python -c CODE`."""
    sys.path.insert(0, os.getcwd() if how == "-m" else "")  # noqa: PTH109
    if how == "-c":
        sys.argv = ["-c", *arguments]
        exec(compile(what, "<string>", "exec"), {"__name__": "__main__"})
        return
    program = import_module(f"{what}.__main__")
    sys.argv = [str(program.__file__), *arguments]
    sys.exit(program.main())


if __name__ == "__main__":
    load()
    # What is loaded is not looked through for garbage, which would copy it in each child.
    gc.collect()
    gc.freeze()
    carry_out(*serve(socket.socket(fileno=int(sys.argv[1]))))
