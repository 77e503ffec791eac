"""Pictures in the tests: what is painted, cell by cell, kept as text that a person can read and compare.

A picture that is meant to be another is written anew, and then looked at:
FLIPCHART_PICTURES=write pytest tests/tui/test_tui_pictured.py
"""

import os
from pathlib import Path
from string import ascii_letters

from driver import Driver
from rich.style import Style

KEPT = Path(__file__).parent.parent / "data" / "pictures"


def picture(driver: Driver) -> str:
    """The rows of the screen, each with its inks below it, and what those letters stand for."""
    names: dict[str, str] = {}
    rows: list[str] = []
    for strip in driver.app.screen._compositor.render_strips():
        inks = "".join(_name(style, names) * len(text) for text, style, control in strip if not control)
        rows += [f"|{strip.text.rstrip()}", f":{inks.rstrip('.')}"]
    legend = [f"{letter} {answer}" for answer, letter in names.items()]
    return "\n".join([*rows, "", *legend, ""])


def _name(style: Style | None, names: dict[str, str]) -> str:
    """A letter for a style: the first is the ground, a point."""
    answer = str(style or "none").replace("not dim", "").strip()
    return names.setdefault(answer, ("." + ascii_letters)[len(names)])


def compared(driver: Driver, name: str) -> None:
    """Fail unless the screen is as it was kept; with FLIPCHART_PICTURES=write keep it as it is."""
    kept, now = KEPT / f"{name}.txt", picture(driver)
    if os.environ.get("FLIPCHART_PICTURES") == "write":
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_text(now, "utf-8", newline="\n")
    before = kept.read_text("utf-8") if kept.exists() else ""
    differ = [f"{was}\n{then}" for was, then in zip(before.split("\n"), now.split("\n"), strict=False) if was != then]
    assert now == before, "\n".join([__doc__ or "", *differ[:8]])
