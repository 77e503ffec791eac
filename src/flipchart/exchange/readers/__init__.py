"""Lists as people have them, read row by row; no row is dropped."""

from flipchart.exchange.readers.detect import decoded
from flipchart.exchange.readers.entry import Cell, Entry
from flipchart.exchange.readers.lines import read_lines
from flipchart.exchange.readers.plain_text import read_markdown
from flipchart.exchange.readers.session_file import looks_like_session, read_session
from flipchart.exchange.readers.shape import shape
from flipchart.exchange.readers.table import find_grid, read_table

__all__ = ["Cell", "Entry", "decoded", "read_items", "shape"]


def read_items(data: str | bytes, suffix: str = "") -> tuple[Entry, ...]:
    """Return the entries of a list, whose shape is told from its content and, where that leaves it open, from the
    ending of its file's name, such as ".csv".

    Raises ExchangeError for bytes that are no text, and for a session file that cannot be read.
    """
    text = decoded(data)
    if suffix == ".toml" or looks_like_session(text):
        return read_session(text)
    grid = find_grid(text, surely=suffix in (".csv", ".tsv", ".tab"))
    if grid is not None:
        return read_table(grid)
    return read_markdown(text) if shape(text) == "markdown" else read_lines(text)
