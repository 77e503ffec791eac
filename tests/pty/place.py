"""A home of its own for the program under test: its folders, its environment, and a session under way."""

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from terminal import CLOCK, Terminal

from flipchart.domain.commands.agenda import StartStage
from flipchart.domain.plan import Improvement, Step
from flipchart.domain.session import Session
from flipchart.exchange.templates.agenda_template import agenda_of, load_template, run_of
from flipchart.ids import CountedIds
from flipchart.store.codec import decode, encode

IMPROVEMENTS = ("Shorten onboarding", "Fewer monthly reports", "Answer the phone")
PROGRAM = (sys.executable, "-m", "flipchart")


class Place:
    """Folders under `folder` that nobody else uses; `env` is what the program is started with.

    `fresh`: the command itself is started each time, and never forked.
    """

    def __init__(self, folder: Path, *, fresh: bool = False) -> None:
        self.folder, self.fresh = folder, fresh
        self.sessions, self.state = folder / "sessions", folder / "state" / "flipchart"
        self.sessions.mkdir(parents=True, exist_ok=True)
        kept = {name: value for name, value in os.environ.items() if name in ("PATH", "PYTHONPATH", "LANG")}
        self.env: dict[str, str] = kept | {
            "HOME": str(folder), "XDG_STATE_HOME": str(folder / "state"), "XDG_CACHE_HOME": str(folder),
            "FLIPCHART_DIR": str(self.sessions), "FLIPCHART_CONFIG": str(folder / "config.toml"),
            "TERM": "xterm-256color", "TZ": "UTC",
        }  # fmt: skip

    @property
    def path(self) -> Path:
        """The one session in the folder."""
        (path,) = (each for each in self.sessions.glob("*.toml") if not each.name.startswith("."))
        return path

    def session(self) -> Session:
        """The session as it is on the disk."""
        return decode(self.path.read_bytes(), name="session", made=CLOCK.now())

    def steps(self) -> list[str]:
        """The texts of its steps on the disk."""
        return [step.text for step in self.session().steps]

    def write(self, data: bytes) -> Path:
        """Put a session there."""
        path = self.sessions / "session.toml"
        path.write_bytes(data)
        return path

    def under_way(self, *, kind: str = "define", steps: tuple[str, ...] = ()) -> Path:
        """Put a workshop there that is in the stage of a kind since this moment."""
        return self.write(encode(workshop(kind, steps)))

    def start(self, *arguments: str, env: Mapping[str, str] | None = None, **how: Any) -> Terminal:
        """Start the program with arguments, in a terminal."""
        return Terminal([*PROGRAM, *arguments], self.env | dict(env or {}), fresh=self.fresh, **how)

    def define(self, **how: Any) -> Terminal:
        """Start it with a workshop in Define, and open the box for steps."""
        if not list(self.sessions.iterdir()):
            self.under_way()
        terminal = self.start("run", str(self.path), **how)
        terminal.wait("3/5")
        terminal.press("a")
        return terminal


def workshop(kind: str, steps: tuple[str, ...] = ()) -> Session:
    """A workshop of the default agenda in the stage of a kind, which began this moment."""
    now, ids = CLOCK.now(), CountedIds("s")
    template = load_template("action-planning")
    run = run_of(template, "action-planning", ids)
    session = Session(
        format=1, id="pty00001", title="Service blueprint", created=now, people=("Ana Lopes", "Bea"), runs=(run,),
        improvements=tuple(Improvement(id=f"i{n}", text=text) for n, text in enumerate(IMPROVEMENTS, 1)),
        steps=tuple(
            Step(id=f"t{n}", text=text, state="open", improvement="i1") for n, text in enumerate(steps, 1)
        ),
        stages=agenda_of(template, run, ids),
    )  # fmt: skip
    (stage,) = (each for each in session.stages if each.kind == kind)
    return StartStage(run.id, stage.id, now).apply(session)
