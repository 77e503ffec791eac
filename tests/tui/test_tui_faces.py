"""The clock's digits as pictures."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.theme import Theme

from flipchart.tui.look import ROOM_DARK, ROOM_LIGHT, WITHOUT_COLOUR, content, styles
from flipchart.tui.text.block_font import BLOCK, DOUBLE, HUGE, Scale, block_lines, centred, dots, glyph, scaled
from flipchart.tui.text.clock_face import State, bar_line, face, face_lines, largest, segments
from flipchart.tui.text.lines import plain, width_of

READINGS = st.from_regex(r"\A\+?[0-9]{1,4}:[0-5][0-9]\Z")
SIGNS = sorted("0123456789:+")
STATES: tuple[State, ...] = ("normal", "warning", "danger", "overtime", "paused")


def drawn(reading: str, state: State, ascii_only: bool = False) -> tuple[str, ...]:
    """The digits without their colours."""
    return tuple(plain(row) for row in face_lines(reading, state, ascii_only))


def test_the_small_clock_is_three_rows_of_half_blocks() -> None:
    """3:42 stands in three rows of thirteen cells, as in the design's picture."""
    assert face("3:42") == ("▄▄▄   ▄ ▄ ▄▄▄", "▄▄█ ▀ █▄█ ▄▄█", "▄▄█ ▀   █ █▄▄")


def test_in_a_pause_a_sign_stands_before_the_digits() -> None:
    """Two filled columns, as high as the digits, bright where these are muted; in ASCII too."""
    assert drawn("3:42", "paused") == (
        "██ ██    ▄▄▄   ▄ ▄ ▄▄▄", "██ ██    ▄▄█ ▀ █▄█ ▄▄█", "██ ██    ▄▄█ ▀   █ █▄▄",
    )  # fmt: skip
    assert [span.style for span in face_lines("3:42", "paused")[0]] == ["bold", "", "quiet"]
    assert all(row.startswith("## ##    ") for row in drawn("3:42", "paused", ascii_only=True))


@pytest.mark.parametrize(("reading", "state", "wide"), [("0:12", "danger", 16), ("+0:42", "overtime", 20)])
@pytest.mark.parametrize("ascii_only", [False, True])
def test_at_the_end_the_digits_stand_on_a_plate(reading: str, state: State, wide: int, ascii_only: bool) -> None:
    """Four rows, with an edge of one cell before and two behind; black on the colour, reversed without one."""
    rows = face_lines(reading, state, ascii_only)
    assert len(rows) == 4
    assert ascii_only or {width_of(row) for row in rows} == {wide}
    assert {span.style for row in rows for span in row} == {"plate"}
    assert {styles(theme)["plate"] for theme in (ROOM_DARK, ROOM_LIGHT)} == {"#000000 on $plate"}
    assert WITHOUT_COLOUR["plate"] == "reverse"


def test_running_paused_and_late_differ_by_shape_alone() -> None:
    """In black and white no two of them look alike; a warning has its word beside (see the clock line)."""
    for ascii_only in (False, True):
        shapes = {drawn("0:42", state, ascii_only) for state in ("normal", "danger", "paused")}
        bars = {plain(bar_line(30, 60, state, ascii_only=ascii_only)) for state in ("normal", "overtime", "paused")}
        assert (len(shapes), len(bars)) == (3, 3)


def test_the_bar_of_each_state() -> None:
    """Full cells; every other one in a pause; halves in turn over time; and signs where there is no colour."""
    assert plain(bar_line(3, 6, "normal")) == "██████"
    assert [span.style for span in bar_line(3, 6, "warning")] == ["fill-warning", "unspent"]
    assert plain(bar_line(3, 6, "normal", plain=True)) == "███───"
    assert plain(bar_line(3, 7, "paused")) == "█ █ █ █"
    assert plain(bar_line(6, 7, "overtime")) == "▀▄▀▄▀▄▀"
    assert plain(bar_line(3, 6, "danger", ascii_only=True)) == "===---"
    assert plain(bar_line(3, 6, "paused", ascii_only=True)) == "= = - "
    assert plain(bar_line(6, 6, "overtime", ascii_only=True)) == "/\\/\\/\\"


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("theme", [ROOM_DARK, ROOM_LIGHT], ids=lambda it: it.name)
def test_every_state_can_be_painted(state: State, theme: Theme) -> None:
    """Every style word of the digits and the bar has its colours."""
    for row in (*face_lines("1:23", state), bar_line(2, 9, state)):
        assert content(row, theme).plain == plain(row)


def test_without_block_elements_the_digits_are_plain_ascii() -> None:
    """With `ascii = true` the clock needs no sign beyond ASCII and still has three rows."""
    for broad in (False, True):
        rows = segments("+12:34", broad=broad)
        assert len(rows) == 3
        assert "".join(rows).isascii()
    assert all("".join(drawn("12:34", state, ascii_only=True)).isascii() for state in STATES)


def test_strokes_of_ascii_are_read_from_afar() -> None:
    """What goes down is as wide as a cell, or as two where there is room; hair lines are not seen from the back."""
    assert segments("5:04") == ("___   ___ _ _", "#__ o # # #_#", "__# o #_#   #")
    assert segments("5:04", broad=True)[1] == "##____  oo  ##  ##  ##__##"
    assert not set("".join(segments("+0123456789:"))) & set("|.")


@pytest.mark.parametrize("sign", SIGNS)
def test_every_sign_looks_different(sign: str) -> None:
    """No two signs share a picture, in blocks or in segments."""
    others = [other for other in SIGNS if other != sign]
    assert face(sign) not in [face(other) for other in others]
    assert segments(sign) not in [segments(other) for other in others]


@given(READINGS, st.integers(20, 220), st.integers(3, 70))
def test_the_full_clock_fits_the_screen(reading: str, columns: int, rows: int) -> None:
    """However long the overtime, the digits over the whole screen fit where one pixel a cell would."""
    picture = face(reading, largest(reading, columns, rows))
    if len(face(reading)[0]) <= columns:
        assert max(map(len, picture)) <= columns
        assert len(picture) <= max(rows, 3)


@given(READINGS, st.sampled_from(STATES))
def test_all_rows_of_a_face_are_equally_long(reading: str, state: State) -> None:
    """A face is a rectangle in every state."""
    for rows in (face(reading), drawn(reading, state), segments(reading), segments(reading, broad=True)):
        assert len(set(map(len, rows))) == 1


# Block letters.

TITLE = (
    " ▄▄ ▄▄▄ ▄▄  ▄ ▄ ▄ ▄▄▄ ▄▄▄", "▀▄  █▄  █▄▀ █ █ █ █   █▄", "▄▄▀ █▄▄ █ █ ▀▄▀ █ █▄▄ █▄▄", "",
    "▄▄  ▄   ▄ ▄ ▄▄▄ ▄▄▄ ▄▄  ▄ ▄  ▄ ▄▄▄", "█▄▀ █   █ █ █▄  █▄█ █▄▀ █ █▀▄█  █", "█▄▀ █▄▄ █▄█ █▄▄ █   █ █ █ █  █  █",
)  # fmt: skip
"""A title on two lines, as in the design's picture of the arrival at 80 columns."""


def test_a_title_in_block_letters() -> None:
    """Three rows a line, a blank one between; small letters are shown as capitals."""
    assert block_lines("Service blueprint", 60) == TITLE
    assert block_lines("Service blueprint", 63) is not None
    assert len(block_lines("Service blueprint", 63) or ()) == 3


def test_the_letters_of_the_pictures() -> None:
    """Words of the design's pictures, row by row."""
    assert block_lines("Ana Lopes", 78) == (
        " ▄  ▄  ▄  ▄     ▄   ▄▄▄▄ ▄▄▄ ▄▄▄  ▄▄",
        "█▄█ █▀▄█ █▄█    █   █  █ █▄█ █▄  ▀▄",
        "█ █ █  █ █ █    █▄▄ █▄▄█ █   █▄▄ ▄▄▀",
    )
    assert block_lines("PAUSED", 78) == (
        "▄▄▄  ▄  ▄ ▄  ▄▄ ▄▄▄ ▄▄", "█▄█ █▄█ █ █ ▀▄  █▄  █ █", "█   █ █ █▄█ ▄▄▀ █▄▄ █▄▀",
    )  # fmt: skip


@pytest.mark.parametrize(("columns", "scale", "most"), [(80, BLOCK, 18), (120, BLOCK, 27), (120, DOUBLE, 13)])
def test_about_so_many_letters_fit_on_a_line(columns: int, scale: Scale, most: int) -> None:
    """The design's table of sizes holds for letters of a middling width."""
    assert block_lines("ABCDEHPRSTUVXYZAB"[: most - 1], columns - 2, scale, 1) or most > 18
    assert block_lines("M" * (most + 1), columns - 2, scale, 1) is None


def test_huge_digits_are_ten_rows() -> None:
    """10:40 takes 68 columns: it fits a room of 80."""
    rows = scaled((dots("10:40") or ())[1:], HUGE)
    assert (len(rows), max(map(len, rows))) == (10, 68)
    assert centred(rows, 80)[0].startswith(" " * 10 + "█")


@pytest.mark.parametrize("text", ["Größe", "München", "Ñandú", "ÀÉÊË", "Ärger über Öl", "what’s next – now"])
def test_accents_have_a_place_above(text: str) -> None:
    """An accent, a gap and a letter of four half rows, or a letter of five: always three rows."""
    rows = block_lines(text, 200)
    assert rows is not None and len(rows) == 3


def test_a_letter_under_an_accent_is_whole() -> None:
    """Down to its last half row."""
    assert block_lines("Déc", 40) == ("▄▄    ▀ ▄▄▄", "█ █ ██▀ █", "█▄▀ █▄▄ █▄▄")
    assert all(glyph("É")[row] == ("###", "## ", "#  ", "###")[row - 2] for row in range(2, 6))  # type: ignore[index]


@pytest.mark.parametrize(
    "text", ["", " ", "Łódź", "陳偉", "Шаг", "50 %", "a_b", "👍", "e\u0301\u0302", "Î", "\u0301"]
)
def test_a_text_with_a_sign_that_has_no_glyph_has_no_block_letters(text: str) -> None:
    """Then the whole of it is in ordinary bold cells: never both in one phrase."""
    assert block_lines(text, 200) is None


def test_a_text_that_does_not_fit_in_two_lines_has_no_block_letters() -> None:
    """Nor has one with a word that is too long."""
    assert block_lines("What happens first, and how will we see it's done?", 78) is None
    assert len(block_lines("What happens first, and how will we see it's done?", 180) or ()) == 7
    assert block_lines("Unterschriftenregelung", 60) is None


@pytest.mark.parametrize("sign", "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!&'()+,-./:?")
def test_every_glyph_is_a_rectangle_of_six_half_rows(sign: str) -> None:
    """And looks like no other sign."""
    rows = glyph(sign)
    assert rows is not None and len(rows) == 6 and len(set(map(len, rows))) == 1
    others = "ABCDEFGHIJKLMNOPQRSTUVWXYZ123456789".replace(sign, "")
    assert rows not in [glyph(other) for other in others] or sign in "O0I1"


@given(st.text(max_size=40), st.integers(1, 220))
def test_block_letters_never_fail_and_never_grow_out(text: str, width: int) -> None:
    """Whatever people type: lines of half blocks that fit, or None."""
    rows = block_lines(text, width)
    assert rows is None or (max(map(len, rows)) <= width and set("".join(rows)) <= set(" ▄▀█"))
