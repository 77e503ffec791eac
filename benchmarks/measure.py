"""Paired rounds: ours and the peer's in turn, the ratio of each pair, and what is printed of them."""

import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

Pair = tuple[float, float]


class Skipped(Exception):
    """A peer is not installed; the message says which."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: `pair` takes an empty folder and returns ours and the peer's value, both in `unit`.

    `target` is the ratio to reach, or with `slack` the most by which ours may be larger, in the same unit.
    """

    name: str
    against: str
    unit: str
    target: float
    pair: Callable[[Path], Pair]
    slack: float | None = None


@dataclass
class Result:
    """The pairs of one figure, or why there are none."""

    figure: Figure
    pairs: list[Pair] = field(default_factory=list)
    skipped: str = ""

    @property
    def ratios(self) -> list[float]:
        """Ours divided by the peer's, pair by pair."""
        return [ours / theirs for ours, theirs in self.pairs if theirs]

    @property
    def value(self) -> float:
        """The median ratio, or the median difference where the target is a slack."""
        if self.figure.slack is not None:
            return statistics.median(ours - theirs for ours, theirs in self.pairs)
        return statistics.median(self.ratios)

    @property
    def reached(self) -> bool:
        """Whether the median meets the target."""
        limit = self.figure.slack if self.figure.slack is not None else self.figure.target
        return self.value <= limit

    def row(self) -> tuple[str, ...]:
        """The figure, its median with the spread, its target, and both medians."""
        it = self.figure
        if self.skipped:
            return (it.name, "skipped", "", "", self.skipped)
        ours = statistics.median(pair[0] for pair in self.pairs)
        theirs = statistics.median(pair[1] for pair in self.pairs)
        spread = f"{min(self.ratios):.2f} to {max(self.ratios):.2f}" if self.ratios else ""
        goal = f"≤ + {it.slack:g} {it.unit}" if it.slack is not None else f"≤ {it.target:g} ×"
        value = f"{self.value:+.1f} {it.unit}" if it.slack is not None else f"{self.value:.2f} ×"
        mark = "ok" if self.reached else "missed"
        return (it.name, value, spread, f"{goal} {mark}", f"{ours:.4g} : {theirs:.4g} {it.unit} ({it.against})")

    def as_json(self) -> dict[str, object]:
        """The same for other programs."""
        it = self.figure
        base: dict[str, object] = {"figure": it.name, "against": it.against, "unit": it.unit, "target": it.target}
        if self.skipped:
            return base | {"skipped": self.skipped}
        return base | {"value": self.value, "reached": self.reached, "pairs": self.pairs, "slack": it.slack}


def table(results: Sequence[Result]) -> str:
    """The results in columns."""
    rows = [("figure", "median", "spread", "target", "medians"), *(result.row() for result in results)]
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    lines = []
    for row in rows:
        cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=False)]
        lines.append("  ".join((*cells, row[4])).rstrip())
    return "\n".join(lines)


def seconds(argv: Sequence[str], env: Mapping[str, str]) -> float:
    """The time that a command takes as a whole process; what it prints is thrown away."""
    start = time.perf_counter()
    subprocess.run(argv, env=dict(env), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    return time.perf_counter() - start


def peak_mib(argv: Sequence[str], env: Mapping[str, str]) -> float:
    """The most memory that a command held at once, in MiB, by the system's own account of the ended process."""
    code = (
        "import resource, subprocess, sys;"
        "subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL);"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *argv], env=dict(env), capture_output=True, text=True, check=True
    )
    scale = 1024 if sys.platform != "darwin" else 1024 * 1024
    return int(done.stdout) / scale


def cpu_seconds(pid: int) -> float:
    """User and system time of a running process (Linux: from /proc)."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / 100
