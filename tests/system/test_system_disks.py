"""Real disks: one that is full and is freed again, and ones whose power is cut while they are written."""

import datetime as dt
import threading
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from disks import KINDS, Image, fill, memory_disk, use_up_names
from sessions import NOW, new_session, step_ids

import ledger
from flipchart.clock import ManualClock
from flipchart.domain.plan import Step
from flipchart.domain.session import Session
from flipchart.store.codec import decode
from flipchart.store.disk import Disk
from flipchart.store.errors import StoreError
from flipchart.store.saver import Saver
from flipchart.store.saver_queue import SaveState
from flipchart.store.writer import change_session

pytestmark = pytest.mark.system

PATIENCE = 20.0


def with_step(session: Session, id: str) -> Session:
    return session.revise(steps=(*session.steps, Step(id=id, text=f"Step {id}", state="open")))


def read(path: Path) -> Session:
    return decode(path.read_bytes(), name=str(path), made=NOW)


class Watcher:
    """Waits for a state of a saver, whose clock goes on a little at each look."""

    def __init__(self, saver: Saver, clock: ManualClock) -> None:
        self._saver, self._clock = saver, clock
        self._news = threading.Event()
        saver.subscribe(lambda _: self._news.set())

    def wait_for(self, right: Callable[[SaveState], bool]) -> SaveState:
        """Let time pass until it is so."""
        for _ in range(int(PATIENCE / 0.01)):
            state = self._saver.state
            if right(state):
                return state
            self._clock.advance(0.5)
            self._news.wait(0.01)
            self._news.clear()
        raise AssertionError(f"never so: {self._saver.state}")


def full_and_copied(state: SaveState) -> bool:
    return state.kind == "failed" and state.copy is not None and "the disk is full; make room on it" in state.why


@pytest.mark.parametrize(
    ("options", "use_up"), [("size=256k", fill), ("size=4m,nr_inodes=6", use_up_names)], ids=["no room", "no names"]
)
def test_a_full_disk_that_is_freed_again(
    tmp_path: Path, options: str, use_up: Callable[[Path], Sequence[Path]]
) -> None:
    """Not saved is said with the reason, the old file stays whole, a copy is elsewhere; freed, all is saved."""
    with memory_disk(tmp_path / "full", options) as disk:
        path = new_session(disk)
        used = use_up(disk)
        before = path.read_bytes()
        clock = ManualClock(NOW)
        saver = Saver(path, before, clock, state=tmp_path / "state")
        watcher = Watcher(saver, clock)
        session = read(path)
        for id in ("a", "b"):
            session = with_step(session, id)
            saver.submit(session)
            state = watcher.wait_for(full_and_copied)
            assert path.read_bytes() == before
            ledger.count("faults")
        assert state.copy is not None and step_ids(state.copy)[:1] == ["a"]
        assert not list(disk.glob(".~*.tmp"))
        for each in used:
            each.unlink()
        watcher.wait_for(lambda state: state.kind == "saved")
        ledger.nothing_lost(["a", "b"], step_ids(path))
        assert saver.close(PATIENCE)


def test_a_command_on_a_full_disk_says_so(tmp_path: Path) -> None:
    """One sentence, and the file as it was."""
    with memory_disk(tmp_path / "full", "size=256k") as disk:
        path = new_session(disk)
        before = path.read_bytes()
        fill(disk)
        with pytest.raises(StoreError, match="the disk is full; make room on it"):
            change_session(path, lambda session: with_step(session, "a"), ManualClock(NOW), state=tmp_path / "state")
        assert path.read_bytes() == before
        ledger.count("faults")


@pytest.mark.parametrize("kind", KINDS)
def test_a_power_cut_after_saved(tmp_path: Path, kind: str) -> None:
    """The disk as it is the moment after "saved", mounted again, has the whole session (I2)."""
    image = Image(tmp_path, kind)
    cuts = []
    with image.mounted() as disk:
        path = new_session(disk / "sessions")
        for number in range(6):
            clock = ManualClock(NOW + dt.timedelta(minutes=number))
            id = f"s{number}"
            change_session(path, lambda session, id=id: with_step(session, id), clock, state=tmp_path / "state")  # type: ignore[misc]
            cuts.append((image.cut(), number))
    for copy, number in cuts:
        with image.after(copy) as disk:
            ledger.nothing_lost(
                [f"{kind}-s{each}" for each in range(number + 1)],
                [f"{kind}-{id}" for id in step_ids(disk / "sessions" / "retro.toml")],
            )
            ledger.count("cuts")


class Cutting(Disk):
    """Copies the image after every call of a save that changes something."""

    def __init__(self, image: Image) -> None:
        self._image = image
        self.cuts: list[tuple[str, Path]] = []

    def _cut(self, name: str) -> None:
        self.cuts.append((name, self._image.cut()))

    def open(self, path: Path, flags: int, mode: int = 0o600) -> int:
        fd = super().open(path, flags, mode)
        if path.name.endswith(".tmp"):
            self._cut("open")
        return fd

    def write(self, fd: int, data: bytes) -> int:
        written = super().write(fd, data)
        self._cut("write")
        return written

    def sync(self, fd: int) -> None:
        super().sync(fd)
        self._cut("sync")

    def replace(self, source: Path, target: Path) -> None:
        super().replace(source, target)
        self._cut("replace")

    def sync_folder(self, folder: Path) -> None:
        super().sync_folder(folder)
        self._cut("sync_folder")


@pytest.mark.parametrize("kind", KINDS)
def test_a_power_cut_at_every_call_of_a_save(tmp_path: Path, kind: str) -> None:
    """The disk has the whole old session or the whole new one, whichever call was the last (I1)."""
    image = Image(tmp_path, kind)
    with image.mounted() as disk:
        path = new_session(disk / "sessions")
        clock = ManualClock(NOW)
        change_session(path, lambda session: with_step(session, "old"), clock, state=tmp_path / "state")
        cutting = Cutting(image)
        change_session(path, lambda session: with_step(session, "new"), clock, state=tmp_path / "state", disk=cutting)
    assert [name for name, _ in cutting.cuts][-4:] == ["write", "sync", "replace", "sync_folder"]
    for name, copy in cutting.cuts:
        with image.after(copy) as disk:
            found = step_ids(disk / "sessions" / "retro.toml")
            assert found in (["old"], ["old", "new"]), name
            assert name != "sync_folder" or copy != cutting.cuts[-1][1] or found == ["old", "new"]
            ledger.count("cuts")
