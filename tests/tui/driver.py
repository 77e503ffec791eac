"""Drives the real app without a terminal: stage directions for tests, which wait for states and never sleep."""

import datetime as dt
from collections.abc import Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from textual.pilot import Pilot

from flipchart.clock import ManualClock
from flipchart.context import Context
from flipchart.domain.session import Session
from flipchart.ids import CountedIds
from flipchart.store.config import Config
from flipchart.tui.app import FlipchartApp
from flipchart.tui.screens.room import RoomScreen
from flipchart.tui.sitting import open_sitting
from flipchart.tui.widgets.capture import CaptureBox
from flipchart.tui.widgets.row_list import RowList

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

TEN = dt.datetime(2026, 11, 18, 10, 0, tzinfo=dt.UTC)
"""A Wednesday, ten o'clock."""


def context(folder: Path, clock: ManualClock | None = None) -> Context:
    """A context with a clock that only moves when told to, and ids that can be foretold."""
    return Context(
        sessions_dir=folder, config=Config(), clock=clock or ManualClock(TEN), ids=CountedIds("new"), color=True
    )


class Driver:
    """What a facilitator does and sees."""

    def __init__(self, app: FlipchartApp, pilot: Pilot[int], clock: ManualClock) -> None:
        self.app, self.pilot, self.clock = app, pilot, clock

    @property
    def room(self) -> RoomScreen:
        """The room."""
        screen = self.app.screen
        assert isinstance(screen, RoomScreen), screen
        return screen

    @property
    def session(self) -> Session:
        """The plan as the app has it."""
        assert self.app.session is not None
        return self.app.session

    @property
    def box(self) -> CaptureBox:
        """The box."""
        return self.room.query_one(CaptureBox)

    def text(self) -> str:
        """The screen as text."""
        compositor = self.app.screen._compositor
        return "\n".join(strip.text.rstrip() for strip in compositor.render_strips())

    async def press(self, *keys: str) -> None:
        """Press keys by their names."""
        await self.pilot.press(*keys)
        await self.pilot.pause()

    async def type(self, text: str) -> None:
        """Type characters as they are, into whatever has the cursor."""
        names = {" ": "space"}
        await self.pilot.press(*(names.get(sign, sign) for sign in text))
        await self.pilot.pause()

    async def write(self, text: str) -> None:
        """Type a line and press Enter."""
        await self.type(text)
        await self.press("enter")

    async def pass_time(self, seconds: float) -> None:
        """Let time pass as ticks of a quarter second would tell it, a few seconds at once."""
        while seconds > 0:
            self.clock.advance(min(seconds, 4.0))
            self.app.tick()
            seconds -= 4.0
        await self.pilot.pause()

    async def until(self, told: str, holds: Callable[[], bool]) -> None:
        """Wait for a state, or fail with what was waited for and the screen."""
        for _ in range(400):
            if holds():
                return
            await self.pilot.pause(0.01)
        raise AssertionError(f"never: {told}\n{self.text()}")

    async def sees(self, words: str) -> None:
        """Wait until the screen shows some words."""
        await self.until(f"the screen shows {words!r}", lambda: words in self.text())

    def rows(self) -> str:
        """What the list in the middle shows."""
        return self.room.query_one("#rows", RowList).text()


@asynccontextmanager
async def driving(
    path: Path, size: tuple[int, int] = (80, 24), clock: ManualClock | None = None
) -> "AsyncIterator[Driver]":
    """Open a session in the real app at a size."""
    clock = clock or ManualClock(TEN)
    made = context(path.parent, clock)
    app = FlipchartApp(made, open_sitting(path, made))
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        yield Driver(app, pilot, clock)
    if app.sitting is not None:
        app.sitting.close(3.0)
