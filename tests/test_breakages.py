"""The breakages of `break_on_purpose.py` can still be made: what they would change is there, and so are the tests."""

import ast
from pathlib import Path

import pytest

from breakages import BREAKAGES, Breakage, places

ROOT = Path(__file__).parent.parent


@pytest.mark.parametrize("breakage", BREAKAGES, ids=lambda it: it.name)
def test_a_breakage_can_still_be_made(breakage: Breakage) -> None:
    """Its symbol has the text once, what comes of it is still Python, and each test that should turn red exists."""
    (place,) = places(ROOT / "src" / "flipchart", breakage)
    broken = place.broken(breakage)
    assert broken != place.path.read_text("utf-8")
    ast.parse(broken)
    for test in breakage.tests:
        file, _, name = test.partition("::")
        assert f"def {name}" in (ROOT / file).read_text("utf-8"), test


def test_a_symbol_is_found_where_it_went(tmp_path: Path) -> None:
    """A function that moved to another file, or down in its own, is the same function; another of its text is not."""
    breakage = Breakage("moved", "old.home:Disk.fill", "sync(fd)", "pass", ())
    assert places(tmp_path, breakage) == []
    (tmp_path / "new.py").write_text(
        "def fill():\n    sync(fd)\n\nclass Disk:\n    def fill(self):\n        sync(fd)\n"
    )
    (place,) = places(tmp_path, breakage)
    assert place.broken(breakage).endswith("    sync(fd)\n\nclass Disk:\n    def fill(self):\n        pass\n")
    (tmp_path / "too.py").write_text("class Disk:\n    def fill(self):\n        sync(fd)\n")
    assert len(places(tmp_path, breakage)) == 2


def test_there_are_enough_of_them() -> None:
    """At least the twenty that were promised, each with a name of its own."""
    assert len({it.name for it in BREAKAGES}) == len(BREAKAGES) >= 20
