"""What this program writes comes back as what it was; what no reader is for gets one sentence."""

from collections.abc import Callable

import pytest
from exchange_help import NOW, VIEW, on, plan

from flipchart.domain.errors import ExchangeError
from flipchart.domain.session import Session
from flipchart.exchange.intake.cells import amount_of
from flipchart.exchange.intake.import_draft import Reading
from flipchart.exchange.intake.rows import Intake
from flipchart.exchange.intake.taking import take_in
from flipchart.exchange.readers.detect import columns_in, read_items
from flipchart.exchange.view import View
from flipchart.exchange.writers import csv, html, ics, json, markdown, taskwarrior, todo_txt, trackers
from flipchart.exchange.writers.selection import ALL
from flipchart.ids import random_id

PLAN = plan(
    people=["Noor Haddad", "Piet Vos"],
    improvements=[
        {"id": "i", "text": "Sheets", "votes": 3, "note": "why so"}, {"id": "k", "text": "Later", "below_line": True},
    ],
    steps=[
        {"id": "1", "text": "Order *two* – more", "state": "blocked", "improvement": "i", "owner": "Noor Haddad",
         "helpers": ["Piet Vos"], "due": on(20, 12), "hoped": True, "first_step": "call", "done_when": "seen",
         "roadblock": "legal", "contingency": "reuse", "note": "mine"},
        {"id": "2", "text": "Paint", "state": "dropped", "reason": "dear", "owner": "Piet Vos"},
        {"id": "3", "text": "Ask", "state": "done", "finished": on(2), "due": on(9), "first_due": on(1)},
        {"id": "4", "text": "Count", "state": "doing", "due": on(3), "first_due": on(3)},
        {"id": "5", "text": "Ring", "state": "open", "owner": "Noor Haddad", "roadblock": "nobody there"},
    ],
    resources=[{"id": "r", "text": "phone", "status": "need", "steps": ["1"]}],
    parked=[{"id": "p", "text": "Plants", "outcome": "in spring"}],
    notes=[
        {"id": "n", "at": NOW, "kind": "decision", "text": "Keep the printer"},
        {"id": "m", "at": NOW, "kind": "note", "text": "Tea was good"},
    ],
)  # fmt: skip
Write = Callable[[Session, View], str]


def take(text: str | bytes, suffix: str = "") -> Intake:
    """Take a list into an empty session; a second time, nothing may come of it."""
    entries = read_items(text, suffix)
    taken = take_in(plan(), entries, Reading(NOW, random_id))
    again = take_in(taken.session, entries, Reading(NOW, random_id))
    assert (again.session, again.added) == (taken.session, 0)
    return taken


def fields_by_words(session: Session, *fields: str) -> dict[str, tuple[object, ...]]:
    """Each step's fields by its words."""
    return {it.text: tuple(getattr(it, name) for name in fields) for it in session.steps}


@pytest.mark.parametrize("write", [markdown.write, json.write, csv.write], ids=["md", "json", "csv"])
def test_the_whole_plan_comes_back(write: Write) -> None:
    """Improvements with their votes, and each step once, with who, when, how it stands and what was said of it."""
    after = take(write(PLAN, VIEW)).session
    assert [(it.text, it.votes) for it in after.improvements] == [("Sheets", 3), ("Later", None)]
    fields = ("owner", "helpers", "due", "hoped", "state", "finished", "done_when", "first_step", "note")
    # Of what is done the Markdown does not tell any more by when it was due.
    after = after.revise(steps=tuple(it.revise(due=on(9)) if it.text == "Ask" else it for it in after.steps))
    assert fields_by_words(after, *fields) == fields_by_words(PLAN, *fields)
    assert after.people == PLAN.people
    assert [it.text for it in after.resources] == ["phone"]
    assert fields_by_words(after, "roadblock", "contingency")["Order *two* – more"] == ("legal", "reuse")


def test_markdown_and_json_bring_the_rest_too() -> None:
    """What is parked, decided and noted, what lies below the line, and why something was dropped."""
    for text in (markdown.write(PLAN, VIEW), json.write(PLAN, VIEW)):
        after = take(text).session
        assert [it.below_line for it in after.improvements] == [False, True]
        assert ("decision", "Keep the printer") in [(it.kind, it.text) for it in after.notes]
        assert "Tea was good" in "\n".join(it.text for it in after.notes)
        assert after.parked[0].text.startswith("Plants")
        assert fields_by_words(after, "reason", "owner")["Paint"] == ("dear", "Piet Vos")


@pytest.mark.parametrize("write", [ics.write, taskwarrior.write, todo_txt.write, html.write])
def test_what_tools_are_given_comes_back(write: Write) -> None:
    """Who, when and how it stands, as far as the format has a place for it."""
    after = take(write(PLAN, VIEW)).session
    fields = ("owner", "due")
    before = fields_by_words(PLAN, *fields)
    assert {
        it: value for it, value in fields_by_words(after, *fields).items() if it != "Ask"
    }.items() <= before.items()
    assert fields_by_words(after, "due")["Order *two* – more"] == (on(20, 12),)
    assert fields_by_words(after, "hoped")["Order *two* – more"] == (True,)


@pytest.mark.parametrize("name", ["jira", "asana", "linear", "gitlab", "todoist"])
def test_what_trackers_are_given_comes_back(name: str) -> None:
    """As steps, with all other words in their notes."""
    after = take(trackers.WRITERS[name](PLAN, VIEW, ALL), ".csv").session
    assert {"Order *two* – more", "Count", "Ring"} <= {it.text for it in after.steps}
    assert "mine" in str(fields_by_words(after, "note")["Order *two* – more"])


def test_the_next_check_of_a_calendar_is_a_note() -> None:
    """It is no step; a calendar of appointments is no list at all."""
    after = take(ics.write(PLAN.revise(next_check=on(4, 12)), VIEW)).session
    assert [it.text for it in after.notes] == ["Next check: Blueprint (2026-12-04)"]


@pytest.mark.parametrize(
    ("data", "why"),
    [
        ("{\\rtf1\\ansi hello}", "Rich text"), (b"%PDF-1.7 x", "A PDF"), ("<?xml version='1.0'?><a/>", "XML"),
        ("<html><p>x</p></html>", "web page without a table"),
        ("<table><tr><td>1</td></tr></table>", "web page without a table"),
        ('{"a": 1}', "not a known kind of list"), ('[{"x": 1}]', "not a known kind of list"), ('{"a": 1]', "line 1"),
        ('{"a":' * 100_000 + "}", "begins as JSON does"),
        ("BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:x\nEND:VEVENT\nEND:VCALENDAR", "appointments"),
        ("BEGIN:VCALENDAR\nnonsense\nEND:VCALENDAR", "This calendar cannot be read"),
    ],
)  # fmt: skip
def test_what_no_reader_is_for_gets_one_sentence(data: str | bytes, why: str) -> None:
    """What it is and what to do instead; never a hundred steps."""
    with pytest.raises(ExchangeError, match=why):
        read_items(data)


def test_only_a_table_has_columns_to_choose() -> None:
    """Of any other list none are shown."""
    assert (
        columns_in("- a\n- b")
        == columns_in('[[steps]]\ntext = "a"')
        == columns_in("x 2026-01-01 a\nx 2026-01-02 b")
        == ()
    )
    assert [to for _, to in columns_in("Idea;Votes\na;1", chosen={"Votes": None})] == ["improvement", None]
    assert [(it.name, to) for it, to in columns_in("1;2\n4;5", ".csv")] == [("Column 1", None), ("Column 2", None)]


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("1.200,50 €", (1200.5, "€")), ("£11k", (11_000, "£")), ("3 days", (3, "days")), ("$1,200", (1200, "$")),
        ("€ 4.500", (4500, "€")), ("2,5 h", (2.5, "h")), ("CHF 1'000", (1000, "CHF")), ("£1.2m", (1_200_000, "£")),
        ("40", (40, None)), ("a few", None), ("£4,500 + licence", None), ("$3 €", None),
    ],
)  # fmt: skip
def test_amounts(text: str, amount: tuple[float, str | None] | None) -> None:
    """A number with its unit, in the writings of several countries."""
    assert amount_of(text) == amount


def test_the_columns_of_a_long_table_are_told_by_its_beginning() -> None:
    """Where the beginning ends inside a quoted cell, the row is read to its end."""
    row = 'Order pads,"Noor\nHaddad",2026-12-10\n'
    table = "Action,Owner,Due\n" + row * 20_000
    assert [to for _, to in columns_in(table, ".csv")] == ["step", "owner", "due"]
    assert {len(it.cells) for it, _ in columns_in(table, ".csv")} == {300}
    odd = table.replace('"', "", 1)
    assert [it.name for it, _ in columns_in(odd, ".csv")] == ["Action", "Owner", "Due"]
