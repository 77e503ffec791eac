"""Figures side by side, as ratios against something in the same run: `python benchmarks/run.py`.

A ratio says more than a time: it is about the same on a slow machine and on a fast one. No test asserts any.
"""

import datetime as dt
import subprocess
import sys
import tempfile
import time
import tomllib
from collections.abc import Callable
from pathlib import Path

from flipchart.clock import SystemClock
from flipchart.domain.agenda import Run, Stage, Timing
from flipchart.domain.commands.steps import AddStep
from flipchart.domain.plan import Step
from flipchart.domain.quick import echo, read_line
from flipchart.domain.session import Session
from flipchart.domain.timing import fold
from flipchart.store.catalogue import each, sessions_of
from flipchart.store.codec import decode, encode
from flipchart.store.files import replace_durably

NOW = dt.datetime(2026, 11, 18, 10, 0, tzinfo=dt.UTC)
LINE = "Shorten the laptop order form @Chen >fri #it !if legal is slow then reuse last year's"


def fastest(act: Callable[[], object], times: int = 30) -> float:
    """The seconds of the fastest of several runs: what the machine can do when nothing else is in the way."""
    best = float("inf")
    for _ in range(times):
        start = time.perf_counter()
        act()
        best = min(best, time.perf_counter() - start)
    return best


def plan(steps: int) -> Session:
    """A session of so many steps and six people."""
    people = ("Ana Lopes", "Bea", "Chen Wei", "Dana", "Emil", "Fay")
    rows = tuple(Step(id=f"s{n}", text=f"Step {n}: draft it and walk it past legal", state="open",
                      owner=people[n % 6], due=NOW.date()) for n in range(steps))  # fmt: skip
    return Session(format=1, id="bench", title="Benchmark", created=NOW, people=people, steps=rows)


def told(what: str, mine: float, other: float, against: str) -> None:
    """Print one ratio with both times behind it."""
    print(f"{what:<46} {mine / other:8.1f} × {against}   ({mine * 1e3:.2f} ms : {other * 1e3:.2f} ms)")


def saving(folder: Path) -> None:
    """What durability costs: file and folder are flushed, and what is written is read again."""
    path, data = folder / "a.toml", encode(plan(100))
    replace_durably(path, data)
    told("a durable save of 100 steps", fastest(lambda: replace_durably(path, data)),
         fastest(lambda: (folder / "b.toml").write_bytes(data)), "a plain write")  # fmt: skip


def reading() -> None:
    """What the strict model costs on top of the parser."""
    data = encode(plan(100))
    text = data.decode()
    told("reading 100 steps, checked", fastest(lambda: decode(data, name="x", made=NOW)),
         fastest(lambda: tomllib.loads(text)), "tomllib alone")  # fmt: skip


def looking_over(folder: Path) -> None:
    """What home, `list`, `due` and the loads of owners wait for: every session of the folder, read and checked."""
    session = plan(60)
    for number in range(300):
        (folder / f"s{number}.toml").write_bytes(encode(session.revise(id=f"bench{number}")))

    def screens() -> object:
        return subprocess.run([sys.executable, "-c", "import textual.app"], check=False)

    told("a folder of 300 sessions of 60 steps", fastest(lambda: sessions_of(each(folder, SystemClock())), 5),
         fastest(screens, 5), "importing Textual")  # fmt: skip


def typing() -> None:
    """A keystroke in the box must not grow with the plan; Enter may, a little."""
    small, large = plan(10), plan(1000)

    def key(session: Session) -> Callable[[], object]:
        return lambda: echo(read_line(LINE, session.people, NOW), NOW.date())

    told("a key in the box with 1,000 steps", fastest(key(large)), fastest(key(small)), "with 10 steps")
    step = Step(id="new", text="One more", state="open")
    told("Enter with 1,000 steps", fastest(lambda: AddStep(step).apply(large)),
         fastest(lambda: AddStep(step).apply(small)), "with 10 steps")  # fmt: skip


def ticking() -> None:
    """A tick folds the run's events; forty are a lively workshop."""
    run = Run(id="r", kind="workshop")
    stages = tuple(Stage(id=f"g{n}", run="r", kind="define", title="x", seconds=300) for n in range(5))
    few = (Timing(run="r", at=NOW, event="start", stage="g0"),)
    many = few + tuple(Timing(run="r", at=NOW + dt.timedelta(seconds=n), event="add", stage="g1", seconds=60)
                       for n in range(40))  # fmt: skip
    later = NOW + dt.timedelta(minutes=5)
    told("a tick after 40 events", fastest(lambda: fold(run, stages, many, later)),
         fastest(lambda: fold(run, stages, few, later)), "after one")  # fmt: skip


def starting() -> None:
    """Commands that open no screen import no screen."""

    def launch(*arguments: str) -> Callable[[], object]:
        return lambda: subprocess.run([sys.executable, *arguments], capture_output=True, check=False)

    bare = fastest(launch("-c", "pass"), 8)
    told("flipchart when fri", fastest(launch("-m", "flipchart", "when", "fri"), 8), bare, "python alone")
    told("importing Textual", fastest(launch("-c", "import textual.app"), 8), bare, "python alone")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        saving(Path(place))
    with tempfile.TemporaryDirectory() as place:
        looking_over(Path(place))
    reading()
    typing()
    ticking()
    starting()
