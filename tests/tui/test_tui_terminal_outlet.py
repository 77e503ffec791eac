"""What goes to the terminal: in order, never waited for, and painted anew after a standstill."""

import os
import sys
import threading

import pytest

from flipchart.tui.terminal.outlet import LIMIT, Outlet

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has Textual's own driver")


class Line:
    """A pipe in the place of a terminal, which is read only when told to."""

    def __init__(self) -> None:
        self.end, fd = os.pipe()
        os.set_blocking(fd, False)
        os.set_blocking(self.end, False)
        self.fresh, self.lost = threading.Event(), threading.Event()
        self.outlet = Outlet(fd, self.fresh.set, self.lost.set)

    def stand_still(self) -> None:
        """Fill the terminal, so that it stands still, and has done so for too long."""
        with self.outlet.keeping():
            self.outlet.write("x" * 200_000)
        self.outlet.patience = -1.0
        while self.outlet._since is None:
            threading.Event().wait(0.005)

    def read(self) -> bytes:
        """What the terminal has been sent by now."""
        found = b""
        try:
            while piece := os.read(self.end, 65536):
                found += piece
        except BlockingIOError:
            pass
        return found

    def read_until(self, last: bytes) -> bytes:
        """Read until something was sent."""
        found = b""
        for _ in range(2000):
            found += self.read()
            if found.endswith(last):
                return found
            threading.Event().wait(0.005)
        raise AssertionError(f"never sent: {last!r}")


def test_what_is_written_comes_out_in_order_and_stopping_waits_for_it() -> None:
    """All that was written before the end is there after it, in order."""
    line = Line()
    for number in range(500):
        line.outlet.write(f"é{number};")
    assert line.outlet.stop(5)
    assert line.read().decode() == "".join(f"é{number};" for number in range(500))


def test_a_terminal_that_stands_still_stops_nobody() -> None:
    """Writing a hundred times as much as a terminal takes returns at once, and so does the end."""
    line = Line()
    line.stand_still()
    for _ in range(1000):
        line.outlet.write("x" * 10_000)
    assert not line.outlet.stop(0.2)


def test_after_a_standstill_the_screen_is_painted_anew_and_no_setting_is_lost() -> None:
    """Pictures beyond the limit are dropped, settings are not; when it goes on, a new picture is asked for."""
    line = Line()
    line.stand_still()
    for _ in range(50):
        line.outlet.write("p" * (LIMIT // 10))
    with line.outlet.keeping():
        line.outlet.write("<setting>")
    sent = line.read_until(b"<setting>")
    assert sent.count(b"p") <= LIMIT
    assert line.fresh.wait(5)
    line.outlet.write("anew")
    assert line.read_until(b"anew") == b"anew"
    assert line.outlet.stop(5)


def test_a_terminal_that_is_gone_is_told_once_and_ends_the_thread() -> None:
    """When nobody can ever read again, that is told, and stopping does not wait."""
    line = Line()
    os.close(line.end)
    line.outlet.write("x")
    assert line.lost.wait(5)
    line.outlet.write("y")
    assert line.outlet.stop(5)


def test_one_picture_is_never_too_large() -> None:
    """A picture larger than what may wait is written whole on a terminal that reads."""
    line = Line()
    line.outlet.write("x" * (LIMIT * 2))
    line.outlet.write("!")
    assert len(line.read_until(b"!")) == LIMIT * 2 + 1
    assert not line.fresh.is_set()
    line.outlet.stop(5)
