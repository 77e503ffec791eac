"""The clock in words: rounding, seconds or minutes, behind or ahead."""

import datetime as dt
import zoneinfo

import pytest
from clock_help import OVER, RUN, START, T0, clock_after, event, now_stage
from msgspec.structs import replace

from flipchart.domain.clock_words import (
    SecondsMode,
    behind_words,
    clock_time,
    each_words,
    face,
    passed,
    seconds_shown,
    shown,
    shown_phase,
    words,
)


@pytest.mark.parametrize(
    ("seconds", "text", "whole"),
    [
        (222, "3:42", "4 min"), (221.001, "3:42", "4 min"), (0.001, "0:01", "1 min"), (0, "0:00", "0 min"),
        (60, "1:00", "1 min"), (60.001, "1:01", "2 min"), (4500, "75:00", "75 min"),
        (-42.999, "0:42", "0 min"), (-0.4, "0:00", "0 min"), (-61, "1:01", "1 min"),
        (59.9999999, "1:00", "1 min"),
    ],
)  # fmt: skip
def test_what_remains_is_rounded_up_and_overtime_down(seconds: float, text: str, whole: str) -> None:
    """0:01 stays until the last second is gone, and 0:42 over is said when 42 s are full."""
    assert shown(seconds) == text
    assert shown(seconds, whole_minutes=True) == whole


def test_the_big_digits_carry_the_sign_of_overtime() -> None:
    """The face has no words: a plus for overtime, and bare minutes where seconds are not shown."""
    assert [face(222), face(-42.5), face(690, True)] == ["3:42", "+0:42", "12"]


@pytest.mark.parametrize(
    ("mode", "planned", "remaining", "quiet", "shows"),
    [
        ("auto", 600, 500, False, True), ("auto", 601, 500, False, False), ("auto", 900, 60, False, True),
        ("auto", 900, 60.001, False, False), ("auto", 900, -1, False, True),
        ("always", 900, 500, False, True),
        ("last", 300, 200, False, False), ("last", 300, 60, False, True), ("last", 300, -1, False, True),
        ("always", 300, 30, True, False), ("last", 300, -1, True, True),
    ],
)  # fmt: skip
def test_seconds_are_shown_where_they_help(
    mode: SecondsMode, planned: float, remaining: float, quiet: bool, shows: bool
) -> None:
    """Up to ten minutes, in the last minute, over time; "last": not the former; a quiet clock: over time."""
    clock = replace(now_stage(clock_after([START], 0)), planned=planned, remaining=remaining)
    assert seconds_shown(mode, clock, quiet) is shows


def test_the_words_with_which_the_clock_line_begins() -> None:
    """Left, paused, over, and a word where no stage is current."""
    assert words(clock_after([START], 30)) == "1:30 left"
    assert words(clock_after([START, event(30, "pause")], 99)) == "PAUSED 1:30 left"
    assert words(clock_after([START], OVER)) == "0:42 OVER"
    assert words(clock_after([START, event(OVER, "pause")], 999)) == "PAUSED 0:42 OVER"
    assert words(clock_after([START], 3 * 3600)) == "2 h 58 OVER"
    assert words(clock_after([START], 30 * 86_400)) == "29 days OVER"
    assert words(clock_after([START], 30), "last") == "2 min left"
    assert words(clock_after([], 0)) == "not started"
    assert words(clock_after([START, event(9, "done", "introduce")], 10)) == "between stages"
    assert words(clock_after([START, event(9, "end")], 10)) == "ended"


def test_a_quiet_clock_has_whole_minutes_and_no_colour_before_the_end() -> None:
    """A coaching talk is not hurried; over time the clock speaks as any other."""
    quiet = RUN.revise(quiet_clock=True)
    near, over = clock_after([START], 110, quiet), clock_after([START], OVER, quiet)
    assert (words(near), shown_phase(near)) == ("1 min left", "normal")
    assert (words(over), shown_phase(over)) == ("0:42 OVER", "overtime")
    assert shown_phase(clock_after([START], 110)) == "danger"
    assert shown_phase(clock_after([], 0)) is None


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (0, "on time"), (30, "on time"), (-30, "on time"), (30.5, "1 min behind"), (89, "1 min behind"),
        (90, "2 min behind"), (-31, "1 min ahead"), (-60, "1 min ahead"), (210, "4 min behind"),
        (7199, "120 min behind"), (7200, "2 h behind"), (-43_000, "12 h ahead"), (43_200, ""),
        (-86_400, ""), (600_000, ""),
    ],
)  # fmt: skip
def test_behind_is_always_in_words(seconds: float, text: str) -> None:
    """Within half a minute on time, else whole minutes or hours, never a bare sign; days later nothing."""
    assert behind_words(seconds) == text


def test_clock_times_go_to_the_nearest_minute() -> None:
    """Half a minute goes up, over midnight and over the hour that the clocks change."""
    assert clock_time(T0 + dt.timedelta(minutes=17, seconds=29.999)) == "10:17"
    assert clock_time(T0 + dt.timedelta(minutes=17, seconds=30)) == "10:18"
    assert clock_time(T0.replace(hour=23, minute=59, second=40)) == "00:00"
    berlin = zoneinfo.ZoneInfo("Europe/Berlin")
    assert clock_time(dt.datetime(2026, 3, 29, 1, 59, 40, tzinfo=berlin)) == "03:00"


def test_the_time_for_each_item_in_words() -> None:
    """Seconds under a minute, and never more than there is."""
    assert [each_words(40), each_words(59.9), each_words(111.4)] == ["40 s", "59 s", "1:51"]


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(11.9, "0:11"), (192, "3:12"), (3599, "59:59"), (3600, "1 h 00"), (7500, "2 h 05"), (172_799, "47 h 59"),
     (172_800, "2 days"), (1_900_000, "21 days")],
)  # fmt: skip
def test_a_time_that_has_gone_by_is_told_in_few_letters(seconds: float, words: str) -> None:
    """However long a session was closed, its question stays on one line."""
    assert passed(seconds) == words
