"""Ten seconds in a stage are ten seconds spent, whatever the computer's clock does meanwhile."""

import datetime as dt
from pathlib import Path

import pytest
from driver import TEN, Driver, driving
from workshops import workshop, write

MINUTES, HOURS, DAYS = 600.0, 3 * 3600.0, 3 * 86_400.0
ANSWERS = {"followed": "f8", "as before": "f9", "left unanswered": ""}


def spent(driver: Driver) -> float:
    """The seconds that the first stage has had."""
    assert driver.app.clock is not None
    return driver.app.clock.stages[0].spent


async def set_clock(driver: Driver, seconds: float) -> None:
    """Set the computer's clock, and let the app notice."""
    driver.clock.jump(seconds)
    driver.app.tick()
    await driver.settle()


@pytest.mark.parametrize("answer", ANSWERS.values(), ids=ANSWERS)
@pytest.mark.parametrize("seconds", [MINUTES, -MINUTES, HOURS, -HOURS, DAYS, -DAYS, 3.5, -3.5])
async def test_a_clock_that_is_set_changes_no_time_spent(tmp_path: Path, seconds: float, answer: str) -> None:
    """The stage stays on the wall, asks in one line, and either answer is right, as is none."""
    async with driving(write(workshop(), tmp_path)) as driver:
        await driver.press("space")
        await driver.pass_time(4)
        await set_clock(driver, seconds)
        assert spent(driver) == 4
        asked = [line for line in driver.text().split("\n") if "The computer's clock was set" in line]
        assert len(asked) == 1 and ("forward" if seconds > 0 else "back") in asked[0]
        if answer:
            await driver.press(answer)
            assert "was set" not in driver.text()
        await driver.pass_time(6, step=0.5)
        assert (driver.stage, spent(driver)) == ("introduce", 10)
        assert "1:50 left" in driver.text()
        followed = TEN + dt.timedelta(seconds=seconds if answer == "f8" else 0)
        assert driver.session.timing[0].at == followed
        await driver.press("n")
        assert (driver.stage, spent(driver)) == ("review", 10)


@pytest.mark.parametrize("answer", ANSWERS.values(), ids=ANSWERS)
@pytest.mark.parametrize("seconds", [MINUTES, -MINUTES, DAYS, -DAYS])
async def test_a_clock_that_is_set_in_a_pause_changes_nothing(tmp_path: Path, seconds: float, answer: str) -> None:
    """What is paused stays paused, and goes on from there."""
    async with driving(write(workshop(), tmp_path)) as driver:
        await driver.press("space")
        await driver.pass_time(4)
        await driver.press("space")
        await set_clock(driver, seconds)
        if answer:
            await driver.press(answer)
        await driver.pass_time(3, step=0.5)
        assert "PAUSED" in driver.text()
        await driver.press("space")
        await driver.pass_time(6, step=0.5)
        assert (driver.stage, spent(driver)) == ("introduce", 10)


async def test_before_the_start_a_clock_that_is_set_is_followed_without_a_question(tmp_path: Path) -> None:
    """Nothing has happened yet that it could spoil."""
    async with driving(write(workshop(), tmp_path)) as driver:
        await set_clock(driver, -MINUTES)
        assert "was set" not in driver.text()
        await driver.press("space")
        await driver.pass_time(10, step=0.5)
        assert spent(driver) == 10
        assert driver.session.timing[0].at == TEN - dt.timedelta(seconds=MINUTES)


async def test_a_clock_that_is_put_right_again_is_not_asked_about(tmp_path: Path) -> None:
    """The question goes with the difference."""
    async with driving(write(workshop(), tmp_path)) as driver:
        await driver.press("space")
        await set_clock(driver, -MINUTES)
        await set_clock(driver, MINUTES)
        assert driver.room.questions == ()


@pytest.mark.parametrize(("answer", "seconds"), [("f8", 764.0), ("f9", 4.0), ("", 764.0)])
async def test_time_asleep_is_counted_or_left_out(tmp_path: Path, answer: str, seconds: float) -> None:
    """A suspended laptop passed real time: it counts unless it is left out."""
    async with driving(write(workshop(), tmp_path)) as driver:
        await driver.press("space")
        await driver.pass_time(4)
        driver.clock.advance(760)
        driver.app.tick()
        await driver.sees("12:40 passed unseen:")
        if answer:
            await driver.press(answer)
        driver.app.tick()
        assert spent(driver) == seconds
