"""The verbs that read and change sessions: list, show, check, import, export, config."""

import csv
import io
import json
import os
import re
import stat
import time
from pathlib import Path

import pytest
from cli_help import AS_OF, LISTS, SESSION, Desk, one_sentence

from flipchart.exchange.writers.json import SHOWN
from flipchart.store.config import SETTINGS, commented, load_config

HOSTILE = "\\u001b]52;c;aGk=\\u0007 \\u009b2J \\u202e[/] <b>|`x`\\u0000"
HAND_MADE = 'title = "Typed by hand" # a comment\n[[steps]]\ntext = "Draft the form"\nowner = "Ana"\n'


def test_the_list(tmp_path: Path) -> None:
    """Title, group, created, done of all as a bar from zero with its value, next check, state and file."""
    desk = Desk(tmp_path)
    desk.file()
    newer = (
        SESSION.replace("Outpatient", "Newer")
        .replace("2026-11-18T09", "2026-11-18T10")
        .replace("clinic00", "other000")
    )
    desk.file(newer, "newer")
    lines = desk.call("list", *AS_OF).out.splitlines()
    assert lines[0].split("  ")[0] == "TITLE"
    assert lines[1].startswith("Newer clinic       Clinic  Wed 18 Nov  █████░░░░░ 1/2")
    assert lines[2].endswith("planned  clinic.toml")


def test_the_list_is_in_the_order_of_home(tmp_path: Path) -> None:
    """Next checks come first, the earliest first; late steps are counted, dropped ones are not."""
    desk = Desk(tmp_path)
    desk.config.mkdir(exist_ok=True)
    (desk.config / "config.toml").write_text("ascii = true\n", encoding="utf-8")
    desk.file(SESSION.replace('"done"', '"dropped"').replace("clinic00", "a0000000"), "newest")
    desk.file(SESSION.replace('group = "Clinic"', "next_check = 2026-12-02").replace("clinic00", "b0000000"), "check")
    late = SESSION.replace('group = "Clinic"', "next_check = 2026-11-02").replace(
        "due = 2026-11-20", "due = 2026-11-02"
    )
    desk.file(late.replace("clinic00", "c0000000"), "late")
    empty = SESSION[: SESSION.index("[[improvements]]")] + "[end]\ncomplete = true\n"
    desk.file(empty.replace("clinic00", "d0000000").replace("11-18T", "11-01T"), "old")
    lines = [line.split() for line in desk.call("list", *AS_OF).out.splitlines()[1:]]
    assert [line[-1] for line in lines] == ["late.toml", "check.toml", "newest.toml", "old.toml"]
    assert "#####----- 1/2, 1 late" in " ".join(lines[0])
    assert "---------- 0/1 planned" in " ".join(lines[2])
    assert "no steps" in " ".join(lines[3])


def test_the_list_for_scripts(tmp_path: Path) -> None:
    """The keys of the contract, in a list."""
    desk = Desk(tmp_path)
    path = desk.file()
    assert json.loads(desk.call("list", "--json", *AS_OF).out) == [
        {
            "id": "clinic00", "title": "Outpatient clinic", "group": "Clinic", "created": "2026-11-18T09:00:00Z",
            "steps": 2, "done": 1, "late": 0, "next_check": None, "state": "planned", "file": str(path),
        }
    ]  # fmt: skip


def test_the_list_of_what_is_late_or_to_be_checked(tmp_path: Path) -> None:
    """A step that is late, or a next check before a day; a session at its hour tells it."""
    desk = Desk(tmp_path)
    desk.file()
    late = SESSION.replace("2026-11-20", "2026-11-10").replace("clinic00", "late0000")
    desk.file(late.replace("created", "next_check = 2026-12-02T10:00:00+01:00\ncreated"), "late")
    over = SESSION.replace("clinic00", "over0000").replace('"open"', '"done"')
    desk.file(over.replace("created", "next_check = 2026-12-01\ncreated"), "over")

    def listed(*args: str) -> list[str]:
        return [Path(it["file"]).stem for it in json.loads(desk.call("list", "--json", *args, *AS_OF).out)]

    assert listed("--late") == ["late"]
    assert sorted(listed("--check-before", "3 dec")) == ["late", "over"]
    assert listed("--check-before", "3 dec", "--late") == ["late"]
    assert listed("--check-before", "2026-12-02") == ["over"]
    none = desk.call("list", "--check-before", "1 dec", *AS_OF)
    assert (none.code, none.out, none.err) == (0, "", "No session is among those that were asked for.\n")
    assert "Wed 2 Dec 10:00" in desk.call("list", "--late", *AS_OF).out
    (row,) = json.loads(desk.call("list", "--json", "--late", *AS_OF).out)
    assert row["next_check"] == "2026-12-02T10:00:00+01:00"
    (cells,) = csv.DictReader(io.StringIO(desk.call("list", "--csv", "--late", *AS_OF).out.removeprefix("\ufeff")))
    assert (cells["Late"], cells["Next check"], cells["Session id"]) == ("1", row["next_check"], row["id"])
    assert desk.call("list", "--check-before", "soon").code == 1


def test_the_list_says_what_was_carried_on(tmp_path: Path) -> None:
    """A step that is counted in the next session, which is in the folder."""
    desk = Desk(tmp_path)
    desk.file(SESSION.replace('owner = "Ana Lopes"', 'carried_to = "next0000/x1"'))
    desk.file(SESSION.replace("clinic00", "next0000").replace('"s1"', '"x1"').replace("Outpatient", "Next"), "next")
    lines = desk.call("list", *AS_OF).out
    assert "1/1, 1 carried on" in lines
    assert "1/2" in lines
    shown = desk.call("show", "outpatient", *AS_OF).out
    assert "1 of 1 done, 1 carried on" in shown
    assert "Fri 20 Nov  carried on" in shown
    assert "by Fri 20 Nov 2026, carried on" in desk.call("export", "outpatient", "--to", "md", *AS_OF).out


def test_an_empty_folder(tmp_path: Path) -> None:
    """No session is no error: an empty list, and for people how to make one."""
    desk = Desk(tmp_path)
    assert desk.call("list", "--json").out == "[]\n"
    done = desk.call("list")
    assert (done.code, done.out) == (0, "")
    assert "flipchart new" in done.err


def test_a_folder_that_is_named_and_not_there_is_no_empty_one(tmp_path: Path) -> None:
    """Each command that reads the folder says so; one that is only usual may be made later."""
    desk, missing = Desk(tmp_path), tmp_path / "nosuch"
    for verb in (["list"], ["due"], ["due", "--ics"], ["digest"], ["group", "Ward"]):
        done = desk.call("--dir", str(missing), *verb)
        message = f"There is no folder {missing}. Look at what --dir names.\n"
        assert (done.code, done.out, done.err) == (1, "", message), verb
    assert not missing.exists()


def test_a_damaged_file_is_named_and_the_others_listed(tmp_path: Path) -> None:
    """The list is read in part: exit 3."""
    desk = Desk(tmp_path)
    desk.file()
    damaged = desk.file(SESSION[:-20], "torn")
    done = desk.call("list", "--json")
    assert done.code == 3
    assert len(json.loads(done.out)) == 1
    assert str(damaged) in done.err
    assert one_sentence(done)


def test_private_sessions_are_not_listed(tmp_path: Path) -> None:
    """They show only to whoever names them."""
    desk = Desk(tmp_path)
    desk.file(SESSION.replace('group = "Clinic"', "private = true"))
    assert json.loads(desk.call("list", "--json").out) == []
    assert desk.call("show", "clinic").code == 0


@pytest.mark.parametrize("name", ["clinic", "outpat", "CLIN", "last", "{}/clinic.toml"])
def test_a_session_is_named_in_many_ways(name: str, tmp_path: Path) -> None:
    """By file name, title, either's beginning, `last`, or path."""
    desk = Desk(tmp_path)
    desk.file()
    done = desk.call("show", name.format(desk.sessions))
    assert done.code == 0
    assert "Draft the intake form" in done.out


@pytest.mark.parametrize(
    ("name", "message", "code"),
    [("nothing", "nothing", 1), ("cli", "clinic", 2), ("/nowhere/x.toml", "/nowhere/x.toml", 1), ("torn", "torn", 1)],
)
def test_a_session_that_cannot_be_told(name: str, message: str, code: int, tmp_path: Path) -> None:
    """None is 1, two are 2 with both named, a damaged one is 1."""
    desk = Desk(tmp_path)
    desk.file()
    desk.file(name="clinic-2")
    (desk.sessions / "clinic.toml").rename(desk.sessions / "clinic-1.toml")
    desk.file("format = 1\n", "torn")
    for args in (["show", name], ["export", name, "--to", "md"], ["import", name, os.devnull], ["check", name]):
        done = desk.call(*args)
        assert (args, done.code, done.out) == (args, code, "")
        assert message in done.err
        assert one_sentence(done)


def test_show_for_scripts(tmp_path: Path) -> None:
    """The listed keys, then counts, clock and gaps."""
    desk = Desk(tmp_path)
    desk.file()
    message = json.loads(desk.call("show", "clinic", "--json", "--as-of", "2026-11-21T10:00:00Z").out)
    assert list(message) == [*SHOWN, "counts", "clock", "gaps"]
    assert (message["counts"]["late"], message["counts"]["completion"], message["clock"]) == (1, 0.5, None)
    assert {"kind": "past_date", "item": "s1"}.items() <= message["gaps"][0].items()


CLOCK = (
    '[[runs]]\nid = "r"\nkind = "workshop"\nplanned_start = 2026-11-18T10:00:00Z\n'
    '[[stages]]\nid = "a"\nrun = "r"\nkind = "define"\ntitle = "Define"\nseconds = 120\n'
    '[[stages]]\nid = "b"\nrun = "r"\nkind = "assign"\ntitle = "Assign"\nseconds = 60\n'
    '[[timing]]\nrun = "r"\nat = 2026-11-18T10:01:00Z\nevent = "start"\nstage = "a"\n'
    '[[timing]]\nrun = "r"\nat = 2026-11-18T10:09:00Z\nevent = "end"\n'
)  # fmt: skip


def test_show_stands_at_an_instant(tmp_path: Path) -> None:
    """At an instant in the past the clock leaves later events out."""
    desk = Desk(tmp_path)
    desk.file(SESSION.replace("[end]", f"{CLOCK}[end]"))
    clock = json.loads(desk.call("show", "clinic", "--json", "--as-of", "2026-11-18T10:02:30Z").out)["clock"]
    assert {key: clock[key] for key in ("run", "stage", "state", "phase", "spent", "remaining", "behind")} == {
        "run": "r", "stage": "a", "state": "running", "phase": "normal", "spent": 90, "remaining": 30, "behind": 60,
    }  # fmt: skip
    assert (clock["ends_at"], clock["planned_end"]) == ("2026-11-18T10:04:00Z", "2026-11-18T10:03:00Z")
    later = json.loads(desk.call("show", "clinic", "--json", "--as-of", "2026-11-19").out)["clock"]
    assert later["state"] == "ended"
    assert "1/2 Define · 0:30 left" in desk.call("show", "clinic", "--as-of", "2026-11-18T10:02:30Z").out


def test_show_on_a_terminal_is_coloured_unless_unwelcome(tmp_path: Path) -> None:
    """Colour only on a terminal, and not with NO_COLOR, `--no-color`, `--plain` or one that cannot."""
    desk = Desk(tmp_path)
    desk.file()
    assert "\x1b[1m" in desk.call("show", "clinic", terminal=True).out
    for done in (
        desk.call("show", "clinic"),
        desk.call("show", "clinic", "--no-color", terminal=True),
        desk.call("show", "clinic", "--plain", terminal=True),
        desk.call("show", "clinic", terminal=True, NO_COLOR="1"),
        desk.call("show", "clinic", terminal=True, TERM="dumb"),
    ):
        assert "\x1b" not in done.out
        assert "Draft the intake form" in done.out


def test_plain_is_ascii(tmp_path: Path) -> None:
    """No sign of ours is outside ASCII with `--plain`, nor with the setting."""
    desk = Desk(tmp_path)
    desk.file()
    assert desk.call("show", "clinic", "--plain").out.isascii()
    assert not desk.call("show", "clinic").out.isascii()
    desk.config.mkdir()
    (desk.config / "config.toml").write_text("ascii = true\n", encoding="utf-8")
    assert desk.call("show", "clinic").out.isascii()


@pytest.mark.parametrize(
    "args",
    [
        ["show", "clinic"], ["show", "clinic", "--plain"], ["show", "clinic", "--json"], ["list"], ["list", "--json"],
        ["export", "clinic", "--to", "md"], ["export", "clinic", "--to", "json"], ["check", "clinic"],
    ],
    ids=" ".join,
)  # fmt: skip
@pytest.mark.parametrize("terminal", [False, True])
def test_hostile_text_reaches_no_terminal(args: list[str], terminal: bool, tmp_path: Path) -> None:
    """Control characters in any text of a file are gone from whatever is printed."""
    desk = Desk(tmp_path)
    text = SESSION
    for word in ("Outpatient clinic", "Clinic", "Shorten onboarding", "Draft the intake form", "Ana Lopes"):
        text = text.replace(f'"{word}"', f'"{HOSTILE} {word}"')
    desk.file(text)
    done = desk.call(*args, terminal=terminal, NO_COLOR="1")
    assert done.code == 0
    assert not [sign for sign in done.out + done.err if sign in "\x1b\x07\x9b\x00\u202e"]


def test_a_file_whose_name_is_hostile_is_listed_harmlessly(tmp_path: Path) -> None:
    """Its name is cleaned where it is shown."""
    desk = Desk(tmp_path)
    desk.file(name="a\x1b[2Jb")
    assert "\x1b" not in desk.call("list").out + desk.call("list", "--json").out
    assert "\x1b" not in desk.call("check", "a", terminal=True).out


def test_check_says_sound_or_where_it_is_not(tmp_path: Path) -> None:
    """Each file gets its line: sound ones on stdout, the others on stderr with key and remedy."""
    desk = Desk(tmp_path)
    sound = desk.file()
    wrong = desk.file(SESSION.replace("2026-11-20", '"Ongoing"'), "wrong")
    done = desk.call("check", str(wrong), str(sound))
    assert (done.code, done.out) == (1, f"{sound}: sound\n")
    assert str(wrong) in done.err
    assert "steps[1] (Draft the intake form).due: 'Ongoing' is not a date" in done.err
    assert one_sentence(done)


def test_check_tells_of_references_that_lead_nowhere(tmp_path: Path) -> None:
    """They are not fatal: the file is sound."""
    desk = Desk(tmp_path)
    desk.file(SESSION.replace('improvement = "i1"', 'improvement = "i9"'))
    done = desk.call("check", "clinic")
    assert (done.code, done.out) == (0, f"{desk.sessions / 'clinic.toml'}: sound\n")
    assert "steps (Draft the intake form).improvement" in done.err


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ("[[steps]]", "[[step]]", "[[step]]: did you mean steps?"),
        ("group =", "grup =", "grup: did you mean group?"),
        ("owner =", "ower =", "steps[1] (Draft the intake form).ower: did you mean owner?"),
        ("owner =", "assignee =", "assignee: did you mean owner?"),
        ('state = "open"', 'status = "open"\nstate = "open"', "status: did you mean state?"),
        ('id = "s2"', 'id = "s1"', "2 of [[steps]] have the id s1"),
        ('state = "done"', 'state = "done"\nfinished = 2026-11-19', "(Book a room).finished: 2026-11-19 is still"),
        ('state = "open"', 'state = "open"\nafter = ["s1"]', "it waits for “Draft the intake form”. Take one of"),
    ],
)  # fmt: skip
def test_check_tells_what_does_not_say_what_it_seems_to_say(
    before: str, after: str, words: str, tmp_path: Path
) -> None:
    """Exit 1, and a sentence each; the file can be read all the same."""
    desk = Desk(tmp_path)
    desk.file(SESSION.replace(before, after))
    done = desk.call("check", "clinic", *AS_OF)
    assert (done.code, done.out) == (1, "")
    assert words in done.err
    assert desk.call("show", "clinic").code == 0


def test_check_tells_conflicts_that_nobody_settled(tmp_path: Path) -> None:
    """The file is whole and holds both values, so it is sound."""
    desk = Desk(tmp_path)
    row = '[[conflicts]]\nitem = "s1"\nkey = "owner"\nkept = "Bo"\nat = 2026-11-18T09:00:00Z\n[end]'
    path = desk.file(SESSION.replace("[end]", row))
    done = desk.call("check", "clinic", *AS_OF)
    assert (done.code, done.out) == (0, f"{path}: sound\n")
    assert "“Draft the intake form”, owner: two people changed it" in done.err


def test_check_lets_people_have_keys_of_their_own(tmp_path: Path) -> None:
    """What is like none of ours is a newer program's, or the user's own."""
    desk = Desk(tmp_path)
    own = 'mood = "good"\n\n[[weather]]\nsky = "blue"\n\n[[improvements]]\ncolour = "red"'
    desk.file(SESSION.replace("[[improvements]]", own))
    assert desk.call("check", "clinic", *AS_OF).code == 0


def test_import_adds_and_tells_row_by_row(tmp_path: Path) -> None:
    """What was understood on stdout, the sum on stderr; rows kept as notes end with 3."""
    desk = Desk(tmp_path)
    path = desk.file()
    done = desk.call("import", "clinic", str(LISTS / "retro.md"), *AS_OF)
    assert done.code == 3
    assert done.out.splitlines()[3] == (
        "   5  step: bisect it · under Flaky login test · owner chen · due 2026-11-20"
    )
    assert done.out.splitlines()[0] == "   1  note: Retro 14 — what we said we'd do"
    assert done.err == "12 added, 1 with words kept as a note.\n"
    assert "bisect it" in path.read_text("utf-8")


def test_import_for_scripts(tmp_path: Path) -> None:
    """The object of the contract, as steps."""
    desk = Desk(tmp_path)
    desk.file()
    done = desk.call("import", "clinic", "-", "--as", "steps", "--json", *AS_OF, stdin=b"- [x] Call Noor @ana >fri\n")
    assert done.code == 0
    assert json.loads(done.out) == {
        "added": 1, "known": 0, "notes": 0,
        "rows": [{
            "row": 1, "left": None,
            "took": {"text": "Call Noor", "state": "done", "owner": "ana", "due": "2026-11-20"},
        }],
    }  # fmt: skip


def test_import_again_changes_nothing(tmp_path: Path) -> None:
    """The second time every row is known, and the file is not even written."""
    desk = Desk(tmp_path)
    path = desk.file()
    assert desk.call("import", "clinic", str(LISTS / "blueprint-pain-points.txt")).code == 0
    before = (path.read_bytes(), path.stat().st_mtime_ns)
    done = desk.call("import", "clinic", str(LISTS / "blueprint-pain-points.txt"))
    assert done.err == "0 added, 10 known already.\n"
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before


def test_a_dry_run_changes_nothing(tmp_path: Path) -> None:
    """It says the same, and that nothing was saved."""
    desk = Desk(tmp_path)
    path = desk.file()
    before = path.read_bytes()
    done = desk.call("import", "clinic", str(LISTS / "retro.md"), "--dry-run")
    assert done.err.startswith("Nothing was saved; it would be: 12 added")
    assert path.read_bytes() == before


def test_a_file_typed_by_hand_keeps_its_original(tmp_path: Path) -> None:
    """An import that would lose comments keeps the file as it was, and says so."""
    desk = Desk(tmp_path)
    path = desk.file(HAND_MADE, "hand")
    done = desk.call("import", "hand", "-", stdin=b"One more\n")
    assert done.code == 0
    assert "hand.toml.orig" in done.err
    assert path.with_name("hand.toml.orig").read_text("utf-8") == HAND_MADE
    assert "One more" in path.read_text("utf-8")


def test_a_newer_format_is_not_changed(tmp_path: Path) -> None:
    """It can be shown; an import is refused and leaves the file as it is."""
    desk = Desk(tmp_path)
    path = desk.file(SESSION.replace("format = 1", "format = 2"))
    shown = desk.call("show", "clinic")
    assert shown.code == 0
    assert "newer format" in shown.err
    before = path.read_bytes()
    done = desk.call("import", "clinic", "-", stdin=b"One more\n")
    assert done.code == 1
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("stdin", "code", "message"),
    [
        (b"", 0, "no row"),
        (b"\n \n", 0, "no row"),
        (b"PK\x03\x04\x00\x00", 1, "not text"),
        (b"a;b;c\n1;2;3\n", 3, "2 added, 2 with words"),
    ],
)
def test_lists_that_are_none(stdin: bytes, code: int, message: str, tmp_path: Path) -> None:
    """Nothing to add is no error; what is no text is; a table without names keeps each row."""
    desk = Desk(tmp_path)
    desk.file()
    done = desk.call("import", "clinic", "-", stdin=stdin)
    assert done.code == code
    assert message in done.err


def test_a_list_in_a_file_called_csv_is_told(tmp_path: Path) -> None:
    """Commas tell nothing, a file's name does: its columns are told apart, also where nothing names them."""
    desk = Desk(tmp_path)
    desk.file()
    (tmp_path / "ideas.CSV").write_text('Faster triage,Ana\n"Signs, and maps",Bo\n', encoding="utf-8")
    done = desk.call("import", "clinic", str(tmp_path / "ideas.CSV"), "--json")
    assert done.code == 3
    assert json.loads(done.out) == {"added": 2, "known": 0, "notes": 2, "rows": [
        {"row": 1, "took": {"text": "Faster triage"}, "left": "Ana"},
        {"row": 2, "took": {"text": "Signs, and maps"}, "left": "Bo"},
    ]}  # fmt: skip


def test_on_a_terminal_the_summary_keeps_to_its_width(tmp_path: Path) -> None:
    """Long rows are wrapped behind their numbers; every word of them is there."""
    desk = Desk(tmp_path)
    desk.file()
    table = LISTS / "qip-committee.csv"
    wide = desk.call("import", "clinic", str(table), "--dry-run", *AS_OF)
    narrow = desk.call("import", "clinic", str(table), "--dry-run", *AS_OF, terminal=True, COLUMNS="60")
    assert max(len(line) for line in narrow.out.splitlines()) <= 60 < max(len(line) for line in wide.out.splitlines())
    assert narrow.out.split() == wide.out.split()


def test_a_list_of_tasks_is_told_how_it_is_read_as_such(tmp_path: Path) -> None:
    """A list that says who and when is one of steps, and one line says so.

    Taken as improvements, its owners and dates are kept as words, and the way to have them read is named.
    """
    desk = Desk(tmp_path)
    desk.file()
    source = b"Summary,Issue key,Assignee,Due date\nCall Noor,K-1,Ana,2026-12-04\n"
    message = desk.call("import", "clinic", "-", "--dry-run", stdin=source)
    assert message.out.startswith("   2  step: Call Noor · owner Ana")
    assert "Taken as steps" in message.err and "--as improvements" in message.err
    done = desk.call("import", "clinic", "-", "--as", "improvements", "--dry-run", stdin=source)
    assert "--as steps reads them as such." in done.err
    again = desk.call("import", "clinic", "-", "--as", "steps", "--json", stdin=source)
    assert "--as steps" not in again.err
    assert json.loads(again.out)["rows"] == [{"row": 2, "left": "Issue key: K-1", "took": {
        "text": "Call Noor", "state": "open", "owner": "Ana", "due": "2026-12-04",
    }}]  # fmt: skip


def test_a_session_file_is_a_list_too(tmp_path: Path) -> None:
    """Another session's improvements and steps come in; its own are known; a damaged one is told with its line."""
    desk = Desk(tmp_path)
    path = desk.file()
    again = desk.call("import", "clinic", str(path))
    assert (again.code, again.err) == (0, "0 added, 3 known already.\n")
    made = desk.call("new", "Other", "--no-run", "--improvements", str(path))
    assert made.code == 0
    shown = json.loads(desk.call("show", "Other", "--json").out)
    assert [it["text"] for it in shown["improvements"]] == ["Shorten onboarding"]
    message = [(it["text"], it["state"], it.get("owner"), it.get("due")) for it in shown["steps"]]
    assert message == [
        ("Draft the intake form", "open", "Ana Lopes", "2026-11-20"),
        ("Book a room", "done", None, None),
    ]
    (tmp_path / "bad.toml").write_text("[[steps]]\ntext = oh\n", encoding="utf-8")
    bad = desk.call("import", "clinic", str(tmp_path / "bad.toml"))
    assert (bad.code, bad.out) == (1, "")
    assert "Line 2" in bad.err
    assert one_sentence(bad)


def test_export_to_stdout_and_into_a_file(tmp_path: Path) -> None:
    """The same words both ways; a file is for this user alone, and is not overwritten without `--force`."""
    desk = Desk(tmp_path)
    path = desk.file()
    before = path.read_bytes()
    file = tmp_path / "plan.md"
    printed = desk.call("export", "clinic", "--to", "md", *AS_OF)
    written = desk.call("export", "clinic", "--to", "md", "-o", str(file), *AS_OF)
    assert (printed.code, written.code, written.out) == (0, 0, "")
    assert file.read_text("utf-8") == printed.out
    assert printed.out.startswith("# Outpatient clinic")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    again = desk.call("export", "clinic", "--to", "json", "-o", str(file))
    assert again.code == 1
    assert one_sentence(again)
    assert desk.call("export", "clinic", "--to", "json", "-o", str(file), "--force").code == 0
    assert json.loads(file.read_text("utf-8"))["title"] == "Outpatient clinic"
    assert path.read_bytes() == before


def test_export_of_a_choice(tmp_path: Path) -> None:
    """`--open-only` and `--owner` choose steps; an owner whom nobody knows is not an empty list."""
    desk = Desk(tmp_path)
    desk.file()
    chosen = desk.call("export", "clinic", "--to", "json", "--open-only", "--owner", "ana").out
    assert [step["id"] for step in json.loads(chosen)["steps"]] == ["s1"]
    done = desk.call("export", "clinic", "--to", "md", "--owner", "Dee")
    assert (done.code, done.out) == (1, "")
    assert one_sentence(done)


@pytest.mark.parametrize("place", ["{}/missing/plan.md", "{}"])
def test_an_export_that_cannot_be_written(place: str, tmp_path: Path) -> None:
    """A folder that is missing, or a folder in the file's place, ends with 1."""
    desk = Desk(tmp_path)
    desk.file()
    done = desk.call("export", "clinic", "--to", "md", "-o", place.format(tmp_path))
    assert done.code == 1
    assert one_sentence(done)


def test_an_export_into_a_device_leaves_it_a_device(tmp_path: Path) -> None:
    """/dev/null is written to, never replaced."""
    desk = Desk(tmp_path)
    desk.file()
    assert desk.call("export", "clinic", "--to", "md", "-o", os.devnull, "--force").code == 0
    assert not Path(os.devnull).is_file()


def test_config_says_every_setting_and_where_things_are(tmp_path: Path) -> None:
    """Each setting with its value, its source and what it may be; the places, and whether they are there."""
    desk = Desk(tmp_path)
    desk.config.mkdir()
    (desk.config / "config.toml").write_text('theme = "room-light"\n', encoding="utf-8")
    done = desk.call("config")
    assert (done.code, done.err) == (0, "")
    settings, _, places = done.out.partition("\n\n")
    rows = {line.split()[0]: line.split(maxsplit=3)[1:] for line in settings.splitlines()}
    assert list(rows) == [*SETTINGS, "[keys]"]
    assert rows["theme"][:2] == ["room-light", "settings"]
    assert rows["bell"] == ["true", "default", "true or false"]
    assert rows["sessions_dir"][:2] == [str(desk.sessions), "FLIPCHART_DIR"]
    lines = [line.split(maxsplit=1) for line in places.splitlines()]
    assert [line[0] for line in lines] == ["settings", "templates", "sessions", "state", "cache", "sound"]
    assert lines[2][1] == f"{desk.sessions}  (not there yet)"
    assert lines[5][1].startswith("yes")


def test_the_settings_fit_a_small_window(tmp_path: Path) -> None:
    """In 60 cells each setting takes two lines, of which only the path of a folder may be longer."""
    message = Desk(tmp_path).call("config", terminal=True, COLUMNS="60").out
    assert "theme         room-dark (default)\n              may be the name of a theme, in quotes\n" in message
    assert [line for line in message.splitlines() if len(line) > 60 and str(tmp_path) not in line] == []
    assert "  (not there yet)" in message


def test_settings_that_are_wrong_are_named_and_ignored(tmp_path: Path) -> None:
    """Every command names them and goes on; `config` counts them and ends with 1."""
    desk = Desk(tmp_path)
    desk.config.mkdir()
    (desk.config / "config.toml").write_text('theem = "red"\ndate_order = "dmy"\nbell = 3\n', encoding="utf-8")
    done = desk.call("config")
    assert done.code == 1
    assert "theem is not a setting and is ignored; did you mean theme?" in done.err
    assert "bell" in done.err
    assert done.out.splitlines()[-1].split(maxsplit=1)[1] == "no: 2 of its settings are ignored"
    assert desk.call("when", "3/4", *AS_OF).out == "2027-04-03\n"
    (desk.config / "config.toml").write_text("colour = ", encoding="utf-8")
    broken = desk.call("config")
    assert broken.code == 1
    assert "config.toml" in broken.err


def test_an_editor_that_is_not_there_is_named(tmp_path: Path) -> None:
    """With what to do about it; the settings file is made and stays."""
    desk = Desk(tmp_path)
    done = desk.call("config", "edit", terminal=True, VISUAL="", EDITOR="no-such-editor -w")
    assert done.code == 1
    assert done.err.startswith("The editor 'no-such-editor -w' was not found. Set EDITOR to one that is here")
    assert one_sentence(done)
    assert (desk.config / "config.toml").is_file()


def test_the_commented_settings_are_sound(tmp_path: Path) -> None:
    """A new settings file is read without a word, and each of its lines too, once its # is taken away."""
    path = tmp_path / "config.toml"
    path.write_text(commented(), "utf-8")
    assert load_config(path).problems == ()
    bare = re.sub(r"(?m)^# (?=\w+ = |\[keys\]|\")", "", commented())
    path.write_text(bare, "utf-8")
    assert load_config(path).problems == ()
    assert load_config(path).named == {*SETTINGS, "keys"}


def test_the_folder_of_the_settings_gives_way(tmp_path: Path) -> None:
    """`--dir` before FLIPCHART_DIR, that before the settings."""
    desk = Desk(tmp_path)
    desk.config.mkdir()
    (desk.config / "config.toml").write_text(f'sessions_dir = "{tmp_path}/set"\n', encoding="utf-8")
    assert f"{tmp_path}/set" in desk.call("config", FLIPCHART_DIR="").out
    assert f"{tmp_path}/given" in desk.call("config", "--dir", f"{tmp_path}/given").out


def test_last_is_the_one_changed_last(tmp_path: Path) -> None:
    """By the time of its file."""
    desk = Desk(tmp_path)
    first = desk.file()
    desk.file(SESSION.replace("Outpatient", "Other").replace("clinic00", "other000"), "other")
    os.utime(first, (time.time_ns() // 10**9 + 60,) * 2)
    assert desk.call("show", "last").out.startswith("Outpatient clinic")
