"""A whole workshop on a real terminal: from the command that makes it to the file on the disk, and back.

What is typed here starts the command itself each time, as people do.
"""

import json
import shlex
import subprocess
from pathlib import Path

import pytest
from place import PROGRAM, Place
from terminal import Terminal

TITLE = "Service blueprint: outpatient clinic"
LIST = """- Faster triage
- Shorten onboarding
* Book interpreters before the day
4. Parking signs
"""


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """Folders of its own, and a list of improvements."""
    made = Place(tmp_path, fresh=True)
    (tmp_path / "list.txt").write_text(LIST, encoding="utf-8")
    return made


def shown(place: Place) -> dict[str, object]:
    """What `flipchart show --json` tells of the one session."""
    call = [*PROGRAM, "show", str(place.path), "--json"]
    answer: dict[str, object] = json.loads(
        subprocess.run(call, env=place.env, capture_output=True, check=True).stdout
    )
    return answer


def to_the_review(terminal: Terminal) -> None:
    """Who is here, the start, votes, and the line."""
    terminal.wait("space start")
    terminal.press("tab", "enter")
    terminal.wait("● Ana")
    terminal.press("space")
    terminal.wait("1/5")
    terminal.press("pgdn")
    terminal.wait("2/5")
    terminal.press("v")
    for votes in ("5", "3", "1", "0"):
        terminal.wait("Votes")
        terminal.type(f"{votes}\r")
    terminal.wait("0 votes")
    terminal.wait("All counted")
    terminal.press("esc")
    terminal.press("down", "K")
    terminal.wait("below the line")


def steps_and_promises(terminal: Terminal) -> None:
    """Steps for two improvements; then who and when, from open step to open step."""
    terminal.press("pgdn")
    terminal.wait("3/5")
    terminal.press("a")
    terminal.type("Draft the intake form @ana +bea >fri #designer")
    terminal.wait("needs designer")
    terminal.press("enter")
    terminal.type("Book a room for the monthly clinic\r")
    terminal.press("tab")
    terminal.wait("2 of 3")
    terminal.type("Walk the escalation path @Dora >2w\r")
    terminal.wait("Dora")
    terminal.press("pgdn")
    terminal.wait("4/5")
    terminal.press("enter")
    terminal.type("chen 2w\r")
    terminal.wait("Chen Wei")


def to_the_end(terminal: Terminal) -> None:
    """What it needs; then when we look again."""
    terminal.press("pgdn")
    terminal.wait("5/5")
    terminal.press("enter")
    terminal.type("A quiet corner =2 days @Noor #external !the chapel\r")
    terminal.wait("if not: the")
    terminal.press("enter")
    terminal.press("n")
    terminal.wait("? day")
    terminal.press("enter")
    terminal.type("ana 2 weeks\r")
    terminal.wait("Ana Lopes calls it")


@pytest.mark.parametrize("size", [(80, 24), (60, 18)], ids=str)
def test_a_workshop_from_the_command_to_the_file(place: Place, size: tuple[int, int]) -> None:
    """`flipchart new` opens it, every stage takes its keys, and what was said is in the file when it is left."""
    people = ["--group", "Clinic service team", "--people", "Ana Lopes, Bea, Chen Wei"]
    call = ["new", TITLE, *people, "--improvements", str(place.folder / "list.txt")]
    with place.start(*call, size=size) as terminal:
        to_the_review(terminal)
        steps_and_promises(terminal)
        to_the_end(terminal)
        terminal.press("q")
        assert terminal.ended() == 0
        assert terminal.restored()
    session = place.session()
    assert [(it.text, it.votes, it.below_line) for it in session.improvements] == [
        ("Faster triage", 5, False), ("Shorten onboarding", 3, False),
        ("Book interpreters before the day", 1, False), ("Parking signs", 0, True),
    ]  # fmt: skip
    assert [(it.text, it.owner, it.due is not None) for it in session.steps] == [
        ("Draft the intake form", "Ana Lopes", True), ("Book a room for the monthly clinic", "Chen Wei", True),
        ("Walk the escalation path", "Dora", True),
    ]  # fmt: skip
    assert [(it.text, it.status) for it in session.resources] == [("designer", "need"), ("A quiet corner", "need")]
    assert (session.next_caller, session.runs[0].present) == ("Ana Lopes", ("Ana Lopes",))
    answer = shown(place)
    assert answer["counts"] == {
        "steps": 3, "done": 0, "dropped": 0, "late": 0, "without_owner": 0, "without_date": 0, "completion": 0.0,
        "on_time": None, "slips": 0,
    }  # fmt: skip
    clock = answer["clock"]
    assert isinstance(clock, dict)
    assert (clock["state"], [it["state"] for it in clock["stages"]]) == ("ended", ["done"] * 5)


def test_killed_in_the_middle_it_goes_on_where_it_was(place: Place) -> None:
    """After kill -9 behind "saved" all words are there, the stage, and the line that was being typed."""
    with place.start("new", TITLE, "--improvements", str(place.folder / "list.txt")) as terminal:
        terminal.wait("space start")
        terminal.press("space", "pgdn", "pgdn")
        terminal.wait("3/5")
        terminal.press("a")
        terminal.type("Draft the intake form @Ana\r")
        terminal.wait("1  Draft the intake form")
        terminal.wait("saved ")
        terminal.type("Ask the night sh")
        drafts = place.state / "drafts"
        terminal.until(
            lambda: any("night sh" in it.read_text("utf-8") for it in drafts.glob("*.json")), "the draft is kept"
        )
        terminal.kill()
    assert place.steps() == ["Draft the intake form"]
    with place.start("run", "last") as terminal:
        terminal.wait("3/5")
        terminal.wait("Ask the night sh")
        terminal.press("a")
        terminal.type("ift\r")
        terminal.wait("2  Ask the night shift")
        terminal.press("esc", "q")
        terminal.wait("The clock is running")
        terminal.press("f8")
        assert terminal.ended() == 0
    assert place.steps() == ["Draft the intake form", "Ask the night shift"]


def test_a_list_that_is_piped_in_opens_too(place: Place) -> None:
    """With `-` the list comes from a pipe, and the keys from the terminal all the same."""
    call = " ".join(map(shlex.quote, [*PROGRAM, "new", TITLE, "--improvements", "-"]))
    script = f"{call} < {shlex.quote(str(place.folder / 'list.txt'))}"
    with Terminal(["/bin/sh", "-c", script], place.env) as terminal:
        terminal.wait("space start")
        terminal.press("space", "pgdn")
        terminal.wait("Parking signs")
        terminal.press("ctrl+q")
        assert terminal.ended() == 0
    assert place.session().improvements[0].text == "Faster triage"
