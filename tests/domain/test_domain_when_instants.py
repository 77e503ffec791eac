"""A day followed by an hour reads as one instant in the room's zone."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from flipchart.domain.errors import Rejected
from flipchart.domain.when import read_instant
from flipchart.domain.when.hours import hour_of

ROOM = ZoneInfo("Europe/Berlin")
NOW = dt.datetime(2026, 11, 18, 10, tzinfo=ROOM)


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("tue 14:00", "2026-11-24T14:00+01:00"),
        ("fri 9am", "2026-11-20T09:00+01:00"),
        ("fri 9 AM", "2026-11-20T09:00+01:00"),
        ("fri at 9.30pm", "2026-11-20T21:30+01:00"),
        ("fri 12am", "2026-11-20T00:00+01:00"),
        ("fri 12pm", "2026-11-20T12:00+01:00"),
        ("fri, noon", "2026-11-20T12:00+01:00"),
        ("9am fri", "2026-11-20T09:00+01:00"),
        ("14:00 on tuesday", "2026-11-24T14:00+01:00"),
        ("2 weeks 14h30", "2026-12-02T14:30+01:00"),
        ("tue half past three", "2026-11-24T15:30+01:00"),
        ("tue half eight", "2026-11-24T08:30+01:00"),
        ("tue at quarter to nine", "2026-11-24T08:45+01:00"),
        ("half past three on tuesday", "2026-11-24T15:30+01:00"),
        ("fri twenty past ten", "2026-11-20T10:20+01:00"),
        ("fri ten to 4", "2026-11-20T15:50+01:00"),
        ("fri 3 o'clock", "2026-11-20T15:00+01:00"),
        ("fri half past nine in the evening", "2026-11-20T21:30+01:00"),
        ("fri half past three am", "2026-11-20T03:30+01:00"),
        ("fri 9 a.m.", "2026-11-20T09:00+01:00"),
        ("fri midday", "2026-11-20T12:00+01:00"),
        ("next week friday 9am", "2026-11-27T09:00+01:00"),
        ("dec 9 10am", "2026-12-09T10:00+01:00"),
        ("1 jul 8:00", "2027-07-01T08:00+02:00"),
        ("today 08:00:30", "2026-11-18T08:00:30+01:00"),
        ("2026-11-24T09:00", "2026-11-24T09:00+01:00"),
        ("2026-11-24T09:00:15.5Z", "2026-11-24T10:00:15.5+01:00"),
        ("2026-11-24t09:00+05:45", "2026-11-24T04:15+01:00"),
    ],
)
def test_a_day_and_an_hour(phrase: str, expected: str) -> None:
    """Every way to say an hour reads as the instant in the zone of now, summer time included."""
    read = read_instant(phrase, NOW)
    assert read == dt.datetime.fromisoformat(expected)
    assert read.tzinfo is ROOM


@pytest.mark.parametrize(
    ("phrase", "reason"),
    [
        ("fri", "“fri” has no time."),
        ("9am", "“9am” has no day."),
        ("", "No date was typed."),
        ("x" * 100, f"“{'x' * 39}…” is too long for a date."),
        ("whenever 9am", "“whenever” is not a date: which day?"),
        ("fri 25:00", "There is no such time as 25:00."),
        ("25:00", "There is no such time as 25:00."),
        ("fri 13pm", "There is no such time as 13pm."),
        ("fri 13 pm", "Is 13 the day of the month or a time?"),
        ("fri half past 25", "There is no such time as half past 25."),
        ("fri 0am", "There is no such time as 0am."),
        ("fri 9", "Is 9 the day of the month or a time?"),
        ("fri 9am x", "“fri 9am x” does not read as one day and time."),
        ("fri 14.30", "“fri 14.30” goes on in a way that is not a date."),
        ("31 nov 9am", "There is no 31 November."),
        ("9am 31 nov", "There is no 31 November."),
        ("9am cats", "“9am cats” has a time in it; only a day is wanted here."),
        ("at", "“at” is only the beginning of a date."),
        ("2026-02-30T09:00", "There is no such moment as 2026-02-30T09:00."),
        ("1500-01-01T00:00", "The year 1500 is before 2000."),
    ],
)
def test_what_is_no_instant_is_refused(phrase: str, reason: str) -> None:
    """A missing day, a missing hour and an impossible one are each refused with their own sentence."""
    with pytest.raises(Rejected) as refused:
        read_instant(phrase, NOW)
    assert refused.value.sentence == reason
    assert refused.value.remedy


@given(st.text())
@example("٣ am fri")
def test_no_phrase_raises_anything_but_a_refusal(phrase: str) -> None:
    """Whatever is typed is an instant or a refusal."""
    try:
        assert read_instant(phrase, NOW).tzinfo is ROOM
    except Rejected as refused:
        assert refused.sentence


@given(st.times())
def test_the_clock_of_the_day_reads_as_itself(time: dt.time) -> None:
    """Hours and minutes in 24 and in 12 hours mean the same."""
    short = time.replace(second=0, microsecond=0)
    assert hour_of([f"{short:%H:%M}"]) == (short, 1)
    assert hour_of([f"{short:%I:%M}", f"{short:%p}"]) == (short, 2)
