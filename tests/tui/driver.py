"""Drives the real app without a terminal: stage directions for tests, which wait for states and never sleep."""

import asyncio
import datetime as dt
from collections.abc import Callable, Iterable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual._context import active_app
from textual._xterm_parser import XTermParser
from textual.cache import FIFOCache
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet
from textual.message_pump import MessagePump
from textual.pilot import Pilot
from textual.strip import Strip

from flipchart.clock import AnchoredClock, ManualClock, SystemClock
from flipchart.domain.session import Session
from flipchart.ids import CountedIds
from flipchart.service.context import Context
from flipchart.service.open_session import OpenSession, open_to_drive
from flipchart.store.config import Config
from flipchart.tui.app import FlipchartApp, ViewName
from flipchart.tui.screens.session import SessionScreen
from flipchart.tui.widgets.inputs import CaptureBox
from flipchart.tui.widgets.row_list import RowList

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


TEN = dt.datetime(2026, 11, 18, 10, 0, tzinfo=dt.UTC)
"""A Wednesday, ten o'clock."""

REAL = SystemClock()
PATIENCE = 10.0
"""Seconds for which a test waits for a state."""

NAMED = {
    "space": " ", "enter": "\r", "tab": "\t", "escape": "\x1b", "backspace": "\x7f", "delete": "\x1b[3~",
    "up": "\x1b[A", "down": "\x1b[B", "shift+up": "\x1b[1;2A", "shift+down": "\x1b[1;2B", "shift+tab": "\x1b[Z",
    "home": "\x1b[H", "end": "\x1b[F", "left": "\x1b[D", "right": "\x1b[C",
    "pageup": "\x1b[5~", "pagedown": "\x1b[6~", "f1": "\x1bOP", "f2": "\x1bOQ", "f3": "\x1bOR",
    "f4": "\x1bOS", "f5": "\x1b[15~",
    "f6": "\x1b[17~", "f7": "\x1b[18~", "f8": "\x1b[19~", "f9": "\x1b[20~", "f10": "\x1b[21~",
    "f11": "\x1b[23~", "f12": "\x1b[24~",
    "ctrl+a": "\x01", "ctrl+c": "\x03", "ctrl+d": "\x04", "ctrl+e": "\x05", "ctrl+g": "\x07", "ctrl+k": "\x0b",
    "ctrl+l": "\x0c",
    "ctrl+n": "\x0e", "ctrl+o": "\x0f", "ctrl+p": "\x10", "ctrl+q": "\x11", "ctrl+r": "\x12", "ctrl+s": "\x13",
    "ctrl+u": "\x15", "ctrl+w": "\x17", "ctrl+y": "\x19", "ctrl+z": "\x1a",
    "question_mark": "?", "plus": "+", "equals_sign": "=", "minus": "-", "comma": ",", "full_stop": ".",
    "slash": "/",
}  # fmt: skip
"""What a terminal sends for the keys that have a name."""


CACHES = {
    "_divide_cache": 4, "_crop_cache": 16, "_style_cache": 16, "_filter_cache": 4, "_line_length_cache": 4,
    "_crop_extend_cache": 4, "_offsets_cache": 4,
}  # fmt: skip
"""The caches of a line of a picture, and how much each holds."""

PARSED: dict[object, list[RuleSet]] = {}
"""The rules of style that any app of this process has parsed."""

PARSE = Stylesheet._parse_rules
"""How an app parses them by itself."""


def quicken() -> None:
    """Spare Textual work whose outcome is the same: it paints millions of lines and starts thousands of apps here.

    A line makes its seven caches as they are asked for, most of them never; and what one app has parsed of the rules
    of style is known to the next one. A Textual whose lines are made otherwise is left as it is.
    """

    def line(self: Strip, segments: Iterable[Segment], cell_length: int | None = None) -> None:
        self._segments, self._cell_length = list(segments), cell_length
        self._render_cache = self._link_ids = self._cell_count = None

    def cache(self: Strip, name: str) -> object:
        if name not in CACHES:
            raise AttributeError(name)
        found: FIFOCache[object, object] = FIFOCache(CACHES[name])
        setattr(self, name, found)
        return found

    def rules(self: Stylesheet, *given: Any, **named: Any) -> list[RuleSet]:
        key = (given, *named.items(), *self._variables.items())
        if key not in PARSED:
            PARSED[key] = PARSE(self, *given, **named)
        return PARSED[key]

    Stylesheet._parse_rules = rules  # type: ignore[method-assign]
    if {*Strip.__slots__} == {*CACHES, "_segments", "_cell_length", "_render_cache", "_link_ids", "_cell_count"}:
        Strip.__init__, Strip.__getattr__ = line, cache  # type: ignore[method-assign, attr-defined]


quicken()


def sent(keys: str) -> list[events.Event]:
    """What Textual makes of the characters that a terminal sends, all of them at once."""
    parser = XTermParser()
    return [event for event in (*parser.feed(keys), *parser.feed("")) if isinstance(event, events.Event)]


def characters(key: str) -> str:
    """The characters that a terminal sends for a key; what alt adds to one is an escape before it."""
    if key.startswith("alt+"):
        return "\x1b" + characters(key.removeprefix("alt+"))
    return NAMED[key] if len(key) > 1 else key


def context(folder: Path, clock: ManualClock | None = None, config: Config | None = None) -> Context:
    """A context with a clock that only moves when told to, and ids that can be foretold."""
    return Context(
        sessions_dir=folder, config=config or Config(), ids=CountedIds("new"),
        clock=AnchoredClock(clock or ManualClock(TEN)), color=True,
    )  # fmt: skip


def _waiting(part: MessagePump) -> bool:
    """Whether a part of the screen has dealt with all its messages, and waits for the next one."""
    ready: Any = part._message_queue.ready_event
    return bool(ready._waiters) and not ready.is_set()


class Driver:
    """What a facilitator does and sees."""

    def __init__(self, app: FlipchartApp, pilot: Pilot[int], clock: ManualClock) -> None:
        self.app, self.pilot, self.clock = app, pilot, clock

    def turn(self) -> None:
        """Let Textual take this app for the one that is meant, where a test has several."""
        active_app.set(self.app)

    @property
    def room(self) -> SessionScreen:
        """The screen of the session: the room, or the desk."""
        screen = self.app.screen
        assert isinstance(screen, SessionScreen), screen
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

    @property
    def stage(self) -> str:
        """The kind of the stage that the clock is in, or what else its state is."""
        clock = self.app.clock
        assert clock is not None
        return clock.stage.kind if clock.stage else clock.state

    def text(self) -> str:
        """The screen as text."""
        self.turn()
        compositor = self.app.screen._compositor
        return "\n".join(strip.text.rstrip() for strip in compositor.render_strips())

    async def settle(self) -> None:
        """Let the app come to the end of everything that is under way, and paint it.

        Painting can lay out anew, and what has another size then scrolls and is painted again.
        """
        self.turn()
        for _ in range(3):
            await self.quiet()
            self.app.screen._on_timer_update()

    async def quiet(self) -> None:
        """Let everything run that can, until each part of the screen waits for its next message.

        To ask each part for a message back, as a pilot does, costs more than all that the program does by itself. So
        it is asked only where one is in the middle of something that takes time, or has ended.
        """
        loop = asyncio.get_running_loop()
        for _ in range(1000):
            await asyncio.sleep(0)
            if not loop._ready:  # type: ignore[attr-defined]
                break
        if not all(map(_waiting, (self.app, *self.app.screen.walk_children(with_self=True)))):
            await self.pilot._wait_for_screen()

    async def deliver(self, *arrived: events.Event) -> None:
        """Hand events to the app all at once, as a slow line does, without waiting between them."""
        self.turn()
        for event in arrived:
            event.set_sender(self.app)
            self.app.post_message(event)
        await self.settle()

    async def press(self, *keys: str) -> None:
        """Press keys by their names, each after the one before was dealt with."""
        for key in keys:
            await self.deliver(*sent(characters(key)))

    async def burst(self, *keys: str) -> None:
        """Press keys so fast that all of them arrive at once."""
        await self.deliver(*(event for key in keys for event in sent(characters(key))))

    async def type(self, text: str) -> None:
        """Type characters as they are, all at once, into whatever has the cursor."""
        await self.deliver(*(event for sign in text for event in sent(sign)))

    async def write(self, text: str) -> None:
        """Type a line and press Enter, all at once."""
        await self.deliver(*(event for sign in f"{text}\r" for event in sent(sign)))

    async def paste(self, text: str) -> None:
        """Paste a text as terminals do, in one piece."""
        await self.deliver(events.Paste(text))

    async def click(self, words: str) -> None:
        """Click the first letter of some words on the screen, as a terminal reports it (SGR, 1006)."""
        rows = self.text().split("\n")
        y = next((y for y, row in enumerate(rows) if words in row), None)
        assert y is not None, f"{words!r} is not on the screen:\n{self.text()}"
        at = f"{cell_len(rows[y][: rows[y].index(words)]) + 1};{y + 1}"
        await self.deliver(*sent(f"\x1b[<0;{at}M"), *sent(f"\x1b[<0;{at}m"))

    async def wheel(self, words: str, *, up: bool) -> None:
        """Turn the wheel by one over some words."""
        rows = self.text().split("\n")
        y = next(y for y, row in enumerate(rows) if words in row)
        await self.deliver(*sent(f"\x1b[<{64 if up else 65};{rows[y].index(words) + 1};{y + 1}M"))

    async def pass_time(self, seconds: float, step: float | None = None) -> None:
        """Let time pass that was watched: in steps of `step` seconds, or in one as if its ticks had been seen.

        A save under way is waited for: to the saver, whose clock is the same, the disk would seem stuck.
        """
        open_session = self.app.open_session
        assert open_session is not None
        await self.until("no save is under way", lambda: open_session.state.kind != "saving")
        self.turn()
        for _ in range(round(seconds / step) if step else 1):
            self.clock.advance(step or seconds)
            if step is None:
                self.app.jumps.tick(self.clock.now(), self.clock.monotonic())
            self.app.tick()
        await self.settle()

    async def until(self, awaited: str, holds: Callable[[], bool]) -> None:
        """Wait for a state, or fail with what was waited for and the screen.

        It may have come with the last thing that was waited for: what follows from it is painted before this returns.
        The app looks at its clock, and now and then at its file, only here and where a test says so: never between
        two keys, where it would be a matter of luck what comes first.
        """
        end = REAL.monotonic() + PATIENCE
        while True:
            await self.settle()
            if holds():
                await self.settle()
                return
            assert REAL.monotonic() < end, f"not in {PATIENCE:g} s: {awaited}\n{self.text()}"
            await asyncio.sleep(0.01)
            self.app.tick()

    async def sees(self, *words: str) -> None:
        """Wait until the screen shows some words, each somewhere."""
        for each in words:
            await self.until(f"the screen shows {each!r}", lambda each=each: each in self.text())  # type: ignore[misc]

    async def saved(self) -> None:
        """Wait until the screen says that everything is saved."""
        open_session = self.app.open_session
        assert open_session is not None
        await self.until("saved", lambda: open_session.state.kind == "saved" and "saved" in self.text())

    def rows(self) -> str:
        """What the list in the middle shows."""
        return self.room.query_one("#rows", RowList).text()


def hold(app: FlipchartApp) -> None:
    """Let an app tick only when it is told to."""
    assert app.beating is not None
    app.beating.pause()


@asynccontextmanager
async def driving(
    path: Path,
    size: tuple[int, int] = (80, 24),
    clock: ManualClock | None = None,
    config: Config | None = None,
    open_file: Callable[[Path, Context], OpenSession] = open_to_drive,
    made: Context | None = None,
    view: ViewName = "room",
) -> "AsyncIterator[Driver]":
    """Open a session in the real app at a size; `open_file` opens the file, for tests that need another saver.

    `made` is a context of its own, on that clock.
    """
    clock = clock or ManualClock(TEN)
    made = made or context(path.parent, clock, config)
    app = FlipchartApp(made, open_file(path, made), view)
    async with app.run_test(size=size) as pilot:
        driver = Driver(app, pilot, clock)
        hold(app)
        await driver.settle()
        yield driver
        driver.turn()
    assert app.drafts.flush(20.0)
    if app.open_session is not None:
        app.open_session.close(3.0)
