"""A whole workshop, driven by keys through the real app, from the list of improvements to the saved plan."""

import datetime as dt
from pathlib import Path

import pytest
from driver import TEN, Driver, driving
from sight import clipped, hidden
from workshops import workshop, write

from flipchart.clock import ManualClock
from flipchart.domain.session import Session
from flipchart.store.codec import decode
from flipchart.tui.text.block_font import block_lines

SIZES = [(80, 24), (60, 18), (120, 40), (200, 60)]


DIGITS = str.maketrans("▌", " ", "▀▄█")
"""What digits and cursor are made of: words that are wrapped beside them are one sentence all the same."""


def on_disk(path: Path) -> Session:
    """What is in the file."""
    return decode(path.read_bytes(), name=path.name, made=TEN)


def look(driver: Driver, *words: str) -> None:
    """See some words, and that nothing which matters is hidden or cut."""
    shown = " ".join(f"{driver.text()} {driver.rows()}".translate(DIGITS).split())
    for each in words:
        assert each in shown, driver.text()
    assert hidden(driver) == [], driver.text()
    assert clipped(driver) == [], driver.text()


async def before_the_start(driver: Driver) -> None:
    """The page before the start: the agenda, who is here; then Space."""
    large = block_lines("ready when you are", 200) or ()
    assert "ready when you are" in driver.text() or all(line.strip() in driver.text() for line in large)
    look(driver, "10:05", "Define", "10:15")
    await driver.press("enter", "enter")
    look(driver, "● Ana Lopes", "● Bea", "○ Chen Wei")
    await driver.press("a")
    await driver.write("Dora, Emil")
    look(driver, "○ Dora", "○ Emil")
    await driver.press("enter", "enter")
    await driver.pass_time(100)
    look(driver, "● Emil", "10:17")
    await driver.press("space")
    assert driver.stage == "introduce"
    look(driver, "2:00 left", "ends 10:17")


async def review(driver: Driver) -> None:
    """Votes, rank, and the line with its price."""
    await driver.pass_time(60)
    await driver.press("n")
    look(driver, "3:00 left", "1 Faster triage", "4 above", "1:15 each", "ends 10:16")
    await driver.press("v")
    for votes in ("3", "5", "1", "0"):
        look(driver, "Votes")
        await driver.write(votes)
    look(driver, "5 votes", "1 vote", "0 votes", "All counted", "esc closes")
    await driver.press("escape")
    await driver.press("up", "up", "shift+up", "down", "down", "down", "down", "K")
    look(
        driver,
        "1 Shorten onboarding",
        "2 Faster triage",
        "3 above",
        "1:40 each",
        "below the line: kept, not worked on",
    )
    await driver.pass_time(150)


async def define(driver: Driver) -> None:
    """Steps for two improvements, half a line that stays behind, and one more."""
    await driver.press("n")
    question = "What happens first, and how will we see it's done?"
    look(driver, "1 of 3", "1:40 each", question if driver.app.size.width < 180 else "")
    await driver.press("a")
    await driver.type("Draft the intake form @ana +bea >fri #designer")
    look(driver, "Ana Lopes", "Fri 20 Nov")
    await driver.press("enter")
    await driver.write("Book a room for the monthly clinic !if none is free then meet outside")
    look(driver, "1 Draft the intake form", "2 Book a room for the monthly clinic", "2:30 each")
    await driver.type("Half of a")
    await driver.press("tab")
    look(driver, "2 of 3")
    assert driver.box.value == ""
    await driver.write("Walk the escalation path =tested with 5 patients")
    await driver.press("tab")
    await driver.write("List who speaks what @Dora >2w")
    look(driver, "3 of 3", "Book interpreters before the day", "1 List who speaks what", "Dora", "Wed 2 Dec")
    await driver.press("tab")
    assert driver.box.value == "Half of a"
    await driver.type(" line")
    await driver.press("enter")
    look(driver, "3 Half of a line")


async def assign(driver: Driver) -> None:
    """Who and when in one box, from open step to open step."""
    await driver.press("pagedown")
    question = "Who takes this one, and by which day?"
    look(driver, "3 steps lack an owner", question if driver.app.size.width < 180 else "")
    texts = {step.id: step.text for step in driver.session.steps}
    assert texts[driver.room.cursor or ""] == "Book a room for the monthly clinic"
    await driver.press("enter")
    await driver.type("ana fri")
    look(driver, "Who, when ana fri", "Ana Lopes · Fri 20 Nov", "enter next open step")
    await driver.press("enter")
    assert texts[driver.room.cursor or ""] == "Walk the escalation path"
    await driver.write("chen 4 dec")
    assert texts[driver.room.cursor or ""] == "Half of a line"
    await driver.write("bea 2 dec")
    look(driver, "All assigned", "esc closes")
    await driver.press("escape")
    assert driver.room.prompt is None
    look(driver, "Chen Wei", "Fri 4 Dec")


async def resources(driver: Driver) -> None:
    """Needs nothing by Tab, a need in full, and its answer by a digit."""
    await driver.press("n")
    question = "What would stop this from starting?"
    look(driver, "need: designer", "30 s", question if driver.app.size.width < 180 else "")
    await driver.press("tab")
    look(driver, "needs nothing", "40 s")
    await driver.press("enter")
    await driver.write("A quiet corner =2 days @Noor >thu #external !the chapel")
    look(driver, "need: A quiet corner (2 days) [external] · ask Noor by Thu 19 Nov · if not: the chapel")
    await driver.press("enter", "down", "3")
    look(driver, "asked: A quiet corner")
    await driver.press("1")
    look(driver, "have: A quiet corner (2 days) [external] by Thu 19 Nov")
    await driver.press("2")


async def close(driver: Driver) -> None:
    """After the last stage the closing page: when we look again, what we leave with, how the time went."""
    await driver.pass_time(30)
    await driver.press("n")
    assert driver.stage == "ended"
    look(driver, "? day · ? who calls it", "5 of 5 have an owner · 5 of 5 a date", "Ended 10:06")
    await driver.press("enter")
    await driver.type("ana 2 weeks")
    look(driver, "Wed 2 Dec, in 2 weeks" if "in 2 weeks" in driver.text() else "Wed 2 Dec", "Ana Lopes calls it")
    await driver.press("enter")
    look(driver, "Next check Wed 2 Dec · Ana Lopes calls it")


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_a_whole_workshop_by_keys_ends_on_the_disk(tmp_path: Path, size: tuple[int, int]) -> None:
    """Every stage does its part, nothing is clipped on the way, and the file has all of it when it says saved."""
    path = write(workshop(), tmp_path)
    async with driving(path, size) as driver:
        for part in (before_the_start, review, define, assign, resources, close):
            await part(driver)
        await driver.saved()
        answer = on_disk(path)
        assert answer == driver.session
    assert [(it.text, it.votes, it.below_line) for it in answer.improvements] == [
        ("Shorten onboarding", 5, False), ("Faster triage", 3, False),
        ("Book interpreters before the day", 1, False), ("Parking signs", 0, True),
    ]  # fmt: skip
    assert [(it.text, it.owner, it.due) for it in answer.steps] == [
        ("Draft the intake form", "Ana Lopes", dt.date(2026, 11, 20)),
        ("Book a room for the monthly clinic", "Ana Lopes", dt.date(2026, 11, 20)),
        ("Walk the escalation path", "Chen Wei", dt.date(2026, 12, 4)),
        ("List who speaks what", "Dora", dt.date(2026, 12, 2)),
        ("Half of a line", "Bea", dt.date(2026, 12, 2)),
    ]
    assert answer.steps[0].helpers == ("Bea",)
    assert (answer.steps[1].roadblock, answer.steps[1].contingency) == ("none is free", "meet outside")
    assert answer.steps[2].done_when == "tested with 5 patients"
    need = next(it for it in answer.resources if it.text == "A quiet corner")
    assert (need.text, need.status, need.kind, need.amount, need.unit, need.ask, need.alternative) == (
        "A quiet corner", "need", "external", 2, "days", "Noor", "the chapel",
    )  # fmt: skip
    assert need.steps == (answer.steps[2].id,)
    assert (answer.next_check, answer.next_caller) == (dt.date(2026, 12, 2), "Ana Lopes")
    assert answer.runs[0].present == ("Ana Lopes", "Bea", "Emil")
    assert [event.event for event in answer.timing] == ["start", *["done", "start"] * 4, "done", "end"]


async def test_a_saved_workshop_opens_with_its_plan_and_its_times(tmp_path: Path) -> None:
    """Reopened weeks later, the closing page has the plan, the next check, and each stage planned against actual."""
    path = write(workshop(), tmp_path)
    async with driving(path, (120, 40)) as driver:
        await driver.press("space")
        await driver.pass_time(150)
        await driver.press("n", "pagedown")
        await driver.press("a")
        await driver.write("Draft the intake form @ana >fri")
        await driver.press("ctrl+o", "3")
        assert driver.stage == "ended"
        await driver.saved()
    async with driving(path, (120, 40), ManualClock(TEN + dt.timedelta(days=40))) as driver:
        look(driver, "Ana Lopes Draft the intake form was due Fri 20 Nov", "1 of 1 have an owner")
        look(driver, "Workshop, Wed 18 Nov at 10:00", "Introduce 2:30 of 2:00", "in all 2:30 of 15:00")
        assert driver.room.questions == ()


async def test_a_run_found_under_way_opens_in_its_stage_and_asks(tmp_path: Path) -> None:
    """After a crash the room is where it was; the minutes nobody watched can be left out, by one key."""
    path = write(workshop(), tmp_path)
    clock = ManualClock(TEN)
    async with driving(path, clock=clock) as driver:
        await driver.press("space", "n")
        await driver.pass_time(20)
        await driver.press("a")
        await driver.write("A late improvement")
        await driver.saved()
    clock.advance(192)
    async with driving(path, clock=clock) as driver:
        assert driver.stage == "review"
        await driver.sees("3:12 passed while closed:", "Y count it", "N leave it out")
        asked = driver.text()
        await driver.press("f9")
        assert driver.room.questions == ()
        assert "2:40 left" in driver.text(), asked
        await driver.saved()
        assert [event.event for event in on_disk(path).timing][-1] == "discount"


async def test_a_run_found_under_way_can_be_counted(tmp_path: Path) -> None:
    """F8 lets the time stand; then nothing is written, and the question is gone."""
    path = write(workshop(), tmp_path)
    clock = ManualClock(TEN)
    async with driving(path, clock=clock) as driver:
        await driver.press("space")
        await driver.saved()
    clock.advance(30)
    async with driving(path, clock=clock) as driver:
        await driver.sees("Y count it")
        await driver.press("f8")
        assert "1:30 left" in driver.text()
        assert driver.room.questions == ()
        assert [event.event for event in driver.session.timing] == ["start"]


async def test_the_parking_lot_is_shown_once(tmp_path: Path) -> None:
    """On its line; beside the page where there is a side; on the closing page, which lists it, only there."""
    for size in ((80, 24), (200, 60)):
        async with driving(write(workshop(), tmp_path), size) as driver:
            await driver.press("space", "n", "l")
            await driver.write("Contractor badges")
            await driver.press("down")  # that it is parked was said
            assert driver.text().count("Contractor badges") == 1
            await driver.press("comma", "3")
            await driver.press("end", "pagedown")
            assert driver.text().count("Contractor badges") <= 1


async def test_stages_are_left_skipped_and_taken_up_again_in_any_order(tmp_path: Path) -> None:
    """Jump ahead, back, skip, pause in between, take up what was skipped, and after the end the last stage again."""
    path = write(workshop(), tmp_path)
    async with driving(path) as driver:
        await driver.press("space", "comma", "1", "4")
        assert driver.stage == "assign"
        await driver.press("p")
        assert driver.stage == "define"
        assert driver.app.focused is not driver.box
        await driver.pass_time(30)
        await driver.press("f5")
        assert "PAUSED 4:30 left" in driver.text()
        await driver.pass_time(600)
        await driver.press("f5", "f6")
        assert "5:30 left" in driver.text()
        await driver.press("escape", "minus", "minus")
        assert "3:30 left" in driver.text()
        await driver.press("comma", "2")
        assert driver.stage == "assign"
        await driver.press("comma", "1", "3")
        assert driver.stage == "define"
        await driver.press("ctrl+l", "n", "n")
        assert driver.stage == "ended"
        await driver.press("p", "Y")
        assert driver.stage == "resources"
        await driver.saved()
    answer = on_disk(path)
    assert [event.event for event in answer.timing].count("skip") == 1
