"""The saver: "saved" is true, a failure is never shown as saved, and nobody ever waits for a disk."""

import datetime as dt
import errno
import threading
from pathlib import Path

import pytest
from faults import ERRORS, FaultyDisk, calls_of, heal
from saving import NOW, PATIENCE, Desk, first, with_step, written

from flipchart.clock import ManualClock
from flipchart.store import saver_queue
from flipchart.store.codec import decode, encode
from flipchart.store.disk import Disk, Lock
from flipchart.store.rescue import Rescue, rescued
from flipchart.store.saver_queue import Bulletin, Pending, SaveState
from flipchart.store.writer import change_session


def test_a_change_is_saved_and_told(tmp_path: Path) -> None:
    """Saving, then saved with the time; the file holds the session."""
    with Desk(tmp_path) as desk:
        assert desk.saver.state == SaveState("saved", None)
        desk.submit(with_step(desk.session, "a"))
        assert desk.saved() == SaveState("saved", NOW)
        assert written(desk.path) == desk.session
        desk.wait_for(lambda _: len(desk.states) >= 2)
        assert [state.kind for state in desk.states] == ["saving", "saved"]


def test_only_the_newest_of_many_is_written(tmp_path: Path) -> None:
    """Handing in never waits, and what was passed over costs no write."""
    disk = Gate("replace")
    with Desk(tmp_path, disk) as desk:
        for number in range(200):
            desk.submit(with_step(desk.session, f"s{number}"))
        disk.open_for_all()
        desk.saved()
        assert len(written(desk.path).steps) == 200
        assert disk.passed < 10


class Gate(Disk):
    """A disk on which one call waits until the gate is opened, in the session's folder only."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._opened = threading.Event()
        self.reached = threading.Event()
        self.passed = 0

    def open_for_all(self) -> None:
        """Let everything through."""
        self._opened.set()

    def _wait(self, name: str) -> None:
        if name == self._name and threading.current_thread().name == "flipchart-saver":
            self.reached.set()
            self._opened.wait()
            self.passed += 1

    def replace(self, source: Path, target: Path) -> None:
        self._wait("replace")
        super().replace(source, target)

    def sync(self, fd: int) -> None:
        self._wait("sync")
        super().sync(fd)


def test_saved_is_not_said_while_something_newer_waits(tmp_path: Path) -> None:
    """Between two writes the light does not turn green for what is not saved (I3)."""
    disk = Gate("sync")
    with Desk(tmp_path, disk) as desk:
        desk.submit(with_step(desk.session, "a"))
        disk.reached.wait(PATIENCE)
        desk.submit(with_step(desk.session, "b"))
        disk.open_for_all()
        desk.saved()
        desk.wait_for(lambda _: desk.states[-1].kind == "saved")
        assert [state.kind for state in desk.states].count("saved") == 1
        assert len(written(desk.path).steps) == 2


@pytest.mark.parametrize("number", ERRORS, ids=errno.errorcode.get)
def test_a_failure_is_shown_with_its_reason_and_tried_again(tmp_path: Path, number: int) -> None:
    """Failed stays failed until it is saved; the reason is one sentence; 1, 2, 4 … 30 seconds lie between."""
    disk = FaultyDisk(0, number, forever=True, only="replace")
    with Desk(tmp_path, disk) as desk:
        before = desk.path.read_bytes()
        desk.submit(with_step(desk.session, "a"))
        state = desk.wait_for(lambda state: state.kind == "failed")
        assert state.why.startswith("retro.toml was not saved: ") and state.at is None
        assert desk.path.read_bytes() == before
        assert not desk.saver.flush(0.01)
        heal(disk)
        desk.saved()
        assert written(desk.path) == desk.session
        desk.wait_for(lambda _: desk.states[-1].kind == "saved")


class Running(ManualClock):
    """A clock on which a tenth of a second passes at each look."""

    def monotonic(self) -> float:
        self.advance(0.1)
        return super().monotonic()


def test_tries_are_further_and_further_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    """1, 2, 4, 8, 16, 30, 30 seconds by the clock."""
    monkeypatch.setattr(saver_queue, "SLICE", 0.0001)
    clock = Running(NOW)
    waiting = Pending(clock)
    waiting.put(first())
    for seconds in (1, 2, 4, 8, 16, 30, 30):
        assert waiting.next() == "save"
        waiting.hold()
        start = clock.monotonic()
        waiting.failed()
        assert waiting.next() == "save"
        assert clock.monotonic() - start == pytest.approx(seconds, abs=0.5)


def test_a_change_is_tried_at_once_after_a_failure(tmp_path: Path) -> None:
    """The clock need not move for it."""
    disk = FaultyDisk(0, errno.ENOSPC, only="replace")
    with Desk(tmp_path, disk) as desk:
        desk.submit(with_step(desk.session, "a"))
        desk.wait_for(lambda state: state.kind == "failed")
        desk.submit(with_step(desk.session, "b"))
        desk.wait_for(lambda state: state.kind == "saved")
        assert len(written(desk.path).steps) == 2


def test_what_fails_for_five_seconds_is_copied(tmp_path: Path) -> None:
    """The copy is a whole session, private, newest, shown by its path, and gone when the file is saved."""
    disk = Broken(tmp_path)
    with Desk(tmp_path, disk) as desk:
        desk.submit(with_step(desk.session, "a"))
        state = desk.wait_for(lambda state: state.kind == "failed")
        assert state.copy is None
        copy = desk.wait_for(lambda state: state.copy is not None, step=1).copy
        assert copy is not None and copy.parent == desk.state_folder / "unsaved"
        assert written(copy) == desk.session
        assert (copy.stat().st_mode & 0o777, copy.parent.stat().st_mode & 0o777) == (0o600, 0o700)
        desk.submit(with_step(desk.session, "b"))
        desk.wait_for(lambda _: len(written(copy).steps) == 2, step=1)
        disk.healed = True
        desk.saved()
        desk.wait_for(lambda _: not copy.exists())
        assert desk.saver.state.copy is None


class Broken(Disk):
    """Replaces nothing in one folder until it is healed."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.healed = False

    def replace(self, source: Path, target: Path) -> None:
        if target.parent == self._folder and not self.healed:
            raise OSError(errno.EROFS, "injected")
        super().replace(source, target)


def test_a_disk_that_never_answers_stops_nothing(tmp_path: Path) -> None:
    """An fsync that hangs: handing in goes on, the copy is made, leaving takes no longer than it may (I7)."""
    disk = Gate("sync")
    desk = Desk(tmp_path, disk)
    desk.submit(with_step(desk.session, "a"))
    disk.reached.wait(PATIENCE)
    assert desk.saver.state.kind == "saving"
    desk.submit(with_step(desk.session, "b"))
    state = desk.wait_for(lambda state: state.kind == "failed" and state.copy is not None, step=1)
    assert "the disk has not answered for 5 seconds" in state.why
    assert state.copy is not None and len(written(state.copy).steps) == 2
    assert not desk.saver.close(0.3)
    disk.open_for_all()


def test_leaving_makes_the_copy_at_once(tmp_path: Path) -> None:
    """Nobody waits five seconds at the door."""
    disk = Gate("sync")
    desk = Desk(tmp_path, disk)
    desk.submit(with_step(desk.session, "a"))
    disk.reached.wait(PATIENCE)
    assert not desk.saver.close(1.0)
    copy = desk.saver.state.copy
    assert copy is not None and written(copy) == desk.session
    disk.open_for_all()


def test_leaving_saves_what_is_left(tmp_path: Path) -> None:
    """Close tells that all is saved, and the threads go home."""
    desk = Desk(tmp_path)
    desk.submit(with_step(desk.session, "a"))
    assert desk.saver.close(PATIENCE)
    assert written(desk.path) == desk.session


def test_a_copy_that_cannot_be_made_is_no_end(tmp_path: Path) -> None:
    """With both disks broken the state stays failed without a copy, and saving goes on trying."""
    disk = FaultyDisk(0, errno.ENOSPC, forever=True, only="write")
    with Desk(tmp_path, disk) as desk:
        desk.submit(with_step(desk.session, "a"))
        desk.wait_for(lambda _: "real" in calls_of(disk) or len(calls_of(disk)) > 4, step=1)
        assert desk.saver.state.copy is None
        heal(disk)
        desk.saved()


class Held(Disk):
    """Whose lock somebody else holds."""

    tries = 0

    def lock(self, path: Path, mode: int = 0o600) -> Lock | None:
        self.tries += 1
        return None


def test_a_lock_is_waited_for_ten_seconds(tmp_path: Path) -> None:
    """Then the save goes on, guarded by the hash check; meanwhile the state says saving."""
    disk = Held()
    with Desk(tmp_path, disk) as desk:
        desk.submit(with_step(desk.session, "a"))
        desk.wait_for(lambda _: disk.tries >= 2)
        desk.clock.advance(9)
        assert desk.saver.state.kind == "saving"
        desk.wait_for(lambda state: state.kind == "saved", step=1)
        assert desk.clock.monotonic() >= 10
        assert written(desk.path) == desk.session


def test_leaving_does_not_wait_for_a_lock(tmp_path: Path) -> None:
    """Half a second of the clock is enough then."""
    disk = Held()
    desk = Desk(tmp_path, disk)
    desk.submit(with_step(desk.session, "a"))
    desk.wait_for(lambda _: disk.tries >= 2)
    desk.clock.advance(1)
    assert desk.saver.close(PATIENCE)


def test_a_fault_of_ours_is_no_save_and_no_end(tmp_path: Path) -> None:
    """An exception that nobody foresaw shows as failed, without names, and the next session is saved."""
    with Desk(tmp_path, disk := Silly()) as desk:
        desk.submit(with_step(desk.session, "a"))
        state = desk.wait_for(lambda state: state.kind == "failed")
        assert state.why == "retro.toml was not saved: ZeroDivisionError. Undo the last change."
        disk.silly = False
        desk.submit(with_step(desk.session, "b"))
        desk.saved()


class Silly(Disk):
    """Raises what no disk raises."""

    silly = True

    def real(self, path: Path) -> Path:
        if self.silly and threading.current_thread().name == "flipchart-saver":
            raise ZeroDivisionError
        return super().real(path)


def test_a_session_that_cannot_be_written_harms_nothing(tmp_path: Path) -> None:
    """A lone surrogate fails in memory; the file is as it was."""
    with Desk(tmp_path) as desk:
        before = desk.path.read_bytes()
        desk.submit(desk.session.revise(mine="\ud800"))
        assert "TOML cannot hold" in desk.wait_for(lambda state: state.kind == "failed").why
        assert desk.path.read_bytes() == before


def test_changes_of_others_are_merged_and_wait_to_be_taken(tmp_path: Path) -> None:
    """What they added stays in the file over all our saves, taken or not (I4)."""
    with Desk(tmp_path) as desk:
        other = with_step(desk.session, "theirs")
        desk.path.write_bytes(encode(other))
        desk.submit(with_step(desk.session, "a", text="One"))
        assert desk.saved().outside
        desk.submit(desk.session.revise(steps=(desk.session.steps[0].revise(text="Two"),)))
        desk.saved()
        assert {(step.id, step.text) for step in written(desk.path).steps} == {
            ("a", "Two"),
            ("theirs", "Step theirs"),
        }
        assert written(desk.path).conflicts == ()
        desk.session = desk.saver.take(desk.session)
        assert {step.id for step in desk.session.steps} == {"a", "theirs"}
        assert not desk.saved().outside
        assert desk.saver.take(desk.session) is desk.session
        desk.submit(with_step(desk.session, "b"))
        desk.saved()
        assert len(written(desk.path).steps) == 3


class Interrupting(Disk):
    """Lets another program, which knows of no lock, write the file while ours writes its new one."""

    def __init__(self, path: Path, theirs: bytes) -> None:
        self._path, self._theirs = path, theirs

    def sync(self, fd: int) -> None:
        super().sync(fd)
        if self._theirs:
            self._path.write_bytes(self._theirs)
            self._theirs = b""


def test_what_changes_between_look_and_replace_is_merged(tmp_path: Path) -> None:
    """Once our new file is ready the old one is looked at again: theirs is in it, and so is ours (I4)."""
    disk = Interrupting(tmp_path / "retro.toml", encode(with_step(first(), "theirs")))
    with Desk(tmp_path, disk) as desk:
        desk.submit(with_step(desk.session, "ours"))
        assert desk.saved().outside
        assert {step.id for step in written(desk.path).steps} == {"theirs", "ours"}


def test_both_changed_the_same_thing(tmp_path: Path) -> None:
    """Ours stays, theirs is recorded once, however often we save."""
    with Desk(tmp_path, session=with_step(first(), "a")) as desk:
        step = desk.session.steps[0]
        desk.path.write_bytes(encode(desk.session.revise(steps=(step.revise(owner="Bo"),))))
        for owner in ("Ana", "Cy"):
            desk.submit(desk.session.revise(steps=(step.revise(owner=owner),)))
            desk.saved()
        assert written(desk.path).steps[0].owner == "Cy"
        assert [conflict.other for conflict in written(desk.path).conflicts] == ["Bo"]
        desk.session = desk.saver.take(desk.session)
        desk.saved()
        assert len(written(desk.path).conflicts) == len(desk.session.conflicts) == 1
        desk.submit(desk.session.revise(conflicts=()))
        desk.saved()
        assert written(desk.path).conflicts == ()


def test_looking_finds_what_others_changed(tmp_path: Path) -> None:
    """Without a change of our own; looking again, or at our own file, is no news."""
    with Desk(tmp_path) as desk:
        desk.saver.look()
        desk.wait_for(lambda _: len(desk.states) == 1)
        assert not desk.saver.state.outside
        desk.path.write_bytes(encode(with_step(desk.session, "theirs")))
        desk.saver.look()
        desk.wait_for(lambda state: state.outside)
        assert [step.id for step in desk.saver.take(desk.session).steps] == ["theirs"]
        desk.saved()
        desk.path.unlink()
        desk.saver.look()
        desk.wait_for(lambda _: len(desk.states) >= 4)
        assert desk.saver.state.kind == "saved" and not desk.path.exists()


@pytest.mark.parametrize("busy", [False, True])
def test_a_file_that_was_damaged_by_others_is_never_overwritten(tmp_path: Path, busy: bool) -> None:
    """Not by a change, not by looking; it shows, a copy is made, and a mended file is merged (I5)."""
    with Desk(tmp_path) as desk:
        whole = desk.path.read_bytes()
        cut = whole[: whole.index(b"[end]")]
        desk.path.write_bytes(cut)
        if busy:
            desk.submit(with_step(desk.session, "a"))
        else:
            desk.saver.look()
        state = desk.wait_for(lambda state: state.copy is not None, step=1)
        assert "the end of the file is missing" in state.why
        assert desk.path.read_bytes() == cut
        desk.path.write_bytes(encode(with_step(first(), "mended")))
        desk.saved()
        assert "mended" in {step.id for step in written(desk.path).steps}


def test_looking_at_a_damaged_file_while_saving_adds_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What waits is enough to make the damage show; a state that was told is not told again."""
    disk = FaultyDisk(0, errno.EIO, forever=True, only="replace")
    with Desk(tmp_path, disk) as desk:
        desk.submit(with_step(desk.session, "a"))
        desk.wait_for(lambda state: state.kind == "failed")
        desk.path.write_bytes(b"broken")
        answer, looked, look = len(desk.states), threading.Event(), desk.saver._look

        def seen() -> None:
            look()
            looked.set()

        monkeypatch.setattr(desk.saver, "_look", seen)
        desk.saver.look()
        desk.saver.look()
        desk.wait_for(lambda _: looked.is_set())
        assert len(desk.states) == answer
        assert [step.id for step in desk.session.steps] == ["a"]


def test_another_session_in_the_place_is_left_alone(tmp_path: Path) -> None:
    """A different id is no version of ours."""
    with Desk(tmp_path) as desk:
        foreign = encode(first(id="s2"))
        desk.path.write_bytes(foreign)
        desk.submit(with_step(desk.session, "a"))
        assert "holds another session now" in desk.wait_for(lambda state: state.kind == "failed").why
        assert desk.path.read_bytes() == foreign


def test_a_file_that_was_taken_away_is_written_again(tmp_path: Path) -> None:
    """With what others had put there last."""
    with Desk(tmp_path) as desk:
        desk.path.write_bytes(encode(with_step(desk.session, "theirs")))
        desk.submit(with_step(desk.session, "a"))
        desk.saved()
        desk.path.unlink()
        desk.submit(with_step(desk.session, "b"))
        desk.saved()
        assert {step.id for step in written(desk.path).steps} == {"a", "b", "theirs"}


def test_a_try_that_reached_the_file_after_all_is_no_foreign_change(tmp_path: Path) -> None:
    """A folder that did not reach the disk: the next save is no merge with ourselves."""
    disk = FaultyDisk(0, errno.EIO, only="sync_folder", near=tmp_path)
    with Desk(tmp_path, disk, session=with_step(first(), "a", text="zero")) as desk:
        desk.submit(desk.session.revise(steps=(desk.session.steps[0].revise(text="one"),)))
        state = desk.wait_for(lambda state: state.kind == "failed")
        assert "did not confirm it" in state.why
        desk.submit(desk.session.revise(steps=(desk.session.steps[0].revise(text="two"),)))
        desk.saved()
        assert (written(desk.path).steps[0].text, written(desk.path).conflicts) == ("two", ())


def test_an_unconfirmed_save_is_made_again(tmp_path: Path) -> None:
    """The same content is written anew, so that the disk confirms it (I2)."""
    disk = FaultyDisk(0, errno.EIO, only="sync_folder", near=tmp_path)
    with Desk(tmp_path, disk) as desk:
        desk.submit(with_step(desk.session, "a"))
        desk.wait_for(lambda state: state.kind == "failed")
        desk.wait_for(lambda state: state.kind == "saved", step=0.5)
        assert calls_of(disk).count("sync_folder") >= 2


def test_taking_while_a_save_is_under_way_loses_nothing(tmp_path: Path) -> None:
    """A write that was begun before others' changes were taken is finished and merged."""
    disk = Gate("sync")
    with Desk(tmp_path, disk) as desk:
        desk.path.write_bytes(encode(with_step(desk.session, "theirs")))
        desk.saver.look()
        desk.wait_for(lambda state: state.outside)
        desk.submit(with_step(desk.session, "a"))
        disk.reached.wait(PATIENCE)
        desk.session = desk.saver.take(desk.session)
        desk.submit(with_step(desk.session, "b"))
        disk.open_for_all()
        desk.saved()
        assert {step.id for step in written(desk.path).steps} == {"a", "b", "theirs"}
        assert written(desk.path).conflicts == ()


def test_listeners_come_and_go_and_may_fail() -> None:
    """A listener that raises stops neither saving nor the others."""
    answer: list[SaveState] = []
    bulletin = Bulletin()

    def fails(_: SaveState) -> None:
        raise RuntimeError("the screen is gone")

    bulletin.subscribe(fails)
    stop = bulletin.subscribe(answer.append)
    bulletin.notify(SaveState)
    stop()
    bulletin.notify(SaveState)
    assert answer == [SaveState()]


def test_a_typed_file_is_saved_with_its_original_beside_it(tmp_path: Path) -> None:
    """Comments go to NAME.toml.orig before the first save, once."""
    path = tmp_path / "retro.toml"
    typed = b'# ours\ntitle = "Retro"\n'
    path.write_bytes(typed)
    with Desk(tmp_path) as desk:
        session = decode(typed, name="", made=dt.datetime.fromtimestamp(path.stat().st_mtime, dt.UTC))
        for id in "ab":
            session = with_step(session, id)
            desk.submit(session)
            desk.saved()
        assert (tmp_path / "retro.toml.orig").read_bytes() == typed
        assert not (tmp_path / "retro.toml.orig-2").exists()
        assert [step.id for step in written(path).steps] == ["a", "b"]


def test_a_copy_that_cannot_be_removed_stays_and_is_no_end(tmp_path: Path) -> None:
    """The session is saved; that a copy is left harms nothing."""
    disk = FaultyDisk(0, forever=True, only="remove")
    rescue = Rescue(tmp_path / "retro.toml", "s1", tmp_path / "state", disk)
    assert rescue.keep(first())
    copy = rescue.copy
    rescue.drop()
    assert copy is not None and copy.exists()


def test_a_copy_of_another_program_is_never_written_over(tmp_path: Path) -> None:
    """What a killed program left stays beside the new one, each with what it was made from."""
    path, state = tmp_path / "retro.toml", tmp_path / "state"
    left, new = Rescue(path, "s1", state), Rescue(path, "s1", state)
    assert left.keep(with_step(first(), "a"), b"old") and new.keep(with_step(first(), "b"), b"middle")
    assert new.keep(with_step(first(), "c"), b"new")
    found = rescued("s1", ManualClock(NOW), state=state)
    assert {it.path for it in found} == {left.copy, new.copy}
    kept = {written(it.path).steps[0].id: it.base.read_bytes() for it in found if it.base}
    assert kept == {"a": b"old", "c": b"new"}
    new.drop()
    assert [it.path for it in rescued("s1", ManualClock(NOW), state=state)] == [left.copy]
    assert len(list((state / "unsaved-from").iterdir())) == 1


def test_what_is_said_on_leaving_unsaved_names_the_copy() -> None:
    """Why, and where the words are."""
    assert SaveState("failed", why="The disk is full").sentence == "NOT SAVED: The disk is full."
    answer = SaveState("failed", why="The disk is full", copy=Path("/state/retro.toml")).sentence
    assert answer == "NOT SAVED: The disk is full. A copy is in /state/retro.toml."


def test_nothing_is_unsaved_until_something_is_handed_in() -> None:
    """And then for as long as it waits."""
    clock = ManualClock(NOW)
    saver_queue = Pending(clock)
    clock.advance(9)
    assert saver_queue.unsaved_for() == 0
    saver_queue.put(first())
    clock.advance(4)
    assert saver_queue.unsaved_for() == 4


def test_what_threads_only_sometimes_meet(tmp_path: Path) -> None:
    """A look that fails leaves nothing unsaved; a copy under way is not removed; one that comes too late is."""
    saver_queue = Pending(ManualClock(NOW))
    saver_queue.failed()
    assert saver_queue.idle
    rescue = Rescue(tmp_path / "retro.toml", "s1", tmp_path / "state")
    assert rescue.keep(first())
    with rescue._busy:
        rescue.drop()
    assert rescue.copy is not None and rescue.copy.exists()
    desk = Desk(tmp_path, state=tmp_path / "late")
    desk.saver._copy(first())
    assert desk.saver.state.copy is None
    assert not list((tmp_path / "late").rglob("*.toml"))
    assert desk.saver.close(PATIENCE)


def test_a_colleague_who_was_shut_out_is_told_of_once(tmp_path: Path) -> None:
    """The session is saved, and the state says what the disk refused; so does a command that changes one."""
    with Desk(tmp_path, FaultyDisk(0, errno.EPERM, forever=True, only="set_mode")) as desk:
        desk.path.chmod(0o660)
        desk.submit(with_step(desk.session, "a"))
        state = desk.saved()
        assert state.kind == "saved" and "is saved, but the disk did not let it keep its mode" in state.notice
    said: list[str] = []
    desk.path.chmod(0o660)
    disk = FaultyDisk(0, errno.EPERM, forever=True, only="set_mode")
    change_session(
        desk.path,
        lambda it: with_step(it, "b"),
        ManualClock(NOW),
        notify=said.append,
        state=tmp_path / "s",
        disk=disk,
    )
    assert len(said) == 1 and "is saved, but" in said[0]
