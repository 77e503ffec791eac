"""Tables as people keep them: columns told by their names, and nothing lost that could not be read."""

import csv
import datetime as dt
import io
import json
import re

import pytest
from exchange_help import LISTS, NOW, VIEW, at, full, on, plan
from hypothesis import example, given
from hypothesis import strategies as st

from flipchart.domain.errors import ExchangeError
from flipchart.domain.quick import People
from flipchart.domain.session import Session
from flipchart.domain.text import FIELD_LIMIT, NOTE_LIMIT, clean, clean_line, folded
from flipchart.exchange.intake.cells import votes_of
from flipchart.exchange.intake.dates import day_of
from flipchart.exchange.intake.import_draft import Reading
from flipchart.exchange.intake.owners import person
from flipchart.exchange.intake.rows import Intake
from flipchart.exchange.intake.states import state_of
from flipchart.exchange.intake.taking import take_in
from flipchart.exchange.readers.columns import NAMES, Cell, field_of, plain
from flipchart.exchange.readers.detect import read_items
from flipchart.exchange.readers.grid import find_grid
from flipchart.exchange.readers.vocabulary import BLANK, NOTHING
from flipchart.exchange.writers.csv import write
from flipchart.ids import random_id
from strategies import HOSTILE, RAW

PEOPLE = ("Ana Lopes", "Bea Moreau", "Chen Wei")
TODAY = NOW.date()


def take(text: str | bytes, session: Session | None = None, *, steps: bool = False, suffix: str = "") -> Intake:
    """Take a list into a session of three people."""
    session = session or plan(people=PEOPLE)
    return take_in(session, read_items(text, suffix), Reading(NOW, random_id, steps))


def test_the_committees_table() -> None:
    """Improvements once each, their actions as steps, every cell read or in the note word for word."""
    session = take((LISTS / "qip-committee.csv").read_bytes()).session
    assert [it.text for it in session.improvements] == [
        "Patients wait too long to be seen", "Notes are incomplete", "Handover varies between shifts",
        "Mobile round review", '=HYPERLINK("http://example.invalid";"click")',
    ]  # fmt: skip
    names = {it.id: it.text for it in session.improvements}
    message = [(names[it.improvement or ""], it.text, it.owner, it.due, it.state, it.note) for it in session.steps]
    assert message == [
        ("Patients wait too long to be seen", "Publish a weekly wait-time board at reception", None, None, "open",
         "Ref: 1.1\nResponsible: Ward Mgr / HoN\nDate for completion: November 26\n"
         "Progress: Template agreed\nRAG: A"),
        ("Patients wait too long to be seen", "Trial a dedicated post-op clinic on Thursdays", None, None, "open",
         "Ref: 1.1\nResponsible: CD (Ophth.)\nDate for completion: Ongoing\nRAG: G"),
        ("Notes are incomplete", "Introduce note templates", None, None, "open",
         "Ref: 1.2\nResponsible: Everyone\nDate for completion: 2026/27\nProgress: no information\nRAG: R"),
        ("Mobile round review", "Replace the vehicle, or share with the county", None, None, "open",
         "Responsible: J. Osei, M. Blake\nRef: 2.1\nDate for completion: end of fiscal year\n"
         "Progress: Quotes in\nRAG: A"),
        ('=HYPERLINK("http://example.invalid";"click")', "Check the form", "lina", None, "done",
         "Ref: 2.2\nDate for completion: 31/11/2026\nRAG: G"),
    ]  # fmt: skip
    assert [it.note for it in session.improvements] == [None, None, "Ref: 1.3", None, None]
    needs = [(it.text, it.kind) for it in session.resources]
    assert needs == [
        ("2 sessions/month", "money"),
        ("£4,500 + licence; see IT", "money"),
        ("£82k (capital)", "money"),
    ]


def test_the_committees_table_row_by_row() -> None:
    """Each row is told by its line in the file, a cell of two lines counted."""
    message = take((LISTS / "qip-committee.csv").read_bytes()).as_json()
    assert (message["added"], message["known"], message["notes"]) == (6, 0, 6)
    rows = json.loads(json.dumps(message["rows"]))
    assert [row["row"] for row in rows] == [2, 3, 4, 5, 7, 8]
    assert rows[5] == {
        "row": 8, "left": "Ref: 2.2\nDate for completion: 31/11/2026\nRAG: G",
        "took": {
            "text": "Check the form", "state": "done", "owner": "lina",
            "improvement": '=HYPERLINK("http://example.invalid";"click")',
        },
    }  # fmt: skip


def test_votes_and_owners_of_improvements() -> None:
    """Votes are votes; an improvement has no owner, so that one is kept as words; ½ is no number of votes."""
    session = take((LISTS / "votes-latin1.tsv").read_bytes()).session
    assert [(it.text, it.votes, it.note) for it in session.improvements] == [
        ("Faster triage", 7, "Owner: Ana Lopes"), ("Équipe de garde", 5, None),
        ("Shorten onboarding", None, "Votes: ½\nOwner: Bea"),
    ]  # fmt: skip


def test_the_same_table_as_steps() -> None:
    """As steps each row is one; what only improvements have is kept as words."""
    taken = take((LISTS / "votes-latin1.tsv").read_bytes(), steps=True)
    assert [(it.text, it.owner, it.note) for it in taken.session.steps] == [
        ("Faster triage", "Ana Lopes", "Votes: 7"), ("Équipe de garde", None, "Votes: 5"),
        ("Shorten onboarding", "Bea Moreau", "Votes: ½"),
    ]  # fmt: skip
    assert taken.session.improvements == ()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_way_to_save_a_table(encoding: str, mark: str, end: str) -> None:
    """Marks between cells, line ends and encodings of every program say the same."""
    rows = ["Idea|Votes|Who|By when", "Équipe|3|Chen Wei|2026-12-04", "Triage|2|Bo|tbc"]
    data = end.join(row.replace("|", mark) for row in rows).encode(encoding)
    assert [entry.text for entry in read_items(data)] == ["Équipe", "Triage"]
    taken = take(data, steps=True)
    assert [(it.text, it.owner, it.due) for it in taken.session.steps] == [
        ("Équipe", "Chen Wei", on(4, 12)), ("Triage", "Bo", None),
    ]  # fmt: skip
    assert taken.session.steps[1].note == "Votes: 2\nBy when: tbc"


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("Improvement", "improvement"), ("Ideas", "improvement"), ("ISSUE(S)", "improvement"), ("Pain points",
        "improvement"),
        ("Action Step", "step"), ("Key actions", "step"), ("To-do", "step"), ("What?", "step"), ("Rank", "rank"),
        ("#", "rank"), ("Priority", "rank"), ("Dot votes", "votes"), ("Lead:", "owner"), ("Person(s) responsible",
        "owner"),
        ("Assigned to", "owner"), ("Action owner", "owner"), ("WHO", "owner"), ("By when?", "due"), ("Due_date",
        "due"),
        ("Date for completion", "due"), ("Target date (dd/mm/yyyy)", "due"), ("RAG", "state"), ("Progress to date",
        None),
        ("Current status", "state"), ("Budget implications", "money"), ("Resources needed", "resources"),
        ("Date raised", "created"), ("Task ID", None), ("Issue key", None), ("Assignee Email", None),
        ("Task Name", "step"), ("Assignees", "owner"), ("Parent task", None), ("Ref", None), ("Success measure",
        "done_when"), ("Comments", "note"), ("", None),
        ("Issue owner", "owner"), ("x" * 80, None), ("Start date", None), ("Date completed", "finished"),
    ],
)  # fmt: skip
def test_columns_are_known_by_what_people_write(name: str, field: str | None) -> None:
    """Case, marks, brackets and the plural do not matter; a name that says nothing stays unknown."""
    assert field_of(name) == field


def test_one_name_that_is_known_is_enough_over_columns() -> None:
    """The others are kept under the names that they have."""
    session = take("Idea;Background\nTriage;since May").session
    assert [(it.text, it.note) for it in session.improvements] == [("Triage", "Background: since May")]


def test_the_names_are_written_as_they_are_compared() -> None:
    """No name of the table can never be met since it is spelled otherwise than it is looked up."""
    assert [name for name in NAMES if plain(name) != name] == []


def test_trackers_tables_have_their_items_under_title_or_summary() -> None:
    """A weak name is the item's where no column says it better; else it is a column like others."""
    assert [it.text for it in read_items("Summary,Assignee,Description\nTriage,Bo,Long words")] == ["Triage"]
    row = read_items("Title,Improvement,Status\nBo's,Triage,open")[0]
    assert (row.text, [cell.words for cell in row.cells]) == ("Triage", ["Title: Bo's", "Status: open"])
    both = read_items("Item;Action;Owner\nTriage;Call Noor;Bo")[0]
    assert (both.under, both.text) == ("Triage", "Call Noor")


def test_a_blank_improvement_is_the_one_above() -> None:
    """Spreadsheets leave merged cells blank; the step belongs to what stands above."""
    session = take("Issue;Action;Owner\nTriage;Call;Bo\n;Write;Cy\nSigns;Paint;").session
    assert [it.text for it in session.improvements] == ["Triage", "Signs"]
    assert [it.improvement for it in session.steps] == [session.improvements[i].id for i in (0, 0, 1)]


def test_ranks_order_the_plan() -> None:
    """The first comes first with all its steps; the summary keeps the rows' own order."""
    taken = take("Rank,Issue,Action\n3,Signs,Paint\n1,Triage,Call\n,,Write\n2,Forms,\nx,Plants,")
    assert [it.text for it in taken.session.improvements] == ["Signs", "Triage", "Forms", "Plants"]
    taken = take("Rank,Issue,Action\n3,Signs,Paint\n1,Triage,Call\n,,Write\n2,Forms,")
    assert [it.text for it in taken.session.improvements] == ["Triage", "Forms", "Signs"]
    assert [it.text for it in taken.session.steps] == ["Call", "Write", "Paint"]
    assert [(row.row, row.took.get("rank")) for row in taken.rows] == [(2, "3"), (3, "1"), (4, None), (5, "2")]


def test_a_priority_in_words_is_kept_as_words() -> None:
    """ "High" tells no place."""
    taken = take("Idea,Priority\nTriage,Low\nSigns,High")
    assert [(it.text, it.note) for it in taken.session.improvements] == [
        ("Triage", "Priority: Low"), ("Signs", "Priority: High"),
    ]  # fmt: skip


def test_what_stands_above_the_names_is_words() -> None:
    """A title over the table is kept as a note of the session, and the names are found below it."""
    taken = take("Ward 5 plan;;\nas of May;;\nIssue;Action;Lead\nTriage;Call;Bo\n;;Cy")
    assert [it.text for it in taken.session.notes] == ["Ward 5 plan", "as of May", "Lead: Cy"]
    assert [it.owner for it in taken.session.steps] == ["Bo"]


def test_a_quote_that_is_never_closed_swallows_no_row() -> None:
    """Each line stays a row."""
    taken = take('Idea;Owner\n"Triage;Bo\nSigns;Cy\nForms;Di', steps=True)
    assert [(it.text, it.owner) for it in taken.session.steps] == [
        ('"Triage', "Bo"),
        ("Signs", "Cy"),
        ("Forms", "Di"),
    ]


def test_a_table_out_of_markdown() -> None:
    """Its frame and the rule under the names are no cells."""
    taken = take("| Action | Owner |\n|:--|--|\n| Call Noor | Bo |\n| Paint | Cy |")
    assert [(it.text, it.owner) for it in taken.session.steps] == [("Call Noor", "Bo"), ("Paint", "Cy")]


@pytest.mark.parametrize("text", ["1.\tTriage\n2.\tSigns", "•\tTriage\n•\tSigns", "1\tTriage\n2\tSigns"])
def test_the_numbers_of_word_processors(text: str) -> None:
    """A number or a dot with a tab behind it is the mark of an item, and a column that counts the rows too."""
    taken = take(text)
    assert [(it.text, it.note) for it in taken.session.improvements] == [("Triage", None), ("Signs", None)]


def test_a_table_without_names() -> None:
    """The first cell with letters is the item, the others are kept with it."""
    session = take("7\tTriage\tAna\n5\tSigns\t\n9\t\tBo").session
    assert [(it.text, it.note) for it in session.improvements] == [("Triage", "7\nAna"), ("Signs", "5"), ("Bo", "9")]


@pytest.mark.parametrize("suffix", ["", ".csv"])
def test_an_item_with_a_columns_word_in_it_is_an_item(suffix: str) -> None:
    """The first row of a table without names is not taken for them since it speaks of a task."""
    taken = take("Fix the issue;Ana;done\nHang signs;Bo;done", suffix=suffix)
    assert [(it.text, it.owner, it.state, it.note) for it in taken.session.steps] == [
        ("Fix the issue", "Ana Lopes", "done", None),
        ("Hang signs", None, "done", "Bo"),
    ]


def test_the_line_sep_of_spreadsheets_is_no_row() -> None:
    """It tells the mark; the numbers of the rows are those of the file."""
    entries = read_items("sep=;\nIdea;Votes\nTriage, fast;3")
    assert [(entry.row, entry.text) for entry in entries] == [(3, "Triage, fast")]


@pytest.mark.parametrize(
    "text",
    [
        "Call Ana, Bo and Cy\nWrite, print and hang the signs", "Action, owner", "Issues\nA, b\nC",
        "- Action, owner\n- b, c\n- d, e", "Dear all, what we said\nAction, who, when is unclear\nand\nmore\nlines",
        "one; two; three",
    ],
)  # fmt: skip
def test_sentences_with_commas_are_no_table(text: str) -> None:
    """Lines stay lines."""
    assert find_grid(text) is None
    assert len(read_items(text)) == len(text.split("\n"))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("ana", "Ana Lopes"), ("@Bea", "Bea Moreau"), ("chen wei", "Chen Wei"), ("J. Osei", "J. Osei"),
        ("Noor  el-Amin", "Noor el-Amin"), ("D'Arcy", "D'Arcy"), ("Łukasz", "Łukasz"), ("JD", "JD"),
        ("李 雷", "李 雷"),
    ],
)  # fmt: skip
def test_one_persons_name_is_an_owner(text: str, name: str) -> None:
    """Known by its first words, else new."""
    assert person(text, People(PEOPLE)) == (name, "")


@pytest.mark.parametrize(
    "text",
    [
        "Everyone", "Ward Mgr / HoN", "CD (Ophth.)", "J. Osei, M. Blake", "Ana & Bea", "Ana and Bea", "Ward Manager",
        "HR", "IT support", "the team", "TBD", "ana@example.org", "?", "tbc (Ana?)", "Room 5", "a b c d e f",
        "all staff",
        "Bea\nAna", "x" * 90,
    ],
)  # fmt: skip
def test_roles_groups_and_several_are_no_owner(text: str) -> None:
    """The cell is left, and the question is asked."""
    name, hint = person(text, People(PEOPLE))
    assert name == ""
    assert "whose name goes here?" in hint


def test_a_name_that_two_people_have_is_left() -> None:
    """The hint names both."""
    name, hint = person("Ana", People(["Ana Lopes", "Ana Sousa"]))
    assert name == ""
    assert "Ana Lopes or Ana Sousa:" in hint


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-12-04", on(4, 12)), ("2026-12-04 00:00:00", on(4, 12)), ("2026-12-04T00:00:00Z", on(4, 12)),
        ("4 Dec", on(4, 12)), ("Dec 4", on(4, 12)), ("31/12/2026",
        on(31, 12)),
        ("November 2026", on(30)), ("end of January", dt.date(2027, 1, 31)), ("Q1 2027", dt.date(2027, 3, 31)),
        ("14 November 2025", dt.date(2025, 11, 14)), ("13/12", on(13, 12)), ("30/11", on(30)),
        ("Dec-26", on(31, 12)), ("Nov '27", dt.date(2027, 11, 30)), ("Okt-26", dt.date(2026, 10, 31)),
        ("Fri 11/12/26", on(11, 12)), ("Fri 12/11/2026", on(11, 12)), ("Mo. 7.12.26", on(7, 12)),
        ("w/c 7/12/26", on(11, 12)), ("1 Dec 2026 to 5 Jan 2027", dt.date(2027, 1, 5)),
        ("10.12.–12.12.2026", on(12, 12)),
    ],
)  # fmt: skip
def test_dates_that_can_be_only_one(text: str, day: dt.date) -> None:
    """Read as they are everywhere else."""
    assert day_of(text, TODAY) == day


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Ongoing", "not a date"), ("November 14", "of which year"), ("14 November", "of which year"),
        ("November 26", "a day, or November of the year 2026"), ("Nov 27", "a day, or"),
        ("2026/27", "year of accounts"), ("FY27", "year of accounts"), ("FY 2026-27", "year of accounts"),
        ("end of fiscal year", "does not read"), ("31/11/2026", "no 31 November"), ("03/04/2027", "or"), ("45987",
        "number"),

        ("4/12/26", "4 Dec or 12 Apr"), ("Friday", "by which day"),
        ("in 2 weeks", "by which day"), ("11/12", "11 Dec or 12 Nov"), ("tbc", "not a date"),
    ],
)  # fmt: skip
def test_dates_that_are_none_or_may_be_another(text: str, message: str) -> None:
    """Never a guess: what is in doubt is left, with the doubt."""
    found = day_of(text, TODAY)
    assert isinstance(found, str)
    assert message in found


@pytest.mark.parametrize(
    ("name", "text", "state"),
    [
        ("Status", "In Progress", "doing"), ("Status", "100%", "done"), ("Progress", "0 %", "open"), ("Progress",
        "40%", "doing"),
        ("Status", "Won't do", "dropped"), ("Status", "on hold", "blocked"), ("Status", "no information", None),
        ("RAG", "G", None), ("RAG", "Green", None), ("Done", "x", "done"), ("Done", "no", "open"), ("Status", "x",
        None),
        ("Status", "Completed.", "done"), ("Status", "110%", None), ("Progress", "Quotes in", None), ("Done",
        "May", None),
    ],
)  # fmt: skip
def test_states_by_the_words_that_people_have(name: str, text: str, state: str | None) -> None:
    """What is no state is left; a colour is none."""
    assert state_of(Cell("state", name, text)) == state


@pytest.mark.parametrize(
    ("text", "votes"), [("7", 7), ("7.0", 7), ("12 votes", 12), ("●●●", 3), ("½", None), ("-1", None)]
)
def test_votes(text: str, votes: int | None) -> None:
    """A number, or dots."""
    assert votes_of(text) == votes


def test_two_columns_that_contradict_each_other() -> None:
    """The first that says a state counts; the other is kept."""
    step = take("Action,Status,Progress\nCall,done,40%").session.steps[0]
    assert (step.state, step.note) == ("done", "Progress: 40%")
    step = take("Action,Status,Progress\nCall,doing,40%").session.steps[0]
    assert (step.state, step.note) == ("doing", "Progress: 40%")


def test_what_does_not_fit_its_column_is_left() -> None:
    """A first step without an instant, a day of being done of what is not, a need that is longer than a field."""
    long = "x" * (FIELD_LIMIT + 1)
    taken = take(
        "Step;First step at;Hoped;Finished;Status;Resources\n"
        f"a;some day;maybe;2026-11-02;in progress;{long}\nb;2026-11-20 09:00;no;2026-11-02;;none"
    )
    first, second = taken.session.steps
    assert first.note == f"First step at: some day\nHoped: maybe\nResources: {long}\nFinished: 2026-11-02"
    assert (first.state, first.finished, first.first_step_at) == ("doing", None, None)
    assert (second.state, second.finished, second.first_step_at) == ("done", on(2), at(9).replace(day=20))
    assert second.note is None


def test_names_of_columns_that_come_again_are_no_item() -> None:
    """Long tables are printed with their names on every page; each time they are kept as words."""
    taken = take("Idea,Owner\nTriage,Bo\nIdea,Owner\nSigns,Cy", steps=True)
    assert [it.text for it in taken.session.steps] == ["Triage", "Signs"]
    assert [it.text for it in taken.session.notes] == ["Idea Owner"]


def test_a_session_that_cannot_be_read_is_told() -> None:
    """With the line; and one that would exhaust the reader."""
    with pytest.raises(ExchangeError, match="Line 2 of the list is not TOML"):
        read_items('[[steps]]\ntext = "a', suffix=".toml")
    with pytest.raises(ExchangeError, match="nested too deeply"):
        read_items("x = " + "[" * 100_000, suffix=".toml")
    assert [it.text for it in read_items('[[steps]]\ntext = "a"\nmood = ""\nhelpers = []')] == ["a"]


def test_a_note_holds_only_so_much_and_that_is_said() -> None:
    """The row tells that its words were cut; the same row again changes nothing."""
    table = f"Idea;Background;More\nTriage;{'w ' * 15_000};{'z ' * 9_000}\n;{'n ' * 15_000};"
    once = take(table)
    notes = (once.session.improvements[0].note or "", once.session.notes[0].text)
    assert [len(note) for note in notes] == [NOTE_LIMIT, NOTE_LIMIT]
    assert [row.hints for row in once.rows] == [("Only the first 20,480 characters were kept.",)] * 2
    assert take(table, once.session).session == once.session
    steps = take(table, steps=True)
    assert take(table, steps.session, steps=True).session == steps.session


def test_needs_nothing_is_understood() -> None:
    """ "none" is no resource, and is told."""
    taken = take("Action,Resources\nCall,none\nPaint,Paint for two walls")
    assert [it.text for it in taken.session.resources] == ["Paint for two walls"]
    assert [row.took.get("needs") for row in taken.rows] == [(), ("Paint for two walls",)]
    assert taken.notes == 0


def test_helpers_are_people_or_words() -> None:
    """All of them are read, or the cell is kept."""
    steps = take('Action,Owner,With\nCall,Ana,"Bea; Chen Wei, Dee"\nPaint,Bo,Bea and the team').session.steps
    assert [it.helpers for it in steps] == [("Bea Moreau", "Chen Wei", "Dee"), ()]
    assert steps[1].note == "With: Bea and the team"


def test_a_list_that_says_more_the_next_time() -> None:
    """What is there is left as it is; words that are new grow the note, and the row tells what differs."""
    once = take("Action,Owner,Progress\nCall,Bo,Quotes in")
    again = take("Action,Owner,Progress\nCall,Cy,Order placed", once.session)
    (step,) = again.session.steps
    assert (step.owner, step.note) == ("Bo", "Progress: Quotes in\nProgress: Order placed")
    assert again.rows[0].hints == ("In the plan its owner is Bo, in the list Cy; the plan was left as it is.",)
    votes = take(
        "Idea,Votes\nTriage,7", plan(improvements=[{"id": "i", "text": "Triage", "note": "Votes in the list: 70"}])
    )
    assert votes.session.improvements[0].note == "Votes in the list: 70\nVotes in the list: 7"
    assert take("Idea,Votes\nTriage,7", votes.session).session == votes.session


def test_our_own_table_comes_back() -> None:
    """Everything that the CSV export says of a step is read again, what looks like a formula too."""
    steps = [
        {"id": "1", "text": "=1+1", "state": "blocked", "improvement": "i", "owner": "Ana Lopes", "helpers": ["Bo"],
         "due": on(20), "hoped": True, "first_step": "call", "first_step_at": NOW, "done_when": "seen",
         "roadblock": "legal", "contingency": "reuse", "note": "mine"},
        {"id": "2", "text": "Old", "state": "dropped", "reason": "dear"},
        {"id": "3", "text": "Gone", "state": "done", "finished": on(2), "due": on(9), "first_due": on(1)},
    ]  # fmt: skip
    before = plan(people=PEOPLE, improvements=[{"id": "i", "text": "-5 degrees", "votes": 3}], steps=steps)
    taken = take(write(before, VIEW))
    assert taken.notes == 0
    after = taken.session
    assert [(it.text, it.votes) for it in after.improvements] == [("-5 degrees", 3)]
    blank = {"id": "x", "improvement": None}
    assert [it.revise(**blank) for it in after.steps] == [it.revise(**blank) for it in before.steps]


def test_a_session_as_a_list() -> None:
    """Its improvements, steps, needs, parked items and notes; what has no place is kept as words."""
    source = """\
title = "Old"
[[improvements]]
id = "a"
text = "Triage"
votes = 4
note = "as agreed"
strengths = "calm people"
[[improvements]]
id = "b"
text = "Plants"
below_line = true
[[steps]]
id = "s"
text = "Call @noor"
state = "doing"
improvement = "a"
owner = "Ward Manager"
helpers = ["Bo"]
due = 2026-12-04
hoped = true
first_step_at = 2026-12-01T09:00:00Z
moves = 2
[[steps]]
text = "By hand"
due = "soon"
[[resources]]
id = "r"
text = "Phone"
status = "need"
steps = ["s"]
ask = "Noor"
[[parked]]
text = "Badges"
[[notes]]
text = "We said so"
"""
    taken = take(source)
    triage, plants = taken.session.improvements
    assert (triage.text, triage.votes, triage.note) == ("Triage", 4, "Note: as agreed\nstrengths: calm people") or (
        triage.note == "as agreed\nstrengths: calm people"
    )
    assert (plants.text, plants.below_line) == ("Plants", True)
    first, second = taken.session.steps
    assert (first.text, first.state, first.owner, first.helpers, first.due, first.hoped) == (
        "Call @noor", "doing", "Ward Manager", ("Bo",), on(4, 12), True,
    )  # fmt: skip
    assert (first.improvement, first.note) == (triage.id, "moves: 2\nPhone, ask: Noor")
    assert (second.due, second.note) == (None, "due: soon")
    assert [it.text for it in taken.session.resources] == ["Phone"]
    assert [it.text for it in taken.session.parked] == ["Badges"]
    assert [it.text for it in taken.session.notes] == ["We said so"]
    assert [row.row for row in taken.rows] == [2, 8, 12, 23, 32, 34]
    assert take(source, taken.session).session == taken.session


CELL = st.one_of(
    st.sampled_from([*HOSTILE, *RAW, "", "", "Ana", "done", "2026-12-04", "none", "7", "x;y", 'a"b', "-", "Ongoing"]),
    # A control character alone may begin an escape sequence that only ends in another cell; RAW has whole ones.
    st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=12),
)
HEADERS = st.lists(
    st.sampled_from(["Improvement", "Action", "Owner", "Due", "Status", "Votes", "Notes", "Ref", "Resources",
    "Rank", "With"]),
    min_size=2, max_size=7, unique=True,
).filter(lambda names: "Improvement" in names or "Action" in names)  # fmt: skip


@example(
    header=["Owner", "Improvement", "Action"], rows=[["Ana", "Triage", "Ring"], ["later", "Triage"]], mark=",",
    steps=False,
)  # fmt: skip
@given(
    header=HEADERS, rows=st.lists(st.lists(CELL, max_size=8), max_size=6), mark=st.sampled_from(",;\t"),
    steps=st.booleans(),
)  # fmt: skip
def test_no_cell_of_a_table_is_lost(header: list[str], rows: list[list[str]], mark: str, steps: bool) -> None:
    """Whatever is in the cells: each is a field of the plan, or stands in a note word for word."""
    table = io.StringIO()
    writer = csv.writer(table, delimiter=mark)
    writer.writerow(header)
    writer.writerows(row for row in rows)
    taken = take(table.getvalue(), steps=steps, suffix=".csv")
    session = taken.session
    held = _letters(
        "\n".join(
            str(value)
            for _, item in session.items()
            for value in (getattr(item, name) for name in item.__struct_fields__)
        )
    )
    held += _letters(
        "".join(map(str, (*session.people, *(value for row in taken.rows for value in row.took.values()))))
    )
    people = set(map(folded, session.people))
    for row in rows:
        for cell in row:
            for part in BREAKS.split(cell):
                # Word by word, since marks in a step's line are read: "+Bea" is a helper and not in its text.
                # Names that differ in accents alone are one person's.
                words = [_letters(word) for word in clean(part, limit=99_999).split()]
                known = folded(part.strip()) in people
                assert all(word in held for word in words) or known or is_understood(part), (cell, session)
    again = take(table.getvalue(), session, steps=steps, suffix=".csv")
    assert again.session == session
    assert again.added == 0


def is_understood(part: str) -> bool:
    """Whether a cell may be in the plan in other words: as a day, as a state, or as needing or saying nothing."""
    words = clean_line(part)
    if words in BLANK:
        return True
    state = state_of(Cell("state", "Status", words))
    return words.casefold() in NOTHING or state is not None or isinstance(day_of(words, TODAY), dt.date)


BREAKS = re.compile("[\r\n\v\x0c\x85\u2028\u2029]")
"""Some programs break lines by these, also within cells that no quotes hold together."""


def _letters(text: str) -> str:
    return "".join(sign for sign in text.casefold() if sign.isalpha())


@given(
    text=st.one_of(st.text(max_size=200), st.lists(CELL, max_size=20).map(";".join)),
    suffix=st.sampled_from(["", ".csv"]),
)
def test_no_text_breaks_the_reader(text: str, suffix: str) -> None:
    """Any text at all comes in: its letters are found again in the entries, or in the names of the columns."""
    entries = read_items(text, suffix)
    assert all(entry.text.strip() for entry in entries)
    assert all(clean_line(cell.text, limit=99_999) for entry in entries for cell in entry.cells)
    take(text, suffix=suffix)


def test_a_full_session_survives_as_a_table() -> None:
    """What the export tells of the session in which every field says something of its own is all read or kept."""
    taken = take(write(full(), VIEW))
    words = json.dumps([str(it) for _, it in taken.session.items()])
    message = {step.text for step in full().steps}
    assert message <= {it.text for it in taken.session.steps}
    for text in ("done-when words", "first move words", "roadblock words", "contingency words", "step note words"):
        assert text in words
