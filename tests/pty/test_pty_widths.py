"""Terminals that draw the same sign with other cells, and answer at once, late or never: columns stand right."""

import select
import sys
import tty
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyte
import pytest
from place import PROGRAM, Place, workshop
from terminal import CLOCK, Terminal
from wcwidth import wcwidth

from flipchart.store.codec import encode
from flipchart.tui.terminal.driver import MANY, colours_of

if sys.platform == "win32":
    pytest.skip("needs a pseudo-terminal", allow_module_level=True)


pytestmark = pytest.mark.pty

OWNERS = ("Ana", "अनीता", "யாழினி கொடி", "สมหญิง", "محمد علي", "山田太郎", "José", "Борис", "မြန်မာ", "👩🏽‍🔧 Kim")


def usual(sign: str) -> int:
    """Most terminals: a cell for a spacing vowel sign; parts of a picture are drawn one by one."""
    if unicodedata.category(sign) == "Mc":
        return 1
    return max(wcwidth(sign), 0)


def narrow(sign: str) -> int:
    """Kitty, mlterm and qterminal: none for it."""
    return 0 if unicodedata.category(sign) == "Mc" else usual(sign)


def wide(sign: str) -> int:
    """xterm -cjk_width: two for all that is ambiguous."""
    return 2 if unicodedata.east_asian_width(sign) == "A" else usual(sign)


class OtherScreen(pyte.Screen):
    """A screen that draws signs with cells of its own."""

    cells: Callable[[str], int]

    def draw(self, data: str) -> None:
        """Draw each sign; one without cells belongs to the one before."""
        for sign in data:
            taken = self.cells(sign)
            if taken == 0:
                row, place = self.buffer[self.cursor.y], max(self.cursor.x - 1, 0)
                row[place] = row[place]._replace(data=row[place].data + sign)
                continue
            if self.cursor.x + taken > self.columns:
                self.cursor.x = self.columns - taken  # lines do not wrap
            row = self.buffer[self.cursor.y]
            for place, half in zip(range(self.cursor.x, self.columns), (sign, "")[:taken], strict=False):
                self._break_up(place)
                row[place] = self.cursor.attrs._replace(data=half)
            self.cursor.x = min(self.cursor.x + taken, self.columns - 1)
            self.dirty.add(self.cursor.y)

    def _break_up(self, place: int) -> None:
        """What is written over one half of a wide sign blanks the other."""
        row = self.buffer[self.cursor.y]
        for half in (place - 1 if row[place].data == "" else place, place + 1):
            if 0 <= half < self.columns and (row[half].data == "" or half < place):
                row[half] = row[half]._replace(data=" ")

    @property
    def display(self) -> list[str]:
        """The rows as text."""
        return ["".join(self.buffer[y][x].data for x in range(self.columns)) for y in range(self.lines)]


class OtherTerminal(Terminal):
    """A terminal of that kind; it answers `after` so many seconds, or with None never."""

    def __init__(self, argv: Any, env: Any, cells: Callable[[str], int], after: float | None = 0.0) -> None:
        super().__init__(argv, env, (100, 40))
        self.screen = OtherScreen(100, 40)
        self.screen.cells = cells
        self._stream = pyte.ByteStream(self.screen)
        self.after, self.late = after, b""
        self.screen.write_process_input = self._answer  # type: ignore[method-assign]
        self.began = CLOCK.monotonic()

    def _answer(self, data: str) -> None:
        if self.after is not None:
            self.late += data.encode()

    def _read_if_ready(self, seconds: float) -> bool:
        if self.late and CLOCK.monotonic() - self.began >= (self.after or 0.0):
            late, self.late = self.late, b""
            self.send(late)
        return super()._read_if_ready(seconds)


def place_of(terminal: Terminal, row: int, words: str) -> int:
    """The cell in which words begin in a row, or -1."""
    cells = [terminal.screen.buffer[row][column].data for column in range(terminal.screen.columns)]
    for column in range(len(cells)):
        if "".join(cells[column : column + len(words)]) == words and cells[column] == words[0]:
            return column
    return -1


def straight(terminal: Terminal) -> bool:
    """Whether all rows of owners have their names whole and their dates below each other."""
    rows = [place_of(terminal, row, "9 Dec") for row in range(terminal.screen.lines)]
    texts = [terminal.screen.display[row] for row, place in enumerate(rows) if place >= 0]
    dates = {place for place in rows if place >= 0}
    whole = all(any(name in text for text in texts) for name in OWNERS[:-1])
    return len(dates) == 1 and len(texts) == len(OWNERS) and whole


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """A plan in which people of many scripts have a step each."""
    place = Place(tmp_path)
    session = workshop("assign", tuple(f"Step {number}" for number in range(len(OWNERS))))
    day = CLOCK.now().date().replace(year=CLOCK.now().year + 1, month=12, day=9)
    steps = tuple(step.revise(owner=name, due=day) for step, name in zip(session.steps, OWNERS, strict=True))
    place.write(encode(session.revise(steps=steps)))
    return place


@pytest.mark.parametrize("cells", [usual, narrow, wide])
@pytest.mark.parametrize("after", [0.0, 2.0, None], ids=["at once", "late", "never"])
def test_owners_and_dates_stand_right(place: Place, cells: Callable[[str], int], after: float | None) -> None:
    """Whatever the terminal draws wider or narrower, and whenever it says so; no answer is taken for a key."""
    if after is None and cells is wide:
        pytest.skip("letters of two cells that nobody told of: `ascii` in the settings is for the signs")
    with OtherTerminal([*PROGRAM, "run", str(place.path)], place.env, cells, after) as terminal:
        terminal.wait("Step 9")
        terminal.until(lambda: straight(terminal), "names are whole, and dates stand below each other")
        if cells is wide:
            assert not {"●", "▌", "█", "○"} & set(terminal.text())
        terminal.press("ctrl+q")
        assert terminal.ended() == 0
        assert place.session().timing[-1].event == "start"


def test_answers_that_come_late_type_nothing(place: Place) -> None:
    """They come while a line is open: it stays empty, and what is typed around them is whole."""
    with OtherTerminal([*PROGRAM, "run", str(place.path)], place.env, narrow, 3.0) as terminal:
        terminal.wait("Step 9")
        terminal.press("a")
        terminal.send(b"Ring ")
        terminal.until(lambda: CLOCK.monotonic() - terminal.began > 3.2, "the answers came")
        terminal.send(b"them\r")
        terminal.until(lambda: place.steps()[-1] == "Ring them", "the line is whole")


def test_leaving_at_once_leaves_no_answer_to_the_shell(place: Place) -> None:
    """Answers come 1.2 seconds after the questions; ctrl+q comes before: nothing of them is left to be read."""
    with OtherTerminal([*PROGRAM, "run", str(place.path)], place.env, usual, None) as terminal:
        terminal.until(lambda: b"\x1b[6n" in terminal.raw, "it asks")
        terminal.began, terminal.after = CLOCK.monotonic(), 1.2
        terminal.late = b"\x1b[>0;136;0c\x1b[2;3R\x1b[3;2R\x1b[4;2R"
        terminal.send(b"\x11")
        assert terminal.ended() == 0
        terminal.until(lambda: not terminal.late, "the answers were given", reading=True)
        assert terminal.restored(), terminal.modes()
        tty.setraw(terminal._slave)
        assert not select.select([terminal._slave], [], [], 0.2)[0], "an answer is left to the shell"


@pytest.mark.parametrize(("answer", "guarded"), [(b"\x1b[>0;136;0c", True), (b"\x1b[>41;379;0c", False)])
def test_putty_keeps_the_columns_of_a_row_that_begins_in_arabic(place: Place, answer: bytes, guarded: bool) -> None:
    """It turns a row round whose first letter goes to the left; before it stands a strong sign that shows nothing."""
    with place.start("run", str(place.path), size=(100, 40)) as terminal:
        terminal.until(lambda: b"\x1b[>c" in terminal.raw, "it asks")
        terminal.send(answer)
        terminal.wait("Step 9")

        def rows() -> list[str]:
            return [row for row in terminal.screen.display if "علي" in row]

        terminal.until(
            lambda: bool(rows()) and ("\u2800" in rows()[0].partition("م")[0]) == guarded, "as it should be"
        )
        terminal.press("ctrl+q")
        assert terminal.ended() == 0


@pytest.mark.parametrize(("term", "answered", "many"), [
    ("xterm", True, True), ("xterm", False, False), ("xterm-256color", False, True), ("alacritty", False, True),
])  # fmt: skip
def test_colours_are_as_many_as_the_terminal_has(place: Place, term: str, answered: bool, many: bool) -> None:
    """By its name, by terminfo, or by its answer; else sixteen, with a ground of its own for the cursor's row."""
    if term == "alacritty" and colours_of(term) < MANY:
        pytest.skip("no terminfo of that terminal here")
    with place.start("run", str(place.path), size=(100, 30), env={"TERM": term}) as terminal:
        terminal.until(lambda: b"\x1b[4;1H" in terminal.raw, "it asks")
        assert (b"\x1b]4;255;?" in terminal.raw) == (term == "xterm")
        if answered:
            terminal.send(b"\x1b]4;255;rgb:eeee/eeee/eeee\x07")
        terminal.wait("Step 5")
        few = (b"\x1b[0;97;44m", b";97;44m")
        terminal.until(lambda: any(each in terminal.raw for each in few) or many, "sixteen colours are used")
        terminal.raw.clear()
        terminal.press("j", "k", "j")
        terminal.until(lambda: bool(terminal.raw), "it paints")
        assert (b"48;5;" in terminal.raw) == many
        assert any(each in terminal.raw for each in few) != many


def test_leaving_clears_what_was_shown(place: Place) -> None:
    """As in GNU screen, the emulator here has no other screen to go back to: nothing of the plan stays."""
    with place.start("run", str(place.path), size=(100, 30)) as terminal:
        terminal.wait("Step 5")
        terminal.press("ctrl+q")
        assert terminal.ended() == 0
        assert terminal.text().strip() == ""
