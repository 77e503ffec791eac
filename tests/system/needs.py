"""What tests of the system need, and the words in which they say that it is not here."""

import os
import shutil
import sys
from pathlib import Path

import pytest

TOOLS = Path(__file__).parents[2] / ".tools" / "bin"
"""Programs for Python that take our files in, which `.ci/run` installs apart from ours."""


def need_linux() -> None:
    """Skip elsewhere than on Linux."""
    if sys.platform != "linux":
        pytest.skip("only Linux has what this needs")


def need_root() -> None:
    """Skip for a user who may not mount."""
    need_linux()
    if os.geteuid() != 0:
        pytest.skip("only root may mount")


def need_program(name: str, package: str) -> None:
    """Skip where a program is not installed."""
    if shutil.which(name, path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin") is None:
        pytest.skip(f"{name} is not installed (Debian: {package})")


def need_tool(name: str) -> str:
    """Return where a program of `.tools` is; skip where it is not installed."""
    if not (TOOLS / name).exists():
        pytest.skip(f"{name} is not in .tools ('bash .ci/run' installs it)")
    return str(TOOLS / name)


def refused(what: str, why: str) -> None:
    """Skip because the machine refuses something that root may do elsewhere, as containers do."""
    pytest.skip(f"this machine does not let us {what}: {' '.join(why.split())[:120]}")
