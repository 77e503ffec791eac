"""How each row of an imported list was understood, as text for people."""

import datetime as dt
from collections.abc import Iterable, Iterator

from flipchart.exchange.intake.rows import Intake, Row
from flipchart.exchange.readers.column_names import Field
from flipchart.exchange.readers.columns import Column, Value

_NAMES = {
    "improvement": "under", "first_step": "first", "first_step_at": "first at", "done_when": "done when",
    "roadblock": "if", "contingency": "then", "below_line": "below the line", "first_due": "first due",
}  # fmt: skip


HEAD = 6
"""How many characters of a line hold the number of its row, or the space under it."""


def row_lines(intake: Intake, *, left_only: bool = False) -> Iterator[str]:
    """Yield lines for each row: its number, what it became and what was read; then what was left unread.

    With `left_only`, only rows of which something was left.
    """
    for row in intake.rows:
        if left_only and row.left is None and not row.changes:
            continue
        yield f"{row.row:>4}  {_became(row)}"
        if row.left is not None and row.took:
            yield f"      kept as a note: {' · '.join(map(_one_line, row.left.splitlines()))}"
        for hint in row.hints:
            yield f"      {hint}"


def column_words(columns: Iterable[tuple[Column, Field | None]], *, as_steps: bool = False) -> str:
    """Return what each column of a table is taken to hold, "Action → step, Owner → owner, Ref → note".

    `as_steps` tells that what the list is of was taken as steps. Of many columns that are only kept, their number
    is told: their names stand in the rows.
    """
    named = [(it.name, "step" if as_steps and to == "improvement" else to) for it, to in columns if it.name]
    held = [f"{name} → {to.replace('_', ' ')}" for name, to in named if to and to not in _ONLY_KEPT]
    kept = [name for name, to in named if not to or to in _ONLY_KEPT]
    kept_words = [f"{name} → note" for name in kept] if len(kept) <= _FEW else [f"{len(kept)} others → note"]
    return ", ".join([*held, *kept_words])


_ONLY_KEPT = ("note", "created", "context")
_FEW = 4


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
    return f"{_NAMES.get(name, name)} {_value(value)}"


def _value(value: Value) -> str:
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, tuple):
        return ", ".join(value) or "nothing"
    return "; ".join(map(_one_line, str(value).split("\n")))


def _one_line(text: str) -> str:
    return " ".join(text.split())
