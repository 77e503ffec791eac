"""Looking on: the driver's screen seen on another one, which never writes."""

from pathlib import Path

from driver import TEN, driving
from workshops import workshop, write

from flipchart.clock import ManualClock
from flipchart.tui.watching import open_watching


async def test_a_watching_room_shows_what_the_driver_shows(tmp_path: Path) -> None:
    """The same second, the same improvement, the line as it is typed, with what was understood of it."""
    path = write(workshop(), tmp_path)
    clock = ManualClock(TEN)
    async with driving(path, clock=clock) as driver, driving(path, clock=clock, take_up=open_watching) as watcher:
        await driver.press("space", "n", "n")
        await driver.pass_time(61)
        await driver.type("Draft the intake form @ana >fri")
        await driver.pass_time(1)
        await watcher.sees("3/5 DEFINE", "Improvement 1 of 4: Faster triage")
        await watcher.pass_time(0)
        await watcher.sees("3:58 left", "Draft the intake form @ana >fri", "Ana Lopes")
