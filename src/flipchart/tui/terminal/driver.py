"""Textual's driver for POSIX terminals, made to live with what real terminals do.

Written for Textual 8.2.8, with whose drivers it shares private parts (see `textual_private`). What it mends there:
- Input is decoded strictly, so one stray byte, or a mouse report of the old kind past column 95, ends the program
  (Textual issues 6456 and 6668); an error in the parser ends it too.
- A paste lasts until its end mark comes, however long, and not a byte longer: see `intake`.
- When the terminal is not read, the event loop stands still: see `outlet`.
- The screen is drawn on stderr, which may be closed or lead to a file.
- A terminal that is gone ends in a traceback or a busy loop; SIGCONT without SIGTSTP starts everything twice.
- Cells are measured and colours chosen without asking the terminal: see `cells` and `questions`.
- st sends CSI P for Delete, which is F1 to others (kitty's protocol). GNU screen keeps an escape for 0.3 seconds and
  sends it with the next key, which makes a key with alt of the two.
- Where there is no other screen to go back from (GNU screen, the console of Linux) the last picture stayed.
"""

import contextlib
import os
import re
import select
import signal
import sys
import threading
from codecs import getincrementaldecoder
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, ClassVar

from rich.color import ColorSystem
from textual import events
from textual._xterm_parser import XTermParser
from textual.app import App
from textual.drivers.linux_driver import LinuxDriver
from textual.geometry import Size
from textual.message import Message

from flipchart.clock import SystemClock
from flipchart.tui.terminal import cells
from flipchart.tui.terminal.found import CLEARED, Watch, open_line
from flipchart.tui.terminal.intake import Answered, Intake, Pasted, Typed
from flipchart.tui.terminal.outlet import Outlet
from flipchart.tui.terminal.questions import Answers, asked

LAST_WORDS = 1.0
"""Seconds that a terminal gets for taking what is written last."""

ANSWERS = 1.5
"""Seconds after the questions in which leaving waits for their answers, so that no shell gets them."""

LARGEST = 2000
"""Columns and rows beyond which a report of the size is no report."""

_MORE = "[]^_\\NOPX\x1b\x7f"
"""What may follow an escape in a sequence of several bytes; other characters are keys with alt."""

MANY = 256
"""Colours with which both themes look as they should."""

_MONOTONIC = SystemClock().monotonic


def colours_of(term: str) -> int:
    """Return how many colours the terminals of this name have, by terminfo; 0 where it does not say."""
    with contextlib.suppress(Exception):
        import curses  # noqa: PLC0415 - not in every Python

        curses.setupterm(term)
        return curses.tigetnum("colors")
    return 0


class Keys:
    """Textual's parser of keys, kept alive whatever comes."""

    def __init__(self, term: str = "") -> None:
        self._parser = XTermParser()
        self._decode = getincrementaldecoder("utf-8")("replace").decode
        self._escaped = False
        self._deletes = re.match(r"st(term)?\b", term) is not None
        self._joins = re.match(r"screen\b", term) is not None

    def feed(self, typed: Typed) -> Iterator[Message]:
        """Yield what the bytes say; a sequence that cannot be read is passed over."""
        # Before the program has the line, the line makes a line feed of Enter.
        data = typed.data.replace(b"\n", b"\r")
        data = data.replace(b"\x1b[P", b"\x1b[3~") if self._deletes else data
        for character in self._decode(data):
            alt = character.islower() and not self._joins
            if self._escaped and not (character < " " or alt or character in _MORE):
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
        self._answers = Answers()
        self._asked_at, self._answered = 0.0, threading.Event()
        self._turns, self._guards, self._believing = False, False, False
        self._resizing = False
        cells.use(self._answers.widths)
        if self._few_colours and colours_of(os.environ.get("TERM", "")) >= MANY:
            self._use_many_colours()

    # Out.

    def write(self, data: str) -> None:
        """Have `data` written; never waits."""
        if self._outlet is not None:
            if self._turns and not self._guards and cells.leftward(data):
                self._guards = True
                self._paint_anew()
            self._outlet.write(cells.anchored(data, guarded=self._guards, last=self._believing))

    def start_application_mode(self) -> None:
        """Take the terminal."""
        encoding = getattr(self._file, "encoding", None) or "utf-8"
        self.watch.found.given_back = False
        self._outlet = Outlet(open_line(), self._paint_anew, self.watch.lost, encoding)
        with self._outlet.keeping():
            super().start_application_mode()  # type: ignore[no-untyped-call]
            signal.signal(signal.SIGWINCH, self._sigwinch)
            self._ask(encoding)

    def stop_application_mode(self) -> None:
        """Give the terminal back; `close` sees it through."""
        if self._outlet is not None:
            self._answered.wait(min(self._asked_at + ANSWERS - _MONOTONIC(), ANSWERS))
            with self._outlet.keeping():
                self._outlet.write(CLEARED)
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

    # How it shows things.

    def _ask(self, encoding: str) -> None:
        """Ask the terminal how it shows things, where it is one that is asked in signs."""
        if not self.input_tty or self._outlet is None or encoding.lower().replace("-", "") != "utf8":
            return
        self._answers, self._asked_at = self._answers.again(), _MONOTONIC()
        self._answered.clear()
        self._outlet.write(asked(colours=self._few_colours))

    def _hear(self, answer: bytes) -> None:
        """Take in what the terminal answered; where it is not what was thought, all is measured and shown anew."""
        answers = self._answers
        if answers.take(answer):
            self._do(partial(self._show_anew, answers.again()))
        if answers.complete:
            self._answered.set()

    def _show_anew(self, answers: Answers) -> None:
        self._turns, self._believing, widths = answers.turns, answers.believing, answers.widths
        cells.use(widths)
        if answers.colours and self._few_colours:
            self._use_many_colours()
        self.watch.measured(widths.signs == 1)

    @property
    def _few_colours(self) -> bool:
        return self._app.console.color_system == "standard"

    def _use_many_colours(self) -> None:
        self._app.console._color_system = ColorSystem.EIGHT_BIT

    # The size of the window. Textual looks at it right in the signal handler: one that is interrupted by the next
    # says the older size last, and hundreds in one another end the program.

    def _sigwinch(self, *_: object) -> None:
        if not self._resizing and not self._loop.is_closed():
            self._resizing = True
            self._loop.call_soon_threadsafe(self._resized)

    def _resized(self) -> None:
        self._resizing = False
        if not self._in_band_window_resize:
            size = Size(*self._get_terminal_size())
            self.send_message(events.Resize(size, size))

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
        intake, keys = Intake(), Keys(os.environ.get("TERM", ""))
        while not self.exit_event.is_set():
            ready = select.select([self.fileno], [], [], 0.02 if intake.waiting else 0.1)[0]
            found = intake.feed(self._read(), _MONOTONIC()) if ready else intake.tick(_MONOTONIC())
            for each in found:
                if isinstance(each, Answered):
                    self._hear(each.data)
                else:
                    self._post(keys.feed(each) if isinstance(each, Typed) else _paste(each))
            self._post(keys.tick())
        for each in intake.rest():
            if isinstance(each, Pasted):
                self._post(_paste(each))

    def _read(self) -> bytes:
        """Return what there is. Raises OSError where the terminal is gone."""
        try:
            data = os.read(self.fileno, 65536)
        except BlockingIOError:
            return b""
        if not data:
            raise OSError("the terminal is gone")
        return data

    def _post(self, messages: Iterator[Message]) -> None:
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
