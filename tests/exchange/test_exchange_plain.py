"""The plan as text for a terminal."""

import datetime as dt

import pytest
from exchange_help import NOW, VIEW, at, full, on, plan
from hypothesis import given
from hypothesis import strategies as st

from flipchart.domain.plan import Step
from flipchart.domain.session import Session
from flipchart.exchange.text_width import width
from flipchart.exchange.view import View
from flipchart.exchange.writers.markup import TextStyle
from flipchart.exchange.writers.plain import write
from strategies import sessions

MINUTE = dt.timedelta(minutes=1)
STAGES = [
    {"id": "a", "run": "r", "kind": "introduce", "title": "Introduce", "seconds": 120},
    {"id": "b", "run": "r", "kind": "define", "title": "Define", "seconds": 300},
]


def test_a_plan_stands_in_columns() -> None:
    """What, who, when and how, under its improvement; details below; then figures and what to ask."""
    session = plan(
        group="Clinic team",
        facilitator="Noor",
        next_check=on(4, 12),
        next_caller="Bea",
        improvements=[
            {"id": "i", "text": "Shorten onboarding", "votes": 7},
            {"id": "j", "text": "Later", "below_line": True, "votes": 1},
        ],
        steps=[
            {"id": "1", "text": "Agree one-page onboarding checklist with HR and the union", "state": "open",
             "improvement": "i", "owner": "Ana Lopes", "due": on(11), "helpers": ["Bo"]},
            {"id": "2", "text": "Book a room", "state": "done", "improvement": "i", "finished": on(12)},
            {"id": "3", "text": "Call Noor", "state": "open", "due": on(20), "hoped": True, "owner": "Cy",
             "first_step": "look it up", "first_step_at": at(15), "roadblock": "it rains", "contingency": "wait"},
            {"id": "4", "text": "Gone", "state": "dropped", "improvement": "i"},
        ],
        milestones=[
            {"id": "m", "improvement": "i", "text": "First form", "due": on(27)},
            {"id": "l", "improvement": "i", "text": "Second form", "due": on(27), "reached": on(12)},
        ],
        goals=[
            {"id": "g", "text": "Wait less", "measure": "minutes on the phone", "baseline": 9, "unit": "min",
             "by": on(30, 12)},
        ],
        parked=[{"id": "p", "text": "plants", "outcome": "watered"}],
        notes=[{"id": "n", "at": at(10, 5), "kind": "decision", "text": "One form"}],
        resources=[
            {"id": "r", "text": "designer", "status": "need", "amount": 2, "unit": "days", "ask": "Bea", "by": on(20)}
        ],
    )  # fmt: skip
    assert write(session, VIEW, TextStyle(width=80)).split("To ask aloud")[0] == (
        "Blueprint\n"
        "Clinic team · led by Noor · Wed 18 Nov\n"
        "\n"
        "1  Shorten onboarding (7 votes)\n"
        "   Milestone: First form · by Fri 27 Nov\n"
        "   Milestone: Second form · reached Thu 12 Nov\n"
        "   1  Agree one-page onboarding checklist  Ana Lopes  Wed 11 Nov            late\n"
        "      with HR and the union\n"
        "      with Bo\n"
        "   2  Book a room                                     Thu 12 Nov            done\n"
        "\n"
        "Other steps\n"
        "   1  Call Noor                            Cy         hoped for Fri 20 Nov\n"
        "      first Wed 18 Nov 15:00: look it up\n"
        "      if it rains, then wait\n"
        "\n"
        "Below the line\n"
        "  Later (1 vote)\n"
        "\n"
        "Goals\n"
        "  Wait less · minutes on the phone · from 9 to ? min · by Wed 30 Dec\n"
        "\n"
        "Resources\n"
        "  designer · 2 days · to be asked for · ask Bea · by Fri 20 Nov\n"
        "\n"
        "Parking lot 1\n"
        "  plants: watered\n"
        "\n"
        "Decisions and notes\n"
        "  Decision Wed 18 Nov 10:05: One form\n"
        "\n"
        "1 of 3 done · 1 late · 1 dropped\n"
        "\n"
        "Next check Fri 4 Dec · called by Bea\n"
        "\n"
    )


def clock(now: dt.datetime, *events: tuple[float, str, str | None], **run: object) -> str:
    """The clock's line of a session with one run."""
    timing = [
        {"run": "r", "at": at(10) + minute * MINUTE, "event": event} | ({"stage": stage} if stage else {})
        for minute, event, stage in events
    ]
    session = plan(runs=[{"id": "r", "kind": "workshop", **run}], stages=STAGES, timing=timing)
    return write(session, View(now, lambda instant: instant), TextStyle(width=200)).split("\n")[3]


def test_a_run_under_way_tells_its_clock() -> None:
    """Stage, time left, until when, when out, and how far behind the planned start."""
    answer = clock(at(10, 3, 18), (0, "start", "a"), (2, "done", "a"), (2, "start", "b"), planned_start=at(9, 59))
    assert answer == "2/2 Define · 3:42 left · until 10:07 · ends 10:07 · 1 min behind"


def test_a_clock_that_is_not_running() -> None:
    """Not started, paused, between stages, over time and ended are each said."""
    assert clock(NOW, planned_start=at(11)) == "Not started · planned for Wed 18 Nov 11:00 · ends 11:07"
    assert clock(NOW) == "Not started"
    assert clock(at(10, 9), (0, "start", "a"), (1, "pause", None)) == (
        "1/2 Introduce · PAUSED 1:00 left · ends 10:15 · 8 min behind"
    )
    assert clock(at(10, 3), (0, "start", "a")).startswith("1/2 Introduce · 1:00 OVER · ends 10:08")
    assert clock(at(10, 3), (0, "start", "a"), (1, "done", "a")).startswith("Between stages · ends 10:08")
    month = clock(at(10) + dt.timedelta(30), (0, "start", "a"))
    assert month == "1/2 Introduce · 29 days OVER"  # still running: when it ends nobody knows
    assert clock(at(11), (0, "start", "a"), (5, "end", None)) == "Ended Wed 18 Nov 10:05 · 2 min ahead"
    assert "Ended Wed 18 Nov 10:06" in clock(at(11), (0, "start", "a"), (5.6, "end", None))  # as the wall says it


def test_ascii_uses_no_sign_of_our_own_outside_ascii() -> None:
    """With ASCII input every line of ours is ASCII too."""
    session = full()
    assert write(session, VIEW, TextStyle(ascii=True)).isascii()


def test_a_narrow_terminal_puts_who_and_when_below() -> None:
    """Nothing is cut off: owner and date get a line of their own."""
    session = plan(
        steps=[{"id": "1", "text": "Draft the form", "state": "open", "owner": "Ana Lopes", "due": on(20)}]
    )
    lines = write(session, VIEW, TextStyle(width=40)).split("\n")
    assert lines[4:6] == ["   1  Draft the form", "      Ana Lopes, Fri 20 Nov"]


def test_a_name_keeps_to_its_column() -> None:
    """A tab or a line break in a name, which no file has and a session may, breaks no row."""
    steps = (
        Step(id="s1", text="Ring", state="open", owner="Ana\tLopes\nhere"),
        Step(id="s2", text="Ask", state="open"),
    )
    row = next(line for line in write(plan(steps=steps), VIEW, TextStyle(width=80)).split("\n") if "Ring" in line)
    assert row.endswith("  Ana Lopes here")


@given(session=sessions(), cells=st.integers(30, 120))
def test_any_session_can_be_shown(session: Session, cells: int) -> None:
    """Every session is shown, within the width, with every live step's owner and words in it."""
    text = write(session, VIEW, TextStyle(width=cells))
    assert max(width(line) for line in text.split("\n")) <= cells
    assert not [sign for sign in text if ord(sign) < 32 and sign != "\n"]


def test_paint_is_laid_on_whole_pieces() -> None:
    """Colour marks headings, late and done steps; without it the words are the same."""
    session = plan(
        improvements=[{"id": "i", "text": "Onboarding"}],
        steps=[
            {"id": "1", "text": "a", "state": "open", "due": on(11)},
            {"id": "2", "text": "b", "state": "done"},
            {"id": "3", "text": "c", "state": "open"},
        ],
    )
    painted = write(session, VIEW, TextStyle(paint=lambda style, text: f"<{style}>{text}</>"))
    assert "<title>Blueprint</>" in painted
    assert painted.count("<late>") == painted.count("<done>") == 1
    bare = painted.replace("</>", "")
    for style in ("title", "heading", "late", "done", "clock"):
        bare = bare.replace(f"<{style}>", "")
    assert bare == write(session, VIEW, TextStyle())


@pytest.mark.parametrize("values", [{"next_caller": "Bea"}, {"next_check": on(4, 12)}])
def test_half_a_next_check_is_told(values: dict[str, object]) -> None:
    """A date without a caller, or a caller without a date."""
    assert "\nNext check" in write(plan(**values), VIEW, TextStyle())
