"""The agenda changed in the app, before and during the run, and kept as a template of one's own."""

import datetime as dt
import re
from pathlib import Path

import pytest
from driver import TEN, Driver, driving
from workshops import workshop, write

from flipchart.clock import ManualClock
from flipchart.domain.commands.agenda import StartStage
from flipchart.domain.session import Session
from flipchart.exchange.templates.agenda_template import load_template
from flipchart.store.paths import config_dir
from flipchart.tui.app import ViewName
from flipchart.tui.screens.agenda import AgendaScreen
from flipchart.tui.widgets.inputs import CaptureBox

SIZES = pytest.mark.parametrize("size", [(48, 14), (60, 18), (80, 24), (120, 40)], ids=str)


async def at_the_agenda(driver: Driver) -> AgendaScreen:
    """Open it by its key."""
    await driver.press("A")
    await driver.until("the agenda", lambda: isinstance(driver.app.screen, AgendaScreen))
    screen = driver.app.screen
    assert isinstance(screen, AgendaScreen)
    await driver.until("the scripts are read", lambda: bool(screen.scripts))
    return screen


def kinds(session: Session) -> list[str]:
    """The stages of the last run in order."""
    run = session.last_run
    return [stage.kind for stage in session.stages_of(run)] if run else []


DEFAULT = ["introduce", "review", "define", "assign", "resources"]


@SIZES
async def test_before_the_start_everything_is_changed_and_taken_back(tmp_path: Path, size: tuple[int, int]) -> None:
    """Minutes, a title, order, one more and one less; each u takes one of them back."""
    path = write(workshop(), tmp_path)
    async with driving(path, size) as driver:
        await at_the_agenda(driver)
        await driver.sees("Agenda", "ends 10:15", "10:05  Define action steps", "when all are ready")
        await driver.press("j", "j", "enter", "ctrl+u")
        await driver.type("+2:30")
        await driver.sees("ends 10:18")
        await driver.press("enter", "e", "ctrl+u")
        await driver.write("Steps")
        await driver.press("K", "x", "a")
        await driver.type("risks 10 min What may go wrong")
        await driver.sees("Risks, 10 min")
        await driver.press("enter")
        await driver.sees("What may go wrong", "added; u takes it back")
        assert kinds(driver.session) == ["introduce", "review", "risks", "assign", "resources"]
        made = next(stage for stage in driver.session.stages if stage.kind == "risks")
        assert (made.seconds, bool(made.prompt), bool(made.say)) == (600, True, True)
        await driver.press("u")
        assert kinds(driver.session) == ["introduce", "review", "assign", "resources"]
        await driver.press("u")
        assert kinds(driver.session) == ["introduce", "define", "review", "assign", "resources"]
        await driver.press("u", "u", "u")
        assert driver.session.stages == workshop().stages
        await driver.press("U", "U")
        assert [stage.title for stage in driver.session.stages][2] == "Steps"


async def test_during_the_run_what_is_over_stays(tmp_path: Path) -> None:
    """The stage that runs has other minutes; one that is over has no cursor; the times go on with the clock."""
    async with driving(write(workshop(), tmp_path)) as driver:
        await driver.press("space", "n")
        screen = await at_the_agenda(driver)
        assert screen.stage is not None
        assert screen.stage.kind == "review"
        await driver.press("K")
        assert kinds(driver.session) == DEFAULT
        await driver.press("enter", "ctrl+u")
        await driver.write("5")
        assert driver.app.clock is not None
        assert driver.app.clock.stage is not None
        assert driver.app.clock.stage.remaining == 300
        await driver.sees("ends 10:15")
        await driver.press("x")
        await driver.sees("removed; u takes it back")
        assert driver.stage == "define"
        await driver.press("u")
        assert driver.stage == "review"
        await driver.press("up", "up", "up", "enter", "ctrl+u")
        await driver.write("0")
        await driver.sees("A stage needs some time.")
        await driver.press("escape")
        await driver.pass_time(600)
        await driver.sees("ends 10:20")


@pytest.mark.parametrize("view", ["room", "desk"])
async def test_after_a_jump_no_time_of_the_agenda_runs_backwards(tmp_path: Path, view: ViewName) -> None:
    """What has begun stands first, with its real start; then what is to come from now on, the end last."""
    session = workshop()
    stage = next(it for it in session.stages if it.kind == "assign")
    async with driving(write(session, tmp_path), view=view) as driver:
        await driver.press("space")
        await driver.pass_time(60)
        await driver.press("n")
        await driver.pass_time(60)
        driver.app.do(StartStage(session.runs[0].id, stage.id, driver.clock.now()))
        await driver.pass_time(60)
        await at_the_agenda(driver)
        rows = [row for row in driver.text().split("\n") if re.search(r"\d\d:\d\d  \w", row)]
        times = [found[0] for row in rows if (found := re.search(r"\d\d:\d\d(?=  \w)", row))]
        assert times == sorted(times), rows
        assert "10:00  Introduce" in rows[0] and "1:00 of 2:00" in rows[0]
        assert "10:02  Owners and timelines" in rows[1]
        assert "1:00 of 3:00" in next(row for row in rows if "Review" in row)


async def test_a_title_of_two_lines_is_set_in_below_itself_and_what_was_done_is_said_whole(tmp_path: Path) -> None:
    """Its second line begins where the first one does, not below the times; at 48 columns the end gives way."""
    async with driving(write(workshop(), tmp_path), (48, 14)) as driver:
        await driver.press("tab")
        screen = await at_the_agenda(driver)
        rows = driver.text().split("\n")
        at = next(n for n, row in enumerate(rows) if "Review prioritized" in row)
        assert rows[at + 1].index("improvements") == rows[at].index("Review"), driver.text()
        await driver.press(*["down"] * 9, "enter")
        await driver.write("10:12")
        await driver.press("f")
        assert screen.answer
        assert "shortened; u takes it back" in driver.text().split("\n")[0]


async def test_start_and_end_are_planned_and_the_rest_fitted(tmp_path: Path) -> None:
    """An hour alone is today's; what does not fit together is told while it is typed; f shrinks, u takes it back."""
    async with driving(write(workshop(), tmp_path), clock=ManualClock(TEN)) as driver:
        await at_the_agenda(driver)
        await driver.press("up", "enter")
        await driver.type("10:30")
        await driver.sees("starts 10:30, ends 10:45")
        await driver.press("enter")
        await driver.press(*["down"] * 9, "enter")
        await driver.type("10:20")
        await driver.sees("would be over before it starts")
        await driver.press("ctrl+u")
        await driver.write("10:40")
        await driver.sees("must end 10:40, 5 min behind")
        await driver.press("f")
        await driver.sees("ends 10:40", "shortened; u takes it back")
        await driver.press("u")
        await driver.sees("5 min behind")
        run = driver.session.last_run
        assert run is not None
        assert (run.planned_start, run.ends_by) == (TEN + dt.timedelta(minutes=30), TEN + dt.timedelta(minutes=40))
        await driver.press(*["down"] * 9, "enter", "ctrl+u")
        await driver.write("-")
        await driver.until("no end is fixed", lambda: "must end" not in driver.text())
        assert "fit to end" not in driver.text()


async def test_it_is_kept_as_a_template_of_ones_own(tmp_path: Path) -> None:
    """With the minutes of now, questions and scripts; a title that there is already is refused; no path is shown."""
    async with driving(write(workshop(), tmp_path)) as driver:
        await at_the_agenda(driver)
        await driver.press("enter", "ctrl+u")
        await driver.write("4")
        await driver.press("w")
        await driver.write("Ward Round, short")
        await driver.sees("kept as the template ward-round-short")
        assert str(config_dir()) not in driver.text()
        kept = load_template("ward-round-short", config_dir() / "templates")
        like = load_template("action-planning")
        assert [(it.kind, it.title, it.prompt, it.say) for it in kept.stages] == [
            (it.kind, it.title, it.prompt, it.say) for it in like.stages
        ]
        assert (kept.stages[0].minutes, kept.materials, kept.leave_with) == (4, like.materials, like.leave_with)
        await driver.press("w")
        await driver.write("ward round  short")
        await driver.sees("There is a template “ward-round-short” already: type another title.")
        assert driver.app.screen.query_one("#box", CaptureBox).value == "ward round  short"
        await driver.press("ctrl+u")
        await driver.write("…")
        await driver.sees("The title of a template needs a letter or a number.")
        await driver.press("ctrl+u")
        await driver.write("ward round, shorter")
        await driver.sees("kept as the template ward-round-shorter")
        assert not driver.app.screen.query_one("#boxrow").display


async def test_after_the_end_it_is_only_looked_at(tmp_path: Path) -> None:
    """Its keys do nothing and are not named."""
    async with driving(write(workshop(), tmp_path)) as driver:
        await driver.press("space", *["pagedown"] * 5)
        assert driver.stage == "ended"
        await at_the_agenda(driver)
        await driver.sees("Agenda   has ended; it stays as it was")
        assert "x remove" not in driver.text()
        before = driver.session
        await driver.press("enter", "a", "x", "K", "f")
        assert driver.session == before
        assert "minutes" not in driver.text()


async def test_without_a_run_there_is_no_agenda(tmp_path: Path) -> None:
    """That is said."""
    async with driving(write(workshop().revise(runs=(), stages=()), tmp_path)) as driver:
        await driver.press("A")
        await driver.sees("This session has no agenda.")


@pytest.mark.parametrize("view", ["room", "desk"])
async def test_the_cursor_stops_at_people_and_not_at_the_agenda(tmp_path: Path, view: ViewName) -> None:
    """Where the agenda is only shown, down and up go from person to person."""
    async with driving(write(workshop(), tmp_path), (120, 40), view=view) as driver:
        for key in ("down", "space", "down", "up"):
            await driver.press(key)
            ids = {stage.id for stage in driver.session.stages}
            assert not ids & set(driver.room.frame().stops)
