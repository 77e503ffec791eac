"""Keeps the screens under test away from the person's own folders, settings and terminal."""

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Give each test a home of its own, and no wishes about colour."""
    home = tmp_path / "home"
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("FLIPCHART_CONFIG", str(home / "config"))
    for name in ("STATE", "DATA", "CACHE", "CONFIG"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(home / name.lower()))
    for name in ("NO_COLOR", "TEXTUAL_ANIMATIONS", "FLIPCHART_DIR"):
        monkeypatch.delenv(name, raising=False)
