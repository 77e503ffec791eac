"""Text that comes in is harmless, whole and in one form."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from flipchart.domain.text import (
    FIELD_LIMIT,
    NOTE_LIMIT,
    brief,
    clean,
    clean_line,
    cut_notice,
    meant,
    was_cut,
    without_bullet,
)

PIECES = (
    "\x1b", "\x1b[", "\x1b]", "\x1bP", "\x1b\\", "\x9b", "\x9d", "\x90", "\x9c", "\x07", "\r", "\n", "\t",
    "31m", "52;c;eA==", "\u202e", "\u2069", "\U000e0041", "\ud83d", "\ude00", "e\u0301", "\u0344",
    "\u1100\u1161",
)  # fmt: skip
WILD = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=8)), max_size=12).map("".join)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("plain", "plain"),
        ("\x1b[1;31mred\x1b[0m", "red"),
        ("\x1b[?1049hin", "in"),
        ("\x9b2Jgone", "gone"),
        ("a\x1b]52;c;aGk=\x07b", "ab"),
        ("a\x1b]8;;http://x\x1b\\link\x1b]8;;\x1b\\b", "alinkb"),
        ("a\x9d0;title\x9cb", "ab"),
        ("a\x1bPq#0;1~more\x1b\\b", "ab"),
        ("a\x90q\nmore words\x9cb", "aq\nmore wordsb"),
        ("a\x90q\x9cb", "ab"),
        ("a\x1b_app\x1b\\b\x1b^pm\x1b\\c\x1bXsos\x1b\\d", "abcd"),
        ("a\x1bOPb", "ab"),
        ("a\x1b(Bb", "ab"),
        ("a\x1bcb\x1b7c", "abc"),
        ("\x1b[31", "[31"),
        ("\x1b]52;c;never ended", "]52;c;never ended"),
        ("\x1b]0;one\nline\x07", "]0;one\nline"),
        ("\x1b\x1b[31m[31m", "[31m"),
        ("a\x00\x08\x0b\x0c\x7f\x85b", "ab"),
        ("one\r\ntwo\rthree\tfour", "one\ntwothree\tfour"),
        ("\u202eevil\u202c \u2066in\u2069", "evil in"),
        ("right\u200fto\u200dleft", "right\u200fto\u200dleft"),
        ("tag\U000e0001\U000e0041", "tag"),
        ("\ud800half", "\ufffdhalf"),
        ("\ud83d\ude00", "\U0001f600"),
        ("e\u0301", "\u00e9"),
        ("👩\u200d👧 🇵🇹 漢字", "👩\u200d👧 🇵🇹 漢字"),
    ],
)
def test_each_rule_of_cleaning(typed: str, kept: str) -> None:
    """Sequences, controls, overrides and tags go; all else stays, in one form."""
    assert clean(typed) == kept


@given(WILD)
@example("a" + "\u0344" * 30)
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    """Cleaning is idempotent, in every limit."""
    for limit in (FIELD_LIMIT, 5):
        once = clean(text, limit=limit)
        assert clean(once, limit=limit) == once
        line = clean_line(text, limit=limit)
        assert clean_line(line, limit=limit) == line


@given(WILD)
def test_nothing_that_steers_a_terminal_is_left(text: str) -> None:
    """No control character, override, tag or surrogate survives, and a line has no breaks."""
    for character in clean(text):
        assert character in "\n\t" or unicodedata.category(character) not in ("Cc", "Cs")
        assert character not in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
        assert not "\U000e0000" <= character <= "\U000e007f"
    assert not set("\n\t\u2028\u2029") & set(clean_line(text))


@given(st.text(st.characters(exclude_categories=("Cc", "Cs", "Cf", "Mn", "Me", "Mc"))))
def test_ordinary_words_are_kept(text: str) -> None:
    """Text without controls and marks comes out as it went in, up to its one form."""
    assert clean(text) == unicodedata.normalize("NFC", text)


def test_a_field_and_a_note_have_their_limits_and_say_so() -> None:
    """What is longer than the limit is cut there, and only then a caller is told."""
    assert len(clean("x" * 3_000)) == FIELD_LIMIT == 2_000
    assert len(clean("x" * 30_000, limit=NOTE_LIMIT)) == 20 * 1024
    assert was_cut("x" * 2_001)
    assert not was_cut("x" * 2_000 + "\x00\x1b[0m")
    assert not was_cut("e\u0301" * 2_000)
    assert clean("e\u0301" * 2_000) == "\u00e9" * 2_000
    assert was_cut("\u03b1\u0314\u0300\u0345" * 2_001)
    assert cut_notice() == "Only the first 2,000 characters were kept."


def test_a_line_is_bare_at_its_ends_even_where_it_was_cut() -> None:
    """Breaks and tabs become spaces, and no space is left over at an end."""
    assert clean_line(" one\ntwo\tthree\u2028four \n") == "one two three four"
    assert clean_line("ab cd", limit=3) == "ab"


def test_heaped_marks_and_unfinished_sequences_cost_no_more_than_other_text() -> None:
    """Hostile heaps are thinned, so that sorting them stays cheap; the letter keeps thirty."""
    heap = clean("a" + "\u0300\u0316" * 40_000, limit=NOTE_LIMIT)
    assert len(heap) <= 31
    assert clean("\x1b]" * 50_000) == "]" * FIELD_LIMIT
    assert clean("\x90" * 50_000 + "end") == "end"


@pytest.mark.parametrize(
    ("typed", "ends"),
    [
        ("RUN", "; did you mean 'run'?"),  # not 'ruin' too, which is one letter away
        ("ruun", "; did you mean 'run' or 'ruin'?"),
        ("urn", "; did you mean 'run'?"),
        ("un", "; did you mean 'run'?"),
        ("templte", "; did you mean 'template'?"),
        ("frobnicate", "."),
    ],
)
def test_one_slip_of_a_finger_goes_before_what_looks_alike(typed: str, ends: str) -> None:
    """The same word in capitals alone; else all that are one dropped, added, wrong or swapped letter away."""
    assert meant(typed, ["run", "ruin", "template"]) == ends


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("- first @ana", "first @ana"), ("• third", "third"), ("* nested", "nested"), ("1) numbered", "numbered"),
        ("12. twelfth", "twelfth"), ("- [ ] open", "open"), ("- [x] done", "[x] done"), ("-5 degrees", "-5 degrees"),
        ("3.5 metres", "3.5 metres"), ("-", "-"), ("plain - words", "plain - words"), ("+ana", "+ana"),
    ],
)  # fmt: skip
def test_a_line_of_a_list_loses_its_bullet(line: str, words: str) -> None:
    """Only what marks it as one of a list; a tick says more, and stays."""
    assert without_bullet(line) == words


def test_a_long_text_is_cut_between_words() -> None:
    """The sentence is to be said, so it stays short and in one line."""
    text = "Draft the new escalation path and walk it, past\nlegal, before the next all-hands"
    assert brief(text) == "Draft the new escalation path and walk it, past…"
    assert brief("two\nlines") == "two lines"
    assert brief("x" * 60) == "x" * 48 + "…"
