"""Columns stay aligned whatever letters people have: wide ones, combining ones, ones of no width at all."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.content import Content
from tour import go, touring

from flipchart.domain.kinds import StageKind
from flipchart.tui.look import ROOM_DARK, content
from flipchart.tui.text.lines import Line, cut, pad, plain, unjoined, width_of, wrap
from flipchart.tui.text.rows import READ, Columns, Dated, Heading, Pair, Promise, Row, StepRow, Words, together
from flipchart.tui.widgets.row_list import RowList

LETTERS = st.sampled_from((
    "a", "Z", "é", "e\u0301", "o\u0302\u0323", "研", "修", "ｶ", "Ｗ", "한", "ا", "ש", "ก็", "क्षि", "क्\u200dष",
    "\u200b", "\u200c", "\u200d", "\u2060", "⚠", "☑", "👩\u200d🔧", "–", " ",
))  # fmt: skip
TEXTS = st.lists(LETTERS, max_size=40).map("".join)
WIDTHS = st.integers(44, 200)


def cells(line: Line) -> int:
    """How wide Textual paints a line, which is who decides."""
    return content(line, ROOM_DARK).cell_length


@given(TEXTS, st.integers(0, 60))
def test_what_is_padded_is_exactly_as_wide(text: str, width: int) -> None:
    """Filled or cut to the cell; a wide letter that would be cut in half becomes a blank."""
    assert width_of(pad(text, width)) == Content(pad(text, width)).cell_length == width
    assert width_of(cut(text, width)) <= width


@given(TEXTS, st.integers(2, 60))
def test_what_is_wrapped_is_never_wider_and_loses_no_letter(text: str, width: int) -> None:
    """Every letter but blanks and idle joiners is on one of the lines, in order, its marks with it."""
    lines = wrap(text, width)
    assert all(width_of(part) <= width for part in lines)
    assert "".join("".join(lines).split()) == "".join(unjoined(text).split())


ROWS = st.one_of(
    st.builds(StepRow, st.just("x"), st.just("3"), TEXTS, TEXTS, st.sampled_from(["", "Fri 20 Nov"])),
    st.builds(Promise, st.just("x"), TEXTS, TEXTS, st.sampled_from(["Fri 20 Nov", "? date"])),
    st.builds(Pair, st.just("x"), TEXTS, st.sampled_from(["", "7 votes"])),
    st.builds(Words, st.just("x"), TEXTS),
    st.builds(Heading, st.just(None), TEXTS),
)


@given(ROWS, WIDTHS, st.booleans())
def test_no_row_is_wider_than_its_place(row: Row, width: int, selected: bool) -> None:
    """Whatever is written in it, and as Textual measures it."""
    for line in row.lines(width, selected):
        assert cells(line) == width_of(line) <= width


@given(TEXTS, TEXTS, WIDTHS)
def test_a_column_begins_in_the_same_cell_whatever_stands_before_it(text: str, name: str, width: int) -> None:
    """The dates of two steps stand under each other, one of plain letters and one of any."""
    kinds: tuple[Callable[[str, str], Row], ...] = (
        lambda what, who: StepRow("x", "1", what, who, "MARK"), lambda what, who: Promise("x", who, what, "MARK"),
    )  # fmt: skip
    for kind in kinds:
        pairs = (("Draft the form", "Ana"), (text or "x", name or "y"))
        lines = [line for what, who in pairs for line in kind(what, who).lines(width, selected=False)]
        found = {width_of(plain(line).partition("MARK")[0]) for line in lines if "MARK" in plain(line)}
        assert width < 72 or len(found) == 1


def test_a_number_of_three_figures_has_a_space_behind_it() -> None:
    """The words of the hundredth step stand a cell further right; where there are columns, they stay in place."""
    for width in (48, 78, 120):
        rows = [StepRow("x", number, "Ring them", "Ana", "Wed 9 Dec").lines(width, False) for number in ("9", "100")]
        assert plain(rows[1][0]).startswith("100 Ring them")
        last = [plain(lines[-1]).find("Wed 9 Dec") for lines in rows]
        assert last[1] - last[0] == (1 if len(rows[0]) > 1 else 0)


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)], ids=str)
async def test_no_day_is_broken_over_two_lines(tmp_path: Path, size: tuple[int, int]) -> None:
    """Late ones and those of another year are the longest; the column of a list is as wide as they are."""
    kinds: tuple[StageKind, ...] = ("define", "assign", "risks", "promises", "nextcheck")
    async with touring(tmp_path, size) as driver:
        for kind in kinds:
            go(driver, kind)
            await driver.settle()
            lines = driver.room.query_one("#rows", RowList).all_lines()
            dated = {row.date: row for row, _ in lines if isinstance(row, Dated) and row.date}
            assert any(date.startswith("was due") for date in dated), kind
            for date, row in dated.items():
                assert any(date in plain(words) for it, words in lines if it is row), (kind, date)


def test_the_dates_of_a_list_stand_in_one_column() -> None:
    """As wide as the longest of them needs; nothing gives way for it where all are short."""
    short, long = Promise("a", "Ana", "Ring them", "Fri 4 Dec"), Promise("b", "Bo", "Ask", "was due Fri 14 Nov 2025")
    assert together([short]) == (short,)
    names, *rows = together([Columns(None), short, long])
    at = plain(names.lines(110, selected=False)[0]).index("by when")
    assert [plain(row.lines(110, selected=False)[0])[at:].strip() for row in rows] == [short.when, long.when]


@given(ROWS, st.integers(READ, 240))
def test_a_value_stays_near_its_words_on_the_widest_wall(row: Row, width: int) -> None:
    """Nothing but a sentence goes on beyond what the eye follows."""
    wide = isinstance(row, Words | Heading)
    assert wide or all(width_of(line) <= READ for line in row.lines(width, selected=False))
