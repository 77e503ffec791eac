"""The side of a wide wall shows what the list does not, and no list has a value where the eye does not find it."""

import re
from pathlib import Path

import pytest
from test_tui_wall import planned, seen, text
from tour import KINDS, LATER, LIBRARY, go, touring

import flipchart.tui.desk.check_in_table
import flipchart.tui.stages.prestart
import flipchart.tui.text.group
import flipchart.tui.text.list_in
import flipchart.tui.text.portfolio
import flipchart.tui.text.recovery  # noqa: F401  every kind of row is to be known here
from flipchart.store.codec import decode
from flipchart.tui.desk.check_in_table import Cells, CheckInRow
from flipchart.tui.stages.prestart import PreStart
from flipchart.tui.text.lines import plain, width_of
from flipchart.tui.text.pictures import Drawing, MarkRow, pictures
from flipchart.tui.text.recovery import VersionRow
from flipchart.tui.text.rows import READ, Columns, Heading, Pair, Promise, Rated, Row, Stack, StepRow
from flipchart.tui.widgets.row_list import RowList

WITH_VALUES: tuple[Row, ...] = (
    Pair(None, "Ring them", "7 votes"),
    StepRow("a", "1", "Ring them", "Ana Lopes", "was due Fri 14 Nov 2025"),
    Promise("a", "Ana Lopes", "Ring them", "was due Fri 14 Nov 2025"),
    Columns(None),
    Stack("a", "1", "Ring them", "long term"),
    Rated("a", "1", "Letters", "Communication", 3),
    CheckInRow(
        "a", "! LATE  5 d", "late", "Ring them", "Ana Lopes", "Fri 20 Nov", "slipped once", cells=Cells(12, 9, 10, 12)
    ),
    VersionRow("a", "Fri 20 Nov 10:00:00", "7 steps", "a backup"),
)
OTHERS = {
    "Uncounted", "Heading", "Words", "Dated", "Picture", "People", "Large", "Labelled", "Bar", "Chart", "Way",
    "MarkRow", "Reading", "Took", "TrendRow", "SessionRow", "ColumnRow",
}  # fmt: skip
"""Sentences, pictures, and rows whose values follow their words at once."""


def kinds(row: type[Row]) -> set[type[Row]]:
    """Every kind of row that there is."""
    return {row, *(it for kind in row.__subclasses__() for it in kinds(kind))}


@pytest.mark.parametrize("row", WITH_VALUES, ids=lambda it: type(it).__name__)
def test_a_value_is_near_its_words_on_the_widest_wall(row: Row) -> None:
    """An owner or a date beyond what the eye follows would belong to any line."""
    assert all(width_of(words) <= READ for words in row.lines(200, selected=True))


def test_every_kind_of_row_was_thought_of() -> None:
    """One that is new is to be put with those that have values, or with the others."""
    ours = {it for it in kinds(Row) if it.__module__.startswith("flipchart") and it is not Row}
    assert {it.__name__ for it in ours} == {type(it).__name__ for it in WITH_VALUES} | OTHERS


@pytest.mark.parametrize("size", [(120, 40), (200, 60)], ids=str)
async def test_nothing_stands_twice_on_a_wide_wall(tmp_path: Path, size: tuple[int, int]) -> None:
    """No improvement and no stage is both in the list and at the side, whose last row is the end."""
    async with touring(tmp_path, size) as driver:
        for kind in KINDS:
            go(driver, kind)
            await driver.settle()
            rows, side = (driver.room.query_one(name, RowList) for name in ("#rows", "#side"))
            listed = " ".join(" ".join(plain(words) for _, words in rows.all_lines()).split())
            beside = [str(getattr(it, "left", "") or getattr(it, "text", "")) for it in side.rows
                      if not isinstance(it, Heading)][:-1]  # fmt: skip
            assert beside or kind == "introduce", kind
            assert [it for it in beside if re.search(rf"\b{re.escape(it)}\b", listed)] == [], kind


@pytest.mark.parametrize("seconds", [0, 60])
def test_we_start_now_is_large_on_a_large_wall(seconds: float) -> None:
    """As large as the countdown whose place it takes; in ordinary letters where there is no room for it."""
    for columns, rows, high in ((120, 40, True), (200, 60, True), (80, 24, False), (120, 24, False)):
        view = seen(planned(), seconds, columns, rows)
        words = text(tuple(it for row in PreStart().rows(view) for it in row.lines(columns - 2, selected=False)))
        assert any("we start now" in row for row in words) is not high, (columns, rows)


def test_the_year_of_a_day_on_the_way_is_whole() -> None:
    """The days of another year are no wider than those of this one, so that the column does not cut their year."""
    session = decode(LIBRARY.read_bytes(), name="library.toml", made=LATER)
    marks = [
        row for it in pictures(session, LATER.date(), Drawing(days=60)) for row in it.bars if isinstance(row, MarkRow)
    ]
    old = [row for row in marks if row.day.endswith("2025")]
    assert old
    assert all(row.day in plain(row.lines(80, selected=False)[0]) for row in marks)
