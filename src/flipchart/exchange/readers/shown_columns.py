"""The columns of a table as a person is shown them before anything is written, with what each is taken to hold."""

from flipchart.exchange.readers.answers import answered, are_lists, list_of, who_answered
from flipchart.exchange.readers.column_choice import columns_from, counted_columns, fields_of
from flipchart.exchange.readers.column_names import Field
from flipchart.exchange.readers.columns import Column, ticks_of
from flipchart.exchange.readers.grid import Grid, blocks
from flipchart.exchange.readers.ranks import rank_of
from flipchart.exchange.readers.table import NO_CHOICE, Chosen


def columns_of(grid: Grid, chosen: Chosen = NO_CHOICE) -> tuple[tuple[Column, Field | None], ...]:
    """Return the columns of the first table with what each is taken to hold, to be shown and changed.

    What nothing can be read from, such as "High" under "Rank", is kept as words, whatever its name says.
    """
    if grid.header is None:
        return counted_columns(grid, chosen)
    _, every, below = next(blocks(grid))
    names, rows, _ = answered(every, below)
    columns = columns_from(names, rows)
    if are_lists(names):
        return tuple((it, list_of(it.name)) for it in columns)
    fields = fields_of(columns, {**who_answered(names), **chosen})
    pairs = zip(columns, fields, strict=True)
    return tuple((it, to if it.name in chosen or _tells(it, to) else None) for it, to in pairs)


def _tells(it: Column, to: Field | None) -> bool:
    if to == "rank":
        return any(map(rank_of, it.cells)) or not it.cells
    if to == "state":
        return not it.cells or it.stated > 0 or ticks_of(it) > 0 or any(map(_has_digit, it.cells))
    return True


def _has_digit(cell: str) -> bool:
    return any(map(str.isdigit, cell))
