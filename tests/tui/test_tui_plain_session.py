"""A workshop and a follow-up by ear: line by line, with the same file as by keys."""

import re
from collections.abc import Callable, Iterable
from pathlib import Path

from driver import TEN, context, driving
from followed import looking_again, promised
from test_tui_follow_up import all_the_rest, how_it_goes, the_urgent_ones, what_got_done, when_again
from test_tui_workshop import assign, before_the_start, close, define, resources, review
from workshops import workshop, write

from flipchart.clock import ManualClock
from flipchart.domain.session import Session
from flipchart.service.context import Context
from flipchart.service.open_session import Sitting, open_sitting
from flipchart.store.codec import decode
from flipchart.tui.plain_session import PlainSession

Opener = Callable[[Path, Context], Sitting]

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


def by_lines(path: Path, lines: Iterable[str | int], take_up: Opener = open_sitting) -> list[str]:
    """Drive a session by lines, and return what was said, each line that was typed before its answer."""
    clock = ManualClock(TEN)
    made = context(path.parent, clock)
    sitting = take_up(path, made)
    session = PlainSession(sitting, made)
    said = session.begin()
    for line in lines:
        if isinstance(line, int):
            for _ in range(line):
                clock.advance(1)
                said += session.tick()
        else:
            said += [f"> {line}", *session.line(line)]
    assert sitting.close(10)
    return said


def on_disk(path: Path) -> Session:
    """What is in the file."""
    return decode(path.read_bytes(), name=path.name, made=TEN)


def without_ids(session: Session) -> str:
    """The session as text, with each made-up id in the order in which it first stands there."""
    known: dict[str, str] = {}
    return re.sub(r"'new\d+'", lambda it: known.setdefault(it[0], f"#{len(known)}"), repr(session))


async def test_a_whole_workshop_by_ear_makes_the_file_that_keys_make(tmp_path: Path) -> None:
    """Every stage, answer and time: the two files differ in made-up ids alone."""
    for name in ("keys", "lines"):
        (tmp_path / name).mkdir()
        write(workshop(), tmp_path / name)
    path = tmp_path / "keys" / "clinic.toml"
    async with driving(path) as driver:
        for part in (before_the_start, review, define, assign, resources, close):
            await part(driver)
        await driver.saved()
    heard = tmp_path / "lines" / "clinic.toml"
    by_lines(heard, WORKSHOP)
    assert without_ids(on_disk(heard)) == without_ids(on_disk(path))


async def test_a_whole_follow_up_by_ear_makes_the_file_that_keys_make(tmp_path: Path) -> None:
    """Answers, questions, hands, words from outside and the next check alike."""
    for name in ("keys", "lines"):
        (tmp_path / name).mkdir()
        write(promised(), tmp_path / name)
    path = tmp_path / "keys" / "clinic.toml"
    async with driving(path, take_up=looking_again) as driver:
        for part in (what_got_done, the_urgent_ones, all_the_rest, how_it_goes, when_again):
            await part(driver)
        await driver.saved()
    heard = tmp_path / "lines" / "clinic.toml"
    by_lines(heard, FOLLOW_UP, looking_again)
    assert without_ids(on_disk(heard)) == without_ids(on_disk(path))
