"""`.github/SECURITY.md` names every promise with its tests, and they are there."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PAGE = ROOT / ".github" / "SECURITY.md"

if not PAGE.exists():
    pytest.skip("the page is only in the repository", allow_module_level=True)

TEXT = PAGE.read_text("utf-8")


def test_every_file_that_it_names_is_there() -> None:
    """Tests that were renamed would leave a promise without proof."""
    named = re.findall(r"tests/[\w/]+\.py", TEXT)
    assert len(set(named)) > 20
    assert [name for name in named if not (ROOT / name).is_file()] == []


@pytest.mark.parametrize("number", range(1, 13))
def test_every_promise_has_a_test(number: int) -> None:
    """I1 to I12, each on a line of its own with at least one file of tests, in which there are some."""
    (row,) = re.findall(rf"^\| I{number} \|.*$", TEXT, flags=re.MULTILINE)
    files = re.findall(r"tests/[\w/]+\.py", row)
    assert files
    for name in files:
        text = (ROOT / name).read_text("utf-8")
        assert re.search(r"^(async )?def test_|TestCase$", text, flags=re.MULTILINE), name
