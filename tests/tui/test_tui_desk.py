"""The desk: what only the facilitator sees, at every size, however crowded and hostile the plan is."""

import datetime as dt
from functools import partial
from pathlib import Path

import pytest
from driver import TEN, Driver, driving
from workshops import crowded, with_steps, workshop, write

from flipchart.clock import ManualClock
from flipchart.domain.commands.agenda import StartStage
from flipchart.domain.follow_up import Report
from flipchart.domain.plan import Step
from flipchart.domain.session import Session
from flipchart.service.open_session import open_to_drive
from flipchart.store.private import PrivateNote, PrivateNotes
from flipchart.tui.desk.check_in_table import Cells, CheckInRow
from flipchart.tui.desk.panes import PANES
from flipchart.tui.screens.desk import DeskScreen
from flipchart.tui.text.lines import plain, width_of
from flipchart.tui.widgets.big_clock import BigClock
from flipchart.tui.widgets.row_list import RowList
from flipchart.tui.widgets.words import Words

SESSIONS = Path(__file__).parents[2] / "sessions"
SIZES = [(80, 24), (120, 40), (200, 60)]
KINDS = ("introduce", "review", "define", "assign", "resources")
PAST = (
    Step(id="t1", text="Draft the escalation path", state="open", owner="Chen Wei", due=dt.date(2026, 11, 6),
         first_due=dt.date(2026, 10, 20), moves=2),
    Step(id="t2", text="Book a room", state="blocked", owner="Bea", due=dt.date(2026, 12, 1)),
    Step(id="t3", text="Shorten the order form", state="open", due=dt.date(2026, 11, 20)),
    Step(id="t4", text="Agree the checklist", state="done", owner="Ana Lopes", due=dt.date(2026, 11, 6),
         first_due=dt.date(2026, 11, 6), finished=dt.date(2026, 11, 4)),
)  # fmt: skip
MOVED = (
    Report(id="r1", step="t1", on=dt.date(2026, 10, 25), state="open", due=dt.date(2026, 10, 30)),
    Report(id="r2", step="t1", on=dt.date(2026, 11, 2), state="open", due=dt.date(2026, 11, 6)),
)
HOSTILE = "[/][@click=app.quit]\x1b]52;c;UFdO\x07\u202eZq [b]"


def desk_of(driver: Driver) -> DeskScreen:
    """The desk of an app that shows it."""
    assert isinstance(driver.room, DeskScreen)
    return driver.room


def whole(driver: Driver) -> str:
    """The screen on one line, every gap one blank."""
    return " ".join(driver.text().split())


def out_of_place(driver: Driver) -> list[str]:
    """Lines of the desk that are wider than their part of the screen, or one over another."""
    desk = desk_of(driver)
    found = [
        plain(words)
        for part in desk.query(Words)
        if part.display and part.region.height
        for words in part.lines
        if width_of(words) > part.content_size.width and not plain(words).startswith(("Room", "Watch", "Say"))
    ]
    for rows in desk.query(RowList):
        if rows.display and rows.region.height:
            found += [plain(words) for _, words in rows.all_lines() if width_of(words) > rows.content_size.width]
    lowest = max(part.region.bottom for part in desk.query("*") if part.display)
    return found + ([] if lowest <= desk.size.height else [f"{lowest} rows on {desk.size.height}"])


async def test_the_desk_shows_what_the_room_does_not(tmp_path: Path) -> None:
    """The script, what to watch for, what the room sees, what to ask; behind or ahead though nobody set an end."""
    async with driving(write(with_steps(workshop()), tmp_path), view="desk") as driver:
        await driver.press("space", "n", "n", "escape")
        await driver.sees("Say    Start with a verb. One person", "Watch  Projects dressed as steps")
        await driver.sees("5 min ahead", "whose name goes here?", "Room   1 of 4: Faster triage")


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_a_crowded_desk_keeps_its_parts_apart(tmp_path: Path, size: tuple[int, int]) -> None:
    """In every stage, with fourteen long steps and twelve long names, far over time: nothing is wider than its part,
    the clock, the words under the cursor and the capture line are there."""
    async with driving(write(crowded(), tmp_path), size, view="desk") as driver:
        await driver.press("space")
        for kind in KINDS:
            assert driver.stage == kind
            await driver.pass_time(700)
            await driver.press("escape", "down", "down", "a")
            await driver.type("Ask the night shift @Aleksandra >fri")
            shown = driver.text()
            assert out_of_place(driver) == [], shown
            for words in ("OVER", "behind", "Ask the night shift @Aleksandra >fri", "Say "):
                assert words in shown, shown
            rows = desk_of(driver).query_one("#rows", RowList)
            assert rows.content_size.height >= 2, shown
            await driver.press("escape", "pagedown")


@pytest.mark.parametrize(
    ("plan", "size"),
    [("retro", (120, 40)), ("clinic", (120, 40)), ("clinic", (160, 45)), ("retro", (200, 60))],
    ids=str,
)
async def test_a_wide_desk_uses_all_its_height(tmp_path: Path, plan: str, size: tuple[int, int]) -> None:
    """Every stage with its times, two sentences to ask at the least, and nothing counted as "more" beside rows that
    stay free: what does not go beside the plan stands below it."""
    path = tmp_path / f"{plan}.toml"
    path.write_bytes((SESSIONS / path.name).read_bytes())
    async with driving(path, size, view="desk") as driver:
        await driver.press("space")
        run = driver.session.last_run
        assert run is not None
        stages = driver.session.stages_of(run)
        for stage in stages:
            driver.app.do(StartStage(stage.run, stage.id, driver.clock.now()))
            await driver.settle()
            await driver.press("escape")
            await driver.pass_time(1)
            beside, below = (desk_of(driver).query_one(name, RowList) for name in ("#side", "#under"))
            seen = beside.text() + "\n" + (below.text() if below.display else "")
            for each in stages:
                assert each.title.split()[0] in seen, driver.text()
            assert seen.count("\n? ") >= 2 or "Ask aloud" not in seen or "more" not in seen, driver.text()
            assert desk_of(driver).body == desk_of(driver).query_one("#body").content_size.height
            assert "below" not in seen and out_of_place(driver) == [], driver.text()
            rows = desk_of(driver).query_one("#rows", RowList)
            free = [it.content_size.height - len(it.all_lines()) for it in (beside, rows)]
            assert (free[0] < 4 and free[1] < 8) or " more" not in seen, (free, driver.text())


async def test_in_a_long_agenda_the_current_stage_is_seen(tmp_path: Path) -> None:
    """Of fifteen stages the one under way is among those with their times, beside the plan and below it."""
    session = workshop()
    stages = tuple(
        session.stages[0].revise(id=f"s{n:07}", title=f"Part {n:02} of the long day") for n in range(1, 16)
    )
    path = write(session.revise(stages=stages), tmp_path)
    for size in ((80, 24), (120, 30)):
        async with driving(path, size, view="desk") as driver:
            run = session.runs[0].id
            driver.app.do(StartStage(run, "s0000012", driver.clock.now()))
            await driver.settle()
            while size[0] < 120 and desk_of(driver).pane != "times":
                await driver.press("right")
            await driver.pass_time(1)
            assert "Part 12 of the long day" in desk_of(driver).query_one("#side", RowList).text(), driver.text()


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_one_key_opens_signs_and_responses(tmp_path: Path, size: tuple[int, int]) -> None:
    """h shows the response whole at every size; the clock and the capture line stay; h again puts it away."""
    async with driving(write(workshop(), tmp_path), size, view="desk") as driver:
        await driver.press("space", "n", "n", "escape", "h")
        assert "Ask what a visitor would see on the day it is done. Write that down as the step." in whole(driver)
        assert "5:00 left" in driver.text()
        await driver.press("h")
        assert not desk_of(driver).opened
        await driver.press("h", "escape")
        assert not desk_of(driver).opened


async def test_left_and_right_turn_the_panes(tmp_path: Path) -> None:
    """Each pane comes to the front and round again; in the box the keys move in the line instead."""
    async with driving(write(with_steps(workshop()), tmp_path), view="desk") as driver:
        await driver.press("space", "n")
        seen = []
        for _ in PANES:
            await driver.press("right")
            seen.append(desk_of(driver).pane)
        assert seen == [pane.id for pane in (*PANES[1:], PANES[0])]
        await driver.press("left")
        assert desk_of(driver).pane == PANES[-1].id
        await driver.press("a", "left")
        assert desk_of(driver).pane == PANES[-1].id


async def test_the_mirror_says_what_hides_the_plan_in_the_room(tmp_path: Path) -> None:
    """Curtain and big clock are the room's: the desk says so, shows on, and no other key lifts the curtain."""
    async with driving(write(with_steps(workshop()), tmp_path), view="desk") as driver:
        await driver.press("space", "n", "b")
        assert "Room   nothing: the curtain is down" in driver.text()
        assert "Say    I read each once" in driver.text()
        await driver.press("n")
        assert (driver.stage, driver.room.curtain) == ("define", True)
        await driver.press("escape", "b", "z")
        assert "Room   the big clock, 5:00 left" in driver.text()
        await driver.press("z", "a")
        await driver.type("Call the vendor")
        await driver.pass_time(1)
        assert "Call the vendor" in driver.text().split("Room   ")[1].split("\n")[0]


def poisoned() -> Session:
    """A workshop whose every word is hostile."""
    session = crowded()
    run = session.last_run
    assert run is not None
    return session.revise(
        title=HOSTILE, people=(HOSTILE,),
        stages=tuple(
            it.revise(title=HOSTILE, say=HOSTILE, watch=HOSTILE, prompt=HOSTILE, challenges=tuple(
                each.revise(sign=HOSTILE, response=HOSTILE) for each in it.challenges))
            for it in session.stages
        ),
        steps=tuple(it.revise(text=HOSTILE, owner=HOSTILE) for it in session.steps),
        improvements=tuple(it.revise(text=HOSTILE) for it in session.improvements),
    )  # fmt: skip


@pytest.mark.parametrize("size", [(80, 24), (200, 60)], ids=str)
async def test_hostile_text_is_only_read(tmp_path: Path, size: tuple[int, int]) -> None:
    """In script, mirror, panes, signs and list every word is shown as it stands, and no sign controls anything."""
    path, clock = write(poisoned(), tmp_path), ManualClock(TEN)
    notes = PrivateNotes(path, "s", clock)
    notes.add(PrivateNote("n", TEN, "\n".join((HOSTILE, HOSTILE))))
    assert notes.close(20)
    async with driving(path, size, view="desk") as driver:
        await driver.press("space")
        for _ in KINDS:
            await driver.press("escape", "down")
            for key in ("right",) * 5 + ("h", "h"):
                await driver.press(key)
                shown = driver.text()
                assert "[/][@click=app.quit]" in shown
                assert "\x1b" not in shown
            await driver.press("n")
        assert driver.stage == "ended"


async def test_the_clock_has_digits_where_there_is_room(tmp_path: Path) -> None:
    """From 120 by 30 on."""
    path = write(workshop(), tmp_path)
    async with driving(path, (120, 40), view="desk") as driver:
        await driver.press("space")
        assert desk_of(driver).query_one("#digits", BigClock).display
    async with driving(path, (80, 24), view="desk") as driver:
        assert not desk_of(driver).query_one("#digits", BigClock).display


async def test_in_the_room_signs_open_only_by_name(tmp_path: Path) -> None:
    """The key says where they are; the command palette opens them over the room, and Esc closes them."""
    async with driving(write(workshop(), tmp_path), (100, 40)) as driver:
        await driver.press("space", "n", "n", "escape", "h")
        assert "ctrl+p opens them" in driver.text()
        assert "A step is a wish" not in driver.text()
        await driver.press("ctrl+p")
        await driver.type("signs and resp")
        await driver.sees("Signs and responses")
        await driver.press("enter")
        await driver.sees("A step is a wish")
        await driver.press("escape")
        assert "A step is a wish" not in driver.text()


def test_how_a_step_stands_is_whole_in_every_language() -> None:
    """A longer word takes what it needs, with a blank before what the step is."""
    row = CheckInRow("s1", "> CETTE SEMAINE", "warn", "Appeler Bea", "Ana", "ven 4 déc", "", cells=Cells(15, 3, 9, 0))
    for width in (60, 120):
        assert plain(row.lines(width, selected=False)[0]).startswith("> CETTE SEMAINE Appeler Bea")


@pytest.mark.parametrize("size", [(60, 18), *SIZES], ids=str)
async def test_at_a_follow_up_the_desk_tells_how_late_things_are(tmp_path: Path, size: tuple[int, int]) -> None:
    """Days late, slips, and the question after two of them: at the desk; of all that the room says "was due"."""
    path = write(with_steps(workshop(), PAST).revise(reports=MOVED), tmp_path)
    follow_up = partial(open_to_drive, follow_up=True)
    async with driving(path, size, view="desk", open_file=follow_up) as driver:
        await driver.press("space", "n")
        assert driver.stage == "checkin"
        assert "! LATE 12 d" in driver.text() and "slipped twice" in whole(driver)
        assert "Smaller, another owner, or drop it?" in whole(driver)
        assert "2 days early" in " ".join(row for row in driver.rows().split("\n")) or size[1] < 30
        await driver.press("2")
        assert {step.id: step.state for step in driver.session.steps}["t1"] == "doing"
    async with driving(path, size, open_file=follow_up) as driver:
        await driver.press("p")
        for words in ("LATE", "12 d", "slipped"):
            assert words not in driver.text()
