"""`flipchart export`: every format, to stdout and into files, with what a format has no place for."""

import json
from pathlib import Path

import pytest
from cli_help import AS_OF, Desk, one_sentence
from test_cli_startup import modules

from flipchart.cli.export import FORMATS

HEADS = {
    "md": "# Outpatient clinic", "html": "<!DOCTYPE html>", "csv": "\ufeffImprovement,", "ics": "BEGIN:VCALENDAR",
    "json": "{", "todo.txt": "2026-11-18 Draft", "taskwarrior": '{"uuid": ', "jira": "Summary,", "asana": "Name,",
    "linear": "Title,", "gitlab": "title,", "todoist": "TYPE,",
}  # fmt: skip


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_to_stdout_and_into_a_file(name: str, tmp_path: Path) -> None:
    """The same words both ways; the file is for this user alone; the session stays as it was."""
    desk = Desk(tmp_path)
    path = desk.file()
    before = path.read_bytes()
    printed = desk.call("export", "clinic", "--to", name, *AS_OF)
    assert printed.code == 0
    assert printed.out.startswith(HEADS[name])
    assert "Draft the intake form" in printed.out
    file = tmp_path / "out"
    done = desk.call("export", "clinic", "--to", name, "-o", str(file), *AS_OF)
    assert (done.code, done.out) == (0, "")
    assert file.read_bytes().decode() == printed.out
    assert file.stat().st_mode & 0o077 == 0
    again = desk.call("export", "clinic", "--to", name, "-o", str(file), "--owner", "ana", "--open-only")
    assert again.code == 1
    assert one_sentence(again)
    forced = desk.call("export", "clinic", "--to", name, "-o", str(file), "--owner", "ana", "--open-only", "--force")
    assert forced.code == 0
    assert "Draft the intake form" in file.read_text("utf-8")
    assert "Book a room" not in file.read_text("utf-8")
    assert path.read_bytes() == before


@pytest.mark.parametrize("force", [(), ("--force",)])
@pytest.mark.parametrize("name", ["clinic.toml", "other.toml"])
def test_a_session_is_never_written_over(force: tuple[str, ...], name: str, tmp_path: Path) -> None:
    """Neither the session itself nor another one, with or without `--force`."""
    desk = Desk(tmp_path)
    path = desk.file()
    file = path.with_name(name)
    before = path.read_bytes()
    file.write_bytes(before)
    refused = desk.call("export", str(path), "--to", "csv", "-o", str(file), *force)
    assert refused.code == 1
    assert one_sentence(refused)
    assert "is a session" in refused.err
    assert file.read_bytes() == before


@pytest.mark.parametrize("force", [(), ("--force",)])
@pytest.mark.parametrize("broken", [False, True])
def test_an_agenda_template_is_called_one_and_never_written_over(
    force: tuple[str, ...], broken: bool, tmp_path: Path
) -> None:
    """It has a title as a session has; a broken one is no other thing."""
    desk = Desk(tmp_path)
    desk.file()
    file = tmp_path / "weekly.toml"
    file.write_text(desk.call("templates", "coaching").out + ("minutes = =\n" if broken else ""))
    before = file.read_bytes()
    refused = desk.call("export", "clinic", "--to", "csv", "-o", str(file), *force)
    assert refused.code == 1
    assert one_sentence(refused)
    assert "is an agenda template, which an export must not replace" in refused.err
    assert file.read_bytes() == before


def test_what_a_format_has_no_place_for_is_said(tmp_path: Path) -> None:
    """Linear's due dates, and done steps where an importer would bring them up as work; on stderr only."""
    desk = Desk(tmp_path)
    desk.file()
    linear = desk.call("export", "clinic", "--to", "linear")
    assert linear.err == (
        "Linear's importer has no column for due dates: each is the first line of its description.\n"
        "Linear knows people by their e-mail address: give [[contacts]] one for Ana Lopes.\n"
    )
    jira = desk.call("export", "clinic", "--to", "jira")
    assert jira.err == "1 step done or dropped left out: this importer would bring them up as work.\n"
    assert "Book a room" not in jira.out


def test_private_notes_are_in_no_export(tmp_path: Path) -> None:
    """The facilitator's own file beside the session is not even looked at."""
    desk = Desk(tmp_path)
    path = desk.file()
    path.with_name(f".{path.stem}.private.toml").write_text('[notes]\ns1 = "Ana is leaving"\n', encoding="utf-8")
    for name in FORMATS:
        assert "Ana is leaving" not in desk.call("export", "clinic", "--to", name).out


def test_only_the_page_needs_templates(tmp_path: Path) -> None:
    """jinja2 is imported for HTML alone, icalendar for calendars alone."""
    desk = Desk(tmp_path)
    desk.file()
    assert not modules(desk, "export", "clinic", "--to", "md") & {"jinja2", "icalendar", "textual"}
    assert "jinja2" in modules(desk, "export", "clinic", "--to", "html")


def test_a_table_goes_out_and_comes_back(tmp_path: Path) -> None:
    """The CSV of a session makes another session of the same plan."""
    desk = Desk(tmp_path)
    desk.file()
    table = desk.call("export", "clinic", "--to", "csv").out
    made = desk.call("new", "Again", "--no-run", "--improvements", "-", stdin=table.encode())
    assert made.code == 0
    shown = json.loads(desk.call("show", "Again", "--json").out)
    assert [(it["text"], it["state"]) for it in shown["steps"]] == [
        ("Draft the intake form", "open"), ("Book a room", "done"),
    ]  # fmt: skip


def test_an_update_keeps_what_taskwarrior_has(tmp_path: Path) -> None:
    """What is completed there stays so and is said; without --update it is said how to keep it."""
    desk = Desk(tmp_path)
    desk.file()
    plain = desk.call("export", "clinic", "--to", "taskwarrior", *AS_OF)
    assert "--update -" in plain.err
    there = [json.loads(line) for line in plain.out.splitlines()]
    first = next(it for it in there if it["description"] == "Draft the intake form")
    first |= {"status": "completed", "end": "20261119T090000Z", "priority": "H"}
    text = json.dumps(there).encode()
    done = desk.call("export", "clinic", "--to", "taskwarrior", "--update", "-", *AS_OF, stdin=text)
    assert done.err == "“Draft the intake form” is completed in Taskwarrior and open here.\n"
    assert done.out == ""
    renamed = [it | {"description": "Old words"} for it in there]
    again = json.dumps(renamed).encode()
    done = desk.call("export", "clinic", "--to", "taskwarrior", "--update", "-", *AS_OF, stdin=again)
    first = next(it for it in map(json.loads, done.out.splitlines()) if it["uuid"] == first["uuid"])
    assert (first["description"], first["status"], first["priority"]) == ("Draft the intake form", "completed", "H")
    bad = desk.call("export", "clinic", "--to", "taskwarrior", "--update", "-", stdin=b"no list")
    assert (bad.code, one_sentence(bad)) == (1, True)


def test_a_calendar_need_not_ring(tmp_path: Path) -> None:
    """--no-alarm and --update are each for one format."""
    desk = Desk(tmp_path)
    desk.file()
    assert "VALARM" in desk.call("export", "clinic", "--to", "ics").out
    assert "VALARM" not in desk.call("export", "clinic", "--to", "ics", "--no-alarm").out
    for option in (("--no-alarm",), ("--update", "x")):
        assert desk.call("export", "clinic", "--to", "md", *option).code == 2
