"""A new session: what is asked for is in it, in the words of the people."""

import datetime as dt

import pytest

from flipchart.clock import ManualClock
from flipchart.domain.errors import Rejected
from flipchart.exchange.intake.rows import Intake
from flipchart.exchange.making import Wish, make, names, read_moment, read_times, tally, understood
from flipchart.exchange.readers.detect import read_items
from flipchart.exchange.templates.agenda_template import load_template
from flipchart.ids import CountedIds

BERLIN = dt.timezone(dt.timedelta(hours=1))
NOW = dt.datetime(2026, 11, 18, 9, 0, tzinfo=dt.UTC)
HERE = NOW.astimezone(BERLIN)
LIST = "- Shorten onboarding\n  - Draft the form @Ana >fri\n- Faster triage\n- faster  TRIAGE\n"


def made(wish: Wish) -> Intake:
    """A session after the template that the wish names, on a Wednesday at ten."""
    return make(wish, load_template(wish.template), ManualClock(NOW, BERLIN), CountedIds())


def test_all_that_is_said_is_in_the_session() -> None:
    """Title, group, facilitator, people, agenda, both instants and the list arrive; nothing else is invented."""
    start = dt.datetime(2026, 11, 24, 9, 0, tzinfo=BERLIN)
    session = made(
        Wish(title=" Onboarding \n sprint ", template="coaching", group="HR", facilitator="Noor", people="Ana, Bo",
             planned_start=start, ends_by=start + dt.timedelta(hours=1), improvements=read_items(LIST))
    ).session  # fmt: skip
    assert (session.title, session.group, session.facilitator) == ("Onboarding   sprint", "HR", "Noor")
    assert (session.people, session.created) == (("Ana", "Bo"), NOW)
    run = session.runs[0]
    assert (run.template, run.one_owner) == ("coaching", load_template("coaching").one_owner)
    assert (run.planned_start, run.ends_by) == (start, start + dt.timedelta(hours=1))
    assert run.planned_start is not None and run.planned_start.tzinfo is dt.UTC
    assert len(session.stages_of(run)) == len(load_template("coaching").stages)
    assert [item.text for item in session.improvements] == ["Shorten onboarding", "Faster triage"]
    assert (session.steps[0].owner, session.steps[0].due) == ("Ana", dt.date(2026, 11, 20))


def test_what_is_not_said_is_absent() -> None:
    """A title is enough, and what was left empty is unknown, not an empty text."""
    session = made(Wish(title="Retro", group="  ", facilitator="", people=" , ;")).session
    assert (session.group, session.facilitator, session.people) == (None, None, ())
    assert (session.runs[0].planned_start, session.runs[0].ends_by, session.improvements) == (None, None, ())


@pytest.mark.parametrize("title", ["", "  ", "\x1b[2J", "\n\t"])
def test_a_title_is_needed(title: str) -> None:
    """Without one visible character of a title nothing is made, and a sentence says so."""
    with pytest.raises(Rejected, match="A session needs a title"):
        made(Wish(title=title))


def test_names_are_each_taken_once() -> None:
    """Commas, semicolons and lines divide names; case and spaces make no second person, signs stay literal."""
    assert names("Ana  Lopes, bo;\n ana lopes,, Bo,[/]\x1b[31m") == ("Ana Lopes", "bo", "[/]")


def test_an_hour_alone_is_of_the_day_that_is_meant() -> None:
    """ "9:30" is today or the day of the planned start; a whole phrase keeps its own day."""
    tuesday = dt.datetime(2026, 11, 24, tzinfo=BERLIN)
    assert read_moment("9:30", HERE) == dt.datetime(2026, 11, 18, 9, 30, tzinfo=BERLIN)
    assert read_moment("10:15", HERE, after=tuesday) == dt.datetime(2026, 11, 24, 10, 15, tzinfo=BERLIN)
    assert read_moment("fri 9am", HERE, after=tuesday) == dt.datetime(2026, 11, 20, 9, 0, tzinfo=BERLIN)


@pytest.mark.parametrize(
    ("phrase", "why"), [("asap", "is not a date"), ("fri", "has no time"), ("3/4 9am", "3 Apr or 4 Mar")]
)
def test_what_is_no_instant_is_refused_for_its_own_reason(phrase: str, why: str) -> None:
    """The sentence is about what was typed, not about the second try with a day before it."""
    with pytest.raises(Rejected, match=why):
        read_moment(phrase, HERE, after=dt.datetime(2026, 11, 24, tzinfo=BERLIN))


def test_both_times_are_read_together() -> None:
    """The end's hour is of the day of the start, and each that is no instant keeps its own reason."""
    times = read_times("tue 9am", "10:30", HERE)
    assert times.end == dt.datetime(2026, 11, 24, 10, 30, tzinfo=BERLIN)
    assert times.refused == ()
    assert (read_times("", " ", HERE).start, read_times("", " ", HERE).end) == (None, None)
    wrong = read_times("asap", "fri", HERE)
    assert [why.sentence for why in wrong.refused] == ["“asap” is not a date: which day?", "“fri” has no time."]
    assert read_times("asap", "11:00", HERE).end == dt.datetime(2026, 11, 18, 11, 0, tzinfo=BERLIN)


def test_an_end_before_the_start_is_none() -> None:
    """A session that would be over before it starts keeps its start and is told why it has no end."""
    times = read_times("tue 9am", "8:30", HERE)
    assert (times.start, times.end) == (dt.datetime(2026, 11, 24, 9, 0, tzinfo=BERLIN), None)
    assert [why.sentence for why in times.refused] == ["The session would be over before it starts."]


@pytest.mark.parametrize(
    ("starts", "ends", "minutes"), [("23:50", "00:10", 20), ("tue 23:30", "0:45", 75), ("23:50", "tomorrow 0:10", 20)]
)
def test_an_end_past_midnight_is_the_next_day_s(starts: str, ends: str, minutes: int) -> None:
    """An hour alone is the first one after the start, where that comes within half a day."""
    times = read_times(starts, ends, HERE)
    assert times.start is not None
    assert times.end is not None
    assert times.end - times.start == dt.timedelta(minutes=minutes)


def test_an_hour_half_a_day_back_is_tomorrow_s() -> None:
    """Typed late in the evening, half past midnight is still to come; an hour ago it was today."""
    late = dt.datetime(2026, 11, 18, 23, 0, tzinfo=BERLIN)
    assert read_moment("0:30", late) == dt.datetime(2026, 11, 19, 0, 30, tzinfo=BERLIN)
    assert read_moment("22:00", late) == dt.datetime(2026, 11, 18, 22, 0, tzinfo=BERLIN)


def test_a_list_is_told_in_a_few_words() -> None:
    """What a list would bring is counted by kind, with what it says twice; nothing is said of nothing."""
    clock = ManualClock(NOW, BERLIN)
    assert tally(understood(LIST, clock)) == "2 improvements, 1 step, 1 said twice"
    assert tally(understood("## Parking lot\n- badge\n\nSome words\n", clock)) == "1 parked, 1 note"
    assert tally(understood("- one", clock)) == "1 improvement"
    assert tally(understood(" \n\n", clock)) == ""
    table = "Issue\tAction\tLead\nWaits\tPublish\tWard Mgr\nWaits\tTrial\tBea"
    assert tally(understood(table, clock)) == "1 improvement, 2 steps, 1 read in part"


def test_durations_may_be_others_than_the_templates() -> None:
    """As a group's own past suggests them; else the template's."""
    assert [it.seconds for it in made(Wish(title="x")).session.stages] == [120, 180, 300, 180, 120]
    asked = made(Wish(title="x", seconds=(120, 180, 450, 240, 120))).session
    assert [it.seconds for it in asked.stages] == [120, 180, 450, 240, 120]
