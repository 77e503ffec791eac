"""Bytes become keys: an escape that cannot belong to what follows it is the key of that name."""

import sys

import pytest
from textual import events

from flipchart.tui.terminal.driver import Keys
from flipchart.tui.terminal.intake import Typed
from flipchart.tui.text.keys import shown, spared

if sys.platform == "win32":
    pytest.skip("the driver is for POSIX terminals", allow_module_level=True)


def keys(*sent: Typed, term: str = "xterm") -> list[str]:
    """The names of the keys that come of bytes."""
    parser = Keys(term)
    return [found.key for each in sent for found in parser.feed(each) if isinstance(found, events.Key)]


def test_an_escape_is_not_swallowed_by_what_follows_it_at_once() -> None:
    """Esc and then a space, a capital, a digit, a sign, a byte that is no text: out of the box, then the rest."""
    assert keys(Typed(b"\x1bU\x1b1\x1b+\x1b=\x1b?")) == [
        "escape", "U", "escape", "1", "escape", "plus", "escape", "equals_sign", "escape", "question_mark"
    ]  # fmt: skip
    assert keys(Typed(b"\x1b a")) == ["escape", "space", "a"]
    assert keys(Typed(b"\x1b\x80\xe9b")) == ["escape", "replacement_character", "replacement_character", "b"]
    assert keys(Typed(b"\x1b"), Typed(b" ")) == ["escape", "space"]


def test_an_escape_and_a_letter_stay_together() -> None:
    """They are alt with that letter, which leaves the box too; sequences are keys as ever."""
    assert keys(Typed(b"\x1bn"), Typed(b"", alone=True)) == ["alt+n"]
    assert keys(Typed(b"\x1b[15~ \x1bOP ")) == ["f5", "space", "f1", "space"]
    assert keys(Typed(b"\x1b", alone=True), Typed(b" ")) == ["escape", "space"]


def test_delete_in_st_is_no_f1() -> None:
    """st 0.9 sends CSI P for Delete; to terminals with kitty's protocol that is F1."""
    for term in ("st-256color", "st", "stterm-256color"):
        assert keys(Typed(b"\x1b[P"), term=term) == ["delete"]
    assert keys(Typed(b"\x1b[P"), term="xterm-kitty") == ["f1"]
    assert keys(Typed(b"\x1b[P"), term="studio") == ["f1"]


def test_an_escape_that_gnu_screen_sends_with_the_next_key_is_no_alt() -> None:
    """screen 4.9 keeps a lone escape for 0.3 seconds; what is typed meanwhile comes in one piece with it."""
    for term in ("screen", "screen-256color", "screen.xterm-256color"):
        assert keys(Typed(b"\x1bn"), Typed(b"j"), term=term) == ["escape", "n", "j"]
        assert keys(Typed(b"\x1b[A\x1bOP"), term=term) == ["up", "f1"]
    assert keys(Typed(b"\x1bn"), Typed(b"", alone=True), term="tmux-256color") == ["alt+n"]


def test_where_the_terminal_keeps_f1_the_footer_names_another_key() -> None:
    """In a box, where a sign would be typed; outside, and elsewhere, all is as ever."""
    for environ in ({"VTE_VERSION": "7006"}, {"TERM_PROGRAM": "vscode"}):
        assert shown("help", spared(environ), boxed=True) == "ctrl+g"
        assert shown("help", spared(environ)) == "?"
    assert shown("help", spared({}), boxed=True) == "F1"
