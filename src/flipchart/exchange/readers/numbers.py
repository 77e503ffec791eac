"""Numbers as spreadsheets store them, turned into what they mean: a day, or a percentage done."""

import datetime as dt
import re
from collections.abc import Callable, Sequence

from flipchart.exchange.readers.column_meanings import meanings
from flipchart.exchange.readers.column_names import Field
from flipchart.exchange.readers.columns import GridRow

_SAMPLE = 300
"""How many rows are looked at to tell what a column's numbers are."""


def as_meant(names: Sequence[str], rows: Sequence[GridRow]) -> Sequence[GridRow]:
    """Return rows with numbers under the name of a date as dates, and shares of one under that of a state in percent.

    A workbook that was saved as values has them so: 46366 is 10 December 2026, 0.25 is a quarter.
    """
    of_days = [place for place, name in enumerate(names) if not _DAYS.isdisjoint(meanings(name))]
    for place in of_days:
        if any(_COUNTED.fullmatch(cell) for cell in _cells(rows, place)):
            rows = _changed(rows, place, _COUNTED, lambda cell: (_DAY_0 + dt.timedelta(int(cell[:5]))).isoformat())
    for place in [place for place, name in enumerate(names) if "state" in meanings(name)]:
        numbers = [cell for cell in _cells(rows, place) if _NUMBER.fullmatch(cell)]
        if any(not cell.isdigit() for cell in numbers) and all(map(_SHARE.fullmatch, numbers)):
            rows = _changed(rows, place, _SHARE, lambda cell: f"{float(cell.replace(',', '.')) * 100:.12g} %")
    return rows


def _cells(rows: Sequence[GridRow], place: int) -> list[str]:
    return [row.cells[place] for row in rows[:_SAMPLE] if place < len(row.cells) and row.cells[place]]


def _changed(
    rows: Sequence[GridRow], place: int, looks: re.Pattern[str], said: Callable[[str], str]
) -> Sequence[GridRow]:
    return [
        row._replace(cells=(*row.cells[:place], said(row.cells[place]), *row.cells[place + 1 :]))
        if place < len(row.cells) and looks.fullmatch(row.cells[place])
        else row
        for row in rows
    ]


_DAYS: frozenset[Field] = frozenset({"due", "first_due", "finished", "created", "state"})
_DAY_0 = dt.date(1899, 12, 30)
"""Day 0 of spreadsheets, for all days since March 1900."""
_COUNTED = re.compile(r"(?:3[7-9]|4\d|5[0-4])\d{3}(?:[.,]\d+)?")
"""Days of the years 2001 to 2050; the fraction is the hour."""
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
_SHARE = re.compile(r"0(?:[.,]\d+)?|1(?:[.,]0+)?")
