"""The next check: still ahead or not, and its hour."""

import datetime as dt

import pytest
from plans import NOW, TODAY, event, nov, plan

from flipchart.domain.agenda import Run
from flipchart.domain.check_in import at_hour, check_hour, standing_check, without_hour
from flipchart.domain.commands.session import SetNextCheck
from flipchart.domain.errors import Rejected
from flipchart.domain.history import rewound
from flipchart.domain.plan import Note

HOLDS = Run(id="two", kind="follow-up")


def test_a_check_stands_until_the_group_has_met() -> None:
    """Past ones do not; today's does until a follow-up has begun today."""
    assert standing_check(plan(), TODAY) is None
    assert standing_check(plan(next_check=nov(17)), TODAY) is None
    assert standing_check(plan(next_check=nov(19)), TODAY) == nov(19)
    today = plan(next_check=TODAY, runs=(HOLDS,))
    assert standing_check(today, TODAY) == TODAY
    assert standing_check(today.revise(timing=(event("two", 0, "start"),)), TODAY) is None
    later = today.revise(next_check=nov(27), timing=(event("two", 0, "start"),))
    assert standing_check(later, TODAY) == nov(27)


@pytest.mark.parametrize(
    ("line", "left", "hour"),
    [
        ("ana 2 weeks 10:00", "ana 2 weeks", dt.time(10)),
        ("tue at 9am ana", "tue ana", dt.time(9)),
        ("2 dec 2 pm", "2 dec", dt.time(14)),
        ("noon", "", dt.time(12)),
        ("ana 2 weeks", "ana 2 weeks", None),
        ("", "", None),
    ],
)
def test_the_hour_is_taken_out_of_the_line(line: str, left: str, hour: dt.time | None) -> None:
    """Wherever it stands; what is left names the day and the caller."""
    assert without_hour(line.split()) == (left, hour)


def test_an_hour_that_there_is_not_is_refused() -> None:
    """With a sentence."""
    with pytest.raises(Rejected, match="no such time"):
        without_hour(["fri", "25:10"])


EAST = dt.timezone(dt.timedelta(hours=13))


def test_the_hour_stands_in_the_check_itself() -> None:
    """An instant in the zone of the people: its day is theirs, whatever day it is in UTC."""
    at = at_hour(nov(27), dt.time(9, 30), NOW.astimezone(EAST))
    assert at.isoformat() == "2026-11-27T09:30:00+13:00"
    timed = plan(next_check=at)
    assert (check_hour(timed), timed.check_day, timed.check_at) == ("09:30", nov(27), at)
    assert standing_check(timed, TODAY) == nov(27)
    assert standing_check(timed, nov(28)) is None
    dated = plan(next_check=nov(27))
    assert (check_hour(dated), dated.check_day, dated.check_at) == (None, nov(27), None)


def test_an_older_file_keeps_the_hour_in_a_decision() -> None:
    """The last one about this day counts; moved to another day, or with the note dropped, there is none."""
    texts = ["Next check Fri 27 Nov 2026 at 10:00, Ana calls it.", "Next check Fri 27 Nov 2026 at 14:30."]
    notes = tuple(Note(id=text[-9:], at=NOW, kind="decision", text=text) for text in texts)
    assert check_hour(plan(next_check=nov(27), notes=notes)) == "14:30"
    assert check_hour(plan(next_check=nov(27), notes=notes[:1])) == "10:00"
    assert check_hour(plan(next_check=nov(27), notes=(notes[0].revise(dropped=True),))) is None
    assert check_hour(plan(next_check=nov(27), notes=(notes[0].revise(text=f"{texts[0][:30]} half past"),))) is None
    assert check_hour(plan(next_check=nov(26), notes=notes)) is None
    assert check_hour(plan(notes=notes)) is None


def test_each_change_of_the_check_is_counted() -> None:
    """Not its being set for the first time, and not the same said again."""
    first = SetNextCheck(nov(27), None).apply(plan(people=("Ana Lopes",)))
    assert first.moves == 0
    called = SetNextCheck(nov(27), "ana lopes").apply(first)
    assert (called.moves, called.next_caller) == (1, "Ana Lopes")
    assert SetNextCheck(nov(27), "Ana Lopes").apply(called).moves == 1
    assert SetNextCheck(None, "Ana Lopes").apply(called).moves == 2
    # Undo brings the old day back, which is news to a calendar as well.
    assert rewound(SetNextCheck(nov(30), None).apply(first), first).moves == 2
