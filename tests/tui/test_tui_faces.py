"""The clock's digits as pictures."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flipchart.tui.widgets.big_clock import PIXELS, face, largest, segments, tall

READINGS = st.from_regex(r"\A\+?[0-9]{1,4}:[0-5][0-9]\Z")


def test_the_small_clock_is_three_rows_of_half_blocks() -> None:
    """3:42 stands in three rows of thirteen cells, as in the design's picture."""
    assert face("3:42") == ("▀▀█ ▄ █ █ ▀▀█", "▀▀█ ▄ ▀▀█ █▀▀", "▀▀▀     ▀ ▀▀▀")


def test_the_tall_clock_is_seven_rows() -> None:
    """From 120 columns on the digits are seven rows high, in whole cells."""
    rows = tall("+0:42")
    assert len(rows) == 7
    assert set("".join(rows)) == {"█", " "}


def test_without_block_elements_the_digits_are_plain_ascii() -> None:
    """With `ascii = true` the clock needs no sign beyond ASCII and still has three rows."""
    rows = segments("+12:34")
    assert len(rows) == 3
    assert "".join(rows).isascii()


@pytest.mark.parametrize("sign", sorted(set(PIXELS) - {" "}))
def test_every_sign_looks_different(sign: str) -> None:
    """No two signs share a picture, in blocks or in segments."""
    others = [other for other in PIXELS if other not in (sign, " ")]
    assert face(sign) not in [face(other) for other in others]
    assert segments(sign) not in [segments(other) for other in others]


@given(READINGS, st.integers(20, 220), st.integers(3, 70))
def test_the_full_clock_fits_the_screen(reading: str, columns: int, rows: int) -> None:
    """However long the overtime, the digits over the whole screen fit where one pixel a cell would."""
    picture = face(reading, largest(reading, columns, rows))
    if len(face(reading)[0]) <= columns:
        assert max(map(len, picture)) <= columns
        assert len(picture) <= max(rows, 3)


@given(READINGS)
def test_all_rows_of_a_face_are_equally_long(reading: str) -> None:
    """A face is a rectangle at any size."""
    for rows in (face(reading), tall(reading), segments(reading)):
        assert len(set(map(len, rows))) == 1
