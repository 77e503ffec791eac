"""No text from a session controls the terminal: looked at in the bytes that it receives, on every screen."""

import re
import sys
from pathlib import Path

import pytest
from place import PROGRAM, Place
from terminal import Terminal

from flipchart.tui.look import CONTROLS
from flipchart.tui.terminal.questions import asked
from hostile import FIRST_NET_OFF, MARK, hostile, meeting_again

if sys.platform == "win32":
    pytest.skip("needs a pseudo-terminal", allow_module_level=True)


pytestmark = pytest.mark.pty

WORKED = Path(__file__).parents[2] / "sessions" / "library.toml"

OURS = re.compile(
    re.escape(asked(colours=False))
    + r"|\x1b\[[0-9;]*m|\x1b\[[0-9]+;[0-9]+H|\x1b\[\?(?:7|25|1000|1003|1004|1006|1015|1049|2004|2026|2048)[hl]"
    r"|\x1b\[\?20(?:26|48)\$p|\x1b\[>[0-9]+u|\x1b\[<u|\x1b\]22;[a-z-]+\x07|\x1b\[[0-9]+G|\x1b\[H\x1b\[2J"
)
"""All that the program itself says to a terminal: styles, places, modes, the pointer's shape, how it shows things."""

ESC = "\x1b[27u"
"""The key alone, as terminals with the kitty protocol send it: no letter after it becomes alt with that letter."""

IN_THE_ROOM = "jjgiz/?T,taolmedrfvcKJsub1+-\t\rk"
"""Every key that shows something and neither drops, copies, quits nor leaves the stage."""

AT_HOME = ("Zq", "\x1b[B", "\x1b[B", "\x1b[A", "\x1bOP", "\x10", "\x1b[12~")


@pytest.mark.parametrize(
    ("how", "leftover"),
    [
        pytest.param(["-c", FIRST_NET_OFF], True, id="one"),
        pytest.param(["-m", "flipchart"], False, marks=pytest.mark.system, id="both"),
    ],
)
def test_no_text_of_a_session_reaches_the_terminal_but_to_be_read(
    tmp_path: Path, how: list[str], leftover: bool
) -> None:
    """Hostile text in every field, every screen of the room and of home: shown, and not one byte of it obeyed.

    Once with the text as the file has it (the cleaning of files taken out: then what is left of a sequence without
    its escape is to be read), once as the program is: there each stop of the tour has every other key, the next stop
    the others, since what a key shows does not depend on what the text went through.
    """
    place = Place(tmp_path)
    data, fields = hostile(meeting_again(WORKED.read_bytes()))
    assert len(fields) > 30
    place.write(data)
    with Terminal([PROGRAM[0], *how, "run", str(place.path)], place.env, (120, 40)) as terminal:
        terminal.wait("ready when you are")
        way = ((" ", "1/5"), *(("n", f"{stage}/5") for stage in (2, 3, 4, 5)), ("n", "Ended"))
        for stop, (onward, shown) in enumerate(way):
            tour(terminal, keys(stop, leftover))
            terminal.send(onward.encode())
            terminal.wait(shown, 60)
        tour(terminal, keys(len(way), leftover))
        terminal.send(b"\x11")
        assert terminal.ended(60) == 0
        assert_only_ours(terminal, shown=100)
        assert (b"[3;4;9m" in terminal.raw) == leftover
    with Terminal([PROGRAM[0], *how], place.env, (120, 40)) as terminal:
        terminal.wait(MARK)
        for key in AT_HOME:
            terminal.send(f"{key}{ESC}{ESC}".encode())
            terminal.settle()
        terminal.send(b"\x11")
        assert terminal.ended() == 0
        assert_only_ours(terminal, shown=2)


AT_THE_DESK = ("h", "h", "\x1b[C", "\x1b[C", "\x1b[C", "\x1b[C", "g", "j", ",", "i")


def test_desk_and_watcher_obey_no_text_of_a_session(tmp_path: Path) -> None:
    """The cleaning of files taken out: script, panes, signs and mirror of a desk that drives, and a room that watches
    it with what is typed there, write nothing to their terminals but text and our own sequences."""
    place = Place(tmp_path)
    data, _ = hostile(meeting_again(WORKED.read_bytes()))
    path = str(place.write(data))
    program = [PROGRAM[0], "-c", FIRST_NET_OFF]
    with (
        Terminal([*program, "run", path, "--view", "desk"], place.env, (120, 40)) as desk,
        Terminal([*program, "watch", path], place.env, (80, 24)) as room,
    ):
        desk.wait("Not started")
        for onward, shown in ((" ", "1/5"), *(("n", f"{stage}/5") for stage in (2, 3, 4))):
            for key in AT_THE_DESK:
                desk.send(f"{key}{ESC}{ESC}".encode())
                desk.settle()
            desk.send(onward.encode())
            desk.wait(shown, 60)
            room.wait(shown, 60)
        desk.send(b"a\x1b[200~Zq \x1b]52;c;UFdO\x07 pasted\x1b[201~")
        room.wait("pasted", 60)
        for terminal in (desk, room):
            terminal.send(b"\x11")
            assert terminal.ended(60) == 0
        assert_only_ours(desk, shown=40)
        assert_only_ours(room, shown=5)


def keys(stop: int, every: bool) -> str:
    """The keys to press at a stop: every one, or those whose turn it is."""
    return IN_THE_ROOM if every else IN_THE_ROOM[stop % 2 :: 2]


def tour(terminal: Terminal, keys: str) -> None:
    """Press keys of the page that show something, and look for a command by a word of the plan."""
    for key in keys:
        terminal.send(f"{key}{ESC}{ESC}{ESC}".encode())
    terminal.send(b"\x10zq" + ESC.encode())


def assert_only_ours(terminal: Terminal, shown: int) -> None:
    """Nothing but our own sequences, and text without controls, was written; hostile text was there to be seen."""
    assert terminal.raw.count(MARK.encode()) >= shown
    assert b"\x1b[3;4;9m" not in terminal.raw
    rest = OURS.sub("", terminal.raw.decode("utf-8"))
    found = [
        rest[max(0, match.start() - 40) : match.end() + 40]
        for match in CONTROLS.finditer(rest)
        if match[0] not in "\r\n"
    ]
    assert not found, found[:5]


@pytest.mark.parametrize("words", ["\x1b]52;c;UFdO\x07", "\x9b7m"])
def test_arguments_are_no_commands_to_the_terminal(tmp_path: Path, words: str) -> None:
    """Hostile text in arguments, and in the sentences that repeat them."""
    place = Place(tmp_path)
    for arguments in (
        ["run", f"no {words} such"],
        ["when", f"{words}someday"],
        [f"verb{words}"],
        ["list", "--dir", words],
    ):
        with place.start(*arguments) as terminal:
            terminal.ended()
            assert terminal.raw.strip()
            assert not [each for each in CONTROLS.findall(terminal.raw.decode()) if each not in "\r\n"]
