"""Bytes become keys: an escape that cannot belong to what follows it is the key of that name."""

import sys

import pytest
from textual import events

from flipchart.tui.terminal.driver import Keys
from flipchart.tui.terminal.intake import Typed

if sys.platform == "win32":
    pytest.skip("the driver is for POSIX terminals", allow_module_level=True)


def keys(*sent: Typed) -> list[str]:
    """The names of the keys that come of bytes."""
    parser = Keys()
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
