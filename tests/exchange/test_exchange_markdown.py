"""The Markdown that goes into chat, wiki and e-mail."""

import datetime as dt

import pytest
from exchange_help import NOW, VIEW, at, full, on, plan
from hypothesis import given
from markdown_it import MarkdownIt

from flipchart.domain.session import Session
from flipchart.exchange.view import View
from flipchart.exchange.writers import html
from flipchart.exchange.writers.markdown import write
from flipchart.exchange.writers.markup import block, inline, leading
from flipchart.exchange.writers.selection import Selection
from flipchart.exchange.writers.step_words import figures
from strategies import HOSTILE, sessions, texts

RENDER = MarkdownIt("gfm-like", {"html": True, "linkify": False})


def test_private_below_the_line_hoped_and_dropped_are_told() -> None:
    """The flags that the full session does not set show in words; a dropped item stays out."""
    session = plan(
        private=True,
        improvements=[
            {"id": "a", "text": "Above"}, {"id": "b", "text": "Beneath", "below_line": True},
            {"id": "c", "text": "Gone", "dropped": True},
        ],
        steps=[{"id": "s", "text": "Try", "state": "open", "due": on(20), "hoped": True}],
    )  # fmt: skip
    written = write(session, VIEW)
    assert "marked as private" in written
    assert written.index("Above") < written.index("## Below the line") < written.index("Beneath")
    assert "hoped for Fri 20 Nov 2026" in written
    assert "Gone" not in written


def test_who_what_when_come_first_and_by_date() -> None:
    """The first list tells the promises, the earliest first, those without a date last, done ones after all."""
    steps = [
        {"id": "1", "text": "Third", "state": "open"},
        {"id": "2", "text": "Second", "state": "doing", "owner": "Bo", "due": on(20)},
        {"id": "3", "text": "First", "state": "open", "owner": "Ana", "helpers": ["Bo"], "due": on(11)},
        {"id": "4", "text": "Fourth", "state": "done", "owner": "Cy", "finished": on(12)},
    ]
    assert write(plan(steps=steps), VIEW).startswith(
        "# Blueprint\n\nWed 18 Nov 2026\n\nAs it stood on Wed 18 Nov 2026 10:00: "
        "1 of 4 done (25 %) · 1 of 3 open late · 2 of 3 open have an owner · 2 of 3 a date.\n\n"
        "## Who does what by when\n\n"
        "- Ana with Bo: First – was due Wed 11 Nov 2026\n"
        "- Bo: Second – by Fri 20 Nov 2026, under way\n"
        "- nobody yet: Third – no date yet\n"
        "- Cy: Fourth – done Thu 12 Nov 2026\n"
    )


def test_planned_stands_against_actual() -> None:
    """A run tells of each stage what was planned and what it took."""
    written = write(full(), VIEW)
    assert "- Stage words: planned 5:01, 1:02 more on the way, took 8:00 – Prompt words" in written
    assert "- Ended Wed 18 Nov 2026 08:09, 6 min ahead" in written


def shown_by_a_reader(source: str) -> str:
    """The text that a Markdown reader would show, without any mark-up it found."""
    tokens = [child for token in RENDER.parse(source) for child in token.children or []]
    odd = {token.type for token in tokens} - {"text", "text_special", "softbreak", "hardbreak"}
    assert not odd, f"{odd} in {source!r}"
    return "".join("\n" if token.type.endswith("break") else token.content for token in tokens)


@given(text=texts())
def test_text_behind_other_words_is_literal(text: str) -> None:
    """No text makes emphasis, links, HTML or anything else, and every character of it is shown."""
    assert shown_by_a_reader(f"- x {inline(text)}") == " ".join(["x", *text.split()])


@given(text=texts())
def test_text_that_begins_an_item_is_literal(text: str) -> None:
    """No text becomes a heading, a list, a quote or a rule."""
    tokens = [token.type for token in RENDER.parse(f"- {leading(text)}") if token.type.endswith("_open")]
    if text.strip():
        assert tokens == ["bullet_list_open", "list_item_open", "paragraph_open"]
        assert shown_by_a_reader(f"- {leading(text)}") == " ".join(text.split())


@given(text=texts())
def test_lines_of_a_note_stay_lines(text: str) -> None:
    """A note of several lines is shown line by line, none of them as anything but text."""
    tokens = {token.type for token in RENDER.parse(block(text)) if token.type.endswith("_open")}
    assert tokens <= {"paragraph_open"}
    shown = "\n".join(shown_by_a_reader(part) for part in block(text).split("\n\n") if part.strip())
    assert (
        shown.split("\n") == [" ".join(line.split()) for line in text.split("\n") if line.strip()] or not text.strip()
    )


@pytest.mark.parametrize(
    "text", [*HOSTILE, "1. one", "2) two", "# head", "> quote", "- [x] task", "---", "===", "a | b"]
)
def test_hostile_text_stays_what_it_is(text: str) -> None:
    """Markup, HTML, pipes and list marks in a step are shown as they were typed."""
    written = write(plan(steps=[{"id": "s", "text": text, "state": "open", "owner": text, "due": on(20)}]), VIEW)
    line = next(line for line in written.split("\n") if line.startswith("- ") and "by Fri" in line)
    words = " ".join(text.split())
    if words:
        assert shown_by_a_reader(line) == f"{words}: {words} – by Fri 20 Nov 2026"


@given(session=sessions())
def test_any_session_can_be_written(session: Session) -> None:
    """Every session that a file may hold becomes Markdown, with nothing that controls a terminal."""
    written = write(session, VIEW)
    assert written.endswith("\n")
    assert not [sign for sign in written if ord(sign) < 32 and sign != "\n"]


def test_a_selection_leaves_out_what_is_done_and_what_is_others() -> None:
    """`--open-only` and `--owner` choose steps, and with them their resources and improvements."""
    steps = [
        {"id": "1", "text": "Mine", "state": "open", "owner": "Ana Lopes", "improvement": "i"},
        {"id": "2", "text": "Finished", "state": "done", "owner": "Ana Lopes", "improvement": "i"},
        {"id": "3", "text": "Theirs", "state": "open", "owner": "Bo", "improvement": "j"},
    ]
    session = plan(
        steps=steps,
        improvements=[{"id": "i", "text": "Kept"}, {"id": "j", "text": "Left"}],
        resources=[
            {"id": "r", "text": "Mine too", "status": "need", "steps": ["1"]},
            {"id": "q", "text": "Not mine", "status": "need", "steps": ["3"]},
        ],
    )
    written = write(session, VIEW, Selection(open_only=True, owner="ana"))
    assert [word in written for word in ("Mine", "Kept", "Mine too")] == [True] * 3
    assert [word in written for word in ("Finished", "Theirs", "Left", "Not mine")] == [False] * 4


def test_the_zone_of_the_people_decides_the_day() -> None:
    """An instant shortly before midnight UTC is the next day further east."""
    east = View(NOW, lambda instant: instant.astimezone(dt.timezone(dt.timedelta(hours=9))))
    assert "Thu 19 Nov 2026" in write(plan(created=at(18)), east)


def test_a_dropped_step_stays_with_its_reason() -> None:
    """A decision not to do something is part of the plan; an addition that was taken back never was."""
    steps = [
        {"id": "1", "text": "Old idea", "state": "dropped", "reason": "too dear", "owner": "Ana"},
        {"id": "2", "text": "Typed by mistake", "state": "dropped", "reason": "undone"},
        {"id": "3", "text": "New idea", "state": "open"},
    ]
    written = write(plan(steps=steps), VIEW)
    assert "- Dropped: Old idea – Ana – too dear" in written
    assert written.index("New idea") < written.index("Old idea")
    assert "Typed by mistake" not in written


def test_figures_come_with_their_fractions() -> None:
    """Done of all, by the first date, late, moved after they had passed, carried on; nothing without steps."""
    steps = [
        {"id": "1", "text": "a", "state": "done", "due": on(13), "finished": on(13)},
        {"id": "2", "text": "b", "state": "open", "due": on(17), "first_due": on(6), "moves": 2},
        {"id": "3", "text": "c", "state": "open", "carried_to": "t/x"},
    ]
    reports = [{"id": id, "step": "2", "on": on(answer), "state": "open", "due": on(due)}
               for id, answer, due in (("r", 9, 11), ("s", 12, 17))]  # fmt: skip
    session = plan(steps=steps, reports=reports)
    # 1 of 2 done; a by its date; b late since the 17th, moved on the 9th from the 6th and on the 12th from the 11th.
    assert figures(session, on(18)) == (
        "1 of 2 done, 1 carried on (50 %)", "1 of 1 done by the first date", "1 of 1 open late",
        "2 dates moved after they had passed", "0 of 1 open have an owner", "1 of 1 a date",
    )  # fmt: skip
    assert figures(session, on(18), shamed=False)[2] == "2 new dates for some that were over"
    once = session.revise(reports=session.reports[:1])
    assert figures(once, on(18))[3] == "1 date moved after it had passed"
    assert figures(once, on(18), shamed=False)[2] == "1 new date for one that was over"
    assert figures(plan(), on(18)) == ()
    assert figures(plan(steps=[{"id": "1", "text": "a", "state": "dropped"}]), on(18)) == ("nothing to be done",)


def test_no_id_is_shown() -> None:
    """Where it leads nowhere, words stand in its place."""
    session = plan(
        improvements=[{"id": "iiii2222", "text": "I", "goal": "gggg2222"}],
        steps=[{"id": "ssss2222", "text": "a", "state": "open", "after": ["tttt2222"], "improvement": "iiii2222",
                "carried_from": "pppp2222/qqqq2222", "carried_to": "uuuu2222/vvvv2222"}],
        resources=[{"id": "rrrr2222", "text": "r", "status": "need", "steps": ["wwww2222"]}],
        waved=[{"gap": "vague", "item": "xxxx2222"}],
        conflicts=[{"item": id, "key": "text", "kept": "a", "other": "b", "at": NOW} for id in ("yyyy2222", "s")],
    )  # fmt: skip
    for text in (write(session, VIEW), html.write(session, VIEW)):
        assert "2222" not in text
        assert "something that is no longer in the plan" in text
        assert "Carried over to a later session" in text


def test_amounts_are_added_up() -> None:
    """By kind and unit, where there is something to add."""
    rows = [
        {"id": str(amount), "text": "r", "status": status, "amount": amount, "unit": "EUR", "kind": "money"}
        for amount, status in ((1200, "need"), (300, "have"))
    ]
    for text in (write(plan(resources=rows), VIEW), html.write(plan(resources=rows), VIEW)):
        assert "In all: money 1,500 EUR, have 300" in text
    assert "In all" not in write(plan(resources=rows[:1]), VIEW)
