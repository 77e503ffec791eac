"""Textual's driver for POSIX terminals, made to live with what real terminals do.

Written for Textual 8.2.8, whose private parts it uses and nothing else in the project does. What it mends there:
- Input is decoded strictly, so one stray byte, or a mouse report of the old kind past column 95, ends the program
  (Textual issues 6456 and 6668); an error in the parser ends it too.
- A paste lasts until its end mark comes, however long, and not a byte longer: see `intake`.
- When the terminal is not read, the event loop stands still: see `outlet`.
- The screen is drawn on stderr, which may be closed or lead to a file.
- A terminal that is gone ends in a traceback or a busy loop; SIGCONT without SIGTSTP starts everything twice.
"""

import os
import select
import signal
import sys
from codecs import getincrementaldecoder
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, ClassVar

from textual import events
from textual._xterm_parser import XTermParser
from textual.app import App
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message

from flipchart.clock import SystemClock
from flipchart.tui.terminal.found import Watch, open_line
from flipchart.tui.terminal.intake import Intake, Pasted, Typed
from flipchart.tui.terminal.outlet import Outlet

LAST_WORDS = 1.0
"""Seconds that a terminal gets for taking what is written last."""

LARGEST = 2000
"""Columns and rows beyond which a report of the size is no report."""

_MORE = "[]^_\\NOPX\x1b\x7f"
"""What may follow an escape in a sequence of several; all else of it are letters, which are keys with alt."""

_MONOTONIC = SystemClock().monotonic


class Keys:
    """Textual's parser of keys, kept alive whatever comes."""

    def __init__(self) -> None:
        self._parser = XTermParser()
        self._decode = getincrementaldecoder("utf-8")("replace").decode
        self._escaped = False

    def feed(self, typed: Typed) -> Iterator[Message]:
        """Yield what the bytes say; a sequence that cannot be read is passed over."""
        for character in self._decode(typed.data):
            if self._escaped and not (character < " " or character.islower() or character in _MORE):
                # Of esc and a digit, a capital or a sign Textual makes one key, in which the esc is lost.
                yield from self._settled()
            self._escaped = character == "\x1b"
            try:
                yield from self._parser.feed(character)
            except Exception:
                self._parser = XTermParser()
        if typed.alone:
            yield from self._settled()
        yield from self.tick()

    def tick(self) -> Iterator[Message]:
        """Yield what has become clear by time."""
        try:
            yield from self._parser.tick()
        except Exception:
            self._parser = XTermParser()

    def _settled(self) -> Iterator[Message]:
        self._escaped = False
        self._parser._timeout_time = 0.0
        yield from self.tick()


class TerminalDriver(LinuxDriver):
    """The driver; `watch` is told what happens to the terminal."""

    watch: ClassVar[Watch]

    def __init__(self, app: App[Any], **options: Any) -> None:
        super().__init__(app, **options)
        if sys.__stdout__ is not None:
            self._file = sys.__stdout__
        self._outlet: Outlet | None = None

    # Out.

    def write(self, data: str) -> None:
        """Have `data` written; never waits."""
        if self._outlet is not None:
            self._outlet.write(data)

    def start_application_mode(self) -> None:
        """Take the terminal."""
        encoding = getattr(self._file, "encoding", None) or "utf-8"
        self.watch.found.given_back = False
        self._outlet = Outlet(open_line(), self._paint_anew, self.watch.lost, encoding)
        with self._outlet.keeping():
            super().start_application_mode()  # type: ignore[no-untyped-call]

    def stop_application_mode(self) -> None:
        """Give the terminal back; `close` sees it through."""
        if self._outlet is not None:
            with self._outlet.keeping():
                super().stop_application_mode()

    def close(self) -> None:
        """Wait a little until the terminal has taken it all."""
        super().close()
        self._writer_thread = None
        outlet, self._outlet = self._outlet, None
        if outlet is not None:
            self.watch.found.given_back = outlet.stop(LAST_WORDS)

    def _paint_anew(self) -> None:
        def paint() -> None:
            self._app.refresh(layout=True)

        self._do(paint)

    def _do(self, callback: Callable[[], None]) -> None:
        """Have the app call back in its own loop."""
        if not self._loop.is_closed():
            self.send_message(events.Callback(callback))

    # Stopping for a while. What Textual does right in the signal handlers could meet itself half-way in a write.

    def _sigtstp_application(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._pause)

    def _sigcont_application(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._go_on)

    def _pause(self) -> None:
        if self._auto_restart and self._outlet is not None:
            self.watch.pausing()
            self.suspend_application_mode()
            self._must_signal_resume = True
        os.kill(os.getpid(), signal.SIGSTOP)

    def _go_on(self) -> None:
        if not self._auto_restart:
            return
        if self._outlet is not None:
            # Stopped by SIGSTOP, unseen: the shell has set the terminal as it likes.
            self.suspend_application_mode()
        self.resume_application_mode()
        self._paint_anew()

    # In.

    def _run_input_thread(self) -> None:
        try:
            self.run_input_thread()
        except OSError:
            self.watch.lost()
        except Exception as error:
            self._do(partial(self._app._handle_exception, error))

    def run_input_thread(self) -> None:
        """Read until told otherwise, and tell the app what came."""
        intake, keys = Intake(), Keys()
        while not self.exit_event.is_set():
            ready = select.select([self.fileno], [], [], 0.02 if intake.waiting else 0.1)[0]
            found = intake.feed(self._read(), _MONOTONIC()) if ready else intake.tick(_MONOTONIC())
            for each in found:
                self._tell(keys.feed(each) if isinstance(each, Typed) else _paste(each))
            self._tell(keys.tick())
        for each in intake.rest():
            if isinstance(each, Pasted):
                self._tell(_paste(each))

    def _read(self) -> bytes:
        """Return what there is. Raises OSError where the terminal is gone."""
        try:
            data = os.read(self.fileno, 65536)
        except BlockingIOError:
            return b""
        if not data:
            raise OSError("the terminal is gone")
        return data

    def _tell(self, messages: Iterator[Message]) -> None:
        for message in messages:
            if isinstance(message, events.Resize) and not self._believes(message):
                continue
            if isinstance(message, events.Key | events.Paste):
                self.watch.typed(message)
            if not self._loop.is_closed():
                self.process_message(message)

    def _believes(self, report: events.Resize) -> bool:
        size = report.size
        return self._in_band_window_resize and 0 < size.width <= LARGEST and 0 < size.height <= LARGEST


def _paste(pasted: Pasted) -> Iterator[Message]:
    # Most terminals send the Enter key's return in the place of a line's end.
    text = pasted.data.decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n")
    yield events.Paste(text.replace("\x00", ""))


def driver_for(watch: Watch) -> type[TerminalDriver]:
    """Return the driver that tells `watch`, as a class, which is what Textual wants."""
    return type("Terminal", (TerminalDriver,), {"watch": watch})
