"""The app opened without a session: its home screen over a folder."""

from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from driver import TEN, Driver, context, hold
from workshops import with_steps, workshop

from flipchart.clock import ManualClock
from flipchart.domain.session import Session
from flipchart.store.codec import encode
from flipchart.store.config import Config
from flipchart.tui.app import FlipchartApp
from flipchart.tui.screens.home import HomeScreen
from flipchart.tui.screens.new_session import NewSessionScreen

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

HOSTILE = "[/] [@click=app.quit]x[/] \x1b]0;t\x07\x1b[31m研修計画 \u202ex"
"""A title that would end the app, click, colour, rename the window and turn letters round."""


def put(folder: Path, name: str, **changes: object) -> Path:
    """Put a session into the folder."""
    session: Session = with_steps(workshop()).revise(id=name, **changes)
    folder.mkdir(exist_ok=True)
    path = folder / f"{name}.toml"
    path.write_bytes(encode(session))
    return path


class HomeDriver(Driver):
    """What somebody does and sees at home."""

    @property
    def home(self) -> HomeScreen:
        """The home screen, which must be what is shown."""
        screen = self.app.screen
        assert isinstance(screen, HomeScreen), screen
        return screen

    @property
    def page(self) -> NewSessionScreen:
        """The new-session page, which must be what is shown."""
        screen = self.app.screen
        assert isinstance(screen, NewSessionScreen), screen
        return screen

    async def in_the_room(self) -> None:
        """Wait for a session to be on the screen."""
        await self.until(
            "a session is open", lambda: self.app.open_session is not None and self.app.screen.id != "_default"
        )
        await self.until("the room is shown", lambda: type(self.app.screen).__name__ == "RoomScreen")

    async def at_home(self) -> None:
        """Wait for the home screen, with its folder read."""
        await self.until("home", lambda: isinstance(self.app.screen, HomeScreen))
        await self.until("the folder is read", lambda: self.home.catalogue.read and not self.home.reading)

    async def on_the_page(self) -> None:
        """Wait for the new-session page, with its templates read."""
        await self.until("the page", lambda: isinstance(self.app.screen, NewSessionScreen))
        await self.until("the templates are read", lambda: len(self.page.choices) > 1)


@asynccontextmanager
async def at_home(
    folder: Path, size: tuple[int, int] = (80, 24), config: Config | None = None, wait: bool = True
) -> "AsyncIterator[HomeDriver]":
    """Open the home screen over a folder; with `wait`, until it is read."""
    clock = ManualClock(TEN)
    app = FlipchartApp(context(folder, clock, config))
    async with app.run_test(size=size) as pilot:
        driver = HomeDriver(app, pilot, clock)
        hold(app)
        await driver.settle()
        if wait:
            await driver.at_home()
        yield driver
    if app.open_session is not None:
        app.open_session.close(3.0)
