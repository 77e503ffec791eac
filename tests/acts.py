"""What a history would take back, and do again."""

from flipchart.domain.history import History


def undo_label(history: History) -> str | None:
    """Return what `undo` would take back ("add step"), or None where there is nothing."""
    return history._undo[-1].label if history._undo else None


def redo_label(history: History) -> str | None:
    """Return what `redo` would do again, or None where there is nothing."""
    return history._redo[-1].label if history._redo else None
