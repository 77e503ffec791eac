"""docs/CONTRIBUTING.md: each worked example is carried out on a copy of the source, and does what it says."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "CONTRIBUTING.md"
SECTIONS = {part.split("\n", 1)[0]: part for part in PAGE.read_text("utf-8").split("\n## ")[1:]}
BLOCK = re.compile(r"```(insert|check) ?([^\n]*)\n(.*?)```", re.DOTALL)


@pytest.mark.parametrize("title", SECTIONS)
def test_an_example_does_what_it_says(title: str, tmp_path: Path) -> None:
    """The blocks are put where they say, and the last one prints its last line."""
    shutil.copytree(ROOT / "src", tmp_path / "src", ignore=shutil.ignore_patterns("__pycache__"))
    blocks = BLOCK.findall(SECTIONS[title])
    assert [kind for kind, _, _ in blocks][-1] == "check"
    for kind, where, text in blocks:
        if kind == "check":
            assert _printed(text, tmp_path) == text.rstrip().rsplit("\n# ", 1)[1]
        else:
            _put(tmp_path, where, text)


def _put(folder: Path, where: str, text: str) -> None:
    """Write a new file, or insert lines behind the first line that has the words of the anchor."""
    name, _, anchor = where.partition(" after ")
    path = folder / name
    if not anchor:
        assert not path.exists()
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        return
    lines = path.read_text("utf-8").splitlines(keepends=True)
    place = next(number for number, line in enumerate(lines) if anchor in line)
    path.write_text("".join((*lines[: place + 1], text, *lines[place + 1 :])), "utf-8")


def _printed(code: str, folder: Path) -> str:
    env = os.environ | {"PYTHONPATH": str(folder / "src"), "FLIPCHART_CONFIG": str(folder / "config.toml")}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=env, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_every_file_that_the_architecture_names_is_there() -> None:
    """A file that was moved would leave the page untrue."""
    text = (ROOT / "docs" / "ARCHITECTURE.md").read_text("utf-8")
    for name in re.findall(r"`((?:tui|domain|store|service|exchange|cli|tests)/[\w/]+(?:\.py|/)?)`", text):
        place = ROOT / name if name.startswith("tests/") else ROOT / "src" / "flipchart" / name
        assert place.exists(), name
