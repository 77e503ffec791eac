"""Lists as people have them, read row by row; no row is dropped."""

from flipchart.exchange.readers.decode import decoded
from flipchart.exchange.readers.entry import Entry
from flipchart.exchange.readers.lines import read_lines
from flipchart.exchange.readers.markdown import read_markdown
from flipchart.exchange.readers.shape import shape

__all__ = ["Entry", "decoded", "read_items", "shape"]


def read_items(data: str | bytes) -> tuple[Entry, ...]:
    """Return the entries of a list, whose shape is told from its content.

    A table is read as plain lines: every row is kept whole. Raises ExchangeError for bytes that are no text.
    """
    text = decoded(data)
    return read_markdown(text) if shape(text) == "markdown" else read_lines(text)
