"""What a row says beside its text, as words for the item's note."""

from flipchart.domain.text import FIELD_LIMIT, NOTE_LIMIT, clean
from flipchart.exchange.readers.columns import Entry

BOXES = {" ": "open", "x": "done", "/": "under way", "-": "dropped"}
"""What the character in a task box means; any other is kept as it is."""


def left_over(entry: Entry) -> str | None:
    """Return what of a row could not be read, word for word: an unknown box, lines below, words too long.

    None where nothing is left.
    """
    box = f"[{entry.box}]" if entry.box is not None and entry.box not in BOXES else ""
    whole = entry.text if len(entry.text) > FIELD_LIMIT else ""
    parts = [clean(part, limit=NOTE_LIMIT).strip() for part in (box, whole, entry.more)]
    return "\n".join(part for part in parts if part) or None


def grown(note: str | None, *said: str | None) -> str | None:
    """Return `note` with those of the remarks that it does not hold yet; None where nothing is said.

    What is longer than a note is cut here, as it would be when the file is read.
    """
    held = note or ""
    for remark in said:
        # Whole lines are compared: "Votes: 7" is not said by "Votes: 70".
        if remark and f"\n{remark.strip()}\n" not in f"\n{held}\n":
            held = f"{held}\n{remark}".strip()
    return held[:NOTE_LIMIT] or None


def joined(*said: str | None) -> str | None:
    """Return the remarks that there are, each from a line of its own; None where there is none."""
    return "\n".join(part for part in said if part) or None
