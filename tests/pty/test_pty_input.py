"""What a terminal may send, and what of it is a key: nothing of it ends the program or runs what was not pressed."""

import sys
from pathlib import Path

import pytest
from place import Place
from terminal import CLOCK, KEYS, Terminal

if sys.platform == "win32":
    pytest.skip("needs a pseudo-terminal", allow_module_level=True)


pytestmark = pytest.mark.pty

START, END = b"\x1b[200~", b"\x1b[201~"


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """Folders of its own for each test."""
    return Place(tmp_path)


def still_lives(terminal: Terminal, place: Place, words: str) -> None:
    """Write a step and leave: both work, and nobody saw a traceback."""
    terminal.send(words.encode() + b"\r")
    terminal.until(lambda: place.steps()[-1:] == [words], "the step is saved")
    terminal.press("ctrl+q")
    assert terminal.ended() == 0
    assert terminal.restored(), terminal.modes()
    assert b"Traceback" not in terminal.raw


def test_bytes_that_are_no_text_take_nothing_with_them(place: Place) -> None:
    """Stray bytes between letters, from a Latin-1 keyboard or a broken line, lose no letter and end nothing."""
    with place.define() as terminal:
        terminal.send(b"a\x80b\xe9c\xffd\xc3")
        terminal.send(b"e")
        terminal.wait("e")
        terminal.send(b"\r")
        terminal.until(lambda: len(place.steps()) == 1, "the step is saved")
        assert place.steps()[0].replace("�", "") == "abcde"
        terminal.press("esc")
        terminal.wait("? keys")
        terminal.send(b"\x80\xe9\xff\xfe\xf8")
        terminal.press("a")
        terminal.wait("enter close")
        still_lives(terminal, place, "Ring the supplier")


def test_old_mouse_reports_are_no_words(place: Place) -> None:
    """Reports of the mouse as terminals send them after a reconnection, left and right of column 95."""
    with place.define(size=(200, 40)) as terminal:
        for x in (33, 127, 128, 0xC3, 0xE9, 255):
            terminal.send(b"\x1b[MC" + bytes([x, 0xA9]))
            terminal.send(b"\x1b[M " + bytes([x, 40]) + b"\x1b[M#" + bytes([x, 40]))
        terminal.settle()
        still_lives(terminal, place, "Ring the supplier")


def test_sequences_that_make_no_sense_are_passed_over(place: Place) -> None:
    """Keys beyond Unicode, windows of no size or of a million columns, numbers without end."""
    with place.define() as terminal:
        for sequence in (
            b"\x1b[99999999;1u", b"\x1b[1;1;99999999u", b"\x1b[48;0;0;0;0t", b"\x1b[<0;1;1M", b"\x1b[<0;5;5m",
            b"\x1b[48;90000;90000;1;1t", b"\x1b[9999999999999999999999999999999R", b"\x1b[?2026;0$y", b"\x1b[?1;2c",
            b"\x1bP1$r0 q\x1b\\", b"\x1b]11;rgb:0000/0000/0000\x1b\\",
        ):  # fmt: skip
            terminal.send(sequence)
            terminal.stands_still(0.15)
        terminal.settle()
        assert "3/5 DEFINE" in terminal.text()
        terminal.press("ctrl+q")
        assert terminal.ended() == 0
        assert b"Traceback" not in terminal.raw


def test_a_megabyte_is_pasted_into_a_line(place: Place) -> None:
    """A list of a megabyte is asked about, does not enter by itself, and the keys work at once afterwards."""
    lines = [f"Line {number} of a list that somebody had in the clipboard" for number in range(20_000)]
    data = "\r".join(lines).encode()
    assert len(data) > 1_000_000
    with place.define() as terminal:
        terminal.send(START + data + END)
        terminal.wait("lines pasted", 30)
        terminal.wait("Only the first 1,000,000 characters were kept.")
        terminal.press("esc")
        terminal.wait("? keys")
        terminal.press("a")
        terminal.wait("enter close")
        still_lives(terminal, place, "Ring the supplier")
        assert place.steps() == ["Ring the supplier"]


def test_a_megabyte_without_a_line_end_is_cut(place: Place) -> None:
    """A single word of a megabyte becomes as much as a line may hold."""
    with place.define() as terminal:
        terminal.send(START + b"x" * 1_000_000 + END)
        terminal.wait("xxxxxxxxxxxx", 30)
        terminal.wait("Only the first 2,000 characters were kept.")
        terminal.send(b"\r")
        terminal.until(lambda: len(place.steps()) == 1, "it is saved")
        assert set(place.steps()[0]) == {"x"} and len(place.steps()[0]) <= 2000
        terminal.press("ctrl+q")
        assert terminal.ended() == 0


def test_keys_come_back_after_a_paste_that_never_ends(place: Place) -> None:
    """The end of a paste is lost on the line: within two seconds its words are in the box and keys are keys."""
    with place.define() as terminal:
        terminal.send(START + b"pasted words")
        sent = CLOCK.monotonic()
        terminal.until(lambda: "pasted words" in terminal.text(), "the words are in the box", 4)
        assert CLOCK.monotonic() - sent < 3.0  # two seconds, and one to paint them on a busy machine
        terminal.press("f5")
        terminal.wait("PAUSED")
        terminal.send(b" and more\r")
        terminal.until(lambda: place.steps() == ["pasted words and more"], "the step is saved")
        still_lives(terminal, place, "Ring the supplier")


@pytest.mark.parametrize("boxed", [True, False])
def test_an_end_mark_inside_a_paste_runs_nothing(place: Place, boxed: bool) -> None:
    """A text that holds the end mark, pasted by a terminal that lets it through: its rest presses no key."""
    path = place.under_way(steps=("Ring the supplier",))
    hostile = b"words" + END + b"x x\rq" + KEYS["f5"] + KEYS["pgdn"] + b"\x11" + END + b"x" + END
    before = path.read_bytes()
    with place.define() as terminal:
        if not boxed:
            terminal.press("esc")
            terminal.wait("? keys")
        terminal.send(START + hostile + END)
        terminal.stands_still(0.3)
        terminal.settle()
        assert "3/5 DEFINE" in terminal.text() and "PAUSED" not in terminal.text()
        assert path.read_bytes() == before
        assert terminal.child.poll() is None
        assert ("lines pasted" in terminal.text()) == boxed
        terminal.press("f5")
        terminal.wait("PAUSED")
        terminal.press("ctrl+q")
        assert terminal.ended() == 0


def test_an_escape_and_a_letter_are_told_apart_by_time(place: Place) -> None:
    """Esc, then a letter: out of the box, then the letter's own work, as before the terminal was ours."""
    with place.define() as terminal:
        terminal.press("esc")
        terminal.wait("? keys")
        terminal.press("z")
        terminal.press("z")
        terminal.send(b"a")
        terminal.wait("enter close")
        terminal.send(b"\x1bg")
        terminal.wait("What to ask aloud")
        terminal.press("esc")
        terminal.press("ctrl+q")
        assert terminal.ended() == 0


@pytest.mark.parametrize("wait", [0.0, 0.3], ids=["at once", "while it starts"])
def test_keys_that_came_before_the_first_picture_are_carried_out_in_their_order(tmp_path: Path, wait: float) -> None:
    """Before the program has the line, the line makes another sign of Enter; it is Enter all the same."""
    place = Place(tmp_path, fresh=True)
    path = place.under_way(kind="define")
    terminal = place.start("run", str(path))
    with terminal:
        began = CLOCK.monotonic()
        terminal.until(lambda: CLOCK.monotonic() >= began + wait, "some time has passed", reading=False)
        for byte in b"aRing the supplier\rBook a room @Bea\r\x1b":
            terminal.send(bytes([byte]))
        terminal.until(lambda: place.steps() == ["Ring the supplier", "Book a room"], "both steps are saved")
        terminal.wait("? keys")
        terminal.press("ctrl+q")
        assert terminal.ended() == 0
