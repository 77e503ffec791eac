"""The breakages of `break_on_purpose.py` can still be made: what they would change is there, and so are the tests."""

from pathlib import Path

import pytest

from breakages import BREAKAGES, Breakage

ROOT = Path(__file__).parent.parent


@pytest.mark.parametrize("breakage", BREAKAGES, ids=lambda it: it.name)
def test_a_breakage_can_still_be_made(breakage: Breakage) -> None:
    """The line is there once, and each test that should turn red has its name."""
    assert (ROOT / "src" / "flipchart" / breakage.file).read_text("utf-8").count(breakage.old) == 1
    assert breakage.old != breakage.new
    for test in breakage.tests:
        file, _, name = test.partition("::")
        assert f"def {name}" in (ROOT / file).read_text("utf-8"), test


def test_there_are_enough_of_them() -> None:
    """At least the twenty that were promised, each with a name of its own."""
    assert len({it.name for it in BREAKAGES}) == len(BREAKAGES) >= 20
