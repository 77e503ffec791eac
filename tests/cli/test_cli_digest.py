"""`flipchart digest`: what happened over all sessions, in every form."""

import csv
import io
import json
from pathlib import Path

import pytest
from cli_help import AS_OF, SESSION, Desk, one_sentence
from test_cli_due import TEAM
from test_cli_startup import modules

MAIL = """\
From Wed 4 Nov 2026 to Wed 18 Nov 2026
1 step done, 1 late, 1 stuck, 1 slipped, 1 check overdue, in 2 sessions.

Done
----
- nobody yet: Ask the night shift – done Thu 5 Nov – Team retro

Late
----
- Bo: Agree a page – due Fri 13 Nov, 5 days late, stuck – Team retro

Stuck
-----
- Bo: Agree a page – due Fri 13 Nov, 5 days late, stuck – Team retro

Slipped
-------
- Bo: Agree a page – due Fri 13 Nov, 5 days late, stuck – Team retro, slipped 1 time

Check overdue
-------------
- Team retro: was Mon 16 Nov, nobody calls it yet

By owner
--------
- Ana Lopes: 0 done, 1 open; 0 of 1 · 0 % in all
- Ana Silva: 0 done, 1 open; 0 of 1 · 0 % in all
- Bo: 0 done, 1 open, 1 late, 1 stuck; 0 of 1 · 0 % in all
- nobody yet: 1 done, 0 open; 2 of 2 · 100 % in all

By session
----------
- Team retro: 1 done, 2 open, 1 late, 1 stuck; 1 of 3 · 33 % in all
- Outpatient clinic: 0 done, 1 open; 1 of 2 · 50 % in all
"""


def desk_of(tmp_path: Path) -> Desk:
    """The clinic's session and the team's, whose check was on Monday."""
    desk = Desk(tmp_path)
    desk.file()
    desk.file(TEAM.replace("next_check = 2026-11-25", "next_check = 2026-11-16"), "team")
    return desk


def test_a_hoped_day_is_no_due_one(tmp_path: Path) -> None:
    """It is late once it is past, and is still called what it was."""
    desk = Desk(tmp_path)
    desk.file(SESSION.replace("due = 2026-11-20", "due = 2026-11-13\nhoped = true"))
    said = desk.call("digest", *AS_OF).out
    assert "- Ana Lopes: Draft the intake form – hoped for Fri 13 Nov, 5 days late – Outpatient clinic" in said


def test_a_digest_is_ready_to_be_mailed(tmp_path: Path) -> None:
    """Text on stdout, nothing else; two weeks back."""
    done = desk_of(tmp_path).call("digest", "--since", "2w", *AS_OF)
    assert (done.code, done.err) == (0, "")
    assert done.out == MAIL


def test_a_digest_as_markdown_and_as_a_page(tmp_path: Path) -> None:
    """The same words; on the page the sessions stand first, those with the oldest news before others."""
    desk = desk_of(tmp_path)
    text = desk.call("digest", "--to", "md", "--since", "4 nov", *AS_OF).out
    assert text.startswith("# From Wed 4 Nov 2026 to Wed 18 Nov 2026\n\n1 step done, 1 late")
    assert "## Check overdue\n\n- Team retro: was Mon 16 Nov, nobody calls it yet\n" in text
    desk.file(TEAM.replace("team0000", "call0000").replace("next_check = 2026-11-25",
              'next_check = 2026-11-17\nnext_caller = "Bo"').replace("Team retro", "Calls"), "calls")  # fmt: skip
    page = desk.call("digest", "--to", "html", "--since", "2w", *AS_OF).out
    assert "Calls: was Tue 17 Nov, Bo calls it" in page
    assert page.index("Team retro") < page.index("Outpatient clinic") < page.index("Done, by group")
    assert "1 late, 1 stuck and check was Mon 16 Nov" in page
    assert "Wed 18 Nov, today" in page
    assert '<path class="line"' in page
    # Two teams with t4 done of t1 t2 t4 each; nobody knows when t3 was dropped, which never counted.
    assert "2 of 6 · 33 % done; it was 2 of 6 on Sun 8 Nov." in page


def test_a_digest_for_programs(tmp_path: Path) -> None:
    """Every list with ids in JSON; a row a thing in CSV."""
    desk = desk_of(tmp_path)
    answer = json.loads(desk.call("digest", "--to", "json", "--since", "2w", *AS_OF).out)
    assert list(answer) == [
        "since", "today", "done", "late", "stuck", "slipped", "overdue", "owners", "sessions", "groups",
    ]  # fmt: skip
    assert answer["done"] == [
        {"session": "team0000", "step": "t4", "text": "Ask the night shift", "owner": None, "state": "done",
         "due": "2026-11-06", "finished": "2026-11-05"},
    ]  # fmt: skip
    assert (answer["late"][0]["step"], answer["late"][0]["late_days"], answer["slipped"][0]["slips"]) == ("t1", 5, 1)
    assert answer["overdue"] == [
        {"session": "team0000", "title": "Team retro", "next_check": "2026-11-16", "caller": None}
    ]
    assert answer["owners"][-1] == {"done": 1, "open": 0, "late": 0, "stuck": 0, "completion": 1, "owner": None}
    assert [(it["session"], it["last_news"], it["closed"]) for it in answer["sessions"]] == [
        ("team0000", "2026-11-09", False), ("clinic00", "2026-11-18", False),
    ]  # fmt: skip
    assert answer["groups"][0]["completion"] == [{"on": "2026-11-18", "done": 1, "of": 2}]
    table = desk.call("digest", "--to", "csv", "--since", "2w", *AS_OF).out
    rows = list(csv.DictReader(io.StringIO(table.removeprefix("\ufeff"), newline="")))
    assert [(it["What"], it["Step"], it["Done"], it["Days late"], it["Next check"]) for it in rows] == [
        ("done", "Ask the night shift", "2026-11-05", "", ""), ("late", "Agree a page", "", "5", ""),
        ("stuck", "Agree a page", "", "5", ""), ("slipped", "Agree a page", "", "5", ""),
        ("check overdue", "", "", "", "2026-11-16"),
    ]  # fmt: skip


def test_a_digest_of_a_group_and_of_a_person(tmp_path: Path) -> None:
    """As in due; without news there is nothing but the sum."""
    desk = desk_of(tmp_path)
    bo = desk.call("digest", "--owner", "bo", *AS_OF).out
    assert "Ana" not in bo
    clinic = desk.call("digest", "--group", "cli", *AS_OF).out
    assert clinic.startswith("From Wed 11 Nov 2026 to Wed 18 Nov 2026\n0 steps done, 0 late, 0 stuck, 0 slipped, ")
    empty = Desk(tmp_path / "empty")
    assert empty.call("digest", *AS_OF).out.endswith("in 0 sessions.\n")
    assert "in 0 sessions." in empty.call("digest", "--to", "html", *AS_OF).out


@pytest.mark.parametrize("since", ["tomorrow", "lately"])
def test_since_is_a_day_of_the_past(since: str, tmp_path: Path) -> None:
    """Else one sentence."""
    done = desk_of(tmp_path).call("digest", "--since", since, *AS_OF)
    assert (done.code, one_sentence(done)) == (1, True)


def test_a_damaged_file_is_named_and_the_others_told(tmp_path: Path) -> None:
    """Exit 3."""
    desk = desk_of(tmp_path)
    desk.file("format = 1\n", "torn")
    done = desk.call("digest", *AS_OF)
    assert (done.code, "torn.toml" in done.err) == (3, True)
    assert "Team retro" in done.out


def test_a_mail_needs_no_templates(tmp_path: Path) -> None:
    """jinja2 is for the page alone."""
    desk = Desk(tmp_path)
    desk.file(SESSION)
    assert not modules(desk, "digest") & {"jinja2", "textual", "icalendar"}
    assert "jinja2" in modules(desk, "digest", "--to", "html")
