"""What gives way when there are too few rows, and the footer that always fits."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from flipchart.tui.text.footer import HELP_OUTSIDE, Piece, fitted
from flipchart.tui.text.layout import Places, Wants, places
from flipchart.tui.text.lines import width_of

WANTS = st.builds(
    Wants,
    lines=st.integers(0, 60),
    question=st.integers(0, 2),
    offer=st.integers(0, 1),
    unsaved=st.integers(0, 1),
    load=st.integers(0, 1),
    parking=st.integers(0, 1),
    prompt=st.integers(0, 2),
    typing=st.booleans(),
    notice=st.booleans(),
)


def used(wants: Wants, place: Places) -> int:
    """Rows that are taken by everything but the list."""
    optional = place.above + place.below + place.load + place.parking + place.bar + place.offer
    line = 2 * place.box + 2 * place.frame + place.light
    return wants.header + 1 + wants.prompt + wants.question + wants.unsaved + line + 1 + optional


@given(WANTS, st.integers(48, 220), st.integers(14, 70))
def test_the_rows_of_the_list_are_what_the_others_leave(wants: Wants, width: int, height: int) -> None:
    """Nothing is counted twice, and nothing is forgotten."""
    place = places(width, height, wants)
    assert place.rows == height - used(wants, place)


@pytest.mark.parametrize(("height", "framed"), [(24, True), (20, True), (19, False), (14, False)])
def test_the_line_has_its_edges_and_the_save_light_its_row_where_there_is_height(height: int, framed: bool) -> None:
    """Whether anything is typed or not, so that nothing moves when the line is opened."""
    for typing in (False, True):
        place = places(80, height, Wants(lines=9, typing=typing))
        assert (place.frame, place.light, place.box) == (framed, framed, True)


def test_a_page_with_a_foot_has_no_line_until_one_is_opened() -> None:
    """The agenda's strip stands there; what is said has a row where something is."""
    place = places(80, 24, Wants(lines=18, header=0, bar=False, foot=2, clocked=False))
    assert (place.box, place.light, place.rows) == (False, False, 21)
    assert places(80, 24, Wants(lines=18, foot=2, notice=True)).light
    assert places(80, 24, Wants(lines=18, foot=2, typing=True)).box


@given(WANTS, st.integers(48, 220), st.integers(14, 70))
def test_the_list_keeps_two_rows_whatever_else_is_shown(wants: Wants, width: int, height: int) -> None:
    """With a question, the offer, NOT SAVED and the box at once the words under the cursor still have a place."""
    place = places(width, height, wants)
    assert height - used(wants, place) >= min(2, wants.lines)


@given(WANTS, st.integers(48, 220), st.integers(14, 70))
def test_what_is_optional_gives_way_in_the_order_of_the_design(wants: Wants, width: int, height: int) -> None:
    """The parking lot goes first, then the hint; neither ever costs the list a row that it needs."""
    place = places(width, height, wants)
    if place.parking and wants.load:
        assert place.load
    if place.parking or place.load:
        free = height - used(wants, place)
        assert free >= wants.lines


@given(WANTS, st.integers(14, 19), st.integers(0, 2))
def test_the_bar_gives_way_to_a_fourth_row_and_stays_as_it_is_when_a_line_is_opened(
    wants: Wants, height: int, answers: int
) -> None:
    """An item of two lines with how many there are above and below; digits that go while one types change nothing."""
    wants = replace(wants, lines=wants.lines + 4)
    closed = replace(wants, typing=False, answers=answers, closed=answers)
    opened = replace(wants, typing=True, answers=0, closed=answers, edged=True)
    place = places(60, height, closed)
    assert not place.bar or place.rows + place.offer + wants.foot >= min(4, wants.lines)
    assert places(60, height, opened).bar == place.bar


def test_below_the_smallest_size_only_the_essentials_are_left() -> None:
    """Under 48 by 14 the screen says how large it must be."""
    assert places(47, 24, Wants(lines=3)).tiny
    assert places(80, 13, Wants(lines=3)).tiny
    assert not places(48, 14, Wants(lines=3)).tiny


PIECES = st.lists(
    st.builds(Piece, st.just("x"), st.text("abc", min_size=1, max_size=5), st.text("xyz ", max_size=20),
              st.text("xyz", max_size=5), st.integers(0, 9)),
    max_size=9,
)  # fmt: skip


@given(PIECES, st.integers(10, 200))
def test_the_footer_fits_and_never_loses_the_way_to_all_keys(pieces: list[Piece], width: int) -> None:
    """As many keys as fit are named; the last is always help."""
    shown = fitted(pieces, HELP_OUTSIDE, width)
    assert shown[-1] == HELP_OUTSIDE
    if len(shown) > 1:
        assert sum(width_of(it.key) + width_of(it.word) + 3 for it in shown) - 2 <= width
