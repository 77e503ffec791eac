"""A rehearsal: the whole workshop on a fast clock, said on every screen, and nothing of it on any disk."""

import datetime as dt
import os
from pathlib import Path

import pytest
from driver import TEN, Driver, context, driving
from msgspec.structs import replace
from workshops import with_steps, workshop, write

from flipchart.clock import ManualClock
from flipchart.domain.agenda import Run
from flipchart.domain.commands.agenda import StartStage
from flipchart.domain.session import Session
from flipchart.service.open_session import open_to_drive
from flipchart.service.rehearsal import REFUSED, WORDS, rehearsing

EVERYWHERE = ("space", "z", "b", "b", "z", "g", "escape", "i", "escape", "f1", "escape", "ctrl+p", "escape", "comma",
              "comma", "w", "y", "ctrl+s", "T", "l")  # fmt: skip


def everything(*folders: Path) -> dict[str, tuple[int, bytes]]:
    """Every file below some folders, with its bytes and when it was changed."""
    files = (path for folder in folders for path in sorted(folder.rglob("*")) if path.is_file())
    return {str(path): (path.stat().st_mtime_ns, path.read_bytes()) for path in files}


async def through_it_all(driver: Driver) -> None:
    """From the start to the closing page, past everything that shows, writes, adds or keeps something."""
    await driver.press(*EVERYWHERE)
    await driver.write("Contractor badges")
    for _ in range(5):
        await driver.press("pagedown", "escape", "a")
        await driver.write("Call the supplier @Ana >fri !if nobody is there then write")
        await driver.type("half a li")
        await driver.press("escape")
        await driver.pass_time(100)
    await driver.press("escape", "u", "u", "U", "pagedown", "pagedown")


async def driven(path: Path, rehearsal: bool) -> Session:
    """Drive a session, as a rehearsal or in earnest, and return what became of it."""
    clock = ManualClock(TEN)
    made = replace(context(path.parent, clock), rehearsal=rehearsal)
    async with driving(path, clock=clock, made=made) as driver:
        await through_it_all(driver)
        assert len(driver.session.steps) > 3
        return driver.session


async def test_a_rehearsal_leaves_every_folder_as_it_was(tmp_path: Path) -> None:
    """No session, draft, lock, sign of life, history, backup or export: every file is there with its old bytes."""
    home = Path(os.environ["HOME"])
    path = write(with_steps(workshop()), tmp_path)
    before = everything(tmp_path, home)
    await driven(path, rehearsal=True)
    assert everything(tmp_path, home) == before
    await driven(path, rehearsal=False)
    after = everything(tmp_path, home)
    changed = {Path(name).name for name in after if after[name] != before.get(name)}
    assert {"clinic.toml", "clinic.md"} <= changed, "in earnest all of these are written"
    assert any(name.endswith(".json") for name in changed), "and what can be taken back"
    assert any(name.endswith(".json") for name in changed), "and what can be taken back"


@pytest.mark.parametrize("size", [(48, 14), (60, 18), (80, 24), (200, 60)], ids=str)
async def test_every_screen_says_that_it_is_a_rehearsal(tmp_path: Path, size: tuple[int, int]) -> None:
    """In words and in the first row: before the start, in every stage, on what lies over the room, at the end."""
    clock = ManualClock(TEN)
    made = replace(context(tmp_path, clock), rehearsal=True)
    async with driving(write(with_steps(workshop()), tmp_path), size, clock, made=made) as driver:
        assert WORDS in driver.text().split("\n")[0]
        for key in (*EVERYWHERE, *["pagedown"] * 6):
            await driver.press(key)
            assert WORDS in driver.text().split("\n")[0], key
            assert "at least" not in driver.text(), "the smallest window is large enough for it"
            assert "saved " not in driver.text().replace(WORDS, "")


async def test_what_would_be_written_is_refused_in_a_sentence(tmp_path: Path) -> None:
    """`w` says why there is no file."""
    clock = ManualClock(TEN)
    made = replace(context(tmp_path, clock), rehearsal=True)
    async with driving(write(workshop(), tmp_path), clock=clock, made=made) as driver:
        await driver.press("w")
        await driver.sees(REFUSED)


@pytest.mark.parametrize("rehearsal", [True, False])
async def test_a_clock_that_does_not_go_on_is_not_said_to(tmp_path: Path, rehearsal: bool) -> None:
    """`q` asks while the clock runs; of a rehearsal nothing goes on."""
    clock = ManualClock(TEN)
    made = replace(context(tmp_path, clock), rehearsal=rehearsal)
    async with driving(write(workshop(), tmp_path), clock=clock, made=made) as driver:
        await driver.press("space", "q")
        await driver.sees("The clock is running.")
        assert ("it goes on" in driver.text()) is not rehearsal


def planned(start: dt.datetime | None) -> Session:
    """A workshop that is planned for an instant and whose second stage runs since ten."""
    session = workshop()
    run: Run = session.runs[0].revise(planned_start=start)
    return StartStage(run.id, session.stages[1].id, TEN).apply(session.revise(runs=(run,)))


@pytest.mark.parametrize("start", [None, TEN + dt.timedelta(days=1)])
def test_a_rehearsal_begins_before_the_start_at_the_planned_time(tmp_path: Path, start: dt.datetime | None) -> None:
    """Whatever the run's clock says, it has not begun; time is that of the plan and goes ten times as fast."""
    path = write(planned(start), tmp_path)
    clock = ManualClock(TEN + dt.timedelta(minutes=1))
    made = rehearsing(path, context(tmp_path, clock))
    open_session = open_to_drive(path, made)
    state = open_session.runner.clock_state()
    assert state is not None
    assert (state.state, open_session.unwatched) == ("planned", None)
    begins = start or clock.now()
    assert made.clock.now() == begins
    clock.advance(6)
    assert made.clock.now() == begins + dt.timedelta(minutes=1)
    assert open_session.close(1.0)
