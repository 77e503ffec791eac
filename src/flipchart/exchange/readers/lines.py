"""A plain list: every line that is not blank is one item, word for word."""

from flipchart.exchange.readers.entry import Entry


def read_lines(text: str) -> tuple[Entry, ...]:
    """Return one entry for each line of `text` that is not blank."""
    numbered = enumerate(text.split("\n"), start=1)
    return tuple(Entry(row, line.strip()) for row, line in numbered if line.strip())
