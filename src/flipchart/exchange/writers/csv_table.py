"""Rows of cells as a CSV file for spreadsheets."""

import csv
import io
from collections.abc import Iterable, Sequence

MARK = "\ufeff"
"""The byte-order mark, which tells spreadsheets that the file is UTF-8."""

_FORMULA = frozenset("=+-@\t\r\n＝＋－＠")


def table_of(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table for spreadsheets, in which no cell is taken for a formula."""
    table = io.StringIO()
    writer = csv.writer(table)
    writer.writerow(head)
    writer.writerows([defused(cell) for cell in row] for row in rows)
    return MARK + table.getvalue()


def defused(cell: str) -> str:
    """Return a cell that a spreadsheet shows as text even if it begins like a formula (OWASP, CSV injection).

    Japanese spreadsheets take the full-width signs for the others.
    """
    return f"'{cell}" if cell[:1] in _FORMULA and cell else cell
