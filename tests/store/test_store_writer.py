"""What one file is written with, when nothing goes well."""

from pathlib import Path

import pytest
from faults import FaultyDisk, heal
from saving import NOW, first, with_step, written

from flipchart.clock import ManualClock
from flipchart.store import writer
from flipchart.store.codec import encode
from flipchart.store.errors import StoreError, Unsaved
from flipchart.store.files import Changed
from flipchart.store.writer import REMEMBERED, Writer


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A session in a file."""
    made = tmp_path / "retro.toml"
    made.write_bytes(encode(first()))
    return made


def test_a_file_that_never_holds_still_is_named_and_left(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another program writes at every try: after a few it is said, and its words stay."""

    def changed(*_: object, **__: object) -> None:
        raise Changed

    monkeypatch.setattr(writer, "replace_durably", changed)
    before = path.read_bytes()
    with pytest.raises(Unsaved, match="another program keeps changing it"):
        Writer(path, ManualClock(NOW)).write(with_step(first(), "a"), before)
    assert path.read_bytes() == before


def test_of_many_tries_that_failed_the_newest_words_are_saved(path: Path) -> None:
    """However long the disk was away, and whichever of the tries reached the file after all."""
    disk = FaultyDisk(0, forever=True, only="replace")
    mine, seen, session = Writer(path, ManualClock(NOW), disk=disk), path.read_bytes(), first()
    tries = []
    for number in range(REMEMBERED + 3):
        session = with_step(session, f"s{number}")
        tries.append(encode(session, seen))
        with pytest.raises(StoreError):
            mine.write(session, seen)
    heal(disk)
    path.write_bytes(tries[-2])
    assert mine.write(session, seen).merged is False
    assert written(path) == session
