"""A stage and its minutes, as they are typed."""

import pytest

from flipchart.domain.errors import Rejected
from flipchart.domain.quick.stage import minutes_words, read_minutes, read_stage


@pytest.mark.parametrize(
    ("typed", "seconds"),
    [
        ("12", 720),
        ("12:30", 750),
        (" 5 min ", 300),
        ("5m", 300),
        ("+2", 420),
        ("-1:30", 210),
        ("+0:30", 330),
        ("3+2", 300),
        ("5 + 5", 600),
        ("12:30-2", 630),
    ],
)
def test_minutes(typed: str, seconds: float) -> None:
    """A sign adds to the five minutes that there are."""
    assert read_minutes(typed, 300) == seconds


@pytest.mark.parametrize("typed", ["0", "-5", "-12", "five", "12:99", "", "1000000", "5+", "2-5"])
def test_no_minutes(typed: str) -> None:
    """Nothing is guessed, and no stage is without time."""
    with pytest.raises(Rejected) as why:
        read_minutes(typed, 300)
    assert why.value.remedy


@pytest.mark.parametrize(
    ("typed", "kind", "seconds", "title"),
    [
        ("risks 10", "risks", 600, ""),
        ("RISKS 10 min What may go wrong", "risks", 600, "What may go wrong"),
        ("def More steps 4:30", "define", 270, "More steps"),
        ("read-back 3", "readback", 180, ""),
        ("next check 5", "nextcheck", 300, ""),
        ("check in 5", "checkin", 300, ""),
        ("assess 5", "assess", 300, ""),
    ],
)
def test_a_stage(typed: str, kind: str, seconds: int, title: str) -> None:
    """The beginning of its kind, minutes anywhere behind it, and what is left is the title."""
    read = read_stage(typed)
    assert (read.kind, read.seconds, read.title) == (kind, seconds, title)


@pytest.mark.parametrize(
    ("typed", "why"), [("lunch 30", "Which kind"), ("as 5", "Which kind"), ("risks", "How many")]
)
def test_no_stage(typed: str, why: str) -> None:
    """What is missing is said with what to type."""
    with pytest.raises(Rejected) as refused:
        read_stage(typed)
    assert refused.value.sentence.startswith(why)
    assert refused.value.remedy.startswith("Type")


def test_minutes_are_written_as_they_are_typed() -> None:
    """Whole ones without seconds."""
    assert (minutes_words(720), minutes_words(330.0)) == ("12", "5:30")
