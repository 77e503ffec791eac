"""Breaks the code on purpose, in one named place at a time, and shows that the tests turn red.

`python tests/break_on_purpose.py [WORD…]` works on a copy of the tree; with words only the breakages whose names hold
one of them. Exits 1 if one of them is not noticed, or can no longer be made because the code has changed.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from breakages import BREAKAGES, Breakage, places

ROOT = Path(__file__).parent.parent
NEEDED = ("src", "tests", "sessions", "README.md", "pyproject.toml")
LONGEST = 300.0
"""Seconds after which tests that come to no end count as red: they are broken enough."""

Verdict = Literal["red", "GREEN", "cannot be broken: the code has changed", "does not run"]


def copied(folder: Path) -> Path:
    """Copy what the tests need and return where it is."""
    for name in NEEDED:
        source, target = ROOT / name, folder / name
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, target)
    return folder


def run(tree: Path, tests: Sequence[str]) -> int:
    """Run tests on the copy and return pytest's exit code: 0 green, 1 red."""
    env = dict(os.environ) | {"PYTHONPATH": str(tree / "src"), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", *tests]
    try:
        done = subprocess.run(command, cwd=tree, env=env, capture_output=True, timeout=LONGEST, check=False)
    except subprocess.TimeoutExpired:
        return 1
    return done.returncode


def tried(tree: Path, breakage: Breakage) -> Verdict:
    """Break one thing, run its tests, and mend it again."""
    found = places(tree / "src" / "flipchart", breakage)
    if len(found) != 1:
        return "cannot be broken: the code has changed"
    path = found[0].path
    sound = path.read_text("utf-8")
    path.write_text(found[0].broken(breakage), "utf-8")
    try:
        code = run(tree, breakage.tests)
    finally:
        path.write_text(sound, "utf-8")
    return "red" if code == 1 else "GREEN" if code == 0 else "does not run"


def say(words: str) -> None:
    """Print a line at once."""
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


def main(words: Sequence[str]) -> int:
    """Break all of them, or those that were named, and return the exit code."""
    chosen = [it for it in BREAKAGES if not words or any(word in it.name for word in words)]
    with tempfile.TemporaryDirectory() as folder:
        tree = copied(Path(folder))
        every = sorted({test for it in chosen for test in it.tests})
        if code := run(tree, every):
            say(f"Nothing is broken yet, and the tests are not green (pytest: {code}).")
            return 1
        say(f"Unbroken, the {len(every)} tests named here are green.")
        verdicts = []
        for it in chosen:
            verdicts.append(tried(tree, it))
            say(f"{it.name:<58} {verdicts[-1]}")
    unnoticed = len(verdicts) - verdicts.count("red")
    say(f"{len(verdicts)} breakages, {verdicts.count('red')} turned the tests red, {unnoticed} did not.")
    return int(unnoticed > 0)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
