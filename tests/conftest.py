"""What every test may count on: folders of its own, helpers that can be imported, and the time Hypothesis needs."""

import gc
import os
from collections.abc import Generator, Iterator
from itertools import count

import pytest
from hypothesis import HealthCheck, settings

from flipchart.tui.text.language import speak
from flipchart.tui.text.signs import use_plain
from ledger import pytest_runtest_makereport, pytest_terminal_summary

__all__ = [
    "in_english_again",
    "own_folders",
    "pytest_collection",
    "pytest_collection_modifyitems",
    "pytest_runtest_makereport",
    "pytest_sessionfinish",
    "pytest_terminal_summary",
]

settings.register_profile("flipchart", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("flipchart")

LONG = (
    "test_tui_hostile", "test_tui_inks", "test_tui_no_loss", "test_system_kills", "test_pty_kills", "test_pty_text",
)  # fmt: skip
"""The files whose tests take longest."""

HOMES = count()


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let each worker begin with its share of the longest, so that in the end none waits for another one.

    xdist gives each an equal part of the list, one behind the other, before they take from each other.
    """
    workers, whole = int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1")), len(items)
    long = [it for it in items if it.path.stem in LONG]
    rest = [it for it in items if it.path.stem not in LONG]
    items.clear()
    for number in range(workers):
        share = long[number::workers]
        size = max((whole - len(items)) // (workers - number) - len(share), 0)
        items += share + rest[:size]
        del rest[:size]
    items += rest


def pytest_sessionfinish() -> None:
    """Look for garbage once at the end; pytest would look five times through all that is still there."""
    gc.collect()
    gc.freeze()


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Let the thousands of tests themselves never be looked through for garbage."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.enable()
        gc.set_threshold(10_000, 10, 10)


@pytest.fixture(autouse=True)
def own_folders(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep each test away from the person's own folders, settings and wishes about colour."""
    # By a number of our own: pytest looks through all the folders that are there to find the next one.
    home = tmp_path_factory.getbasetemp() / "homes" / str(next(HOMES))
    home.mkdir(parents=True)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("FLIPCHART_CONFIG", str(home / "config"))
    for name in ("STATE", "DATA", "CACHE", "CONFIG"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(home / name.lower()))
    # Over ssh the clipboard of this machine is nobody's, so no test writes over what somebody has copied.
    monkeypatch.setenv("SSH_CONNECTION", "192.0.2.1 1 192.0.2.2 22")
    for name in ("NO_COLOR", "TEXTUAL_ANIMATIONS", "FLIPCHART_DIR", "FLIPCHART_STATE"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(autouse=True)
def in_english_again() -> Iterator[None]:
    """Let no test hear the language in which another one spoke, or see its signs."""
    yield
    speak(None)
    use_plain(False)
