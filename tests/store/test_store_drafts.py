"""A line that was begun survives the program, for the box and the item for which it was begun."""

import errno
import threading
from pathlib import Path

import pytest
from faults import FaultyDisk
from saving import PATIENCE

from flipchart.store.latest_worker import Latest
from flipchart.store.state_files import drafts_file, keep_drafts, read_drafts, write_drafts


def test_drafts_come_back_by_session_box_and_item(tmp_path: Path) -> None:
    """Each session has its own, for this user alone; ids of any kind make safe names."""
    texts = {"capture:a1": "Ana drafts ☕\n", "park:": "[/]"}
    assert write_drafts("../s1", texts, state=tmp_path)
    assert read_drafts("../s1", state=tmp_path) == texts
    assert read_drafts("s2", state=tmp_path) == {}
    path = drafts_file("../s1", tmp_path)
    assert path.parent == tmp_path / "drafts"
    assert (path.stat().st_mode & 0o777, path.parent.stat().st_mode & 0o777) == (0o600, 0o700)


def test_drafts_go_when_there_are_none(tmp_path: Path) -> None:
    """Empty ones are none, and no names of people stay behind."""
    write_drafts("s1", {"a": "x", "b": ""}, state=tmp_path)
    assert read_drafts("s1", state=tmp_path) == {"a": "x"}
    assert write_drafts("s1", {"a": ""}, state=tmp_path)
    assert not drafts_file("s1", tmp_path).exists()
    assert write_drafts("s1", {}, state=tmp_path)


@pytest.mark.parametrize("data", [b"", b"{", b"[1]", b"\xff", b'{"a": 1, "b": ""}', b"[" * 99_999])
def test_drafts_that_cannot_be_read_are_none(tmp_path: Path, data: bytes) -> None:
    """A damaged file of drafts stops nothing."""
    write_drafts("s1", {"a": "x"}, state=tmp_path)
    drafts_file("s1", tmp_path).write_bytes(data)
    assert read_drafts("s1", state=tmp_path) == {}


def test_drafts_are_cleaned_and_never_half_written(tmp_path: Path) -> None:
    """What controls a terminal does not come back; a full disk leaves the old ones."""
    drafts_file("s1", tmp_path).parent.mkdir()
    drafts_file("s1", tmp_path).write_bytes(b'{"a": "x\\u001b[2Jy"}')
    assert read_drafts("s1", state=tmp_path) == {"a": "xy"}
    full = FaultyDisk(0, errno.ENOSPC, only="write")
    assert not write_drafts("s1", {"a": "new"}, state=tmp_path, disk=full)
    assert read_drafts("s1", state=tmp_path) == {"a": "xy"}


def test_drafts_are_kept_while_nobody_waits(tmp_path: Path) -> None:
    """The latest counts, and leaving writes it."""
    keeper = keep_drafts("s1", state=tmp_path)
    for number in range(50):
        keeper.put({"a": f"line {number}"})
    assert keeper.close(PATIENCE)
    assert read_drafts("s1", state=tmp_path) == {"a": "line 49"}


def test_only_the_latest_is_done_and_failures_are_passed_over() -> None:
    """What waits while one is under way is replaced; a failure does not stop the next."""
    done: list[int] = []
    reached, go_on = threading.Event(), threading.Event()

    def work(number: int) -> None:
        reached.set()
        go_on.wait(PATIENCE)
        if number == 1:
            raise OSError(errno.EIO, "injected")
        done.append(number)

    latest = Latest(work)
    latest.put(1)
    reached.wait(PATIENCE)
    assert not latest.flush(0.01)
    latest.put(2)
    latest.put(3)
    go_on.set()
    assert latest.close(PATIENCE)
    assert done == [3]


def test_the_last_value_is_done_again_where_that_is_wanted() -> None:
    """As signs of life need it."""
    done: list[str] = []
    enough = threading.Event()

    def work(text: str) -> None:
        done.append(text)
        if len(done) > 3:
            enough.set()

    latest = Latest(work, every=0.001)
    latest.put("alive")
    assert enough.wait(PATIENCE)
    latest.close()
    assert set(done) == {"alive"}
