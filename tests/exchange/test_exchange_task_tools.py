"""The plan for task tools and trackers, read back as they read it."""

import csv
import datetime as dt
import io
import json
import re
import uuid
from typing import Any

import pytest
from exchange_help import NOW, VIEW, at, full, on, plan
from hypothesis import given

from flipchart.domain.errors import ExchangeError
from flipchart.domain.identity import UNDONE
from flipchart.domain.session import Contact, Session
from flipchart.exchange.view import View
from flipchart.exchange.writers import html, ics, markdown, plain, taskwarrior, todo_txt
from flipchart.exchange.writers import json as json_writer
from flipchart.exchange.writers.markup import TextStyle
from flipchart.exchange.writers.selection import ALL, Selection
from flipchart.exchange.writers.trackers import WRITERS, notices
from strategies import HOSTILE, sessions

PLAN = plan(
    title="Ward 5",
    improvements=[{"id": "i", "text": "Shorten onboarding"}],
    steps=[
        {"id": "1", "text": "Draft the form", "state": "open", "improvement": "i", "owner": "Ana Lopes",
        "due": on(20),
         "helpers": ["Bo", "Cy"], "first_step": "call Noor", "first_step_at": at(9), "done_when": "seen",
         "roadblock": "legal", "contingency": "reuse", "note": "two\nlines"},
        {"id": "2", "text": "Paint", "state": "blocked", "due": on(27), "hoped": True},
        {"id": "3", "text": "Call", "state": "done", "owner": "Bo", "finished": on(12), "due": on(13)},
        {"id": "4", "text": "Buy", "state": "dropped", "reason": "dear"},
        {"id": "5", "text": "Never", "state": "dropped", "reason": UNDONE},
        {"id": "6", "text": "Elsewhere", "state": "open", "carried_to": "s/x"},
    ],
    resources=[{"id": "r", "text": "A designer", "status": "need", "steps": ["1"]}],
)  # fmt: skip
ABOUT = (
    "For: Shorten onboarding\nWith Bo and Cy\nDone when seen\nFirst Wed 18 Nov 2026 09:00: call Noor\n"
    "If legal, then reuse\nNeeds A designer\nNote: two lines"
)
LIVE = ["Draft the form", "Paint"]


def rows(name: str, session: Session = PLAN, selection: Selection = ALL) -> list[dict[str, str]]:
    """The rows of a tracker's table by its columns."""
    text = WRITERS[name](session, VIEW, selection)
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def head(name: str) -> list[str]:
    """The columns of a tracker's table."""
    return WRITERS[name](PLAN, VIEW, ALL).splitlines()[0].split(",")


@pytest.mark.parametrize(
    ("name", "columns"),
    [
        ("jira", "Summary,Assignee,Due date,Description,Labels"),
        ("asana", "Name,Description,Section,Assignee,Collaborators,Start Date,Due Date"),
        ("linear", "Title,Description,Status,Priority,Assignee,Labels"),
        ("gitlab", "title,description,due_date"),
        ("todoist", "TYPE,CONTENT,DESCRIPTION,PRIORITY,INDENT,AUTHOR,RESPONSIBLE,DATE,DATE_LANG"),
    ],
)
def test_the_columns_are_those_of_the_importer(name: str, columns: str) -> None:
    """Word for word and in its order."""
    assert ",".join(head(name)) == columns


def test_jira() -> None:
    """Only what is still to be done; the improvement is one label."""
    first, second = rows("jira")
    assert first == {
        "Summary": "Draft the form", "Assignee": "Ana Lopes", "Due date": "2026-11-20",
        "Description": f"Ward 5\n{ABOUT}", "Labels": "Shorten-onboarding",
    }  # fmt: skip
    assert (second["Summary"], second["Description"]) == ("Paint", "Ward 5\nStuck\nHoped for by Fri 27 Nov 2026")


def test_asana() -> None:
    """A section for each improvement; a start only where there is an end that is not before it."""
    first, second = rows("asana")
    assert first == {
        "Name": "Draft the form", "Description": f"Ward 5\n{ABOUT}", "Section": "Shorten onboarding",
        "Assignee": "Ana Lopes", "Collaborators": "Bo, Cy", "Start Date": "2026-11-18", "Due Date": "2026-11-20",
    }  # fmt: skip
    assert (second["Section"], second["Start Date"]) == ("", "")
    late = plan(steps=[{"id": "1", "text": "a", "state": "open", "due": on(17), "first_step_at": NOW}])
    assert rows("asana", late)[0]["Start Date"] == ""


def test_linear_says_the_date_in_words() -> None:
    """It has a status, so that what is done and dropped comes too, and no due date, which is told."""
    found = rows("linear")
    assert [(row["Title"], row["Status"]) for row in found] == [
        ("Draft the form", "Todo"), ("Paint", "In Progress"), ("Call", "Done"), ("Buy", "Canceled"),
    ]  # fmt: skip
    assert found[0]["Description"] == f"Due Fri 20 Nov 2026 (2026-11-20)\nWard 5\n{ABOUT}"
    assert found[1]["Description"].startswith("Hoped for Fri 27 Nov 2026 (2026-11-27)\n")
    assert list(notices("linear", PLAN)) == [
        "Linear's importer has no column for due dates: each is the first line of its description.",
        "Linear knows people by their e-mail address: give [[contacts]] one for Ana Lopes and Bo.",
    ]


@pytest.mark.parametrize("text", ["/close", "@all look", "<b>x</b>", "~~gone~~", "a\n/assign @boss", "[x](http://a)"])
def test_gitlab_carries_out_no_words(text: str) -> None:
    """No line of a description begins a quick action, writes to anybody or is Markdown."""
    session = plan(title=text, steps=[{"id": "1", "text": "a", "state": "open", "note": text, "owner": text}])
    description = rows("gitlab", session)[0]["description"]
    assert all(line.startswith("* ") for line in description.split("\n"))
    assert not re.search(r"(?<!\\)@|(?m:^/)|(?<!\\)[<~\[](?!!)", description)


def test_todoist_has_sections() -> None:
    """What belongs to no improvement comes before the first of them."""
    assert [(row["TYPE"], row["CONTENT"], row["RESPONSIBLE"], row["DATE"]) for row in rows("todoist")] == [
        ("task", "Paint", "", "2026-11-27"), ("section", "Shorten onboarding", "", ""),
        ("task", "Draft the form", "Ana Lopes", "2026-11-20"),
    ]  # fmt: skip
    star = plan(steps=[{"id": "1", "text": "* a", "state": "open"}])
    assert rows("todoist", star)[0]["CONTENT"] == "\\* a"


@pytest.mark.parametrize("name", ["jira", "asana", "gitlab", "todoist"])
def test_what_is_left_out_is_said(name: str) -> None:
    """An importer that knows no status would bring up done steps as work."""
    assert [row for row in rows(name) if "Call" in row.values()] == []
    nobody = PLAN.revise(steps=tuple(it.revise(owner=None) for it in PLAN.steps))
    assert list(notices(name, nobody)) == [
        "2 steps done or dropped left out: this importer would bring them up as work."
    ]
    assert list(notices(name, nobody, Selection(open_only=True))) == []


@given(sessions())
def test_every_tracker_takes_every_plan(session: Session) -> None:
    """The tables read back whole, and none of their cells is taken for a formula."""
    for name in WRITERS:
        for row in rows(name, session):
            assert list(row) == head(name)
            assert not [cell for cell in row.values() if cell[:1] in tuple("=+-@\t\r")]


def test_todo_txt() -> None:
    """Open and done steps, with their session as project, their owner as context and their day."""
    assert todo_txt.write(PLAN, VIEW) == (
        "2026-11-18 Draft the form +Ward-5 @Ana-Lopes due:2026-11-20\n"
        "2026-11-18 Paint +Ward-5 due:2026-11-27 hoped:yes\n"
        "x 2026-11-12 2026-11-18 Call +Ward-5 @Bo due:2026-11-13\n"
    )
    assert todo_txt.write(PLAN, VIEW, Selection(owner="ana")).count("\n") == 1


@pytest.mark.parametrize(
    "text", ["x done", "(A) first", "2026-01-01 a", "a\nb", "due:2020-01-01 a", "pri:Z", *HOSTILE]
)
def test_no_words_change_a_task(text: str) -> None:
    """A step is one open task with the day that it has, whatever its words look like."""
    session = plan(steps=[{"id": "1", "text": text, "state": "open", "due": on(20)}])
    (line,) = todo_txt.write(session, VIEW).split("\n")[:-1]
    assert re.match(r"2026-11-18 ", line)
    assert re.findall(r"(?:^|\s)(?:due|pri):(\S+)", line) == ["2026-11-20"]


def tasks(session: Session = PLAN, view: View = VIEW, selection: Selection = ALL) -> list[dict[str, Any]]:
    """The tasks, one per line, behind the two lines of the seal."""
    return parted(taskwarrior.write(session, view, selection))[1]


def parted(text: str) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The lines of the seal, and those of the tasks."""
    lines = [json.loads(line) for line in text.splitlines()]
    seals = [it for it in lines if it.get("project") == taskwarrior.SEAL]
    assert lines[: len(seals)] == seals
    return seals, lines[len(seals) :]


def test_taskwarrior() -> None:
    """Its keys, its stamps, and what became of each step; dropped ones are deleted there too."""
    first, second, third, fourth = tasks()
    assert {key: value for key, value in first.items() if key not in ("uuid", "annotations")} == {
        "status": "pending", "entry": "20261118T100000Z", "description": "Draft the form", "project": "Ward 5",
        "due": "20261120T235959",
    }  # fmt: skip
    assert [it["description"] for it in first["annotations"]] == ["Owner: Ana Lopes", *ABOUT.split("\n")]
    assert second["tags"] == ["hoped", "stuck"]
    assert (third["status"], third["end"]) == ("completed", "20261118T100000Z")
    assert (fourth["status"], fourth["end"]) == ("deleted", "20261118T100000Z")
    assert [it["description"] for it in fourth["annotations"]] == ["Dropped: dear"]
    # What Taskwarrior works out itself is not said, and how a step stands is no annotation.
    assert "modified" not in third
    assert [it["description"] for it in second["annotations"]] == ["Hoped for by Fri 27 Nov 2026"]
    after = PLAN.revise(created=at(9).replace(day=1))
    assert tasks(after)[2]["end"] == "20261112T120000Z"


def test_a_task_waits_for_others_and_begins_when_it_was_begun() -> None:
    """Only for tasks that are in the file; a part of a step is as old as the split."""
    steps = [
        {"id": "1", "text": "a", "state": "doing", "after": ["2", "3", "9"], "added": on(25)},
        {"id": "2", "text": "b", "state": "open"},
        {"id": "3", "text": "c", "state": "open", "carried_to": "s/x"},
        {"id": "4", "text": "d", "state": "dropped"},
        {"id": "5", "text": "e", "state": "doing"},
    ]
    message = [{"id": "r", "step": "5", "on": on(20), "state": "doing"}, {"id": "q", "step": "4", "on": on(24),
             "state": "dropped"}]  # fmt: skip
    first, second, fourth, fifth = tasks(plan(steps=steps, reports=message))
    assert (first["depends"], first["entry"], first["start"]) == ([second["uuid"]], *["20261125T000000Z"] * 2)
    assert (fourth["end"], fifth["start"]) == ("20261124T120000Z", "20261120T120000Z")
    assert "annotations" not in fifth


def test_a_date_is_the_same_day_everywhere() -> None:
    """Without Z it is the last second of the day wherever it is imported; the moment of being done has a zone."""
    east = View(NOW, lambda instant: instant.astimezone(dt.timezone(dt.timedelta(hours=9))))
    west = View(NOW, lambda instant: instant.astimezone(dt.timezone(dt.timedelta(hours=-5))))
    old = at(9).replace(month=1)
    done = plan(created=old, steps=[{"id": "1", "text": "a", "state": "done", "due": on(20), "finished": on(12)}])
    assert [tasks(done, view)[0]["due"] for view in (east, west)] == ["20261120T235959"] * 2
    assert [tasks(done, view)[0]["end"] for view in (east, west)] == ["20261112T030000Z", "20261112T170000Z"]
    assert tasks(plan(steps=[{"id": "1", "text": "a", "state": "doing"}]))[0]["start"] == "20261118T100000Z"
    step = {"id": "1", "text": "a", "state": "done", "due": dt.date.max, "finished": dt.date.max}
    far = View(NOW, lambda instant: instant.replace(tzinfo=dt.timezone(dt.timedelta(hours=-13))))
    assert tasks(plan(steps=[step]), far)[0]["end"] == "99991231T120000Z"


def over(there: list[dict[str, Any]], session: Session = PLAN) -> tuple[list[dict[str, Any]], tuple[str, ...]]:
    """What goes into Taskwarrior on top of the tasks that are there, and what is said of it."""
    text, said = taskwarrior.merged(session, VIEW, ALL, there)
    return parted(text)[1], said


def test_a_file_is_for_one_import() -> None:
    """The seal's first line would take the date from the second; a later file has a seal of its own content."""
    first, second, *others = parted(taskwarrior.write(PLAN, VIEW))[0]
    assert {key: second[key] for key in first} == first
    assert (second.keys() - first.keys(), first["status"]) == ({"due", "recur"}, "deleted")
    # One for Ana's steps, one for another's, one for those that nobody owns.
    owners = list(dict.fromkeys(step.owner for step in PLAN.steps))
    assert len(others) == 2 * len(owners) - 2 and len({it["uuid"] for it in (first, *others)}) == len(owners)
    assert not parted(taskwarrior.write(PLAN.revise(steps=()), VIEW))[0]
    assert parted(taskwarrior.merged(PLAN, VIEW, ALL, [])[0])[0] == [first, second, *others]
    # Of what is there as it is here, nothing is brought.
    there = [second, *others[1::2], *tasks()]
    assert taskwarrior.merged(PLAN, VIEW, ALL, there) == ("", ())
    seals = []
    for words in ("New words", "Newer words"):
        now = PLAN.revise(steps=(PLAN.steps[0].revise(text=words), *PLAN.steps[1:]))
        (seal, _), (task,) = parted(taskwarrior.merged(now, VIEW, ALL, there)[0])
        assert task["description"] == words
        seals.append(seal["uuid"])
    known = [it["uuid"] for it in (first, *others[::2])]
    assert len({*known, *seals}) == len(owners) + 2
    # Where only the first one's were taken in, the others' are sealed with the first file that has them.
    later = parted(taskwarrior.merged(PLAN, VIEW, ALL, [second, tasks()[0]])[0])[0]
    assert [it["uuid"] for it in later[::2]][:-1] == known[1:] and later[-1]["uuid"] not in known


def test_an_annotation_of_ours_is_not_left_behind() -> None:
    """With another owner the old one goes; what a person wrote in the same words later stays."""
    first, *_ = tasks()
    mine = {"entry": "20261119T080000Z", "description": "Owner: the ward, she says"}
    there = [first | {"annotations": [*first["annotations"], mine]}]
    now = PLAN.revise(steps=(PLAN.steps[0].revise(owner="Bo"), *PLAN.steps[1:]))
    message = [it["description"] for it in over(there, now)[0][0]["annotations"]]
    assert [it for it in message if it.startswith("Owner")] == ["Owner: the ward, she says", "Owner: Bo"]


def test_what_was_done_there_stays_done() -> None:
    """Completed or deleted there and open here: it stays, and is said; a task of no plan is not touched."""
    first, second, *_ = tasks()
    there = [
        first | {"status": "completed", "end": "20261119T080000Z", "id": 0, "urgency": 1.5},
        second | {"status": "deleted", "end": "20261119T080000Z"},
        {"uuid": "of-nobody", "description": "Milk", "status": "pending"},
    ]
    renamed = PLAN.revise(steps=tuple(it.revise(text=f"{it.text}!") for it in PLAN.steps))
    made, _ = over(there, renamed)
    assert [(it["description"], it["status"], it["end"]) for it in made[:2]] == [
        ("Draft the form!", "completed", "20261119T080000Z"), ("Paint!", "deleted", "20261119T080000Z"),
    ]  # fmt: skip
    assert "urgency" not in made[0]
    # The done step is new there; the dropped one never was and need not be.
    made, said = over(there)
    assert [it["description"] for it in made] == ["Call"]
    assert said == (
        "“Draft the form” is completed in Taskwarrior and open here.",
        "“Paint” is deleted in Taskwarrior and open here.",
    )


def test_how_it_ended_there_is_not_written_over() -> None:
    """Completed there on a day of its own, and done or dropped here meanwhile: nothing of its end changes."""
    there = [it | {"status": "completed", "end": "20261101T080000Z"} for it in tasks()[2:]]
    renamed = PLAN.revise(steps=tuple(it.revise(text=f"{it.text}!") for it in PLAN.steps))
    made, said = over(there, renamed)
    assert [(it["status"], it["end"]) for it in made[2:]] == [("completed", "20261101T080000Z")] * 2
    assert said == ()


def test_what_people_gave_a_task_is_kept() -> None:
    """Priority, tags, waits, project, annotations; ours are put over them and not doubled."""
    first, second, *_ = tasks()
    mine = {"entry": first["annotations"][0]["entry"], "description": "rang them"}
    there = [
        first | {"description": "Old words", "due": "20261101T225959Z", "priority": "H", "wait": "20270101T000000Z",
                 "tags": ["home"], "project": "work.ward", "annotations": [mine, first["annotations"][1]],
                 "depends": "aa,bb"},
        second | {"tags": ["next", "stuck"], "depends": ["cc"]},
    ]  # fmt: skip
    (one, two, *_), said = over(there)
    assert said == ()
    assert (one["description"], one["due"]) == ("Draft the form", "20261120T235959")
    assert (one["priority"], one["wait"], one["tags"], one["project"]) == (
        "H", "20270101T000000Z", ["home"], "work.ward",
    )  # fmt: skip
    message = [it["description"] for it in one["annotations"]]
    assert sorted(message) == sorted(["rang them", "Owner: Ana Lopes", *ABOUT.split("\n")])
    assert len({it["entry"] for it in one["annotations"]}) == len(message)
    assert (one["depends"], two["depends"], two["tags"]) == (["aa", "bb"], ["cc"], ["next", "hoped", "stuck"])


def test_what_is_over_here_is_over_there() -> None:
    """Done, dropped and carried over since the last time; one that is under way now is started."""
    steps = [{"id": str(number), "text": f"s{number}", "state": "open"} for number in range(1, 6)]
    there = tasks(plan(steps=steps))
    there[0] |= {"start": "20261118T110000Z"}
    now = plan(steps=[
        steps[0] | {"state": "done", "finished": on(18)}, steps[1] | {"state": "dropped", "reason": "dear"},
        steps[2] | {"carried_to": "t/x"}, steps[3] | {"state": "doing"}, steps[4],
    ])  # fmt: skip
    made, _ = over(there, now)
    message = {it["description"]: (it["status"], "end" in it, "start" in it) for it in made}
    assert message == {
        "s1": ("completed", True, False), "s2": ("deleted", True, False), "s3": ("deleted", True, False),
        "s4": ("pending", False, True),
    }  # fmt: skip
    assert over([*made, there[-1]], now)[0] == []
    assert "annotations" not in made[-1]


@pytest.mark.parametrize("text", ['[{"uuid": "a"}]', '{"uuid": "a"}', '[\n{"uuid": "a"},\n{"uuid": "b"}\n]',
                                  '{"uuid": "a"}\n{"uuid": "b"}\n'])  # fmt: skip
def test_an_export_is_read_in_each_form(text: str) -> None:
    """An array, or an object a line with or without commas, as old and new versions print it."""
    assert taskwarrior.read_export(text.encode())[0] == {"uuid": "a"}


@pytest.mark.parametrize("data", [b"\xff", b"no list", b"[1]", b"[" * 100_000])
def test_what_is_no_export_is_one_sentence(data: bytes) -> None:
    """And nothing is written."""
    with pytest.raises(ExchangeError, match="not what 'task export' prints"):
        taskwarrior.read_export(data)


def test_a_task_keeps_its_name() -> None:
    """The same step has the same UUID in every export, in other words and on another day too."""
    before, after = tasks()[0]["uuid"], tasks(PLAN.revise(title="Other"))[0]["uuid"]
    assert before == after
    assert str(uuid.UUID(before)) == before
    assert len({it["uuid"] for it in tasks()}) == 4


@given(sessions())
def test_every_plan_is_a_list_of_tasks(session: Session) -> None:
    """One JSON object a line with what Taskwarrior asks of each; no line break and no control sign in its words."""
    text = taskwarrior.write(session, VIEW)
    assert all(json.loads(line)["description"].strip() for line in text.splitlines())
    for task in tasks(session):
        assert {"uuid", "status", "entry", "description"} <= task.keys()
        assert all(re.fullmatch(r"[0-9]{8}T[0-9]{6}Z", task[key]) for key in ("entry", "start", "end") if key in task)
        assert re.fullmatch(r"[0-9]{8}T235959", task.get("due", "20261118T235959"))
        assert task["status"] == "pending" or task["end"] >= task["entry"]
        assert task["description"].strip()


def test_the_full_session_reaches_them_all() -> None:
    """Done-when, if-then, first step and note are in what every tool shows beside a task."""
    whole = full()
    whole = whole.revise(steps=tuple(it.revise(carried_to=None) for it in whole.steps))
    for text in (taskwarrior.write(whole, VIEW), *(WRITERS[name](whole, VIEW, ALL) for name in WRITERS)):
        for words in (
            "done-when words",
            "first move words",
            "roadblock words",
            "contingency words",
            "step note words",
        ):
            assert words in text


def test_people_are_told_by_their_addresses_where_these_are_known() -> None:
    """Asana, Linear and Todoist match assignees by e-mail; who has none is named, in a notice too."""
    mailed = PLAN.revise(
        contacts=(Contact(name="ana lopes", email="ana@example.org"), Contact(name="Cy", email="cy@example.org"))
    )
    assert rows("jira", mailed)[0]["Assignee"] == "ana@example.org"
    assert (rows("asana", mailed)[0]["Assignee"], rows("asana", mailed)[0]["Collaborators"]) == (
        "ana@example.org", "Bo, cy@example.org",
    )  # fmt: skip
    assert [row["Assignee"] for row in rows("linear", mailed)] == ["ana@example.org", "", "Bo", ""]
    assert rows("todoist", mailed)[-1]["RESPONSIBLE"] == "ana@example.org"
    message = "Linear knows people by their e-mail address: give [[contacts]] one for Bo."
    assert message in list(notices("linear", mailed))
    assert not [it for it in notices("linear", PLAN.revise(steps=PLAN.steps[1:2])) if "e-mail" in it]


def test_addresses_are_in_nothing_that_people_read() -> None:
    """Only trackers and the whole file have them."""
    mailed = PLAN.revise(contacts=(Contact(name="Ana Lopes", email="ana@example.org"),))
    shown = json.dumps(json_writer.shown(mailed, VIEW))
    for text in (markdown.write(mailed, VIEW), html.write(mailed, VIEW), plain.write(mailed, VIEW, TextStyle()),
                 shown, ics.write(mailed, VIEW), todo_txt.write(mailed, VIEW)):  # fmt: skip
        assert "example.org" not in text
    assert "example.org" in json_writer.write(mailed, VIEW)


def test_a_comma_makes_no_second_label() -> None:
    """Linear parts labels by commas, Asana people."""
    session = plan(
        improvements=[{"id": "i", "text": "Shorten, then repeat"}],
        steps=[{"id": "1", "text": "a", "state": "open", "improvement": "i", "helpers": ["Lopes, Ana"]}],
    )
    assert rows("linear", session)[0]["Labels"] == "Shorten then repeat"
    assert rows("asana", session)[0]["Collaborators"] == "Lopes Ana"
    assert rows("asana", session)[0]["Section"] == "Shorten, then repeat"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Call @home", "Call ＠home"), ("#ward %x /y +z", "＃ward ％x ／y ＋z"), ("p1 first", "p 1 first"),
        ("* star @a", "\\* star ＠a"), ("mail a@b", "mail a@b"), ("50 % @ home", "50 % @ home"), ("up1", "up1"),
    ],
)  # fmt: skip
def test_words_are_no_marks_for_todoist(text: str, message: str) -> None:
    """A word behind @ would be a label, behind # a project, p1 a priority."""
    assert rows("todoist", plan(steps=[{"id": "1", "text": text, "state": "open"}]))[0]["CONTENT"] == message
