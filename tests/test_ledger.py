"""The summary at the end of a run: it counts what was done, wherever it was done, and never hides a loss."""

import subprocess
import sys
from pathlib import Path

import pytest

CONFTEST = "from ledger import pytest_runtest_makereport, pytest_terminal_summary\n"
TESTS = """
import ledger, pytest

@pytest.mark.parametrize("number", range(4))
def test_kills(number):
    ledger.count("kills", 300)
    ledger.nothing_lost([number, "a"], ["a", number, "more"])

def test_fault():
    ledger.count("faults")

@pytest.mark.system
def test_left_out():
    pytest.skip("no loop devices")
"""
LOSS = """
import ledger

def test_loss():
    ledger.nothing_lost(["a", "b"], ["b"])
"""
FAILURE = """
import ledger

def test_failure():
    ledger.nothing_lost(["b"], ["b"])
    assert False
"""


def run(folder: Path, tests: str, *options: str) -> str:
    """Run a suite of its own and return what it printed."""
    (folder / "conftest.py").write_text(CONFTEST, "utf-8")
    (folder / "test_it.py").write_text(tests, "utf-8")
    (folder / "pytest.ini").write_text("[pytest]\nmarkers = system\n", "utf-8")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *options, str(folder)]
    env = {
        "PYTHONPATH": str(Path(__file__).parent), "PATH": "/usr/bin:/bin", "PYTHONDONTWRITEBYTECODE": "1",
        "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",
    }  # fmt: skip
    return subprocess.run(command, env=env, cwd=folder, capture_output=True, text=True, check=False).stdout


@pytest.mark.parametrize("options", [(), ("-p", "xdist", "-n", "2")], ids=["alone", "two workers"])
def test_counts_are_summed_up_at_the_end(tmp_path: Path, options: tuple[str, ...]) -> None:
    """Also with the tests in two processes."""
    printed = run(tmp_path, TESTS, *options)
    assert "1,200 kills survived, 1 fault injected." in printed
    assert "8 items that were called saved were looked for again. Lost: nothing." in printed
    assert "Left out, 1 of the system's tests: no loop devices" in printed


def test_a_loss_is_said(tmp_path: Path) -> None:
    """In the summary too, not only in the failure."""
    assert "2 items that were called saved were looked for again. Lost: 1 of them." in run(tmp_path, LOSS)


def test_nothing_is_called_kept_when_its_test_failed(tmp_path: Path) -> None:
    """Who reads only the last line is not misled."""
    assert "Lost: see the failures." in run(tmp_path, FAILURE)


def test_a_run_that_counted_nothing_says_nothing(tmp_path: Path) -> None:
    """No line of zeros."""
    assert "what it stood" not in run(tmp_path, "def test_nothing():\n    pass\n")
