"""Widths, padding and wrapping in cells."""

from hypothesis import given
from hypothesis import strategies as st

from flipchart.exchange.text_width import hang, pad, table, width, wrap
from strategies import texts


def test_wide_and_combining_characters_take_their_cells() -> None:
    """A Chinese character takes two cells, a combining mark and a zero-width space none."""
    assert [width(text) for text in ("abc", "漢字", "e\u0308", "a\u200bb")] == [3, 4, 1, 2]


def test_padding_counts_cells_and_never_cuts() -> None:
    """Columns line up whatever the letters, and a text that is too wide stays whole."""
    assert [pad("漢", 4), pad("ab", 4, right=True), pad("too wide", 3)] == ["漢  ", "  ab", "too wide"]


def test_a_long_word_is_broken_and_nothing_lost() -> None:
    """A word wider than the line goes on in the next one."""
    assert wrap("see abcdefgh ij", 4) == ["see", "abcd", "efgh", "ij"]


@given(text=texts(), cells=st.integers(2, 30))
def test_no_line_is_wider_than_asked_and_every_letter_stays(text: str, cells: int) -> None:
    """Wrapping keeps all that is not a space, in order, within the width."""
    lines = wrap(text, cells)
    assert max(map(width, lines)) <= cells
    assert "".join("".join(lines).split()) == "".join(text.split())


def test_later_lines_hang_under_the_first() -> None:
    """What follows a label is set in by the label's width."""
    assert hang("To: ", "one two three", 11) == ["To: one two", "    three"]


def test_columns_are_as_wide_as_their_widest_cell() -> None:
    """A table aligns its columns, numbers flush right, without spaces at the ends of lines."""
    assert table([("a", "1", "x"), ("bbb", "20", "")], right=[1]) == ["a     1  x", "bbb  20"]


def test_an_empty_table_has_no_lines() -> None:
    """Nothing to show is no line."""
    assert table([]) == []
