"""What the tests of the command line share: a person's corner of the disk, and calls in it."""

import io
import os
import subprocess
import sys
from collections.abc import Mapping
from contextlib import ExitStack, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

from flipchart.cli.frame.main import main

LISTS = Path(__file__).parent.parent / "data" / "lists"
NOTHING: Mapping[str, str] = {}
AS_OF = ("--as-of", "2026-11-18")
"""A Wednesday."""

SESSION = """\
format = 1
id = "clinic00"
title = "Outpatient clinic"
created = 2026-11-18T09:00:00Z
group = "Clinic"

[[improvements]]
id = "i1"
text = "Shorten onboarding"

[[steps]]
id = "s1"
text = "Draft the intake form"
state = "open"
improvement = "i1"
owner = "Ana Lopes"
due = 2026-11-20

[[steps]]
id = "s2"
text = "Book a room"
state = "done"
improvement = "i1"

[end]
complete = true
"""


@dataclass(frozen=True)
class Done:
    """How a call ended, and what it wrote."""

    code: int
    out: str
    err: str


class Terminal(io.TextIOWrapper):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        """Say so."""
        return True


class Desk:
    """A folder in which everything that a call reads and writes is found."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.sessions = folder / "sessions"
        self.config = folder / "config"
        self.state = folder / "state" / "flipchart"
        self.environment = {
            "HOME": str(folder),
            "XDG_STATE_HOME": str(folder / "state"),
            "XDG_CACHE_HOME": str(folder / "cache"),
            "XDG_DATA_HOME": str(folder / "data"),
            "FLIPCHART_DIR": str(self.sessions),
            "FLIPCHART_CONFIG": str(self.config),
            "TMPDIR": str(folder),
            "TERM": "xterm",
            "NO_COLOR": "",
            "COLUMNS": "80",
        }

    def file(self, text: str = SESSION, name: str = "clinic") -> Path:
        """Put a session into the folder."""
        self.sessions.mkdir(exist_ok=True)
        path = self.sessions / f"{name}.toml"
        path.write_text(text, encoding="utf-8")
        return path

    def call(self, *args: str, stdin: bytes = b"", terminal: bool = False, **environment: str) -> Done:
        """Call the program in this process; `terminal` makes all three streams one."""
        kind = Terminal if terminal else io.TextIOWrapper
        streams = [kind(io.BytesIO(content), encoding="utf-8") for content in (stdin, b"", b"")]
        with ExitStack() as stack:
            stack.enter_context(mock.patch.dict(os.environ, self.environment | environment))
            stack.enter_context(mock.patch.object(sys, "stdin", streams[0]))
            stack.enter_context(redirect_stdout(streams[1]))
            stack.enter_context(redirect_stderr(streams[2]))
            code = main(args)
            written = []
            for stream in streams[1:]:
                stream.flush()
                buffer = stream.buffer
                assert isinstance(buffer, io.BytesIO)
                written.append(buffer.getvalue().decode("utf-8", "surrogateescape"))
        return Done(code, *written)

    def start(self, *args: str, stdin: bytes = b"", environment: Mapping[str, str] = NOTHING) -> Done:
        """Call the program in a process of its own."""
        ended = subprocess.run(
            [sys.executable, "-m", "flipchart", *args],
            input=stdin, capture_output=True, check=False, timeout=60,
            env={**os.environ, **self.environment, **environment},
        )  # fmt: skip
        return Done(ended.returncode, ended.stdout.decode(), ended.stderr.decode())


def one_sentence(done: Done) -> bool:
    """Whether stderr holds exactly one line, and no traceback."""
    return done.err.count("\n") == 1 and "Traceback" not in done.err and done.err.strip().endswith((".", "?", "d)"))
