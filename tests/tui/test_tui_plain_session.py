"""A workshop and a follow-up by ear: line by line, with the same file as by keys."""

import datetime as dt
import re
import subprocess
import sys
from collections.abc import Callable, Iterable
from itertools import pairwise
from pathlib import Path

import pytest
from at_home import HOSTILE
from driver import TEN, Driver, context, driving
from followed import looking_again, promised
from tour import KINDS, every_kind
from workshops import workshop, write

from flipchart.clock import ManualClock
from flipchart.domain.session import Session
from flipchart.service.context import Context
from flipchart.service.open_session import OpenSession, open_to_drive
from flipchart.store.codec import decode
from flipchart.tui.actions.registry import ACTIONS
from flipchart.tui.plain_session import PlainSession
from hostile import CONTROLS, hostile

Opener = Callable[[Path, Context], OpenSession]

WORKSHOP: tuple[str | int, ...] = (
    "1", "2", "Dora, Emil", "5", 100, "/start", 60,
    "/next", "/item.votes 1", "3", "5", "1", "0", "/item.up 2", "/item.up 5", 150,
    "/next", "Draft the intake form @ana +bea >fri #designer",
    "Book a room for the monthly clinic !if none is free then meet outside", "/gap.next",
    "Walk the escalation path =tested with 5 patients", "/gap.next", "List who speaks what @Dora >2w", "/gap.next",
    "Half of a line",
    "/next", "ana fri", "chen 4 dec", "bea 2 dec",
    "/next", "/gap.next", "A quiet corner =2 days @Noor >thu #external !the chapel", "/move.down", "3", "1", "2", 30,
    "/next", "ana 2 weeks", "/quit",
)  # fmt: skip
"""Lines, and the seconds that pass between them: what tests/tui/test_tui_workshop.py does by keys."""

FOLLOW_UP: tuple[str | int, ...] = (
    "/start", "Nobody waits for a signature any more", 50,
    "/next", "1", "y", "n", "4", "27 nov", "2", "3", "An electrician, Pat asks the council", "y",
    "2 3", "A list of patients from Dr Osei",
    "/next", "33445", "23345", "55555", "interview Dr Osei: the letters arrive late",
    "/item.edit 4 interview Dr Osei: the letters arrive now", "5 22", "/item.edit 6", "today",
    "/report.note Low hand: nobody greets at night",
    "/next", "bea 2 weeks 14:30", "/next", "/quit",
)  # fmt: skip
"""What tests/tui/test_tui_follow_up.py does by keys."""


def by_lines(path: Path, lines: Iterable[str | int], open_file: Opener = open_to_drive) -> list[str]:
    """Drive a session by lines, and return what was said, each line that was typed before its answer."""
    clock = ManualClock(TEN)
    made = context(path.parent, clock)
    open_session = open_file(path, made)
    session = PlainSession(open_session, made)
    said = session.begin()
    for line in lines:
        if isinstance(line, int):
            # To the saver, whose clock is the same, the disk would seem stuck.
            assert open_session.saver.flush(10)
            for _ in range(line):
                clock.advance(1)
                said += session.tick()
        else:
            said += [f"> {line}", *session.line(line)]
    assert open_session.close(10)
    return said


def on_disk(path: Path) -> Session:
    """What is in the file."""
    return decode(path.read_bytes(), name=path.name, made=TEN)


def without_ids(session: Session) -> str:
    """The session as text, with each made-up id in the order in which it first stands there."""
    known: dict[str, str] = {}
    return re.sub(r"'new\d+'", lambda it: known.setdefault(it[0], f"#{len(known)}"), repr(session))


async def workshop_by_keys(driver: Driver) -> None:
    """The same workshop with the same seconds in the real app."""
    for who in ("Ana Lopes", "Bea"):
        while driver.room.cursor != f"person:{who}":
            await driver.press("tab")
        await driver.press("enter")
    await driver.press("a")
    await driver.write("Dora, Emil")
    await driver.press("enter", "enter")
    await driver.pass_time(100)
    await driver.press("space")
    await driver.pass_time(60)
    await driver.press("n", "v")
    for votes in ("3", "5", "1", "0"):
        await driver.write(votes)
    await driver.press("escape", "up", "up", "shift+up", "down", "down", "down", "down", "K")
    await driver.pass_time(150)
    await driver.press("n", "a")
    texts = [str(line) for line in WORKSHOP]
    first = texts.index("Draft the intake form @ana +bea >fri #designer")
    for line in texts[first : texts.index("Half of a line") + 1]:
        await (driver.press("tab") if line == "/gap.next" else driver.write(line))
    await driver.press("pagedown", "enter")
    for line in ("ana fri", "chen 4 dec", "bea 2 dec"):
        await driver.write(line)
    await driver.press("escape", "n", "tab", "enter")
    await driver.write("A quiet corner =2 days @Noor >thu #external !the chapel")
    await driver.press("enter", "down", "3", "1", "2")
    await driver.pass_time(30)
    await driver.press("n", "enter")
    await driver.write("ana 2 weeks")


async def follow_up_by_keys(driver: Driver) -> None:
    """The same follow-up in the real app."""
    await driver.press("space", "c")
    await driver.write("Nobody waits for a signature any more")
    await driver.pass_time(50)
    await driver.press("n", "1", "f8", "f9", "4")
    await driver.write("27 nov")
    await driver.press("2", "3")
    await driver.write("An electrician, Pat asks the council")
    await driver.press("f8", "down", "down", "3")
    await driver.write("A list of patients from Dr Osei")
    await driver.press("n", "enter")
    for line in ("33445", "23345", "55555"):
        await driver.write(line)
    await driver.press("escape", "a")
    await driver.write("interview Dr Osei: the letters arrive late")
    await driver.press("escape", "down", "e", *["backspace"] * 4)
    await driver.write("now")
    await driver.press("down", "enter")
    await driver.write("22")
    await driver.press("down", "enter", "enter", "c")
    await driver.write("Low hand: nobody greets at night")
    await driver.press("n", "a")
    await driver.write("bea 2 weeks 14:30")
    await driver.press("n")


@pytest.mark.parametrize("name", ["workshop", "follow-up"])
async def test_by_ear_makes_the_file_that_keys_make(tmp_path: Path, name: str) -> None:
    """Every stage, answer, question and time: the two files differ in made-up ids alone."""
    session, keys, lines = (
        (workshop(), workshop_by_keys, WORKSHOP) if name == "workshop" else (promised(), follow_up_by_keys, FOLLOW_UP)
    )
    opener = open_to_drive if name == "workshop" else looking_again
    paths = [tmp_path / way / "clinic.toml" for way in ("keys", "lines")]
    for path in paths:
        path.parent.mkdir()
        write(session, path.parent)
    async with driving(paths[0], open_file=opener) as driver:
        await keys(driver)
        assert driver.stage == "ended"
        await driver.until("saved", lambda: on_disk(paths[0]) == driver.session)
    by_lines(paths[1], lines, opener)
    assert without_ids(on_disk(paths[1])) == without_ids(on_disk(paths[0]))


SCREEN_ONLY = re.compile("[\x00-\x1f\x7f-\x9f\u2500-\u259f●◉○✓]|F[5-9]\\b|pgdn|\\bSpace\\b|; u ")
"""Signs, keys and controls that say nothing to somebody who only listens."""


@pytest.mark.parametrize("name", ["workshop", "follow-up"])
def test_a_transcript_can_be_followed_by_ear(tmp_path: Path, name: str) -> None:
    """Each stage is told in turn, each line is answered, and nothing is said that only eyes understand."""
    if name == "workshop":
        said = by_lines(write(workshop(), tmp_path), WORKSHOP)
    else:
        said = by_lines(write(promised(), tmp_path), FOLLOW_UP, looking_again)
    message = [line for line in said if not line.startswith("> ")]
    assert [line for line in message if SCREEN_ONLY.search(line) or line != line.strip() or not line] == []
    stages = [line.partition(".")[0] for line in message if line.startswith("Stage ")]
    titles = [stage.title for stage in on_disk(tmp_path / "clinic.toml").stages if stage.run != "r0"][-len(stages) :]
    assert stages == [f"Stage {n} of {len(stages)}: {title}" for n, title in enumerate(titles, 1)]
    unanswered = [line for line, after in pairwise(said) if line[:2] == after[:2] == "> "]
    assert unanswered == []
    assert any(line.startswith("The run ended at 10:0") for line in message)


def test_each_line_says_what_was_understood(tmp_path: Path) -> None:
    """The step with its owner, its day and how far that is; the step that is named by its number."""
    said = by_lines(write(workshop(), tmp_path), WORKSHOP)
    for line, answer in (
        ("Draft the intake form @ana +bea >fri #designer",
         "1. Draft the intake form, Ana Lopes, Bea, Fri 20 Nov, in 2 days, needs designer."),
        ("ana fri", "1. Ana Lopes, Book a room for the monthly clinic, Fri 20 Nov, in 2 days."),
        ("5", "5. Emil, here"), ("/gap.next", "Improvement 2 of 3: Faster triage."),
        ("/item.up 2", "1. Shorten onboarding, 5 votes"),
        ("ana 2 weeks", "Next check: ana 2 weeks, Wed 2 Dec, in 14 days, Ana Lopes calls it."),
    ):  # fmt: skip
        assert said[said.index(f"> {line}") + 1] == answer or answer in said


def test_a_number_names_the_step_that_the_line_is_for(tmp_path: Path) -> None:
    """`2 ana fri` is for step 2; a day that begins with a number is a day all the same."""
    path = write(workshop(), tmp_path)
    lines = ("/start", "/next", "/next", "One", "Two", "Three", "/next", "2 ana fri", "4 dec", "/next", "3 a room")
    said = by_lines(path, lines)
    steps = {step.text: (step.owner, step.due) for step in on_disk(path).steps}
    assert steps == {
        "One": (None, None), "Two": ("Ana Lopes", dt.date(2026, 11, 20)), "Three": (None, dt.date(2026, 12, 4)),
    }, said  # fmt: skip
    (need,) = on_disk(path).resources
    assert need.text == "a room"


def test_time_is_told_at_its_thresholds_once_and_when_asked(tmp_path: Path) -> None:
    """Two minutes and a bit of Introduce: wrap up, last words, time is up with its ways out; else silence."""
    said = by_lines(write(workshop(), tmp_path), ["/start", 140, "/time", "/more", "/pause", 600, "/quit"])
    assert [line for line in said if re.match("Wrap|Last|Time is", line)] == [
        "Wrap up: 0:24 left, Introduce.",
        "Last words: 0:12 left, Introduce.",
        next(line for line in said if line.startswith("Time is up: Introduce. /more: a minute more, ")),
    ]
    assert "/clock.borrow: from " in " ".join(said)
    assert said[said.index("> /time") + 1].startswith("0:20 over")
    assert said[said.index("> /more") + 1].startswith("1:00 left, until ")
    assert said[said.index("> /pause") + 1 : said.index("> /quit")] == [
        next(line for line in said if line.startswith("Paused, 1:00 left"))
    ]


@pytest.mark.parametrize("id", [id for id in ACTIONS if not id.startswith("answer.")])
def test_every_key_id_is_a_command(tmp_path: Path, id: str) -> None:
    """Each is known in a stage with steps, and says something or changes something."""
    path = write(workshop(), tmp_path)
    said = by_lines(path, ["/start", "/next", "/next", "One @ana >fri", "Two", "/next", f"/{id}"])
    after = said[said.index(f"> /{id}") + 1 :]
    assert not [line for line in after if line.startswith("There is no /")]
    assert after or id in ("close", "quit")


def test_words_are_never_lost_nor_taken_for_others(tmp_path: Path) -> None:
    """An unknown command is named, y without a question is no step, hostile text is one clean line."""
    path = write(workshop(), tmp_path)
    said = by_lines(path, ["/start", "/next", "/next", "/pasue", "/item.drop 9", "y", HOSTILE, "/undo", "/redo", ""])
    assert "There is no /pasue; did you mean /pause?" in said
    assert any(line.startswith("There is no row 9; /list reads") for line in said)
    assert [step.text for step in on_disk(path).steps] == ["[/] [@click=app.quit]x[/] 研修計画 x"]
    assert [line for line in said if not line.startswith(">") and SCREEN_ONLY.search(line)] == []


def test_no_textual_is_loaded_by_ear() -> None:
    """In a fresh interpreter, a whole stage, its rows, its questions and its help."""
    code = (
        "import sys, pathlib, tempfile; sys.path[:0] = ['tests/tui', 'tests']\n"
        "from flipchart.cli.frame.main import main\n"
        "folder = tempfile.mkdtemp()\n"
        "main(['--dir', folder, 'new', 'A', '--people', 'Ana', '--no-run'])\n"
        "code = main(['--dir', folder, 'run', 'last', '--plain'])\n"
        "assert code == 0, code\n"
        "loaded = [name for name in sys.modules if name.split('.')[0] == 'textual']\n"
        "assert not loaded, loaded[:5]\n"
    )
    lines = "/start\n/next\nFaster triage\n/next\nA step @ana >fri\n/list\n/next\n/gaps\n/menu\n/help all\n/quit\n"
    done = subprocess.run(
        [sys.executable, "-c", code], input=lines, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "A step" in done.stdout


@pytest.mark.parametrize(
    "text", ["[/] [b]Zq[/b] \\[ $error {0}", "研修計画👩‍👩‍👧‍👦ﷺשלום Zq", "Zq" + "x" * 1_900, CONTROLS], ids=range(4)
)
def test_hostile_words_are_only_words_by_ear(tmp_path: Path, text: str) -> None:
    """In every field and every kind of stage: no crash, and each thing is one clean line."""
    data, _ = hostile(every_kind(), text)
    path = tmp_path / "clinic.toml"
    path.write_bytes(data)
    each = ("", "/list", "/gaps", "/time", "/item.edit 1", "")
    lines = ["/start", *(line for _ in KINDS for line in (*each, "/menu", "2")), "/list", "1", "1", "/quit"]
    said = by_lines(path, lines)
    assert "Zq" in " ".join(said)
    assert [line for line in said if re.search("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", line)] == []
    assert {line.split(":")[0].split()[1] for line in said if line.startswith("Stage ")} >= {"1", "7", "14"}


def test_the_promises_are_read_person_by_person(tmp_path: Path) -> None:
    """Where a screen shows codes to take home."""
    lines = ("/start", "/next", "/next", "One @bea >fri", "Two @ana", "/menu", "3", "/share.codes")
    said = by_lines(write(workshop(), tmp_path), lines)
    assert said[-2:] == ["Ana Lopes: Two, no date.", "Bea: One, Fri 20 Nov."]


def test_every_command_of_its_page_is_known(tmp_path: Path) -> None:
    """docs/by-ear.md names nothing that is not there."""
    page = (Path(__file__).parents[2] / "docs" / "by-ear.md").read_text(encoding="utf-8")
    commands = [it for it in re.findall(r"`/([a-z.]+)", page) if "…" not in it and not it.endswith(".")]
    said = by_lines(write(workshop(), tmp_path), [f"/{it}" for it in commands if it != "quit"])
    assert len(commands) > 20
    assert [line for line in said if line.startswith("There is no /")] == []


def test_before_the_start_a_word_for_nobody_is_no_person(tmp_path: Path) -> None:
    """It is refused with the hint of the mark, and the names beside it wait for another line."""
    path = write(workshop(), tmp_path)
    said = by_lines(path, ["Dora, niemand", "TBC", "Dora"])
    assert "“niemand” is not one person: whose name goes here?" in said
    assert "“TBC” is not one person: whose name goes here?" in said
    assert on_disk(path).people == (*workshop().people, "Dora")


def test_before_the_start_commands_and_steps_are_no_people(tmp_path: Path) -> None:
    """A command may lack its slash, and a line with marks or too many words is asked about; names still come in."""
    path = write(workshop(), tmp_path)
    step, long = "Draft the form @Ana >fri", "we should all meet here again very soon"
    said = by_lines(path, ["help", "?", step, long, "Kim Park, Dora Klein, Jo van der Berg", "start", "q"])
    assert said.count("Each stage says how it takes a line; /help all lists every action.") == 2
    assert sum(line.startswith("This does not look like a name") for line in said) == 2
    assert on_disk(path).people == (*workshop().people, "Kim Park", "Dora Klein", "Jo van der Berg")
    assert [it.event for it in on_disk(path).timing] == ["start"]


STANDS: tuple[tuple[str, str, dict[str, object]], ...] = (
    ("2 done", "late", {"state": "done", "finished": TEN.date()}),
    ("2 kept", "late", {"state": "done"}),
    ("2 done tue", "late", {"state": "done", "finished": dt.date(2026, 11, 17)}),
    ("2 tue", "late", {"state": "done", "finished": dt.date(2026, 11, 17)}),
    ("3 partly", "twice", {"state": "doing"}),
    ("3 under way", "twice", {"state": "doing"}),
    ("4 stuck Pat asks", "today", {"state": "blocked"}),
    ("4 1 tue", "today", {"state": "done", "finished": dt.date(2026, 11, 17)}),
    ("4 new date 4 dec", "today", {"due": dt.date(2026, 12, 4)}),
    ("4 dropped nobody needs it", "today", {"state": "dropped"}),
)  # fmt: skip


@pytest.mark.parametrize(("line", "id", "now"), STANDS, ids=[line for line, _, _ in STANDS])
def test_a_promise_stands_as_a_line_says_after_its_number(
    tmp_path: Path, line: str, id: str, now: dict[str, object]
) -> None:
    """In the last promises the number names the row, and words say what digits say at a check-in."""
    path = write(promised(), tmp_path)
    said = by_lines(path, ("/start", "/list", line), looking_again)
    row = next(it for it in said if it.startswith(f"{line[0]}. "))
    step = next(it for it in on_disk(path).steps if it.id == id)
    assert step.text in row
    assert {key: getattr(step, key) for key in now} == now


@pytest.mark.parametrize("line", ["2 not", "2 not kept", "2 1 stuck", "2 1 not"])
def test_what_does_not_say_how_a_promise_stands_is_no_comment(tmp_path: Path, line: str) -> None:
    """One sentence says what to type instead; nothing is reported."""
    path = write(promised(), tmp_path)
    before = on_disk(path).reports
    said = by_lines(path, ("/start", line), looking_again)
    message = said[said.index(f"> {line}") + 1]
    assert message.startswith(("Not done: 2 is under way", "Begin with a digit"))
    assert on_disk(path).reports == before


def test_a_word_about_a_promise_stays_a_comment(tmp_path: Path) -> None:
    """Also where it begins like one of the answers."""
    path = write(promised(), tmp_path)
    by_lines(path, ("/start", "2 nothing came of it yet"), looking_again)
    message = on_disk(path).reports[-1]
    assert (message.step, message.state, message.note) == ("late", "open", "nothing came of it yet")


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (("/next", "4", "yesterday"), "Tue 17 Nov is past: type a day still to come."),
        ((*["/next"] * 7, "ana yesterday"), "Tue 17 Nov is past: type a day still to come."),
        (("2 20 dec",), "Sat 20 Dec 2025 is more than a day before this plan was made. Type a day from"),
    ],
    ids=["new date", "next check", "done"],
)
def test_a_day_that_cannot_be_is_refused_by_ear(tmp_path: Path, lines: tuple[str, ...], message: str) -> None:
    """A promise is for a day to come, and nothing was done before there was a plan."""
    path = write(promised(), tmp_path)
    before = on_disk(path)
    said = by_lines(path, ("/start", *lines), looking_again)
    assert any(it.startswith(message) for it in said), said
    assert (on_disk(path).reports, on_disk(path).next_check) == (before.reports, before.next_check)


def test_a_break_tells_when_it_ends(tmp_path: Path) -> None:
    """What is left of the stage is not what is waited for; after the break there is nothing of it."""
    said = by_lines(write(workshop(), tmp_path), ("/start", "/clock.break 5", 60, "/time", "/start", "/pause"))
    first, after = said[said.index("> /time") + 1], said[said.index("> /pause") + 1]
    assert ", back at 10:05," in first
    assert "back at" not in after


def test_what_is_done_is_not_still_promised(tmp_path: Path) -> None:
    """A step that is marked done keeps its place, so the heading over it says no more than is true."""
    said = by_lines(write(promised(), tmp_path), ("/start", "/list", "2 done", "/list"), looking_again)
    first, second = said[: said.index("> 2 done")], said[said.index("> 2 done") :]
    assert "Still promised" in first
    assert ("Still promised" in second, "Promised until now" in second) == (False, True)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("2 bea 3/4", "3 Apr or 4 Mar? Type 3 apr or 4 mar."),
        ("2 bea asap", "“asap” is not a date: which day? Type a day such as fri, 15 dec or 2w."),
        ("7 ana", "There is no row 7; /list reads 2."),
        ("7", "There is no row 7; /list reads 2."),
        ("31 nov", "There is no 31 November. November ends on the 30th."),
    ],
)
def test_what_is_wrong_with_a_line_for_a_step_is_said(tmp_path: Path, line: str, message: str) -> None:
    """What stands behind its number, or that there is no such step; a day that cannot be is still a day."""
    path = write(workshop(), tmp_path)
    said = by_lines(path, ("/start", "/next", "/next", "One", "Two", "/next", line))
    assert said[said.index(f"> {line}") + 1 :] == [message]
    assert {(it.owner, it.due) for it in on_disk(path).steps} == {(None, None)}


def test_votes_are_asked_for_where_improvements_are_read(tmp_path: Path) -> None:
    """In Introduce the rows are people: nothing is asked, and the number that follows is no improvement."""
    path = write(workshop(), tmp_path)
    said = by_lines(path, ("/start", "/item.votes 1", "12", "/next", "/item.votes 1", "12"))
    first = said.index("> /item.votes 1")
    assert said[first + 1 : first + 4] == ["That does nothing here.", "> 12", "There is no row 12; /list reads 3."]
    texts = [(it.text, it.votes) for it in on_disk(path).improvements]
    assert "12" not in dict(texts)
    assert texts[0] == ("Faster triage", 12)


def test_undo_by_ear_names_the_step(tmp_path: Path) -> None:
    """Which answer it took back, and which it gave again."""
    said = by_lines(write(promised(), tmp_path), ("/start", "2 done", "/undo", "/redo"), looking_again)
    assert "Undid: report (Draft the escalation path)." in said
    assert "Redid: report (Draft the escalation path)." in said
