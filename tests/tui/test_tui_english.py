"""The English of the messages: one way to quote, and none of the turns that a native reader stumbles over."""

import re
from functools import cache

import pytest

import make_catalogues as catalogues

STIFF = {
    "'{": "words of people stand in “ ”",
    r"(?<!there )(?<!answer )\bis no\b(?! longer)": "is not a",
    r"\b(in the \w+|has ended|is running|is paused) already\b": "already before what it tells",
    r"\bbehind (it|then|a line)\b": "after",
    r"\btaken? up again\b": "reopened",
    r"\banew\b": "again",
    r"\bgive (an hour|the minutes|minutes|today|a time)\b": "type",
    r"\bset in\b": "indented",
    r"\bfor a wish\b": "a hope: what is hoped for has one name",
    r"\bhopes for\b": "hoped for",
    r"\bover all\b(?! sessions)": "in all",
}
"""What no message says, and what it says instead."""


@cache
def every_message() -> frozenset[str]:
    """The words of all messages, also of several."""
    return frozenset(words for it in catalogues.messages() for words in (it.one, it.several))


@pytest.mark.parametrize("turn", STIFF)
def test_no_message_is_stiff(turn: str) -> None:
    """Every message of the source, of the keys and of the agendas."""
    assert sorted(it for it in every_message() if re.search(turn, it, re.IGNORECASE)) == [], STIFF[turn]
