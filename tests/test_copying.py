"""Copying: by the system's own program where there is one, and said only where it is known."""

import os
from pathlib import Path

import pytest

from flipchart.service.export import copy_out

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the stand-in for a program is a shell script")


def program(folder: Path, name: str, lines: str) -> dict[str, str]:
    """Put a stand-in for a program into a folder, and return an environment that finds it alone."""
    path = folder / name
    path.write_text(f"#!/bin/sh\n{lines}\n")
    path.chmod(0o755)
    return {"PATH": f"{folder}"}


def test_the_systems_program_gets_the_words(tmp_path: Path) -> None:
    """Every letter reaches it, and then "copied" is true."""
    env = program(tmp_path, "wl-copy", f"/bin/cat > {tmp_path}/got") | {"WAYLAND_DISPLAY": "wayland-0"}
    assert copy_out("Łukasz – 王\n", env)
    assert (tmp_path / "got").read_text("utf-8") == "Łukasz – 王\n"


@pytest.mark.parametrize(
    ("name", "lines", "more"),
    [
        ("wl-copy", "exit 0", {}),
        ("xclip", "exit 1", {"DISPLAY": ":0"}),
        ("pbcopy", "exit 0", {"SSH_CONNECTION": "10.0.0.1 1 10.0.0.2 22"}),
        ("nothing", "exit 0", {"DISPLAY": ":0"}),
    ],
)
def test_copied_is_said_only_when_it_is_known(name: str, lines: str, more: dict[str, str], tmp_path: Path) -> None:
    """Not without a display, not where the program fails, not over ssh, not where there is none."""
    assert not copy_out("words", program(tmp_path, name, lines) | more)
