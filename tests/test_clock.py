"""The only place that asks the time: what it gives, and how it notices that time passed unseen."""

import datetime as dt
import time

import pytest

from flipchart.clock import FastClock, JumpWatch, ManualClock, SystemClock, to_millisecond

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


def ticked(*moves: tuple[float, float]) -> list[float | None]:
    """Return what the watch says at each tick, the wall clock and the monotonic one having moved so far."""
    watch, wall, monotonic = JumpWatch(), T0, 100.0
    said = [watch.tick(wall, monotonic)]
    for by_wall, by_monotonic in moves:
        wall, monotonic = wall + dt.timedelta(seconds=by_wall), monotonic + by_monotonic
        said.append(watch.tick(wall, monotonic))
    return said[1:]


@pytest.mark.parametrize(
    ("wall", "monotonic", "jump"),
    [
        pytest.param(0.25, 0.25, None, id="an ordinary tick"),
        pytest.param(5, 5, None, id="a slow tick"),
        pytest.param(2.25, 0.25, None, id="two seconds apart is not off by more"),
        pytest.param(-1.75, 0.25, None, id="two seconds back neither"),
        pytest.param(760.25, 0.25, 760, id="asleep, the monotonic clock too"),
        pytest.param(760, 760, 760, id="asleep, the monotonic clock awake"),
        pytest.param(760, 8, 760, id="stalled, then asleep"),
        pytest.param(2.3, 0.25, 2.05, id="put on"),
        pytest.param(-29.75, 0.25, -30, id="set back"),
        pytest.param(5.5, 5.5, 5.5, id="a stalled terminal"),
        pytest.param(-50, 10, -60, id="set back while stalled"),
    ],
)
def test_a_jump_is_the_running_time_to_ask_about(wall: float, monotonic: float, jump: float | None) -> None:
    """Off by more than 2 s, or ticks more than 5 s apart: the running time that nobody saw."""
    assert ticked((0.25, 0.25), (wall, monotonic))[1] == jump


def test_a_jump_is_said_once() -> None:
    """The tick after a jump is an ordinary one, and the first of all compares with nothing."""
    assert ticked((760, 0.25), (0.25, 0.25)) == [759.75, None]
    assert JumpWatch().tick(T0, 5.0) is None


def test_many_small_drifts_are_no_jump() -> None:
    """A clock that is slewed gently moves apart by more than 2 s in the end, and is never asked about."""
    assert ticked(*[(0.35, 0.25)] * 50) == [None] * 50


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
