"""Sentences about the disk are plain, and carry no paths, names or control characters of their own."""

import errno

from flipchart.store.errors import Ambiguous, StoreError, cause, place, shown


def test_each_error_owns_its_sentence_and_exit_code() -> None:
    """What a person reads and what a script gets."""
    assert (StoreError("It broke.").sentence, str(StoreError("It broke.")), StoreError.exit_code) == (
        "It broke.", "It broke.", 1,
    )  # fmt: skip
    assert Ambiguous("Two.").exit_code == 2


def test_a_refusal_of_the_system_is_put_in_plain_words() -> None:
    """Known ones have a remedy; others are quoted without the path."""
    assert cause(OSError(errno.ENOSPC, "No space left", "/secret/ana.toml")) == ("the disk is full; make room on it")
    assert cause(OSError(errno.EPROTO, "Odd\x1b", "/secret")) == "the system says: Odd; try again"
    assert cause(OSError()) == "the system says: OSError; try again"


def test_text_in_a_sentence_is_short_and_harmless() -> None:
    """One line, forty characters, no control characters; a path may be longer."""
    assert shown("a\x1b[2J\nb\u202e") == "a [2J b"
    assert shown("x" * 41) == "x" * 39 + "…"
    assert place("y" * 200) == "y" * 200
