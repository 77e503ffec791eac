"""`flipchart report`: what became of a step between meetings, one by one and from lists."""

import json
from pathlib import Path

import pytest
from cli_help import AS_OF, SESSION, Desk, one_sentence

FILE = "sessions/clinic.toml"


def shown(desk: Desk) -> dict[str, dict[str, object]]:
    """The steps of the session by their ids."""
    return {it["id"]: it for it in json.loads(desk.call("show", "clinic", "--json").out)["steps"]}


def desk_of(tmp_path: Path) -> Desk:
    """The clinic's session: s1, Draft the intake form, is open; s2, Book a room, is done."""
    desk = Desk(tmp_path)
    desk.file()
    return desk


def test_a_step_is_told_done_once(tmp_path: Path) -> None:
    """By the beginning of its words, on a day of the past; the second time nothing is written."""
    desk = desk_of(tmp_path)
    done = desk.call("report", "clinic", "draft", "done", "--on", "tue", "--note", "with Bo", *AS_OF)
    assert (done.code, done.out, done.err) == (0, "Draft the intake form: done on Tue 17 Nov\n", "")
    path = tmp_path / FILE
    before = path.read_bytes()
    again = desk.call("report", "clinic", "draft", "done", "--on", "tue", "--note", "with Bo", *AS_OF)
    assert (again.code, again.err) == (0, "That was reported before; nothing was added.\n")
    assert path.read_bytes() == before
    step = shown(desk)["s1"]
    assert (step["state"], step["finished"]) == ("done", "2026-11-17")
    (row,) = json.loads(desk.call("show", "clinic", "--json").out)["reports"]
    assert (row["on"], row["state"], row["note"], row["step"]) == ("2026-11-17", "done", "with Bo", "s1")


def test_state_date_and_owner_for_scripts(tmp_path: Path) -> None:
    """Words that people have for a state; the reports are told as they are in the file."""
    desk = desk_of(tmp_path)
    args = ("report", "clinic", "s1", "on hold", "--due", "4 dec", "--owner", "Bo", "--json", *AS_OF)
    answer = json.loads(desk.call(*args).out)
    rows = answer.pop("reports")
    assert answer == {
        "step": "s1", "text": "Draft the intake form", "state": "blocked", "owner": "Bo", "taken": 2,
        "due": "2026-12-04",
    }  # fmt: skip
    assert [(it["state"], it.get("due")) for it in rows] == [("blocked", None), ("blocked", "2026-12-04")]
    assert json.loads(desk.call(*args).out)["taken"] == 0
    words = desk.call("report", "clinic", "intake", "under way", *AS_OF)
    assert words.out == "Draft the intake form: under way, due Fri 4 Dec\n"
    assert desk.call("report", "clinic", "draft", "stuck", "--dry-run", *AS_OF).err == "Nothing was saved.\n"
    assert shown(desk)["s1"]["state"] == "doing"
    assert desk.call("report", "clinic", "book", "open", *AS_OF).out == "Book a room: open\n"


def test_a_new_owner_is_said(tmp_path: Path) -> None:
    """Where it changed; a person whom the session does not know is told to be new."""
    desk = desk_of(tmp_path)
    answer = desk.call("report", "clinic", "draft", "doing", "--owner", "Zoë", *AS_OF)
    assert answer.out.endswith(", owner Zoë, who is new here\n")
    known = desk.call("report", "clinic", "book", "open", "--owner", "Zoë", *AS_OF)
    assert known.out == "Book a room: open, owner Zoë\n"
    assert "owner" not in desk.call("report", "clinic", "draft", "blocked", "--owner", "Zoë", *AS_OF).out


@pytest.mark.parametrize(
    ("args", "code", "words"),
    [
        (("zzz", "done"), 1, "No step of “Outpatient clinic” begins with 'zzz'."),
        (("", "done"), 1, "begins with ''."),
        (("oo", "done"), 2, "'oo' fits “Book a room” and “Oil the door”"),
        (("draft", "nonsense"), 2, "'nonsense' is no state; say open, doing, blocked, done or dropped."),
        (("draft",), 2, "'report' needs a STEP and a STATE, or a list with --from FILE."),
        (("draft", "done", "--on", "tomorrow"), 1, "still to come"),
        (("draft", "open", "--due", "yesterday"), 1, "'yesterday' is past; type a day to come."),
        (("draft", "done", "--from", "x"), 2, "With --from the list says it all"),
        (("--from", "nowhere"), 1, "nowhere cannot be read"),
    ],
)
def test_what_cannot_be_told_is_one_sentence(args: tuple[str, ...], code: int, words: str, tmp_path: Path) -> None:
    """With the exit code of its kind, and the file as it was."""
    desk = Desk(tmp_path)
    more = '[[steps]]\nid = "s3"\ntext = "Oil the door"\nstate = "done"\n\n[end]'
    path = desk.file(SESSION.replace("[end]", more).replace("Draft the", "Draft an").replace("form", "page"))
    before = path.read_bytes()
    done = desk.call("report", "clinic", *args, *AS_OF)
    assert (done.code, one_sentence(done)) == (code, True)
    assert words in done.err
    assert path.read_bytes() == before


def test_a_list_is_shown_then_taken_and_never_twice(tmp_path: Path) -> None:
    """A dry run writes nothing; what is left is named, and ends with 3."""
    desk = desk_of(tmp_path)
    text = b"- [x] Draft the intake form\n- [x] Book a room\n- [x] Milk\n"
    path = tmp_path / FILE
    before = path.read_bytes()
    dry = desk.call("report", "clinic", "--from", "-", "--dry-run", *AS_OF, stdin=text)
    lines = "   1  Draft the intake form: Done\n   3  Milk: left: No step here has these words.\n"
    assert (dry.code, dry.out) == (3, lines)
    assert dry.err == "Nothing was saved; it would be: 1 taken, 1 known, 1 left.\n"
    assert path.read_bytes() == before
    taken = desk.call("report", "clinic", "--from", "-", *AS_OF, stdin=text)
    assert (taken.code, taken.out, taken.err) == (3, lines, "1 taken, 1 known, 1 left.\n")
    assert shown(desk)["s1"]["state"] == "done"
    again = json.loads(desk.call("report", "clinic", "--from", "-", "--json", *AS_OF, stdin=text).out)
    assert [(it["row"], it["step"], it["became"]) for it in again["rows"]] == [
        (1, "s1", "known"), (2, "s2", "known"), (3, None, "left"),
    ]  # fmt: skip
    file = tmp_path / "list.csv"
    file.write_text("Task;Status\nBook a room;done\n", encoding="utf-8")
    assert desk.call("report", "clinic", "--from", str(file), *AS_OF).code == 0


def test_what_a_save_would_lose_is_said(tmp_path: Path) -> None:
    """A file that was typed by hand is kept beside its new version."""
    desk = Desk(tmp_path)
    path = desk.file('# by hand\ntitle = "Ward"\n[[steps]]\ntext = "Paint"\n', "ward")
    done = desk.call("report", "ward", "paint", "done", *AS_OF)
    assert (done.code, "ward.toml.orig" in done.err) == (0, True)
    assert path.with_name("ward.toml.orig").exists()


def test_a_day_before_the_plan_was_made_is_refused(tmp_path: Path) -> None:
    """What is wrong and what to type; nothing changes. The day before counts: plans are written down late."""
    desk = Desk(tmp_path)
    path = desk.file()
    before = path.read_bytes()
    done = desk.call("report", "clinic", "Draft", "done", "--on", "1 nov")
    assert (done.code, done.out, path.read_bytes()) == (1, "", before)
    assert done.err == "Sun 1 Nov is more than a day before this plan was made. Type a day from Tue 17 Nov on.\n"
    assert desk.call("report", "clinic", "Draft", "done", "--on", "tue").code == 0


def test_a_list_says_of_no_day_before_the_plan_was_made(tmp_path: Path) -> None:
    """Such a row is left, with the reason; the others are taken."""
    desk = Desk(tmp_path)
    desk.file()
    file = tmp_path / "list.csv"
    file.write_text("Task,Status,Done on\nDraft the intake form,done,2001-01-01\n", encoding="utf-8")
    done = desk.call("report", "clinic", "--from", str(file), *AS_OF)
    assert "left: Mon 1 Jan 2001 is more than a day before this plan was made. Type a day from" in done.out
    file.write_text("Task,Status,Done on\nDraft the intake form,done,2026-11-17\n", encoding="utf-8")
    assert desk.call("report", "clinic", "--from", str(file), *AS_OF).out.endswith("Done on Tue 17 Nov\n")


def test_of_a_plan_typed_by_hand_any_day_can_be_told(tmp_path: Path) -> None:
    """It does not say when it was made."""
    desk = Desk(tmp_path)
    desk.file('title = "Ward"\n[[steps]]\ntext = "Draft the form"\n', "ward")
    assert desk.call("report", "ward", "Draft", "done", "--on", "1 nov").code == 0
