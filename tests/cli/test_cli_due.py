"""The verbs that look over many sessions: due and group, and the formats for spreadsheets and calendars."""

import csv
import io
import json
import os
from pathlib import Path

import pytest
from cli_help import AS_OF, SESSION, Desk, one_sentence
from icalendar import Calendar, Event

TEAM = """\
format = 1
id = "team0000"
title = "Team retro"
created = 2026-11-02T09:00:00Z
group = "Support team"
next_check = 2026-11-25

[[steps]]
id = "t1"
text = "Agree a page"
state = "blocked"
owner = "Bo"
due = 2026-11-13
first_due = 2026-11-06
moves = 1

[[steps]]
id = "t2"
text = "Read it aloud"
state = "open"
owner = "Ana Silva"

[[steps]]
id = "t3"
text = "Buy a board"
state = "dropped"
due = 2026-11-20

[[steps]]
id = "t4"
text = "Ask the night shift"
state = "done"
due = 2026-11-06
finished = 2026-11-05

[[reports]]
id = "r1"
step = "t1"
on = 2026-11-09
state = "blocked"
due = 2026-11-13

[end]
complete = true
"""


def desk_of(tmp_path: Path) -> Desk:
    """The clinic's session, in which Ana Lopes has a step due on Friday 20 November, and the team's."""
    desk = Desk(tmp_path)
    desk.file()
    desk.file(TEAM, "team")
    return desk


def steps(desk: Desk, *args: str) -> list[str]:
    """The ids of the steps that `due` tells of, in its order."""
    done = desk.call("due", "--json", *args, *AS_OF)
    assert (done.code, done.err) == (0, "")
    return [row["step"] for row in json.loads(done.out)]


def events(text: str) -> list[Event]:
    """The events of a calendar."""
    return [it for it in Calendar.from_ical(text).walk("VEVENT") if isinstance(it, Event)]


def test_due_for_scripts(tmp_path: Path) -> None:
    """Every key of the contract: by date, so that late ones come first, those without one last."""
    desk = desk_of(tmp_path)
    team, clinic = str(desk.sessions / "team.toml"), str(desk.sessions / "clinic.toml")
    assert json.loads(desk.call("due", "--json", *AS_OF).out) == [
        {
            "session": "team0000", "title": "Team retro", "file": team, "step": "t1", "text": "Agree a page",
            # Due on the 13th; moved on the 9th from the 6th.
            "owner": "Bo", "due": "2026-11-13", "late_days": 5, "slips": 1, "state": "blocked",
        },
        {
            "session": "clinic00", "title": "Outpatient clinic", "file": clinic, "step": "s1",
            "text": "Draft the intake form", "owner": "Ana Lopes", "due": "2026-11-20", "late_days": 0, "slips": 0,
            "state": "open",
        },
        {
            "session": "team0000", "title": "Team retro", "file": team, "step": "t2", "text": "Read it aloud",
            "owner": "Ana Silva", "due": None, "late_days": None, "slips": 0, "state": "open",
        },
    ]  # fmt: skip


def test_due_for_people(tmp_path: Path) -> None:
    """When, who, what and where; on a narrow page nothing is cut off."""
    done = desk_of(tmp_path).call("due", *AS_OF)
    assert done.out.splitlines() == [
        "Fri 13 Nov, 5 days late  Bo         Agree a page · stuck · Team retro",
        "Fri 20 Nov               Ana Lopes  Draft the intake form · Outpatient clinic",
        "no date                  Ana Silva  Read it aloud · Team retro",
    ]
    shown = desk_of(tmp_path).call("due", *AS_OF, terminal=True, COLUMNS="40").out
    assert "late" in shown
    assert "\x1b[33m" in shown


def test_a_day_is_compared_with_as_of(tmp_path: Path) -> None:
    """Every number of days goes by it, also over the year's end."""
    desk = desk_of(tmp_path)
    for day, late in (("2026-11-13", 0), ("2026-11-14", 1), ("2027-01-01", 49)):
        rows = json.loads(desk.call("due", "--json", "--as-of", day).out)
        assert rows[0]["late_days"] == late


def test_due_of_a_group_an_owner_and_before_a_day(tmp_path: Path) -> None:
    """Names in any case and by their first words; before means earlier than that day."""
    desk = desk_of(tmp_path)
    assert steps(desk) == ["t1", "s1", "t2"]
    assert steps(desk, "--group", "support TEAM") == ["t1", "t2"]
    assert steps(desk, "--group", "cli") == ["s1"]
    assert steps(desk, "--owner", "ana lopes") == ["s1"]
    assert steps(desk, "--owner", "bo", "--group", "support") == ["t1"]
    assert steps(desk, "--before", "fri") == ["t1"]
    assert steps(desk, "--before", "21 nov") == ["t1", "s1"]
    assert steps(desk, "--before", "2026-11-13") == []


def test_due_of_a_state_of_nobody_and_of_what_slipped(tmp_path: Path) -> None:
    """States in the words that people have; t1 slipped once, on the 9th from the 6th."""
    desk = desk_of(tmp_path)
    desk.file(TEAM.replace("team0000", "more0000").replace('owner = "Ana Silva"\n', ""), "more")
    assert steps(desk, "--state", "stuck") == ["t1", "t1"]
    assert steps(desk, "--state", "on hold", "--group", "support") == ["t1", "t1"]
    assert steps(desk, "--no-owner") == ["t2"]
    assert steps(desk, "--slipped", "1") == ["t1", "t1"]
    assert steps(desk, "--slipped", "2") == []
    nothing = desk.call("due", "--slipped", "2", *AS_OF)
    assert (nothing.code, nothing.out, nothing.err) == (0, "", "No open step was found.\n")


def test_due_for_spreadsheets_and_through_a_pipe(tmp_path: Path) -> None:
    """A row a step; without a terminal a step is one line however long it is."""
    desk = desk_of(tmp_path)
    long = "Draft the intake form with all that the wards have asked for " * 4
    desk.file(TEAM.replace("team0000", "long0000").replace("Read it aloud", long.strip()), "long")
    table = desk.call("due", "--csv", "--owner", "ana silva", *AS_OF).out
    rows = list(csv.DictReader(io.StringIO(table.removeprefix("\ufeff"), newline="")))
    assert [(it["Step id"], it["Due"], it["Owner"], it["Status"], it["Group"]) for it in rows] == [
        ("t2", "", "Ana Silva", "open", "Support team"),
    ] * 2  # fmt: skip
    late = desk.call("due", "--csv", "--state", "stuck", *AS_OF).out
    assert "2026-11-13,,5,Bo,Agree a page,stuck,1,Support team,Team retro," in late
    lines = desk.call("due", *AS_OF).out.splitlines()
    assert len(lines) == 5
    assert sum(long.strip() in line for line in lines) == 1


@pytest.mark.parametrize(
    ("args", "code", "words"),
    [
        (("--owner", "bo", "--no-owner"), 2, "--owner and --no-owner do not go together."),
        (("--state", "done"), 2, "'due' tells of what is open"),
        (("--state", "odd"), 2, "'odd' is no state"),
        (("--owner", "ana"), 2, "'ana' fits Ana Lopes and Ana Silva; write the whole name."),
        (("--owner", "zoe"), 1, "No step is owned by 'zoe'."),
        (("--owner", ""), 1, "No step is owned by ''."),
        (("--group", "ward"), 1, "is of the group 'ward'."),
        (("--before", "soon"), 1, "soon"),
        (("--json", "--ics"), 2, "do not go together"),
    ],
)
def test_what_cannot_be_found_or_read_is_one_sentence(
    args: tuple[str, ...], code: int, words: str, tmp_path: Path
) -> None:
    """And two that fit are misuse."""
    done = desk_of(tmp_path).call("due", *args, *AS_OF)
    assert (done.code, done.out) == (code, "")
    assert words in done.err
    assert done.err.count("\n") == 1


def test_nothing_open_is_no_error(tmp_path: Path) -> None:
    """An empty list for scripts, a word for people, an empty folder too; an owner whose steps are done is known."""
    desk = Desk(tmp_path)
    assert (desk.call("due", "--json").out, desk.call("due").err) == ("[]\n", "No open step was found.\n")
    desk.file(SESSION.replace('state = "open"', 'state = "done"'))
    assert desk.call("due", "--json", "--owner", "ana").out == "[]\n"


def test_a_damaged_file_is_named_and_the_others_told(tmp_path: Path) -> None:
    """Read in part: exit 3, with what could be read, in every form."""
    desk = desk_of(tmp_path)
    torn = desk.file(SESSION[:-20], "torn")
    for args in (("due", "--json"), ("due",), ("due", "--ics"), ("group", "clinic"), ("group", "clinic", "--json")):
        done = desk.call(*args, *AS_OF)
        assert done.code == 3
        assert done.out
        assert str(torn) in done.err
        assert one_sentence(done)


def test_private_sessions_are_told_to_who_names_their_group(tmp_path: Path) -> None:
    """Not otherwise, in no form."""
    desk = Desk(tmp_path)
    desk.file(TEAM.replace("next_check", "private = true\nnext_check"))
    assert steps(desk) == []
    assert events(desk.call("due", "--ics").out) == []
    assert steps(desk, "--group", "support") == ["t1", "t2"]


def test_a_carried_step_is_told_once(tmp_path: Path) -> None:
    """Where it went; where its other end is missing, where it was."""
    desk = Desk(tmp_path)
    carried = SESSION.replace("due = 2026-11-20\n", 'due = 2026-11-20\ncarried_to = "next0000/n1"\n')
    desk.file(carried)
    assert steps(desk) == ["s1"]
    new = SESSION.replace("clinic00", "next0000").replace('"s1"', '"n1"').replace('"s2"', '"n2"')
    new = new.replace("due = 2026-11-20\n", 'due = 2026-11-20\ncarried_from = "clinic00/s1"\n')
    desk.file(new, "next")
    assert steps(desk) == ["n1"]
    desk.file(SESSION)  # the mark was never written
    assert steps(desk) == ["n1"]
    answer = events(desk.call("due", "--ics", *AS_OF).out)
    assert sorted(str(it["status"]) for it in answer) == ["CANCELLED", "CONFIRMED"]


def test_a_copy_of_a_sync_tool_doubles_nothing(tmp_path: Path) -> None:
    """The newest file tells of a step; what only the copy has is told as well."""
    desk = Desk(tmp_path)
    old = desk.file(SESSION.replace("Ana Lopes", "Bo") + "", "clinic (conflicted copy)")
    new = desk.file()
    added = SESSION.replace("[end]", '[[steps]]\nid = "s9"\ntext = "Only here"\nstate = "open"\n\n[end]')
    old.write_text(added.replace("Ana Lopes", "Bo"), encoding="utf-8")
    os.utime(old, (1, 1))
    rows = json.loads(desk.call("due", "--json", *AS_OF).out)
    assert [(it["step"], it["owner"], it["file"]) for it in rows] == [
        ("s1", "Ana Lopes", str(new)),
        ("s9", None, str(old)),
    ]


def test_due_as_a_calendar(tmp_path: Path) -> None:
    """An event for each dated step and for the next check of a session that has an open one; dropped: cancelled."""
    desk = desk_of(tmp_path)
    done = desk.call("due", "--ics", *AS_OF)
    assert (done.code, done.err) == (0, "")
    answer = {str(it["summary"]): (it["status"], it["sequence"]) for it in events(done.out)}
    assert answer.pop("Next check: Team retro")[0] == "CONFIRMED"
    assert answer == {
        "Ana Lopes: Draft the intake form": ("CONFIRMED", 0),
        # Its date was moved, and it got stuck.
        "Bo: Agree a page": ("CONFIRMED", 2),
        "Buy a board": ("CANCELLED", 1),
        "Ask the night shift": ("CANCELLED", 1),
    }
    assert "VALARM" not in desk.call("due", "--ics", "--no-alarm", *AS_OF).out
    of_bo = events(desk.call("due", "--ics", "--owner", "bo", *AS_OF).out)
    assert [str(it["summary"]) for it in of_bo] == ["Bo: Agree a page", "Next check: Team retro"]
    before = events(desk.call("due", "--ics", "--owner", "bo", "--before", "25 nov", *AS_OF).out)
    assert len(before) == 1


def test_a_groups_record_for_scripts(tmp_path: Path) -> None:
    """The keys of the contract: t1 is open 12 days after its first date, t4 was done in time."""
    done = desk_of(tmp_path).call("group", "support team", "--json", *AS_OF)
    assert json.loads(done.out) == {
        "group": "Support team", "sessions": ["team0000"],
        "completion": 1 / 3,  # t4 of t1 t2 t4; t3 is dropped
        "past": 2, "by_the_date": 1, "median_days_late": 12, "durations": [],
    }  # fmt: skip
    before = desk_of(tmp_path).call("group", "support", "--json", "--as-of", "2026-11-06")
    assert json.loads(before.out)["past"] == 0
    assert json.loads(before.out)["median_days_late"] is None


def test_a_groups_record_for_people(tmp_path: Path) -> None:
    """Its sessions with their progress, then what it can learn."""
    desk = desk_of(tmp_path)
    assert desk.call("group", "sup", *AS_OF).out.splitlines() == [
        "Support team",
        "",
        "Mon 2 Nov 2026  Team retro · 1 of 3 done · 1 late · next check Wed 25 Nov",
        "",
        "Done: 1 of 3 (33 %)",
        "Done by the first date: 1 of 2 past promises (50 %); the others a median of 12 days late",
    ]
    empty = SESSION[: SESSION.index("[[improvements]]")] + "[end]\ncomplete = true\n"
    desk.file(empty.replace('"Clinic"', '"New"').replace("clinic00", "new00000"), "new")
    shown = desk.call("group", "new", *AS_OF).out
    assert "no steps yet" in shown
    assert "Done: no data\nDone by the first date: no data\n" in shown


def test_durations_of_a_group(tmp_path: Path) -> None:
    """Define was planned for 5:00 and took 7:40."""
    run = """\
[[runs]]
id = "run"
kind = "workshop"

[[stages]]
id = "define"
run = "run"
kind = "define"
title = "Define"
seconds = 300

[[timing]]
run = "run"
at = 2026-11-02T09:00:00Z
event = "start"
stage = "define"

[[timing]]
run = "run"
at = 2026-11-02T09:07:40Z
event = "end"

[end]"""
    desk = Desk(tmp_path)
    desk.file(TEAM.replace("[end]", run))
    answer = json.loads(desk.call("group", "support", "--json", *AS_OF).out)["durations"]
    assert answer == [{"kind": "define", "planned": 300, "taken": 460, "runs": 1}]
    shown = desk.call("group", "support", *AS_OF).out
    assert shown.endswith("How long stages take (medians)\n  Define  took 7:40  of 5:00  1 run\n")


@pytest.mark.parametrize("name", ["ward", ""])
def test_a_group_that_nobody_knows(name: str, tmp_path: Path) -> None:
    """One sentence, and exit 1."""
    done = desk_of(tmp_path).call("group", name)
    assert (done.code, done.out) == (1, "")
    assert one_sentence(done)


def test_two_groups_that_begin_alike(tmp_path: Path) -> None:
    """Both are named; the whole name is enough where another goes on."""
    desk = desk_of(tmp_path)
    desk.file(TEAM.replace('"Support team"', '"Support team night"').replace("team0000", "night000"), "night")
    done = desk.call("group", "sup")
    assert (done.code, "Support team and Support team night" in done.err) == (2, True)
    assert desk.call("group", "Support  TEAM", *AS_OF).out.startswith("Support team\n")


def test_the_plan_as_a_calendar_and_as_a_table(tmp_path: Path) -> None:
    """To stdout byte by byte as the formats ask, and into a file."""
    desk = desk_of(tmp_path)
    shown = desk.call("export", "team", "--to", "ics", *AS_OF).out
    assert [str(it["summary"]) for it in events(shown)] == [
        "Bo: Agree a page",
        "Buy a board",
        "Ask the night shift",
        "Next check: Team retro",
    ]
    assert shown.endswith("END:VCALENDAR\r\n")
    table = desk.call("export", "team", "--to", "csv", "--open-only").out
    rows = list(csv.DictReader(io.StringIO(table.removeprefix("\ufeff"), newline="")))
    assert [(it["Step"], it["Status"], it["Due"]) for it in rows] == [
        ("Agree a page", "stuck", "2026-11-13"),
        ("Read it aloud", "open", ""),
    ]
    for form in ("ics", "csv"):
        path = tmp_path / f"plan.{form}"
        assert desk.call("export", "team", "--to", form, "-o", str(path), *AS_OF).code == 0
        assert path.read_bytes().decode() == desk.call("export", "team", "--to", form, *AS_OF).out


def test_a_calendar_on_a_terminal_steers_nothing(tmp_path: Path) -> None:
    """A title with an escape sequence is cleaned twice."""
    desk = Desk(tmp_path)
    desk.file(TEAM.replace('"Team retro"', '"Team\\u001b[2J retro"'))
    shown = desk.call("due", "--ics", terminal=True).out
    assert "BEGIN:VCALENDAR" in shown
    assert "\x1b" not in shown


EDGES = """\
format = 1
id = "edges000"
title = "Edges"
created = 2027-12-30T09:00:00Z
group = "Edges"
next_check = 2028-02-29

[[steps]]
id = "e1"
text = "Close the year"
state = "open"
owner = "Ana"
due = 2027-12-31
first_due = 2027-12-31

[[steps]]
id = "e2"
text = "Count the leap day"
state = "done"
owner = "Ana"
due = 2028-02-28
first_due = 2028-02-28
finished = 2028-02-29

[end]
complete = true
"""


@pytest.mark.parametrize(
    ("day", "late_days", "late", "past", "by_the_date", "median"),
    [
        ("2027-12-31", 0, 0, 0, 0, None),
        ("2028-01-01", 1, 1, 1, 0, 1),  # e1 is open a day after its date
        ("2028-02-28", 59, 1, 1, 0, 59),  # 31 days of January and 28 of February
        ("2028-02-29", 60, 1, 2, 0, 30.5),  # e2 was done a day late: (60 + 1) / 2
        ("2028-03-01", 61, 1, 2, 0, 31),
    ],
)
def test_figures_over_the_years_end_and_the_leap_day(
    tmp_path: Path, day: str, late_days: int, late: int, past: int, by_the_date: int, median: float | None
) -> None:
    """`due`, `list` and `group` count the same days, at every --as-of."""
    desk = Desk(tmp_path)
    desk.file(EDGES, "edges")
    (row,) = json.loads(desk.call("due", "--json", "--as-of", day).out)
    assert row["late_days"] == late_days
    (listed,) = json.loads(desk.call("list", "--json", "--as-of", day).out)
    assert (listed["late"], listed["next_check"]) == (late, "2028-02-29")
    group = json.loads(desk.call("group", "edges", "--json", "--as-of", day).out)
    assert (group["past"], group["by_the_date"], group["median_days_late"]) == (past, by_the_date, median)


def test_before_a_leap_day_and_a_new_year(tmp_path: Path) -> None:
    """The phrase is read at --as-of: on the last day of December "1 jan" is tomorrow."""
    desk = Desk(tmp_path)
    desk.file(EDGES, "edges")
    answer = json.loads(desk.call("due", "--json", "--before", "1 jan", "--as-of", "2027-12-31").out)
    assert [row["step"] for row in answer] == ["e1"]
    leap = desk.call("due", "--before", "29 feb", "--as-of", "2027-12-31")
    assert leap.code == 0 and "Close the year" in leap.out
    refused = desk.call("due", "--before", "29 feb", "--as-of", "2027-01-15")
    assert (refused.code, refused.out) == (1, "")
    assert "no 29 February 2027" in refused.err


def test_the_loads_of_show_are_over_all_sessions_of_the_group(tmp_path: Path) -> None:
    """Two open steps here and four elsewhere are one too many; in another group they are not."""
    desk = Desk(tmp_path)

    def steps_of(prefix: str, count: int) -> str:
        rows = (
            f'[[steps]]\nid = "{prefix}{n}"\ntext = "Draft it"\nstate = "open"\nowner = "Ana"\n' for n in range(count)
        )
        return "\n".join(rows)

    def session(id: str, group: str, count: int) -> str:
        head = f'format = 1\nid = "{id}"\ntitle = "{id}"\ncreated = 2026-11-18T09:00:00Z\ngroup = "{group}"\n\n'
        return f"{head}{steps_of(id, count)}\n[end]\ncomplete = true\n"

    desk.file(session("one", "Wards", 2), "one")
    desk.file(session("two", "wards", 4), "two")
    said = [it["say"] for it in json.loads(desk.call("show", "one", "--json", *AS_OF).out)["gaps"]]
    assert "Ana has 2 open steps here and 4 elsewhere: which can go to somebody else?" in said
    desk.file(session("two", "Clinic", 4), "two")
    kinds = [it["kind"] for it in json.loads(desk.call("show", "one", "--json", *AS_OF).out)["gaps"]]
    assert "overloaded" not in kinds
