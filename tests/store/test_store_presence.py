"""Who drives: one at a time, known to the others, never stale."""

import errno
import json
import subprocess
import sys
from pathlib import Path

import pytest
from faults import FaultyDisk, calls_of
from saving import NOW, PATIENCE, first, with_step

from flipchart.clock import AnchoredClock, ManualClock
from flipchart.service.watched_session import EVERY
from flipchart.store import platform, sidecar_names
from flipchart.store.codec import encode
from flipchart.store.disk import Disk, Lock
from flipchart.store.follower import ANYWAY, FileWatch, Follower
from flipchart.store.presence import Driver, Driving, driver_of, is_driven_here, read_live, take_driver_lock


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A session."""
    made = tmp_path / "retro.toml"
    made.write_bytes(encode(first()))
    made.chmod(0o640)
    return made


def sign(path: Path, **values: object) -> None:
    """Write a sign of life as another machine does."""
    text = {"who": "Noor", "host": "noor-laptop", "since": NOW.isoformat(), "heartbeat": NOW.isoformat()} | values
    sidecar_names.live_file(path).write_text(json.dumps(text))


def shown(driving: Driving, screen: dict[str, object]) -> None:
    driving.show(screen)
    assert driving._signs.flush(PATIENCE)


def test_the_driver_is_known_to_others(path: Path) -> None:
    """Who, where, since when, and what the screen is on; with the rights of the session."""
    clock = ManualClock(NOW)
    driving = take_driver_lock(path, "Noor", clock)
    assert driving is not None
    shown(driving, {"stage": "a1"})
    assert driver_of(path, clock) == Driver("Noor", platform.host(), NOW, NOW, {"stage": "a1"})
    assert take_driver_lock(path, "Bo", clock) is None
    live, lock = sidecar_names.live_file(path), sidecar_names.open_lock(path)
    assert (live.stat().st_mode & 0o777, lock.stat().st_size) == (0o640, 0)
    driving.close()
    assert not live.exists() and not lock.exists() and driver_of(path, clock) is None
    again = take_driver_lock(path, "Bo", clock)
    assert again is not None
    again.close()


def test_a_link_leads_to_the_same_wheel(path: Path) -> None:
    """Whoever opens the session by another name meets the same driver."""
    link = path.with_name("link.toml")
    link.symlink_to(path)
    driving = take_driver_lock(link, "Noor", ManualClock(NOW))
    assert driving is not None
    assert is_driven_here(path)
    driving.close()


def test_a_killed_driver_is_gone_at_once(path: Path) -> None:
    """The kernel frees the lock; the live file that stays deceives nobody on this machine."""
    code = (
        "import sys, pathlib\nfrom flipchart.clock import SystemClock\n"
        "from flipchart.store.presence import take_driver_lock\n"
        "d = take_driver_lock(pathlib.Path(sys.argv[1]), 'Noor', SystemClock())\n"
        "d._signs.flush(20)\nprint('driving', flush=True)\nsys.stdin.read()\n"
    )
    command = [sys.executable, "-c", code, str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None and other.stdout.readline() == b"driving\n"
        driver = driver_of(path, ManualClock(NOW))
        assert driver is not None and driver.who == "Noor"
        other.kill()
        other.wait(PATIENCE)
    assert sidecar_names.live_file(path).exists()
    assert driver_of(path, ManualClock(NOW)) is None


@pytest.mark.parametrize("looks", range(4), ids=str)
def test_no_driver_is_known_within_three_seconds_on_this_machine(path: Path, looks: int) -> None:
    """A driver that dies leaves a fresh sign of life: at the pace at which watchers look, the lock that is free is
    noticed in time, however shortly before the death it was probed."""
    clock = ManualClock(NOW)
    driving = take_driver_lock(path, "Noor", clock, FaultyDisk(0, only="remove", forever=True))
    assert driving is not None
    shown(driving, {"stage": "a1"})
    follower = Follower(path, first(), path.read_bytes(), clock)
    for _ in range(1 + looks):
        follower.poll()
        clock.advance(EVERY)
        assert follower.driver is not None
    driving.close()
    assert sidecar_names.live_file(path).exists()
    passed = 0.0
    while follower.driver is not None and passed <= 3:
        clock.advance(EVERY)
        passed += EVERY
        follower.poll()
    assert follower.driver is None and passed <= 3


def test_a_driver_elsewhere_counts_for_fifteen_seconds(path: Path) -> None:
    """Over a synced folder only the signs of life tell."""
    clock = ManualClock(NOW)
    sign(path)
    driver = driver_of(path, clock)
    assert driver is not None and (driver.who, driver.host) == ("Noor", "noor-laptop")
    assert take_driver_lock(path, "Bo", clock) is None
    clock.advance(15)
    assert driver_of(path, clock) is not None
    clock.advance(1)
    assert driver_of(path, clock) is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        '{"heartbeat": 5}',
        '{"heartbeat": "soon"}',
        '{"heartbeat": "2026-11-18T10:00:00"}',
        "[" * 99_999,
    ],
)
def test_a_live_file_that_says_nothing_is_nobody(path: Path, text: str) -> None:
    """Half-synced, foreign or from another world."""
    sidecar_names.live_file(path).write_text(text)
    assert driver_of(path, ManualClock(NOW)) is None


def test_what_the_live_file_says_is_harmless(path: Path) -> None:
    """It is shown to people: one line, no control characters, not long."""
    sign(path, who="a\x1b[2Jb\nc" + "x" * 99, host=5, screen=3)
    driver = read_live(path)
    assert driver is not None
    assert driver.who.startswith("ab c") and len(driver.who) == 80
    assert (driver.host, driver.screen) == ("", {})


class Lockless(Disk):
    """A disk that gives no locks."""

    def lock(self, path: Path, mode: int = 0o600) -> Lock | None:
        raise OSError(errno.ENOLCK, "no locks")

    def held(self, path: Path) -> bool:
        raise OSError(errno.ENOLCK, "no locks")


def test_without_locks_the_signs_of_life_must_do(path: Path) -> None:
    """Also on this machine."""
    clock = ManualClock(NOW)
    driving = take_driver_lock(path, "Noor", clock, Lockless())
    assert driving is not None
    shown(driving, {})
    sidecar_names.open_lock(path).touch()
    assert is_driven_here(path, Lockless()) is None
    assert driver_of(path, clock, Lockless()) is not None
    clock.advance(16)
    assert driver_of(path, clock, Lockless()) is None
    driving.close()


def test_a_lock_without_a_sign_is_somebody(path: Path) -> None:
    """In the moment between the two, or where the live file cannot be written."""
    clock = ManualClock(NOW)
    driving = take_driver_lock(path, "Noor", clock, FaultyDisk(0, only="replace", forever=True))
    assert driving is not None
    driving._signs.flush(PATIENCE)
    assert driver_of(path, clock) == Driver(host=platform.host())
    follower = Follower(path, first(), path.read_bytes(), clock)
    assert follower.poll() and follower.driver == Driver(host=platform.host())
    driving.close()
    assert [name for name in path.parent.iterdir() if name.suffix == ".tmp"] == []


def test_letting_go_never_fails(path: Path) -> None:
    """Whatever the disk says."""
    driving = take_driver_lock(path, "Noor", ManualClock(NOW), FaultyDisk(0, only="remove", forever=True))
    assert driving is not None
    driving.close()
    assert is_driven_here(path) is False


def test_the_wheel_that_another_takes_first_is_taken(path: Path) -> None:
    """Between asking and taking."""

    class Quicker(Disk):
        def lock(self, path: Path, mode: int = 0o600) -> Lock | None:
            return None

    assert take_driver_lock(path, "Bo", ManualClock(NOW), Quicker()) is None


def test_a_change_is_noticed_and_its_own_content_is_none(path: Path) -> None:
    """By the system's signs; and now and then by reading, since signs may lie."""
    data = path.read_bytes()
    disk = FaultyDisk()
    watch = FileWatch(path, data, disk)
    assert watch.poll() is None
    path.touch()
    assert watch.poll() is None
    path.write_bytes(data + b"# more\n")
    assert watch.poll() == data + b"# more\n"
    reads = calls_of(disk).count("read")
    for _ in range(ANYWAY - 1):
        assert watch.poll() is None
    assert calls_of(disk).count("read") == reads
    watch.poll()
    assert calls_of(disk).count("read") > reads
    path.unlink()
    assert watch.poll() is None


def test_a_watcher_sees_what_the_driver_writes(path: Path) -> None:
    """Session, screen, and who drives; nothing new is told as nothing new."""
    clock = ManualClock(NOW)
    follower = Follower(path, first(), path.read_bytes(), clock)
    assert not follower.poll() and follower.driver is None
    driving = take_driver_lock(path, "Noor", clock)
    assert driving is not None
    shown(driving, {"stage": "a"})
    clock.advance(1)
    assert follower.poll()
    assert follower.driver is not None and follower.driver.screen == {"stage": "a"}
    path.write_bytes(encode(with_step(first(), "a")))
    assert follower.poll() and len(follower.session.steps) == 1
    path.write_bytes(b"broken")
    assert follower.poll() and "line 1" in follower.problem and len(follower.session.steps) == 1
    path.write_bytes(encode(first()))
    assert follower.poll() and follower.problem == "" and follower.session == first()
    driving.close()
    clock.advance(1)
    assert follower.poll() and follower.driver is None


def test_a_watcher_of_another_machine_goes_by_changes(path: Path) -> None:
    """Its clock may be wrong by an hour; fifteen seconds without a new sign, and nobody drives."""
    clock = ManualClock(NOW)
    follower = Follower(path, first(), path.read_bytes(), clock)
    sign(path, heartbeat="2026-11-18T09:00:00+00:00")
    assert follower.poll() and follower.driver is not None
    clock.advance(14)
    sign(path, heartbeat="2026-11-18T09:00:05+00:00")
    assert follower.poll()
    clock.advance(15)
    assert not follower.poll()
    clock.advance(1)
    assert follower.poll() and follower.driver is None


def test_a_live_file_that_cannot_be_read_is_no_end(path: Path) -> None:
    """A folder of that name, for instance."""
    sidecar_names.live_file(path).mkdir()
    follower = Follower(path, first(), path.read_bytes(), ManualClock(NOW))
    assert not follower.poll() and follower.driver is None
    assert read_live(path) is None


def test_a_driver_who_left_the_clock_running_is_gone_and_still_tells_until_when(path: Path) -> None:
    """The last sign of life stays for whoever opens the session next, and deceives nobody about who drives."""
    clock = ManualClock(NOW)
    driving = take_driver_lock(path, "Noor", clock)
    assert driving is not None
    clock.advance(90)
    driving.close(goes_on=True)
    left = read_live(path)
    assert left is not None
    assert (left.gone, left.heartbeat) == (True, clock.now())
    assert driver_of(path, clock) is None
    again = take_driver_lock(path, "Bo", clock)
    assert again is not None
    again.close()
    assert read_live(path) is None


def test_a_driver_whose_computers_clock_was_set_tells_the_difference(path: Path) -> None:
    """Its signs of life are by the computer's clock, by which others compare; the difference is for the wall."""
    machine = ManualClock(NOW)
    clock = AnchoredClock(machine)
    driving = take_driver_lock(path, "Noor", clock)
    assert driving is not None
    machine.jump(-600)
    shown(driving, {"stage": "a1"})
    other = driver_of(path, machine)
    assert other is not None
    assert (other.ahead, other.heartbeat) == (600, machine.now())
    driving.close()


@pytest.mark.parametrize("value", ["soon", None, 1e300, float("nan")])
def test_a_difference_that_is_none_counts_as_nothing(path: Path, value: object) -> None:
    """Whatever stands there, the watcher shows its own time."""
    sign(path, ahead=value)
    driver = read_live(path)
    assert driver is not None and driver.ahead == 0


@pytest.mark.parametrize("goes_on", [True, False])
def test_an_orderly_leave_is_noticed_at_the_next_look(path: Path, goes_on: bool) -> None:
    """Whether the clock goes on or not, no second passes before nobody drives."""
    clock = ManualClock(NOW)
    follower = Follower(path, first(), path.read_bytes(), clock)
    driving = take_driver_lock(path, "Noor", clock)
    assert driving is not None
    shown(driving, {"stage": "a"})
    assert follower.poll() and follower.driver is not None
    driving.close(goes_on=goes_on)
    assert follower.poll() and follower.driver is None


def test_another_machine_that_left_is_not_waited_for(path: Path) -> None:
    """Its last sign of life says so."""
    clock = ManualClock(NOW)
    follower = Follower(path, first(), path.read_bytes(), clock)
    sign(path)
    assert follower.poll() and follower.driver is not None
    sign(path, gone=True)
    assert follower.poll() and follower.driver is None
