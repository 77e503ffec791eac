"""What every test may count on: folders of its own, helpers that can be imported, and the time Hypothesis needs."""

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

from flipchart.tui.text.language import speak
from flipchart.tui.text.signs import use_plain
from ledger import pytest_runtest_makereport, pytest_terminal_summary

__all__ = ["in_english_again", "own_folders", "pytest_runtest_makereport", "pytest_terminal_summary"]

settings.register_profile("flipchart", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("flipchart")


@pytest.fixture(autouse=True)
def own_folders(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep each test away from the person's own folders, settings and wishes about colour."""
    home = tmp_path_factory.mktemp("home")
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
