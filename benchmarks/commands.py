"""Figures of commands as whole processes, over folders made from a seed."""

import json
import math
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path

from benchmarks.measure import Pair, Skipped, peak_mib, seconds
from benchmarks.samples import folder, session
from benchmarks.screen import OURS, home

MANY, STEPS = 10_000, 20
FORMATS = ("md", "html", "csv", "ics", "json", "todo.txt", "taskwarrior", "jira")

CURVES: dict[str, dict[int, list[float]]] = {}
"""Of what grows: by its name and size, the seconds of each round."""

_PARSE = "import pathlib, sys, tomli\nfor p in pathlib.Path(sys.argv[1]).glob('*.toml'): tomli.loads(p.read_text())"


def due_cold(place: Path) -> Pair:
    """`due` over 10,000 sessions that were never read before, against tomli alone on the same files."""
    env = home(place) | {"FLIPCHART_DIR": str(folder(place / "sessions", MANY, STEPS))}
    mine = seconds((*OURS, "due", "--json"), env)
    return mine, seconds((sys.executable, "-c", _PARSE, str(place / "sessions")), env)


def due_again(place: Path) -> Pair:
    """The same when nothing changed since, against `task list` of as many tasks."""
    task = shutil.which("task")
    if task is None:
        raise Skipped("Taskwarrior is not installed")
    env = home(place) | {"FLIPCHART_DIR": str(folder(place / "sessions", MANY, STEPS))}
    env |= {"TASKDATA": str(place / "task"), "TASKRC": str(place / "taskrc")}
    (place / "taskrc").write_text("confirmation=off\n")
    rows = "\n".join(json.dumps({"description": f"Step {n}", "status": "pending"}) for n in range(MANY * STEPS // 10))
    subprocess.run([task, "import", "-"], input=rows, text=True, env=env, capture_output=True, check=False)
    seconds((*OURS, "due", "--json"), env)
    # A tenth of the tasks, since its import takes minutes for all; the time is linear in them.
    return seconds((*OURS, "due", "--json"), env), seconds((task, "rc.verbose=nothing", "list"), env) * 10


def peak(*verb: str) -> Callable[[Path], Pair]:
    """The most memory of a command over 10,000 sessions against 100, in MiB."""

    def pair(place: Path) -> Pair:
        sizes = []
        for part, count in (("many", MANY), ("few", 100)):
            env = home(place) | {"FLIPCHART_DIR": str(folder(place / part, count, STEPS))}
            sizes.append(peak_mib((*OURS, *verb), env))
        return sizes[0], sizes[1]

    return pair


def small(*verb: str, again: bool = False) -> Callable[[Path], Pair]:
    """A command in a folder of three sessions against importing pydantic; `again` when nothing changed since."""

    def pair(place: Path) -> Pair:
        if find_spec("pydantic") is None:
            raise Skipped("pydantic is not installed")
        env = home(place) | {"FLIPCHART_DIR": str(folder(place / "sessions", 3, STEPS))}
        if again:
            seconds((*OURS, *verb), env)
        return seconds((*OURS, *verb), env), seconds((sys.executable, "-c", "import pydantic"), env)

    return pair


def show_among(place: Path) -> Pair:
    """`show TITLE` among 1,000 sessions against among one."""
    times = []
    for part, count in (("many", 1000), ("one", 1)):
        env = home(place) | {"FLIPCHART_DIR": str(folder(place / part, count, STEPS))}
        times.append(seconds((*OURS, "show", "Zebra"), env))
    return times[0], times[1]


def exponent(small_size: int, small_time: float, large_size: int, large_time: float) -> float:
    """How a time grows with a size: 1 is linear."""
    return math.log(large_time / small_time) / math.log(large_size / small_size)


def _import(place: Path, rows: int) -> tuple[str, ...]:
    """Return the command that imports a list of so many rows into an empty session."""
    path, data = place / f"{rows}.toml", place / f"{rows}.csv"
    path.write_text('title = "List"\n')
    lines = [f"Draft part {n} of the path,Ana Lopes,2026-12-{n % 28 + 1:02d},open" for n in range(rows)]
    data.write_text("\n".join(("Action,Owner,Due,Status", *lines)), "utf-8")
    return (*OURS, "import", str(path), str(data), "--as", "steps")


def import_rows(place: Path) -> Pair:
    """Importing 20,000 rows against reading them with csv and writing them with tomli-w."""
    env, command = home(place), _import(place, 20_000)
    mine = seconds(command, env)
    return mine, seconds((sys.executable, "-c", _ROWS, str(place / "20000.csv"), str(place / "rows.toml")), env)


_ROWS = """
import csv, pathlib, sys, tomli_w
with open(sys.argv[1], encoding="utf-8", newline="") as source:
    rows = [{"id": str(number), **row} for number, row in enumerate(csv.DictReader(source))]
pathlib.Path(sys.argv[2]).write_text(tomli_w.dumps({"title": "List", "steps": rows}), "utf-8")
"""


def _grown(name: str, sizes: Sequence[int], took: Callable[[int], float]) -> Pair:
    """The growth exponent from the least of the sizes to the largest; the peer is 1.

    `took` gives the seconds at a size without a start of the program; they are kept in `CURVES`, for the picture.
    """
    times = [max(0.001, took(size)) for size in sizes]
    for size, time in zip(sizes, times, strict=True):
        CURVES.setdefault(name, {}).setdefault(size, []).append(time)
    return exponent(sizes[0], times[0], sizes[-1], times[-1]), 1.0


def import_growth(place: Path) -> Pair:
    """The growth exponent of importing 1,000 to 20,000 rows."""
    env = home(place)
    start = seconds((*OURS, "when", "fri"), env)
    return _grown("import", (1000, 5000, 20_000), lambda rows: seconds(_import(place, rows), env) - start)


def export_growth(form: str) -> Callable[[Path], Pair]:
    """The growth exponent of an export of 1,000 to 10,000 steps."""

    def pair(place: Path) -> Pair:
        env = home(place)
        start = seconds((*OURS, "when", "fri"), env)

        def took(steps: int) -> float:
            path = place / f"{steps}.toml"
            path.write_text(session(3, steps, "Plan"), "utf-8")
            return seconds((*OURS, "export", str(path), "--to", form), env) - start

        return _grown(form, (1000, 3000, 10_000), took)

    return pair


def loop_gap(place: Path) -> Pair:
    """The longest gap of an event loop while 1,000 steps are saved by its process, in ms, against an idle loop."""
    path = place / "plan.toml"
    path.write_text(session(5, 1000, "Plan"), "utf-8")
    gaps = []
    for argv in ((str(path),), ()):
        command = [sys.executable, "-m", "benchmarks.loop", *argv]
        done = subprocess.run(command, env=home(place), capture_output=True, text=True, check=True)
        gaps.append(float(done.stdout))
    return gaps[0], gaps[1]
