"""What was understood of a list, row by row, for people."""

import datetime as dt
from collections.abc import Iterable, Iterator

from flipchart.exchange.intake.rows import Intake, Row
from flipchart.exchange.readers.column_names import Field
from flipchart.exchange.readers.columns import Column, Value

_NAMES = {
    "improvement": "under", "first_step": "first", "first_step_at": "first at", "done_when": "done when",
    "roadblock": "if", "contingency": "then", "below_line": "below the line",
}  # fmt: skip


HEAD = 6
"""How many characters of a line are the number of its row, or the space under it."""


def row_lines(intake: Intake, *, left_only: bool = False) -> Iterator[str]:
    """Yield a line for each row: its number, what it became and what was read; then what was left.

    With `left_only`, only of rows of which something was left.
    """
    for row in intake.rows:
        if left_only and row.left is None and not row.changes:
            continue
        yield f"{row.row:>4}  {_became(row)}"
        if row.left is not None and row.took:
            yield f"      kept as a note: {' · '.join(map(_one_line, row.left.splitlines()))}"
        for hint in row.hints:
            yield f"      {hint}"


def column_words(columns: Iterable[tuple[Column, Field | None]]) -> str:
    """Return what each column of a table is taken to hold, "Action → step, Owner → owner, Ref → note"."""
    return ", ".join(f"{it.name} → {(to or 'note').replace('_', ' ')}" for it, to in columns if it.name)


def _became(row: Row) -> str:
    kind = f"{row.kind}, known already" if row.known else row.kind
    if not row.took:
        return f"{kind}: {_one_line(row.left or '')}"
    fields = [_field(name, value) for name, value in row.took.items() if (name, value) != ("state", "open")]
    return f"{kind}: {' · '.join(fields)}"


def _field(name: str, value: Value) -> str:
    if name == "text":
        return _one_line(str(value))
    if value is True:
        return _NAMES.get(name, name)
    return f"{_NAMES.get(name, name)} {_said(value)}"


def _said(value: Value) -> str:
    if isinstance(value, dt.date):
        return value.isoformat()
    return (", ".join(value) or "nothing") if isinstance(value, tuple) else _one_line(str(value))


def _one_line(text: str) -> str:
    return " ".join(text.split())
