"""The facilitator's private notes, the newest first."""

from flipchart.tui.text.frame import View
from flipchart.tui.text.rows import Heading, Row, Words

NO_NOTES = "None yet. M writes one, for this desk alone."


def note_rows(view: View) -> tuple[Row, ...]:
    """Each note with the time of its writing, and whether the disk has it."""
    rows: list[Row] = []
    if view.private.problem:
        rows.append(Words(None, view.private.problem, "late", mark="!"))
    elif view.private.unsaved:
        rows.append(Words(None, "saving", "quiet"))
    rows += [
        Words(None, note.text, mark=f"{view.local(note.at):%H:%M}", indent=8) for note in reversed(view.private.notes)
    ]
    return tuple(rows) or (Heading(None, NO_NOTES),)


def note_count(view: View) -> str:
    """How many there are."""
    return str(len(view.private.notes) or "")
