"""The only place that asks the time: what it gives, and how it notices that time passed unseen."""

import datetime as dt
import time

import pytest

from flipchart.clock import (
    AnchoredClock,
    FastClock,
    Jump,
    JumpWatch,
    ManualClock,
    SystemClock,
    ahead,
    to_millisecond,
    wall,
)

T0 = dt.datetime(2026, 11, 18, 10, 0, tzinfo=dt.UTC)
INDIA = dt.timezone(dt.timedelta(hours=5, minutes=30))


def test_the_systems_clock_is_utc_to_the_millisecond_and_never_goes_back() -> None:
    """Stored times are aware, UTC and whole milliseconds; the monotonic clock only goes on."""
    clock = SystemClock()
    now = clock.now()
    assert now.tzinfo is dt.UTC
    assert now.microsecond % 1000 == 0
    first = clock.monotonic()
    assert clock.monotonic() >= first
    assert clock.local(now) == now
    assert clock.local(now).utcoffset() is not None


def test_an_instant_is_cut_not_rounded() -> None:
    """Cutting never gives a time that has not come yet."""
    assert to_millisecond(T0.replace(microsecond=999_999).astimezone(INDIA)) == T0.replace(microsecond=999_000)


def test_a_manual_clock_moves_when_it_is_told_to() -> None:
    """Advancing moves both clocks, jumping the wall clock alone; the zone is the one given."""
    clock = ManualClock(T0, INDIA)
    clock.advance(1.5)
    clock.jump(-30)
    assert clock.now() == T0 - dt.timedelta(seconds=28.5)
    assert clock.monotonic() == 1.5
    assert clock.local(T0).hour == 15


def test_a_fast_clock_goes_so_many_times_as_fast_whatever_the_wall_clock_does() -> None:
    """It begins where it is told to, follows the monotonic seconds, and knows the zone of the other."""
    clock = ManualClock(T0, INDIA)
    now, later = FastClock(clock, 10), FastClock(clock, 2.5, T0 + dt.timedelta(days=1))
    clock.advance(1.5)
    clock.jump(-3600)
    assert (now.now(), now.monotonic()) == (T0 + dt.timedelta(seconds=15), 15)
    assert later.now() == T0 + dt.timedelta(days=1, seconds=3.75)
    assert now.local(T0).hour == 15


def test_the_systems_monotonic_clock_counts_the_time_asleep() -> None:
    """On Linux it is the boot-time clock: after a sleep it shows all the time that passed."""
    if hasattr(time, "CLOCK_BOOTTIME"):
        assert abs(SystemClock().monotonic() - time.clock_gettime(time.CLOCK_BOOTTIME)) < 60


MINUTES, HOURS, DAYS = 600.0, 3 * 3600.0, 5 * 86_400.0


@pytest.mark.parametrize("seconds", [MINUTES, -MINUTES, HOURS, -HOURS, DAYS, -DAYS])
def test_setting_the_computers_clock_does_not_move_an_anchored_one(seconds: float) -> None:
    """Ten seconds are ten seconds whatever the wall clock does; the difference is known."""
    machine = ManualClock(T0, INDIA)
    clock = AnchoredClock(machine)
    machine.advance(4)
    machine.jump(seconds)
    machine.advance(6)
    assert clock.now() == T0 + dt.timedelta(seconds=10)
    assert wall(clock) == machine.now()
    assert ahead(clock) == -seconds
    clock.correct(seconds)
    assert (clock.now(), ahead(clock)) == (machine.now(), 0)
    assert clock.local(T0).hour == 15


def test_a_clock_that_is_not_anchored_is_never_ahead() -> None:
    """It is the computer's own, and a second of difference is none."""
    machine = ManualClock(T0)
    assert (wall(machine), ahead(machine)) == (T0, 0)
    clock = AnchoredClock(machine)
    machine.jump(-1)
    assert ahead(clock) == 0


def test_a_watchers_clock_is_the_computers_and_the_drivers_difference() -> None:
    """Both see the same second, though the computer's clock was set under the driver."""
    machine = ManualClock(T0)
    driver, watcher = AnchoredClock(machine), AnchoredClock(machine)
    machine.jump(-3600)
    watcher.follow(ahead(driver))
    machine.advance(2)
    assert watcher.now() == driver.now() == T0 + dt.timedelta(seconds=2)


def ticked(*moves: tuple[float, float]) -> list[Jump | None]:
    """Return what the watch says at each tick, the wall clock and the monotonic one having moved so far."""
    watch, at, monotonic = JumpWatch(), T0, 100.0
    said = [watch.tick(at, monotonic)]
    for by_wall, by_monotonic in moves:
        at, monotonic = at + dt.timedelta(seconds=by_wall), monotonic + by_monotonic
        said.append(watch.tick(at, monotonic))
    return said[1:]


@pytest.mark.parametrize(
    ("by_wall", "monotonic", "jump"),
    [
        pytest.param(0.25, 0.25, None, id="an ordinary tick"),
        pytest.param(5, 5, None, id="a slow tick"),
        pytest.param(2.25, 0.25, None, id="two seconds apart is not off by more"),
        pytest.param(-1.75, 0.25, None, id="two seconds back neither"),
        pytest.param(760.25, 0.25, Jump(0, 760), id="put on by minutes"),
        pytest.param(760, 760, Jump(760, 0), id="asleep"),
        pytest.param(760, 8, Jump(8, 752), id="stalled, and put on"),
        pytest.param(2.3, 0.25, Jump(0, 2.05), id="put on by a step of NTP"),
        pytest.param(-29.75, 0.25, Jump(0, -30), id="set back"),
        pytest.param(5.5, 5.5, Jump(5.5, 0), id="a stalled terminal"),
        pytest.param(-50, 10, Jump(10, -60), id="set back while stalled"),
    ],
)
def test_a_jump_is_time_unseen_or_a_clock_that_was_set(by_wall: float, monotonic: float, jump: Jump | None) -> None:
    """Off by more than 2 s, or ticks more than 5 s apart; which of the two it was is told apart."""
    assert ticked((0.25, 0.25), (by_wall, monotonic))[1] == jump


def test_a_jump_is_said_once() -> None:
    """The tick after a jump is an ordinary one, and the first of all compares with nothing."""
    assert ticked((760, 0.25), (0.25, 0.25)) == [Jump(0, 759.75), None]
    assert JumpWatch().tick(T0, 5.0) is None


def test_many_small_drifts_are_no_jump() -> None:
    """A clock that is slewed gently moves apart by more than 2 s in the end, and is never asked about."""
    assert ticked(*[(0.35, 0.25)] * 50) == [None] * 50


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="the zone of a process can be set only on POSIX")
def test_the_night_when_the_clocks_change_changes_no_duration(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten minutes over three o'clock in Berlin are ten minutes; only what the wall shows skips the hour."""
    monkeypatch.setenv("TZ", "Europe/Berlin")
    time.tzset()
    try:
        before = dt.datetime(2027, 3, 28, 0, 55, tzinfo=dt.UTC)
        machine = ManualClock(before)
        clock, zone = AnchoredClock(machine), SystemClock()
        machine.advance(600)
        assert clock.now() - before == dt.timedelta(minutes=10)
        assert [f"{zone.local(it):%H:%M}" for it in (before, clock.now())] == ["01:55", "03:05"]
    finally:
        monkeypatch.undo()
        time.tzset()


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="the zone of a process can be set only on POSIX")
def test_a_day_beyond_the_change_of_the_clocks_has_its_own_offset(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten o'clock in June, typed in November in Berlin, is eight o'clock UTC and not nine."""
    monkeypatch.setenv("TZ", "Europe/Berlin")
    time.tzset()
    try:
        november = SystemClock().local(dt.datetime(2026, 11, 18, 9, 0, tzinfo=dt.UTC))
        june = november.replace(year=2027, month=6)
        assert (november.hour, june.astimezone(dt.UTC).hour) == (10, 8)
    finally:
        monkeypatch.undo()
        time.tzset()
