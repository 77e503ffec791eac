"""Calendars, read back with the icalendar library."""

import datetime as dt
from typing import Any

import pytest
from exchange_help import NOW, VIEW, on, plan
from hypothesis import example, given
from icalendar import Calendar, Event

from flipchart.domain.commands.session import SetNextCheck
from flipchart.domain.identity import UNDONE, was_undone
from flipchart.domain.plan import Step
from flipchart.domain.session import Session
from flipchart.domain.text import clean_line
from flipchart.exchange.view import View
from flipchart.exchange.writers.ics import ALARM, write, write_many
from flipchart.exchange.writers.selection import Selection
from strategies import sessions


def step(id: str = "s1", **values: Any) -> Step:
    """An open step, due on Friday the 20th."""
    return Step.of({"id": id, "text": "Draft the form", "state": "open", "due": on(20)} | values)


def events(text: str) -> list[Event]:
    """The events of a calendar as another program reads them."""
    return [it for it in Calendar.from_ical(text).walk("VEVENT") if isinstance(it, Event)]


def one(session: Session, view: View = VIEW) -> Event:
    """The only event of a session's calendar."""
    (event,) = events(write(session, view))
    return event


def test_a_step_is_an_all_day_event() -> None:
    """From its day to the next, taking nobody's time, and named by who and what."""
    event = one(plan(steps=(step(owner="Ana Lopes"),)))
    assert (event.decoded("dtstart"), event.decoded("dtend")) == (on(20), on(21))
    assert event["dtstart"].params["VALUE"] == "DATE"
    assert (str(event["summary"]), event["status"], event["transp"]) == (
        "Ana Lopes: Draft the form",
        "CONFIRMED",
        "TRANSPARENT",
    )
    assert event.decoded("dtstamp") == NOW
    assert str(one(plan(steps=(step(),)))["summary"]) == "Draft the form"


def test_the_alarm_rings_on_the_day_before_at_nine() -> None:
    """Fifteen hours before the midnight at which the day begins."""
    (alarm,) = one(plan(steps=(step(owner="Ana"),))).walk("VALARM")
    begins = dt.datetime.combine(on(20), dt.time())
    assert alarm.decoded("trigger") == ALARM
    assert begins + alarm.decoded("trigger") == dt.datetime.combine(on(19), dt.time(9))
    assert (alarm["action"], str(alarm["description"])) == ("DISPLAY", "Ana: Draft the form")


def test_an_event_is_known_by_its_step_and_nothing_else() -> None:
    """Other words, another date or owner move it; the same step of another session is another event."""
    session = plan(steps=(step(),))
    uid = one(session)["uid"]
    moved = one(plan(steps=(step(text="Other words", due=on(27), owner="Bo", moves=3),)))
    assert (moved["uid"], moved["sequence"]) == (uid, 3)
    assert one(session.revise(id="other"))["uid"] != uid
    assert one(plan(steps=(step("s2"),)))["uid"] != uid
    # What is in calendars already must be found again by every later version.
    assert uid == "5831c85d-e313-580b-81b2-ce40e4b0e8dd@flipchart"


def test_what_is_dropped_or_carried_over_is_cancelled() -> None:
    """Under the same name and without an alarm; an addition that was undone never was in a calendar."""
    uid = one(plan(steps=(step(),)))["uid"]
    for over in (step(state="dropped", reason="no money"), step(carried_to="b/t")):
        event = one(plan(steps=(over,)))
        assert (event["uid"], event["status"], event.walk("VALARM")) == (uid, "CANCELLED", [])
    assert events(write(plan(steps=(step(state="dropped", reason=UNDONE),)), VIEW)) == []


def test_what_never_had_a_date_is_not_in_it_and_hopes_are_tentative() -> None:
    """A calendar holds what ever had a day."""
    steps = (step("b", due=None), step("c", due=on(20), hoped=True), step("d", due=None, state="done"))
    assert one(plan(steps=steps))["status"] == "TENTATIVE"


def test_what_was_in_a_calendar_once_stays_in_the_file_cancelled() -> None:
    """Done, or without a date by now: calendars keep what a file no longer names."""
    done = one(plan(steps=(step(state="done", finished=on(19)),)))
    assert (done["status"], str(done["x-flipchart-state"]), str(done["x-flipchart-done"])) == (
        "CANCELLED", "done", "2026-11-19",
    )  # fmt: skip
    undated = one(plan(steps=(step(due=None, first_due=on(13), moves=1),)))
    assert (undated["status"], undated.decoded("dtstart"), undated["sequence"]) == ("CANCELLED", on(13), 1)
    message = report("r", due=on(25))
    last = one(plan(steps=(step(due=None, first_due=on(13), moves=2),), reports=(message, report("s"))))
    assert last.decoded("dtstart") == on(25)


def report(id: str, **values: Any) -> dict[str, Any]:
    """What was told of the step on the 18th."""
    return {"id": id, "step": "s1", "on": on(18), "state": "open"} | values


@pytest.mark.parametrize(
    ("message", "values", "expected"),
    [
        ((), {}, 0),
        ((), {"moves": 2}, 2),
        ((), {"state": "dropped"}, 1),
        ((), {"carried_to": "b/t"}, 1),
        # A word changes nothing of the event, also where it names the owner.
        ((report("a", note="so it is", owner="Ana"),), {"owner": "Ana"}, 0),
        ((report("a", obstacle_came=True, owner="Ana"),), {"owner": "Ana"}, 0),
        # Stuck, then done.
        ((report("a", state="blocked"), report("b", state="done")), {"state": "done"}, 2),
        # The owner changes twice; the name in other letters is the same.
        ((report("a", owner="Ana"), report("b", owner="ANA"), report("c", owner="Bo")), {"owner": "Bo"}, 2),
        # Done, and that was undone: it changed twice, and may have gone out in between.
        ((report("a", state="done", dropped=True),), {}, 2),
        # A move counts once, by `moves`, though its report tells it too.
        ((report("a", due=on(27), owner="Ana"),), {"moves": 1, "owner": "Ana"}, 1),
        ((report("a", state="done") | {"step": "other"},), {}, 0),
    ],
)
def test_sequence_is_counted_from_the_file(
    message: tuple[dict[str, Any], ...], values: dict[str, Any], expected: int
) -> None:
    """It grows with each change of what the event says, and with nothing else, whenever it is written."""
    session = plan(steps=(step(**values),), reports=message)
    later = View(NOW + dt.timedelta(days=9), VIEW.zone)
    assert one(session)["sequence"] == one(session, later)["sequence"] == expected


def test_the_next_check_is_an_event_of_its_own() -> None:
    """With the caller and an alarm; it is known by the session, and each change of it wins over the one before."""
    session = plan(steps=(step(due=None),), next_check=on(2, 12), next_caller="Ana Lopes", created=NOW)
    event = one(session)
    assert (str(event["summary"]), event.decoded("dtstart")) == ("Next check: Blueprint", on(2, 12))
    assert (str(event["description"]), event["sequence"]) == ("Called by Ana Lopes.", 0)
    assert len(event.walk("VALARM")) == 1
    later = one(SetNextCheck(on(9, 12), "Ana Lopes").apply(session), View(NOW + dt.timedelta(hours=1), VIEW.zone))
    assert (later["uid"], later["sequence"]) == (event["uid"], 1)


def test_a_next_check_at_an_hour_is_a_meeting() -> None:
    """At its instant, for half an hour, ringing a day before."""
    at_ = dt.datetime(2026, 12, 2, 10, 0, tzinfo=dt.timezone(dt.timedelta(hours=1)))
    event = one(plan(next_check=at_, steps=(step(due=None),)))
    assert event.decoded("dtstart") == dt.datetime(2026, 12, 2, 9, 0, tzinfo=dt.UTC)
    assert event.decoded("dtend") - event.decoded("dtstart") == dt.timedelta(minutes=30)
    assert event["transp"] == "OPAQUE"
    (alarm,) = event.walk("VALARM")
    assert alarm.decoded("trigger") == dt.timedelta(days=-1)


def test_without_alarms_nothing_rings() -> None:
    """For readers that cannot take the alarms of all-day events."""
    session = plan(steps=(step(),), next_check=on(27))
    assert "VALARM" in write(session, VIEW)
    assert "VALARM" not in write(session, VIEW, alarms=False)
    assert "VALARM" not in write_many([(session, session.steps, True)], VIEW, "Open", alarms=False)


def test_a_plan_that_is_done_needs_no_check() -> None:
    """Its event is cancelled; one that has no steps yet does; who has nothing open gets none."""
    (over,) = events(write(plan(next_check=on(2, 12), steps=(step(state="done", due=None),)), VIEW))
    assert (over["status"], over["sequence"], over.walk("VALARM")) == ("CANCELLED", 1, [])
    assert len(events(write(plan(next_check=on(2, 12)), VIEW))) == 1
    assert len(events(write(plan(next_check=on(2, 12), steps=(step(state="dropped", due=None),)), VIEW))) == 1
    steps = (step("a", owner="Ana", due=None), step("b", owner="Bo", due=None, state="done"))
    assert events(write(plan(next_check=on(2, 12), steps=steps), VIEW, Selection(owner="bo"))) == []


def test_what_helps_on_the_day_is_in_the_description() -> None:
    """A line each: the session, helpers, done when, first step, if-then and needs."""
    need = {"id": "n", "text": "a designer", "status": "asked", "steps": ["s1"]}
    full = step(
        state="blocked", helpers=("Bo", "Cy"), done_when="five patients tried it", first_step="call Noor",
        first_step_at=NOW, roadblock="legal is slow", contingency="reuse last year's",
    )  # fmt: skip
    lines = str(one(plan(steps=(full,), resources=(need, need | {"id": "m", "status": "have"})))["description"])
    assert lines.split("\n") == [
        "Blueprint", "Stuck", "With Bo and Cy", "Done when five patients tried it",
        "First Wed 18 Nov 2026 10:00: call Noor", "If legal is slow, then reuse last year's", "Needs a designer",
    ]  # fmt: skip
    at = step(first_step_at=NOW, contingency="wait")
    lines = str(one(plan(steps=(at,)))["description"])
    assert lines.split("\n")[1:] == ["First Wed 18 Nov 2026 10:00: begin", "If it gets stuck, then wait"]
    assert "then what?" in str(one(plan(steps=(step(roadblock="snow", first_step="dig"),)))["description"])


def test_a_selection_leaves_out_what_it_leaves_out_everywhere() -> None:
    """Open steps only; one owner only."""
    steps = (step("a", owner="Ana"), step("b", owner="Bo"), step("c", owner="Ana", state="dropped"))
    session = plan(steps=steps, next_check=on(27))
    assert len(events(write(session, VIEW))) == 4
    assert len(events(write(session, VIEW, Selection(open_only=True)))) == 3
    assert len(events(write(session, VIEW, Selection(open_only=True, owner="ana")))) == 2


def test_many_sessions_make_one_calendar() -> None:
    """Of each the steps that are given, and its next check where that is asked for."""
    one_, two = plan(id="one", next_check=on(27)), plan(id="two", next_check=on(28))
    text = write_many([(one_, [step()], True), (two, [step()], False), (plan(id="x"), [], True)], VIEW, "Open steps")
    assert [it.decoded("dtstart") for it in events(text)] == [on(20), on(27), on(20)]
    assert len({it["uid"] for it in events(text)}) == 3
    assert str(Calendar.from_ical(text)["x-wr-calname"]) == "Open steps"


def test_lines_end_as_the_format_asks_and_are_folded() -> None:
    """CRLF, at most 75 octets (RFC 5545, 3.1), also where letters take several."""
    text = write(plan(steps=(step(text="Ü" * 300, owner="漢字" * 40),)), VIEW)
    assert text.endswith("END:VCALENDAR\r\n")
    assert "\n" not in text.replace("\r\n", "")
    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75
    assert str(events(text)[0]["summary"]) == "漢字" * 40 + ": " + "Ü" * 300


@pytest.mark.parametrize(
    "text",
    [
        "BEGIN:VALARM",
        "a;b,c\\n",
        "two\nlines",
        "tab\there",
        "\u2028END:VEVENT",
        "x\r\nSTATUS:CANCELLED",
        "\x1b[2J",
        '"',
    ],
)
def test_words_stay_words(text: str) -> None:
    """Whatever people typed, it is one summary, and never a line of the format."""
    event = one(plan(title=text, steps=(step(text=text, owner=text, done_when=text),)))
    assert str(event["summary"]) == clean_line(f"{text}: {text}")
    assert event["status"] == "CONFIRMED"
    assert clean_line(text) in str(event["description"]).split("\n")


def test_the_first_and_the_last_day_of_the_calendar() -> None:
    """There is no day after the last one."""
    steps = (step("a", due=dt.date.max), step("b", due=dt.date.min))
    last, first = events(write(plan(steps=steps), VIEW))
    assert (last.decoded("dtstart"), "dtend" in last) == (dt.date.max, False)
    assert first.decoded("dtstart") == dt.date.min


@given(sessions())
@example(plan(steps=(step(owner="\ufeffMark"),)))
def test_every_plan_makes_a_calendar_that_reads_back(session: Session) -> None:
    """One event for each step that ever had a date, with its words and its day; none moves back in its count."""
    session = session.revise(next_check=None, reports=())
    read = {str(it["uid"]): it for it in events(write(session, VIEW))}
    shown = [it for it in session.steps if (it.due or it.first_due) and not was_undone(it)]
    assert len(read) == len(shown)
    message = sorted((str(it["summary"]), it.decoded("dtstart"), it["status"] == "CANCELLED") for it in read.values())
    words = [clean_line(f"{it.owner}: {it.text}" if it.owner else it.text) for it in shown]
    # icalendar 7.3 leaves out a byte order mark that begins a value; it is no word and no sign.
    words = [text.removeprefix("\ufeff") for text in words]
    assert message == sorted(
        (text, it.due or it.first_due, it.due is None or not it.live) for text, it in zip(words, shown, strict=True)
    )


@pytest.mark.parametrize(
    ("due", "after"),
    [
        (dt.date(2026, 12, 31), dt.date(2027, 1, 1)),
        (dt.date(2028, 2, 28), dt.date(2028, 2, 29)),
        (dt.date(2028, 2, 29), dt.date(2028, 3, 1)),
        (dt.date(2027, 2, 28), dt.date(2027, 3, 1)),
        (dt.date(2026, 3, 29), dt.date(2026, 3, 30)),  # the night in which Europe's clocks go forward
    ],
)
def test_a_day_ends_where_the_next_begins(due: dt.date, after: dt.date) -> None:
    """Over the end of the year, around 29 February, on days of 23 hours; the alarm rings at nine the day before."""
    event = one(plan(steps=(step(due=due, first_due=due),)))
    assert (event.decoded("dtstart"), event.decoded("dtend")) == (due, after)
    (alarm,) = event.walk("VALARM")
    rings = dt.datetime.combine(due, dt.time()) + alarm.decoded("trigger")
    assert rings == dt.datetime.combine(due - dt.timedelta(days=1), dt.time(9))


def test_a_calendar_is_the_same_at_the_same_instant() -> None:
    """Nothing but the plan and the moment goes into it; a minute later only the stamps are others."""
    session = plan(steps=(step("a"), step("b", state="dropped")), next_check=on(27), created=NOW)
    assert write(session, VIEW) == write(session, VIEW)
    later = write(session, View(NOW + dt.timedelta(seconds=40), VIEW.zone))
    stamps = [line for line in later.split("\r\n") if line not in write(session, VIEW).split("\r\n")]
    assert {line.split(":")[0] for line in stamps} == {"DTSTAMP"}


def test_a_date_that_moves_back_and_forth_is_always_newer() -> None:
    """Each move raises SEQUENCE, so that the last import wins whatever its date is."""
    message = [one(plan(steps=(step(due=on(day), moves=moves),))) for day, moves in ((20, 0), (27, 1), (20, 2))]
    assert len({it["uid"] for it in message}) == 1
    assert [it["sequence"] for it in message] == [0, 1, 2]


def test_a_count_beyond_the_format_is_its_largest() -> None:
    """A file that was typed may say anything."""
    session = plan(steps=(step(moves=2**40),), moves=2**40, next_check=on(27))
    assert [it["sequence"] for it in events(write(session, VIEW))] == [2**31 - 1] * 2
