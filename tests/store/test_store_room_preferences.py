"""What suited a room is remembered by its name, and nothing that is wrong there stops anybody."""

from pathlib import Path

import pytest

from flipchart.store.disk import Disk
from flipchart.store.state_files import (
    MOST,
    Room,
    columns_file,
    keep_columns,
    keep_room,
    read_columns,
    read_room,
    room_preferences_file,
)


def test_what_is_kept_is_there_again_beside_what_was_known(tmp_path: Path) -> None:
    """A theme and a size are kept one after the other; another room has its own."""
    assert keep_room("ward 5", Room(theme="room-light"), state=tmp_path)
    assert keep_room("ward 5", Room(rows=20), state=tmp_path)
    assert keep_room("", Room(theme="room-dark"), state=tmp_path)
    assert read_room("ward 5", state=tmp_path) == Room("room-light", 20)
    assert read_room("", state=tmp_path) == Room("room-dark")
    assert read_room("elsewhere", state=tmp_path) == Room()
    assert room_preferences_file(tmp_path).stat().st_mode & 0o777 == 0o600


def test_only_the_latest_rooms_are_kept(tmp_path: Path) -> None:
    """The file does not grow for ever; the oldest goes first."""
    for number in range(MOST + 2):
        keep_room(f"r{number}", Room(rows=number + 1), state=tmp_path)
    assert read_room("r1", state=tmp_path) == Room()
    assert read_room("r2", state=tmp_path) == Room(rows=3)


@pytest.mark.parametrize("data", [b"", b"[]", b"{", b"\xff", b'{"x": 3}', b'{"x": {"theme": 3, "rows": "many"}}'])
def test_a_file_that_is_no_such_file_tells_nothing(tmp_path: Path, data: bytes) -> None:
    """Read as unknown, and written anew by the next choice."""
    room_preferences_file(tmp_path).write_bytes(data)
    assert read_room("x", state=tmp_path) == Room()
    assert keep_room("x", Room(rows=24), state=tmp_path)
    assert read_room("x", state=tmp_path) == Room(rows=24)


def test_a_disk_that_takes_nothing_is_no_error(tmp_path: Path) -> None:
    """It is only a convenience."""

    class Full(Disk):
        def open(self, path: Path, flags: int, mode: int = 0o600) -> int:
            raise OSError(28, "full")

    assert not keep_room("x", Room(rows=24), state=tmp_path, disk=Full())


def test_what_columns_hold_is_remembered_by_group_and_shape(tmp_path: Path) -> None:
    """Another group, or a list with other columns, knows nothing of it; what cannot be read is nothing."""
    names = ["Action", "Revised date"]
    assert keep_columns("Ward", names, {"Revised date": "due"}, state=tmp_path)
    assert keep_columns("Ward", ["Idea"], {"Idea": "step"}, state=tmp_path)
    assert read_columns("ward", ["action", "revised date"], state=tmp_path) == {"Revised date": "due"}
    assert read_columns("Lab", names, state=tmp_path) == read_columns("Ward", ["Action"], state=tmp_path) == {}
    columns_file(tmp_path).write_text("[]", encoding="utf-8")
    assert read_columns("Ward", names, state=tmp_path) == {}
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert not keep_columns("Ward", names, {}, state=tmp_path / "file")
