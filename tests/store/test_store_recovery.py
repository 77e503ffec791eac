"""Backups, and what can take the place of a damaged file."""

import datetime as dt
import errno
import os
from pathlib import Path

import pytest
from faults import FaultyDisk
from saving import NOW, Desk, first, with_step, written

from flipchart.clock import ManualClock
from flipchart.store import platform, sidecar_names
from flipchart.store.backups import Backups
from flipchart.store.codec import encode
from flipchart.store.errors import Damaged, Unsaved
from flipchart.store.reading import text_in
from flipchart.store.recovery import candidates, recover
from flipchart.store.rescue import Rescue, rescue_folder
from flipchart.store.set_aside import sweep


def backups(state: Path, clock: ManualClock, id: str = "s1") -> Backups:
    return Backups(id, clock, state=state)


def test_a_backup_is_whole_private_and_named_by_time(tmp_path: Path) -> None:
    """Two in one second are two; the same content is kept once; the id stays out of the name."""
    clock = ManualClock(NOW)
    kept = backups(tmp_path, clock, "../s1")
    first_path = kept.keep(b"one")
    assert kept.keep(b"one") == first_path
    second = kept.keep(b"two")
    assert first_path is not None and second is not None
    assert (first_path.name, second.name) == ("20261118T100000Z.toml", "20261118T100000Z-2.toml")
    assert first_path.parent.parent == tmp_path / "backups"
    assert (first_path.stat().st_mode & 0o777, first_path.parent.stat().st_mode & 0o777) == (0o600, 0o700)
    assert [backup.path.read_bytes() for backup in kept.kept()] == [b"two", b"one"]
    (kept.folder / "odd.toml").touch()
    (kept.folder / "20261118T100000Z.txt").touch()
    assert len(kept.kept()) == 2


def test_the_last_ten_stay_then_one_a_day_for_thirty_days(tmp_path: Path) -> None:
    """The newest of each day; what is older goes."""
    clock = ManualClock(NOW - dt.timedelta(days=40))
    kept = backups(tmp_path, clock)
    for number in range(41 * 2):
        kept.keep(str(number).encode())
        clock.advance(12 * 3600)
    days = [backup.at.date() for backup in kept.kept()]
    assert len(days) == len(set(days[10:])) + 10
    assert min(days) >= clock.now().date() - dt.timedelta(days=31)
    assert len(set(days)) >= 30


def test_a_backup_that_cannot_be_made_stops_nothing(tmp_path: Path) -> None:
    """Nor is it tried again before its time."""
    clock = ManualClock(NOW)
    kept = Backups("s1", clock, state=tmp_path, disk=FaultyDisk(0, errno.ENOSPC, only="write"))
    assert kept.due() and kept.keep(b"x") is None and not kept.due()
    clock.advance(600)
    assert kept.due() and kept.keep(b"x") is not None


def test_saving_keeps_the_version_before(tmp_path: Path) -> None:
    """Before the first write of a run, and after ten minutes of change."""
    with Desk(tmp_path) as desk:
        kept = backups(desk.state_folder, desk.clock)
        for id in "abc":
            desk.submit(with_step(desk.session, id))
            desk.saved()
        assert [each.path.read_bytes() for each in kept.kept()] == [encode(first())]
        desk.clock.advance(600)
        desk.submit(with_step(desk.session, "d"))
        desk.saved()
        assert [len(written(each.path).steps) for each in kept.kept()] == [3, 0]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A session that was cut short."""
    made = tmp_path / "sessions" / "retro.toml"
    made.parent.mkdir()
    made.write_bytes(encode(first())[:-10])
    made.chmod(0o640)
    return made


def place(path: Path, content: bytes, age: int) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    at = NOW.timestamp() - age
    os.utime(path, (at, at))
    return path


def test_everything_whole_of_that_session_is_offered(path: Path, tmp_path: Path) -> None:
    """Unfinished saves, copies in need, backups and sync copies, the newest first; nothing damaged or foreign."""
    clock, state = ManualClock(NOW), tmp_path / "state"
    content = [encode(with_step(first(), f"v{number}")) for number in range(4)]
    temporary = place(sidecar_names.temporary(path), content[0], 10)
    place(sidecar_names.temporary(path), content[0][:-10], 5)
    rescue = Rescue(path, "s1", state)
    assert rescue.keep(with_step(first(), "v1"))
    assert rescue.copy is not None
    place(rescue.copy, content[1], 20)
    copy = place(path.with_name("retro (conflicted copy).toml"), content[2], 30)
    place(path.with_name("other.toml"), encode(first(id="s2")), 1)
    place(path.with_name(".retro.private.toml"), content[2], 1)
    backup = backups(state, clock).keep(content[3])
    assert backup is not None
    place(backup, content[3], 40)
    found = candidates(path, clock, state=state)
    assert [(each.path, each.kind) for each in found] == [
        (temporary, "temporary"),
        (rescue.copy, "unsaved"),
        (copy, "copy"),
        (backup, "backup"),
    ]
    assert [each.session.steps[0].id for each in found] == ["v0", "v1", "v2", "v3"]
    assert path.read_bytes() == encode(first())[:-10]


def test_a_file_whose_id_is_gone_is_known_by_its_name(path: Path, tmp_path: Path) -> None:
    """Zero bytes leave only the name; what is beside it under that name is offered."""
    clock, state = ManualClock(NOW), tmp_path / "state"
    place(sidecar_names.temporary(path), encode(first()), 1)
    place(path.with_name("retro-copy.toml"), encode(first()), 2)
    place(path.with_name("other.toml"), encode(first(id="s2")), 1)
    place(rescue_folder(state) / "retro-12345678.toml", encode(first()), 3)
    place(rescue_folder(state) / "other-12345678.toml", encode(first()), 3)
    path.write_bytes(b"\0" * 90)
    assert [each.kind for each in candidates(path, clock, state=state)] == ["temporary", "copy", "unsaved"]
    path.unlink()
    assert len(candidates(path, clock, state=state)) == 3


@pytest.mark.parametrize(
    ("data", "id"),
    [
        (b'format = 1\nid = "s1"\ntitle', "s1"),
        (b'id="a\\"b" # x', 'a"b'),
        (b"id = 'x'\r\n", "x"),
        (b'title = "x"\n[[steps]]\nid = "a"', None),
        (b'id = "\\q"', None),
        (b'id = "\xff"', None),
        (b"", None),
    ],
)
def test_the_id_of_a_damaged_file_is_read_where_it_can_be(data: bytes, id: str | None) -> None:
    """Only the session's own, not one of its items."""
    assert text_in(data, "id") == id


def test_recovering_keeps_the_damaged_file(path: Path) -> None:
    """Under a name with the time, with its rights; the chosen version is in its place."""
    clock = ManualClock(NOW)
    damaged = path.read_bytes()
    place(sidecar_names.temporary(path), encode(first()), 1)
    [candidate] = candidates(path, clock, state=path.parent / "state")
    aside = recover(path, candidate, clock)
    assert aside.name == "retro.toml.damaged-20261118T100000Z"
    assert aside.read_bytes() == damaged
    assert path.read_bytes() == encode(first())
    assert path.stat().st_mode & 0o777 == aside.stat().st_mode & 0o777 == 0o640
    assert recover(path, candidate, clock).name.endswith("Z-2")


def test_recovering_fails_with_the_damaged_file_in_place(path: Path) -> None:
    """A candidate that broke meanwhile, or a disk that is full."""
    clock = ManualClock(NOW)
    damaged = path.read_bytes()
    temporary = place(sidecar_names.temporary(path), encode(first()), 1)
    [candidate] = candidates(path, clock, state=path.parent / "state")
    for only in ("publish", "write", "replace"):
        with pytest.raises(Unsaved):
            recover(path, candidate, clock, FaultyDisk(0, errno.ENOSPC, only=only))
        assert path.read_bytes() == damaged
    temporary.write_bytes(b"broken")
    with pytest.raises(Damaged):
        recover(path, candidate, clock)
    assert path.read_bytes() == damaged


def test_what_killed_programs_left_goes_after_a_day(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only old ones, only of this session and this machine; a disk that refuses is left alone."""
    clock = ManualClock(NOW)
    old = place(sidecar_names.temporary(path), b"x", 90_000)
    young = place(sidecar_names.temporary(path), b"x", 80_000)
    foreign = place(sidecar_names.temporary(path.with_name("other.toml")), b"x", 90_000)
    monkeypatch.setattr(platform, "host", lambda: "elsewhere")
    far = place(sidecar_names.temporary(path), b"x", 90_000)
    monkeypatch.undo()
    sweep(path, clock, FaultyDisk(0, only="remove"))
    assert old.exists()
    sweep(path, clock)
    assert [each.exists() for each in (old, young, foreign, far)] == [False, True, True, True]
